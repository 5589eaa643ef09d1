/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Notes on style: one thing written in several ways.  Each way is counted
 * over the document; when there are several, one note shows the rarer ones.
 */
#include "lint/pass.h"

#include "lib/text/text.h"
#include "lint/outline.h"
#include "lint/word.h"

#include <string.h>

enum { SPELLING, SECTOR, SEPARATOR, REDUNDANT, RANGE, NUMBER, COMMA, END,
       MERGED };

static const struct lint_rule rules[] = {
	[SPELLING] = { "spelling-variant", SEV_NOTE,
		       "Một từ viết hai cách",
		       "Một từ viết một cách trong cả văn bản." },
	[SECTOR] = { "sector-name-variant", SEV_NOTE,
		     "Tên ngành, lĩnh vực viết theo nhiều cách",
		     "Tên ngành viết một cách để số liệu của ngành tìm được "
		     "hết." },
	[SEPARATOR] = { "separator-variant", SEV_NOTE,
			"Tên hợp tác xã và địa danh nối theo nhiều cách",
			"Danh sách viết một kiểu." },
	[REDUNDANT] = { "redundant-word", SEV_NOTE,
			"Thừa từ",
			"Hai từ cùng nghĩa đứng liền nhau." },
	[RANGE] = { "range-style", SEV_NOTE,
		    "Khoảng năm viết theo nhiều kiểu",
		    "Khoảng năm viết một kiểu, ví dụ 2021-2025." },
	[NUMBER] = { "number-style", SEV_NOTE,
		     "Số nhỏ hơn 10 khi có số 0 đứng trước khi không",
		     "Số viết một kiểu trong cả văn bản." },
	[COMMA] = { "missing-comma", SEV_NOTE,
		    "Thiếu dấu phẩy trước tỷ lệ",
		    "Số liệu và tỷ lệ hoàn thành cách nhau bằng dấu phẩy." },
	[END] = { "paragraph-end", SEV_NOTE,
		  "Mục kết thúc bằng dấu chấm phẩy",
		  "Đoạn cuối của mục kết thúc bằng dấu chấm." },
	[MERGED] = { "list-item-merged", SEV_NOTE,
		     "Hai ý dồn vào một đoạn",
		     "Mỗi ý của danh sách là một đoạn." },
	{ 0 }
};

enum { MAX_PARTS = 12, MAX_STYLES = 6 };

/* Places of one way of writing. */
struct style {
	struct {
		const struct passage *passage;
		size_t from, to;
	} place[MAX_PARTS];
	size_t n; /* all, shown or not */
};

static void add_place(struct style *s, const struct passage *p, size_t from,
		      size_t to)
{
	if (s->n < MAX_PARTS) {
		s->place[s->n].passage = p;
		s->place[s->n].from = from;
		s->place[s->n].to = to;
	}
	s->n++;
}

/* One note when there are several ways, the rarest first; the commonest gives
 * one example. */
static void report_styles(struct lint *l, const struct lint_rule *rule,
			  const char *message, struct style *style, size_t n)
{
	struct lint_finding *f = NULL;
	size_t used = 0;
	size_t most = 0;

	for (size_t i = 0; i < n; i++) {
		used += style[i].n > 0;
		if (style[i].n > style[most].n)
			most = i;
	}
	if (used < 2)
		return;
	f = lint_report(l, rule, message);
	for (size_t want = 1; f->npart < MAX_PARTS && want < style[most].n;
	     want++)
		for (size_t i = 0; i < n; i++)
			for (size_t k = 0; style[i].n == want && i != most &&
					   k < want && k < MAX_PARTS &&
					   f->npart < MAX_PARTS;
			     k++)
				lint_part(l, f, style[i].place[k].passage,
					  style[i].place[k].from,
					  style[i].place[k].to);
	for (size_t i = 0; i < n; i++) /* as common as the commonest */
		if (i != most && style[i].n == style[most].n)
			lint_part(l, f, style[i].place[0].passage,
				  style[i].place[0].from,
				  style[i].place[0].to);
	lint_part(l, f, style[most].place[0].passage,
		  style[most].place[0].from, style[most].place[0].to);
}

/* --- words -------------------------------------------------------------------- */

static const char *const spellings[][2] = {
	{ "hằng năm", "hàng năm" },
	{ "hằng tháng", "hàng tháng" },
	{ "hằng quý", "hàng quý" },
	{ "covid-19", "covid -19" },
	{ "xóa đói giảm nghèo", "xóa đói, giảm nghèo" },
	{ "xoá đói giảm nghèo", "xoá đói, giảm nghèo" },
	{ "quản lý", "quản lí" },
	{ "kỹ thuật", "kĩ thuật" },
	{ "quy định", "qui định" },
	{ "quy mô", "qui mô" },
	{ "tỷ lệ", "tỉ lệ" },
	{ "tỷ đồng", "tỉ đồng" },
	{ "lý do", "lí do" },
	{ "vật lý", "vật lí" },
};

static void find_phrase(const struct lint *l, const char *phrase,
			struct style *s)
{
	struct word_place at = { 0 };

	while (word_index_next(l->index, phrase, &at))
		add_place(s, &l->doc->passage[at.passage], at.from, at.to);
}

static void check_spellings(struct lint *l)
{
	for (size_t k = 0; k < ARRAY_LEN(spellings); k++) {
		struct style both[2] = { 0 };

		find_phrase(l, spellings[k][0], &both[0]);
		find_phrase(l, spellings[k][1], &both[1]);
		report_styles(l, &rules[SPELLING],
			      arena_printf(l->arena,
					   "Viết “%s” %zu lần, “%s” %zu lần; "
					   "chọn một cách.",
					   spellings[k][0], both[0].n,
					   spellings[k][1], both[1].n),
			      both, 2);
	}
}

/* Words of a sector's name, whatever stands between them. */
static const char *const sectors[][7] = {
	{ "nông", "lâm", "ngư", "nghiệp" },
	{ "nông", "lâm", "nghiệp", "thủy", "sản" },
	{ "công", "nghiệp", "tiểu", "thủ", "công", "nghiệp" },
	{ "thương", "mại", "dịch", "vụ" },
};

/* The word after the name that begins at word k; 0: no name. */
static size_t sector_end(const struct words *w, size_t k,
			 const char *const *name)
{
	size_t i = 0;

	for (; i < 7 && name[i]; i++)
		if (k + i >= w->n ||
		    strcmp(w->word[k + i].is->lower, name[i]) != 0)
			return 0;
	return k + i;
}

/* One sector's name with its separators. */
static void check_sector(struct lint *l, const char *const *name)
{
	struct style style[MAX_STYLES] = { 0 };
	const char *text[MAX_STYLES];
	size_t n = 0;

	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];
		const struct words *w = &l->words[i];

		for (size_t k = 0; k < w->n; k++) {
			size_t end = sector_end(w, k, name);
			const char *s;
			size_t v = 0;

			if (end == 0)
				continue;
			s = text_lower(l->arena, arena_strndup(
				l->arena, p->text + w->word[k].from,
				w->word[end - 1].to - w->word[k].from));
			while (v < n && strcmp(text[v], s) != 0)
				v++;
			if (v == MAX_STYLES)
				continue;
			if (v == n)
				text[n++] = s;
			add_place(&style[v], p, w->word[k].from,
				  w->word[end - 1].to);
		}
	}
	report_styles(l, &rules[SECTOR],
		      "Tên ngành có chỗ nối bằng dấu phẩy, có chỗ bằng gạch "
		      "nối; viết một cách.",
		      style, n);
}

/* "HTX Thống Nhất – Chi Lăng", "HTX An Sơn - TP Lạng Sơn": a name in capitals,
 * a dash, a place. */
static void check_separators(struct lint *l)
{
	static const char *const ways[] = { " - ", " – ", "-", "–" };
	struct style style[ARRAY_LEN(ways)] = { 0 };

	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];
		const struct words *w = &l->words[i];

		for (size_t k = 0; k + 2 < w->n; k++) {
			size_t end = k + 1;

			if (strcmp(w->word[k].is->lower, "htx") != 0)
				continue;
			while (end < w->n && end < k + 10 &&
			       w->word[end].gap == ' ')
				end++;
			if (end >= w->n || !w->word[end - 1].is->capital ||
			    (!w->word[end].is->capital &&
			     strcmp(w->word[end].is->lower, "huyện") != 0))
				continue;
			for (size_t v = 0; v < ARRAY_LEN(ways); v++)
				if (w->word[end].from - w->word[end - 1].to ==
					    strlen(ways[v]) &&
				    strncmp(p->text + w->word[end - 1].to,
					    ways[v], strlen(ways[v])) == 0)
					add_place(&style[v], p,
						  w->word[k].from,
						  w->word[end].to);
		}
	}
	report_styles(l, &rules[SEPARATOR],
		      "Tên hợp tác xã và địa danh khi nối bằng gạch ngắn, khi "
		      "bằng gạch dài; viết một kiểu.",
		      style, ARRAY_LEN(ways));
}

static void check_redundant(struct lint *l)
{
	static const char *const phrases[][2] = {
		{ "đạt là", "đạt" },
		{ "một số bộ phận", "một bộ phận" },
		{ "nhiều các", "nhiều" },
		{ "những các", "các" },
		{ "đề ra ra", "đề ra" },
	};

	for (size_t i = 0; i < ARRAY_LEN(phrases); i++) {
		struct style s = { 0 };
		struct lint_finding *f;

		find_phrase(l, phrases[i][0], &s);
		if (s.n == 0)
			continue;
		f = lint_report(l, &rules[REDUNDANT],
				arena_printf(l->arena, "“%s”: thừa từ; “%s”.",
					     phrases[i][0], phrases[i][1]));
		f->repair = arena_printf(l->arena, "%s → %s", phrases[i][0],
					 phrases[i][1]);
		for (size_t k = 0; k < s.n && k < MAX_PARTS; k++)
			lint_part(l, f, s.place[k].passage, s.place[k].from,
				  s.place[k].to);
	}
}

/* --- numbers ------------------------------------------------------------------- */

static bool is_year(const char *s)
{
	return strspn(s, "0123456789") == 4 &&
	       (strncmp(s, "19", 2) == 0 || strncmp(s, "20", 2) == 0);
}

/* How the two years of a range are joined: what stands between them. */
static void check_ranges(struct lint *l)
{
	static const char *const ways[MAX_STYLES] = { "-",   " - ", "- ",
						      " -",  "–",   " – " };
	struct style style[MAX_STYLES] = { 0 };

	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];
		const struct words *w = &l->words[i];

		for (size_t k = 0; k + 1 < w->n; k++) {
			const struct word *y = &w->word[k];

			if (!is_year(p->text + y[0].from) ||
			    !is_year(p->text + y[1].from))
				continue;
			for (size_t s = 0; s < MAX_STYLES; s++)
				if (y[1].from - y[0].to == strlen(ways[s]) &&
				    strncmp(p->text + y[0].to, ways[s],
					    strlen(ways[s])) == 0)
					add_place(&style[s], p, y[0].from,
						  y[1].to);
		}
	}
	report_styles(l, &rules[RANGE],
		      "Khoảng năm khi viết liền, khi có dấu cách, khi dùng gạch "
		      "dài; chọn một kiểu.",
		      style, MAX_STYLES);
}

static bool is_unit(const char *lower)
{
	static const char *const units[] = { "htx", "tht", "lhhtx", "người",
					     "huyện", "xã", "hộ", "mô",
					     "doanh" };

	return WORD_IN(lower, units);
}

/* "6 HTX" beside "06 HTX". */
static void check_zeros(struct lint *l)
{
	struct style style[2] = { 0 };

	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];
		const struct words *w = &l->words[i];

		for (size_t k = 0; k + 1 < w->n; k++) {
			const struct word *x = &w->word[k];
			const char *s = p->text + x->from;
			size_t n = x->to - x->from;

			if (!is_unit(x[1].is->lower) || x[1].gap != ' ' ||
			    (x->from > 0 && strchr(".,/-", s[-1])))
				continue;
			if (n == 1 && s[0] >= '1' && s[0] <= '9')
				add_place(&style[0], p, x->from, x[1].to);
			if (n == 2 && s[0] == '0')
				add_place(&style[1], p, x->from, x[1].to);
		}
	}
	report_styles(l, &rules[NUMBER],
		      "Số nhỏ hơn 10 khi viết có số 0 đứng trước, khi không; "
		      "chọn một kiểu.",
		      style, 2);
}

/* --- marks --------------------------------------------------------------------- */

/* Is a per cent written at s: "26%", "96,4 %"? */
static bool is_per_cent(const char *s)
{
	s += strspn(s, "0123456789.,");
	s += strspn(s, " ");
	return *s == '%';
}

/* Does word k name what a number before it counts: "170 người", "5.050 thành
 * viên"? */
static bool ends_count(const struct word *w, size_t k)
{
	return (k >= 1 && w[k - 1].is->has_digit) ||
	       (k >= 2 && w[k - 2].is->has_digit);
}

/* "170 người đạt 26% kế hoạch" where elsewhere a comma stands before. */
static void check_commas(struct lint *l)
{
	struct style style[2] = { 0 };

	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];
		const struct words *w = &l->words[i];

		for (size_t k = 1; k + 1 < w->n; k++) {
			const struct word *x = &w->word[k];

			if (strcmp(x->is->lower, "đạt") != 0 ||
			    x[1].gap != ' ' ||
			    !is_per_cent(p->text + x[1].from))
				continue;
			if (x->gap == ',')
				add_place(&style[0], p, x->from, x->to);
			else if (x->gap == ' ' && !x[-1].is->has_digit &&
				 strcmp(x[-1].is->lower, "ước") != 0 &&
				 ends_count(w->word, k - 1))
				add_place(&style[1], p, x[-1].from, x->to);
		}
	}
	if (style[0].n > 2 * style[1].n)
		report_styles(l, &rules[COMMA],
			      "Trước “đạt …%” thiếu dấu phẩy; các chỗ khác có.",
			      style, 2);
}

/* The last paragraph before a heading ends with a semicolon. */
static void check_ends(struct lint *l)
{
	for (size_t i = 0; i + 1 < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];
		const struct lint_section *s;
		struct lint_finding *f;
		int next = l->outline->of[i + 1];

		if (p->kind == PASSAGE_CELL || p->kind == PASSAGE_NOTE ||
		    p->text[p->n - 1] != ';' || next < 0 ||
		    l->outline->of[i] < 0) /* "Căn cứ ...;" before it all */
			continue;
		s = &l->outline->section[next];
		if (s->passage != i + 1 || s->style > SECTION_DECIMAL ||
		    (l->outline->of[i] >= 0 &&
		     l->outline->section[l->outline->of[i]].passage == i &&
		     l->outline->section[l->outline->of[i]].style == s->style))
			continue;
		f = lint_report(l, &rules[END],
				"Đoạn cuối mục kết thúc bằng dấu chấm phẩy: "
				"thiếu ý tiếp theo, hoặc đổi thành dấu chấm.");
		f->repair = "; → .";
		lint_part(l, f, p, p->n - 1, p->n);
	}
}

/* "... trên địa bàn.... HTX Lụa Vy": an item goes on after the dots. */
static void check_merged(struct lint *l)
{
	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];
		const char *s = strstr(p->text, ".... ");
		struct lint_finding *f;
		size_t from;
		int32_t c;

		if (!s || s == p->text || s[-1] == ' ' || s[-1] == '.' ||
		    p->kind == PASSAGE_CELL)
			continue;
		word_next(s + strlen(".... "), &c);
		if (!word_is_upper(c))
			continue;
		from = (size_t)(s - p->text);
		f = lint_report(l, &rules[MERGED],
				"Hai ý nối bằng dấu chấm lửng trong một đoạn; "
				"tách thành hai đoạn.");
		lint_part(l, f, p, from, from + strlen("...."));
	}
}

static void run(struct lint *l)
{
	check_spellings(l);
	for (size_t i = 0; i < ARRAY_LEN(sectors); i++)
		check_sector(l, sectors[i]);
	check_separators(l);
	check_redundant(l);
	check_ranges(l);
	check_zeros(l);
	check_commas(l);
	check_ends(l);
	check_merged(l);
}

const struct lint_pass lint_style_pass = { rules, run };
