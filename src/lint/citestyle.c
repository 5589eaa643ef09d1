/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How citations are written: notes, one a matter with all its places, for a
 * person who wants the draft to look as it should.
 */
#include "lint/cite.h"

#include "lib/base/buf.h"
#include "lib/base/multimap.h"
#include "lib/text/text.h"

#include <string.h>

/* --- the date and what stands before it ----------------------------------------- */

static bool has_comma(const struct citation *c)
{
	const char *s = c->passage->text + c->code_to;

	return c->day_to > 0 && *c->code && s[strspn(s, " ")] == ',' &&
	       c->day_from > c->code_to &&
	       c->day_from - c->code_to <= strlen(" , ngày ");
}

/* A comma before "ngày" where most citations have none. */
static void note_commas(struct cite *k)
{
	struct lint_finding *f = NULL;
	size_t with = 0;
	size_t dated = 0;

	for (size_t i = 0; i < k->n; i++) {
		dated += k->cited[i].c->day_to > 0;
		with += has_comma(k->cited[i].c);
	}
	if (with == 0 || 2 * with >= dated)
		return;
	for (size_t i = 0; i < k->n; i++) {
		const struct citation *c = k->cited[i].c;
		size_t at;

		if (!has_comma(c))
			continue;
		if (!f)
			f = cite_report(k, CITE_PUNCTUATION,
					"%zu viện dẫn có dấu phẩy trước chữ "
					"“ngày”, %zu viện dẫn khác không có; "
					"bỏ dấu phẩy.", with, dated - with);
		at = c->code_to + strspn(c->passage->text + c->code_to, " ");
		cite_part(k, f, c, at, at + 1);
	}
}

static void note_unpadded(struct cite *k)
{
	struct lint_finding *f = NULL;

	for (size_t i = 0; i < k->n; i++) {
		const struct citation *c = k->cited[i].c;

		if (!c->has_day || c->written.padded)
			continue;
		if (!f)
			f = cite_report(k, CITE_DATE_UNPADDED,
					"Ngày nhỏ hơn 10 và tháng 1, tháng 2 "
					"ghi thêm số 0 ở trước: %02d/%0*d/%d.",
					c->written.d, c->written.m < 3 ? 2 : 1,
					c->written.m, c->written.y);
		cite_part(k, f, c, c->day_from, c->day_to);
	}
}

static void note_styles(struct cite *k)
{
	struct lint_finding *f = NULL;
	size_t longs = 0;
	size_t all = 0;

	for (size_t i = 0; i < k->n; i++) {
		all += k->cited[i].c->has_day;
		longs += k->cited[i].c->has_day &&
			 k->cited[i].c->written.is_long;
	}
	if (longs == 0 || longs == all)
		return;
	for (size_t i = 0; i < k->n; i++) {
		const struct citation *c = k->cited[i].c;

		if (!c->has_day || c->written.is_long != (2 * longs <= all))
			continue;
		if (!f)
			f = cite_report(k, CITE_DATE_STYLE,
					"%zu viện dẫn ghi ngày dạng “ngày … "
					"tháng … năm”, %zu viện dẫn ghi dạng "
					"số; chọn một cách.", longs,
					all - longs);
		cite_part(k, f, c, c->day_from, c->day_to);
	}
}

/* --- issuers ----------------------------------------------------------------------- */

/* Does the issuer stand a little further on, shared by a list: "Quyết định
 * số 5 ..., Quyết định số 6 ... của Thủ tướng Chính phủ"? */
static bool shares_issuer(struct cite *k, const struct citation *c,
			  const char *name)
{
	size_t to = c->to + 300 < c->passage->n ? c->to + 300 : c->passage->n;
	const char *low = word_small(k->a, cite_text(k, c, c->to, to));
	const char *s = strstr(low, name);

	return s && !memchr(low, ';', (size_t)(s - low)) &&
	       !memmem(low, (size_t)(s - low), ". ", 2);
}

/* Was the document cited with its issuer before?  Then it may be short. */
static bool was_full(const struct cite *k, size_t i)
{
	for (size_t j = i > 500 ? i - 500 : 0; j < i; j++)
		if (*k->cited[j].c->issuer &&
		    strcmp(k->cited[j].c->code, k->cited[i].c->code) == 0)
			return true;
	return false;
}

/* Documents of one body cited with and without it: "Quyết định số 5/QĐ-TTg
 * ngày 3/4/2020" where others go on "của Thủ tướng Chính phủ". */
static void note_issuers(struct cite *k, const char *body, const char *name)
{
	const char *low = word_small(k->a, name);
	struct lint_finding *f = NULL;
	size_t with = 0;

	for (size_t i = 0; i < k->n; i++)
		with += *k->cited[i].c->issuer &&
			strcmp(k->cited[i].c->key, body) == 0;
	for (size_t i = 0; with > 0 && i < k->n; i++) {
		const struct citation *c = k->cited[i].c;

		if (*c->issuer || !c->has_day || strcmp(c->key, body) != 0 ||
		    was_full(k, i) || shares_issuer(k, c, low))
			continue;
		if (!f)
			f = cite_report(k, CITE_ISSUER_MISSING,
					"Viện dẫn thiếu “của %s”, trong khi %zu "
					"viện dẫn khác có ghi; ghi cho thống "
					"nhất.", name, with);
		cite_part(k, f, c, c->from, c->to);
	}
}

/* --- words ---------------------------------------------------------------------------- */

static void note_vague(struct cite *k)
{
	struct lint_finding *f = NULL;

	for (size_t i = 0; i < k->n; i++) {
		const struct citation *c = k->cited[i].c;

		if (!c->has_type || strcmp(c->type, "Văn bản") != 0)
			continue;
		if (!f)
			f = cite_report(k, CITE_TYPE_VAGUE,
					"Ghi tên loại thay cho “văn bản” (ký "
					"hiệu %s là của công văn hoặc loại văn "
					"bản có tên).", c->symbol);
		cite_part(k, f, c, c->from, c->from + strlen("văn bản"));
	}
}

/* "Kế hoạch số 174/KH-UBND ... của UBND tỉnh kế hoạch thực hiện". */
static void note_repeated_type(struct cite *k)
{
	for (size_t i = 0; i < k->n; i++) {
		const struct citation *c = k->cited[i].c;
		struct lint_finding *f;
		size_t n;

		if (!c->has_type || !*c->title)
			continue;
		n = word_match(word_small(k->a, c->title),
				word_small(k->a, c->type));
		if (n == 0)
			continue;
		f = cite_report(k, CITE_REPEATED_WORD,
				"Chữ “%s” lặp lại ngay trong trích yếu của %s; "
				"nối trích yếu bằng “về”.",
				cite_text(k, c, c->title_from,
					  c->title_from + n), c->code);
		cite_part(k, f, c, c->title_from, c->title_from + n);
	}
}

/* The words of a name, folded and with the short forms of this subject
 * spelled out. */
static const char *name_words(struct cite *k, const char *name)
{
	static const char *const forms[][2] = {
		{ "kttt", "kinh te tap the" }, { "htx", "hop tac xa" },
	};
	struct buf b = BUF_INIT(k->a);

	for (const char *s = text_fold(k->a, name); *s;) {
		size_t n = strcspn(s, " ");
		size_t i = 0;

		while (i < ARRAY_LEN(forms) && (strlen(forms[i][0]) != n ||
						memcmp(forms[i][0], s, n) != 0))
			i++;
		if (i < ARRAY_LEN(forms))
			buf_adds(&b, forms[i][1]);
		else
			buf_add(&b, s, n);
		buf_addch(&b, ' ');
		s += n + (s[n] == ' ');
	}
	return b.data;
}

static bool is_name_end(const char *s)
{
	return !*s || strncmp(s, "giai doan ", 10) == 0 ||
	       strncmp(s, "tai ", 4) == 0 || strncmp(s, "tren ", 5) == 0;
}

/* Is name the whole one without one or two words in its middle?  Both are
 * as name_words; the name may go on after the whole one has ended. */
static bool lacks_words(const char *name, const char *whole)
{
	size_t before = 0;
	size_t after = 0;
	size_t gap = 0;

	while (!is_name_end(whole)) {
		size_t n = strcspn(whole, " ") + 1;

		if (strncmp(name, whole, n) == 0) {
			name += n;
			*(gap > 0 ? &after : &before) += 1;
		} else if (after > 0 || ++gap > 2) {
			return false;
		}
		whole += n;
	}
	return gap > 0 && before >= 2 && after >= 4;
}

/* "Chương trình hỗ trợ kinh tế tập thể" where a decision approves the
 * "Chương trình hỗ trợ phát triển kinh tế tập thể". */
static void note_names(struct cite *k)
{
	struct citations *all = k->l->citations;
	const char *seen[32];
	size_t n = 0;

	for (size_t i = 0; i < k->n && n < ARRAY_LEN(seen); i++)
		if (strstr(word_small(k->a, k->cited[i].c->title),
			   "chương trình") && k->cited[i].words.n >= 6)
			seen[n++] = k->cited[i].c->title;
	for (size_t i = 0; i < all->n; i++) {
		const struct citation *c = &all->citation[i];
		const char *name;

		if (c->form != CITATION_NAMED ||
		    strcmp(c->type, "Chương trình") != 0)
			continue;
		name = name_words(k, c->title);
		for (size_t j = 0; j < n; j++) {
			const char *whole = strstr(name_words(k, seen[j]),
						   "chuong trinh ");
			struct lint_finding *f;

			if (!whole || !lacks_words(name, whole + 13))
				continue;
			f = cite_report(k, CITE_TITLE_VARIANT,
					"Tên chương trình ở đây thiếu chữ so "
					"với “%s”; ghi đủ tên.", seen[j]);
			cite_part(k, f, c, c->from, c->to);
			break;
		}
	}
}

/* One document with its type in capitals and in small letters: "Công văn số
 * 6/SNN-KT", "công văn số 6/SNN-KT". */
static void note_capitals(struct cite *k)
{
	struct multimap *capital = multimap_new(k->a);
	struct lint_finding *f = NULL;

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < k->n; i++) {
			const struct citation *c = k->cited[i].c;
			const char *s = c->passage->text + c->from;
			uint64_t h = hash_bytes(HASH_BEGIN, c->code,
						strlen(c->code));
			bool small = strncmp(s, c->type,
					     c->type[0] < 0 ? 2 : 1) != 0;

			if (!c->has_type || !*c->code)
				continue;
			if (pass == 0 && !small)
				multimap_add(capital, h, (int64_t)i);
			if (pass == 0 || !small || !multimap_first(capital, h))
				continue;
			if (!f)
				f = cite_report(k, CITE_TITLE_VARIANT,
						"Tên loại của %s chỗ viết hoa, "
						"chỗ viết thường; viết hoa chữ "
						"cái đầu của tên loại.",
						c->code);
			cite_part(k, f, c, c->from, c->from + strlen(c->type));
		}
}

/* --- lists ---------------------------------------------------------------------------- */

/* Is the citation an element of a list split by semicolons: does one, or the
 * beginning of the passage, stand just before it? */
static bool is_element(const struct citation *c)
{
	size_t i = c->from;

	while (i > 0 && c->passage->text[i - 1] == ' ')
		i--;
	return i == 0 || c->passage->text[i - 1] == ';';
}

static void note_duplicates(struct cite *k)
{
	struct multimap *seen = multimap_new(k->a);

	for (size_t i = 0; i < k->n; i++) {
		const struct citation *c = k->cited[i].c;
		struct lint_finding *f;
		uint64_t h;
		size_t e;

		if (!is_element(c) || !*c->code)
			continue;
		h = hash_bytes(HASH_BEGIN, &c->index, sizeof c->index);
		h = hash_bytes(h, &c->day, sizeof c->day);
		h = hash_bytes(h, c->code, strlen(c->code));
		e = multimap_first(seen, h);
		multimap_add(seen, h, (int64_t)i);
		if (!e)
			continue;
		f = cite_report(k, CITE_DUPLICATE,
				"%s %s đã có trong danh sách này; bỏ lần thứ "
				"hai.", c->type, c->code);
		cite_part(k, f, c, c->from, c->to);
		c = k->cited[multimap_value(seen, e)].c;
		cite_part(k, f, c, c->from, c->to);
	}
}

/* --- incomplete ------------------------------------------------------------------------ */

/* "các Kết luận của Bộ Chính trị", "Kế hoạch đào tạo ..." said to be issued:
 * a document without number. */
static bool is_incomplete(struct cite *k, const struct citation *c)
{
	static const char *const issued[] = {
		"ban hành ", "thực hiện ", "triển khai ", "theo ", "; ", NULL,
	};
	const char *low = word_small(k->a, cite_text(k, c,
				c->from > 24 ? c->from - 24 : 0, c->from));
	size_t n = strlen(low);

	if (c->form != CITATION_NAMED || strstr(c->type, "uật") ||
	    strcmp(c->type, "Bộ tiêu chí") == 0 || *c->code)
		return false;
	if (strncmp(text_fold(k->a, c->title), "trung uong ", 11) == 0 ||
	    *c->issuer)
		return true;
	for (size_t i = 0; issued[i]; i++) {
		size_t m = strlen(issued[i]);

		if (n >= m && strcmp(low + n - m, issued[i]) == 0)
			return strcmp(c->type, "Kế hoạch") == 0 ||
			       strcmp(c->type, "Chương trình hành động") == 0;
	}
	return false;
}

/* "ban hành Kế hoạch ... với những nội dung sau:": the document itself, as in
 * capitals of its head. */
static bool is_itself(struct cite *k, const struct citation *c)
{
	const char *s = c->passage->text + c->title_to;
	const char *fold = text_fold(k->a, c->title);
	size_t n = strlen(fold);

	return strcmp(c->title, text_upper(k->a, c->title)) == 0 || *s == ':' ||
	       (n > 3 && strcmp(fold + n - 3, "sau") == 0) ||
	       strstr(fold, "nhu sau") != NULL;
}

/* Does a numbered citation of the text have this title? */
static bool is_numbered_elsewhere(struct cite *k, const struct citation *c)
{
	struct cite_words words = cite_words(k->a, c->title);

	for (size_t i = 0; i < k->n && i < 500; i++)
		if (cite_same_title(&words, &k->cited[i].words))
			return true;
	return false;
}

static bool has_coded_next(const struct citations *all, size_t i)
{
	const struct citation *c = &all->citation[i];
	const struct citation *next = c + 1;

	return i + 1 < all->n && next->passage == c->passage &&
	       next->form == CITATION_CODED && next->from < c->to + 24 &&
	       next->from >= c->to &&
	       !memchr(c->passage->text + c->to, ';', next->from - c->to);
}

static void note_incomplete(struct cite *k)
{
	struct citations *all = k->l->citations;
	struct lint_finding *f = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct citation *c = &all->citation[i];

		if (!is_incomplete(k, c) || has_coded_next(all, i) ||
		    c->passage->kind == PASSAGE_HEADING || is_itself(k, c))
			continue;
		if (is_numbered_elsewhere(k, c) &&
		    c->passage->kind != PASSAGE_NOTE)
			continue;
		if (!f)
			f = cite_report(k, CITE_INCOMPLETE,
					"Văn bản được nêu tên mà không có số, "
					"ký hiệu và ngày; bổ sung để tra cứu "
					"được.");
		cite_part(k, f, c, c->from, c->to);
	}
}

/* "Luật Hợp tác xã" without year while the text speaks of two such laws. */
static void note_law_without_year(struct cite *k)
{
	struct citations *all = k->l->citations;
	const struct citation *bare = NULL;
	struct lint_finding *f = NULL;
	int years[2] = { 0, 0 };
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct citation *c = &all->citation[i];
		const char *name = text_fold(k->a, c->title);
		bool revised = strstr(name, "sua doi") != NULL;
		int year = revised ? -1 : c->year;

		if (strcmp(c->type, "Luật") != 0 ||
		    (strncmp(name, "hop tac xa", 10) != 0 &&
		     strncmp(name, "htx", 3) != 0))
			continue;
		if (year == 0)
			bare = bare ? bare : c;
		else if (n == 0 || (n == 1 && years[0] != year))
			years[n++] = year;
	}
	if (!bare || n < 2)
		return;
	for (size_t i = 0; i < all->n; i++) {
		const struct citation *c = &all->citation[i];

		if (strcmp(c->type, "Luật") != 0 || c->year != 0 ||
		    strcmp(text_fold(k->a, c->title),
			   text_fold(k->a, bare->title)) != 0)
			continue;
		if (!f)
			f = cite_report(k, CITE_INCOMPLETE,
					"“Luật %s” không ghi năm, trong khi dự "
					"thảo nói tới hai luật cùng tên; ghi "
					"thêm năm.", bare->title);
		cite_part(k, f, c, c->from, c->to);
	}
}

void cite_style(struct cite *k)
{
	note_commas(k);
	note_unpadded(k);
	note_styles(k);
	note_issuers(k, "QĐ-TTG", "Thủ tướng Chính phủ");
	note_issuers(k, "NQ-CP", "Chính phủ");
	note_vague(k);
	note_repeated_type(k);
	note_capitals(k);
	note_names(k);
	note_duplicates(k);
	note_incomplete(k);
	note_law_without_year(k);
}
