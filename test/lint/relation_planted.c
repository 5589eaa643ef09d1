/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Invented documents, one for each way of writing and many numbers: what adds
 * up has no error, and what has one wrong number has one.  Prints how many of
 * the planted errors are found, by kind.
 */
#include "lint/lint.h"

#include "lib/base/buf.h"
#include "lib/text/number.h"
#include "test.h"

#include <string.h>

enum { ROUNDS = 60 };

struct making {
	struct arena *a;
	uint64_t *state;
	int wrong; /* added to one number; 0: all is right */
};

static int pick(struct making *m, int low, int high)
{
	return low + (int)test_random(m->state, (uint32_t)(high - low + 1));
}

/* A number as documents print it. */
static const char *n(struct making *m, int64_t v)
{
	return number_vi_padded(m->a, dec_int(v), -1);
}

/* value / base in per cent to one decimal, plus some. */
static const char *per_cent(struct making *m, int64_t value, int64_t base,
			    int plus)
{
	struct dec p;

	if (dec_div(dec_int(100 * value), dec_int(base), &p) < 0)
		BUG("no per cent");
	p.u += plus * (__int128)DEC_ONE;
	return number_vi(m->a, dec_round(p, 1), -1);
}

static const char *states(struct making *m)
{
	int on = pick(m, 100, 400);
	int off = pick(m, 10, 90);

	return arena_printf(m->a,
			    "Đến ngày 30/6/2023, toàn tỉnh có %s HTX, trong đó "
			    "%s HTX đang hoạt động, %s HTX ngừng hoạt động.",
			    n(m, on + off), n(m, on + m->wrong), n(m, off));
}

static const char *bracket(struct making *m)
{
	int x = pick(m, 100, 400);
	int y = pick(m, 60, 90);
	int z = pick(m, 20, 50);

	return arena_printf(m->a,
			    "Toàn tỉnh có %s HTX (gồm %s HTX nông nghiệp, %s HTX "
			    "công nghiệp và %s HTX vận tải) với nhiều ngành "
			    "nghề.", n(m, x + y + z), n(m, x), n(m, y + m->wrong),
			    n(m, z));
}

static const char *money(struct making *m)
{
	int x = pick(m, 3000, 9000);
	int y = pick(m, 1000, 2900);

	return arena_printf(m->a,
			    "Tổng kinh phí hỗ trợ là %s triệu đồng, bao gồm: "
			    "ngân sách trung ương %s triệu đồng, ngân sách địa "
			    "phương %s triệu đồng.", n(m, x + y),
			    n(m, x + 10 * m->wrong), n(m, y));
}

static const char *bullets(struct making *m)
{
	int x = pick(m, 200, 400);
	int y = pick(m, 100, 150);
	int z = pick(m, 20, 80);

	return arena_printf(m->a,
			    "Tổng số HTX toàn tỉnh là %s HTX, gồm:\n\n- HTX nông "
			    "nghiệp: %s HTX;\n\n- HTX thương mại, dịch vụ: %s "
			    "HTX;\n\n- HTX vận tải: %s HTX.\n",
			    n(m, x + y + z), n(m, x), n(m, y + m->wrong),
			    n(m, z));
}

static const char *budget(struct making *m)
{
	int a = pick(m, 3000, 9000), b = pick(m, 1000, 2900);
	int c = pick(m, 2000, 8000), d = pick(m, 500, 1900);

	return arena_printf(
		m->a,
		"Tổng nhu cầu vốn là %s triệu đồng (đầu tư phát triển: %s triệu "
		"đồng, sự nghiệp: %s triệu đồng). Trong đó:\n\n- Ngân sách trung "
		"ương: %s triệu đồng (đầu tư phát triển: %s triệu đồng, sự "
		"nghiệp: %s triệu đồng).\n\n- Ngân sách địa phương: %s triệu đồng "
		"(đầu tư phát triển: %s triệu đồng, sự nghiệp: %s triệu "
		"đồng).\n", n(m, a + b + c + d), n(m, a + c), n(m, b + d),
		n(m, a + b), n(m, a + 10 * m->wrong), n(m, b), n(m, c + d),
		n(m, c), n(m, d));
}

static const char *share(struct making *m)
{
	int x = pick(m, 200, 300);
	int y = pick(m, 100, 150);

	return arena_printf(m->a,
			    "Đến ngày 30/6/2023, toàn tỉnh có %s HTX, trong đó: "
			    "%s HTX nông nghiệp, chiếm %s%%; %s HTX phi nông "
			    "nghiệp, chiếm %s%%.", n(m, x + y), n(m, x),
			    per_cent(m, x, x + y, m->wrong), n(m, y),
			    per_cent(m, y, x + y, 0));
}

static const char *fraction(struct making *m)
{
	int all = pick(m, 100, 190);
	int some = pick(m, 20, 90);

	return arena_printf(m->a,
			    "Có %s/%s xã đạt tiêu chí về tổ chức sản xuất, đạt "
			    "tỷ lệ %s%%.", n(m, some), n(m, all),
			    per_cent(m, some, all, m->wrong));
}

static const char *plans(struct making *m)
{
	int plan = pick(m, 4000, 9000);
	int x = plan * pick(m, 60, 75) / 100;
	int y = plan * pick(m, 85, 98) / 100;

	return arena_printf(m->a,
			    "Đến ngày 30/6/2023, tổng số thành viên HTX là %s "
			    "người, đạt %s%% kế hoạch. Ước đến ngày 31/12/2023, "
			    "tổng số thành viên HTX là %s người, đạt %s%% kế "
			    "hoạch.", n(m, x), per_cent(m, x, plan, m->wrong),
			    n(m, y), per_cent(m, y, plan, 0));
}

static const char *printed_plan(struct making *m)
{
	int plan = pick(m, 40, 90);
	int x = pick(m, 20, 39);

	return arena_printf(m->a,
			    "Trong 6 tháng đầu năm 2023 thành lập mới %s HTX, đạt "
			    "%s%% kế hoạch (kế hoạch %s HTX).", n(m, x),
			    per_cent(m, x, plan, m->wrong), n(m, plan));
}

static const char *growth(struct making *m)
{
	int old = pick(m, 300, 600);
	int more = pick(m, 40, 90);

	return arena_printf(m->a,
			    "Đến ngày 30/6/2023, toàn tỉnh có %s HTX, tăng %s HTX "
			    "(tương ứng %s%%) so với cùng kỳ năm 2022.",
			    n(m, old + more), n(m, more),
			    per_cent(m, more, old, 3 * m->wrong));
}

static const char *flows(struct making *m)
{
	int old = pick(m, 300, 600);
	int in = pick(m, 20, 60);
	int out = pick(m, 10, 19);

	return arena_printf(m->a,
			    "Đến ngày 31/12/2022, toàn tỉnh có %s HTX. Trong năm "
			    "2023 thành lập mới %s HTX, giải thể %s HTX. Đến ngày "
			    "31/12/2023, toàn tỉnh có %s HTX.", n(m, old),
			    n(m, in), n(m, out), n(m, old + in - out + m->wrong));
}

static const char *rest(struct making *m)
{
	int on = pick(m, 100, 400);
	int off = pick(m, 10, 90);

	return arena_printf(m->a,
			    "Đến ngày 30/6/2023, toàn tỉnh có %s HTX. Số HTX đang "
			    "hoạt động là %s HTX; còn lại %s HTX ngừng hoạt động.",
			    n(m, on + off), n(m, on), n(m, off + m->wrong));
}

static const struct {
	const char *name;
	const char *(*make)(struct making *m);
} kinds[] = {
	{ "two states", states },   { "bracket", bracket },
	{ "money", money },	    { "bullets", bullets },
	{ "budget", budget },	    { "share", share },
	{ "n of m", fraction },	    { "two per cents of plan", plans },
	{ "printed plan", printed_plan }, { "growth", growth },
	{ "flows", flows },	    { "rest", rest },
};

static size_t errors(struct making *m, const char *text, bool say)
{
	static const struct lint_options relations = {
		.only = "sum-mismatch,subset-larger-than-whole,"
			"implied-plan-disjoint,share-mismatch,shares-not-whole,"
			"growth-mismatch,stock-flow-mismatch",
	};
	struct err e = { 0 };
	struct document *d = document_parse(m->a, "t.txt", text, strlen(text),
					    &e);
	struct lint *l;
	size_t k = 0;

	if (!d)
		BUG("%s", e.message);
	l = lint_run(m->a, d, &relations);
	for (size_t i = 0; i < l->nfinding; i++) {
		if (l->finding[i].severity != SEV_ERROR)
			continue;
		k++;
		if (say)
			printf("  %s\n  %s\n", text, l->finding[i].message);
	}
	return k;
}

TEST(planted_errors_are_found_and_nothing_else)
{
	uint64_t state = 20231;

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		int found = 0;

		for (int i = 0; i < ROUNDS; i++) {
			struct making m = { a, &state, 0 };
			const char *text = kinds[k].make(&m);

			CHECK_INT(errors(&m, text, true), 0);
			m.wrong = pick(&m, 4, 9);
			text = kinds[k].make(&m);
			found += errors(&m, text, false) > 0;
		}
		printf("    %-24s %d of %d\n", kinds[k].name, found, ROUNDS);
		CHECK(found >= ROUNDS * 9 / 10);
	}
}
