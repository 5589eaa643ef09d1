/* SPDX-License-Identifier: Apache-2.0 */
/* Reasons for broken warnings: when they hold, when they are void.
 * Tests src/check/reason_words.c too; test/cli/justify.sh tests
 * src/check/reason_cmd.c. */
#include "check/reason.h"
#include "check/select.h"

#include "figure/fixture.h"

static const char code[] = "supported_new_within_new";

static void half_year(struct db *db, const char *indicator, const char *period,
		      const char *text)
{
	fixture_report(db, indicator, "20", "", period, BASIS_ACTUAL, text);
}

/* 23 supported of 20 founded in the first half of 2023. */
static struct db *supported(struct arena *a)
{
	struct db *db = figure_fixture(a);

	half_year(db, "support_new_htx_count", "2023-H1", "23");
	half_year(db, "htx_new", "2023-H1", "20");
	return db;
}

/* A run over what is known now, with its reasons. */
static struct figures *run(struct arena *a, struct db *db, int year,
			   struct check_report *r)
{
	struct figures *f = fixture_open(a, db);
	struct err e = { 0 };
	struct reasons *rs = reasons_read(a, db, "20", year, db_last_tx(db),
					  &e);

	if (!rs || check_run(f, "20", year, r, &e) < 0)
		BUG("%s (%s)", e.message, e.detail);
	reasons_match(rs, f, r);
	return f;
}

static struct finding *find(struct check_report *r, const char *check)
{
	for (size_t i = 0; i < r->nbroken; i++)
		if (strcmp(r->broken[i].check->code, check) == 0)
			return &r->broken[i];
	for (size_t i = 0; i < r->nrun; i++)
		if (strcmp(r->run[i].check->code, check) == 0)
			return &r->run[i];
	BUG("no check %s", check);
}

static void give(struct arena *a, struct db *db, int year, const char *text)
{
	struct check_report r;
	struct err e = { 0 };
	struct figures *f = run(a, db, year, &r);

	if (reason_give(db, f, find(&r, code), text, &e) < 0)
		BUG("%s (%s)", e.message, e.detail);
}

TEST(a_broken_warning_waits_until_it_is_explained)
{
	struct db *db = supported(a);
	struct check_report r;
	const struct justification *j;

	run(a, db, 2024, &r);
	CHECK_INT(check_warnings(&r), 1);
	CHECK_INT(check_unjustified(&r), 1);
	CHECK(!is_justified(find(&r, code)));
	give(a, db, 2024, "  Gồm 03 HTX\tthành lập\n cuối năm 2022 ");
	run(a, db, 2024, &r);
	CHECK_INT(check_warnings(&r), 1);
	CHECK_INT(check_unjustified(&r), 0);
	j = find(&r, code)->justification;
	if (!CHECK(j && j->given))
		return;
	CHECK_STR(j->given->text, "Gồm 03 HTX thành lập cuối năm 2022");
	CHECK_STR(j->given->who, "test");
	CHECK_INT(j->given->nfigure, 2);
	CHECK_INT(j->nchange, 0);
	CHECK(!j->reminder);
}

TEST(a_changed_figure_makes_it_void_and_changing_back_revives_it)
{
	struct db *db = supported(a);
	struct check_report r;
	const struct justification *j;

	give(a, db, 2024, "vì");
	half_year(db, "support_new_htx_count", "2023-H1", "24");
	run(a, db, 2024, &r);
	CHECK_INT(check_unjustified(&r), 1);
	j = find(&r, code)->justification;
	if (CHECK_INT(j->nchange, 1)) {
		CHECK_STR(j->change[0].key->indicator, "support_new_htx_count");
		CHECK_STR(j->change[0].from, "23");
		CHECK_STR(j->change[0].to, "24");
	}
	/* the same number in other words is another figure */
	half_year(db, "support_new_htx_count", "2023-H1", "khoảng 23");
	half_year(db, "htx_new", "2023-H1", "18");
	run(a, db, 2024, &r);
	j = find(&r, code)->justification;
	if (CHECK_INT(j->nchange, 2)) {
		CHECK_STR(j->change[0].to, "khoảng 23");
		CHECK_STR(j->change[1].from, "20");
	}
	half_year(db, "support_new_htx_count", "2023-H1", "23");
	half_year(db, "htx_new", "2023-H1", "20");
	run(a, db, 2024, &r);
	CHECK_INT(check_unjustified(&r), 0);
}

TEST(another_figure_of_the_check_changes_nothing_elsewhere)
{
	struct db *db = supported(a);
	struct check_report r;

	give(a, db, 2024, "vì");
	half_year(db, "htx_members", "2023-H1", "5.409");
	run(a, db, 2024, &r);
	CHECK_INT(check_unjustified(&r), 0);
}

TEST(a_newer_reason_takes_the_place_and_the_old_one_stays_known)
{
	struct db *db = supported(a);
	struct check_report r;
	struct reasons *rs;
	struct err e = { 0 };
	int64_t before;

	give(a, db, 2024, "thứ nhất");
	run(a, db, 2024, &r);
	before = db_last_tx(db);
	give(a, db, 2024, "thứ hai");
	run(a, db, 2024, &r);
	CHECK_STR(find(&r, code)->justification->given->text, "thứ hai");
	rs = reasons_read(a, db, "20", 2024, before, &e);
	if (!CHECK(rs && rs->n == 1))
		return;
	CHECK_STR(rs->v[0].text, "thứ nhất");
	CHECK_INT(rs->v[0].nfigure, 2);
}

TEST(last_years_reason_reminds_and_justifies_nothing)
{
	struct db *db = supported(a);
	struct check_report r;
	const struct justification *j;

	give(a, db, 2024, "thành lập cuối năm trước");
	half_year(db, "support_new_htx_count", "2024-H1", "9");
	half_year(db, "htx_new", "2024-H1", "8");
	run(a, db, 2025, &r);
	j = find(&r, code)->justification;
	CHECK_INT(check_unjustified(&r), 1);
	CHECK(!j->given);
	if (CHECK(j->reminder != NULL))
		CHECK_STR(j->reminder->text, "thành lập cuối năm trước");
	/* the year's estimate is another context of the same check */
	fixture_report(db, "support_new_htx_count", "20", "", "2024",
		       BASIS_ESTIMATE, "30");
	fixture_report(db, "htx_new", "20", "", "2024", BASIS_ESTIMATE, "28");
	run(a, db, 2025, &r);
	CHECK_INT(check_unjustified(&r), 2);
	for (size_t i = 0; i < r.nbroken; i++)
		CHECK_INT(r.broken[i].justification->reminder != NULL,
			  r.broken[i].context.basis == BASIS_ACTUAL);
	/* two years later nobody is reminded */
	half_year(db, "support_new_htx_count", "2025-H1", "9");
	half_year(db, "htx_new", "2025-H1", "8");
	run(a, db, 2026, &r);
	CHECK(!find(&r, code)->justification->reminder);
}

static const char *refusal(struct arena *a, struct db *db, const char *check,
			   const char *text)
{
	struct check_report r;
	struct err e = { 0 };
	struct figures *f = run(a, db, 2024, &r);

	if (reason_give(db, f, find(&r, check), text, &e) == 0)
		return "none";
	return arena_strdup(a, e.message);
}

TEST(only_a_broken_warning_takes_a_reason)
{
	struct db *db = supported(a);
	char *long_text = arena_alloc(a, WORDS_MAX + 2);

	fixture_report(db, "htx_total", "20", "sector=agri", "2023",
		       BASIS_ESTIMATE, "56");
	fixture_report(db, "htx_operating", "20", "sector=agri", "2023",
		       BASIS_ESTIMATE, "58");
	CHECK(strstr(refusal(a, db, "htx_by_status", "vì"), "mức lỗi"));
	CHECK(strstr(refusal(a, db, "fostering_unit_cost", "vì"), "lưu ý"));
	CHECK(strstr(refusal(a, db, "htx_stock_flow", "vì"), "thiếu số liệu"));
	CHECK(strstr(refusal(a, db, code, " \n "), "để trống"));
	memset(long_text, 'x', WORDS_MAX + 1);
	long_text[WORDS_MAX + 1] = 0;
	CHECK(strstr(refusal(a, db, code, long_text), "dài quá"));
	long_text[WORDS_MAX] = 0;
	CHECK_STR(refusal(a, db, code, long_text), "none");
	half_year(db, "htx_new", "2023-H1", "23");
	CHECK(strstr(refusal(a, db, code, "vì"), "không sai"));
}

TEST(lines_and_json_of_a_justification)
{
	struct db *db = supported(a);
	struct check_report r;
	struct figures *f = run(a, db, 2024, &r);
	struct buf b = BUF_INIT(a);
	json_t *j = json_object();

	CHECK_STR(finding_command(a, "justify", f, &r, find(&r, code)),
		  "hoptac justify supported_new_within_new --year 2024");
	give(a, db, 2024, "vì");
	half_year(db, "support_new_htx_count", "2023-H1", "24");
	f = run(a, db, 2024, &r);
	justification_print(a, f, &r, find(&r, code), &b);
	CHECK(strstr(b.data, "đã hết giá trị (test, ") != NULL);
	CHECK(strstr(b.data, "(thực hiện, 6 tháng đầu năm 2023): 23 → 24\n"));
	CHECK(strstr(b.data, "Cần giải trình: hoptac justify") != NULL);
	justification_json(a, find(&r, code), j);
	CHECK_STR(json_string_value(json_object_get(
			  json_object_get(j, "reason"), "text")), "vì");
	CHECK(json_is_true(json_object_get(json_object_get(j, "reason"),
					   "void")));
	CHECK_INT(json_array_size(json_object_get(
			  json_object_get(j, "reason"), "changed")), 1);
	CHECK(json_is_null(json_object_get(j, "reminder")));
	json_decref(j);
	/* with the year's estimate broken too, the options tell them apart */
	fixture_report(db, "support_new_htx_count", "20", "", "2023",
		       BASIS_ESTIMATE, "40");
	fixture_report(db, "htx_new", "20", "", "2023", BASIS_ESTIMATE, "39");
	f = run(a, db, 2024, &r);
	CHECK_STR(finding_command(a, "justify", f, &r, find(&r, code)),
		  "hoptac justify supported_new_within_new --year 2024 "
		  "--period 2023-H1 --basis actual");
}

/* The broken sum of a district, as if the pack called it a warning. */
static struct finding *district(struct arena *a, struct check_report *r)
{
	struct finding *fd = find(r, "htx_by_status");
	struct check *c = ARENA_NEW(a, struct check);

	CHECK_STR(fd->context.place, "181");
	*c = *fd->check;
	c->severity = SEV_WARNING;
	fd->check = c;
	return fd;
}

TEST(a_unit_under_the_place_has_reasons_of_its_own)
{
	static const char *const told[][2] = {
		{ "htx_total", "20" }, { "htx_operating", "14" },
		{ "htx_suspended", "5" },
	};
	struct db *db = figure_fixture(a);
	struct check_report r;
	struct finding *fd;
	struct figures *f;
	struct reasons *rs;
	struct err e = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(told); i++)
		fixture_report(db, told[i][0], "181", "", "2023",
			       BASIS_ESTIMATE, told[i][1]);
	f = run(a, db, 2024, &r);
	fd = district(a, &r);
	CHECK_STR(finding_command(a, "justify", f, &r, fd),
		  "hoptac justify htx_by_status --place 181 --year 2024");
	CHECK_INT(reason_give(db, f, fd, "HTX mới chuyển trụ sở đến", &e), 0);
	f = run(a, db, 2024, &r);
	fd = district(a, &r);
	rs = reasons_read(a, db, "20", 2024, db_last_tx(db), &e);
	reasons_match(rs, f, &r);
	CHECK(is_justified(fd));
	CHECK_INT(check_unjustified(&r), 0);
}
