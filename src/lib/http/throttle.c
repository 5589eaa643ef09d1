/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Counts of failures in a hash table of fixed size, keyed with a secret so that
 * nobody can choose names that fall together.  A new key takes the place of
 * the least recent of the few slots where it may stand.
 */
#include "lib/http/throttle.h"

#include "lib/base/base.h"

#include <pthread.h>
#include <sodium.h>
#include <stdint.h>

enum {
	SLOTS = 1 << 15,
	WAYS = 8,
	FORGET_MS = 30 * 60 * 1000,
};

enum what { PAIR, ADDRESS, ACCOUNT, KINDS };

static const struct {
	int free;   /* failures without a wait */
	int64_t most; /* milliseconds */
} rule[KINDS] = {
	[PAIR] = { 4, 15 * 60 * 1000 },
	[ADDRESS] = { 19, 15 * 60 * 1000 },
	[ACCOUNT] = { 29, 10 * 1000 },
};

struct slot {
	uint64_t key;
	moment_t last; /* the latest failure; 0: free */
	int32_t failures;
};

struct throttle {
	pthread_mutex_t lock;
	unsigned char secret[crypto_shorthash_KEYBYTES];
	struct slot *slot;
};

static void destroy(void *p)
{
	pthread_mutex_destroy(&((struct throttle *)p)->lock);
}

struct throttle *throttle_new(struct arena *a)
{
	struct throttle *t = ARENA_NEW(a, struct throttle);

	if (sodium_init() < 0)
		BUG("libsodium");
	pthread_mutex_init(&t->lock, NULL);
	arena_defer(a, destroy, t);
	randombytes_buf(t->secret, sizeof t->secret);
	t->slot = ARENA_ARRAY(a, SLOTS, struct slot);
	return t;
}

static uint64_t key_of(const struct throttle *t, enum what what,
		       const char *account, const char *address)
{
	unsigned char out[crypto_shorthash_BYTES];
	unsigned char text[512];
	uint64_t key;
	int n;

	n = snprintf((char *)text, sizeof text, "%d\n%s\n%s", what,
		     what == ADDRESS ? "" : account,
		     what == ACCOUNT ? "" : address);
	if (n > (int)sizeof text - 1)
		n = (int)sizeof text - 1;
	crypto_shorthash(out, text, (unsigned long long)n, t->secret);
	memcpy(&key, out, sizeof key);
	return key;
}

/* The slot of a key, or NULL; with now, one is made when there is none. */
static struct slot *find(struct throttle *t, uint64_t key, moment_t now)
{
	struct slot *const first = &t->slot[key % (SLOTS / WAYS) * WAYS];
	struct slot *oldest = first;

	for (struct slot *s = first; s < first + WAYS; s++) {
		if (s->last && s->key == key)
			return s;
		if (s->last < oldest->last)
			oldest = s;
	}
	if (!now)
		return NULL;
	*oldest = (struct slot){ .key = key };
	return oldest;
}

/* Until when one waits after so many failures. */
static moment_t until(const struct slot *s, enum what what)
{
	const int over = s->failures - rule[what].free;
	int64_t wait = 1000;

	if (over <= 0)
		return 0;
	for (int i = 1; i < over && wait < rule[what].most; i++)
		wait *= 2;
	return s->last + (wait < rule[what].most ? wait : rule[what].most);
}

int throttle_wait(struct throttle *t, const char *account,
		  const char *address, moment_t now)
{
	moment_t end = 0;

	pthread_mutex_lock(&t->lock);
	for (enum what w = PAIR; w < KINDS; w++) {
		const struct slot *s =
			find(t, key_of(t, w, account, address), 0);

		if (s && now - s->last < FORGET_MS && until(s, w) > end)
			end = until(s, w);
	}
	pthread_mutex_unlock(&t->lock);
	return end > now ? (int)((end - now + 999) / 1000) : 0;
}

void throttle_failed(struct throttle *t, const char *account,
		     const char *address, moment_t now)
{
	pthread_mutex_lock(&t->lock);
	for (enum what w = PAIR; w < KINDS; w++) {
		struct slot *s = find(t, key_of(t, w, account, address), now);

		if (now - s->last >= FORGET_MS)
			s->failures = 0;
		if (s->failures < INT32_MAX)
			s->failures++;
		s->last = now;
	}
	pthread_mutex_unlock(&t->lock);
}

void throttle_passed(struct throttle *t, const char *account,
		     const char *address)
{
	struct slot *s;

	pthread_mutex_lock(&t->lock);
	s = find(t, key_of(t, PAIR, account, address), 0);
	if (s)
		*s = (struct slot){ 0 };
	pthread_mutex_unlock(&t->lock);
}
