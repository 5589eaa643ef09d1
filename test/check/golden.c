/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The checks of the pack on the demonstration province, which holds what the
 * published plan says, against the relations that were found in it by hand
 * (test/data/identity-checks.csv): each that holds there must be silent, and
 * nothing but the failing ones may be broken.
 */
#include "check/check.h"
#include "figure/fixture.h"
#include "lib/file/csv.h"

struct identity {
	const char *id, *status, *check;
};

static size_t read_identities(struct arena *a, struct identity **out)
{
	struct err e = { 0 };
	struct sheet *s = sheet_open(a, "test/data/identity-checks.csv", NULL,
				     &e);
	struct sheet_row row; /* identity, status, check, note */
	size_t n = 0;
	size_t cap = 0;

	*out = NULL;
	if (!s || sheet_next(s, &row, &e) != 1 || row.n < 3)
		BUG("%s", e.message);
	while (sheet_next(s, &row, &e) == 1)
		*VEC_PUSH(a, *out, n, cap) = (struct identity){
			arena_strdup(a, row.cell[0]),
			arena_strdup(a, row.cell[1]),
			arena_strdup(a, row.n > 2 ? row.cell[2] : ""),
		};
	return n;
}

static bool is_broken(const struct check_report *r, const char *check)
{
	for (size_t i = 0; i < r->nbroken; i++)
		if (strcmp(r->broken[i].check->code, check) == 0)
			return true;
	return false;
}

/* Some identity of the check fails / holds. */
static bool any(const struct identity *v, size_t n, const char *check,
		const char *status)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].check, check) == 0 &&
		    strcmp(v[i].status, status) == 0)
			return true;
	return false;
}

TEST(published_identities_hold_or_break_as_found_by_hand)
{
	struct figures *f = fixture_demo(a);
	struct check_report r;
	struct identity *v;
	struct err e = { 0 };
	size_t n = read_identities(a, &v);
	int held = 0, failed = 0, elsewhere = 0;

	CHECK_INT(n, 155);
	if (!CHECK(check_run(f, "20", figures_year(f), &r, &e) == 0)) {
		printf("%s (%s)\n", e.message, e.detail);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		bool fails = strcmp(v[i].status, "FAILS") == 0;

		if (!*v[i].check) {
			elsewhere++;
			continue;
		}
		/* one check can state several: it breaks when one fails */
		if (fails || !any(v, n, v[i].check, "FAILS"))
			if (!CHECK(is_broken(&r, v[i].check) == fails))
				printf("%s: %s\n", v[i].id, v[i].check);
		held += !fails;
		failed += fails;
	}
	/* nothing else is broken */
	for (size_t i = 0; i < r.nbroken; i++)
		if (!CHECK(any(v, n, r.broken[i].check->code, "FAILS")))
			printf("%s\n", r.broken[i].message);
	printf("identities: %d hold or are open, %d fail, %d not by a check; "
	       "%zu checks run, %zu held, %zu idle, %zu undecided, "
	       "%zu broken\n",
	       held, failed, elsewhere, r.nrun, r.nheld, r.nidle, r.nunknown,
	       r.nbroken);
	for (size_t i = 0; i < r.nbroken; i++)
		printf("  %s\n", r.broken[i].message);
}
