/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The web server: pages and their fields are rows of tables, from which
 * routing, rights, validation and protection against forged requests are
 * derived.  It knows nothing of cooperatives.
 *
 *	static const struct field show_fields[] = {
 *		FIELD("id", FIELD_INT, "Số hiệu", .min = 1),
 *		FIELD_END
 *	};
 *	static const struct field rename_fields[] = {
 *		FIELD("id", FIELD_INT, "Số hiệu", .min = 1),
 *		FIELD("ten", FIELD_TEXT, "Tên", .flags = FIELD_REQUIRED,
 *		      .max = 200),
 *		FIELD_END
 *	};
 *	const struct page register_pages[] = {
 *		{ .path = "/so-dang-ky/{id}", .right = "register.read",
 *		  .title = "Hồ sơ", .fields = show_fields, .run = show },
 *		{ .method = HTTP_POST, .path = "/so-dang-ky/{id}",
 *		  .right = "register.write", .title = "Đổi tên",
 *		  .fields = rename_fields, .run = rename, .again = show },
 *		PAGE_END
 *	};
 *
 * A handler reads its validated fields, fills the response and returns 0.  It
 * returns -1 with q->err for what the user can mend or must know; the status
 * follows from the kind of the error.  docs/http.md leads through a page.
 */
#ifndef HOPTAC_HTTP_HTTP_H
#define HOPTAC_HTTP_HTTP_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/buf.h"
#include "lib/base/date.h"
#include "lib/base/dec.h"
#include "lib/text/number.h"

#include <stdbool.h>
#include <stdint.h>

struct asset;
struct db;
struct http;
struct exchange;
struct http_piece;

/* --- fields ------------------------------------------------------------- */

enum field_type {
	FIELD_TEXT = 1, /* one line, NFC, blanks at the ends cut off */
	FIELD_LINES,    /* several lines, each ended by \n */
	FIELD_SECRET,   /* a password: taken as typed, never shown again */
	FIELD_INT,      /* a whole number, min..max; dots between thousands */
	FIELD_DAY,      /* 2023-06-30 or 30/6/2023 */
	FIELD_DECIMAL,  /* 1.250,5 */
	FIELD_QUANTITY, /* a figure with its words: khoảng 600; 3,5 - 4,5 */
	FIELD_CHOICE,   /* one of the words in choices */
	FIELD_FLAG,     /* a check box */
	FIELD_FILE,     /* an upload, only in a POST */
};

enum {
	FIELD_REQUIRED = 1, /* of what is sent: a GET that shows the form may
				have the same table (not under site->api) */
	FIELD_MANY = 2, /* may come several times */
};

/*
 * A field of a page: of its path ("{id}"), its query or its form.  What comes
 * empty counts as not given.  A name that ends with "*" is a family: "o.*"
 * takes every name that begins with "o.", for grids; it implies FIELD_MANY.
 */
struct field {
	const char *name; /* NULL ends a table */
	enum field_type type;
	const char *label;   /* Vietnamese, for messages: "Ngày quyết định" */
	unsigned flags;
	const char *choices; /* of a FIELD_CHOICE: "a|b|c" */
	int64_t min;
	int64_t max; /* 0: 500 characters, 20,000 (lines), INT64_MAX, 8 MiB */
};

#define FIELD(n, t, l, ...) { .name = (n), .type = (t), .label = (l), __VA_ARGS__ }
#define FIELD_END { 0 }

/* What was given for a field. */
struct value {
	const char *name; /* as sent: "o.12.2023" */
	const char *text; /* as typed; of a file, its name without folders */
	const char *error; /* why it is refused, or NULL: then the rest holds */
	const struct field *field;
	int64_t number;   /* int, day, flag */
	struct quantity quantity; /* decimal (low), quantity */
	const void *data; /* of a file */
	size_t size;
};

/* --- pages -------------------------------------------------------------- */

struct request;
struct response;

enum http_method { HTTP_GET, HTTP_POST, HTTP_PUT, HTTP_DELETE };

/* The right of a page is a name that site->may knows, or one of these.  A page
 * without one does not start. */
#define RIGHT_PUBLIC "*"   /* everybody */
#define RIGHT_ANY "user" /* whoever is logged in */

enum {
	/* The handler of a POST works long before it writes (it hashes a
	 * password, computes a plan): q->db is a reader, and http_writer gives
	 * the write connection when the time has come. */
	PAGE_SLOW = 1,
};

struct page {
	enum http_method method; /* HTTP_GET also answers HEAD */
	const char *path;        /* "/so-dang-ky/{id}"; NULL ends a table */
	const char *right;
	const char *title; /* Vietnamese: of the window, and in help */
	const char *help;  /* what it is for, or NULL */
	const struct field *fields; /* NULL: none */
	unsigned flags;
	int (*run)(struct request *q, struct response *r);
	/* Shows the form once more, with what was typed (http_typed) and what
	 * is wrong with it (http_error, q->err); r has its status already.
	 * NULL: the page of errors tells it. */
	int (*again)(struct request *q, struct response *r);
};

#define PAGE_END { 0 }

/* Who asks.  Made by site->user in the arena of the request. */
struct user {
	int64_t id;
	const char *login; /* for db_begin */
	const char *name;  /* to be shown */
	moment_t since; /* sessions begun before are over: a new password */
	const void *more; /* of the site's own: roles, units */
};

struct request {
	struct arena *arena; /* until the response has been sent */
	struct db *db;       /* GET: a reader; else the writer, held alone.
				NULL when the server has no data directory */
	const struct page *page; /* NULL: no page has this address */
	const struct user *user; /* NULL: nobody is logged in */
	const void *context;     /* of the site */
	const char *path;    /* as asked for, escaped, without the query */
	const char *address; /* of the browser */
	/* As of a day, as known at a time: ?ngay= and ?biet= of every page. */
	bool has_on;
	bool has_known;
	day_t on;
	moment_t known;
	bool fragment; /* asked by htmx for a part of a page */
	struct err err; /* what is wrong, when a handler returns -1 */
	struct exchange *x; /* of the server's own */
};

struct response {
	int status;       /* 200 */
	const char *type; /* "text/html; charset=utf-8" */
	struct buf body;
	const struct http_piece *piece; /* in the body, see piece.h; NULL: none */
	size_t piece_at;
	struct exchange *x;
};

/* --- what handlers call --------------------------------------------------- */

/* A value of a field: the i-th that was given, NULL when there are not so
 * many.  A name that is not in the page's table is a BUG, here and below. */
const struct value *http_value(const struct request *q, const char *name,
			       size_t i);

/* The first one, by type.  Text (line, lines, secret, choice): NULL when not
 * given.  The others: false when not given, *out untouched. */
const char *http_text(const struct request *q, const char *name);
bool http_flag(const struct request *q, const char *name);
bool http_int(const struct request *q, const char *name, int64_t *out);
bool http_day(const struct request *q, const char *name, day_t *out);
bool http_decimal(const struct request *q, const char *name, struct dec *out);
bool http_quantity(const struct request *q, const char *name,
		   struct quantity *out);

/* For the form that is shown again: what was typed ("" when nothing), and why
 * the field is refused (NULL when it is not), by the table or by q->err. */
const char *http_typed(const struct request *q, const char *name);
const char *http_error(const struct request *q, const char *name);

/* This address with the value of one query parameter replaced, or taken out
 * (NULL); paging ("trang") starts anew unless it is the one.  Escaped as an
 * address, not as HTML. */
const char *http_url(const struct request *q, const char *name,
		     const char *value);

/* The value of the hidden field "csrf" that every form needs; another text
 * each time, so that compression tells nothing about it. */
const char *http_csrf(const struct request *q);

/* May the user do this? */
bool http_may(const struct request *q, const char *right);

/* For a handler that finds that this user may do it, but not to this: the
 * answer is 403.  Always -1. */
int http_forbid(struct request *q, const char *why);

/* The write connection, from now to the end of the request; see PAGE_SLOW. */
struct db *http_writer(struct request *q);

/* Answers 303: go and look there.  The address is local ("/so-dang-ky/12");
 * anything else is a BUG. */
void http_redirect(struct response *r, const char *to);

/* The body is a file to keep, of this type and name; a name may be in
 * Vietnamese, what is unsafe in it is replaced. */
void http_download(struct response *r, const char *name, const char *type);

/* True when the browser holds this version already: return 0 at once.  tag is
 * what the body depends on (a transaction, a digest), letters and digits. */
bool http_unchanged(struct request *q, struct response *r, const char *tag);

/* --- sessions ------------------------------------------------------------- */

/* Begins a session of this user in the browser that asks, ends the one it had.
 * Ends the browser's session; all of a user but, perhaps, this one. */
void http_login(struct request *q, struct response *r, int64_t user);
void http_logout(struct request *q, struct response *r);

struct session {
	uint64_t id; /* public: names it, does not open it */
	int64_t user;
	moment_t begun;
	moment_t seen;
	const char *address; /* of the login */
	bool current;
};

/* The sessions of the user that asks, the newest first; on the arena. */
const struct session *http_sessions(const struct request *q, size_t *n);
/* Ends one of them; ERR_NOTFOUND when it is not the user's. */
int http_session_end(struct request *q, uint64_t id);

/* --- the server ----------------------------------------------------------- */

/* What the application tells the server. */
struct site {
	const struct page *const *pages; /* tables, NULL-ended */
	const struct asset *assets;      /* NULL: none */
	const char *login; /* where who must log in is sent: "/dang-nhap" */
	const void *context;
	/* The user of a session: NULL when there is none or no longer. */
	const struct user *(*user)(struct request *q, int64_t id);
	/* Pages for programs: those whose path begins so ("/api/"), or NULL.
	 * There a token (Authorization: Bearer ...) stands for a session, the
	 * body of a POST is a flat JSON object, and errors are
	 * application/problem+json; docs/http.md, section 6. */
	const char *api;
	/* The user of such a token: NULL when it is none or no longer. */
	const struct user *(*bearer)(struct request *q, const char *token);
	/* Has q->user this right, by name? */
	bool (*may)(const struct request *q, const char *right);
	/* Draws the page of an error; r->status is set, q->err holds what to
	 * tell.  NULL, or -1: a plain page is made. */
	int (*error)(struct request *q, struct response *r);
};

/* How it runs; what is 0 or NULL takes the default. */
struct http_config {
	const char *data;   /* data directory; NULL: none */
	const char *listen; /* "127.0.0.1:8080"; port 0: a free one */
	/* Under which address browsers come: "https://htx.langson.gov.vn".
	 * Needed unless it listens on loopback; https (a proxy in front ends
	 * TLS) makes cookies Secure and sets HSTS. */
	const char *origin;
	unsigned workers;     /* 4 */
	unsigned queue;       /* 256 whole requests that wait */
	unsigned connections; /* 10,000, as far as RLIMIT_NOFILE goes */
	unsigned per_address; /* 500; behind a proxy not limited */
	unsigned head_ms;     /* 20,000: to send the head, or stay idle */
	unsigned idle_s;      /* 1,800: a session unused */
	unsigned session_s;   /* 43,200: a session at most */
	int log;              /* descriptor; 0: stderr; -1: none */
};

/*
 * Starts serving; ends with http_stop.  NULL with e: ERR_USAGE (an address
 * that cannot be), ERR_CONFLICT (the port is taken), what db_open says.
 * Mistakes in the tables of pages are BUGs, found here.
 */
struct http *http_start(const struct site *site, const struct http_config *c,
			struct err *e);

/* "http://127.0.0.1:8080", where it listens. */
const char *http_address(const struct http *h);

/* Waits for SIGTERM or SIGINT, which must be blocked since before http_start:
 * http_start does so. */
void http_wait(struct http *h);

/* Stops accepting, finishes what runs (ten seconds at most), closes. */
void http_stop(struct http *h);

#endif
