/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sessions: who is logged in, in which browser.
 *
 * A browser holds a token of 256 random bits in a cookie; we hold its hash, so
 * that nobody who reads our memory or file can become somebody.  They live in
 * memory and, so that a restart does not throw officers out of a half-typed
 * form, in a small file that is written whole when sessions begin and end.
 */
#include "lib/http/internal.h"

#include "lib/file/file.h"

#include <sodium.h>

enum {
	SESSIONS_MAX = 4096,
	PER_USER_MAX = 20,
	FILE_LIMIT = 2 << 20,
	SAVE_EVERY_MS = 60 * 1000,
	HASH_SIZE = 32,
};

struct kept {
	unsigned char hash[HASH_SIZE];
	uint64_t id;
	int64_t user; /* 0: free */
	moment_t begun;
	moment_t seen;
	char address[ADDRESS_SIZE];
};

struct sessions {
	pthread_mutex_t lock;
	struct kept *v;
	size_t n; /* up to the last that was ever used */
	const char *file;
	moment_t idle;
	moment_t life;
	bool changed;
	moment_t saved;
};

static void hash_of(const char *token, unsigned char out[HASH_SIZE])
{
	crypto_generichash(out, HASH_SIZE, (const unsigned char *)token,
			   strlen(token), NULL, 0);
}

static bool over(const struct sessions *s, const struct kept *k, moment_t now)
{
	return now - k->seen > s->idle || now - k->begun > s->life;
}

static void drop(struct sessions *s, struct kept *k)
{
	sodium_memzero(k, sizeof *k);
	s->changed = true;
}

/* The session of a token; lock is held. */
static struct kept *find(struct sessions *s, const char *token)
{
	unsigned char hash[HASH_SIZE];

	if (strlen(token) != 2 * TOKEN_SIZE)
		return NULL;
	hash_of(token, hash);
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].user &&
		    memcmp(s->v[i].hash, hash, HASH_SIZE) == 0)
			return &s->v[i];
	return NULL;
}

int64_t sessions_find(struct sessions *s, const char *token, moment_t now,
		      moment_t *begun, uint64_t *id)
{
	struct kept *k;
	int64_t user = 0;

	pthread_mutex_lock(&s->lock);
	k = find(s, token);
	if (k && over(s, k, now)) {
		drop(s, k);
		k = NULL;
	}
	if (k) {
		user = k->user;
		k->seen = now;
		if (begun)
			*begun = k->begun;
		if (id)
			*id = k->id;
	}
	pthread_mutex_unlock(&s->lock);
	return user;
}

/* A place for a session of this user: a free one, or that of the session
 * which was used longest ago, among the user's own when they are many. */
static struct kept *place(struct sessions *s, int64_t user, moment_t now)
{
	struct kept *free_one = NULL, *oldest = NULL, *own = NULL;
	size_t n_own = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct kept *k = &s->v[i];

		if (k->user && over(s, k, now))
			drop(s, k);
		if (!k->user) {
			free_one = k;
			continue;
		}
		if (!oldest || k->seen < oldest->seen)
			oldest = k;
		if (k->user != user)
			continue;
		n_own++;
		if (!own || k->seen < own->seen)
			own = k;
	}
	if (n_own >= PER_USER_MAX)
		return own;
	if (free_one)
		return free_one;
	return s->n < SESSIONS_MAX ? &s->v[s->n++] : oldest;
}

void sessions_begin(struct sessions *s, int64_t user, const char *address,
		    moment_t now, char token[2 * TOKEN_SIZE + 1])
{
	unsigned char raw[TOKEN_SIZE];
	struct kept *k;

	randombytes_buf(raw, sizeof raw);
	sodium_bin2hex(token, 2 * TOKEN_SIZE + 1, raw, sizeof raw);
	pthread_mutex_lock(&s->lock);
	k = place(s, user, now);
	*k = (struct kept){ .user = user, .begun = now, .seen = now };
	hash_of(token, k->hash);
	randombytes_buf(&k->id, sizeof k->id);
	k->id >>= 1; /* shown as a signed number */
	snprintf(k->address, sizeof k->address, "%s", address);
	s->changed = true;
	pthread_mutex_unlock(&s->lock);
}

void sessions_end(struct sessions *s, const char *token)
{
	struct kept *k;

	pthread_mutex_lock(&s->lock);
	k = find(s, token);
	if (k)
		drop(s, k);
	pthread_mutex_unlock(&s->lock);
}

bool sessions_end_id(struct sessions *s, int64_t user, uint64_t id)
{
	bool found = false;

	pthread_mutex_lock(&s->lock);
	for (size_t i = 0; i < s->n; i++) {
		if (s->v[i].user != user || s->v[i].id != id)
			continue;
		drop(s, &s->v[i]);
		found = true;
	}
	pthread_mutex_unlock(&s->lock);
	return found;
}

static int newest_first(const void *x, const void *y)
{
	const struct session *p = x;
	const struct session *q = y;

	return (p->seen < q->seen) - (p->seen > q->seen);
}

struct session *sessions_list(struct sessions *s, struct arena *a,
			      int64_t user, moment_t now, size_t *n)
{
	struct session *out = NULL;
	size_t cap = 0;

	*n = 0;
	pthread_mutex_lock(&s->lock);
	for (size_t i = 0; i < s->n; i++) {
		const struct kept *k = &s->v[i];

		if (k->user != user || over(s, k, now))
			continue;
		*VEC_PUSH(a, out, *n, cap) = (struct session){
			k->id, k->user, k->begun, k->seen,
			arena_strdup(a, k->address), false,
		};
	}
	pthread_mutex_unlock(&s->lock);
	if (*n)
		qsort(out, *n, sizeof *out, newest_first);
	return out;
}

/* --- the file ------------------------------------------------------------------ */

/* A line: hash, id, user, begun, seen, address. */
static void write_line(struct buf *out, const struct kept *k)
{
	char hex[2 * HASH_SIZE + 1];

	sodium_bin2hex(hex, sizeof hex, k->hash, HASH_SIZE);
	buf_addf(out, "%s %llx %lld %lld %lld %s\n", hex,
		 (unsigned long long)k->id, (long long)k->user,
		 (long long)k->begun, (long long)k->seen, k->address);
}

static bool read_line(const char *line, struct kept *k)
{
	unsigned long long id;
	long long user, begun, seen;
	char hex[2 * HASH_SIZE + 1];
	size_t n;

	*k = (struct kept){ 0 };
	if (sscanf(line, "%64s %llx %lld %lld %lld %63s", hex, &id, &user,
		   &begun, &seen, k->address) != 6 || user <= 0)
		return false;
	if (sodium_hex2bin(k->hash, HASH_SIZE, hex, strlen(hex), NULL, &n,
			   NULL) || n != HASH_SIZE)
		return false;
	k->id = id;
	k->user = user;
	k->begun = begun;
	k->seen = seen;
	return true;
}

/* A file that cannot be read ends sessions, nothing worse. */
static void load(struct sessions *s)
{
	struct arena *a = arena_new();
	size_t n;
	char *text = file_read(a, s->file, FILE_LIMIT, &n, NULL);

	for (char *line = text; line && *line && s->n < SESSIONS_MAX;) {
		char *const end = strchr(line, '\n');

		if (!end)
			break;
		*end = '\0';
		if (read_line(line, &s->v[s->n]))
			s->n++;
		line = end + 1;
	}
	arena_free(a);
}

void sessions_save(struct sessions *s)
{
	const moment_t now = moment_now();
	struct arena *a = arena_new();
	struct buf out = BUF_INIT(a);
	bool due;

	pthread_mutex_lock(&s->lock);
	due = s->file && (s->changed || now - s->saved > SAVE_EVERY_MS);
	for (size_t i = 0; due && i < s->n; i++)
		if (s->v[i].user && !over(s, &s->v[i], now))
			write_line(&out, &s->v[i]);
	if (due) {
		s->changed = false;
		s->saved = now;
	}
	pthread_mutex_unlock(&s->lock);
	/* without the lock: the disk may be slow; and when it is full, a
	 * restart costs a login */
	if (due)
		file_write(s->file, out.data, out.len, NULL);
	arena_free(a);
}

static void destroy(void *p)
{
	pthread_mutex_destroy(&((struct sessions *)p)->lock);
}

struct sessions *sessions_new(struct arena *a, const char *file,
			      unsigned idle_s, unsigned life_s)
{
	struct sessions *s = ARENA_NEW(a, struct sessions);

	pthread_mutex_init(&s->lock, NULL);
	arena_defer(a, destroy, s);
	s->v = ARENA_ARRAY(a, SESSIONS_MAX, struct kept);
	s->file = file;
	s->idle = (moment_t)idle_s * 1000;
	s->life = (moment_t)life_s * 1000;
	s->saved = moment_now();
	if (file)
		load(s);
	return s;
}
