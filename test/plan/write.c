/* SPDX-License-Identifier: Apache-2.0 */
/* Compiling and writing plans of small registers, with the real outline.
 * Tests src/plan/words.c, src/plan/docx.c, src/plan/xlsx.c, src/plan/html.c,
 * src/plan/document.c and src/plan/trace.c too; test/cli/plan.sh tests the whole. */
#include "plan/plan.h"

#include <expat.h>
#include <jansson.h>

#include "figure/fixture.h"
#include "lib/file/zip.h"
#include "plan/internal.h"

static struct plan *compiled(struct arena *a, struct figures *f,
			     struct plan_request r)
{
	struct err e = { 0 };
	struct plan *p;

	r.place = "20";
	r.year = 2024;
	p = plan_compile(a, f, &r, &e);
	if (!p)
		BUG("%s (%s)", e.message, e.detail);
	return p;
}

/* Two HTX, and estimates as they were published: 46 + 9 is not 56. */
static struct figures *small(struct arena *a)
{
	struct db *db = figure_fixture(a);

	fixture_htx(db, "HTX <Một> & bạn", "06040", "agri", "2020-05-01",
		    1500000000, 10);
	fixture_htx(db, "HTX Hai", "06043", "trade_service_env", "2023-01-01",
		    480000000, 7);
	fixture_report(db, "htx_total", "20", "", "2023", BASIS_ESTIMATE,
		       "khoảng 500");
	fixture_report(db, "htx_total", "20", "", "2023", BASIS_ESTIMATE,
		       "108%");
	fixture_report(db, "htx_total", "20", "sector=trade_service_env",
		       "2023", BASIS_ESTIMATE, "56");
	fixture_report(db, "htx_operating", "20", "sector=trade_service_env",
		       "2023", BASIS_ESTIMATE, "46");
	fixture_report(db, "htx_suspended", "20", "sector=trade_service_env",
		       "2023", BASIS_ESTIMATE, "9");
	fixture_report(db, "htx_avg_labour_income", "20",
		       "sector=industry_construction", "2023", BASIS_ESTIMATE,
		       "khoảng 3,5 - 4,5");
	fixture_report(db, "support_capital_need", "20",
		       "funding_kind=investment;funding_source=central",
		       "2024", BASIS_PLAN, "6.000");
	fixture_report(db, "support_capital_need", "20",
		       "funding_kind=recurrent;funding_source=central",
		       "2024", BASIS_PLAN, "5.120");
	return fixture_open(a, db);
}

static const struct plan_number *find(const struct plan *p,
				      const char *formula)
{
	const struct plan_number *v;
	size_t n = plan_numbers(p, &v);

	for (size_t i = 0; i < n; i++)
		if (!strcmp(v[i].formula, formula))
			return &v[i];
	BUG("no number %s", formula);
}

TEST(numbers_print_as_they_were_given)
{
	struct plan *p = compiled(a, small(a),
				  (struct plan_request){ .day = DAY_MIN });

	CHECK_STR(find(p, "htx_total[period = h1, basis = actual]")->text,
		  "02");
	CHECK_STR(find(p, "htx_total[period = year, basis = estimate]")->text,
		  "khoảng 500");
	CHECK_STR(find(p, "pct(htx_total[period = year, basis = estimate])")
			  ->text, "108%");
	CHECK_STR(find(p, "htx_avg_labour_income[sector = "
			  "industry_construction, period = year, "
			  "basis = estimate]")->text, "khoảng 3,5 - 4,5");
	/* 1.5 + 0.48 tỷ */
	CHECK_STR(find(p, "htx_registered_capital[period = h1, "
			  "basis = actual]")->text, "1,98");
	/* a sum over cells: 6.000 + 5.120 */
	CHECK_STR(find(p, "sum(support_capital_need[funding_source = central, "
			  "period = next, basis = plan] by funding_kind)")
			  ->text, "11.120");
}

TEST(unknown_number_is_dots_and_keeps_it_a_draft)
{
	struct plan *p = compiled(a, small(a), (struct plan_request){
		.number = "200", .signer = "Người Ký", .day = 19550 });
	const struct plan_number *n =
		find(p, "tht_total[period = year, basis = estimate]");
	const char *why;

	CHECK_STR(n->text, "…");
	CHECK(n->missing);
	CHECK(plan_is_draft(p, &why));
	CHECK(strstr(why, "còn thiếu") != NULL);
	CHECK(!strstr(why, "chưa có số văn bản"));
	CHECK(!strstr(why, "người ký"));
}

TEST(broken_check_marks_every_number_it_names)
{
	struct plan *p = compiled(a, small(a),
				  (struct plan_request){ .day = DAY_MIN });
	const struct plan_number *n =
		find(p, "htx_total[sector = trade_service_env, period = year, "
			"basis = estimate]");

	CHECK(n->wrong);
	if (CHECK_INT(n->ncheck, 1))
		CHECK_STR(n->check[0], "htx_by_status");
	CHECK(!find(p, "htx_total[period = h1, basis = actual]")->ncheck);
}

/* --- the files ------------------------------------------------------------------ */

static char *slurp(struct arena *a, const char *path, size_t *n)
{
	struct err e = { 0 };
	char *s = file_read(a, path, (size_t)16 << 20, n, &e);

	if (!s)
		BUG("%s", e.message);
	return s;
}

static const char *const *written(struct arena *a, const struct plan *p)
{
	struct err e = { 0 };
	const char *const *files;

	if (plan_write(p, arena_printf(a, "%s/plan", test_dir(a)), &files, &e))
		BUG("%s (%s)", e.message, e.detail);
	return files;
}

static bool well_formed(const char *s, size_t n)
{
	XML_Parser x = XML_ParserCreate(NULL);
	bool ok = XML_Parse(x, s, (int)n, 1) == XML_STATUS_OK;

	XML_ParserFree(x);
	return ok;
}

TEST(document_says_numbers_and_that_it_is_a_draft)
{
	struct plan *p = compiled(a, small(a),
				  (struct plan_request){ .day = DAY_MIN });
	const char *path = written(a, p)[0];
	size_t n;
	char *xml = zip_read_entry(a, path, "word/document.xml", 1 << 24, &n,
				   NULL);
	char *head = zip_read_entry(a, path, "word/header1.xml", 1 << 20, &n,
				    NULL);

	if (!CHECK(xml && head))
		return;
	CHECK(well_formed(xml, strlen(xml)));
	CHECK(strstr(xml, "khoảng 500") != NULL);
	CHECK(strstr(xml, "ngày      tháng      năm 2023") != NULL);
	CHECK(strstr(xml, "w:name=\"n1\"") != NULL);
	CHECK(strstr(xml, "<w:highlight") != NULL); /* 56 */
	CHECK(!strstr(xml, "minh hoạ")); /* no demonstration here */
	CHECK(strstr(head, "DỰ THẢO") != NULL);
	CHECK(!strstr(head, "MINH HOẠ"));
}

TEST(number_day_and_signer_when_they_are_known)
{
	struct plan *p = compiled(a, small(a), (struct plan_request){
		.number = "200", .signer = "Người Ký",
		.day = fixture_day("2023-07-05") });
	size_t n;
	char *xml = zip_read_entry(a, written(a, p)[0], "word/document.xml",
				   1 << 24, &n, NULL);

	if (!CHECK(xml != NULL))
		return;
	CHECK(strstr(xml, "Số: 200/KH-UBND") != NULL);
	CHECK(strstr(xml, "Lạng Sơn, ngày 05 tháng 7 năm 2023") != NULL);
	CHECK(strstr(xml, "Người Ký") != NULL);
}

TEST(page_is_well_formed_and_escaped)
{
	struct plan *p = compiled(a, small(a),
				  (struct plan_request){ .day = DAY_MIN });
	size_t n;
	char *html = slurp(a, written(a, p)[2], &n);

	CHECK(well_formed(html, n));
	CHECK(strstr(html, "HTX &lt;Một&gt; &amp; bạn") != NULL);
	CHECK(strstr(html, "htx_by_status") != NULL);
	/* nothing is fetched: it can be sent by mail and kept */
	CHECK(!strstr(html, "src=") && !strstr(html, "href=\"/") &&
	      !strstr(html, "url("));
}

TEST(trace_tells_records_and_reports_apart)
{
	struct plan *p = compiled(a, small(a),
				  (struct plan_request){ .day = DAY_MIN });
	const struct plan_number *v;
	size_t n;
	char *s = slurp(a, written(a, p)[3], &n);
	json_t *o = json_loadb(s, n, JSON_REJECT_DUPLICATES, NULL);
	json_t *list = json_object_get(o, "numbers");
	size_t at;
	json_t *number;
	int seen = 0;

	CHECK_INT(json_array_size(list), plan_numbers(p, &v));
	json_array_foreach(list, at, number) {
		const char *f = json_string_value(
			json_object_get(number, "formula"));
		json_t *op = json_array_get(json_object_get(number, "operands"),
					    0);

		if (!strcmp(f, "htx_total[period = h1, basis = actual]")) {
			CHECK_INT(json_array_size(
					  json_object_get(op, "records")), 2);
			seen |= 1;
		}
		if (!strcmp(f, "htx_total[period = year, basis = estimate]")) {
			json_t *r = json_object_get(op, "report");

			CHECK_STR(json_string_value(json_object_get(r, "who")),
				  "test");
			CHECK_STR(json_string_value(
					  json_object_get(op, "qualifier")),
				  "approx");
			seen |= 2;
		}
	}
	CHECK_INT(seen, 3);
	json_decref(o);
}

/* The same knowledge gives the same bytes, wherever the clock hangs. */
TEST(files_are_the_same_in_another_place)
{
	struct figures *f = small(a);
	struct plan_request r = { .day = DAY_MIN };
	const char *const *one = written(a, compiled(a, f, r));
	const char *const *two;

	setenv("TZ", "America/Lima", 1);
	two = written(a, compiled(a, f, r));
	unsetenv("TZ");
	for (size_t i = 0; i < 4; i++) {
		size_t n, m;
		const char *x = slurp(a, one[i], &n);
		const char *y = slurp(a, two[i], &m);

		CHECK(n == m && !memcmp(x, y, n));
	}
}

TEST(demonstration_says_so)
{
	struct plan *p = compiled(a, fixture_demo(a),
				  (struct plan_request){ .day = DAY_MIN });
	size_t n;
	const char *const *files = written(a, p);
	char *head = zip_read_entry(a, files[0], "word/header1.xml", 1 << 20,
				    &n, NULL);

	CHECK(head && strstr(head, "SỐ LIỆU MINH HOẠ"));
	CHECK(strstr(slurp(a, files[2], &n), "SỐ LIỆU MINH HOẠ") != NULL);
}

TEST(year_and_folder_that_cannot_be)
{
	struct plan_request r = { .place = "20", .year = 1, .day = DAY_MIN };
	struct figures *f = small(a);
	struct err e = { 0 };
	struct plan *p;

	CHECK(!plan_compile(a, f, &r, &e));
	CHECK_ERR(&e, ERR_USAGE, "1");
	e = (struct err){ 0 };
	p = compiled(a, f, r);
	CHECK_INT(plan_write(p, "/proc/nowhere", NULL, &e), -1);
	CHECK_ERR(&e, ERR_IO, "/proc/nowhere");
}
