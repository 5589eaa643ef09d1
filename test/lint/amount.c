/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lint/amount_place.c, src/lint/amount_role.c and
 * src/lint/amount_unit.c too.
 *
 * Amounts against the figures that were read by hand from the golden document
 * (test/data/lint/README.md), and against short texts, one for each way of
 * writing. */
#include "lint/amount.h"

#include "lib/file/csv.h"
#include "test.h"

#include <string.h>

#define DATA "test/data/lint/"

static struct amounts *find(struct arena *a, struct document *d)
{
	return amounts_find(a, d, words_of_document(a, d),
			    outline_make(a, d));
}

static struct amounts *find_text(struct arena *a, const char *text)
{
	struct err e = { 0 };
	struct document *d =
		document_parse(a, "t.txt", text, strlen(text), &e);

	if (!d)
		BUG("%s", e.message);
	return find(a, d);
}

/* --- the golden document ------------------------------------------------------ */

/* Figures that have no number of their own: told in words ("chưa có", "đây
 * cũng là"), or a day. */
static const char *const without_number[] = { "F036", "F041", "F123", "F134",
					      "F140", "F156", "F165", NULL };

enum { ID = 0, VALUE = 8, UNIT = 9, HIGH = 12, QUALIFIER = 13, OFFSET = 15 };

/* Units of figures.csv: what one of them is in the base unit that a text with
 * such a unit has. */
static const struct {
	const char *name;
	const char *base; /* the unit begins with it */
	const char *times;
} units[] = {
	{ "THT", "tht", "1" },
	{ "HTX", "htx", "1" },
	{ "LHHTX", "lhhtx", "1" },
	{ "person", "nguoi", "1" },
	{ "percent", "%", "1" },
	{ "million_vnd", "dong", "1000000" },
	{ "billion_vnd", "dong", "1000000000" },
	{ "million_vnd_per_org_year", "dong/", "1000000" },
	/* the sentence leaves the year out */
	{ "billion_vnd_per_org_year", "dong/htx", "1000000000" },
	{ "million_vnd_per_person_month", "dong/nguoi/thang", "1000000" },
	{ "million_vnd_per_person_year", "dong/nguoi/nam", "1000000" },
	{ "ha", "ha", "1" },
	{ "harvest_per_year", "vu/nam", "1" },
	{ "person_per_district", "nguoi", "1" },
	{ "person_per_commune", "nguoi", "1" },
	{ "district", "huyen", "1" },
	{ "times_minimum_wage", "muc luong toi thieu", "1" },
	{ "document", "van ban", "1" },
};

static bool is_listed(const char *const *list, const char *id)
{
	while (*list && strcmp(*list, id) != 0)
		list++;
	return *list != NULL;
}

static const struct amount *at_offset(const struct document *d,
				      const struct amounts *m, size_t offset)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct amount *x = &m->amount[i];

		if (document_point(d, x->passage->at[x->digits]) == offset)
			return x;
	}
	return NULL;
}

static struct dec in_base(const char *value, struct dec times)
{
	struct dec d = DEC_ZERO;

	CHECK(dec_parse(value, &d, NULL) == 0);
	CHECK(dec_mul(d, times, &d) == 0);
	return d;
}

/* --- when and on which basis --------------------------------------------------- */

/*
 * Figures whose time or basis the text leaves to the reader: that the scheme
 * of F148 to F152 is a plan until 2025 stands in its title.
 */
static const char *const by_context[] = { "F148", "F149",
					  "F150", "F151", "F152", NULL };

enum { PERIOD = 6, BASIS = 7 };

/* What the amount has for a period of figures.csv; NULL when that is not
 * told to the day. */
static const char *period_code(const char *period)
{
	static const char *const codes[][2] = {
		{ "2023H1 (as of", "2023-06-30" },
		{ "2023H1 (flow", "2023-H1" },
		{ "2023 estimate (at", "2023-12-31" },
		{ "2023 full-year estimate", "2023" },
		{ "2021-2025 programme", "2021-2025" },
		{ "2024 plan", "2024" },
	};

	for (size_t i = 0; i < ARRAY_LEN(codes); i++)
		if (strncmp(period, codes[i][0], strlen(codes[i][0])) == 0)
			return codes[i][1];
	return NULL;
}

static const char *basis_code(const char *const *cell)
{
	if (strcmp(cell[BASIS], "percent_of_plan") == 0)
		return strstr(cell[PERIOD], "estimate") ? "estimate" : "actual";
	if (strcmp(cell[BASIS], "target") == 0 ||
	    strcmp(cell[BASIS], "planned_budget") == 0)
		return "plan";
	return cell[BASIS];
}

static bool is_when_right(const struct amount *m, const char *const *cell)
{
	const char *code = period_code(cell[PERIOD]);
	/* a stock of the plan year is one of its last day */
	bool same = !code || strcmp(m->when, code) == 0 ||
		    (strcmp(code, "2024") == 0 &&
		     strcmp(m->when, "2024-12-31") == 0);

	if (same && strcmp(basis_name(m->basis), basis_code(cell)) == 0)
		return true;
	if (!CHECK(is_listed(by_context, cell[ID])))
		printf("  %s: %s %s\n", cell[ID], m->when,
		       basis_name(m->basis));
	return false;
}

static void check_figure(const struct amount *m, const char *const *cell)
{
	struct dec times, low, high;
	size_t k = 0;

	while (k < ARRAY_LEN(units) && strcmp(units[k].name, cell[UNIT]) != 0)
		k++;
	if (!CHECK(k < ARRAY_LEN(units)))
		return;
	if (!CHECK(strncmp(m->unit, units[k].base, strlen(units[k].base)) == 0))
		printf("  %s: %s\n", cell[ID], m->unit);
	dec_parse(units[k].times, &times, NULL);
	low = in_base(cell[VALUE], times);
	high = in_base(cell[HIGH][0] ? cell[HIGH] : cell[VALUE], times);
	CHECK(dec_mul(m->written.low, m->factor, &times) == 0);
	CHECK(dec_cmp(times, low) == 0);
	CHECK(dec_mul(m->written.high, m->factor, &times) == 0);
	CHECK(dec_cmp(times, high) == 0);
	CHECK_STR(qualifier_name(m->written.qualifier), cell[QUALIFIER]);
	CHECK(m->value.has_low && dec_cmp(m->value.low, low) <= 0);
	CHECK(!m->value.has_high || dec_cmp(m->value.high, high) >= 0);
}

TEST(amounts_of_the_golden_document)
{
	struct err e = { 0 };
	struct document *d = document_read(a, DATA "seed.txt", &e);
	struct sheet *s = sheet_open(a, DATA "figures.csv", NULL, &e);
	struct amounts *m;
	struct sheet_row row;
	size_t found = 0;
	size_t right = 0;

	if (!CHECK(d) || !CHECK(s))
		return;
	m = find(a, d);
	CHECK_INT(sheet_next(s, &row, &e), 1); /* the heading */
	while (sheet_next(s, &row, &e) == 1) {
		size_t offset = (size_t)strtol(row.cell[OFFSET], NULL, 10);
		const struct amount *x = at_offset(d, m, offset);

		if (is_listed(without_number, row.cell[ID])) {
			CHECK(!x);
			continue;
		}
		if (!CHECK(x)) {
			printf("  %s is not found\n", row.cell[ID]);
			continue;
		}
		found++;
		check_figure(x, row.cell);
		right += is_when_right(x, row.cell);
	}
	CHECK(100 * right >= 95 * found);
	CHECK_INT(found, 168);
	/* no number of it counts that the reading by hand has not */
	CHECK_INT(m->n, found);
}

/* --- ways of writing -------------------------------------------------------------- */

static const char *const roles[] = { "count", "average", "share", "of-plan",
				     "change", "other" };

/* "474 htx count; 71 % share": what a text holds, the point in the base
 * unit. */
static char *told(struct arena *a, const char *text)
{
	struct amounts *m = find_text(a, text);
	char *s = arena_strdup(a, "");

	for (size_t i = 0; i < m->n; i++)
		s = arena_printf(a, "%s%s%s%s %s %s", s, i ? "; " : "",
				 m->amount[i].written.qualifier == QUAL_EXACT
					 ? ""
					 : arena_printf(a, "%s ",
							qualifier_name(m->amount[i].written.qualifier)),
				 dec_str(a, m->amount[i].value.point),
				 m->amount[i].unit,
				 roles[m->amount[i].role]);
	return s;
}

static const struct {
	const char *text;
	const char *want;
} ways[] = {
	/* numbers */
	{ "Toàn tỉnh có 1.234 HTX.", "1234 htx count" },
	{ "Vốn điều lệ 36,48 tỷ đồng.", "36480000000 dong count" },
	{ "Tỷ lệ đạt 96.4%.", "96.4 % share" },
	{ "Có 1234 thành viên.", "1234 nguoi count" },
	{ "Có 2015 người, 06 HTX.", "2015 nguoi count; 6 htx count" },
	{ "Doanh thu 1.234,5 triệu đồng, vốn 12.345.000 đồng.",
	  "1234500000 dong count; 12345000 dong count" },
	{ "Vốn 5 tỷ, nợ 3 tỉ đồng.", "5000000000 dong count; 3000000000 dong count" },
	{ "Thu hút 2,5 nghìn thành viên, 1,2 ngàn THT.",
	  "2500 nguoi count; 1200 tht count" },
	{ "Có 474HTX và 20THT, chiếm 71 %.",
	  "474 htx count; 20 tht count; 71 % share" },
	{ "Thu nhập đạt 3 - 5 triệu đồng/người/tháng.",
	  "range 4000000 dong/nguoi/thang average" },
	{ "Có từ 7 đến 10 thành viên.", "range 8.5 nguoi count" },
	{ "Có 12/15 xã có HTX.", "12 xa count; 15 xa other" },
	/* open words */
	{ "Có khoảng 500 HTX.", "approx 500 htx count" },
	{ "Có gần 20 ha.", "nearly 20 ha count" },
	{ "Có trên 50 HTX, hơn 10 THT.",
	  "more_than 50 htx count; more_than 10 tht count" },
	{ "Từ 50 HTX trở lên.", "at_least 50 htx count" },
	{ "Ít nhất 7 thành viên; không quá 5 tỷ đồng; dưới 30 HTX.",
	  "at_least 7 nguoi count; at_most 5000000000 dong count; "
	  "less_than 30 htx count" },
	/* per cents */
	{ "Có 20 HTX, đạt 50% kế hoạch năm.", "20 htx count; 50 % of-plan" },
	{ "Có 400 HTX, chiếm 84,4%.", "400 htx count; 84.4 % share" },
	{ "Có 400 HTX (84,4%).", "400 htx count; 84.4 % share" },
	{ "Tăng 20 HTX so với năm 2022 (tương ứng 4,4%).",
	  "20 htx change; 4.4 % change" },
	{ "Doanh thu tăng 5,2% so với cùng kỳ.", "5.2 % change" },
	{ "Tăng 5% so với kế hoạch.", "5 % other" },
	{ "Đạt 85% kế hoạch; đạt 90% so với kế hoạch; đạt gần 95% chỉ tiêu.",
	  "85 % of-plan; 90 % of-plan; nearly 95 % of-plan" },
	{ "Đạt và vượt 105% kế hoạch; vượt 5% kế hoạch.",
	  "105 % of-plan; 5 % other" },
	{ "Có 12/15 HTX, đạt 80% so với kế hoạch.",
	  "12 htx count; 15 htx other; 80 % of-plan" },
	{ "Đạt tỷ lệ 97% so với cùng kỳ; đạt tỉ lệ 60%.",
	  "97 % other; 60 % share" },
	{ "Có 20 HTX, đạt 80%.", "20 htx count; 80 % other" },
	{ "Có 45 HTX (đạt 112,5%).", "45 htx count; 112.5 % other" },
	{ "Tổ hợp tác: 260 tổ.", "260 tht count" },
	{ "Có 30 HTX (chiếm tỷ lệ 6,3%); chiếm khoảng 30%; chiếm hơn 60%.",
	  "30 htx count; 6.3 % share; approx 30 % share; "
	  "more_than 60 % share" },
	{ "Chiếm 60% tổng số HTX đang hoạt động.", "60 % share" },
	{ "Giảm 5 HTX so với cùng kỳ; cao hơn 92 HTX; thấp hơn 3% so với năm trước.",
	  "5 htx change; 92 htx change; 3 % change" },
	{ "Số HTX tăng 7% (tăng 2036 HTX).", "7 % change; 2036 htx change" },
	{ "Tăng lần lượt 5 và 7% so với cùng kỳ.", "5 % change; 7 % change" },
	{ "Bằng 105% so với cùng kỳ.", "105 % other" },
	{ "Doanh thu tăng 2,4 lần; tăng gấp 3 lần so với năm 2018.",
	  "2.4 lan change; 3 lan change" },
	{ "Nâng tổng số lên 500 HTX.", "500 htx count" },
	{ "Lãi suất 6%/năm.", "6 %/nam other" },
	/* averages */
	{ "Có 250 HTX loại trung bình, 72 HTX loại yếu.",
	  "250 htx count; 72 htx count" },
	{ "Có 230 THT bình quân 20 thành viên.",
	  "230 tht count; 20 nguoi average" },
	{ "Bình quân 01 HTX có 12 thành viên.", "12 nguoi average" },
	{ "Doanh thu bình quân 900 triệu đồng/HTX/năm.",
	  "900000000 dong/htx/nam average" },
	{ "Doanh thu bình quân của 01 HTX là 2,2 tỷ đồng.",
	  "2200000000 dong/htx average" },
	{ "Doanh thu bình quân/HTX đạt 900 triệu đồng/năm.",
	  "900000000 dong/htx/nam average" },
	{ "Doanh thu 1.200 triệu đồng/năm/HTX.",
	  "1200000000 dong/htx/nam average" },
	{ "Bình quân mỗi năm thành lập mới 30 HTX.", "30 htx average" },
	{ "Thu nhập bình quân từ 7 triệu năm 2005 lên 14 triệu năm 2010.",
	  "7000000 dong average; 14000000 dong average" },
	/* words */
	{ "Thành lập hai HTX và mười lăm THT.", "2 htx count; 15 tht count" },
	/* labels before */
	{ "Tổng số HTX: 474", "474 htx count" },
	{ "Số thành viên HTX: 5.409; số HTX là thành viên của LHHTX là 13.",
	  "5409 nguoi count; 13 htx count" },
	{ "HTX nông nghiệp 338, HTX vận tải 17.", "338 htx count; 17 htx count" },
	{ "Có 400 HTX (nông nghiệp 338, xây dựng 45 và vận tải 17).",
	  "400 htx count; 338 htx count; 45 htx count; 17 htx count" },
	{ "Nâng tổng số HTX là 105 và 1 liên hiệp HTX.",
	  "105 htx count; 1 lhhtx count" },
	{ "Có 20 HTX/tổng số 474 HTX.", "20 htx count; 474 htx count" },
	{ "Đầu tư 10 tỷ (trung ương: 6,5; địa phương: 3,5).",
	  "10000000000 dong count; 6500000000 dong count; "
	  "3500000000 dong count" },
	/* names */
	{ "Quý 2 năm 2023, ngày 30/6/2023, tháng 9/2023.", "" },
	{ "Nghị quyết số 20-NQ/TW, Nghị định 193/2013/NĐ-CP, Kế hoạch 115.", "" },
	{ "Nghị quyết Trung ương 5 khóa IX, khóa XIII, tiêu chí số 13.", "" },
	{ "Đại dịch Covid-19; Điều 12, khoản 3; HTX số 1; gạo J02.", "" },
	{ "HTX 30/4, HTX Tân Tiến 2, HTX số 1, HTX 20-10 xã A, HTX 19/5.", "" },
	{ "Có 474 HTX, phòng 305.", "474 htx count" },
	{ "Cách mạng công nghiệp 4.0, 24/7, quốc lộ 1A.", "" },
	{ "Có 5 sản phẩm OCOP đạt 4 sao, 80 điểm.",
	  "5 san pham count; 4 sao other; 80 diem other" },
	{ "Tổng số HTX 474, thành viên 5.409.",
	  "474 htx count; 5409 nguoi count" },
	{ "Điện thoại: 0205.3812.345; lúc 14:30 hoặc 8h30.", "" },
	{ "Gồm: (1) Hợp tác xã A; (2) Hợp tác xã B.", "" },
	{ "Giai đoạn 2021 – 2025, 6 tháng đầu năm 2023, sáu tháng cuối năm.", "" },
};

TEST(amounts_in_every_way_of_writing)
{
	for (size_t i = 0; i < ARRAY_LEN(ways); i++)
		if (!CHECK_STR(told(a, ways[i].text), ways[i].want))
			printf("  %s\n", ways[i].text);
}

/* --- whatever the text -------------------------------------------------------------- */

/* The golden text with bytes taken out and marks put in, as UTF-8 again. */
static char *mangle(struct arena *a, const char *text, size_t n,
		    uint64_t *state)
{
	static const char *const marks[] = {
		"(", ")", "/", " - ", "%", "2023", "từ ", "đến ", "quý ", "1.",
		"12.345", "+", "| ", "hai ", "trong đó ", "bình quân 01 HTX ",
		"999999999999999999", "tỷ tỷ đồng", ";", "/HTX/năm", "\n\n",
	};
	size_t at = test_random(state, (uint32_t)n - 3000);
	size_t end = at + 500 + test_random(state, 2000);
	char *s = arena_strdup(a, "");
	size_t from;

	while ((text[at] & 0xc0) == 0x80)
		at++;
	from = at;
	while (at < end) {
		while ((text[at] & 0xc0) == 0x80)
			at++;
		s = arena_printf(a, "%s%.*s%s", s, (int)(at - from),
				 text + from,
				 marks[test_random(state, ARRAY_LEN(marks))]);
		from = at + test_random(state, 8);
		while ((text[from] & 0xc0) == 0x80)
			from++;
		at = from + test_random(state, 200);
	}
	return s;
}

static void check_shape(const struct amounts *m)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct amount *x = &m->amount[i];

		CHECK(x->from <= x->digits && x->digits < x->digits_end &&
		      x->digits_end <= x->to && x->to <= x->passage->n);
		CHECK(x->about < (int)i && x->whole < (int)m->n);
		CHECK(x->unit && x->subject && x->scope && x->when);
		CHECK(i == 0 || x->sentence >= x[-1].sentence);
		CHECK(dec_cmp(x->written.low, x->written.high) <= 0);
	}
}

TEST(amounts_of_mangled_texts_keep_their_shape)
{
	struct err e = { 0 };
	struct document *d = document_read(a, DATA "seed.txt", &e);
	uint64_t state = 5;

	if (!CHECK(d))
		return;
	for (int i = 0; i < 300; i++) {
		struct arena *step = arena_new();

		check_shape(find_text(step, mangle(step, d->text, d->n,
						   &state)));
		arena_free(step);
	}
}
