/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the parts of the pass over citations share; only for src/lint/cite*.c.
 */
#ifndef HOPTAC_LINT_CITE_H
#define HOPTAC_LINT_CITE_H

#include "lint/citation.h"
#include "lint/citetitle.h"
#include "lint/law.h"
#include "lint/lint.h"

enum cite_rule {
	CITE_NUMBER_CONFLICT,
	CITE_DATE_CONFLICT,
	CITE_PERIOD_CONFLICT,
	CITE_MALFORMED,
	CITE_TYPE_MISMATCH,
	CITE_ISSUER_MISMATCH,
	CITE_OLDER_THAN_PARENT,
	CITE_NUMBER_ORDER,
	CITE_AFTER_DOCUMENT,
	CITE_FOOTNOTE_YEAR,
	CITE_TERM,
	CITE_SUPERSEDED,
	CITE_DATE_IMPOSSIBLE,
	CITE_DATE_UNPADDED,
	CITE_DATE_STYLE,
	CITE_ISSUER_MISSING,
	CITE_TITLE_VARIANT,
	CITE_DUPLICATE,
	CITE_INCOMPLETE,
	CITE_PUNCTUATION,
	CITE_TYPE_VAGUE,
	CITE_REPEATED_WORD,
	CITE_END,
};
extern const struct lint_rule cite_rules[];

enum { CITE_MAX_PARTS = 12 }; /* of one finding */

/* "giai đoạn 2021-2025" in a text. */
struct cite_period {
	size_t from, to; /* bytes of the two years */
	int first, last;
};

/* A numbered citation as the rules look at it. */
struct cited {
	const struct citation *c;
	struct cite_words words;        /* of its title; none: no title */
	const struct law_document *known;
	bool is_national;               /* numbered by one body of the State
					 * or the Party for the country */
	size_t digits_to;               /* byte after its number */
	struct cite_period period;      /* the only one of its title, or of the
					 * name before it in brackets; 0 */
	struct cite_words name;         /* the words that the period stands in */
	int term;                       /* of the Central Committee that is
					 * named after it (khóa XIII); 0 */
	size_t term_from, term_to;      /* bytes of its Roman number */
};

struct cite {
	struct arena *a;
	struct lint *l;
	const struct law *law;
	struct cited *cited; /* in reading order, those with a symbol */
	size_t n;
	bool has_head;       /* "Lạng Sơn, ngày ... tháng 7 năm 2023" */
	size_t head;         /* its passage, */
	size_t head_day, head_day_to; /* its bytes there */
	day_t head_from, head_to; /* what it can be when its day is blank */
};

/* --- helpers: cite.c ----------------------------------------------------------- */

/* Reports a finding; text is formatted on the arena. */
struct lint_finding *cite_report(struct cite *k, enum cite_rule rule,
				 const char *fmt, ...)
	__attribute__((format(printf, 3, 4), returns_nonnull));

/* Adds bytes of a citation's passage as a part, at most CITE_MAX_PARTS. */
void cite_part(struct cite *k, struct lint_finding *f,
	       const struct citation *c, size_t from, size_t to);

/* Bytes as a string. */
const char *cite_text(struct cite *k, const struct citation *c, size_t from,
		      size_t to) __attribute__((returns_nonnull));

/* What slip of the hand makes one number of another. */
enum cite_slip {
	SLIP_NONE,  /* none: two numbers */
	SLIP_DIGIT, /* one digit another, too many or missing */
	SLIP_SWAP,  /* two digits have changed places: 1084 for 1804 */
};
enum cite_slip cite_slip(int x, int y);

/* The next period in s from byte i, before byte end. */
bool cite_next_period(const char *s, size_t i, size_t end,
		      struct cite_period *out);

/* The term named between [from, to) of a text in lower case, before any title:
 * "khóa xiii"; its bytes in *at and *end.  0: none. */
int cite_term(const char *low, size_t from, size_t to, size_t *at, size_t *end);

/* --- the parts ------------------------------------------------------------------- */

void cite_identity(struct cite *k); /* citeidentity.c */
void cite_known(struct cite *k);    /* citeknown.c */
void cite_order(struct cite *k);    /* citeorder.c */
void cite_form(struct cite *k);     /* citeform.c */
void cite_style(struct cite *k);    /* citestyle.c */

#endif
