/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/register/roll.c.  What src/register/view.c and
 * src/register/history.c say is tested by test/cli/register.sh and
 * test/web/register.test.js. */
#include "register/fixture.h"
#include "register/roll.h"

/* The names found, best first, joined by "|". */
static char *ranked(struct arena *a, struct db *db, const char *text)
{
	struct err e = { 0 };
	struct view v = { .on = day("2023-06-30"), .known = db_tx(db),
			  .pack = &register_pack };
	struct roll_filter f = { .text = text };
	const struct snapshot *s = register_snapshot(a, db, v.pack, v.known, &e);
	struct buf b = BUF_INIT(a);
	struct roll_line *line;
	size_t n = roll_read(a, db, &v, s, &f, &line);

	roll_rank(a, text, line, n);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s%s", i ? "|" : "", line[i].version->name);
	return b.data;
}

TEST(best_answers_first)
{
	struct db *db = register_fixture(a, NULL);

	add_htx(db, "HTX nông nghiệp An Sơn", "2020-01-01");
	add_htx(db, "HTX An Bình Sơn", "2020-01-01");
	add_htx(db, "HTX An Sơn Bắc", "2020-01-01");
	add_htx(db, "Hợp tác xã An Sơn", "2020-01-01");
	/* so called, begins so, holds both words */
	CHECK_STR(ranked(a, db, "htx an son"),
		  "Hợp tác xã An Sơn|HTX An Sơn Bắc|HTX An Bình Sơn|"
		  "HTX nông nghiệp An Sơn");
	/* a phrase before its words apart; dictionary order among equals */
	CHECK_STR(ranked(a, db, "an son"),
		  "Hợp tác xã An Sơn|HTX An Sơn Bắc|HTX nông nghiệp An Sơn|"
		  "HTX An Bình Sơn");
	CHECK_STR(ranked(a, db, "sông"), "");
}

TEST(same_diacritics_before_others)
{
	struct db *db = register_fixture(a, NULL);

	add_htx(db, "HTX Dinh Lập", "2020-01-01");
	add_htx(db, "HTX mới ở Đình Lập", "2020-01-01");
	CHECK_STR(ranked(a, db, "đình lập"),
		  "HTX mới ở Đình Lập|HTX Dinh Lập");
	CHECK_STR(ranked(a, db, "ĐÌNH LẬP"),
		  "HTX mới ở Đình Lập|HTX Dinh Lập");
	CHECK_STR(ranked(a, db, "dinh lap"),
		  "HTX Dinh Lập|HTX mới ở Đình Lập");
}
