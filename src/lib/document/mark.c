/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A paragraph of plain text as a passage: marks of Markdown and of simple
 * HTML taken out, calls of notes made anchors, entities read, blanks made
 * one, lines joined.
 *
 * Only what surely is a mark goes: "5 * 3", "(*)" and "____" stay.
 */
#include "lib/document/mark.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

enum {
	MAX_TAG = 300, /* bytes of a tag or a link that is understood */
	MAX_LABEL = 8,
};

/* A run of * or _ that may be emphasis. */
struct star {
	uint32_t at;
	uint32_t n;
	bool drop;
};

struct marking {
	const char *text;
	struct passages *out;
	const struct para *para;
	struct star *star;
	size_t nstar, cap;
	size_t next; /* the star that comes next */
	const struct note_calls *calls;
};

/* --- emphasis ------------------------------------------------------------------ */

static bool is_word(int32_t cp)
{
	return point_is_letter(cp) || (cp >= '0' && cp <= '9');
}

static bool is_digit(int32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static bool is_space(int32_t cp)
{
	return cp < 0 || cp == ' ' || cp == '\t' || cp == '\r' || cp == 0xa0;
}

/* May a run of n marks open or close emphasis here? */
static void look_around(const char *start, const char *p, size_t n,
			const char *end, bool *left, bool *right)
{
	size_t len;
	int32_t before = point_before(start, p, &len);
	int32_t after = point_at(p + n, end, &len);

	*left = !is_space(after) && after != ')';
	*right = !is_space(before) && before != '(';
	if (*p == '_') {
		*left = *left && !is_word(before);
		*right = *right && !is_word(after);
	}
	if (is_digit(before) && is_digit(after))
		*left = *right = false;
}

/* Notes a run of marks; a single one goes with the one that it closes, a
 * longer run of stars whenever it touches a word. */
static void take_run(struct marking *m, size_t at, size_t n, bool left,
		     bool right, size_t *open)
{
	bool is_star = m->text[at] == '*';
	struct star *st = VEC_PUSH(m->out->step, m->star, m->nstar, m->cap);

	*st = (struct star){ (uint32_t)at, (uint32_t)n, is_star && n >= 2 };
	if (st->drop)
		return;
	if (right && *open != SIZE_MAX && m->star[*open].n == n) {
		m->star[*open].drop = true;
		st->drop = true;
		*open = SIZE_MAX;
	} else if (left) {
		*open = m->nstar - 1;
	}
}

static void find_stars(struct marking *m)
{
	size_t open[2] = { SIZE_MAX, SIZE_MAX };

	for (size_t k = 0; k < m->para->nspan; k++) {
		const char *start = m->text + m->para->span[k].from;
		const char *end = m->text + m->para->span[k].to;
		size_t n;

		for (const char *p = start; p < end; p += n) {
			bool left, right;

			n = 1;
			if ((*p != '*' && *p != '_') ||
			    (p > start && p[-1] == '\\'))
				continue;
			while (p + n < end && p[n] == *p)
				n++;
			look_around(start, p, n, end, &left, &right);
			if ((left || right) && n <= (*p == '*' ? 3 : 2))
				take_run(m, (size_t)(p - m->text), n, left,
					 right, &open[*p == '_']);
		}
	}
}

static size_t star_at(struct marking *m, size_t i)
{
	while (m->next < m->nstar && m->star[m->next].at < i)
		m->next++;
	if (m->next < m->nstar && m->star[m->next].at == i &&
	    m->star[m->next].drop)
		return m->star[m->next].n;
	return 0;
}

/* --- tags, links, entities --------------------------------------------------------- */

static bool is_label(const char *s, size_t n)
{
	size_t d = 0;

	if (n == 0 || n > MAX_LABEL)
		return false;
	while (d < n && isdigit((unsigned char)s[d]))
		d++;
	if (d == n)
		return n <= 3;
	if (strspn(s, "*") >= n)
		return true;
	return strspn(s, "ivx") >= n || (n == 1 && islower((unsigned char)*s));
}

int call_number(const char *s, size_t n)
{
	int v = 0;

	if (n == 0 || n > 2)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (!isdigit((unsigned char)s[i]))
			return -1;
		v = 10 * v + s[i] - '0';
	}
	return v;
}

static bool is_noted(const struct marking *m, enum call_style style,
		     const char *s, size_t n)
{
	int number = call_number(s, n);

	return number >= 0 && m->calls->noted[style][number];
}

/* "m2", "km2", "cm3": a unit, not a note. */
static bool after_metre(const struct passages *out)
{
	const char *s = out->text.data;
	size_t n = out->text.len;

	if (n == 0 || s[n - 1] != 'm')
		return false;
	n--;
	if (n > 0 && strchr("kdc", s[n - 1]))
		n--;
	return n == 0 || !isalpha((unsigned char)s[n - 1]);
}

/* <sup>...</sup>: a call of a note, or text that is raised. */
static size_t take_sup(struct marking *m, size_t i, size_t end)
{
	static const char open[] = "<sup>";
	static const char close[] = "</sup>";
	const char *s = m->text + i;
	const char *stop;
	const char *label;
	size_t n, whole;

	if (end - i < strlen(open) || strncasecmp(s, open, strlen(open)) != 0)
		return 0;
	label = s + strlen(open);
	stop = memmem(label, end - i - strlen(open), close, strlen(close));
	if (!stop || stop - s > MAX_TAG)
		return strlen(open);
	whole = (size_t)(stop - s) + strlen(close);
	while (label < stop && strchr(" *[(\\", *label))
		label++;
	n = (size_t)(stop - label);
	while (n > 0 && strchr(" *])\\", label[n - 1]))
		n--;
	if (n == 0 && stop > s + strlen(open)) { /* stars only */
		label = s + strlen(open);
		n = (size_t)(stop - label);
	}
	if (!is_label(label, n) || after_metre(m->out))
		return strlen(open);
	passage_anchor(m->out, arena_strndup(m->out->arena, label, n), i,
		       i + whole);
	return whole;
}

/* A tag that Markdown files hold, its length; 0 for "a < b". */
static size_t scan_tag(const char *s, size_t n)
{
	static const char *const names[] = {
		"sup", "sub", "b", "i", "u", "em", "strong", "br", "span",
		"p", "div", "font", "a", "center", "small", "s", "del", "ins",
		"mark", "hr", "img",
	};
	const char *p = s + 1;
	const char *end;
	size_t len = 0;

	if (n < 3 || *s != '<')
		return 0;
	if (n > 7 && memcmp(s, "<!--", 4) == 0) {
		end = memmem(s, n, "-->", 3);
		return end ? (size_t)(end - s) + 3 : 0;
	}
	p += *p == '/';
	while (p + len < s + n && isalpha((unsigned char)p[len]))
		len++;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (strlen(names[i]) != len ||
		    strncasecmp(p, names[i], len) != 0)
			continue;
		if (p + len >= s + n || !strchr(" />\t", p[len]))
			return 0;
		end = memchr(p, '>', n > MAX_TAG ? MAX_TAG - 2 :
						   (size_t)(s + n - p));
		return end ? (size_t)(end - s) + 1 : 0;
	}
	return 0;
}

static size_t take_tag(struct marking *m, size_t i, size_t end)
{
	size_t n = take_sup(m, i, end);

	if (n > 0)
		return n;
	n = scan_tag(m->text + i, end - i);
	if (n > 2 && strncasecmp(m->text + i, "<br", 3) == 0)
		passage_blank(m->out, i);
	return n;
}

/* "![...](...)": a picture. */
static size_t scan_image(const char *s, size_t n)
{
	const char *address;
	const char *end;

	if (n < 5 || s[1] != '[')
		return 0;
	if (n > MAX_TAG)
		n = MAX_TAG;
	address = memmem(s, n, "](", 2);
	end = address ? memchr(address, ')', n - (size_t)(address - s)) : NULL;
	return end ? (size_t)(end - s) + 1 : 0;
}

/* "[^1]" is a call of a note, "[text](address)" is its text. */
static size_t take_bracket(struct marking *m, size_t i, size_t end)
{
	const char *s = m->text + i;
	size_t room = end - i > MAX_TAG ? MAX_TAG : end - i;
	const char *close = memchr(s, ']', room);
	const char *paren;
	size_t n;

	if (!close)
		return 0;
	n = (size_t)(close - s);
	if (n > 2 && s[1] == '^' && is_label(s + 2, n - 2)) {
		passage_anchor(m->out,
			       arena_strndup(m->out->arena, s + 2, n - 2), i,
			       i + n + 1);
		return n + 1;
	}
	if (is_noted(m, CALL_SQUARE, s + 1, n - 1)) {
		passage_anchor(m->out,
			       arena_strndup(m->out->arena, s + 1, n - 1), i,
			       i + n + 1);
		return n + 1;
	}
	if (n + 1 >= room || close[1] != '(')
		return 0;
	paren = memchr(close, ')', room - n);
	if (!paren || memchr(close, ' ', (size_t)(paren - close)))
		return 0;
	for (const char *p = s + 1; p < close; p++)
		passage_add(m->out, p, 1, (size_t)(p - m->text));
	return (size_t)(paren - s) + 1;
}

/* "&amp;", "&#273;": length, and what it says. */
size_t entity_scan(const char *s, size_t n, char out[4], size_t *len)
{
	static const struct {
		const char *name;
		const char *text;
	} known[] = {
		{ "amp", "&" }, { "lt", "<" }, { "gt", ">" },
		{ "quot", "\"" }, { "apos", "'" }, { "nbsp", " " },
		{ "ndash", "–" }, { "mdash", "—" }, { "hellip", "…" },
		{ "ldquo", "“" }, { "rdquo", "”" }, { "lsquo", "‘" },
		{ "rsquo", "’" }, { "shy", "" }, { "ensp", " " },
		{ "emsp", " " }, { "middot", "·" }, { "bull", "•" },
		{ "laquo", "«" }, { "raquo", "»" }, { "times", "×" },
		{ "deg", "°" }, { "sup2", "²" }, { "sup3", "³" },
	};
	const char *semi = memchr(s, ';', n > 12 ? 12 : n);
	size_t name;
	unsigned long cp;
	char *end;

	if (!semi)
		return 0;
	name = (size_t)(semi - s) - 1;
	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		if (strlen(known[i].name) != name ||
		    memcmp(s + 1, known[i].name, name) != 0)
			continue;
		*len = strlen(known[i].text);
		memcpy(out, known[i].text, *len);
		return name + 2;
	}
	if (name < 2 || s[1] != '#')
		return 0;
	if (!isxdigit((unsigned char)s[2 + (s[2] == 'x' || s[2] == 'X')]))
		return 0;
	cp = s[2] == 'x' || s[2] == 'X' ? strtoul(s + 3, &end, 16) :
					  strtoul(s + 2, &end, 10);
	if (end != semi || cp < 0x20 || cp > 0x10ffff ||
	    (cp >= 0xd800 && cp < 0xe000))
		return 0;
	*len = (size_t)utf8proc_encode_char((utf8proc_int32_t)cp,
					    (utf8proc_uint8_t *)out);
	return name + 2;
}

static size_t take_entity(struct marking *m, size_t i, size_t end)
{
	char text[4];
	size_t len;
	size_t n = entity_scan(m->text + i, end - i, text, &len);

	if (n == 0)
		return 0;
	if (len == 1 && text[0] == ' ')
		passage_blank(m->out, i);
	else if (!(len == 2 && memcmp(text, "\u00a0", 2) == 0))
		passage_add_for(m->out, text, len, i, i + n);
	else
		passage_blank(m->out, i);
	return n;
}

/* --- raised digits and odd blanks ------------------------------------------------------ */

/* ¹²³⁰⁴..⁹ as a digit; -1. */
static int raised_digit(int32_t cp)
{
	if (cp == 0xb9)
		return 1;
	if (cp == 0xb2 || cp == 0xb3)
		return cp - 0xb0;
	if (cp == 0x2070 || (cp >= 0x2074 && cp <= 0x2079))
		return cp - 0x2070;
	return -1;
}

const char *raised_digit_text(char digit)
{
	static const char *const raised[] = { "⁰", "¹", "²", "³", "⁴",
					      "⁵", "⁶", "⁷", "⁸", "⁹" };

	return raised[digit - '0'];
}

size_t raised_scan(const char *s, const char *end, char label[4])
{
	const char *p = s;
	size_t digits = 0;
	size_t len;
	int d;

	while (digits < 3 && (d = raised_digit(point_at(p, end, &len))) >= 0) {
		label[digits++] = (char)('0' + d);
		p += len;
	}
	label[digits] = '\0';
	return (size_t)(p - s);
}

static bool is_dropped(int32_t cp)
{
	return cp == 0xad || (cp >= 0x200b && cp <= 0x200f) || cp == 0x2060 ||
	       cp == 0xfeff || (cp >= 0x202a && cp <= 0x202e) ||
	       (cp >= 0xfe00 && cp <= 0xfe0f) ||
	       (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r' &&
		cp != '\f' && cp != '\v');
}

static bool is_wide_blank(int32_t cp)
{
	return cp == 0xa0 || (cp >= 0x2000 && cp <= 0x200a) || cp == 0x202f ||
	       cp == 0x205f || cp == 0x3000 || cp == 0x2028 || cp == 0x2029 ||
	       cp == 0x85;
}

/* What is not ASCII, at i. */
static size_t take_wide(struct marking *m, size_t i, size_t end)
{
	const char *s = m->text + i;
	size_t len;
	int32_t cp = point_at(s, m->text + end, &len);
	char label[4];
	size_t n = raised_scan(s, m->text + end, label);

	if (n > 0 && !after_metre(m->out) && m->out->text.len > 0) {
		passage_anchor(m->out, arena_strdup(m->out->arena, label), i,
			       i + n);
		return n;
	}
	if (is_dropped(cp))
		return len;
	if (is_wide_blank(cp))
		passage_blank(m->out, i);
	else
		passage_add(m->out, s, len, i);
	return len;
}

/* "thực hiện2": a digit glued to a word, when a note has that number. */
static size_t take_glued(struct marking *m, size_t i, size_t end)
{
	const char *s = m->text + i;
	size_t n = 0;
	int32_t before;
	size_t len;

	while (i + n < end && n < 3 && isdigit((unsigned char)s[n]))
		n++;
	if (n == 0 || n > 2 || (i + n < end && (isalnum((unsigned char)s[n]) ||
						s[n] == '/')))
		return 0;
	before = point_before(m->text + m->para->span[0].from, s, &len);
	if (!point_is_lower(before) && before != ')' && before != 0x201d)
		return 0;
	if (after_metre(m->out) || !is_noted(m, CALL_GLUED, s, n))
		return 0;
	passage_anchor(m->out, arena_strndup(m->out->arena, s, n), i, i + n);
	return n;
}

/* --- lines ------------------------------------------------------------------------------- */

/* One piece at i that is more than a byte of text: its length; 0. */
static size_t take_mark(struct marking *m, size_t i, size_t end)
{
	unsigned char c = (unsigned char)m->text[i];

	if (c >= 0x80)
		return take_wide(m, i, end);
	if (!m->calls && !isspace(c))
		return c < 0x20 || c == 0x7f;
	switch (c) {
	case '*':
	case '_':
		return star_at(m, i);
	case '<':
		return take_tag(m, i, end);
	case '&':
		return take_entity(m, i, end);
	case '[':
		return take_bracket(m, i, end);
	case '!':
		return scan_image(m->text + i, end - i);
	case '\\':
		if (i + 1 >= end)
			return 1; /* a break of the line */
		if (!ispunct((unsigned char)m->text[i + 1]))
			return 0;
		passage_add(m->out, m->text + i + 1, 1, i + 1);
		return 2;
	case ' ':
	case '\t':
	case '\r':
	case '\f':
	case '\v':
	case '\n':
		passage_blank(m->out, i);
		return 1;
	default:
		if (isdigit(c))
			return take_glued(m, i, end);
		return c < 0x20 || c == 0x7f;
	}
}

static void take_line(struct marking *m, size_t i, size_t end)
{
	while (i < end) {
		size_t n = take_mark(m, i, end);

		if (n == 0) {
			passage_add(m->out, m->text + i, 1, i);
			n = 1;
		}
		i += n;
	}
}

/* --- joining lines ------------------------------------------------------------------------ */

static bool has_vowel(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((s[i] & 0x80) || (s[i] && strchr("aeiouyAEIOUY", s[i])))
			return true;
	return false;
}

/* "coöpera-" + "tion" was cut by hyphenation when a half is no syllable;
 * else the hyphen belongs there: "QĐ-" + "TTg", "2021-" + "2025". */
static bool is_cut_syllable(const char *start, const char *hyphen,
			    const char *next, const char *end)
{
	const char *p = hyphen;
	const char *q = next;

	while (p > start && p[-1] != ' ' && p[-1] != '-')
		p--;
	while (q < end && (isalpha((unsigned char)*q) || (*q & 0x80)))
		q++;
	if (!islower((unsigned char)hyphen[-1]) && !(hyphen[-1] & 0x80))
		return false;
	if (isupper((unsigned char)*p) && p[1] && isupper((unsigned char)p[1]))
		return false;
	return q > next && islower((unsigned char)*next) &&
	       (!has_vowel(p, (size_t)(hyphen - p)) ||
		!has_vowel(next, (size_t)(q - next)));
}

/* What stands between two lines: a blank, or nothing after "QĐ-", "72/". */
static void join_lines(struct marking *m, const struct span *x,
		       const struct span *y)
{
	const char *start = m->text + x->from;
	const char *last = m->text + x->to - 1;
	const char *next = m->text + y->from;
	size_t len;
	int32_t before = point_before(start, last, &len);
	int32_t after = point_at(next, m->text + y->to, &len);

	if ((*last != '-' && *last != '/') || !is_word(before) ||
	    !is_word(after)) {
		passage_blank(m->out, x->to);
		return;
	}
	if (*last == '-' && m->out->text.len > 0 &&
	    m->out->text.data[m->out->text.len - 1] == '-' &&
	    is_cut_syllable(start, last, next, m->text + y->to))
		buf_cut(&m->out->text, m->out->text.len - 1);
}

void mark_paragraph(struct passages *out, const char *text,
		    const struct para *para, const struct note_calls *calls)
{
	struct marking m = { .text = text, .out = out, .para = para,
			     .calls = calls };

	if (calls)
		find_stars(&m);
	for (size_t k = 0; k < para->nspan; k++) {
		const struct span *s = &para->span[k];

		if (k > 0)
			join_lines(&m, s - 1, s);
		take_line(&m, s->from, s->to);
	}
}
