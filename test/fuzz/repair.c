/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzzes repairs: any bytes make a system; an answer must be bounded, and a
 * proposal must leave nothing to repair. */
#include "lib/rule/repair.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct bytes {
	const uint8_t *at;
	size_t left;
};

static int next(struct bytes *b)
{
	if (b->left == 0)
		return 0;
	b->left--;
	return *b->at++;
}

static int64_t amount(struct bytes *b)
{
	int64_t n = next(b) - 100;

	for (int big = next(b) % 8; big > 5; big--)
		n *= 100000000;
	return n;
}

static void add_var(struct repair *s, struct bytes *b)
{
	int flags = next(b);
	struct repair_var v = {
		.name = "x",
		.missing = flags & 1,
		.fixed = (flags & 6) == 6,
		.weight = 1 + (flags >> 3) % 4,
		.places = (flags >> 5) % 3,
		.value = dec_int(amount(b)),
		.inexact = flags & 128,
		.domain = { .has_low = true },
	};
	struct rule_value r = rule_rounded(v.value, v.places);

	v.kept = (struct repair_range){ true, true, r.low_open, r.high_open,
					r.low, r.high };
	repair_var(s, &v);
}

static void add_rule(struct repair *s, struct bytes *b, size_t nvar)
{
	struct repair_term t[4];
	int kind = next(b);
	size_t rule = repair_rule(s, "r");

	if (kind % 5 == 4) {
		repair_product(s, rule, (size_t)next(b) % nvar,
			       (size_t)next(b) % nvar, 1, 100,
			       (size_t)next(b) % nvar);
		return;
	}
	for (int i = 0; i < 4; i++) {
		t[i].var = (size_t)next(b) % nvar;
		t[i].num = next(b) % 7 - 3;
		t[i].den = 1 + (kind >> 6);
	}
	repair_linear(s, rule, t, 1 + (size_t)kind % 4,
		      (enum repair_relation)((kind >> 3) % 5),
		      dec_int(amount(b)), 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct bytes b = { data, size };
	struct repair *s = repair_new(a);
	const struct repair_options o = { .max_nodes = 3000 };
	struct repair_result r;
	struct err e = { 0 };
	size_t nvar = 1 + (size_t)next(&b) % 12;

	for (size_t i = 0; i < nvar; i++)
		add_var(s, &b);
	for (int i = next(&b) % 10; i >= 0; i--)
		add_rule(s, &b, nvar);
	if (repair_solve(a, s, &o, &r, &e) < 0) {
		if (!e.message[0])
			BUG("an error without a message");
	} else if (r.bound > r.weight) {
		BUG("a bound above the weight");
	}
	arena_free(a);
	return 0;
}
