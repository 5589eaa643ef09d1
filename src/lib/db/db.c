/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Opening, statements and rows, over SQLite.
 *
 * Statements are cached by the address of their SQL literal, in a small hash
 * table of lists.  A literal whose statement is giving rows just now, because
 * a query runs inside the loop over the same query, gets a second statement,
 * which stays in the list for the next time.
 *
 * "$1" is a name for SQLite, not a position: the positions are looked up once
 * when the statement is prepared.
 */
#include "lib/db/db.h"

#include "lib/db/internal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static int disk_full(struct err *e)
{
	err_set(e, ERR_IO, "đĩa đã đầy, không ghi được dữ liệu; "
			   "chưa có gì thay đổi");
	return err_hint(e, "giải phóng chỗ trên đĩa rồi làm lại");
}

int db_explain(sqlite3 *h, int rc, struct err *e)
{
	const char *text = h ? sqlite3_errmsg(h) : sqlite3_errstr(rc);

	switch (rc & 0xff) {
	case SQLITE_NOMEM:
		BUG("out of memory in SQLite");
	case SQLITE_MISUSE:
		BUG("SQLite misused: %s", text);
	case SQLITE_FULL:
		return disk_full(e);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		err_set(e, ERR_CONFLICT, "một người hoặc một tiến trình khác "
					 "đang ghi dữ liệu");
		return err_hint(e, "chờ ít phút rồi làm lại");
	case SQLITE_CONSTRAINT:
		err_set(e, ERR_CONFLICT, "dữ liệu trái với ràng buộc của cơ sở "
					 "dữ liệu");
		return err_detail(e, "%s", text);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		err_set(e, ERR_IO, "cơ sở dữ liệu bị hỏng hoặc không phải của "
				   "hoptac");
		err_detail(e, "%s", text);
		return err_hint(e, "khôi phục từ bản sao lưu: hoptac -d "
				   "THƯ_MỤC restore TỆP");
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
		err_set(e, ERR_IO, "không có quyền đọc hoặc ghi cơ sở dữ liệu");
		return err_detail(e, "%s", text);
	default:
		if (h && sqlite3_system_errno(h) == ENOSPC)
			return disk_full(e);
		err_set(e, ERR_IO, "cơ sở dữ liệu báo lỗi");
		return err_detail(e, "%s", text);
	}
}

void db_break(struct db *db, int rc)
{
	if (db->err.kind == ERR_NONE)
		db->broken = rc & 0xff;
	db_explain(db->h, rc, &db->err);
}

int db_failed(struct db *db, struct err *e)
{
	if (db->err.kind == ERR_NONE)
		return 0;
	if (e && e->kind == ERR_NONE)
		*e = db->err;
	return -1;
}

int db_exec(struct db *db, const char *sql, struct err *e)
{
	int rc = sqlite3_exec(db->h, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? 0 : db_explain(db->h, rc, e);
}

/* --- opening ----------------------------------------------------------- */

static void close_db(void *arg)
{
	struct db *db = arg;

	db_rollback(db);
	for (size_t i = 0; i < DB_BUCKETS; i++)
		for (struct rows *r = db->bucket[i]; r; r = r->next)
			sqlite3_finalize(r->stmt);
	if (sqlite3_close(db->h) != SQLITE_OK)
		BUG("closing: %s", sqlite3_errmsg(db->h));
}

static int protect(struct db *db, struct err *e)
{
	sqlite3_busy_timeout(db->h, DB_BUSY_MS);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	if (db_exec(db, "PRAGMA foreign_keys = ON", e) ||
	    db_exec(db, "PRAGMA synchronous = FULL", e))
		return -1;
	return db->mode == DB_READ ? db_exec(db, "PRAGMA query_only = ON", e) :
				     0;
}

struct db *db_open_file(struct arena *a, const char *path, enum db_mode mode,
			struct err *e)
{
	struct db *db = ARENA_NEW(a, struct db);
	int rc;

	db->arena = a;
	db->mode = mode;
	db->none.db = db;
	/* A reader opens for writing too, because a WAL database has an index
	 * in shared memory that readers keep; query_only guards the content. */
	rc = sqlite3_open_v2(path, &db->h,
			     SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
				     SQLITE_OPEN_EXRESCODE,
			     NULL);
	if (rc != SQLITE_OK) {
		db_explain(db->h, rc, e);
		sqlite3_close(db->h);
		return NULL;
	}
	arena_defer(a, close_db, db);
	return protect(db, e) ? NULL : db;
}

/* Makes the database under a temporary name, complete, and only then gives it
 * its own: a power cut leaves no half a database. */
static int create(const char *dir, const char *path, struct err *e)
{
	struct arena *a;
	struct db *db;
	char *temporary;
	int ret = -1;

	if (db_make_dir(dir, e))
		return -1;
	if (access(path, F_OK) == 0) {
		err_set(e, ERR_CONFLICT,
			"thư mục dữ liệu đã có cơ sở dữ liệu: %s", dir);
		return err_hint(e, "chọn một thư mục khác");
	}
	a = arena_new();
	temporary = db_temporary(a, path, e);
	if (temporary) {
		struct arena *connection = arena_new();

		db = db_open_file(connection, temporary, DB_CREATE, e);
		ret = db ? db_migrate(db, e) : -1;
		arena_free(connection);
		if (ret == 0)
			ret = db_publish(temporary, path, e);
		unlink(temporary);
	}
	arena_free(a);
	return ret;
}

static int upgrade(const char *path, struct err *e)
{
	struct arena *a = arena_new();
	struct db *db = db_open_file(a, path, DB_WRITE, e);
	int ret = db ? db_migrate(db, e) : -1;

	arena_free(a);
	return ret;
}

struct db *db_open(struct arena *a, const char *dir, enum db_mode mode,
		   struct err *e)
{
	char *path = arena_printf(a, "%s/%s", dir, DB_FILE);
	struct db *db;
	int behind;

	if (mode == DB_CREATE) {
		if (create(dir, path, e))
			return NULL;
	} else if (access(path, F_OK) != 0) {
		err_set(e, ERR_NOTFOUND, "không có dữ liệu của hoptac trong %s",
			dir);
		err_hint(e, "tạo mới: hoptac -d %s init", dir);
		return NULL;
	}
	db = db_open_file(a, path, mode, e);
	if (!db)
		return NULL;
	if (mode != DB_READ && db_exec(db, "PRAGMA journal_mode = WAL", e))
		return NULL;
	behind = db_behind(db, e);
	if (behind < 0 || (behind && upgrade(path, e)))
		return NULL;
	return db;
}

/* --- statements -------------------------------------------------------- */

struct db_value db_int(int64_t i)
{
	return (struct db_value){ DB_INT, i, NULL, 0 };
}

struct db_value db_text(const char *s)
{
	if (!s)
		return db_null();
	return (struct db_value){ DB_TEXT, 0, s, strlen(s) };
}

struct db_value db_blob(const void *p, size_t n)
{
	return (struct db_value){ DB_BLOB, 0, p, n };
}

struct db_value db_null(void)
{
	return (struct db_value){ DB_NULL, 0, NULL, 0 };
}

void db_check_name(const char *name)
{
	if (!*name || name[strspn(name, "abcdefghijklmnopqrstuvwxyz"
					"0123456789_")])
		BUG("not a name of a table or column: %s", name);
}

static size_t bucket_of(const char *sql)
{
	return (((uintptr_t)sql >> 3) * 2654435761U >> 7) % DB_BUCKETS;
}

static void find_params(struct rows *r, size_t n)
{
	if (n > DB_PARAMS_MAX ||
	    sqlite3_bind_parameter_count(r->stmt) != (int)n)
		BUG("%zu values for: %s", n, r->sql);
	for (size_t i = 0; i < n; i++) {
		char name[8];
		int index;

		snprintf(name, sizeof name, "$%zu", i + 1);
		index = sqlite3_bind_parameter_index(r->stmt, name);
		if (!index)
			BUG("no %s in: %s", name, r->sql);
		r->param[i] = (unsigned char)index;
	}
	r->n = n;
	r->bound = ARENA_ARRAY(r->db->arena, n ? n : 1, struct db_value);
}

static struct rows *prepare(struct db *db, const char *sql, size_t n)
{
	struct rows *r;
	sqlite3_stmt *stmt;
	const char *rest;
	int rc = sqlite3_prepare_v3(db->h, sql, -1, SQLITE_PREPARE_PERSISTENT,
				    &stmt, &rest);

	/* a table that migration made was taken away behind our back */
	if (rc == SQLITE_ERROR &&
	    strncmp(sqlite3_errmsg(db->h), "no such table:", 14) == 0)
		rc = SQLITE_CORRUPT;
	if (rc == SQLITE_ERROR)
		BUG("%s in: %s", sqlite3_errmsg(db->h), sql);
	if (rc != SQLITE_OK) {
		db_break(db, rc);
		return NULL;
	}
	if (!stmt || *rest)
		BUG("not one statement: %s", sql);
	r = ARENA_NEW(db->arena, struct rows);
	r->db = db;
	r->sql = sql;
	r->stmt = stmt;
	r->next = db->bucket[bucket_of(sql)];
	db->bucket[bucket_of(sql)] = r;
	find_params(r, n);
	return r;
}

static struct rows *statement(struct db *db, const char *sql, size_t n)
{
	struct rows *r = db->bucket[bucket_of(sql)];

	while (r && (r->sql != sql || r->busy))
		r = r->next;
	if (!r)
		return prepare(db, sql, n);
	if (strcmp(sqlite3_sql(r->stmt), sql) != 0)
		BUG("not a literal: %s", sql);
	if (r->n != n)
		BUG("%zu values for: %s", n, sql);
	return r;
}

/* A number that is bound already stays bound: for one that a partial index
 * turns on, such as DB_STILL, SQLite plans the statement anew whenever it is
 * bound, to the same value too. */
static bool is_bound(const struct db_value *old, const struct db_value *v)
{
	return old->type == v->type &&
	       (v->type == DB_NULL || (v->type == DB_INT && old->i == v->i));
}

static int bind(struct rows *r, const struct db_value *v,
		sqlite3_destructor_type keep)
{
	for (size_t i = 0; i < r->n; i++) {
		int at = r->param[i];
		int rc = SQLITE_OK;

		if (is_bound(&r->bound[i], &v[i]))
			continue;
		switch (v[i].type) {
		case DB_NULL:
			rc = sqlite3_bind_null(r->stmt, at);
			break;
		case DB_INT:
			rc = sqlite3_bind_int64(r->stmt, at, v[i].i);
			break;
		case DB_TEXT:
			rc = sqlite3_bind_text64(r->stmt, at, v[i].p, v[i].n,
						 keep, SQLITE_UTF8);
			break;
		case DB_BLOB:
			/* a null pointer would bind NULL */
			rc = sqlite3_bind_blob64(r->stmt, at,
						 v[i].n ? v[i].p : "", v[i].n,
						 keep);
			break;
		}
		if (rc != SQLITE_OK)
			return rc;
		r->bound[i] = (struct db_value){ v[i].type, v[i].i, NULL, 0 };
	}
	return SQLITE_OK;
}

/* Texts are let go, numbers stay. */
static void finish(struct rows *r)
{
	sqlite3_reset(r->stmt);
	for (size_t i = 0; i < r->n; i++) {
		if (r->bound[i].type == DB_INT || r->bound[i].type == DB_NULL)
			continue;
		sqlite3_bind_null(r->stmt, r->param[i]);
		r->bound[i].type = DB_NULL;
	}
	r->busy = false;
}

void db_end_all(struct db *db)
{
	for (size_t i = 0; i < DB_BUCKETS; i++)
		for (struct rows *r = db->bucket[i]; r; r = r->next)
			if (r->busy)
				finish(r);
}

int64_t db_run_(struct db *db, const char *sql, size_t n,
		const struct db_value *v)
{
	struct rows *r;
	int rc;

	if (db->err.kind != ERR_NONE)
		return -1;
	r = statement(db, sql, n);
	if (!r)
		return -1;
	if (!db->tx && !sqlite3_stmt_readonly(r->stmt))
		BUG("a write outside a transaction: %s", sql);
	rc = bind(r, v, SQLITE_STATIC);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(r->stmt);
	if (rc == SQLITE_ROW)
		BUG("it returns rows: %s", sql);
	if (rc != SQLITE_DONE)
		db_break(db, rc);
	finish(r);
	return rc == SQLITE_DONE ? sqlite3_changes64(db->h) : -1;
}

struct rows *db_query_(struct db *db, const char *sql, size_t n,
		       const struct db_value *v)
{
	struct rows *r;
	int rc;

	if (db->err.kind != ERR_NONE)
		return &db->none;
	r = statement(db, sql, n);
	if (!r)
		return &db->none;
	if (!db->tx && !sqlite3_stmt_readonly(r->stmt))
		BUG("a write outside a transaction: %s", sql);
	rc = bind(r, v, SQLITE_TRANSIENT);
	if (rc != SQLITE_OK) {
		db_break(db, rc);
		return &db->none;
	}
	r->busy = true;
	return r;
}

bool db_step(struct rows *r)
{
	int rc;

	if (!r->busy)
		return false;
	if (r->db->err.kind != ERR_NONE) {
		finish(r);
		return false;
	}
	rc = sqlite3_step(r->stmt);
	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE)
		db_break(r->db, rc);
	finish(r);
	return false;
}

void db_end(struct rows *r)
{
	if (r->busy)
		finish(r);
}

static sqlite3_stmt *current(struct rows *r, int col)
{
	if (!r->busy || col < 0 || col >= sqlite3_data_count(r->stmt))
		BUG("no column %d in: %s", col, r->sql ? r->sql : "");
	return r->stmt;
}

bool db_col_null(struct rows *r, int col)
{
	return sqlite3_column_type(current(r, col), col) == SQLITE_NULL;
}

int64_t db_col_int(struct rows *r, int col)
{
	return sqlite3_column_int64(current(r, col), col);
}

const char *db_col_text(struct rows *r, int col)
{
	return (const char *)sqlite3_column_text(current(r, col), col);
}

const void *db_col_blob(struct rows *r, int col, size_t *n)
{
	const void *p = sqlite3_column_blob(current(r, col), col);

	*n = (size_t)sqlite3_column_bytes(r->stmt, col);
	return p;
}

int64_t db_get_int_(struct db *db, int64_t fallback, const char *sql,
		    size_t n, const struct db_value *v)
{
	struct rows *r = db_query_(db, sql, n, v);

	if (db_step(r) && !db_col_null(r, 0))
		fallback = db_col_int(r, 0);
	db_end(r);
	return fallback;
}

char *db_get_text_(struct db *db, struct arena *a, const char *sql, size_t n,
		   const struct db_value *v)
{
	struct rows *r = db_query_(db, sql, n, v);
	char *text = NULL;

	if (db_step(r) && !db_col_null(r, 0))
		text = arena_strdup(a, db_col_text(r, 0));
	db_end(r);
	return text;
}
