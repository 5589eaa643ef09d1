/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units of measure, as the parser follows them through a formula.
 *
 * A measure is kept twice: as unit codes, for results and messages
 * (million_vnd/HTX), and as base dimensions with a factor, for deciding what
 * may meet (10^6 money/org).  Only inside lib/rule.
 */
#ifndef HOPTAC_RULE_MEASURE_H
#define HOPTAC_RULE_MEASURE_H

#include "lib/rule/rule.h"

enum { MEASURE_TERMS = 8 };

/* A product of names with exponents that are not zero, in order of arrival. */
struct unit_product {
	int n;
	struct {
		const char *name;
		int exp;
	} term[MEASURE_TERMS];
};

struct measure {
	struct unit_product shown; /* by unit codes */
	struct unit_product base;  /* by base dimensions */
	int64_t num;               /* one shown is num / den base */
	int64_t den;
	bool any;     /* fits every unit: 0, a count of nameless things */
	bool bare;    /* a constant without a unit */
	bool hundred; /* the constant 100 stands in the product */
	bool ratio;   /* without a unit because the units have cancelled */
	bool part;    /* a per cent was taken as a factor */
};

/* Without a unit; the per cent. */
struct measure measure_none(void);
struct measure measure_percent_unit(void);

/* The measure of a unit code ("" or "1": none).  Texts are copied to a.
 * Returns 0; -1 with ERR_INPUT when there is no such unit or its definition
 * is wrong. */
int measure_of(struct arena *a, const struct rule_names *names,
	       const char *unit, struct measure *out, struct err *e);

bool measure_plain(const struct measure *m);   /* no dimension */
bool measure_percent(const struct measure *m); /* counts hundredths */
bool measure_same(const struct measure *x, const struct measure *y);

/* x times y (sign 1) or by y (sign -1): units only.  -1 when there are too
 * many different units or the factor leaves int64. */
int measure_times(const struct measure *x, const struct measure *y, int sign,
		  struct measure *out);

/* The factor num / den by which numbers in x become numbers in y.  -1 when it
 * leaves int64. */
int measure_ratio(const struct measure *x, const struct measure *y,
		  int64_t *num, int64_t *den);

/* "million_vnd/HTX"; "" without a unit. */
const char *measure_text(struct arena *a, const struct measure *m);

/* The same in words when the units have names ("triệu đồng/HTX"), and "số
 * không có đơn vị" without a unit. */
const char *measure_words(struct arena *a, const struct rule_names *names,
			  const struct measure *m);

#endif
