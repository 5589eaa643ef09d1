/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lib/db/care.c, and src/lib/db/chain.c too. */
#include "lib/db/db.h"

#include "lib/db/fixture.h"

#include <string.h>
#include <unistd.h>

static struct db *history(struct arena *a, char **dir)
{
	struct db *db = fixture(a, dir);

	fixture_commit(db, 1, 10);
	fixture_commit(db, 2, 20);
	fixture_commit(db, 1, 11); /* corrects */
	fixture_commit(db, 3, 30);
	return db;
}

TEST(verify_is_silent_on_sound_data)
{
	char *dir;

	history(a, &dir);
	CHECK_INT(fixture_verify(a, dir, NULL), 0);
}

TEST(verify_tells_tampering)
{
	static const struct {
		const char *sql;
		const char *says;
	} cases[] = {
		{ "UPDATE fact SET value = 21 WHERE id = 2",
		  "giao dịch 3: dữ liệu đã bị sửa" },
		{ "UPDATE fact SET note = NULL WHERE id = 2",
		  "giao dịch 3: dữ liệu đã bị sửa" },
		{ "UPDATE fact SET value = NULL, note = value || note"
		  " WHERE id = 2", "giao dịch 3: dữ liệu đã bị sửa" },
		{ "UPDATE fact SET known_to = 5 WHERE id = 2",
		  "giao dịch 5: dữ liệu đã bị sửa" },
		{ "UPDATE fact SET known_to = 5 WHERE known_to = 4",
		  "giao dịch 4: dữ liệu đã bị sửa" },
		{ "UPDATE fact SET known_from = 4 WHERE id = 2",
		  "giao dịch 3: dữ liệu đã bị sửa" },
		{ "DELETE FROM fact WHERE id = 3",
		  "giao dịch 5: dữ liệu đã bị sửa" },
		{ "INSERT INTO fact VALUES (90, 9, 9, NULL, 3,"
		  " 9223372036854775807)", "giao dịch 3: dữ liệu đã bị sửa" },
		{ "INSERT INTO fact VALUES (90, 9, 9, NULL, 77,"
		  " 9223372036854775807)", "(77)" },
		{ "UPDATE fact SET known_to = 99 WHERE id = 2", "(99)" },
		{ "DELETE FROM tx WHERE id = 3", "thiếu giao dịch 3" },
		{ "DELETE FROM tx WHERE id = 5", "(5)" },
		{ "UPDATE tx SET who = 'ai đó' WHERE id = 2",
		  "giao dịch 2: nhật ký đã bị sửa" },
		{ "UPDATE tx SET at = at + 1 WHERE id = 5",
		  "giao dịch 5: nhật ký đã bị sửa" },
		{ "UPDATE tx SET at = at - 100000 WHERE id = 4",
		  "không muộn hơn" },
		{ "UPDATE tx SET digest = zeroblob(32) WHERE id = 4",
		  "giao dịch 4: nhật ký đã bị sửa" },
		{ "UPDATE tx SET hash = zeroblob(32) WHERE id = 4",
		  "giao dịch 5: nhật ký đã bị sửa" },
		{ "UPDATE tx SET hash = zeroblob(31) WHERE id = 4",
		  "giao dịch 4: mã băm" },
		{ "DROP TABLE fact", "không có bảng fact" },
		{ "ALTER TABLE fact RENAME COLUMN known_to TO kept_to",
		  "không có bảng fact" },
		{ "DELETE FROM chained", "giao dịch 2: dữ liệu đã bị sửa" },
		{ "CREATE TABLE child (id BIGINT REFERENCES tx (id));"
		  "INSERT INTO child VALUES (88)", "child" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char *dir;
		char *text;

		history(a, &dir);
		fixture_tamper(dir, cases[i].sql);
		CHECK(fixture_verify(a, dir, &text) > 0);
		if (!CHECK(strstr(text, cases[i].says)))
			printf("%s\nsaid: %s", cases[i].sql, text);
	}
}

/* A column added later, and a table added later, leave the digests be. */
TEST(verify_after_the_schema_has_grown)
{
	char *dir;

	history(a, &dir);
	fixture_tamper(dir, "ALTER TABLE fact ADD COLUMN later TEXT;"
			    "CREATE TABLE early (row BIGINT PRIMARY KEY,"
			    " known_from BIGINT, known_to BIGINT);"
			    "INSERT INTO chained VALUES ('early')");
	CHECK_INT(fixture_verify(a, dir, NULL), 0);
}

/*
 * Two contents that look alike when run together: "ab" + "c" and "a" + "bc",
 * in two columns.  Their digests must differ.
 */
TEST(digest_is_not_ambiguous)
{
	static const char *const contents[] = {
		"(7, 1, 12, '3')", "(7, 1, 1, '23')", "(7, 11, 2, '3')",
		"(7, 1, 12, NULL)", "(7, 1, NULL, '3')", "(7, 1, '12', '3')",
		"(7, 1, 12, 3)", "(7, 1, 12, x'33')",
	};
	unsigned char digest[ARRAY_LEN(contents)][DB_HASH_SIZE];

	for (size_t i = 0; i < ARRAY_LEN(contents); i++) {
		struct err e = { 0 };
		struct db *db;
		char *dir;

		fixture(a, &dir);
		fixture_tamper(dir, "DROP TABLE fact;"
				    "CREATE TABLE fact (row, id, value, note,"
				    " known_from DEFAULT 9, known_to)");
		fixture_tamper(dir, arena_printf(a,
						 "INSERT INTO fact (row, id,"
						 " value, note) VALUES %s",
						 contents[i]));
		db = db_open(a, dir, DB_READ, &e);
		CHECK_INT(db_digest(db, 9, digest[i]), 0);
		for (size_t j = 0; j < i; j++)
			CHECK(memcmp(digest[i], digest[j], DB_HASH_SIZE) != 0);
	}
}

/*
 * The form of the digest is a promise: old databases must go on verifying.
 * SHA-256 computed by hand (sha256sum) of
 *	R | 4 "fact" | C 3 "row" i 1 | C 10 "known_from" i 9 | E
 */
TEST(digest_form_is_fixed)
{
	static const unsigned char want[DB_HASH_SIZE] = {
		0xaa, 0x0e, 0xa6, 0x81, 0xe4, 0xef, 0x16, 0xe1,
		0xab, 0x70, 0x40, 0xc7, 0xa1, 0xd1, 0xcc, 0x35,
		0xf4, 0x1a, 0xd8, 0x27, 0x76, 0x3d, 0x0e, 0x75,
		0x76, 0x5a, 0xfd, 0x86, 0xa9, 0xf8, 0x4a, 0xdb
	};
	unsigned char got[DB_HASH_SIZE];
	struct err e = { 0 };
	struct db *db;
	char *dir;

	fixture(a, &dir);
	fixture_tamper(dir, "DROP TABLE fact;"
			    "CREATE TABLE fact (row, id, known_from, known_to);"
			    "INSERT INTO fact VALUES (1, NULL, 9, 100)");
	db = db_open(a, dir, DB_READ, &e);
	CHECK_INT(db_digest(db, 9, got), 0);
	CHECK(memcmp(got, want, sizeof want) == 0);
}

TEST(verify_tells_a_damaged_file)
{
	char *dir;
	char *path;
	struct arena *b = arena_new();
	struct db *db = history(b, &dir);
	char text[64];
	FILE *f;

	path = arena_printf(a, "%s.copy", dir);
	{
		struct err e = { 0 };

		CHECK_INT(db_backup(db, path, &e), 0);
	}
	arena_free(b);
	dir = test_dir(a);
	memset(text, 'x', sizeof text);
	CHECK(rename(path, arena_printf(a, "%s/%s", dir, DB_FILE)) == 0);
	path = arena_printf(a, "%s/%s", dir, DB_FILE);
	f = fopen(path, "r+");
	/* the first page of a table, behind the schema's pages */
	for (long page = 8; f && page < 12; page++) {
		fseek(f, page * 4096, SEEK_SET);
		fwrite(text, 1, sizeof text, f);
	}
	CHECK(f && fclose(f) == 0);
	CHECK(fixture_verify(a, dir, NULL) > 0);
}

TEST(backup_and_restore_round_trip)
{
	struct err e = { 0 };
	char *dir;
	struct db *db = history(a, &dir);
	char *file = arena_printf(a, "%s/backup", dir);
	char *new = arena_printf(a, "%s/new", dir);
	struct db *copy;

	CHECK_INT(db_backup(db, file, &e), 0);
	CHECK(access(arena_printf(a, "%s-wal", file), F_OK) != 0);
	CHECK_INT(db_backup(db, file, &e), -1);
	CHECK_ERR(&e, ERR_CONFLICT, file);
	memset(&e, 0, sizeof e);
	fixture_commit(db, 4, 40); /* after the backup */
	CHECK_INT(db_restore(file, new, &e), 0);
	copy = db_open(a, new, DB_WRITE, &e);
	if (!CHECK(copy != NULL))
		return;
	CHECK_INT(db_last_tx(copy), 5);
	fixture_commit(copy, 4, 41);
	CHECK_INT(fixture_verify(a, new, NULL), 0);
	CHECK_INT(db_restore(file, new, &e), -1);
	CHECK_ERR(&e, ERR_CONFLICT, "đã có cơ sở dữ liệu");
}

TEST(backup_while_another_writes)
{
	struct err e = { 0 };
	char *dir;
	struct db *db = history(a, &dir);
	struct db *reader = db_open(a, dir, DB_READ, &e);
	char *file = arena_printf(a, "%s/backup", dir);

	CHECK_INT(db_begin(db, "x", "y", &e), 0);
	fixture_write(db, 9, 90, NULL);
	CHECK_INT(db_backup(reader, file, &e), 0);
	CHECK_INT(db_commit(db, &e), 0);
	CHECK_INT(db_restore(file, arena_printf(a, "%s/new", dir), &e), 0);
}

TEST(restore_refuses_what_is_not_whole)
{
	struct err e = { 0 };
	char *dir;
	struct db *db = history(a, &dir);
	char *file = arena_printf(a, "%s/backup", dir);
	char *new = arena_printf(a, "%s/new", dir);
	FILE *f;

	CHECK_INT(db_restore(file, new, &e), -1);
	CHECK_ERR(&e, ERR_NOTFOUND, file);
	f = fopen(file, "w");
	CHECK(f && fputs("not a database at all", f) >= 0 && fclose(f) == 0);
	memset(&e, 0, sizeof e);
	CHECK_INT(db_restore(file, new, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "không phải bản sao lưu");
	fixture_tamper(dir, "UPDATE fact SET value = 12 WHERE id = 2");
	file = arena_printf(a, "%s/tampered", dir);
	memset(&e, 0, sizeof e);
	CHECK_INT(db_backup(db, file, &e), 0);
	CHECK_INT(db_restore(file, new, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "không nguyên vẹn: 1 chỗ sai");
	CHECK(access(new, F_OK) != 0); /* nothing is left behind */
}
