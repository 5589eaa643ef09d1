/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of lib/http share; nobody else includes this but their tests.
 *
 * A request is an exchange.  It begins on the thread of libmicrohttpd with the
 * request line (server.c), its head is checked and routed there (head.c,
 * route.c), its body gathered (body.c); then it waits in the queue for a
 * worker, who does the rest (work.c): session, right, forgery, fields, handler,
 * response (answer.c).  The response goes out on the first thread again.
 */
#ifndef HOPTAC_HTTP_INTERNAL_H
#define HOPTAC_HTTP_INTERNAL_H

#include "lib/http/http.h"

#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>

struct MHD_Connection;
struct MHD_Daemon;
struct MHD_Response;
struct worker;

enum {
	HEAD_MAX = 16 << 10,    /* bytes of request line and headers */
	/* of the library for a connection: a head that is too long must fit,
	 * with the answer that says so */
	HEAD_ROOM = 4 * HEAD_MAX,
	HEADERS_MAX = 64,       /* of one request */
	SEGMENTS_MAX = 16,      /* of a path */
	FIELDS_MAX = 4096,      /* given in one request */
	FIELD_NAME_MAX = 128,   /* of a field's name */
	BODY_MAX = 512 << 10,   /* of a form without files */
	API_BODY_MAX = 64 << 10, /* of a JSON object */
	FILE_MAX = 8 << 20,     /* of one upload, unless its field says */
	ADDRESS_SIZE = 64,
	TOKEN_SIZE = 32,
};

#define COOKIE "phien"
#define COOKIE_TLS "__Host-phien" /* only over TLS, for this host alone */

/* --- the text of a request: form.c ---------------------------------------- */

/* A name and its value, from a query, a form, or a part of it. */
struct pair {
	const char *name;
	const char *value; /* terminated; of a file, its bytes */
	size_t size;
	const char *file; /* the name of an uploaded file, else NULL */
};

struct pairs {
	struct pair *v;
	size_t n;
	size_t cap;
};

/* All of these append to out, on a; -1: malformed. */
int form_query(struct arena *a, const char *s, size_t n, struct pairs *out);
int form_multipart(struct arena *a, const char *type, const char *body,
		   size_t n, struct pairs *out);
/* The value of a cookie, or NULL. */
const char *form_cookie(struct arena *a, const char *header, const char *name);
/* Takes a path apart ("/a/b%20c"): 0; -1: no path that we could have. */
int form_path(struct arena *a, const char *s, size_t n,
	      const char *segment[SEGMENTS_MAX], size_t *count);
/* Appends s as a part of an address. */
void form_escape(struct buf *out, const char *s);

/* --- pages: route.c ------------------------------------------------------- */

struct route {
	const struct page *page;
	char *segment[SEGMENTS_MAX]; /* a word, or "{name}" */
	size_t n;
};

struct routes {
	struct route *v;
	size_t n;
	size_t cap;
};

void routes_add(struct arena *a, struct routes *r, const struct page *table);
/* The page of this address, NULL: none; *allow gets the methods (bits) of all
 * that have it. */
const struct route *routes_find(const struct routes *r,
				enum http_method method,
				const char *const *segment, size_t n,
				unsigned *allow);
/* "GET, HEAD, POST" */
const char *routes_allow(struct arena *a, unsigned allow);
/* How large a body the page takes; whether it comes with files. */
size_t page_body_max(const struct page *p);
bool page_has_files(const struct page *p);

/* --- sessions: session.c ---------------------------------------------------- */

struct sessions;

struct sessions *sessions_new(struct arena *a, const char *file,
			      unsigned idle_s, unsigned life_s);
/* The user of a token as it stands in the cookie; 0: no such session (any
 * more).  begun and id may be NULL. */
int64_t sessions_find(struct sessions *s, const char *token, moment_t now,
		      moment_t *begun, uint64_t *id);
/* A new one; its token, terminated. */
void sessions_begin(struct sessions *s, int64_t user, const char *address,
		    moment_t now, char token[2 * TOKEN_SIZE + 1]);
void sessions_end(struct sessions *s, const char *token);
bool sessions_end_id(struct sessions *s, int64_t user, uint64_t id);
struct session *sessions_list(struct sessions *s, struct arena *a,
			      int64_t user, moment_t now, size_t *n);
/* Writes what changed, so that a restart does not end them. */
void sessions_save(struct sessions *s);

/* --- forged requests: csrf.c ------------------------------------------------- */

/* What the browser said of where a request comes from. */
struct source {
	const char *origin;     /* the header Origin, or NULL */
	const char *fetch_site; /* Sec-Fetch-Site, or NULL */
};

/* Does it come from our own pages?  own: "https://host" of this request. */
bool csrf_same_origin(const struct source *s, const char *own);
/* The token of a session, masked anew; and does one belong to it? */
char *csrf_token(struct arena *a, const char *session);
bool csrf_valid(const char *token, const char *session);

/* --- an exchange -------------------------------------------------------------- */

enum state {
	X_HEAD,   /* the head has not been seen whole */
	X_BODY,
	X_QUEUED, /* waits or is worked on; the connection is suspended */
	X_DONE,
};

struct header {
	const char *name;
	const char *value;
};

struct exchange {
	struct http *h;
	struct arena *arena;
	struct MHD_Connection *connection;
	struct link *link;
	struct exchange *next; /* in the queue */
	struct request q;
	struct response r;
	enum state state;
	uint64_t number;
	int64_t begun; /* monotonic, microseconds */
	int64_t queued;
	int64_t taken; /* by a worker */

	/* the head */
	const char *target;
	size_t target_size;
	enum http_method method;
	bool head;
	const char *host;
	const char *cookie;
	const char *encoding;
	const char *none_match;
	const char *content_type;
	const char *forwarded;
	struct source source;
	const char *authorization;
	const char *csrf_sent; /* the header X-CSRF-Token */
	bool api;              /* under site->api */
	const char *bearer;    /* a token instead of a cookie, or NULL */
	const char *own; /* our address as the browser sees it */
	int64_t length;  /* of the body */
	const char *segment[SEGMENTS_MAX];
	size_t n_segment;
	const char *query;
	const struct route *route;
	unsigned allow;
	int refused; /* a status found before the handler, or 0 */
	char address[ADDRESS_SIZE];

	/* the body */
	struct buf body;
	int file;  /* -1: in memory */
	size_t got;
	bool discard;
	size_t charged; /* against the budget of all bodies */

	/* session and fields */
	const char *token; /* as in the cookie, or NULL */
	int64_t user_id;
	moment_t session_begun;
	uint64_t session_id;
	struct pairs pairs;
	struct value *value;
	size_t n_value;
	bool wrong; /* a field is */
	bool forbidden; /* by the handler */
	bool writes; /* holds the writer */
	const char *csrf;

	/* the answer */
	struct header header[16];
	size_t n_header;
	const char *etag;
	bool not_modified;
	struct MHD_Response *response;
};

/* A connection. */
struct link {
	int fd;
	int64_t deadline; /* monotonic, microseconds; 0: none */
	int64_t waits;    /* since when, for a whole head; 0: it has one */
	struct link *next; /* the free ones */
	bool used;
};

struct http {
	struct arena *arena; /* of the start, and then of the writer */
	const struct site *site;
	struct http_config c;
	struct routes routes;
	struct sessions *sessions;
	struct MHD_Daemon *daemon;
	int listener;
	char address[ADDRESS_SIZE + 16];
	unsigned port;
	bool loopback;
	bool tls;
	const char *origin_host; /* of c.origin, or NULL */
	sigset_t mask; /* before the start */

	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t work;
	pthread_cond_t idle;
	struct exchange *first; /* the queue */
	struct exchange **last;
	size_t waiting;
	bool writing;  /* a worker has taken a request that writes */
	size_t busy;   /* requests between their head and their end */
	bool closed;   /* nothing more comes into the queue */
	bool stopped;
	struct link *link;
	struct link *free;
	unsigned links; /* in use */
	uint64_t next_number;
	atomic_bool leaving; /* connections end after their response */

	struct worker *worker;
	pthread_t sweeper;

	pthread_mutex_t write_lock;
	struct db *writer;

	atomic_size_t body_bytes; /* of all bodies in memory, in files */
	atomic_size_t file_bytes;
	atomic_size_t api_bytes;  /* with a token that nobody has checked yet */
	char run[9]; /* random: opens the numbers of incidents */
};

struct worker {
	struct http *h;
	pthread_t thread;
	struct arena *arena; /* of its own: arenas are for one thread */
	struct db *db;
	void *zip; /* the compressor, kept */
};

int64_t clock_us(void);

/* head.c: checks and copies the head, routes.  x->refused says the outcome. */
void head_take(struct exchange *x, const char *url, const char *method,
	       const char *version);
/* Bytes from the method to behind the empty line, as the library counts. */
size_t head_size(struct MHD_Connection *c);

/* body.c */
void body_begin(struct exchange *x);
int body_add(struct exchange *x, const char *data, size_t n);
/* The whole of it; -1 when the system refused. */
int body_whole(struct exchange *x, const char **data, size_t *n);
void body_end(struct exchange *x);

/* json.c: the members of a flat object, appended to out as a form has them;
 * -1 with e. */
int json_form(struct arena *a, const char *s, size_t n, struct pairs *out,
	      struct err *e);

/* What is wrong, as RFC 9457 has it: an object with title, status, detail,
 * hint and the refused fields. */
void json_problem(const struct exchange *x, const char *title,
		  struct buf *out);

/* field.c */
int fields_take(struct exchange *x);

/* work.c */
void work(struct exchange *x, struct worker *w);

/* answer.c */
void answer_header(struct exchange *x, const char *name, const char *value);
/* Makes x->response of x->r. */
void answer_make(struct exchange *x, struct worker *w);
/* A plain answer made without a worker. */
void answer_plain(struct exchange *x, int status);
/* The plain page of an error, into x->r; under site->api the problem. */
void answer_error(struct exchange *x);
const struct asset *answer_asset(const struct site *s, const char *target,
				 size_t n);
void answer_static(struct exchange *x, const struct asset *f);
void answer_log(struct exchange *x);
/* "7f3a09c1-12": what an officer reads out, and the log holds. */
char *answer_incident(struct exchange *x);

#endif
