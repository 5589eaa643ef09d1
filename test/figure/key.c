/* SPDX-License-Identifier: Apache-2.0 */
/* Breakdowns in canonical form, the range of a figure, where it is explained. */
#include "figure/internal.h"
#include "figure/fixture.h"

static const char *canonical(struct arena *a, const char *text)
{
	struct breakdown b;
	struct err e = { 0 };

	return breakdown_parse(a, fixture_pack(), text, &b, &e) < 0
		       ? arena_strdup(a, e.message)
		       : b.text;
}

TEST(a_breakdown_has_one_text)
{
	CHECK_STR(canonical(a, ""), "");
	CHECK_STR(canonical(a, " sector = agri "), "sector=agri");
	CHECK_STR(canonical(a,
			    "funding_source=central;funding_kind=investment"),
		  "funding_kind=investment;funding_source=central");
	CHECK_STR(canonical(a,
			    "funding_source=central, funding_kind=investment"),
		  "funding_kind=investment;funding_source=central");
	CHECK_STR(canonical(a, "sector=fish"),
		  "“fish” không phải là mã của chiều “sector”");
	CHECK_STR(canonical(a, "colour=red"),
		  "không có chiều phân tổ “colour” (trong “colour=red”)");
	CHECK_STR(canonical(a, "sector=agri;sector=transport"),
		  "chiều “sector” ghi hai lần trong “sector=agri;sector="
		  "transport”");
	CHECK_STR(canonical(a, "sector"),
		  "phân tổ “sector” phải viết dạng chiều=mã");
	CHECK_STR(canonical(a, "sector=agri x"),
		  "phân tổ “sector=agri x” phải viết dạng chiều=mã");
}

/* "[450 550]", "(50 +" , "[114.5 115.5)". */
static const char *range(struct arena *a, const char *text, const char *unit)
{
	struct err e = { 0 };
	struct quantity q;
	struct rule_value r;

	if (quantity_parse(text, &q, &e) < 0)
		return arena_strdup(a, e.message);
	r = quantity_range(&q, pack_measure(fixture_pack(), unit));
	return arena_printf(a, "%s%s %s%s%s", r.low_open ? "(" : "[",
			    dec_str(a, r.low),
			    r.has_high ? dec_str(a, r.high) : "+",
			    r.has_high ? r.high_open ? ")" : "]" : "",
			    r.complete ? "" : " incomplete");
}

TEST(a_figure_is_a_range)
{
	CHECK_STR(range(a, "474", "htx"), "[474 474]");
	CHECK_STR(range(a, "36,48", "billion_vnd"), "[36.48 36.48]");
	/* a per cent is what rounds to it */
	CHECK_STR(range(a, "115", "percent"), "[114.5 115.5)");
	CHECK_STR(range(a, "96,4", "percent"), "[96.35 96.45)");
	/* about: half of the last digit written, to either side */
	CHECK_STR(range(a, "khoảng 500", "htx"), "[450 550]");
	CHECK_STR(range(a, "khoảng 4.650", "person"), "[4645 4655]");
	CHECK_STR(range(a, "khoảng 991,5", "billion_vnd"), "[991.45 991.55]");
	CHECK_STR(range(a, "khoảng 0", "htx"), "[0 0]");
	CHECK_STR(range(a, "khoảng 3,5 - 4,5", "billion_vnd"), "[3.45 4.55]");
	CHECK_STR(range(a, "4 - 4,5", "billion_vnd"), "[4 4.5]");
	CHECK_STR(range(a, "trên 50", "htx"), "(50 +");
	CHECK_STR(range(a, "từ 50 trở lên", "htx"), "[50 +");
	CHECK_STR(range(a, "gần 20", "htx"), "[0 20]");
	CHECK_STR(range(a, "dưới 20", "htx"), "[0 20)");
}

TEST(names_of_basis_and_state_are_read_back)
{
	enum figure_state s;
	enum basis b;

	for (int i = BASIS_ACTUAL; i <= BASIS_PLAN; i++) {
		CHECK_INT(basis_parse(basis_name((enum basis)i), &b), 0);
		CHECK_INT(b, i);
	}
	for (int i = FIG_VALUE; i <= FIG_REFUSED; i++) {
		CHECK_INT(state_parse(state_name((enum figure_state)i), &s),
			  0);
		CHECK_INT(s, i);
	}
	CHECK_INT(basis_parse("target", &b), -1);
	CHECK_INT(state_parse("", &s), -1);
}

/* What a browser makes of "/nguon?so=...": the text, or NULL when it holds
 * anything that would end the parameter or leave the address. */
static char *sent_back(struct arena *a, const char *url)
{
	static const char first[] = "/nguon?so=";
	size_t n = strlen(first);
	char *out = arena_strdup(a, url);
	char *to = out;

	if (strncmp(url, first, n) != 0)
		return NULL;
	for (const char *s = url + n; *s; s++) {
		unsigned c;

		if (strchr("&=#+;?\"'<> ", *s) || (unsigned char)*s > 126)
			return NULL;
		if (*s != '%') {
			*to++ = *s;
			continue;
		}
		if (sscanf(s + 1, "%2x", &c) != 1)
			return NULL;
		*to++ = (char)c;
		s += 2;
	}
	*to = '\0';
	return out;
}

/* The figure that the text of an address means, told like the key. */
static struct figure_key read_back(struct arena *a, struct figures *f,
				   const char *text)
{
	/* of another place, period and basis: the text must say them itself */
	struct figure_context c = { "000", "", "1999", BASIS_ACTUAL, 2001 };
	const struct figure *fig;
	struct rule_result result;
	struct err e = { 0 };
	struct rule *r = rule_parse_value(a, text, &fixture_pack()->names,
					  NULL, &e);

	if (!CHECK(r != NULL) ||
	    !CHECK_INT(figures_eval(f, r, &c, &result, &e), 0) ||
	    !CHECK_INT(result.noperand, 1))
		return (struct figure_key){ "", "", "", "", BASIS_ACTUAL, 0 };
	fig = result.operand[0].value.source;
	return fig->key;
}

TEST(an_address_of_a_source_names_one_figure)
{
	struct figures *f = fixture_open(a, figure_fixture(a));
	const struct figure_key keys[] = {
		{ "htx_total", "20", "", "2023-H1", BASIS_ACTUAL, false },
		{ "htx_total", "20", "", "2023", BASIS_ESTIMATE, true },
		{ "htx_operating", "183", "sector=trade_service_env", "2023",
		  BASIS_ESTIMATE, false },
		{ "htx_new", "06040", "", "2024", BASIS_PLAN, false },
		{ "htx_members", "20", "", "2023-06-30", BASIS_ACTUAL, false },
		{ "support_capital_need", "20",
		  "funding_kind=investment;funding_source=central",
		  "2021-2025", BASIS_PLAN, false },
	};

	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		char *text = sent_back(a, figure_source_url(a, &keys[i]));
		struct figure_key k;

		if (!CHECK(text != NULL))
			continue;
		k = read_back(a, f, text);
		CHECK(figure_key_same(&k, &keys[i]));
	}
	CHECK_STR(figure_source_url(a, &keys[0]),
		  "/nguon?so=htx_total%5Bperiod%20%3D%202023-H1%2C%20basis%20"
		  "%3D%20actual%2C%20place%20%3D%2020%5D");
}

TEST(an_address_of_a_source_keeps_hostile_text_in_its_place)
{
	static const char *const bad[] = {
		"x&y=1", "x#y", "\"><script>alert(1)</script>", "a b+c",
		"x];DROP", "%41%00", "\r\nSet-Cookie: a=b", "hợp tác xã",
		"=", ";", "a;b", "=;=", "a=", "//evil.example/",
	};

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		const struct figure_key k = { bad[i], bad[i], bad[i], bad[i],
					      BASIS_PLAN, i % 2 };
		char *text = sent_back(a, figure_source_url(a, &k));

		if (CHECK(text != NULL))
			CHECK_STR(text, figure_reference(a, &k, NULL));
	}
}
