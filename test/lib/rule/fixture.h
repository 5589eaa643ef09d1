/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A small pack and figures given as text, for the tests of formulas.
 *
 * A figure's key is what a formula says of it: "htx_operating[sector=agri]",
 * with "%" after it for its per cent of plan.  Its value is "474", ">50",
 * ">=50", "4..4.5", "(4..4.5]", "~71" (printed, so rounded: [70.5, 71.5)), "?" missing,
 * "!" refused, "-" not applicable.
 */
#ifndef HOPTAC_TEST_RULE_FIXTURE_H
#define HOPTAC_TEST_RULE_FIXTURE_H

#include "lib/rule/rule.h"
#include "test.h"

extern const struct rule_names fixture_names;

/* Evaluates a value (check false) or a check; figures is a list of key, value
 * pairs that ends with NULL.  An unknown figure is missing.  Aggregates over
 * records are looked up by "count(htx)" and the like, without their
 * condition.  Fails the test and returns -1 on an error. */
int fixture_eval(struct arena *a, bool check, const char *formula,
		 const char *const *figures, struct rule_result *out);

/* The same, with the error for the test to look at. */
int fixture_try(struct arena *a, bool check, const char *formula,
		const char *const *figures, struct rule_result *out,
		struct err *e);

/* "HOLDS", "BROKEN", "UNKNOWN", "IDLE" or the error's message. */
const char *fixture_verdict(struct arena *a, const char *formula,
			    const char *const *figures);

/* "[3,4)", "(50,oo)", "7", "missing [0,oo)", "empty": how a value reads. */
const char *fixture_value(struct arena *a, const struct rule_value *v);

struct rule_value fixture_parse(struct arena *a, const char *text);

#define FIGURES(...) ((const char *const[]){ __VA_ARGS__, NULL })

#endif
