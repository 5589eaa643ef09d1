/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Times the compile of a province: every indicator that the register can
 * answer, for the province and all its districts, by all sectors, for the six
 * months and the year.  In one process, each round from a fresh session; the
 * snapshot of the register is timed by itself.
 *
 *	province DATA [ROUNDS]
 */
#include "figure/figure.h"
#include "lib/db/db.h"
#include "territory/territory.h"

enum { MAX_ROUNDS = 999 };

static void must(int ok, const struct err *e)
{
	if (ok)
		return;
	fprintf(stderr, "%s | %s\n", e->message, e->detail);
	exit(1);
}

static int64_t microseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int compare(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x;
	int64_t b = *(const int64_t *)y;

	return (a > b) - (a < b);
}

static void print(const char *what, int64_t *us, int n)
{
	qsort(us, (size_t)n, sizeof *us, compare);
	printf("%-44s %9.3f ms  (%.3f .. %.3f, %d rounds)\n", what,
	       (double)us[n / 2] / 1000, (double)us[0] / 1000,
	       (double)us[n - 1] / 1000, n);
}

/* Lists the figures of the province and of each district of the day. */
static size_t compile(struct figures *f, struct arena *a,
		      const struct period *period, size_t nperiod,
		      struct err *e)
{
	const struct territory *t = figures_territory(f);
	const struct unit *home =
		territory_find(t, figures_home(f), period[0].last);
	const struct unit **district;
	size_t ndistrict = territory_below(a, t, home, UNIT_DISTRICT,
					   period[0].last, &district);
	size_t total = 0;

	for (size_t i = 0; i <= ndistrict; i++) {
		struct figure_filter filter = {
			.place = i ? district[i - 1]->code : home->code,
			.period = period,
			.nperiod = nperiod,
			.nregister = nperiod,
		};
		struct figure *list;
		size_t n;

		must(figures_list(f, &filter, &list, &n, e) == 0, e);
		total += n;
	}
	return total;
}

int main(int argc, char **argv)
{
	static int64_t open_us[MAX_ROUNDS], list_us[MAX_ROUNDS];
	struct arena *a = arena_new();
	struct err e = { 0 };
	int rounds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 31;
	struct period period[2];
	struct db *db;
	const struct pack *pack;
	size_t n = 0;

	if (argc < 2 || rounds < 1 || rounds > MAX_ROUNDS)
		return 2;
	db = db_open(a, argv[1], DB_READ, &e);
	must(db != NULL, &e);
	period_parse("2023-H1", &period[0]);
	period_parse("2023", &period[1]);
	pack = pack_in_force(a, db, period[1].last, db_last_tx(db), &e);
	must(pack != NULL, &e);
	for (int i = 0; i < rounds; i++) {
		struct arena *step = arena_new();
		int64_t t0 = microseconds();
		struct figures *f =
			figures_open(step, db, pack, db_last_tx(db), &e);
		int64_t t1;

		must(f != NULL, &e);
		t1 = microseconds();
		n = compile(f, step, period, 2, &e);
		list_us[i] = microseconds() - t1;
		open_us[i] = t1 - t0;
		arena_free(step);
	}
	print("read register and reports (figures_open)", open_us, rounds);
	print("province compile: 12 units, all sectors", list_us, rounds);
	printf("%-44s %9zu figures\n", "", n);
	arena_free(a);
	return 0;
}
