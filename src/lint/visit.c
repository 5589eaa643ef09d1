/* SPDX-License-Identifier: Apache-2.0 */
/* Drafts in memory: see visit.h. */
#include "lint/visit.h"

#include <pthread.h>
#include <sodium.h>
#include <stdbool.h>
#include <string.h>

/* A visit lives on an arena of its own. */
struct kept {
	struct arena *arena;
	struct kept *next; /* older */
	int64_t user;
	moment_t seen;
	struct visit visit;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct kept *newest;
static size_t bytes;

static void drop(struct kept **at)
{
	struct kept *k = *at;

	*at = k->next;
	bytes -= k->visit.n;
	arena_free(k->arena);
}

static void drop_idle(moment_t now)
{
	struct kept **at = &newest;

	while (*at)
		if (now - (*at)->seen > VISIT_IDLE_MS)
			drop(at);
		else
			at = &(*at)->next;
}

/* The oldest of a user, or of all (user -1); false when there is none. */
static bool drop_oldest(int64_t user)
{
	struct kept **oldest = NULL;

	for (struct kept **at = &newest; *at; at = &(*at)->next)
		if (user == -1 || (*at)->user == user)
			oldest = at;
	if (oldest)
		drop(oldest);
	return oldest;
}

static size_t count(int64_t user)
{
	size_t n = 0;

	for (struct kept *k = newest; k; k = k->next)
		n += k->user == user;
	return n;
}

static struct kept *find(int64_t user, const char *id)
{
	for (struct kept *k = newest; k; k = k->next)
		if (k->user == user && strcmp(k->visit.id, id) == 0)
			return k;
	return NULL;
}

static const char *new_id(struct arena *a)
{
	unsigned char random[VISIT_ID / 2];
	char *id = arena_alloc(a, VISIT_ID + 1);

	randombytes_buf(random, sizeof random);
	return sodium_bin2hex(id, VISIT_ID + 1, random, sizeof random);
}

static struct kept *keep(int64_t user, const char *name, const void *data,
			 size_t n)
{
	struct arena *a = arena_new();
	struct kept *k = ARENA_NEW(a, struct kept);

	*k = (struct kept){
		.arena = a,
		.user = user,
		.seen = moment_now(),
		.visit = { .id = new_id(a), .name = arena_strdup(a, name),
			   .data = arena_memdup(a, data, n), .n = n },
	};
	k->visit.since = k->seen;
	return k;
}

const char *visit_begin(struct arena *a, int64_t user, const char *name,
			const void *data, size_t n, struct err *e)
{
	struct kept *k;
	const char *id;

	if (n > VISIT_BYTES) {
		err_set(e, ERR_INPUT, "tệp lớn quá %d MB", VISIT_BYTES >> 20);
		return NULL;
	}
	k = keep(user, name, data, n);
	id = arena_strdup(a, k->visit.id);
	pthread_mutex_lock(&lock);
	drop_idle(k->seen);
	while (count(user) >= VISIT_MOST)
		drop_oldest(user);
	while (bytes + n > VISIT_BYTES && drop_oldest(-1))
		;
	k->next = newest;
	newest = k;
	bytes += n;
	pthread_mutex_unlock(&lock);
	return id;
}

const struct visit *visit_get(struct arena *a, int64_t user, const char *id,
			      struct err *e)
{
	struct visit *v = NULL;
	struct kept *k;

	pthread_mutex_lock(&lock);
	drop_idle(moment_now());
	k = find(user, id);
	if (k) {
		k->seen = moment_now();
		v = ARENA_NEW(a, struct visit);
		*v = (struct visit){
			.id = arena_strdup(a, k->visit.id),
			.name = arena_strdup(a, k->visit.name),
			.data = arena_memdup(a, k->visit.data, k->visit.n),
			.n = k->visit.n,
			.since = k->visit.since,
		};
	}
	pthread_mutex_unlock(&lock);
	if (!v) {
		err_set(e, ERR_NOTFOUND, "dự thảo này đã được xoá khỏi máy chủ");
		err_hint(e, "tải tệp lên lại; muốn giữ lâu thì bấm Giữ lại");
	}
	return v;
}

void visit_end(int64_t user, const char *id)
{
	pthread_mutex_lock(&lock);
	for (struct kept **at = &newest; *at; at = &(*at)->next)
		if ((*at)->user == user && strcmp((*at)->visit.id, id) == 0) {
			drop(at);
			break;
		}
	pthread_mutex_unlock(&lock);
}

size_t visit_list(struct arena *a, int64_t user, struct visit **out)
{
	size_t n = 0;
	size_t cap = 0;

	*out = NULL;
	pthread_mutex_lock(&lock);
	drop_idle(moment_now());
	for (struct kept *k = newest; k; k = k->next)
		if (k->user == user)
			*VEC_PUSH(a, *out, n, cap) = (struct visit){
				.id = arena_strdup(a, k->visit.id),
				.name = arena_strdup(a, k->visit.name),
				.n = k->visit.n,
				.since = k->visit.since,
			};
	pthread_mutex_unlock(&lock);
	return n;
}
