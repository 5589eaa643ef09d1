/* SPDX-License-Identifier: Apache-2.0 */
/* The shelf: a short list, the last asked for first, under one lock. */
#include "lib/db/shelf.h"

#include <pthread.h>
#include <string.h>

struct item {
	struct item *next;
	struct shelf *shelf;
	struct arena *arena; /* its own; the item lies on it too */
	const char *key;
	void *thing;    /* NULL while it is being made */
	size_t size;
	unsigned held;  /* by so many arenas, and by who makes it */
	bool off;       /* thrown out: here only until nobody holds it */
};

struct shelf {
	pthread_mutex_t lock;
	pthread_cond_t made; /* something was made, or could not be */
	struct item *first;
	size_t max_things;
	size_t max_bytes;
};

static struct item **place_of(struct shelf *s, const struct item *x)
{
	struct item **at = &s->first;

	while (*at && *at != x)
		at = &(*at)->next;
	return at;
}

static void to_front(struct shelf *s, struct item *x)
{
	*place_of(s, x) = x->next;
	x->next = s->first;
	s->first = x;
}

/* Throws out what is beyond the bounds, seen from the front. */
static void throw_out(struct shelf *s)
{
	size_t things = 0;
	size_t bytes = 0;

	for (struct item *x = s->first; x; x = x->next) {
		if (x->off || !x->thing)
			continue;
		if (things > 0 && (things == s->max_things ||
				   bytes + x->size > s->max_bytes)) {
			x->off = true;
			continue;
		}
		things++;
		bytes += x->size;
	}
}

/* Unlocks, after freeing what is off and nobody holds: one after the other,
 * without the lock, because what one held is then let go. */
static void sweep_and_unlock(struct shelf *s)
{
	for (;;) {
		struct item **at = &s->first;
		struct item *x;

		while (*at && (!(*at)->off || (*at)->held))
			at = &(*at)->next;
		x = *at;
		if (x)
			*at = x->next;
		pthread_mutex_unlock(&s->lock);
		if (!x)
			return;
		arena_free(x->arena);
		pthread_mutex_lock(&s->lock);
	}
}

static void let_go(void *arg)
{
	struct item *x = arg;
	struct shelf *s = x->shelf;

	pthread_mutex_lock(&s->lock);
	x->held--;
	sweep_and_unlock(s);
}

static void clear(void *arg)
{
	struct shelf *s = arg;

	pthread_mutex_lock(&s->lock);
	for (struct item *x = s->first; x; x = x->next)
		x->off = true;
	sweep_and_unlock(s);
	if (s->first)
		BUG("somebody holds “%s” longer than its shelf",
		    s->first->key);
	pthread_mutex_destroy(&s->lock);
	pthread_cond_destroy(&s->made);
}

struct shelf *shelf_new(struct arena *a, size_t things, size_t bytes)
{
	struct shelf *s = ARENA_NEW(a, struct shelf);

	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->made, NULL);
	s->max_things = things;
	s->max_bytes = bytes;
	arena_defer(a, clear, s);
	return s;
}

static struct item *new_item(struct shelf *s, const char *key)
{
	struct arena *own = arena_new();
	struct item *x = ARENA_NEW(own, struct item);

	x->shelf = s;
	x->arena = own;
	x->key = arena_strdup(own, key);
	x->held = 1;
	return x;
}

/* Holds what is there, waiting while somebody makes it; else puts an empty
 * item there, for the caller to fill. */
static struct item *find_or_begin(struct shelf *s, const char *key)
{
	struct item *x;

	pthread_mutex_lock(&s->lock);
	for (;;) {
		x = s->first;
		while (x && (x->off || strcmp(x->key, key) != 0))
			x = x->next;
		if (!x || x->thing)
			break;
		pthread_cond_wait(&s->made, &s->lock);
	}
	if (x) {
		x->held++;
		to_front(s, x);
	} else {
		x = new_item(s, key);
		x->next = s->first;
		s->first = x;
	}
	pthread_mutex_unlock(&s->lock);
	return x;
}

static void *fill(struct shelf *s, struct item *x, void *thing)
{
	pthread_mutex_lock(&s->lock);
	x->thing = thing;
	if (thing) {
		x->size = arena_used(x->arena);
		throw_out(s);
	} else {
		x->off = true;
		x->held = 0;
	}
	pthread_cond_broadcast(&s->made);
	sweep_and_unlock(s);
	return thing;
}

void *shelf_get(struct shelf *s, struct arena *a, const char *key,
		shelf_make *make, void *ctx, struct err *e)
{
	struct item *x;

	if (!s)
		return make(a, ctx, e);
	x = find_or_begin(s, key);
	if (!x->thing && !fill(s, x, make(x->arena, ctx, e)))
		return NULL;
	arena_defer(a, let_go, x);
	return x->thing;
}

static struct item *item_of(struct shelf *s, const void *thing)
{
	struct item *x = s->first;

	while (thing && x && x->thing != thing)
		x = x->next;
	return thing ? x : NULL;
}

bool shelf_hold(struct shelf *s, struct arena *a, const void *thing)
{
	struct item *x;

	pthread_mutex_lock(&s->lock);
	x = item_of(s, thing);
	if (x)
		x->held++;
	pthread_mutex_unlock(&s->lock);
	if (x)
		arena_defer(a, let_go, x);
	return x != NULL;
}

void shelf_drop(struct shelf *s, const void *thing)
{
	struct item *x;

	pthread_mutex_lock(&s->lock);
	x = item_of(s, thing);
	if (x)
		x->off = true;
	sweep_and_unlock(s);
}
