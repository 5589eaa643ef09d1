/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Slips of the keyboard: syllables that Vietnamese does not have, and common
 * words of two syllables with one of them wrong ("trị trường").
 *
 * Names, abbreviations, numbers and foreign words are passed over.  A text in
 * which many syllables are broken was broken by its reader (a scan, a PDF),
 * and is not held against its author.
 */
#include "lint/pass.h"

#include "lib/base/multimap.h"
#include "lint/word.h"

#include <string.h>

enum { TYPO, TONE };

static const struct lint_rule rules[] = {
	[TYPO] = { "typo", SEV_NOTE, "Có lẽ viết sai chính tả",
		   "Văn bản hành chính viết đúng chính tả tiếng Việt." },
	[TONE] = { "tone-placement", SEV_NOTE,
		   "Đặt dấu thanh không thống nhất hoặc sai chỗ",
		   "Một văn bản đặt dấu thanh theo một cách; tìm kiếm và so "
		   "sánh tên dựa vào đó." },
	{ 0 }
};

/* Words of the trade, each of two syllables: what is nearly one of them is
 * probably meant for it. */
static const char *const compounds[] = {
	"kinh tế",     "tập thể",     "hợp tác",      "thành viên",
	"phát triển",  "nông nghiệp", "công nghiệp",  "doanh nghiệp",
	"sản xuất",    "kinh doanh",  "thị trường",   "dịch vụ",
	"hoạt động",   "hiệu quả",    "tổ chức",      "thực hiện",
	"kế hoạch",    "nhiệm vụ",    "giải pháp",    "hỗ trợ",
	"chính sách",  "quản lý",     "nhà nước",     "địa phương",
	"địa bàn",     "thành lập",   "giải thể",     "đăng ký",
	"đào tạo",     "bồi dưỡng",   "cán bộ",	      "trình độ",
	"lao động",    "thường xuyên", "thu nhập",    "doanh thu",
	"lợi nhuận",   "bình quân",   "nâng cao",     "chất lượng",
	"nguồn lực",   "ngân sách",   "kinh phí",     "đầu tư",
	"xây dựng",    "nông thôn",   "xã hội",	      "chính trị",
	"ủy ban",      "nhân dân",    "hội đồng",     "ban hành",
	"quyết định",  "nghị quyết",  "nghị định",    "thông tư",
	"chương trình", "đề án",      "triển khai",   "chỉ đạo",
	"hướng dẫn",   "kiểm tra",    "giám sát",     "đánh giá",
	"tổng hợp",    "báo cáo",     "tình hình",    "khó khăn",
	"thuận lợi",   "hạn chế",     "tồn tại",      "nguyên nhân",
	"kiến nghị",   "đề xuất",     "tiếp tục",     "tăng cường",
	"đẩy mạnh",    "khuyến khích", "điều kiện",   "tiêu thụ",
	"sản phẩm",    "liên kết",    "giá trị",      "tín dụng",
	"ngân hàng",   "thủ tục",     "hồ sơ",	      "pháp luật",
	"quy định",    "cạnh tranh",  "môi trường",   "khoa học",
	"công nghệ",   "kỹ thuật",    "chuyển giao",  "ứng dụng",
	"xúc tiến",    "thương mại",  "quan tâm",     "củng cố",
	"kiện toàn",   "phối hợp",    "tham mưu",     "mô hình",
	"đối tượng",   "tham gia",    "ổn định",      "tăng trưởng",
	"cơ cấu",      "chuyển dịch", "trồng trọt",   "chăn nuôi",
	"thủy sản",    "vận tải",     "nòng cốt",     "vai trò",
	"nhận thức",   "tuyên truyền", "vận động",    "trách nhiệm",
	"lãnh đạo",    "đơn vị",      "cơ quan",      "liên quan",
	"chủ tịch",    "giám đốc",    "nhiên liệu",   "bổ sung",
	"xử lý",       "nỗ lực",      "mũi nhọn",     "nguyên liệu",
};

/* Wrong ways that are common everywhere. */
static const struct {
	const char *wrong, *right;
} slips[] = {
	{ "trị trường", "thị trường" },	  { "bổ xung", "bổ sung" },
	{ "sử lý", "xử lý" },		  { "chia xẻ", "chia sẻ" },
	{ "xuyên xuốt", "xuyên suốt" },	  { "khắc khe", "khắt khe" },
	{ "vô hình chung", "vô hình trung" }, { "cọ sát", "cọ xát" },
	{ "sơ xuất", "sơ suất" },	  { "đọc giả", "độc giả" },
	{ "tựu chung", "tựu trung" },
	{ "trãi qua", "trải qua" },	  { "củng như", "cũng như" },
	{ "đãm bảo", "đảm bảo" },
	{ "chổ", "chỗ" },		  { "giử vững", "giữ vững" },
	{ "chẩn chỉnh", "chấn chỉnh" },
	{ "xúc tích", "súc tích" },	  { "dành giật", "giành giật" },
	{ "thăm quan", "tham quan" },	  { "suất sắc", "xuất sắc" },
	{ "xuất ăn", "suất ăn" },	  { "năng xuất", "năng suất" },
	{ "lãi xuất", "lãi suất" },	  { "công xuất", "công suất" },
	{ "sản suất", "sản xuất" },	  { "đề suất", "đề xuất" },
};

/* Syllables that only stand with others, and which: one that stands with none
 * of them is left over from an edit ("các ngành thực căn cứ"). */
static const struct {
	const char *syllable, *before, *after;
} bound[] = {
	{ "thực",
	  " thiết hiện xác lương trung chứng đích chân sát ẩm tả sự quả kỳ "
	  "đúng có trái ",
	  " hiện tế hành sự chất phẩm thi trạng vật tiễn lực dụng tập đơn "
	  "nghiệm thu ra quyền nghĩa thà thể tài địa học tình tâm lòng dân "
	  "lục bì tại thụ nguyên nhận lãnh góp có chi tăng giảm trả phát nộp "
	  "thanh giải khách lĩnh còn đạt được xuất mua bán vay gửi " },
	{ "triển", " phát tiến ", " khai vọng lãm " },
	{ "khuyến", " tuyên ",
	  " khích công nông mại nghị cáo học lâm ngư mãi thiện tài thương "
	  "diêm " },
	{ "hoạch", " kế quy qui thu vạch mưu ", " định toán " },
};

/* A wrong mark on one of these makes another word, not a slip: "bắt đầu từ"
 * is not "đầu tư". */
static const char *const small_words[] = {
	"từ",	"và",	"là",	"của",	"có",	 "cho",	 "để",	 "thì",
	"mà",	"với",	"tại",	"trong", "ở",	 "đã",	 "sẽ",	 "được",
	"do",	"vì",	"nên",	"này",	"về",	 "cả",	 "các",	 "như",
	"cũng", "không", "chưa", "còn", "ra",	 "vào",	 "lên",	 "theo",
	"năm",	"bị",	"hay",	"hoặc", "đến",	 "trên", "dưới", "sau",
	"trước", "khi", "lại",	"rất",	"nhất",	 "hơn",	 "nhiều", "số",
	"người", "một", "hai",	"ba",	"bốn",	 "sáu",	 "bảy",	 "tám",
	"chín", "mười", "những", "mỗi", "từng",	 "việc", "đó",	 "ông",
	"bà",	"họ",	"ta",	"tôi",	"nó",	 "chỉ",	 "phải", "đang",
};

/* Loans that are no syllables and right all the same. */
static const char *const loans[] = {
	"ôtô", "môtô", "kilôgam", "kilômét", "kilômet", "xêri", "pôlime",
	"êđê", "mét", "gôn", "ốpla", "đôla", "ximăng", "càphê",
};

enum {
	MAX_BROKEN = 12,  /* findings on broken syllables */
	ONE_IN = 100,     /* more broken ones than this: the reader did it */
	MAX_PARTS = 12,
};

/* --- broken syllables --------------------------------------------------------- */

/* A word in running text, of letters alone, no part of a name. */
static bool is_plain(const char *text, const struct word *w)
{
	return !w->is->capital && !w->is->has_digit && w->is->letters > 1 &&
	       w->is->letters < 10 && !strchr("-/.@&'", text[w->to]) &&
	       (w->from == 0 || !strchr("-/.@&'", text[w->from - 1]));
}

static bool is_broken(const char *text, const struct word *w)
{
	/* a capital inside, "đốcSở", is two words run together */
	return is_plain(text, w) &&
	       w->is->syllable == SYLLABLE_BROKEN &&
	       !WORD_IN(w->is->lower, loans);
}

/* Did the reader break the text? */
static bool is_wreck(const struct lint *l)
{
	size_t words = 0;
	size_t broken = 0;

	for (size_t i = 0; i < l->doc->npassage; i++)
		for (size_t k = 0; k < l->words[i].n; k++) {
			words++;
			broken += is_broken(l->doc->passage[i].text,
					    &l->words[i].word[k]);
		}
	return broken > 2 && (broken * ONE_IN > words || broken > MAX_BROKEN);
}

/* --- nearly a known word -------------------------------------------------------- */

struct compound {
	struct word first, second;
};

struct book {
	struct multimap *plain; /* by the syllables without marks */
	struct compound entry[ARRAY_LEN(compounds)];
};

static uint64_t plain_key(const struct word *x, const struct word *y)
{
	return hash_bytes(x->is->plain, &y->is->plain,
			  sizeof y->is->plain);
}

static struct book *read_book(struct arena *a)
{
	struct book *b = ARENA_NEW(a, struct book);
	struct vocabulary *v = vocabulary_new(a);

	b->plain = multimap_new(a);
	for (size_t i = 0; i < ARRAY_LEN(compounds); i++) {
		struct words w = words_of(v, compounds[i]);

		b->entry[i] = (struct compound){ w.word[0], w.word[1] };
		multimap_add(b->plain, plain_key(&w.word[0], &w.word[1]),
			     (int64_t)i);
	}
	return b;
}

static bool is_compound(const struct book *b, const struct word *x,
			const struct word *y)
{
	size_t e = multimap_first(b->plain, plain_key(x, y));

	for (; e; e = multimap_next(b->plain, e)) {
		const struct compound *c =
			&b->entry[multimap_value(b->plain, e)];

		if (c->first.is->key == x->is->key &&
		    c->second.is->key == y->is->key)
			return true;
	}
	return false;
}

/* The word that these two are nearly: one syllable right, the other with a
 * wrong mark. */
static const struct compound *nearly(const struct book *b,
				     const struct word *x,
				     const struct word *y)
{
	size_t e = multimap_first(b->plain, plain_key(x, y));

	for (; e; e = multimap_next(b->plain, e)) {
		const struct compound *c =
			&b->entry[multimap_value(b->plain, e)];
		bool first = c->first.is->key == x->is->key;
		bool second = c->second.is->key == y->is->key;

		if (first != second &&
		    !WORD_IN(first ? y->is->lower : x->is->lower, small_words))
			return c;
	}
	return NULL;
}

/* The same syllable with its tone on the other letter ("hoá", "hóa") is no
 * slip. */
static bool is_same_syllable(const struct word *x, const struct word *y)
{
	return x->is->tone_style != 0 && y->is->tone_style != 0 &&
	       x->is->tone_style != y->is->tone_style;
}

static void report_nearly(struct lint *l, const struct passage *p,
			  const struct word *w, const struct compound *c)
{
	const char *right =
		arena_printf(l->arena, "%s %s", c->first.is->lower,
			     c->second.is->lower);
	struct lint_finding *f = lint_report(
		l, &rules[TYPO],
		arena_printf(l->arena, "“%.*s” có lẽ là “%s”.",
			     (int)(w[1].to - w[0].from), p->text + w[0].from,
			     right));

	f->repair = arena_printf(l->arena, "%.*s → %s",
				 (int)(w[1].to - w[0].from),
				 p->text + w[0].from, right);
	lint_part(l, f, p, w[0].from, w[1].to);
}

static void check_compounds(struct lint *l, const struct book *b,
			    size_t passage)
{
	const struct passage *p = &l->doc->passage[passage];
	const struct words *all = &l->words[passage];

	for (size_t k = 0; k + 1 < all->n; k++) {
		const struct word *w = &all->word[k];
		const struct compound *c;

		if (w[1].gap != ' ' || w[1].is->capital ||
		    w[0].is->all_capitals)
			continue;
		c = nearly(b, &w[0], &w[1]);
		if (!c || is_same_syllable(&c->first, &w[0]) ||
		    is_same_syllable(&c->second, &w[1]))
			continue;
		/* "cơ quan | trong tỉnh": a half of the words beside */
		if ((k > 0 && is_compound(b, &w[-1], &w[0])) ||
		    (k + 2 < all->n && is_compound(b, &w[1], &w[2])))
			continue;
		report_nearly(l, p, w, c);
	}
}

/* Is word k told already, with the word that it was meant for? */
static bool is_told(const struct book *b, const struct words *w, size_t k)
{
	return (k + 1 < w->n && nearly(b, &w->word[k], &w->word[k + 1])) ||
	       (k > 0 && nearly(b, &w->word[k - 1], &w->word[k]));
}

static void check_broken(struct lint *l, const struct book *b, size_t passage)
{
	const struct passage *p = &l->doc->passage[passage];
	const struct words *all = &l->words[passage];

	for (size_t k = 0; k < all->n; k++) {
		const struct word *w = &all->word[k];
		struct lint_finding *f;

		if (!is_broken(p->text, w) || is_told(b, all, k))
			continue;
		f = lint_report(l, &rules[TYPO],
				arena_printf(l->arena,
					     "“%s” không phải âm tiết tiếng "
					     "Việt; kiểm tra chính tả.",
					     w->is->lower));
		lint_part(l, f, p, w->from, w->to);
	}
}

static void check_slips(struct lint *l)
{
	for (size_t i = 0; i < ARRAY_LEN(slips); i++) {
		struct word_place at = { 0 };

		while (word_index_next(l->index, slips[i].wrong, &at)) {
			struct lint_finding *f = lint_report(
				l, &rules[TYPO],
				arena_printf(l->arena, "“%s” có lẽ là “%s”.",
					     slips[i].wrong, slips[i].right));

			f->repair = arena_printf(l->arena, "%s → %s",
						 slips[i].wrong,
						 slips[i].right);
			lint_part(l, f, &l->doc->passage[at.passage], at.from,
				  at.to);
		}
	}
}

/* --- left over ------------------------------------------------------------- */

static bool is_listed(const char *list, const char *lower)
{
	size_t n = strlen(lower);
	const char *p = list;

	while ((p = strstr(p, lower)) != NULL) {
		if (p > list && p[-1] == ' ' && p[n] == ' ')
			return true;
		p++;
	}
	return false;
}

static void check_bound(struct lint *l, size_t passage)
{
	const struct passage *p = &l->doc->passage[passage];
	const struct words *all = &l->words[passage];

	for (size_t k = 1; k + 1 < all->n; k++) {
		const struct word *w = &all->word[k];
		struct lint_finding *f;

		for (size_t i = 0; i < ARRAY_LEN(bound); i++) {
			if (w->is->capital ||
			    strcmp(w->is->lower, bound[i].syllable) != 0 ||
			    is_listed(bound[i].before, w[-1].is->lower) ||
			    is_listed(bound[i].after, w[1].is->lower))
				continue;
			f = lint_report(
				l, &rules[TYPO],
				arena_printf(l->arena,
					     "“%s” đứng một mình không có "
					     "nghĩa ở đây; bỏ, hoặc viết đủ "
					     "từ.",
					     w->is->lower));
			lint_part(l, f, p, w->from, w->to);
		}
	}
}

/* "; trong doanh thu bình quân ...": "đó" was lost, and with it that this is a
 * part of what stands before. */
static void check_part_of(struct lint *l, size_t passage)
{
	static const char *const counted[] = {
		"trong doanh thu bình quân", "trong thu nhập bình quân",
		"trong lợi nhuận bình quân", "trong lãi bình quân",
		"trong số thành viên mới",   "trong tổng số thành viên mới",
	};
	const struct passage *p = &l->doc->passage[passage];
	const struct words *all = &l->words[passage];

	for (size_t k = 1; k < all->n; k++) {
		const struct word *w = &all->word[k];
		struct lint_finding *f;

		if (w->gap != ';' && w->gap != ',' && w->gap != '(')
			continue;
		for (size_t i = 0; i < ARRAY_LEN(counted); i++) {
			if (word_match(p->text + w->from, counted[i]) == 0)
				continue;
			f = lint_report(l, &rules[TYPO],
					"“trong” ở đây có lẽ là “trong đó”: "
					"số sau là một phần của số trước.");
			f->repair = "trong → trong đó";
			lint_part(l, f, p, w->from, w->to);
		}
	}
}

/* --- where tone marks stand ------------------------------------------------------ */

static void check_misplaced(struct lint *l)
{
	struct lint_finding *f = NULL;

	for (size_t i = 0; i < l->doc->npassage; i++)
		for (size_t k = 0; k < l->words[i].n; k++) {
			const struct word *w = &l->words[i].word[k];

			if (w->is->capital ||
			    w->is->syllable != SYLLABLE_MISPLACED)
				continue;
			if (!f)
				f = lint_report(
					l, &rules[TONE],
					"Dấu thanh đặt sai chữ cái (ví dụ "
					"“họat” phải là “hoạt”).");
			if (f->npart < MAX_PARTS)
				lint_part(l, f, &l->doc->passage[i], w->from,
					  w->to);
		}
}

/* "hoá" beside "hóa": the rarer way is shown. */
static void check_styles(struct lint *l)
{
	size_t n[2] = { 0 };
	struct lint_finding *f;
	char rare;

	for (size_t i = 0; i < l->doc->npassage; i++)
		for (size_t k = 0; k < l->words[i].n; k++) {
			char style = l->words[i].word[k].is->tone_style;

			n[0] += style == 'o';
			n[1] += style == 'n';
		}
	if (n[0] == 0 || n[1] == 0)
		return;
	rare = n[0] < n[1] ? 'o' : 'n';
	f = lint_report(l, &rules[TONE],
			arena_printf(l->arena,
				     "Dấu thanh đặt theo hai cách: kiểu “hóa, "
				     "thủy” %zu lần, kiểu “hoá, thuỷ” %zu lần; "
				     "chọn một.",
				     n[0], n[1]));
	for (size_t i = 0; i < l->doc->npassage && f->npart < MAX_PARTS; i++)
		for (size_t k = 0; k < l->words[i].n && f->npart < MAX_PARTS;
		     k++) {
			const struct word *w = &l->words[i].word[k];

			if (w->is->tone_style == rare)
				lint_part(l, f, &l->doc->passage[i], w->from,
					  w->to);
		}
}

static void run(struct lint *l)
{
	const struct book *b = read_book(l->arena);
	bool wreck = is_wreck(l);

	for (size_t i = 0; !wreck && i < l->doc->npassage; i++) {
		check_broken(l, b, i);
		check_compounds(l, b, i);
		check_bound(l, i);
		check_part_of(l, i);
	}
	if (!wreck)
		check_slips(l);
	check_misplaced(l);
	check_styles(l);
}

const struct lint_pass lint_syllable_typo_pass = { rules, run };
