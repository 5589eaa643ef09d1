/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Paragraphs in officers' wording: the three-way comparison, the numbers in a
 * form, what is kept.  Tests src/plan/store.c too.
 */
#include "plan/text.h"

#include "figure/fixture.h"
#include "lib/base/buf.h"
#include "lib/db/db.h"
#include "plan/page.h"

/* --- three texts -------------------------------------------------------------- */

TEST(text_merge_knows_who_changed)
{
	struct plan_text t = { .base = "A", .text = "B" };

	CHECK(text_merge(NULL, "A") == TEXT_GENERATED);
	CHECK(text_merge(&t, "A") == TEXT_EDITED);   /* only he */
	CHECK(text_merge(&t, "B") == TEXT_AGREED);   /* both, the same */
	CHECK(text_merge(&t, "C") == TEXT_CONFLICT); /* both, not the same */
	t.text = "A"; /* he changed nothing: the pack's change is still shown */
	CHECK(text_merge(&t, "A") == TEXT_AGREED);
	CHECK(text_merge(&t, "C") == TEXT_CONFLICT);
}

/* --- forms --------------------------------------------------------------------- */

static const char *bind(struct arena *a, const char *typed, const char *shown,
			struct err *e)
{
	struct bounds b = { 0 };
	const char *out = "(refused)";

	bounds_add(a, &b, "htx_total[period = h1]", "474");
	bounds_add(a, &b, "pct(htx_new)", "50%");
	*e = (struct err){ 0 };
	text_bind(a, typed, &b, shown, &out, e);
	return out;
}

TEST(text_bind_keeps_numbers_bound)
{
	struct err e;

	CHECK_STR(bind(a, "Có {1: 474} HTX,\n đạt {2: 50%}.", "", &e),
		  "Có {{ htx_total[period = h1] }} HTX, đạt {{ pct(htx_new) }}.");
	CHECK_STR(bind(a, "{2: 50%} và {2: 50%}", "", &e),
		  "{{ pct(htx_new) }} và {{ pct(htx_new) }}");
	CHECK_STR(bind(a, "Có 474 HTX", "", &e), "Có 474 HTX");
	/* the figure was 473 when the form was made */
	CHECK_STR(bind(a, "Có {1: 473}", "Nay có {1: 473} HTX", &e),
		  "Có {{ htx_total[period = h1] }}");
}

TEST(text_bind_refuses_what_would_lie)
{
	static const char *const typed[] = {
		"Có {1: 475} HTX",          /* another value in the brackets */
		"Có {3: 5} HTX",            /* no such number */
		"Có {{ htx_total }} HTX",   /* no formulas by hand */
		"Có {1: 474 HTX", "Có 1: 474} HTX", "{}", "{0: 1}", "{-1: 474}",
		"{1:474}", "{99999999999999999999: 1}", "{1: 474{2: 50%}}",
		"", " \n ",
	};
	struct err e;

	for (size_t i = 0; i < ARRAY_LEN(typed); i++) {
		CHECK_STR(bind(a, typed[i], "Có {1: 474} HTX", &e), "(refused)");
		CHECK(e.kind == ERR_INPUT);
	}
}

TEST(bounds_count_a_formula_once)
{
	struct bounds b = { 0 };

	CHECK(bounds_add(a, &b, "x", "1") == 1);
	CHECK(bounds_add(a, &b, "y", "1") == 2);
	CHECK(bounds_add(a, &b, "x", "1") == 1);
}

/* --- two drafts ------------------------------------------------------------------- */

static const char *changes(struct arena *a, const char *from, const char *to)
{
	struct change_row row = { 0 };
	struct buf b = BUF_INIT(a);

	plan_word_changes(a, from, to, &row);
	for (size_t i = 0; i < row.n; i++)
		buf_addf(&b, "%s%s%s", i ? " " : "",
			 row.piece[i].kind == CHANGE_OLD   ? "-"
			 : row.piece[i].kind == CHANGE_NEW ? "+" : "=",
			 row.piece[i].text);
	return b.data;
}

TEST(plan_word_changes_keep_what_stayed)
{
	CHECK_STR(changes(a, "có 46 HTX", "có 47 HTX"), "=có -46 +47 =HTX");
	CHECK_STR(changes(a, "có HTX", "có HTX"), "=có HTX");
	CHECK_STR(changes(a, "", "một hai"), "+một hai");
	CHECK_STR(changes(a, "một hai", ""), "-một hai");
	CHECK_STR(changes(a, "a b c", "b c d"), "-a =b c +d");
}

/* --- what is kept ----------------------------------------------------------------- */

static int put(struct db *db, const char *base, const char *text, int64_t over,
	       struct err *e)
{
	struct plan_text t = { .paragraph = "p1", .base = base, .text = text };

	*e = (struct err){ 0 };
	if (db_begin(db, "hoa", "thử", e) < 0)
		BUG("%s", e->message);
	if (plan_text_write(db, "20", 2024, &t, over, e) < 0) {
		db_rollback(db);
		return -1;
	}
	return db_commit(db, e);
}

TEST(plan_text_keeps_every_version)
{
	struct err e = { 0 };
	struct db *db = db_open(a, test_dir(a), DB_CREATE, &e);
	struct plan_texts h, *t;
	int64_t first;

	if (!db)
		BUG("%s", e.message);
	CHECK(put(db, "A", "B", 0, &e) == 0);
	first = db_last_tx(db);
	t = plan_texts_read(a, db, "20", 2024, first, &e);
	CHECK(t && t->n == 1);
	CHECK_STR(plan_text_find(t, "p1")->text, "B");
	CHECK(!plan_text_find(t, "p2"));
	/* the second officer had not seen it */
	CHECK(put(db, "A", "C", 0, &e) == -1 && e.kind == ERR_CONFLICT);
	CHECK(put(db, "A", "C", t->v[0].row, &e) == 0);
	CHECK(put(db, "A", "D", t->v[0].row, &e) == -1);
	t = plan_texts_read(a, db, "20", 2024, db_last_tx(db), &e);
	CHECK(put(db, "A", NULL, t->v[0].row, &e) == 0); /* taken back */
	CHECK(put(db, "A", NULL, t->v[0].row, &e) == -1);
	t = plan_texts_read(a, db, "20", 2024, db_last_tx(db), &e);
	CHECK(t && t->n == 0);
	/* as it was known */
	t = plan_texts_read(a, db, "20", 2024, first, &e);
	CHECK(t && t->n == 1);
	CHECK(plan_text_history(a, db, "20", 2024, "p1", db_last_tx(db), &h,
				&e) == 0);
	CHECK(h.n == 2);
	CHECK_STR(h.v[0].text, "C");
	CHECK(h.v[0].until_who && h.v[1].until_who);
	CHECK(plan_text_history(a, db, "20", 2024, "p1", first, &h, &e) == 0);
	CHECK(h.n == 1 && !h.v[0].until_who);
}

/* What is written besides is no draft to compare with. */
TEST(plan_moments_are_those_that_changed_it)
{
	struct err e = { 0 };
	struct db *db = db_open(a, test_dir(a), DB_CREATE, &e);
	struct plan_moment *m;
	int64_t tx[2];
	size_t n;

	if (!db)
		BUG("%s", e.message);
	CHECK(put(db, "A", "B", 0, &e) == 0);
	tx[0] = db_last_tx(db);
	CHECK(db_begin(db, "an", "thêm người dùng", &e) == 0);
	CHECK(db_commit(db, &e) == 0);
	CHECK(put(db, "A", NULL, 1, &e) == 0); /* only withdraws */
	tx[1] = db_last_tx(db);
	CHECK(tx[1] == tx[0] + 2);
	CHECK(plan_moments(a, db, tx[1], 9, &m, &n, &e) == 0);
	if (CHECK_INT(n, 2)) {
		CHECK_INT(m[0].tx, tx[1]);
		CHECK_INT(m[1].tx, tx[0]);
		CHECK_STR(m[1].who, "hoa");
	}
	CHECK(plan_moments(a, db, tx[0] + 1, 9, &m, &n, &e) == 0);
	CHECK_INT(n, 1);
	CHECK(plan_moments(a, db, tx[1], 1, &m, &n, &e) == 0);
	CHECK_INT(n, 1);
}

/* --- in the plan ------------------------------------------------------------------- */

static const struct block *block(const struct plan *p, const char *id)
{
	for (size_t i = 0; i < p->nblock; i++)
		if (strcmp(p->block[i].id, id) == 0)
			return &p->block[i];
	BUG("no %s", id);
}

static struct plan *compile(struct arena *a, struct figures *f,
			    const struct plan_texts *t)
{
	struct plan_request r = { .place = "20", .year = 2024, .day = DAY_MIN,
				  .texts = t };
	struct err e = { 0 };
	struct plan *p = plan_compile(a, f, &r, &e);

	if (!p)
		BUG("%s (%s)", e.message, e.detail);
	return p;
}

TEST(plan_takes_the_wording_of_officers)
{
	struct figures *f = fixture_demo(a);
	const char *now = block(compile(a, f, NULL), "p1-1-1-a-1")->source;
	struct plan_text v[] = {
		{ .paragraph = "p1-1-1-a-1", .base = now,
		  .text = "Nay có {{ tht_total[period = h1, basis = actual] }} "
			  "THT." },
		{ .paragraph = "p1-1-1-a-2", .base = "khác",
		  .text = "Lời của tôi." },
		{ .paragraph = "p1-1-1-b-1", .base = "khác",
		  .text = "Có {{ no_such_indicator }} HTX." },
		{ .paragraph = "khong-con", .base = "x", .text = "y" },
	};
	struct plan_texts t = { v, ARRAY_LEN(v) };
	struct plan *p = compile(a, f, &t);
	const struct block *b = block(p, "p1-1-1-a-1");
	const struct plan_obstacle *o;
	size_t n = plan_obstacles(p, &o);
	bool undecided = false, lost = false;

	CHECK(strstr(now, "{{ tht_total[period = h1, basis = actual] }}"));
	CHECK(strstr(now, "30/6/2023") && !strstr(now, "{{ day"));
	CHECK(b->state == TEXT_EDITED && b->text.n == 3);
	CHECK_STR(b->text.run[0].text, "Nay có ");
	CHECK_STR(b->text.run[1].text, "230"); /* as in test/plan/plan.c */
	CHECK(block(p, "p1-1-1-a-2")->state == TEXT_CONFLICT);
	CHECK_STR(block(p, "p1-1-1-a-2")->text.run[0].text, "Lời của tôi.");
	/* the pack's text stands for what cannot be read */
	CHECK(block(p, "p1-1-1-b-1")->state == TEXT_UNREADABLE);
	CHECK(block(p, "p1-1-1-b-1")->text.n > 3);
	for (size_t i = 0; i < n; i++) {
		undecided |= o[i].kind == OPEN_CONFLICTS &&
			     strstr(o[i].text, "p1-1-1-a-2, p1-1-1-b-1");
		lost |= o[i].kind == OPEN_LOST && strstr(o[i].text, "khong-con");
	}
	CHECK(undecided && lost);
}
