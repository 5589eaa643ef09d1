/* SPDX-License-Identifier: Apache-2.0 */
/* The rule set examined: small packs whose answer one sees, and the real one.
 * Tests src/pack/symbolic.c too. */
#include "pack/ruleset.h"

#include "lib/base/buf.h"
#include "lib/db/db.h"
#include "lib/file/file.h"
#include "pack/fixture.h"

#define CHECKS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* The tiny pack's checks file with checks c1, c2 ... in lines 8, 15 ... after
 * its own.  Each is a formula; "warning|" before it makes it no error, "keep|"
 * says that it stays on purpose. */
static char *with(struct arena *a, const char *const *formula)
{
	struct buf b = BUF_INIT(a);

	buf_adds(&b, tiny_text("checks.yaml"));
	for (int i = 1; *formula; formula++, i++) {
		const char *bar = strchr(*formula, '|');
		bool warning = bar && **formula == 'w';
		bool keep = bar && **formula == 'k';

		buf_addf(&b, "  - code: c%d\n"
			     "    title: Thử\n"
			     "    formula: \"%s\"\n"
			     "    basis: không có\n"
			     "    severity: %s\n"
			     "    in: [{ period: year, basis: estimate }]\n"
			     "%s\n",
			 i, bar ? bar + 1 : *formula,
			 warning ? "warning" : "error",
			 keep ? "    keep: nêu tên lỗi rõ hơn" : "");
	}
	return b.data;
}

static int examine(struct arena *a, const char *const *m, struct ruleset *out,
		   struct err *e)
{
	struct pack *p = pack_read(a, tiny_pack(a, "checks.yaml", with(a, m)),
				   e);

	if (!p)
		BUG("%s (%s)", e->message, e->detail);
	return ruleset_examine(a, p, out, e);
}

static const char *const kinds[] = { "dead", "empty", "redundant", "needed",
				     "zero" };

/* "redundant c2; zero": what was remarked, in order. */
static const char *remarks(struct arena *a, const char *const *m)
{
	struct buf b = BUF_INIT(a);
	struct ruleset r;
	struct err e = { 0 };

	if (examine(a, m, &r, &e) < 0)
		return arena_printf(a, "%s", e.message);
	for (size_t i = 0; i < r.nremark; i++)
		buf_addf(&b, "%s%s%s%s", i ? "; " : "",
			 kinds[r.remark[i].kind],
			 r.remark[i].check ? " " : "",
			 r.remark[i].check ? r.remark[i].check->code : "");
	return b.len ? b.data : "";
}

/* The text of the only remark. */
static const char *remark(struct arena *a, const char *const *m)
{
	struct ruleset r;
	struct err e = { 0 };

	if (examine(a, m, &r, &e) < 0 || r.nremark != 1)
		return NULL;
	return r.remark[0].text;
}

static bool refused(struct arena *a, const char *const *m, struct err *e)
{
	struct ruleset r;

	*e = (struct err){ 0 };
	return examine(a, m, &r, e) < 0 && e->kind == ERR_INPUT;
}

/* --- contradictions ------------------------------------------------------------ */

TEST(ruleset_sound)
{
	CHECK_STR(remarks(a, ((const char *const[]){ NULL })), "");
	CHECK_STR(remarks(a, CHECKS("people >= total * (7 person / 1 htx)",
				    "total >= 3 htx")),
		  "");
}

TEST(ruleset_two_checks_contradict)
{
	struct err e;

	CHECK(refused(a, CHECKS("people >= 10 person",
				"people < 10 person"), &e));
	CHECK_STR(e.message,
		  "Các quy tắc sau mâu thuẫn, không số liệu nào thoả được hết: "
		  "“c1” (checks.yaml, dòng 8), “c2” (checks.yaml, dòng 15)");
	CHECK_STR(e.detail, "checks.yaml, dòng 8");
	/* 10 people satisfy the first and not the second */
	CHECK_STR(e.hint, "Thử với people[year, estimate] = 10: các quy tắc trước "
			  "đều đúng mà “c2” sai.");
	/* one less and they agree */
	CHECK(!refused(a, CHECKS("people >= 10 person",
				 "people <= 10 person"), &e));
}

/* 2 HTX of 7 members are 14 people at least. */
TEST(ruleset_contradiction_through_three)
{
	struct err e;

	CHECK(refused(a, CHECKS("total >= 2 htx",
				"people >= total * (7 person / 1 htx)",
				"people <= 13 person"), &e));
	CHECK(strstr(e.message, "“c1”") && strstr(e.message, "“c2”") &&
	      strstr(e.message, "“c3”"));
	CHECK(!strstr(e.message, "by_sector"));
	CHECK(!refused(a, CHECKS("total >= 2 htx",
				 "people >= total * (7 person / 1 htx)",
				 "people <= 14 person"), &e));
}

/* What rounds to 115 and what rounds to 116 have nothing in common: [114.5,
 * 115.5) and [115.5, 116.5).  Counts are whole: between 1.2 and 1.8 there is
 * none, and 0.6 .. 1.4 is 1, twice which is no 3. */
TEST(ruleset_contradiction_through_intervals)
{
	struct err e;

	CHECK(refused(a, CHECKS("money >= 114.5 billion",
				"money < 115.5 billion",
				"money in 115.5 billion .. 116.5 billion"),
		      &e));
	CHECK(strstr(e.message, "“c2”") && strstr(e.message, "“c3”"));
	CHECK(!strstr(e.message, "“c1”"));
	CHECK(!refused(a, CHECKS("money >= 114.5 billion",
				 "money <= 115.5 billion",
				 "money in 115.5 billion .. 116.5 billion"),
		       &e));
	CHECK(refused(a, CHECKS("total in 1.2 htx .. 1.8 htx"), &e));
	CHECK_STR(e.message, "Kiểm tra “c1” không số liệu nào thoả được: "
			     "total in 1.2 htx .. 1.8 htx");
	CHECK(refused(a, CHECKS("total[sector = shop] in 0.6 htx .. 1.4 htx",
				"total[sector = road] in 0.6 htx .. 1.4 htx",
				"total[sector = other] > 2.5 htx"), &e));
	CHECK(strstr(e.message, "mã gộp “other” (codes.yaml, dòng 6)") != NULL);
}

TEST(ruleset_contradiction_in_other_contexts)
{
	struct err e;

	/* the same figure under two names */
	CHECK(refused(a, CHECKS("people[period = h1, basis = actual] > 5 person",
				"people[period = 2023-H1, basis = actual] < 5 person"),
		      &e));
	/* another period is another figure */
	CHECK(!refused(a, CHECKS("people[period = h1, basis = actual] > 5 person",
				 "people < 5 person"), &e));
}

/* --- redundant, dead ------------------------------------------------------------ */

TEST(ruleset_redundant_equal)
{
	CHECK_STR(remarks(a, CHECKS("total >= 3 htx", "3 htx <= total")),
		  "redundant c2");
	CHECK_STR(remark(a, CHECKS("total >= 3 htx", "3 htx <= total")),
		  "Thừa: “c2” (checks.yaml, dòng 15) đúng mỗi khi các quy tắc "
		  "sau đúng: “c1” (checks.yaml, dòng 8)");
	/* whole numbers: above 2 is 3 and more */
	CHECK_STR(remarks(a, CHECKS("total > 2 htx", "total >= 3 htx")),
		  "redundant c2");
	CHECK_STR(remarks(a, CHECKS("total >= 3 htx", "total >= 4 htx")),
		  "redundant c1");
}

TEST(ruleset_redundant_through_two)
{
	/* a part of a part, and the sum of the parts */
	CHECK_STR(remark(a, CHECKS("total[sector = shop] <= total[sector = other]")),
		  "Thừa: “c1” (checks.yaml, dòng 8) đúng mỗi khi các quy tắc "
		  "sau đúng: mã gộp “other” (codes.yaml, dòng 6)");
	CHECK_STR(remark(a, CHECKS("people >= total * (7 person / 1 htx)",
				   "total >= 2 htx",
				   "people >= 14 person")),
		  "Thừa: “c3” (checks.yaml, dòng 22) đúng mỗi khi các quy tắc "
		  "sau đúng: “c1” (checks.yaml, dòng 8), “c2” (checks.yaml, "
		  "dòng 15)");
	CHECK_STR(remarks(a, CHECKS("people >= total * (7 person / 1 htx)",
				    "total >= 2 htx",
				    "people >= 15 person")),
		  "");
}

/* An error must not rest on a warning; a warning may rest on an error. */
TEST(ruleset_redundant_by_severity)
{
	CHECK_STR(remarks(a, CHECKS("warning|total >= 3 htx",
				    "total >= 2 htx")),
		  "");
	CHECK_STR(remarks(a, CHECKS("warning|total >= 2 htx",
				    "total >= 3 htx")),
		  "redundant c1");
}

TEST(ruleset_keep)
{
	struct ruleset r;
	struct err e = { 0 };

	CHECK_INT(examine(a, CHECKS("keep|total >= 3 htx",
				    "3 htx <= total"), &r, &e), 0);
	CHECK_INT(r.nremark, 0);
	CHECK_INT(r.nkept, 1);
	CHECK_STR(remarks(a, CHECKS("keep|total >= 3 htx")),
		  "needed c1");
}

TEST(ruleset_dead)
{
	CHECK_STR(remark(a, CHECKS("total >= 0")),
		  "Không bao giờ báo: không số liệu nào làm sai “c1” "
		  "(checks.yaml, dòng 8), total >= 0");
	CHECK_STR(remark(a, CHECKS("total < 0 => people >= 1 person")),
		  "Không bao giờ báo: điều kiện của “c1” (checks.yaml, dòng 8) "
		  "không thể xảy ra");
	CHECK_STR(remarks(a, CHECKS("total > -1 htx")), "dead c1");
	CHECK_STR(remarks(a, CHECKS("total > 0")), "");
	/* the condition is what makes it hold */
	CHECK_STR(remarks(a, CHECKS("total > 5 htx => total > 4 htx")),
		  "dead c1");
	CHECK_STR(remarks(a, CHECKS("total > 5 htx => total > 6 htx")), "");
}

TEST(ruleset_condition_that_only_breaks)
{
	CHECK_STR(remark(a, CHECKS("total > 5 htx => total[sector = farm] > total")),
		  "Luôn sai khi xét: mỗi khi điều kiện của “c1” (checks.yaml, "
		  "dòng 8) xảy ra thì quan hệ không thể đúng, vì “by_sector” "
		  "(checks.yaml, dòng 2)");
}

TEST(ruleset_forced_to_zero)
{
	CHECK_STR(remark(a, CHECKS("total + total[sector = farm] <= total")),
		  "Buộc bằng 0: total[sector = farm, year, estimate] chỉ có "
		  "thể bằng 0, vì “c1” (checks.yaml, dòng 8)");
}

TEST(ruleset_left_out)
{
	struct ruleset r;
	struct err e = { 0 };

	CHECK_INT(examine(a, CHECKS("total * people <= total * 3 person"),
			  &r, &e), 0);
	CHECK_INT(r.nremark, 0);
	CHECK_INT(r.nleft, 1);
	CHECK_STR(r.left[0].check->code, "c1");
	CHECK_STR(r.left[0].why, "tích hoặc thương của hai số liệu");
}

/* The tiny pack with one more indicator. */
static int examine_with(struct arena *a, const char *indicator,
			const char *const *formula, struct ruleset *out)
{
	char *dir = tiny_pack(a, "indicators.yaml",
			      arena_printf(a, "%s  - { %s, name: Thêm, "
					      "kind: stock, basis: không có }\n",
					   tiny_text("indicators.yaml"),
					   indicator));
	char *checks = with(a, formula);
	struct err e = { 0 };
	struct pack *p;

	file_write(arena_printf(a, "%s/checks.yaml", dir), checks,
		   strlen(checks), &e);
	p = pack_read(a, dir, &e);
	if (!p)
		BUG("%s (%s)", e.message, e.detail);
	return ruleset_examine(a, p, out, &e);
}

/* A difference that the pack itself computes. */
TEST(ruleset_definition)
{
	struct ruleset r;

	CHECK_INT(examine_with(a, "code: rest, measure: htx, formula: \"total - "
				  "total[sector = farm]\"",
			       CHECKS("rest + total[sector = farm] = total"),
			       &r), 0);
	if (CHECK(r.nremark == 1))
		CHECK(strstr(r.remark[0].text, "cách tính chỉ tiêu “rest”"));
}

/* What can be negative is not zero because it is not above it. */
TEST(ruleset_signed)
{
	const char *net = "code: net, measure: billion, nonnegative: no";
	struct ruleset r;

	CHECK_INT(examine_with(a, net, CHECKS("net <= 0"), &r), 0);
	CHECK_INT(r.nremark, 0);
	CHECK_INT(examine_with(a, net, CHECKS("net <= 0", "net >= 0"), &r), 0);
	CHECK_INT(r.nremark, 1);
}

/* --- in use ----------------------------------------------------------------------- */

TEST(ruleset_of_the_real_pack)
{
	struct err e = { 0 };
	struct pack *p = pack_read(a, "packs/vn-htx-2012", &e);
	struct ruleset r;

	if (!CHECK(p != NULL))
		return;
	CHECK_INT(ruleset_examine(a, p, &r, &e), 0);
	for (size_t i = 0; i < r.nremark; i++)
		printf("%s\n", r.remark[i].text);
	CHECK_INT(r.nremark, 0);
	CHECK(r.nkept > 0);
	/* conditions, products, minima: most can be stated */
	CHECK(r.nleft * 3 < p->ncheck);
}

TEST(ruleset_that_contradicts_is_not_installed)
{
	struct err e = { 0 };
	struct db *db = db_open(a, arena_printf(a, "%s/d", test_dir(a)),
				DB_CREATE, &e);

	if (!CHECK(db != NULL))
		return;
	CHECK_INT(db_begin(db, "test", "pack", &e), 0);
	CHECK_INT(pack_install(db, tiny_pack(a, "checks.yaml",
					     with(a, CHECKS("total > 3 htx",
							    "total < 3 htx"))),
			       &e), -1);
	CHECK(strstr(e.message, "mâu thuẫn") != NULL);
}
