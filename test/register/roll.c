/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/register/roll.c.  What src/register/view.c and
 * src/register/history.c say is tested by test/cli/register.sh and
 * test/web/register.test.js. */
#include "lib/text/text.h"
#include "register/fixture.h"
#include "register/roll.h"
#include "register/search.h"

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

static void rename_org(struct db *db, int64_t org, const char *name)
{
	struct org_version v = { .from = day("2022-01-01"), .name = name,
				 .seat = REG_NONE, .capital = REG_NONE,
				 .members = REG_NONE, .labour = REG_NONE,
				 .managers = REG_NONE,
				 .managers_low = REG_NONE,
				 .managers_high = REG_NONE };
	struct err e = { 0 };

	CHECK_INT(register_version(db, &register_pack, org, &v, false, &e), 0);
}

/* What the list finds in memory, register_search finds in the database: names
 * of few words, some of which have changed, asked for by beginnings of them. */
TEST(list_finds_what_the_database_finds)
{
	static const char *const word[] = { "An", "Ân", "Sơn", "Sông", "Bắc",
					    "Đình", "Lập", "nông nghiệp" };
	struct db *db = register_fixture(a, NULL);
	struct view v = { .on = day("2023-06-30"), .known = db_tx(db),
			  .pack = &register_pack };
	struct err e = { 0 };
	unsigned x = 7;

	for (int i = 0; i < 60; i++) {
		char *name[2];
		int64_t org;

		for (int k = 0; k < 2; k++) {
			const unsigned y = x = x * 1103515245 + 12345;

			name[k] = arena_printf(a, "%s %s %s %s",
					       y >> 30 & 1 ? "HTX"
							   : "Hợp tác xã",
					       word[y >> 16 & 7],
					       word[y >> 20 & 7],
					       word[y >> 24 & 7]);
		}
		org = add_htx(db, name[0], "2020-01-01");
		if (i % 3 == 0)
			rename_org(db, org, name[1]);
	}
	for (int i = 0; i < 100; i++) {
		const unsigned y = x = x * 1103515245 + 12345;
		struct roll_filter f = { .ended = true };
		const struct snapshot *s = register_snapshot(
			a, db, v.pack, v.known, &e);
		struct roll_line *line;
		int64_t *id;
		size_t n;

		f.text = arena_printf(a, "%s%s %.*s", i % 2 ? "htx " : "",
				      word[y >> 16 & 7], (int)(y >> 28),
				      text_fold(a, word[y >> 20 & 7]));
		n = register_search(a, db, f.text, v.on, v.known, &id);
		if (!CHECK_INT(roll_read(a, db, &v, s, &f, &line), n))
			return;
		for (size_t k = 0; k < n; k++)
			CHECK_INT(line[k].org->id, id[k]);
	}
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
