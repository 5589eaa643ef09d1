/* SPDX-License-Identifier: Apache-2.0 */
/* Inquiries with a unit about a broken check: where they stand, what may be
 * said, what stays known.
 * Tests src/check/inquiry_words.c and src/check/printed.c too. */
#include "check/inquiry.h"

#include "figure/fixture.h"

/* A run over what is known now, with its inquiries. */
struct state {
	struct figures *f;
	struct check_report r;
	struct inquiries *x;
};

static struct state read(struct arena *a, struct db *db)
{
	struct state s = { .f = fixture_open(a, db) };
	struct err e = { 0 };

	s.x = inquiries_read(a, db, 2024, db_last_tx(db), &e);
	if (!s.x || check_run(s.f, "20", 2024, &s.r, &e) < 0)
		BUG("%s (%s)", e.message, e.detail);
	inquiries_match(s.x, s.f, &s.r);
	return s;
}

static void report(struct db *db, const char *indicator, const char *text)
{
	fixture_report(db, indicator, "181", "", "2023", BASIS_ESTIMATE, text);
}

/* Huyện Bình Gia reports 14 + 5 of 20. */
static struct db *district(struct arena *a)
{
	struct db *db = figure_fixture(a);

	report(db, "htx_total", "20");
	report(db, "htx_operating", "14");
	report(db, "htx_suspended", "5");
	return db;
}

static const struct finding *status(const struct state *s)
{
	for (size_t i = 0; i < s->r.nrun; i++)
		if (strcmp(s->r.run[i].check->code, "htx_by_status") == 0 &&
		    strcmp(s->r.run[i].context.place, "181") == 0)
			return &s->r.run[i];
	BUG("no check of 181");
}

static int ask(struct db *db, const struct state *s, const char *unit,
	       const char *text, int64_t *id, struct err *e)
{
	const struct inquiry_words w = { .text = text };

	return inquiry_ask(db, s->f, status(s), unit, &w, id, e);
}

static int64_t asked(struct arena *a, struct db *db)
{
	struct state s = read(a, db);
	struct err e = { 0 };
	int64_t id;

	if (ask(db, &s, "181", "14 + 5 là 19", &id, &e) < 0)
		BUG("%s", e.message);
	return id;
}

TEST(a_unit_is_asked_and_answers_in_words)
{
	struct db *db = district(a);
	struct state s;
	struct err e = { 0 };
	size_t at = 0;

	CHECK_INT(asked(a, db), 1);
	s = read(a, db);
	if (!CHECK_INT(s.x->n, 1))
		return;
	CHECK_INT(s.x->v[0].standing, INQUIRY_WAITS);
	CHECK_STR(s.x->v[0].unit, "181");
	CHECK_STR(inquiry_last(&s.x->v[0])->text, "14 + 5 là 19");
	CHECK_STR(inquiry_last(&s.x->v[0])->who, "test");
	CHECK_INT(s.x->v[0].nfigure, 3);
	for (size_t i = 0; i < s.x->v[0].nfigure; i++)
		CHECK(s.x->v[0].figure[i].asked);
	CHECK(inquiry_about(s.x, status(&s), &at) == &s.x->v[0]);
	CHECK(!inquiry_about(s.x, status(&s), &at));
	CHECK(inquiry_find(s.x, 1) == &s.x->v[0]);
	CHECK(!inquiry_find(s.x, 2));

	CHECK_INT(inquiry_answer(db, s.f, &s.x->v[0], " số\nđúng ", &e), 0);
	s = read(a, db);
	CHECK_INT(s.x->v[0].standing, INQUIRY_REPLIED);
	CHECK_STR(inquiry_last(&s.x->v[0])->text, "số đúng");
	CHECK_INT(s.x->v[0].nfigure, 3);
	/* an answer mends nothing */
	CHECK_INT(check_errors(&s.r), 1);
}

TEST(a_figure_reported_anew_answers_by_itself)
{
	struct db *db = district(a);
	struct state s;
	const struct inquiry *i;

	asked(a, db);
	report(db, "htx_operating", "15");
	s = read(a, db);
	i = &s.x->v[0];
	CHECK_INT(i->standing, INQUIRY_CORRECTED);
	if (CHECK_INT(i->nchange, 1)) {
		CHECK_STR(i->change[0].from, "14");
		CHECK_STR(i->change[0].to, "15");
		CHECK(i->change[0].asked);
	}
	CHECK_INT(check_errors(&s.r), 0);
	/* taken back, it is as if nothing had been said */
	report(db, "htx_operating", "14");
	s = read(a, db);
	CHECK_INT(s.x->v[0].standing, INQUIRY_WAITS);
	CHECK_INT(s.x->v[0].nchange, 0);
}

/* The province's total and those of two districts; 181 is asked. */
TEST(another_units_figure_does_not_answer_for_this_one)
{
	struct db *db = figure_fixture(a);
	const struct inquiry_words w = { .text = "cộng các huyện không đủ" };
	const char *const *unit;
	const struct finding *fd = NULL;
	struct err e = { 0 };
	struct state s;
	int64_t id;

	/* 308 + 54 + 46 + 11 = 419, reported 420: all of the province */
	fixture_report(db, "htx_operating", "20", "", "2023", BASIS_ESTIMATE,
		       "420");
	for (int i = 0; i < 4; i++) {
		static const char *const cut[] = {
			"sector=agri", "sector=industry_construction",
			"sector=trade_service_env", "sector=transport",
		};
		static const char *const n[] = { "308", "54", "46", "11" };

		fixture_report(db, "htx_operating", "20", cut[i], "2023",
			       BASIS_ESTIMATE, n[i]);
	}
	s = read(a, db);
	for (size_t i = 0; i < s.r.nbroken; i++)
		if (strcmp(s.r.broken[i].check->code,
			   "htx_operating_by_sector") == 0)
			fd = &s.r.broken[i];
	if (!CHECK(fd != NULL))
		return;
	if (CHECK_INT(inquiry_units(a, fd, &unit), 1))
		CHECK_STR(unit[0], "20");
	CHECK_INT(inquiry_ask(db, s.f, fd, "181", &w, &id, &e), -1);
	CHECK_STR(e.field, "unit");
	e = (struct err){ 0 };
	CHECK_INT(inquiry_ask(db, s.f, fd, "20", &w, &id, &e), 0);
	/* another figure than those of the check */
	fixture_report(db, "htx_members", "20", "", "2023", BASIS_ESTIMATE,
		       "9");
	s = read(a, db);
	CHECK_INT(s.x->v[0].standing, INQUIRY_WAITS);
	CHECK_STR(inquiry_unit_vi(s.f, "20", "2023"),
		  "Tỉnh Lạng Sơn (cơ quan cấp tỉnh)");
}

TEST(a_check_that_holds_needs_no_answer)
{
	struct db *db = district(a);
	struct printed *v;
	struct err e = { 0 };
	struct state s;
	struct inquiry other;
	int64_t id;

	/* asked about two of the three figures only, as it would be if the
	 * third were of another unit */
	s = read(a, db);
	CHECK_INT(ask(db, &s, "181", "?", &id, &e), 0);
	s = read(a, db);
	report(db, "htx_total", "19");
	s = read(a, db);
	other = s.x->v[0];
	v = arena_memdup(a, other.figure, other.nfigure * sizeof *v);
	for (size_t i = 0; i < other.nfigure; i++)
		v[i].asked = strcmp(v[i].key.indicator, "htx_total") != 0;
	other.figure = v;
	s.x = &(struct inquiries){ .year = 2024, .v = &other, .n = 1 };
	inquiries_match(s.x, s.f, &s.r);
	CHECK_INT(other.standing, INQUIRY_MOOT);
	if (CHECK_INT(other.nchange, 1))
		CHECK(!other.change[0].asked);
}

TEST(asked_again_it_is_about_what_the_figures_are_then)
{
	struct db *db = district(a);
	struct err e = { 0 };
	struct state s;

	asked(a, db);
	report(db, "htx_operating", "16");
	s = read(a, db);
	CHECK_INT(inquiry_again(db, s.f, &s.x->v[0],
				&(struct inquiry_words){
					.text = "16 + 5 là 21" }, &e), 0);
	s = read(a, db);
	CHECK_INT(s.x->v[0].standing, INQUIRY_WAITS);
	CHECK_INT(s.x->v[0].nchange, 0);
	CHECK_INT(s.x->v[0].nentry, 2);
	CHECK_INT(s.x->v[0].nfigure, 3);
	CHECK_STR(s.x->v[0].entry[0].text, "14 + 5 là 19");
	CHECK_INT(inquiry_close(db, s.f, &s.x->v[0], " ", &e), 0);
	s = read(a, db);
	CHECK_INT(s.x->v[0].standing, INQUIRY_DONE);
	CHECK_STR(inquiry_last(&s.x->v[0])->text, "");
	/* closed is closed; what is asked then is a new one */
	CHECK_INT(inquiry_answer(db, s.f, &s.x->v[0], "x", &e), -1);
	CHECK_INT(e.kind, ERR_RULE);
	e = (struct err){ 0 };
	CHECK_INT(inquiry_again(db, s.f, &s.x->v[0],
				&(struct inquiry_words){ .text = "x" }, &e),
		  -1);
	CHECK_INT(asked(a, db), 2);
}

TEST(what_was_known_before_stays)
{
	struct db *db = district(a);
	struct err e = { 0 };
	struct inquiries *x;
	struct state s;
	int64_t before;

	asked(a, db);
	s = read(a, db);
	before = db_last_tx(db);
	CHECK_INT(inquiry_again(db, s.f, &s.x->v[0],
				&(struct inquiry_words){ .text = "nữa" }, &e),
		  0);
	s = read(a, db);
	CHECK_INT(inquiry_close(db, s.f, &s.x->v[0], "xong", &e), 0);
	s = read(a, db);
	x = inquiries_read(a, db, 2024, before, &e);
	if (CHECK(x && x->n == 1)) {
		CHECK_INT(x->v[0].nentry, 1);
		CHECK_INT(x->v[0].nfigure, 3);
	}
	x = inquiries_read(a, db, 2024, before - 1, &e);
	CHECK(x && x->n == 0);
	x = inquiries_read(a, db, 2023, db_last_tx(db), &e);
	CHECK(x && x->n == 0);
	db_rollback(db);
	CHECK_INT(db_verify(db, NULL, NULL, &e), 0);
}

TEST(two_do_not_speak_at_once)
{
	struct db *db = district(a);
	struct err e = { 0 };
	struct state s, late;
	int64_t id;

	asked(a, db);
	late = s = read(a, db);
	CHECK_INT(ask(db, &s, "181", "cũng hỏi", &id, &e), -1);
	CHECK_INT(e.kind, ERR_CONFLICT);
	e = (struct err){ 0 };
	CHECK_INT(inquiry_answer(db, s.f, &s.x->v[0], "đúng", &e), 0);
	s = read(a, db);
	CHECK_INT(inquiry_close(db, late.f, &late.x->v[0], NULL, &e), -1);
	CHECK_INT(e.kind, ERR_CONFLICT);
}

static const char *refusal(struct db *db, const struct state *s,
			   const struct inquiry_words *w)
{
	static struct err e;
	int64_t id;

	e = (struct err){ 0 };
	if (inquiry_ask(db, s->f, status(s), "181", w, &id, &e) == 0)
		return "none";
	return e.message;
}

TEST(what_is_no_question)
{
	struct db *db = district(a);
	char *text = arena_alloc(a, WORDS_MAX + 2);
	struct state s = read(a, db);
	struct inquiry_words w = { .text = " " };

	CHECK(strstr(refusal(db, &s, &w), "để trống"));
	memset(text, 'x', WORDS_MAX + 1);
	text[WORDS_MAX + 1] = 0;
	w.text = text;
	CHECK(strstr(refusal(db, &s, &w), "dài quá"));
	w.text = "x";
	w.has_due = true;
	w.due = day_today() - 1;
	CHECK(strstr(refusal(db, &s, &w), "đã qua"));
	report(db, "htx_operating", "15");
	s = read(a, db);
	w.due = day_today();
	CHECK(strstr(refusal(db, &s, &w), "không sai"));
}

TEST(an_answer_may_be_late)
{
	struct inquiry_entry said = { .state = INQUIRY_ASKED, .text = "",
				      .has_due = true, .due = 100 };
	struct inquiry i = { .entry = &said, .nentry = 1,
			     .standing = INQUIRY_WAITS };

	CHECK(!inquiry_is_late(&i, 100));
	CHECK(inquiry_is_late(&i, 101));
	i.standing = INQUIRY_REPLIED;
	CHECK(!inquiry_is_late(&i, 101));
	i.standing = INQUIRY_WAITS;
	said.has_due = false;
	CHECK(!inquiry_is_late(&i, 101));
	(void)a;
}

TEST(lines_and_json_of_an_inquiry)
{
	struct db *db = district(a);
	struct buf b = BUF_INIT(a);
	struct state s;
	json_t *j;

	asked(a, db);
	s = read(a, db);
	inquiries_print(a, s.f, s.x, status(&s), &b);
	CHECK(strstr(b.data, "Yêu cầu rà soát số 1, Huyện Bình Gia, chờ đơn vị "
			     "trả lời (test, "));
	CHECK(strstr(b.data, "): 14 + 5 là 19\n"));
	report(db, "htx_operating", "16");
	s = read(a, db);
	j = inquiries_json(a, s.x, status(&s));
	if (CHECK_INT(json_array_size(j), 1)) {
		json_t *one = json_array_get(j, 0);

		CHECK_STR(json_string_value(json_object_get(one, "standing")),
			  "corrected");
		CHECK_INT(json_array_size(json_object_get(one, "figures")), 3);
		CHECK_INT(json_array_size(json_object_get(one, "changed")), 1);
		CHECK(json_is_null(json_object_get(one, "due")));
	}
	json_decref(j);
}
