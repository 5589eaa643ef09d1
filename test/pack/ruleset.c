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

	CHECK_INT(examine(a, CHECKS("total * people * people <= total * people * 9 person"),
			  &r, &e), 0);
	CHECK_INT(r.nremark, 0);
	CHECK_INT(r.nleft, 1);
	CHECK_STR(r.left[0].check->code, "c1");
	CHECK_STR(r.left[0].why, "tích của ba số liệu");
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

/* Beyond a thousand statements that hang together only contradictions. */
TEST(ruleset_large)
{
	const char *formula[1202] = { "total >= 0", "total > 5 htx" };
	struct ruleset r;
	struct err e = { 0 };

	for (int i = 2; i < 1200; i++)
		formula[i] = arena_printf(a, "total <= %d htx", i + 10);
	CHECK_INT(examine(a, formula, &r, &e), 0);
	CHECK(r.nundecided > 1000);
	CHECK_INT(r.nremark, 1); /* what never fails needs no others */
	formula[1200] = "total < 6 htx";
	CHECK(refused(a, formula, &e));
	CHECK(strstr(e.message, "“c2”") && strstr(e.message, "“c1201”"));
}

/* --- against trying everything -------------------------------------------------- */

/* Points: total, farm, shop, road.  c1 says total <= 6, so with by_sector only
 * few of them satisfy all. */
enum { VARS = 4, RANDOM = 4, LIMIT = 6, FAR = 9 };

static const char *const vars[VARS] = { "total", "total[sector = farm]",
					"total[sector = shop]",
					"total[sector = road]" };

/* The sum of coef * x REL right. */
struct rel {
	int coef[VARS];
	char op; /* = < > l g */
	int right;
};

struct random_check {
	bool conditional;
	struct rel condition;
	struct rel demand;
};

static uint64_t next(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

static struct rel random_rel(uint64_t *seed)
{
	struct rel r = { .op = "=<>lg"[next(seed) % 5],
			 .right = (int)(next(seed) % 7) - 1 };

	r.coef[next(seed) % VARS] = 1;
	if (next(seed) % 2)
		r.coef[next(seed) % VARS] = next(seed) % 3 ? -1 : 1;
	return r;
}

static void write_rel(struct buf *b, const struct rel *r)
{
	buf_adds(b, "0 htx");
	for (int i = 0; i < VARS; i++)
		if (r->coef[i])
			buf_addf(b, " %c %s", r->coef[i] > 0 ? '+' : '-',
				 vars[i]);
	buf_addf(b, " %s %d htx",
		 r->op == 'l' ? "<=" : r->op == 'g' ? ">=" :
		 r->op == '=' ? "=" : r->op == '<' ? "<" : ">", r->right);
}

static bool is_true(const struct rel *r, const int *x)
{
	int sum = 0;

	for (int i = 0; i < VARS; i++)
		sum += r->coef[i] * x[i];
	switch (r->op) {
	case '=':
		return sum == r->right;
	case '<':
		return sum < r->right;
	case '>':
		return sum > r->right;
	case 'l':
		return sum <= r->right;
	default:
		return sum >= r->right;
	}
}

static bool fails(const struct random_check *c, const int *x)
{
	return (!c->conditional || is_true(&c->condition, x)) &&
	       !is_true(&c->demand, x);
}

/* Every point up to a limit; false after the last. */
static bool step(int *x, int limit)
{
	for (int i = 0; i < VARS; i++) {
		if (++x[i] <= limit)
			return true;
		x[i] = 0;
	}
	return false;
}

/* Satisfies by_sector, c1 and the premises among the others. */
static bool is_allowed(const struct random_check *c, const bool *idle,
		       int without, const int *x)
{
	if (x[0] != x[1] + x[2] + x[3] || x[0] > LIMIT)
		return false;
	for (int i = 0; i < RANDOM; i++)
		if (i != without && !idle[i] && !c[i].conditional &&
		    !is_true(&c[i].demand, x))
			return false;
	return true;
}

/* What should be said of each: NULL nothing. */
static bool expect(const struct random_check *c, const char **said)
{
	bool idle[RANDOM] = { 0 };
	bool any = false;
	int x[VARS] = { 0 };

	do
		any = any || is_allowed(c, idle, -1, x);
	while (step(x, LIMIT));
	if (!any)
		return false;
	for (int i = 0; i < RANDOM; i++) {
		bool breaks = false, applies = false, good = false;

		said[i] = NULL;
		do
			breaks = breaks || fails(&c[i], x);
		while (step(x, FAR));
		idle[i] = !breaks;
		if (!breaks)
			said[i] = "dead";
		if (!breaks || !c[i].conditional)
			continue;
		do {
			if (!is_allowed(c, idle, i, x) ||
			    !is_true(&c[i].condition, x))
				continue;
			applies = true;
			good = good || is_true(&c[i].demand, x);
		} while (step(x, LIMIT));
		if (applies && !good)
			said[i] = "empty";
	}
	for (int i = RANDOM; i-- > 0;) {
		bool breaks = idle[i];

		do
			breaks = breaks || (is_allowed(c, idle, i, x) &&
					    fails(&c[i], x));
		while (step(x, LIMIT));
		if (!breaks)
			said[i] = "redundant";
		idle[i] = idle[i] || !breaks;
	}
	return true;
}

static const char *said_of(const struct ruleset *r, const char *code)
{
	for (size_t i = 0; i < r->nremark; i++)
		if (r->remark[i].check &&
		    strcmp(r->remark[i].check->code, code) == 0)
			return kinds[r->remark[i].kind];
	return NULL;
}

TEST(ruleset_against_trying_everything)
{
	uint64_t seed = 11;
	int refusals = 0;
	int remarks_made = 0;

	for (int round = 0; round < 300; round++) {
		struct random_check c[RANDOM] = { 0 };
		const char *formula[RANDOM + 2] = { "total <= 6 htx" };
		const char *said[RANDOM];
		struct arena *mine = arena_new();
		struct ruleset r;
		struct err e = { 0 };
		bool sound;

		for (int i = 0; i < RANDOM; i++) {
			struct buf b = BUF_INIT(mine);

			c[i].conditional = next(&seed) % 3 == 0;
			c[i].demand = random_rel(&seed);
			if (c[i].conditional) {
				c[i].condition = random_rel(&seed);
				write_rel(&b, &c[i].condition);
				buf_adds(&b, " => ");
			}
			write_rel(&b, &c[i].demand);
			formula[i + 1] = b.data;
		}
		sound = expect(c, said);
		if (!CHECK((examine(mine, formula, &r, &e) == 0) == sound))
			printf("round %d: %s\n", round, e.message);
		refusals += !sound;
		for (int i = 0; sound && i < RANDOM; i++) {
			const char *got = said_of(
				&r, arena_printf(mine, "c%d", i + 2));

			if (!CHECK((!got && !said[i]) ||
				   (got && said[i] && strcmp(got, said[i]) == 0)))
				printf("round %d: %s: %s, not %s\n", round,
				       formula[i + 1], got ?: "nothing",
				       said[i] ?: "nothing");
			remarks_made += got != NULL;
		}
		arena_free(mine);
	}
	printf("300 rule sets: %d contradict themselves, %d remarks\n",
	       refusals, remarks_made);
	CHECK(refusals > 30 && remarks_made > 30);
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
