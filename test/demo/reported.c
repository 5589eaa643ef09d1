/* SPDX-License-Identifier: Apache-2.0 */
/* The plan's numbers (test/data/demo) against reported.csv, where each must
 * stand under its key, as printed, and nothing else; and against what the
 * program says of the demonstration province. */
#include "test.h"

#include "admin/admin.h"
#include "demo/demo.h"
#include "demo/table.h"
#include "figure/figure.h"
#include "lib/db/db.h"
#include "lib/text/number.h"

#include <errno.h>

static bool is(const char *x, const char *y)
{
	return strcmp(x, y) == 0;
}

/* --- the transcription --------------------------------------------------- */

struct printed {
	const char *id, *indicator, *kind, *sector, *period, *basis;
	const char *value, *value_max, *qualifier, *pct_of, *repeat_of;
};

static size_t read_printed(struct arena *a, struct printed **out)
{
	struct err e = { 0 };
	struct csv_table t;
	size_t n = 0;
	size_t cap = 0;

	if (csv_table_open(a, "test/data/demo", "figures.csv", &t, &e))
		BUG("%s", e.message);
	*out = NULL;
	while (csv_table_next(&t, &e) == 1)
		*VEC_PUSH(a, *out, n, cap) = (struct printed){
			csv_cell(&t, "id", &e), csv_cell(&t, "indicator", &e),
			csv_cell(&t, "org_kind", &e),
			csv_cell(&t, "sector", &e), csv_cell(&t, "period", &e),
			csv_cell(&t, "basis", &e), csv_cell(&t, "value", &e),
			csv_cell(&t, "value_max", &e),
			csv_cell(&t, "qualifier", &e),
			csv_cell(&t, "pct_of_id", &e),
			csv_cell(&t, "repeat_of_id", &e),
		};
	if (e.kind)
		BUG("%s", e.message);
	return n;
}

static const struct printed *by_id(const struct printed *p, size_t n,
				   const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (is(p[i].id, id))
			return &p[i];
	BUG("no figure %s", id);
}

/* What is no figure of an indicator: rules, constants, deadlines, remarks. */
static bool is_remark(const struct printed *p)
{
	static const char *const ids[] = { "F109", "F110", "F111", "F112",
					   "F138", "F156", "F165", "F175" };

	for (size_t i = 0; i < ARRAY_LEN(ids); i++)
		if (is(p->id, ids[i]))
			return true;
	return false;
}

/* What the register computes at basis actual. */
static bool is_computed(const struct printed *p)
{
	static const char *const codes[] = {
		"htx_total", "htx_operating", "htx_suspended",
		"htx_dormant_on_books", "htx_new", "htx_dissolved",
		"htx_registered_capital", "htx_new_registered_capital",
		"htx_share_by_sector", "htx_members", "htx_new_members",
		"htx_regular_labour", "htx_managers",
		"htx_managers_primary_intermediate",
		"htx_managers_college_plus", "lhhtx_total",
		"lhhtx_member_htx", "lhhtx_new", "lhhtx_managers",
		"lhhtx_managers_primary_intermediate",
		"lhhtx_managers_college_plus", "tht_total", "tht_members",
		"tht_regular_labour", "tht_managers",
		"young_intellectuals_placed", "young_intellectuals_host_htx",
		"young_intellectuals_districts", "model_scheme_htx",
		"model_scheme_htx_supported", "model_scheme_htx_not_supported",
	};

	for (size_t i = 0; is(p->basis, "actual") && i < ARRAY_LEN(codes); i++)
		if (is(p->indicator, codes[i]))
			return true;
	return false;
}

/* --- its keys ------------------------------------------------------------ */

/* Codes of the transcription that flatten a breakdown. */
static const struct {
	const char *flat, *indicator, *breakdown;
} flattened[] = {
	{ "htx_managers_primary_intermediate", "htx_managers",
	  "qualification=primary_intermediate" },
	{ "htx_managers_college_plus", "htx_managers",
	  "qualification=college_plus" },
	{ "lhhtx_managers_primary_intermediate", "lhhtx_managers",
	  "qualification=primary_intermediate" },
	{ "lhhtx_managers_college_plus", "lhhtx_managers",
	  "qualification=college_plus" },
	{ "support_capital_need_investment", "support_capital_need",
	  "funding_kind=investment" },
	{ "support_capital_need_recurrent", "support_capital_need",
	  "funding_kind=recurrent" },
	{ "support_capital_central", "support_capital_need",
	  "funding_source=central" },
	{ "support_capital_local", "support_capital_need",
	  "funding_source=local" },
	{ "support_capital_central_investment", "support_capital_need",
	  "funding_kind=investment;funding_source=central" },
	{ "support_capital_central_recurrent", "support_capital_need",
	  "funding_kind=recurrent;funding_source=central" },
	{ "support_capital_local_investment", "support_capital_need",
	  "funding_kind=investment;funding_source=local" },
	{ "support_capital_local_recurrent", "support_capital_need",
	  "funding_kind=recurrent;funding_source=local" },
	{ "model_scheme_budget_central", "model_scheme_budget",
	  "funding_source=central" },
	{ "model_scheme_budget_province", "model_scheme_budget",
	  "funding_source=province" },
	{ "training_sent_total", "training_sent", "" },
	{ "training_sent_done", "training_sent", "" },
	{ "training_sent_state_officers", "training_sent",
	  "trainee=state_officers" },
	{ "training_sent_members_workers", "training_sent",
	  "trainee=members_workers" },
	{ "training_sent_state_officers_budget", "training_sent_budget",
	  "trainee=state_officers" },
	{ "training_sent_members_workers_budget", "training_sent_budget",
	  "trainee=members_workers" },
	{ "infrastructure_support_done", "infrastructure_support_htx", "" },
	{ "young_intellectuals_binh_gia_requests",
	  "young_intellectuals_requests", "" },
};

static const char *period_of(const struct printed *p)
{
	if (strncmp(p->period, "2023H1", 6) == 0 ||
	    strncmp(p->period, "cumulative", 10) == 0 ||
	    strncmp(p->period, "before", 6) == 0 ||
	    strncmp(p->period, "undated", 7) == 0)
		return "2023-H1";
	if (strncmp(p->period, "2021-2025", 9) == 0)
		return "2021-2025";
	return strncmp(p->period, "2024", 4) == 0 ? "2024" : "2023";
}

static const char *basis_of(const struct printed *p)
{
	if (is(p->basis, "actual") || is(p->basis, "estimate"))
		return p->basis;
	return "plan"; /* plan, planned_budget, target */
}

static struct figure_key figure_key_of(struct arena *a,
				       const struct printed *p)
{
	struct figure_key k = { .indicator = p->indicator, .breakdown = "",
				.place = "20", .period = period_of(p) };

	for (size_t i = 0; i < ARRAY_LEN(flattened); i++)
		if (is(p->indicator, flattened[i].flat)) {
			k.indicator = flattened[i].indicator;
			k.breakdown = flattened[i].breakdown;
		}
	if (is(p->kind, "HTX") && !is(p->sector, "all"))
		k.breakdown = arena_printf(a, "sector=%s", p->sector);
	if (is(p->id, "F140"))
		k.place = "181"; /* Bình Gia */
	CHECK(basis_parse(basis_of(p), &k.basis) == 0);
	return k;
}

/* "indicator|place|breakdown|period|basis". */
static const char *key_of(struct arena *a, const struct printed *p)
{
	struct figure_key k = figure_key_of(a, p);

	return arena_printf(a, "%s|%s|%s|%s|%s", k.indicator, k.place,
			    k.breakdown, k.period, basis_name(k.basis));
}

/* --- what is to be loaded ------------------------------------------------ */

struct reported {
	const char *key, *value, *value_max, *qualifier, *percent, *origin;
	bool value_met, percent_met;
};

static size_t read_reported(struct arena *a, struct reported **out)
{
	struct err e = { 0 };
	struct csv_table t;
	size_t n = 0;
	size_t cap = 0;

	if (csv_table_open(a, "demo/lang-son", "reported.csv", &t, &e))
		BUG("%s", e.message);
	*out = NULL;
	while (csv_table_next(&t, &e) == 1) {
		const char *key = arena_printf(
			a, "%s|%s|%s|%s|%s", csv_cell(&t, "indicator", &e),
			csv_cell(&t, "place", &e),
			csv_cell(&t, "breakdown", &e),
			csv_cell(&t, "period", &e), csv_cell(&t, "basis", &e));

		*VEC_PUSH(a, *out, n, cap) = (struct reported){
			key, csv_cell(&t, "value", &e),
			csv_cell(&t, "value_max", &e),
			csv_cell(&t, "qualifier", &e),
			csv_cell(&t, "percent_of_plan", &e),
			csv_cell(&t, "origin", &e), false, false,
		};
	}
	if (e.kind)
		BUG("%s", e.message);
	return n;
}

static struct reported *find(struct reported *r, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (is(r[i].key, key))
			return &r[i];
	CHECK_STR("not reported", key);
	return NULL;
}

/* "5.630" of the table and "5630" of the transcription. */
static void check_number(const char *vietnamese, const char *plain)
{
	struct err e = { 0 };
	struct quantity q;
	struct dec want;
	int places;

	if (!CHECK(quantity_parse(vietnamese, &q, &e) == 0) ||
	    !CHECK(dec_parse(plain, &want, &places) == 0))
		return;
	CHECK(dec_cmp(q.low, want) == 0);
	CHECK_INT(q.places, places);
}

static void check_value(struct arena *a, const struct printed *p,
			struct reported *r)
{
	CHECK(!r->value_met);
	r->value_met = true;
	check_number(r->value, p->value);
	CHECK_STR(r->qualifier, p->qualifier);
	if (*p->value_max)
		check_number(r->value_max, p->value_max);
	else
		CHECK_STR(r->value_max, "");
	CHECK(strncmp(r->origin, arena_printf(a, "%s", p->id), 4) == 0);
}

TEST(every_printed_number_is_there)
{
	struct printed *p;
	struct reported *r;
	size_t np = read_printed(a, &p);
	size_t nr = read_reported(a, &r);
	int computed = 0, repeated = 0, remarks = 0, values = 0, percents = 0;

	for (size_t i = 0; i < np; i++) {
		struct reported *x;

		if (is_remark(&p[i])) {
			remarks++;
		} else if (is(p[i].basis, "percent_of_plan")) {
			const struct printed *of = by_id(p, np, p[i].pct_of);

			if (*of->repeat_of)
				of = by_id(p, np, of->repeat_of);
			x = find(r, nr, key_of(a, of));
			if (!x)
				continue;
			percents++;
			CHECK(!x->percent_met);
			x->percent_met = true;
			check_number(x->percent, p[i].value);
			CHECK(strstr(x->origin, p[i].id) != NULL);
		} else if (*p[i].repeat_of && !is(p[i].id, "F164")) {
			repeated++; /* F164 repeats the number as a target */
		} else if (is_computed(&p[i])) {
			computed++;
		} else {
			x = find(r, nr, key_of(a, &p[i]));
			if (!x)
				continue;
			values++;
			check_value(a, &p[i], x);
		}
	}
	/* and nothing else is there */
	for (size_t i = 0; i < nr; i++) {
		CHECK_INT(*r[i].value != 0, r[i].value_met);
		CHECK_INT(*r[i].percent != 0, r[i].percent_met);
	}
	printf("published numbers: %d from the register, %d reported, %d per "
	       "cents reported, %d repeats, %d remarks\n",
	       computed, values, percents, repeated, remarks);
	CHECK_INT(computed + values + percents + repeated + remarks, 175);
	CHECK_INT(np, 175);
	CHECK_INT(values, 95);
	CHECK_INT(percents, 20);
}

/* --- what the program says ----------------------------------------------- */

static struct figures *province(struct arena *a)
{
	struct cli cli = { .arena = a, .share = ".",
			   .data = arena_printf(a, "%s/data", test_dir(a)),
			   .out = BUF_INIT(a) };
	struct err e = { 0 };
	struct figures *f;
	const struct pack *p;
	struct db *db;

	if (demo_cmds[0].run(&cli))
		BUG("%s (%s)", cli.err.message, cli.err.detail);
	db = db_open(a, cli.data, DB_READ, &e);
	p = db ? pack_in_force(a, db, demo_day(), db_last_tx(db), &e) : NULL;
	f = p ? figures_open(a, db, p, db_last_tx(db), &e) : NULL;
	if (!f)
		BUG("%s (%s)", e.message, e.detail);
	return f;
}

/* The value, rounded as it was printed: a share of 71,3 % as 71 %. */
static void check_printed(struct arena *a, const struct printed *p,
			  const struct quantity *q)
{
	struct dec low, high;
	int places;

	CHECK(dec_parse(p->value, &low, &places) == 0);
	high = low;
	if (*p->value_max)
		CHECK(dec_parse(p->value_max, &high, NULL) == 0);
	if (!CHECK(dec_cmp(dec_round(q->low, places), low) == 0) ||
	    (*p->value_max && !CHECK(dec_cmp(q->high, high) == 0)))
		printf("%s %s: got %s, printed %s\n", p->id, p->indicator,
		       dec_str(a, q->low), p->value);
}

static void get(struct figures *f, const struct figure_key *key,
		struct figure *out)
{
	struct err e = { 0 };

	CHECK_INT(figures_get(f, key, out, &e), 1);
	CHECK_STR(e.message, "");
}

static void print_ids(const char *what, const struct buf *ids, int n)
{
	printf("%s (%d):%s\n", what, n, ids->data);
}

/* Every figure of the plan, asked of the program: computed where a register
 * can hold it, reported where not. */
TEST(every_published_figure_comes_back)
{
	struct printed *p;
	size_t np = read_printed(a, &p);
	struct figures *f = province(a);
	struct buf computed = BUF_INIT(a);
	struct buf reported = BUF_INIT(a);
	struct buf percents = BUF_INIT(a);
	int n[3] = { 0 };

	for (size_t i = 0; i < np; i++) {
		struct figure_key key;
		struct figure x = { 0 };

		if (is_remark(&p[i]) || is(p[i].basis, "percent_of_plan"))
			continue;
		key = figure_key_of(a, &p[i]);
		get(f, &key, &x);
		CHECK_INT(x.state, FIG_VALUE);
		check_printed(a, &p[i], &x.value);
		if (is_computed(&p[i])) {
			CHECK(x.source != FIG_REPORTED && x.from_register);
			buf_addf(&computed, " %s", p[i].id);
			n[0]++;
		} else {
			CHECK_INT(x.source, FIG_REPORTED);
			CHECK_STR(qualifier_name(x.value.qualifier),
				  p[i].qualifier);
			buf_addf(&reported, " %s", p[i].id);
			n[1]++;
		}
	}
	for (size_t i = 0; i < np; i++) {
		struct figure_key key;
		struct figure x = { 0 };

		if (!is(p[i].basis, "percent_of_plan"))
			continue;
		key = figure_key_of(a, by_id(p, np, p[i].pct_of));
		get(f, &key, &x);
		CHECK(x.has_percent && x.percent_reported);
		check_printed(a, &p[i], &x.percent);
		buf_addf(&percents, " %s", p[i].id);
		n[2]++;
	}
	print_ids("computed from the register", &computed, n[0]);
	print_ids("reported", &reported, n[1]);
	print_ids("reported per cents of plan", &percents, n[2]);
	CHECK_INT(n[0] + n[1] + n[2], 175 - 8);
}

/* --- a table that is wrong ----------------------------------------------- */

static void check_refused(struct arena *a, struct db *db, const char *row,
			  const char *message, const char *where)
{
	char *dir = test_dir(a);
	struct err e = { 0 };
	FILE *f = fopen(arena_printf(a, "%s/reported.csv", dir), "w");

	if (!f || fprintf(f, "indicator,place,breakdown,period,basis,value,"
			     "value_max,qualifier,percent_of_plan,state,note,"
			     "origin\nhtx_new,20,,2023,estimate,45,,exact,,,,x\n"
			     "%s\n", row) < 0 || fclose(f) != 0)
		BUG("%s: %s", dir, strerror(errno));
	CHECK_INT(db_begin(db, "test", "test", &e), 0);
	CHECK_INT(demo_load_reported(db, dir, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, message);
	CHECK_ERR(&e, ERR_INPUT, where);
	db_rollback(db);
}

TEST(reported_rows_that_are_refused)
{
	struct err e = { 0 };
	struct db *db = admin_init(a, arena_printf(a, "%s/data", test_dir(a)),
				   ".", DEMO_PROVINCE, "test", &e);

	if (!db)
		BUG("%s (%s)", e.message, e.detail);
	check_refused(a, db, "htx_gone,20,,2023,estimate,45,,exact,,,,x",
		      "“htx_gone”", "dòng 3");
	check_refused(a, db, "htx_new,20,,2023,guess,45,,exact,,,,x",
		      "“guess”", "dòng 3, cột basis");
	check_refused(a, db, "htx_new,20,,2023,estimate,4.5,,exact,,,,x",
		      "4.5", "dòng 3, cột value");
	check_refused(a, db, "htx_new,20,,2023,estimate,45,,perhaps,,,,x",
		      "“perhaps”", "dòng 3, cột qualifier");
}
