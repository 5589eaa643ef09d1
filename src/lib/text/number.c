/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers and dates as Vietnamese documents write them.
 *
 * A figure is read in two steps.  First it is flattened: small letters
 * without marks, every blank one space, every dash a hyphen, so that "Từ 50
 * trở  lên" becomes "tu 50 tro len".  Then a table of opening words tells the
 * qualifier, and what is left is one number or two.
 */
#include "lib/text/number.h"

#include "lib/base/buf.h"

#include <ctype.h>
#include <utf8proc.h>

static const char *const names[QUAL__MAX] = {
	[QUAL_EXACT] = "exact",		[QUAL_APPROX] = "approx",
	[QUAL_NEARLY] = "nearly",	[QUAL_MORE_THAN] = "more_than",
	[QUAL_LESS_THAN] = "less_than", [QUAL_AT_LEAST] = "at_least",
	[QUAL_AT_MOST] = "at_most",	[QUAL_RANGE] = "range",
	[QUAL_APPROX_RANGE] = "approx_range",
};

/* Words that open a figure, flattened; longer ones before their beginnings. */
static const struct {
	const char *word;
	enum qualifier qualifier;
} openings[] = {
	{ "khoang", QUAL_APPROX },   { "gan", QUAL_NEARLY },
	{ "tren", QUAL_MORE_THAN },  { "hon", QUAL_MORE_THAN },
	{ "duoi", QUAL_LESS_THAN },  { "it nhat", QUAL_AT_LEAST },
	{ "toi thieu", QUAL_AT_LEAST }, { "toi da", QUAL_AT_MOST },
	{ "khong qua", QUAL_AT_MOST },
};

const char *qualifier_name(enum qualifier q)
{
	if (q < 0 || q >= QUAL__MAX)
		BUG("qualifier %d", (int)q);
	return names[q];
}

int qualifier_parse(const char *name, enum qualifier *out)
{
	for (int q = 0; q < QUAL__MAX; q++) {
		if (strcmp(names[q], name) == 0) {
			*out = (enum qualifier)q;
			return 0;
		}
	}
	return -1;
}

/* One code point, decomposed, as flat text: a letter without its marks, a
 * space for blanks, a hyphen for dashes.  Anything else stays. */
static char flat(int32_t cp)
{
	switch (utf8proc_category(cp)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CC:
		return ' ';
	case UTF8PROC_CATEGORY_PD:
		return '-';
	default:
		break;
	}
	if (cp == 0x2212) /* minus sign */
		return '-';
	if (cp == 0x111)
		return 'd';
	return cp < 0x80 ? (char)cp : '?';
}

/* s flattened, at most size - 1 bytes; -1 when it is longer than any figure
 * or no UTF-8. */
static int flatten(const char *s, char *to, size_t size)
{
	/* not UTF8PROC_COMPAT: the note mark in "500¹" must not become a digit */
	const utf8proc_option_t how = UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
				      UTF8PROC_IGNORE | UTF8PROC_STRIPMARK;
	size_t len = 0;

	while (*s) {
		utf8proc_int32_t cp;
		utf8proc_int32_t part[32];
		utf8proc_ssize_t n = utf8proc_iterate(
			(const utf8proc_uint8_t *)s, -1, &cp);

		if (n <= 0)
			return -1;
		s += n;
		n = utf8proc_decompose_char(cp, part, 32, how, NULL);
		for (utf8proc_ssize_t i = 0; i < n; i++) {
			char c = flat(part[i]);

			if (c == ' ' && (len == 0 || to[len - 1] == ' '))
				continue;
			if (len + 1 == size)
				return -1;
			to[len++] = c;
		}
	}
	if (len > 0 && to[len - 1] == ' ')
		len--;
	to[len] = '\0';
	return 0;
}

/* Passes over a word and the blank after it, when *p begins with it. */
static bool skip_word(const char **p, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*p, word, n) != 0 || ((*p)[n] != ' ' && (*p)[n] != '\0'))
		return false;
	*p += n;
	*p += **p == ' ';
	return true;
}

enum wrong {
	RIGHT,
	NOT_A_NUMBER,
	BAD_GROUPS, /* a dot not followed by three digits */
	TOO_LONG,   /* beyond what struct dec holds */
};

/* One number at *p, which moves behind it. */
static enum wrong number_at(const char **p, struct dec *out, int *places)
{
	char text[64]; /* the number as dec_parse reads it */
	size_t n = 0;
	size_t group = 0;  /* digits in the group being read */
	size_t groups = 0; /* groups closed by a dot */
	size_t start;
	const char *s = *p;

	if (*s == '-')
		text[n++] = *s++;
	start = n;
	for (; isdigit((unsigned char)*s) || *s == '.'; s++) {
		if (n + 1 >= sizeof text)
			return TOO_LONG;
		if (*s != '.') {
			text[n++] = *s;
			group++;
			continue;
		}
		if (group == 0)
			return NOT_A_NUMBER;
		if (group > 3 || (groups > 0 && group != 3))
			return BAD_GROUPS;
		groups++;
		group = 0;
	}
	if (groups > 0 && (group != 3 || text[start] == '0'))
		return BAD_GROUPS;
	if (n == start)
		return NOT_A_NUMBER;
	if (*s == ',') {
		text[n++] = '.';
		for (s++; isdigit((unsigned char)*s); s++) {
			if (n + 1 >= sizeof text)
				return TOO_LONG;
			text[n++] = *s;
		}
		if (text[n - 1] == '.')
			return NOT_A_NUMBER;
		if (*s == '.')
			return BAD_GROUPS;
	}
	text[n] = '\0';
	*p = s;
	return dec_parse(text, out, places) < 0 ? TOO_LONG : RIGHT;
}

/* "X", "X - Y" or "X den Y" at *p, up to the end or a blank. */
static enum wrong bounds_at(const char **p, struct quantity *q, bool *range)
{
	int more = 0;
	enum wrong w = number_at(p, &q->low, &q->places);
	const char *s = *p;

	*range = false;
	q->high = q->low;
	if (w != RIGHT)
		return w;
	s += *s == ' ';
	if (*s == '-') {
		s++;
		s += *s == ' ';
	} else if (!skip_word(&s, "den")) {
		return RIGHT;
	}
	w = number_at(&s, &q->high, &more);
	if (w != RIGHT)
		return w;
	if (more > q->places)
		q->places = more;
	*p = s;
	*range = true;
	return RIGHT;
}

/* What follows the opening words: bounds, and "tro len" or "tro xuong". */
static enum wrong rest_at(const char *p, struct quantity *q, bool opened)
{
	bool from = skip_word(&p, "tu");
	bool range;
	enum wrong w = bounds_at(&p, q, &range);

	if (w != RIGHT)
		return w;
	p += *p == ' ';
	if (range) {
		if (opened && q->qualifier != QUAL_APPROX)
			return NOT_A_NUMBER;
		q->qualifier = opened ? QUAL_APPROX_RANGE : QUAL_RANGE;
	} else if (!opened && skip_word(&p, "tro len")) {
		q->qualifier = QUAL_AT_LEAST;
	} else if (!opened && skip_word(&p, "tro xuong")) {
		q->qualifier = QUAL_AT_MOST;
	} else if (from) {
		return NOT_A_NUMBER;
	}
	return *p ? NOT_A_NUMBER : RIGHT;
}

static enum wrong parse(const char *s, struct quantity *q)
{
	char text[128];
	const char *p = text;
	bool opened = false;

	if (flatten(s, text, sizeof text) < 0)
		return NOT_A_NUMBER;
	q->qualifier = QUAL_EXACT;
	if (skip_word(&p, "uoc"))
		(void)skip_word(&p, "dat");
	for (size_t i = 0; i < ARRAY_LEN(openings) && !opened; i++) {
		opened = skip_word(&p, openings[i].word);
		if (opened)
			q->qualifier = openings[i].qualifier;
	}
	return rest_at(p, q, opened);
}

int quantity_parse(const char *s, struct quantity *out, struct err *e)
{
	struct quantity q = { 0 };

	switch (parse(s, &q)) {
	case RIGHT:
		break;
	case BAD_GROUPS:
		err_set(e, ERR_INPUT, "“%s” không phải là số viết đúng cách",
			s);
		return err_hint(e, "Dấu chấm chỉ ngăn hàng nghìn (đủ ba chữ "
				   "số mỗi nhóm), dấu phẩy ngăn phần thập "
				   "phân: 23.720 và 1,5.");
	case TOO_LONG:
		err_set(e, ERR_INPUT, "Số “%s” có quá nhiều chữ số", s);
		return err_hint(e, "Nhiều nhất %d chữ số sau dấu phẩy.",
				DEC_PLACES);
	case NOT_A_NUMBER:
	default:
		err_set(e, ERR_INPUT, "“%s” không phải là số", s);
		return err_hint(e, "Ví dụ: 23.720; 36,48; khoảng 600; "
				   "từ 50 trở lên; 3,5 - 4,5.");
	}
	if (dec_cmp(q.low, q.high) > 0)
		return err_set(e, ERR_INPUT,
			       "Khoảng “%s” có số đầu lớn hơn số cuối", s);
	*out = q;
	return 0;
}

/* A plain decimal with the Vietnamese signs. */
static char *vietnamese(struct arena *a, const char *plain)
{
	struct buf b = BUF_INIT(a);
	size_t whole;

	if (*plain == '-')
		buf_addch(&b, *plain++);
	whole = strcspn(plain, ".");
	for (size_t i = 0; i < whole; i++) {
		if (i > 0 && (whole - i) % 3 == 0)
			buf_addch(&b, '.');
		buf_addch(&b, plain[i]);
	}
	if (plain[whole]) {
		buf_addch(&b, ',');
		buf_adds(&b, plain + whole + 1);
	}
	return b.data;
}

char *number_vi(struct arena *a, struct dec d, int places)
{
	return vietnamese(a, places < 0 ? dec_str(a, d)
					: dec_fixed(a, d, places));
}

char *number_vi_padded(struct arena *a, struct dec d, int places)
{
	char *s = number_vi(a, d, places);

	if (strlen(s) == 1 && *s != '0')
		return arena_printf(a, "0%s", s);
	return s;
}

char *quantity_vi(struct arena *a, const struct quantity *q, bool padded)
{
	char *(*write)(struct arena *, struct dec, int) =
		padded ? number_vi_padded : number_vi;
	bool range = q->qualifier == QUAL_RANGE ||
		     q->qualifier == QUAL_APPROX_RANGE;
	/* "4 - 4,5": a whole bound beside a broken one goes bare */
	bool mixed = range && dec_is_whole(q->low) != dec_is_whole(q->high);
	char *low = write(a, q->low,
			  mixed && dec_is_whole(q->low) ? 0 : q->places);
	char *high = write(a, q->high,
			   mixed && dec_is_whole(q->high) ? 0 : q->places);

	switch (q->qualifier) {
	case QUAL_EXACT:
		return low;
	case QUAL_APPROX:
		return arena_printf(a, "khoảng %s", low);
	case QUAL_NEARLY:
		return arena_printf(a, "gần %s", low);
	case QUAL_MORE_THAN:
		return arena_printf(a, "trên %s", low);
	case QUAL_LESS_THAN:
		return arena_printf(a, "dưới %s", low);
	case QUAL_AT_LEAST:
		return arena_printf(a, "từ %s trở lên", low);
	case QUAL_AT_MOST:
		return arena_printf(a, "tối đa %s", low);
	case QUAL_RANGE:
		return arena_printf(a, "%s - %s", low, high);
	case QUAL_APPROX_RANGE:
		return arena_printf(a, "khoảng %s - %s", low, high);
	case QUAL__MAX:
	default:
		BUG("qualifier %d", (int)q->qualifier);
	}
}

const char *percent_vi(struct arena *a, const char *number)
{
	size_t n = strlen(number);

	while (n > 0 && (number[n - 1] < '0' || number[n - 1] > '9'))
		n--;
	return n == 0 ? number : arena_printf(a, "%.*s%%%s", (int)n, number,
					      number + n);
}

char *day_vi(struct arena *a, day_t d)
{
	int y, m, n;

	day_to_civil(d, &y, &m, &n);
	return arena_printf(a, m <= 2 ? "%02d/%02d/%d" : "%02d/%d/%d", n, m,
			    y);
}

char *day_vi_long(struct arena *a, day_t d)
{
	int y, m, n;

	day_to_civil(d, &y, &m, &n);
	return arena_printf(a,
			    m <= 2 ? "ngày %02d tháng %02d năm %d"
				   : "ngày %02d tháng %d năm %d",
			    n, m, y);
}
