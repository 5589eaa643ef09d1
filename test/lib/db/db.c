/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lib/db/db.c, and src/lib/db/migration.c, src/lib/db/file.c too. */
#include "lib/db/db.h"

#include "lib/db/fixture.h"

#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static bool exists(struct arena *a, const char *dir, const char *name)
{
	return access(arena_printf(a, "%s/%s", dir, name), F_OK) == 0;
}

TEST(db_create_makes_the_directory_and_refuses_a_second_time)
{
	struct err e = { 0 };
	char *dir = arena_printf(a, "%s/one/new", test_dir(a));

	CHECK(db_open(a, dir, DB_CREATE, &e) != NULL);
	CHECK(exists(a, dir, DB_FILE));
	CHECK(db_open(a, dir, DB_CREATE, &e) == NULL);
	CHECK_ERR(&e, ERR_CONFLICT, "thư mục dữ liệu đã có cơ sở dữ liệu");
	CHECK_ERR(&e, ERR_CONFLICT, dir);
}

TEST(db_create_in_a_path_that_is_a_file)
{
	struct err e = { 0 };
	char *file = arena_printf(a, "%s/file", test_dir(a));
	FILE *f = fopen(file, "w");

	CHECK(f && fclose(f) == 0);
	CHECK(db_open(a, file, DB_CREATE, &e) == NULL);
	CHECK_ERR(&e, ERR_IO, "không ghi được");
}

TEST(db_open_without_data)
{
	struct err e = { 0 };
	char *dir = test_dir(a);

	CHECK(db_open(a, dir, DB_READ, &e) == NULL);
	CHECK_ERR(&e, ERR_NOTFOUND, "init");
	memset(&e, 0, sizeof e);
	CHECK(db_open(a, dir, DB_WRITE, &e) == NULL);
	CHECK_ERR(&e, ERR_NOTFOUND, dir);
	CHECK(!exists(a, dir, DB_FILE));
}

TEST(db_open_of_something_else)
{
	struct err e = { 0 };
	char *dir = test_dir(a);
	FILE *f = fopen(arena_printf(a, "%s/%s", dir, DB_FILE), "w");

	for (int i = 0; f && i < 1000; i++)
		fputs("not a database\n", f);
	CHECK(f && fclose(f) == 0);
	CHECK(db_open(a, dir, DB_READ, &e) == NULL);
	CHECK_ERR(&e, ERR_IO, "không phải");
}

TEST(db_open_of_another_programs_database)
{
	struct err e = { 0 };
	char *dir = test_dir(a);

	fixture_tamper(dir, "CREATE TABLE x (y)");
	CHECK(db_open(a, dir, DB_WRITE, &e) == NULL);
	CHECK_ERR(&e, ERR_INPUT, "không phải cơ sở dữ liệu của hoptac");
}

TEST(db_open_of_a_newer_database)
{
	struct err e = { 0 };
	char *dir;

	fixture(a, &dir);
	fixture_tamper(dir, "INSERT INTO migration"
			    " VALUES (9999, 'x/9999.sql')");
	CHECK(db_open(a, dir, DB_READ, &e) == NULL);
	CHECK_ERR(&e, ERR_CONFLICT, "x/9999.sql");
}

/* A reader of a database that lacks the newest migration brings it up. */
TEST(db_open_upgrades)
{
	struct err e = { 0 };
	char *dir = test_dir(a);
	struct db *db;

	fixture_tamper(dir, "CREATE TABLE migration"
			    " (number BIGINT PRIMARY KEY, name TEXT NOT NULL)");
	db = db_open(a, dir, DB_READ, &e);
	if (!CHECK(db != NULL)) {
		printf("%s %s\n", e.message, e.detail);
		return;
	}
	CHECK_INT(db_last_tx(db), 0);
	CHECK(db_get_int(db, 0, "SELECT COUNT(*) FROM migration") > 0);
	CHECK_INT(db_failed(db, &e), 0);
}

TEST(db_settings)
{
	struct err e = { 0 };
	char *dir;
	struct db *db = fixture(a, &dir);

	CHECK(exists(a, dir, DB_FILE "-wal"));
	CHECK_INT(db_get_int(db, -1, "PRAGMA synchronous"), 2);
	CHECK_INT(db_get_int(db, -1, "PRAGMA foreign_keys"), 1);
	CHECK_INT(db_get_int(db, -1, "PRAGMA busy_timeout"), 5000);
	CHECK_INT(db_get_int(db, -1, "PRAGMA trusted_schema"), 0);
	db = db_open(a, dir, DB_READ, &e);
	CHECK_INT(db_get_int(db, -1, "PRAGMA query_only"), 1);
	CHECK_INT(db_exec(db, "DELETE FROM fact", &e), -1);
	CHECK_ERR(&e, ERR_IO, "quyền");
}

TEST(db_values_come_back)
{
	struct err e = { 0 };
	struct db *db = fixture(a, NULL);
	struct rows *r;
	size_t n;

	r = db_query(db, "SELECT $3, $1, $2, $4, $5", db_int(INT64_MIN),
		     db_text("Đình Lập"), db_blob("\0\1", 2), db_null(),
		     db_blob(NULL, 0));
	if (CHECK(db_step(r))) {
		CHECK(memcmp(db_col_blob(r, 0, &n), "\0\1", 2) == 0);
		CHECK_INT(n, 2);
		CHECK_INT(db_col_int(r, 1), INT64_MIN);
		CHECK_STR(db_col_text(r, 2), "Đình Lập");
		CHECK(db_col_null(r, 3));
		CHECK_STR(db_col_text(r, 3), NULL);
		CHECK(!db_col_null(r, 4));
		CHECK(!db_step(r));
	}
	CHECK(!db_step(r)); /* it goes on answering no */
	r = db_query(db, "SELECT 1 WHERE $1 IS NULL", db_text(NULL));
	CHECK(db_step(r));
	db_end(r);
	db_end(r);
	CHECK_INT(db_failed(db, &e), 0);
}

TEST(db_query_copies_its_values)
{
	struct db *db = fixture(a, NULL);
	char text[] = "first";
	struct rows *r = db_query(db, "SELECT $1", db_text(text));

	memcpy(text, "other", sizeof text);
	CHECK(db_step(r));
	CHECK_STR(db_col_text(r, 0), "first");
}

/* Values of every kind one after the other in the same statement: what stays
 * bound must not be taken for what comes. */
TEST(db_values_follow_each_other)
{
	struct err e = { 0 };
	struct db *db = fixture(a, NULL);
	const struct db_value v[] = {
		db_int(7), db_int(7), db_text("7"), db_int(7), db_null(),
		db_int(0), db_null(), db_null(), db_blob("7", 1), db_text("7"),
		db_text("8"), db_int(8),
	};
	static const char *const want[] = {
		"integer 7", "integer 7", "text 7", "integer 7", NULL,
		"integer 0", NULL, NULL, "blob 7", "text 7",
		"text 8", "integer 8",
	};

	for (size_t i = 0; i < ARRAY_LEN(v); i++)
		for (size_t k = 0; k < ARRAY_LEN(v); k++) {
			const size_t at[] = { i, k };

			for (size_t x = 0; x < 2; x++)
				CHECK_STR(db_get_text(db, a,
						      "SELECT typeof($1)"
						      " || ' ' || $1",
						      v[at[x]]),
					  want[at[x]]);
		}
	CHECK_INT(db_failed(db, &e), 0);
}

TEST(db_plans_once_for_a_number_that_an_index_turns_on)
{
	static const char sql[] = "SELECT id FROM fact WHERE id = $1"
				  " AND known_to = $2";
	struct db *db = fixture(a, NULL);

	fixture_commit(db, 3, 30);
	for (int i = 0; i < 10; i++)
		CHECK_INT(db_get_int(db, 0, sql, db_int(i),
				     db_int(DB_STILL)), i == 3 ? 3 : 0);
	for (size_t i = 0; i < DB_BUCKETS; i++)
		for (struct rows *r = db->bucket[i]; r; r = r->next)
			if (r->sql == sql)
				CHECK(sqlite3_stmt_status(
					      r->stmt,
					      SQLITE_STMTSTATUS_REPREPARE,
					      0) <= 1);
}

TEST(db_get)
{
	struct err e = { 0 };
	struct db *db = fixture(a, NULL);

	CHECK_INT(db_get_int(db, -7, "SELECT value FROM fact"), -7);
	CHECK_INT(db_get_int(db, -7, "SELECT NULL"), -7);
	CHECK_INT(db_get_int(db, -7, "SELECT 5 UNION ALL SELECT 6"), 5);
	CHECK_STR(db_get_text(db, a, "SELECT note FROM fact"), NULL);
	CHECK_STR(db_get_text(db, a, "SELECT $1", db_text("có")), "có");
	CHECK_INT(db_failed(db, &e), 0);
}

/* The numbers at and below n, by the same query inside itself. */
static int64_t sum_nested(struct db *db, int64_t n)
{
	struct rows *r = db_query(db, "SELECT value FROM fact WHERE id < $1"
				      " ORDER BY id", db_int(n));
	int64_t sum = 0;

	while (db_step(r)) {
		int64_t value = db_col_int(r, 0);

		sum += value + sum_nested(db, value);
		CHECK_INT(db_col_int(r, 0), value);
	}
	return sum;
}

TEST(db_same_query_nested)
{
	struct err e = { 0 };
	struct db *db = fixture(a, NULL);
	int64_t want[8];

	for (int64_t i = 0; i < 7; i++)
		fixture_commit(db, i, i);
	/* f(n) = sum over i < n of (i + f(i)) */
	for (int n = 0; n < 8; n++) {
		want[n] = 0;
		for (int i = 0; i < n; i++)
			want[n] += i + want[i];
	}
	CHECK_INT(sum_nested(db, 7), want[7]);
	CHECK_INT(sum_nested(db, 7), want[7]);
	CHECK_INT(db_failed(db, &e), 0);
}

TEST(db_error_is_sticky_until_rollback)
{
	struct err e = { 0 };
	struct db *db = fixture(a, NULL);
	int64_t row;

	CHECK_INT(db_begin(db, "x", "y", &e), 0);
	row = fixture_write(db, 1, 10, NULL);
	/* twice the same primary key */
	CHECK_INT(db_run(db,
			 "INSERT INTO fact (row, id, known_from, known_to)"
			 " VALUES ($1, 9, 1, 1)", db_int(row)), -1);
	CHECK_INT(db_run(db, "DELETE FROM fact WHERE id = 77"), -1);
	CHECK(!db_step(db_query(db, "SELECT 1")));
	CHECK_INT(db_get_int(db, -7, "SELECT 1"), -7);
	CHECK_INT(db_failed(db, &e), -1);
	CHECK_ERR(&e, ERR_CONFLICT, "fact.row");
	memset(&e, 0, sizeof e);
	CHECK_INT(db_commit(db, &e), -1);
	CHECK_ERR(&e, ERR_CONFLICT, "fact.row");
	/* the transaction is gone, with its error */
	CHECK_INT(db_failed(db, &e), 0);
	CHECK_INT(db_get_int(db, -7, "SELECT COUNT(*) FROM fact"), 0);
	CHECK_INT(db_last_tx(db), 1);
	fixture_commit(db, 1, 10);
	CHECK_INT(db_last_tx(db), 2);
}

TEST(db_run_counts)
{
	struct err e = { 0 };
	struct db *db = fixture(a, NULL);

	fixture_commit(db, 1, 10);
	fixture_commit(db, 2, 10);
	CHECK_INT(db_begin(db, "x", "y", &e), 0);
	CHECK_INT(db_run(db, "UPDATE fact SET note = $1", db_text("a")), 2);
	CHECK_INT(db_run(db, "UPDATE fact SET note = $1 WHERE id = $2",
			 db_text("a"), db_int(9)), 0);
	db_rollback(db);
}

TEST(db_full_disk_changes_nothing)
{
	struct err e = { 0 };
	char *dir;
	struct db *db = fixture(a, &dir);
	char *big = arena_alloc(a, 100001);

	memset(big, 'x', 100000);
	fixture_commit(db, 1, 10);
	CHECK(db_get_int(db, -1, "PRAGMA max_page_count = 40") > 0);
	CHECK_INT(db_begin(db, "x", "y", &e), 0);
	for (int64_t i = 2; i < 12; i++)
		fixture_write(db, i, i, big);
	CHECK_INT(db_commit(db, &e), -1);
	CHECK_ERR(&e, ERR_IO, "đĩa đã đầy");
	CHECK_INT(db_get_int(db, -1, "SELECT COUNT(*) FROM fact"), 1);
	fixture_commit(db, 2, 20); /* a small one still fits */
	CHECK_INT(fixture_verify(a, dir, NULL), 0);
}

/* Fills a file system of one megabyte: exit status 0 when all went well, 77
 * where mounting is not allowed, else the step that failed. */
static int fill_disk(struct arena *a, const char *dir)
{
	struct err e = { 0 };
	char *big = arena_alloc(a, 20001);
	struct db *db;
	int64_t n = 0;

	memset(big, 'x', 20000);
	if ((unshare(CLONE_NEWNS) && unshare(CLONE_NEWUSER | CLONE_NEWNS)) ||
	    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    mount("none", dir, "tmpfs", 0, "size=1m"))
		return 77;
	db = fixture_in(a, dir);
	do {
		n++;
		if (db_begin(db, "x", "y", &e))
			break;
		fixture_write(db, n, n, big);
	} while (n < 200 && db_commit(db, &e) == 0);
	if (e.kind != ERR_IO || !strstr(e.message, "đĩa đã đầy"))
		return 1;
	if (db_get_int(db, -1, "SELECT COUNT(*) FROM fact") != n - 1)
		return 2;
	memset(&e, 0, sizeof e);
	if (db_backup(db, arena_printf(a, "%s/copy", dir), &e) != -1 ||
	    !strstr(e.message, "đĩa đã đầy") || exists(a, dir, "copy"))
		return 3;
	memset(&e, 0, sizeof e);
	if (db_open(a, arena_printf(a, "%s/new", dir), DB_CREATE, &e) ||
	    e.kind != ERR_IO || exists(a, dir, "new/" DB_FILE))
		return 4;
	return fixture_verify(a, dir, NULL) == 0 ? 0 : 5;
}

TEST(db_real_full_disk)
{
	char *dir = test_dir(a);
	int status;
	pid_t child;

	fflush(stdout);
	child = fork();
	if (child == 0)
		_exit(fill_disk(arena_new(), dir));
	CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status));
	if (WEXITSTATUS(status) != 77)
		CHECK_INT(WEXITSTATUS(status), 0);
}

static bool uses_index(struct db *db, const char *sql)
{
	struct rows *r = db_query(db, sql);
	bool ret = db_step(r) && strstr(db_col_text(r, 3), "INDEX");

	db_end(r);
	return ret;
}

/*
 * What db.h asks of a migration that makes a versioned table: an index on
 * known_from, and one on known_to of what was withdrawn.  Were that of all
 * rows, SQLite would take it for `known_to = $2`, which nearly every row
 * fulfils, before the index that finds the one row asked for.
 */
TEST(db_chained_tables_are_indexed)
{
	static const struct {
		const char *where;
		bool index;
	} want[] = {
		{ "known_from = 1", true },
		{ "known_to = 1 AND known_to < 9223372036854775807", true },
		{ "known_to = 1", false },
	};
	struct err e = { 0 };
	struct db *db = fixture(a, NULL);
	struct rows *r = db_query(db, "SELECT name FROM chained");

	while (db_step(r))
		for (size_t i = 0; i < ARRAY_LEN(want); i++) {
			char *sql = arena_printf(a,
						 "EXPLAIN QUERY PLAN"
						 " SELECT * FROM %s WHERE %s",
						 db_col_text(r, 0),
						 want[i].where);

			if (!CHECK(uses_index(db, sql) == want[i].index))
				printf("%s: %s (docs/time.md)\n", sql,
				       want[i].index ? "no index" :
						       "index not wanted");
		}
	CHECK_INT(db_failed(db, &e), 0);
}
