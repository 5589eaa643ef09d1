/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lib/db/tx.c: transactions, the two time axes, lasting. */
#include "lib/db/db.h"

#include "lib/db/fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

TEST(tx_row_says_who_when_why)
{
	struct err e = { 0 };
	struct db *db = fixture(a, NULL);
	struct rows *r;

	setenv("HOPTAC_NOW", "2023-07-10T08:30:00.250+07:00", 1);
	CHECK_INT(db_begin(db, "lan", "sửa vốn điều lệ", &e), 0);
	CHECK_INT(db_tx(db), 2);
	CHECK_INT(db_last_tx(db), 1);
	unsetenv("HOPTAC_NOW");
	CHECK_INT(db_commit(db, &e), 0);
	CHECK_INT(db_last_tx(db), 2);
	r = db_query(db, "SELECT who, why FROM tx WHERE id = 2");
	CHECK(db_step(r));
	CHECK_STR(db_col_text(r, 0), "lan");
	CHECK_STR(db_col_text(r, 1), "sửa vốn điều lệ");
	db_end(r);
}

/* 2023-07-10T01:30:00.250Z: 19548 days since 1970-01-01, 5400.25 s into it. */
#define FIXED ((moment_t)19548 * 86400000 + 5400250)

TEST(tx_time_can_be_given_and_always_increases)
{
	struct err e = { 0 };
	struct db *db;

	setenv("HOPTAC_NOW", "2023-07-10T08:30:00.250+07:00", 1);
	db = fixture(a, NULL);
	fixture_commit(db, 1, 1);
	fixture_commit(db, 2, 1);
	setenv("HOPTAC_NOW", "2023-07-09", 1); /* a clock set back */
	fixture_commit(db, 3, 1);
	setenv("HOPTAC_NOW", "2023-07-12", 1);
	fixture_commit(db, 4, 1);
	for (int64_t i = 1; i <= 4; i++)
		CHECK_INT(db_get_int(db, 0, "SELECT at FROM tx WHERE id = $1",
				     db_int(i)), FIXED + i - 1);
	CHECK_INT(db_tx_at(db, FIXED - 1), 0);
	CHECK_INT(db_tx_at(db, FIXED), 1);
	CHECK_INT(db_tx_at(db, FIXED + 2), 3);
	CHECK_INT(db_tx_at(db, FIXED + 86400000), 4);
	CHECK_INT(db_tx_at(db, FIXED + (moment_t)10 * 86400000), 5);
	setenv("HOPTAC_NOW", "hôm nay", 1);
	CHECK_INT(db_begin(db, "x", "y", &e), -1);
	CHECK_ERR(&e, ERR_USAGE, "hôm nay");
	unsetenv("HOPTAC_NOW");
}

TEST(tx_next_numbers)
{
	struct err e = { 0 };
	struct db *db = fixture(a, NULL);

	CHECK_INT(db_begin(db, "x", "y", &e), 0);
	CHECK_INT(db_next(db, "fact", "row"), 1);
	CHECK_INT(db_next(db, "fact", "id"), 1);
	CHECK_INT(db_next(db, "fact", "row"), 2);
	db_rollback(db);
	CHECK_INT(db_begin(db, "x", "y", &e), 0);
	CHECK_INT(fixture_write(db, 40, 1, NULL), 1);
	CHECK_INT(fixture_write(db, 41, 1, NULL), 2);
	CHECK_INT(db_next(db, "fact", "id"), 42);
	CHECK_INT(db_commit(db, &e), 0);
	CHECK_INT(db_begin(db, "x", "y", &e), 0);
	CHECK_INT(db_next(db, "fact", "row"), 3);
	db_rollback(db);
}

TEST(tx_withdraw_twice_is_a_conflict)
{
	struct err e = { 0 };
	struct db *db = fixture(a, NULL);

	fixture_commit(db, 1, 10);
	fixture_commit(db, 1, 11);
	CHECK_INT(db_begin(db, "x", "y", &e), 0);
	db_withdraw(db, "fact", 1);
	CHECK_INT(db_commit(db, &e), -1);
	CHECK_ERR(&e, ERR_CONFLICT, "bảng fact, dòng 1");
}

TEST(tx_tells_what_it_wrote)
{
	struct err e = { 0 };
	struct db *db = fixture(a, NULL);
	struct db_written *w;

	fixture_commit(db, 1, 10);
	CHECK_INT(db_begin(db, "x", "y", &e), 0);
	fixture_write(db, 1, 11, NULL); /* corrects: one withdrawn */
	fixture_write(db, 2, 20, NULL);
	CHECK_INT(db_commit(db, &e), 0);
	CHECK_INT(db_written(a, db, 3, 3, &w), 1);
	CHECK_STR(w[0].table, "fact");
	CHECK_INT(w[0].wrote, 2);
	CHECK_INT(w[0].withdrew, 1);
	CHECK_INT(db_written(a, db, 4, 9, &w), 0);
	/* one that only withdraws, and several at once */
	CHECK_INT(db_begin(db, "x", "y", &e), 0);
	fixture_withdraw(db, 1);
	CHECK_INT(db_commit(db, &e), 0);
	fixture_commit(db, 3, 30);
	if (!CHECK_INT(db_written(a, db, 2, 5, &w), 4))
		return;
	for (int i = 0; i < 4; i++) {
		static const int64_t wrote[] = { 1, 2, 0, 1 };
		static const int64_t withdrew[] = { 0, 1, 1, 0 };

		CHECK_INT(w[i].tx, i + 2);
		CHECK_STR(w[i].table, "fact");
		CHECK_INT(w[i].wrote, wrote[i]);
		CHECK_INT(w[i].withdrew, withdrew[i]);
	}
}

TEST(tx_ends_with_the_arena)
{
	struct err e = { 0 };
	char *dir;
	struct db *db = fixture(a, &dir);
	struct arena *b = arena_new();
	struct db *other = db_open(b, dir, DB_WRITE, &e);

	CHECK_INT(db_begin(other, "x", "y", &e), 0);
	fixture_write(other, 1, 10, NULL);
	CHECK(db_step(db_query(other, "SELECT 1 FROM fact")));
	arena_free(b);
	CHECK_INT(db_get_int(db, 0, "SELECT COUNT(*) FROM fact"), 0);
	fixture_commit(db, 1, 10);
	CHECK_INT(db_last_tx(db), 2);
}

TEST(tx_second_writer_waits_then_gives_up)
{
	struct err e = { 0 };
	char *dir;
	struct db *db = fixture(a, &dir);
	struct db *other = db_open(a, dir, DB_WRITE, &e);
	struct db *reader = db_open(a, dir, DB_READ, &e);

	sqlite3_busy_timeout(other->h, 20);
	CHECK_INT(db_begin(db, "x", "y", &e), 0);
	fixture_write(db, 1, 10, NULL);
	CHECK_INT(db_begin(other, "x", "y", &e), -1);
	CHECK_ERR(&e, ERR_CONFLICT, "đang ghi");
	memset(&e, 0, sizeof e);
	/* reading goes on, of what is committed */
	CHECK_INT(db_get_int(reader, -1, "SELECT COUNT(*) FROM fact"), 0);
	CHECK_INT(db_last_tx(reader), 1);
	CHECK_INT(db_commit(db, &e), 0);
	CHECK_INT(db_get_int(reader, -1, "SELECT COUNT(*) FROM fact"), 1);
	/* nothing sticks to the one that gave up */
	CHECK_INT(db_begin(other, "x", "y", &e), 0);
	CHECK_INT(fixture_write(other, 2, 20, NULL), 2);
	CHECK_INT(db_commit(other, &e), 0);
	CHECK_INT(db_last_tx(db), 3);
}

TEST(tx_is_not_seen_by_who_has_begun_to_read)
{
	struct err e = { 0 };
	char *dir;
	struct db *db = fixture(a, &dir);
	struct db *reader = db_open(a, dir, DB_READ, &e);

	db_snapshot(reader);
	fixture_commit(db, 1, 10); /* nothing was asked for yet */
	CHECK_INT(db_get_int(reader, -1, "SELECT COUNT(*) FROM fact"), 1);
	fixture_commit(db, 2, 20);
	CHECK_INT(db_get_int(reader, -1, "SELECT COUNT(*) FROM fact"), 1);
	CHECK_INT(db_last_tx(reader), 2);
	db_reset(reader);
	CHECK_INT(db_get_int(reader, -1, "SELECT COUNT(*) FROM fact"), 2);
	/* again, with a query that is still giving rows, and after a failure */
	db_snapshot(reader);
	CHECK(db_step(db_query(reader, "SELECT id FROM fact")));
	db_break(reader, SQLITE_IOERR);
	CHECK_INT(db_failed(reader, &e), -1);
	memset(&e, 0, sizeof e);
	db_reset(reader);
	fixture_commit(db, 3, 30);
	CHECK_INT(db_get_int(reader, -1, "SELECT COUNT(*) FROM fact"), 3);
	CHECK_INT(db_failed(reader, &e), 0);
}

/* --- as known after every transaction, against a plain copy of each state */

enum { FACTS = 8, STEPS = 120 };

TEST(tx_known_at_every_point)
{
	struct err e = { 0 };
	char *dir;
	struct db *db = fixture(a, &dir);
	static int64_t state[STEPS + 2][FACTS]; /* 0: absent */
	uint64_t seed = 20230630;

	memset(state, 0, sizeof state);
	for (int k = 2; k < STEPS + 2; k++) {
		int64_t value;

		memcpy(state[k], state[k - 1], sizeof state[k]);
		CHECK_INT(db_begin(db, "x", "y", &e), 0);
		for (uint32_t n = test_random(&seed, 4); n > 0; n--) {
			uint32_t id = test_random(&seed, FACTS);

			value = test_random(&seed, 5);
			if (value)
				fixture_write(db, id, value, NULL);
			else
				fixture_withdraw(db, id);
			state[k][id] = value;
		}
		CHECK_INT(db_commit(db, &e), 0);
	}
	for (int64_t k = 1; k < STEPS + 2; k++) {
		int64_t got[FACTS] = { 0 };
		struct rows *r = db_query(db,
					  "SELECT id, value FROM fact"
					  " WHERE known_from <= $1"
					  " AND known_to > $1", db_int(k));

		while (db_step(r)) {
			CHECK(got[db_col_int(r, 0)] == 0);
			got[db_col_int(r, 0)] = db_col_int(r, 1);
		}
		if (!CHECK(memcmp(got, state[k], sizeof got) == 0))
			printf("as known after %lld\n", (long long)k);
	}
	CHECK_INT(fixture_verify(a, dir, NULL), 0);
}

/* --- power cuts ----------------------------------------------------------- */

/* Commits fact after fact and says which are safe, until it is killed. */
_Noreturn static void commit_forever(const char *dir, int out)
{
	struct err e = { 0 };
	struct db *db = db_open(arena_new(), dir, DB_WRITE, &e);

	for (;;) {
		int64_t id = db_last_tx(db) + 1;

		fixture_commit(db, id, id);
		if (write(out, &id, sizeof id) != sizeof id)
			_exit(1);
	}
}

static int64_t kill_after(const char *dir, bool wait, useconds_t delay)
{
	int fd[2];
	int64_t id;
	int64_t last = 0;
	pid_t child;

	if (pipe(fd))
		BUG("pipe");
	fflush(stdout);
	child = fork();
	if (child == 0) {
		close(fd[0]);
		commit_forever(dir, fd[1]);
	}
	close(fd[1]);
	if (wait && read(fd[0], &id, sizeof id) == sizeof id)
		last = id;
	usleep(delay);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	while (read(fd[0], &id, sizeof id) == sizeof id)
		last = id;
	close(fd[0]);
	return last;
}

TEST(tx_survives_kill)
{
	char *dir = test_dir(a);
	uint64_t seed = 9;
	int64_t acknowledged = 0;
	struct err e = { 0 };
	struct arena *made = arena_new();

	fixture_in(made, dir);
	arena_free(made);
	for (int round = 0; round < 30; round++) {
		/* on a slow machine a delay alone may end before the first
		 * commit: every other round waits for that one */
		int64_t last = kill_after(dir, round % 2,
					  2000 + test_random(&seed, 30000));
		struct arena *b = arena_new();
		struct db *db;

		if (last > acknowledged)
			acknowledged = last;
		db = db_open(b, dir, DB_WRITE, &e);
		if (!CHECK(db != NULL))
			break;
		CHECK(db_last_tx(db) >= acknowledged);
		CHECK_INT(db_get_int(db, -1, "SELECT COUNT(*) FROM fact"),
			  db_last_tx(db) - 1);
		arena_free(b);
	}
	CHECK(acknowledged > 1);
	CHECK_INT(fixture_verify(a, dir, NULL), 0);
}

/* Opens and reads twenty times: the number of failures. */
static int open_often(const char *dir, enum db_mode mode)
{
	int failures = 0;

	for (int i = 0; i < 20; i++) {
		struct arena *a = arena_new();
		struct err e = { 0 };
		struct db *db = db_open(a, dir, mode, &e);

		if (!db || db_get_int(db, -1, "SELECT COUNT(*) FROM fact") < 0)
			failures++;
		arena_free(a);
	}
	return failures;
}

/* Whoever opens first after a crash has to recover the log, and the others
 * have to wait for it: without a busy time-out half of them fail. */
TEST(tx_many_open_at_once_after_a_crash)
{
	char *dir = arena_printf(a, "%s/data", test_dir(a));
	struct arena *made = arena_new();
	pid_t child[6];

	fixture_in(made, dir);
	arena_free(made);
	kill_after(dir, false, 20000);
	fflush(stdout);
	for (size_t i = 0; i < ARRAY_LEN(child); i++) {
		child[i] = fork();
		if (child[i] == 0)
			_exit(open_often(dir, i % 2 ? DB_READ : DB_WRITE));
	}
	for (size_t i = 0; i < ARRAY_LEN(child); i++) {
		int status;

		waitpid(child[i], &status, 0);
		CHECK(WIFEXITED(status));
		CHECK_INT(WEXITSTATUS(status), 0);
	}
}
