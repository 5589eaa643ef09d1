/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The pass over citations: its rules, what it prepares for them, and the
 * helpers of its parts.
 */
#include "lint/cite.h"

#include "lib/base/buf.h"
#include "lib/text/text.h"
#include "lint/pass.h"

#include <string.h>

#define ND30 "Nghị định 30/2020/NĐ-CP, Phụ lục I"

const struct lint_rule cite_rules[] = {
	[CITE_NUMBER_CONFLICT] = {
		"citation-number-conflict", SEV_ERROR,
		"Một văn bản được viện dẫn với hai số",
		"Một văn bản chỉ có một số; cùng ngày, cùng trích yếu mà khác "
		"số thì có chỗ chép sai." },
	[CITE_DATE_CONFLICT] = {
		"citation-date-conflict", SEV_ERROR,
		"Một văn bản được viện dẫn với hai ngày",
		"Một văn bản chỉ có một ngày ban hành." },
	[CITE_PERIOD_CONFLICT] = {
		"citation-period-conflict", SEV_ERROR,
		"Giai đoạn trong tên văn bản không thống nhất",
		"Tên văn bản chỉ có một giai đoạn." },
	[CITE_MALFORMED] = {
		"citation-malformed-symbol", SEV_ERROR,
		"Ký hiệu văn bản sai cấu tạo",
		"Ký hiệu gồm chữ viết tắt tên loại và chữ viết tắt tên cơ quan "
		"(" ND30 ")." },
	[CITE_TYPE_MISMATCH] = {
		"citation-type-mismatch", SEV_ERROR,
		"Tên loại văn bản không khớp với ký hiệu",
		"Chữ viết tắt trong ký hiệu là của chính tên loại văn bản ("
		ND30 ")." },
	[CITE_ISSUER_MISMATCH] = {
		"citation-issuer-mismatch", SEV_ERROR,
		"Tên cơ quan ban hành không khớp với ký hiệu",
		"Phần cuối của ký hiệu là chữ viết tắt tên cơ quan ban hành ("
		ND30 ")." },
	[CITE_OLDER_THAN_PARENT] = {
		"implementation-older-than-parent", SEV_ERROR,
		"Văn bản triển khai có trước văn bản được triển khai",
		"Văn bản không thể triển khai một văn bản ban hành sau nó." },
	[CITE_NUMBER_ORDER] = {
		"citation-number-order", SEV_NOTE,
		"Số lớn hơn mà ngày sớm hơn",
		"Trong một năm, số văn bản của một cơ quan tăng theo ngày ban "
		"hành." },
	[CITE_AFTER_DOCUMENT] = {
		"citation-after-document", SEV_ERROR,
		"Viện dẫn văn bản có ngày sau ngày của dự thảo",
		"Văn bản chỉ viện dẫn được văn bản đã ban hành." },
	[CITE_FOOTNOTE_YEAR] = {
		"text-footnote-year-conflict", SEV_ERROR,
		"Năm trong câu khác năm của văn bản ở chú thích",
		"Chú thích phải dẫn đúng văn bản mà câu nói tới." },
	[CITE_TERM] = {
		"citation-term-mismatch", SEV_WARNING,
		"Khóa không khớp với ngày ban hành",
		"Mỗi khóa Quốc hội, mỗi khóa của Đảng có thời gian riêng." },
	[CITE_SUPERSEDED] = {
		"law-superseded", SEV_WARNING,
		"Văn bản viện dẫn đã hết hiệu lực",
		"Căn cứ phải là văn bản còn hiệu lực (Luật Ban hành văn bản quy "
		"phạm pháp luật)." },
	[CITE_DATE_IMPOSSIBLE] = {
		"date-impossible", SEV_ERROR, "Ngày không có trong lịch",
		"Tháng 4, 6, 9, 11 có 30 ngày; tháng 2 có 28 hoặc 29 ngày." },
	[CITE_DATE_UNPADDED] = {
		"date-unpadded", SEV_NOTE,
		"Ngày dưới 10, tháng 1 và 2 chưa thêm số 0",
		"Ngày nhỏ hơn 10 và tháng 1, 2 phải ghi thêm số 0 (" ND30 ")." },
	[CITE_DATE_STYLE] = {
		"date-style", SEV_NOTE, "Ngày viết theo hai cách",
		"Trong một văn bản nên viết ngày theo một cách." },
	[CITE_ISSUER_MISSING] = {
		"citation-issuer-missing", SEV_NOTE,
		"Viện dẫn thiếu tên cơ quan ban hành",
		"Viện dẫn ghi tên loại, số, ký hiệu, thời gian ban hành, tên cơ "
		"quan và trích yếu (" ND30 ")." },
	[CITE_TITLE_VARIANT] = {
		"citation-title-variant", SEV_NOTE,
		"Trích yếu của một văn bản được viết khác nhau",
		"Trích yếu chép nguyên văn từ văn bản gốc." },
	[CITE_DUPLICATE] = {
		"citation-duplicate-in-list", SEV_NOTE,
		"Một văn bản có hai lần trong một danh sách",
		"Mỗi văn bản chỉ nêu một lần trong một danh sách." },
	[CITE_INCOMPLETE] = {
		"citation-incomplete", SEV_NOTE,
		"Viện dẫn chưa đủ số và ngày",
		"Viện dẫn lần đầu ghi đủ số, ký hiệu, thời gian ban hành (" ND30
		")." },
	[CITE_PUNCTUATION] = {
		"citation-punctuation", SEV_NOTE,
		"Dấu phẩy trước chữ “ngày” không thống nhất",
		"Giữa ký hiệu và ngày của văn bản viện dẫn không có dấu phẩy." },
	[CITE_TYPE_VAGUE] = {
		"citation-type-vague", SEV_NOTE,
		"Viện dẫn chỉ ghi “văn bản”",
		"Viện dẫn ghi tên loại văn bản (" ND30 ")." },
	[CITE_REPEATED_WORD] = {
		"citation-repeated-word", SEV_NOTE,
		"Tên loại văn bản lặp lại trong trích yếu",
		"Trích yếu nối với tên loại bằng “về”, “về việc”." },
	[CITE_END] = { 0 },
};

/* --- helpers ------------------------------------------------------------------- */

struct lint_finding *cite_report(struct cite *k, enum cite_rule rule,
				 const char *fmt, ...)
{
	struct lint_finding *f;
	va_list ap;

	va_start(ap, fmt);
	f = lint_report(k->l, &cite_rules[rule], arena_vprintf(k->a, fmt, ap));
	va_end(ap);
	return f;
}

void cite_part(struct cite *k, struct lint_finding *f,
	       const struct citation *c, size_t from, size_t to)
{
	if (f->npart < CITE_MAX_PARTS)
		lint_part(k->l, f, c->passage, from, to);
}

const char *cite_text(struct cite *k, const struct citation *c, size_t from,
		      size_t to)
{
	return arena_strndup(k->a, c->passage->text + from, to - from);
}

static int by_char(const void *x, const void *y)
{
	return *(const char *)x - *(const char *)y;
}

enum cite_slip cite_slip(int x, int y)
{
	char a[16];
	char b[16];
	size_t n = (size_t)snprintf(a, sizeof a, "%d", x);
	size_t m = (size_t)snprintf(b, sizeof b, "%d", y);
	size_t same = 0;

	if (n > m + 1 || m > n + 1)
		return SLIP_NONE;
	if (n != m) { /* a digit too many: the rest in order */
		const char *less = n < m ? a : b;
		const char *more = n < m ? b : a;

		for (; *more; more++)
			if (*less == *more)
				less++;
		return *less ? SLIP_NONE : SLIP_DIGIT;
	}
	for (size_t i = 0; i < n; i++)
		same += a[i] == b[i];
	if (same + 1 == n)
		return SLIP_DIGIT;
	qsort(a, n, 1, by_char);
	qsort(b, n, 1, by_char);
	return same + 2 == n && strcmp(a, b) == 0 ? SLIP_SWAP : SLIP_NONE;
}

static size_t scan_year(const char *s, int *year)
{
	*year = 0;
	for (size_t i = 0; i < 4; i++) {
		if (!word_is_digit(s[i]))
			return 0;
		*year = 10 * *year + (s[i] - '0');
	}
	return *year >= 1945 && *year < 2100 && !word_goes_on(s + 4) ? 4 : 0;
}

/* A dash between years, with or without blanks. */
static size_t scan_dash(const char *s)
{
	size_t n = word_blanks(s);

	if (s[n] == '-')
		n++;
	else if (strncmp(s + n, "–", strlen("–")) == 0)
		n += strlen("–");
	else
		return 0;
	return n + word_blanks(s + n);
}

bool cite_next_period(const char *s, size_t i, size_t end,
		      struct cite_period *out)
{
	for (; i < end; i++) {
		struct cite_period p = { .from = i };
		size_t n = scan_year(s + i, &p.first);
		size_t dash = n ? scan_dash(s + i + n) : 0;

		if (dash == 0 || (i > 0 && word_goes_on(s + i - 1)))
			continue;
		p.to = i + n + dash;
		n = scan_year(s + p.to, &p.last);
		p.to += n;
		if (n == 0 || p.last <= p.first || p.to > end)
			continue;
		*out = p;
		return true;
	}
	return false;
}

/* A Roman number in small letters; 0 when it is none. */
static int roman(const char *s, size_t n)
{
	static const struct { char c; int value; } digit[] = {
		{ 'i', 1 }, { 'v', 5 }, { 'x', 10 },
	};
	int sum = 0;
	int last = 0;

	for (size_t i = n; i-- > 0;) {
		size_t j = 0;

		while (j < ARRAY_LEN(digit) && digit[j].c != s[i])
			j++;
		if (j == ARRAY_LEN(digit))
			return 0;
		sum += digit[j].value < last ? -digit[j].value
					     : digit[j].value;
		last = digit[j].value;
	}
	return sum;
}

/* Where a title or another document begins, whose term it is then. */
static const char *const term_ends[] = {
	"về", "v/v", "thực hiện", "triển khai", "tổng kết", "sơ kết",
	"đẩy mạnh", "tiếp tục", "nghị quyết", "kết luận", "chỉ thị", "luật",
	"quyết định", "nghị định", "chương trình", "kế hoạch", "quy định",
	"thông tư", "ban hành", "và", NULL,
};

int cite_term(const char *low, size_t from, size_t to, size_t *at, size_t *end)
{
	for (size_t i = from; i < to; i++) {
		size_t n;

		if (strchr(";.:", low[i]))
			return 0;
		if (!word_goes_on(low + i))
			continue;
		n = word_match(low + i, "khóa");
		if (n > 0) {
			*at = i + n + word_blanks(low + i + n);
			n = strspn(low + *at, "ivx");
			*end = *at + n;
			return n > 0 && !word_goes_on(low + *end)
				       ? roman(low + *at, n) : 0;
		}
		if (word_match_any(low + i, term_ends, NULL))
			return 0;
		while (i + 1 < to && word_goes_on(low + i + 1))
			i++;
	}
	return 0;
}

/* --- preparing ------------------------------------------------------------------- */

/* Groups of symbols that one body in the country numbers. */
static const char *const national[] = {
	"TTG", "CP", "TW", "CTN", "VPCP", "NHNN", "BKHĐT", "BKH", "BTC", "BNN",
	"BNNPTNT", "BNN&PTNT", "BNNMT", "BNV", "BCT", "BGTVT", "BXD", "BTNMT",
	"BTTTT", "BVHTTDL", "BLĐTBXH", "BYT", "BGDĐT", "BKHCN", "BTP", "BCA",
	"BQP", "BNG", NULL,
};

static bool is_national(const char *key)
{
	for (const char *g = key; *g; g += strcspn(g, "-"), g += *g == '-') {
		size_t n = strcspn(g, "-");

		if (strncmp(g, "QH", 2) == 0 || strncmp(g, "UBTVQH", 6) == 0)
			return true;
		for (size_t i = 0; national[i]; i++)
			if (strlen(national[i]) == n &&
			    memcmp(national[i], g, n) == 0)
				return true;
	}
	return false;
}

/* The only period in [from, to); none when there are two. */
static bool only_period(const char *s, size_t from, size_t to,
			struct cite_period *out)
{
	struct cite_period second;

	return cite_next_period(s, from, to, out) &&
	       !cite_next_period(s, out->to, to, &second);
}

/* Where the last name of a plan or the like begins in [from, to). */
static size_t last_name(struct cite *k, const char *s, size_t from, size_t to)
{
	static const char *const kinds[] = {
		"chiến lược", "kế hoạch", "chương trình", "đề án", NULL,
	};
	const char *low = word_small(k->a, arena_strndup(k->a, s + from,
							 to - from));
	size_t last = 0;

	for (size_t i = 0; low[i]; i++)
		if ((i == 0 || !word_goes_on(low + i - 1)) &&
		    word_match_any(low + i, kinds, NULL))
			last = i;
	return from + last;
}

/* "Chiến lược ... giai đoạn 2021-2030 (Quyết định số 340/QĐ-TTg ...)": the
 * name before the bracket. */
static void name_before(struct cite *k, struct cited *x)
{
	const char *s = x->c->passage->text;
	size_t to = x->c->from;
	size_t from;

	while (to > 0 && s[to - 1] == ' ')
		to--;
	if (to == 0 || s[--to] != '(')
		return;
	while (to > 0 && s[to - 1] == ' ')
		to--;
	for (from = to; from > 0 && to - from < 200; from--)
		if (strchr(";:.()", s[from - 1]))
			break;
	while ((s[from] & 0xc0) == 0x80)
		from++;
	from = last_name(k, s, from, to);
	if (only_period(s, from, to, &x->period) && x->period.to == to)
		x->name = cite_words(k->a, cite_text(k, x->c, from, to));
	else
		x->period = (struct cite_period){ 0 };
}

static void find_term(struct cite *k, struct cited *x)
{
	const struct citation *c = x->c;
	size_t to = c->to + 140 < c->passage->n ? c->to + 140 : c->passage->n;
	const char *low = word_small(k->a, cite_text(k, c, c->to, to));

	x->term = cite_term(low, 0, to - c->to, &x->term_from, &x->term_to);
	x->term_from += c->to;
	x->term_to += c->to;
}

/* A title that ends before the document that it names ("sửa đổi một số điều
 * của", "thực hiện") with the number of that document. */
static const char *whole_title(struct cite *k, const struct citation *c)
{
	const struct citations *all = k->l->citations;
	const struct citation *next = c + 1;

	if (!*c->title || next == all->citation + all->n ||
	    next->passage != c->passage || next->form != CITATION_CODED ||
	    next->from < c->title_to || next->from > c->title_to + 2)
		return c->title;
	return cite_text(k, c, c->title_from, next->code_to);
}

static void prepare(struct cite *k, const struct citation *c)
{
	struct cited *x = &k->cited[k->n++];

	*x = (struct cited){ .c = c, .is_national = is_national(c->key),
			     .digits_to = c->code_from };
	while (word_is_digit(c->passage->text[x->digits_to]))
		x->digits_to++;
	x->words = cite_words(k->a, whole_title(k, c));
	if (c->number >= 0)
		x->known = law_find(k->law, c->key, c->number,
				    c->has_type || c->year ? c->year : 0);
	if (*c->title &&
	    only_period(c->passage->text, c->title_from, c->title_to,
			&x->period))
		x->name = x->words;
	else
		x->period = (struct cite_period){ 0 };
	if (x->period.to == 0)
		name_before(k, x);
	if (strstr(c->key, "TW"))
		find_term(k, x);
}

/* Is the register's document meant, whose province this document names in
 * its first lines? */
static void drop_other_provinces(struct cite *k)
{
	struct buf head = BUF_INIT(k->a);
	const char *fold;

	for (size_t i = 0; i < k->l->doc->npassage && i < 15; i++) {
		buf_adds(&head, k->l->doc->passage[i].text);
		buf_addch(&head, ' ');
	}
	fold = text_fold(k->a, head.data);
	for (size_t i = 0; i < k->n; i++) {
		const struct law_document *d = k->cited[i].known;

		if (d && *d->place && !strstr(fold, d->place))
			k->cited[i].known = NULL;
	}
}

/* "Lạng Sơn, ngày    tháng 7 năm 2023" in a short passage near the top. */
static bool head_day(struct cite *k, size_t passage, struct written_day *w)
{
	const char *low = k->l->marked[passage].small;
	const char *s;

	if (k->l->doc->passage[passage].n > 120)
		return false;
	s = strstr(low, ", ngày");
	return s && s != low &&
	       day_scan(low, (size_t)(s - low) + strlen(", ngày"), true, w) &&
	       w->is_long && w->state != DAY_IMPOSSIBLE;
}

static void find_head(struct cite *k)
{
	struct written_day w;

	for (size_t i = 0; i < k->l->doc->npassage; i++) {
		if (!head_day(k, i, &w))
			continue;
		if (k->has_head || i > 40) { /* several documents in one */
			k->has_head = false;
			return;
		}
		k->has_head = true;
		k->head = i;
		k->head_day = w.from;
		k->head_day_to = w.to;
		k->head_from = k->head_to = w.day;
		if (w.state == DAY_GOOD)
			continue;
		day_from_civil(w.y, w.m ? w.m : 1, w.d ? w.d : 1,
			       &k->head_from);
		if (w.m == 0 || w.m == 12)
			day_from_civil(w.y + 1, 1, 1, &k->head_to);
		else
			day_from_civil(w.y, w.m + 1, 1, &k->head_to);
		k->head_to--;
	}
}

static void run(struct lint *l)
{
	struct cite k = { .a = l->arena, .l = l, .law = law_register(l->arena) };

	k.cited = ARENA_ARRAY(l->arena, l->citations->n + 1, struct cited);
	for (size_t i = 0; i < l->citations->n; i++)
		if (l->citations->citation[i].form == CITATION_CODED &&
		    *l->citations->citation[i].symbol)
			prepare(&k, &l->citations->citation[i]);
	drop_other_provinces(&k);
	find_head(&k);
	cite_identity(&k);
	cite_known(&k);
	cite_order(&k);
	cite_form(&k);
	cite_style(&k);
}

const struct lint_pass lint_cite_pass = { cite_rules, run };
