/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Care of the data: looking for damage, copying out, copying back.
 *
 * db_verify reads under one read transaction, so that a writer at work does
 * not look like damage.  What it cannot see: the last transactions cut off
 * whole, with all they wrote, and a chain recomputed from some point on; both
 * show only to someone who kept a later hash elsewhere (docs/time.md).
 */
#include "lib/db/db.h"

#include "lib/db/internal.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

struct findings {
	void (*report)(void *ctx, const char *text);
	void *ctx;
	int n;
};

__attribute__((format(printf, 2, 3)))
static void find(struct findings *f, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	f->n++;
	if (f->report)
		f->report(f->ctx, text);
}

static void check_engine(struct db *db, struct findings *f)
{
	struct rows *r = db_query(db, "PRAGMA integrity_check(20)");

	while (db_step(r))
		if (strcmp(db_col_text(r, 0), "ok") != 0)
			find(f, "tệp dữ liệu hỏng: %s", db_col_text(r, 0));
	r = db_query(db, "PRAGMA foreign_key_check");
	while (db_step(r))
		find(f, "bảng %s, dòng thứ %lld trỏ tới bản ghi không có trong "
			"bảng %s", db_col_text(r, 0),
		     (long long)db_col_int(r, 1), db_col_text(r, 2));
}

/* Rows that no transaction wrote or withdrew. */
static void check_orphans(struct db *db, const char *table, struct findings *f)
{
	struct rows *r = db_query(db, db_versioned(db, table)->orphans,
				  db_int(DB_STILL));

	while (db_step(r))
		find(f, "bảng %s, dòng %lld: giao dịch ghi (%lld) hoặc giao "
			"dịch thay (%lld) không có trong nhật ký",
		     table, (long long)db_col_int(r, 0),
		     (long long)db_col_int(r, 1), (long long)db_col_int(r, 2));
}

/* Are the tables there that should be?  Without them nothing can be summed. */
static bool check_tables(struct db *db, struct findings *f)
{
	struct rows *r = db_query(
		db,
		"SELECT name, (SELECT COUNT(*)"
		"  FROM pragma_table_info(chained.name) AS c"
		"  WHERE c.name IN ('row', 'known_from', 'known_to'))"
		" FROM chained ORDER BY name");
	bool whole = true;

	while (db_step(r))
		if (db_col_int(r, 1) == 3) {
			check_orphans(db, db_col_text(r, 0), f);
		} else {
			find(f, "không có bảng %s", db_col_text(r, 0));
			whole = false;
		}
	return whole;
}

struct link {
	int64_t id;
	int64_t at;
	unsigned char hash[DB_HASH_SIZE];
};

static void check_link(struct db *db, struct rows *r, struct link *last,
		       struct findings *f)
{
	long long id = (long long)db_col_int(r, 0);
	size_t n_digest, n_hash;
	const unsigned char *digest = db_col_blob(r, 4, &n_digest);
	const unsigned char *hash = db_col_blob(r, 5, &n_hash);
	struct db_tx_row t = { id, db_col_int(r, 1), db_col_text(r, 2),
			       db_col_text(r, 3), digest };
	unsigned char want[DB_HASH_SIZE];

	if (n_digest != DB_HASH_SIZE || n_hash != DB_HASH_SIZE) {
		find(f, "giao dịch %lld: mã băm không đủ 32 byte", id);
		return;
	}
	if (id != last->id + 1)
		find(f, "nhật ký thiếu giao dịch %lld",
		     (long long)last->id + 1);
	if (t.at <= last->at)
		find(f, "giao dịch %lld không muộn hơn giao dịch trước nó", id);
	if (db_digest(db, id, want) == 0 && memcmp(want, digest, n_digest) != 0)
		find(f, "giao dịch %lld: dữ liệu đã bị sửa ngoài hoptac", id);
	db_hash(last->hash, &t, want);
	if (memcmp(want, hash, n_hash) != 0)
		find(f, "giao dịch %lld: nhật ký đã bị sửa ngoài hoptac", id);
	last->id = id;
	last->at = t.at;
	memcpy(last->hash, hash, n_hash);
}

static void check_chain(struct db *db, struct findings *f)
{
	struct link last = { 0, INT64_MIN, { 0 } };
	struct rows *r = db_query(db, "SELECT id, at, who, why, digest, hash"
				      " FROM tx ORDER BY id");

	while (db_step(r))
		check_link(db, r, &last, f);
}

/* Damage that stops the reading is a finding too, not a failure to look. */
static int verify(struct db *db, struct findings *f, struct err *e)
{
	check_engine(db, f);
	if (check_tables(db, f))
		check_chain(db, f);
	if (db->broken == SQLITE_CORRUPT || db->broken == SQLITE_NOTADB) {
		find(f, "%s: %s", db->err.message, db->err.detail);
		return f->n;
	}
	return db_failed(db, e) ? -1 : f->n;
}

int db_verify(struct db *db, void (*report)(void *ctx, const char *text),
	      void *ctx, struct err *e)
{
	struct findings f = { report, ctx, 0 };
	int ret;

	if (db->tx)
		BUG("db_verify inside a transaction");
	if (db_failed(db, e) || db_exec(db, "BEGIN", e))
		return -1;
	ret = verify(db, &f, e);
	db_end_all(db);
	sqlite3_exec(db->h, "ROLLBACK", NULL, NULL, NULL);
	return ret;
}

/* --- copies ------------------------------------------------------------- */

static int copy_pages(sqlite3 *from, sqlite3 *to)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
	int rc;

	if (!b)
		return sqlite3_errcode(to);
	rc = sqlite3_backup_step(b, -1);
	sqlite3_backup_finish(b);
	if (rc != SQLITE_DONE)
		return rc;
	/* one file, without a log beside it */
	return sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL,
			    NULL);
}

/* Copies a whole database into an empty file. */
static int copy(struct db *from, const char *path, struct err *e)
{
	sqlite3 *to = NULL;
	int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE, NULL);

	if (rc == SQLITE_OK)
		rc = copy_pages(from->h, to);
	if (rc != SQLITE_OK)
		db_explain(to, rc, e);
	sqlite3_close(to);
	return rc == SQLITE_OK ? 0 : -1;
}

static int check_copy(const char *path, struct err *e)
{
	struct arena *a = arena_new();
	struct db *db = db_open_file(a, path, DB_READ, e);
	struct findings f = { NULL, NULL, 0 };
	int ret = db ? verify(db, &f, e) : -1;

	arena_free(a);
	if (ret > 0)
		return err_set(e, ERR_INPUT,
			       "bản sao lưu không nguyên vẹn: %d chỗ sai", ret);
	return ret;
}

/* Makes path from the database, after looking the copy through if asked. */
static int copy_to(struct db *db, const char *path, bool check, struct err *e)
{
	struct arena *a = arena_new();
	char *temporary = db_temporary(a, path, e);
	int ret = -1;

	if (temporary) {
		if (copy(db, temporary, e) == 0 &&
		    (!check || check_copy(temporary, e) == 0))
			ret = db_publish(temporary, path, e);
		unlink(temporary);
	}
	arena_free(a);
	return ret;
}

int db_backup(struct db *db, const char *file, struct err *e)
{
	if (access(file, F_OK) == 0) {
		err_set(e, ERR_CONFLICT, "đã có tệp %s", file);
		return err_hint(e, "chọn một tên khác; hoptac không ghi đè");
	}
	return copy_to(db, file, false, e);
}

/* A file that cannot be read as hoptac's is the user's mistake. */
static struct db *open_backup(struct arena *a, const char *file, struct err *e)
{
	struct err why = { 0 };
	struct db *db;

	if (access(file, R_OK) != 0) {
		err_set(e, ERR_NOTFOUND, "không đọc được tệp %s: %s", file,
			err_reason(errno));
		return NULL;
	}
	db = db_open_file(a, file, DB_READ, &why);
	if (db && db_behind(db, &why) >= 0)
		return db;
	if (why.kind == ERR_CONFLICT) { /* made by a newer hoptac */
		*e = why;
	} else {
		err_set(e, ERR_INPUT, "không phải bản sao lưu của hoptac: %s",
			file);
		err_detail(e, "%s", why.message);
	}
	return NULL;
}

int db_restore(const char *file, const char *dir, struct err *e)
{
	struct arena *a = arena_new();
	char *path = arena_printf(a, "%s/%s", dir, DB_FILE);
	struct db *db = open_backup(a, file, e);
	bool there = access(dir, F_OK) == 0;
	int ret = -1;

	if (db && access(path, F_OK) == 0) {
		err_set(e, ERR_CONFLICT,
			"thư mục dữ liệu đã có cơ sở dữ liệu: %s", dir);
		err_hint(e, "khôi phục vào một thư mục mới");
	} else if (db && db_make_dir(dir, e) == 0) {
		ret = copy_to(db, path, true, e);
	}
	if (ret && !there)
		rmdir(dir);
	arena_free(a);
	return ret;
}
