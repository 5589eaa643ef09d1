/* SPDX-License-Identifier: Apache-2.0 */
/* Figures in words and in JSON. */
#include "figure/words.h"
#include "figure/fixture.h"

TEST(periods_in_words)
{
	CHECK_STR(period_vi(a, "2023"), "năm 2023");
	CHECK_STR(period_vi(a, "2023-H1"), "6 tháng đầu năm 2023");
	CHECK_STR(period_vi(a, "2023-H2"), "6 tháng cuối năm 2023");
	CHECK_STR(period_vi(a, "2023-Q3"), "quý 3 năm 2023");
	CHECK_STR(period_vi(a, "2023-06"), "tháng 6 năm 2023");
	CHECK_STR(period_vi(a, "2023-06-30"), "đến ngày 30/6/2023");
	CHECK_STR(period_vi(a, "2021-2025"), "giai đoạn 2021-2025");
	CHECK_STR(period_vi(a, "?"), "?");
}

TEST(breakdowns_in_words)
{
	CHECK_STR(breakdown_vi(a, fixture_pack(), ""), "");
	CHECK_STR(breakdown_vi(a, fixture_pack(), "sector=transport"),
		  "vận tải");
	CHECK_STR(breakdown_vi(a, fixture_pack(), "colour=red;sector=fish"),
		  "red; fish");
}

static struct rule_value between(const char *low, const char *point,
				 const char *high)
{
	struct rule_value v = rule_point(DEC_ZERO);

	v.has_low = low != NULL;
	v.has_high = high != NULL;
	if ((low && dec_parse(low, &v.low, NULL) < 0) ||
	    (high && dec_parse(high, &v.high, NULL) < 0) ||
	    dec_parse(point, &v.point, NULL) < 0)
		BUG("%s", point);
	return v;
}

TEST(values_with_what_they_can_have_been)
{
	const struct measure *person = pack_measure(fixture_pack(), "person");
	const struct measure *billion = pack_measure(fixture_pack(),
						     "billion_vnd");
	struct rule_value v = between("50", "50", NULL);

	CHECK_STR(value_vi(a, &v, person), "từ 50 trở lên");
	v.low_open = true;
	CHECK_STR(value_vi(a, &v, person), "trên 50");
	/* the people that can have been: whole ones inside */
	v = between("4683.11", "4703.47", "4724.02");
	CHECK_STR(value_vi(a, &v, person), "4.703 (4.684 - 4.724)");
	/* no whole number inside: then the bounds as they are */
	v = between("4683.11", "4683.4", "4683.92");
	CHECK_STR(value_vi(a, &v, person), "4.683 (4.683,11 - 4.683,92)");
	v = between("36.48", "36.48", "36.48");
	CHECK_STR(value_vi(a, &v, billion), "36,48");
	v = between("1", "1", "3");
	CHECK_STR(value_vi(a, &v, person), "từ 1 đến 3");
	v = rule_absent(RULE_MISSING, true);
	CHECK_STR(value_vi(a, &v, person), "chưa có số liệu");
	v = rule_absent(RULE_REFUSED, true);
	CHECK_STR(value_vi(a, &v, person), "không cung cấp");
}

static const char *json_of(struct arena *a, struct figures *f,
			   struct figure_key key)
{
	struct figure fig;
	struct err e = { 0 };
	json_t *j;
	char *text;
	const char *copy;

	if (figures_get(f, &key, &fig, &e) < 0)
		return arena_strdup(a, e.message);
	j = figure_json(a, &fig);
	text = json_dumps(j, JSON_COMPACT);
	copy = arena_strdup(a, text);
	free(text);
	json_decref(j);
	return copy;
}

TEST(json_has_exact_decimals_as_texts)
{
	struct db *db = figure_fixture(a);
	struct figures *f;

	fixture_report(db, "htx_avg_labour_income", "20",
		       "sector=industry_construction", "2023", BASIS_ESTIMATE,
		       "khoảng 3,5 - 4,5");
	fixture_report(db, "htx_regular_labour", "20", "", "2023",
		       BASIS_ESTIMATE, "8.100");
	fixture_report(db, "htx_regular_labour", "20", "", "2023",
		       BASIS_ESTIMATE, "96,40%");
	f = fixture_open(a, db);
	CHECK_STR(json_of(a, f, key_of("htx_avg_labour_income", "20",
				       "sector=industry_construction", "2023",
				       BASIS_ESTIMATE)),
		  "{\"indicator\":\"htx_avg_labour_income\",\"place\":\"20\","
		  "\"breakdown\":{\"sector\":\"industry_construction\"},"
		  "\"period\":\"2023\",\"basis\":\"estimate\","
		  "\"value\":\"3.5\",\"value_max\":\"4.5\","
		  "\"qualifier\":\"approx_range\",\"state\":\"value\","
		  "\"unit\":\"million_vnd_per_person_month\","
		  "\"percent_of_plan\":null,\"source\":\"reported\"}");
	CHECK_STR(json_of(a, f, key_of("htx_regular_labour", "20", "", "2023",
				       BASIS_ESTIMATE)),
		  "{\"indicator\":\"htx_regular_labour\",\"place\":\"20\","
		  "\"breakdown\":{},\"period\":\"2023\","
		  "\"basis\":\"estimate\",\"value\":\"8100\","
		  "\"value_max\":null,\"qualifier\":\"exact\","
		  "\"state\":\"value\",\"unit\":\"person\","
		  "\"percent_of_plan\":\"96.40\",\"source\":\"reported\"}");
	CHECK_STR(json_of(a, f, key_of("htx_regular_labour", "20", "", "2024",
				       BASIS_PLAN)),
		  "{\"indicator\":\"htx_regular_labour\",\"place\":\"20\","
		  "\"breakdown\":{},\"period\":\"2024\",\"basis\":\"plan\","
		  "\"value\":null,\"value_max\":null,\"qualifier\":null,"
		  "\"state\":\"missing\",\"unit\":\"person\","
		  "\"percent_of_plan\":null,\"source\":null}");
}

static const char *signed_of(struct arena *a, struct figures *f,
			     struct figure_key key, bool percent)
{
	struct figure fig;
	struct err e = { 0 };

	key.percent = percent;
	if (figures_get(f, &key, &fig, &e) < 0)
		BUG("%s", e.message);
	return figure_signed_vi(a, &fig);
}

/* 500 of a plan of 463: 107.9913 %, of 470: 106.3830 %.  The pack's per
 * cents have one decimal; what was reported stays as it was given. */
TEST(per_cents_are_printed_by_one_rule)
{
	struct db *db = figure_fixture(a);
	struct figure_key key = key_of("htx_total", "20", "", "2023",
				       BASIS_ESTIMATE);
	struct figure fig;
	struct figures *f;
	struct err e = { 0 };

	fixture_report(db, "htx_total", "20", "", "2023", BASIS_ESTIMATE,
		       "500");
	fixture_report(db, "htx_total", "20", "", "2023", BASIS_PLAN, "463");
	fixture_report(db, "tht_total", "20", "", "2023", BASIS_ESTIMATE,
		       "500");
	fixture_report(db, "tht_total", "20", "", "2023", BASIS_PLAN, "470");
	fixture_report(db, "htx_effective_share", "20", "", "2024", BASIS_PLAN,
		       "từ 40 trở lên");
	f = fixture_open(a, db);
	CHECK_STR(signed_of(a, f, key, true), "108%");
	CHECK_STR(signed_of(a, f, key_of("tht_total", "20", "", "2023",
					 BASIS_ESTIMATE), true), "106,4%");
	CHECK_STR(signed_of(a, f, key, false), "500");
	CHECK_INT(figures_get(f, &key, &fig, &e), 1);
	CHECK_STR(figure_percent_vi(a, fixture_pack(), &fig), "108%");
	CHECK_STR(figure_unit_vi(a, &fig), "500 HTX");
	key = key_of("htx_effective_share", "20", "", "2024", BASIS_PLAN);
	CHECK_STR(signed_of(a, f, key, false), "từ 40% trở lên");
}
