/* SPDX-License-Identifier: Apache-2.0 */
/* Slowing down who guesses passwords: a small table in memory, in which the
 * one that failed longest ago makes room for a new one. */
#include "office/office.h"

#include <pthread.h>
#include <sodium.h>

enum {
	PLACES = 4096,
	FREE_TRIES = 5,        /* of one login from one address */
	FREE_TRIES_BY_ALL = 50, /* of one address */
	FREE_TRIES_FROM_ALL = 100, /* of one login */
	PAUSE = 10,            /* seconds between its tries afterwards */
	KNOWN = 1024,          /* addresses that have been right */
	LONGEST = 900,         /* seconds: a hundred guesses a day */
	FORGET = 3600,         /* seconds after the last failure */
};

struct guesser {
	uint8_t key[16]; /* a keyed hash: names that were typed are not kept */
	int failures;
	moment_t last;
};

static struct guesser table[PLACES];
/* Pairs that were right, the oldest makes room: no table for strangers, so
 * that nobody can push somebody's desk out of it by failing. */
static struct guesser known[KNOWN];
/* For a login over all addresses: no address is written so. */
static const char anywhere[] = "*";
static uint8_t hash_key[crypto_generichash_KEYBYTES];
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void make_key(void)
{
	randombytes_buf(hash_key, sizeof hash_key);
}

static void hash(const char *address, const char *login, uint8_t out[16])
{
	crypto_generichash_state s;

	pthread_once(&once, make_key);
	crypto_generichash_init(&s, hash_key, sizeof hash_key, 16);
	crypto_generichash_update(&s, (const uint8_t *)address,
				  strlen(address) + 1);
	crypto_generichash_update(&s, (const uint8_t *)login, strlen(login));
	crypto_generichash_final(&s, out, 16);
}

/* The place of a key: its own, or NULL. */
static struct guesser *find(const uint8_t key[16])
{
	for (size_t i = 0; i < PLACES; i++)
		if (table[i].failures &&
		    memcmp(table[i].key, key, sizeof table[i].key) == 0)
			return &table[i];
	return NULL;
}

static struct guesser *oldest(void)
{
	struct guesser *g = &table[0];

	for (size_t i = 1; i < PLACES && g->failures; i++)
		if (!table[i].failures || table[i].last < g->last)
			g = &table[i];
	return g;
}

static struct guesser *known_place(const uint8_t key[16])
{
	struct guesser *g = &known[0];

	for (size_t i = 0; i < KNOWN; i++) {
		if (memcmp(known[i].key, key, sizeof known[i].key) == 0)
			return &known[i];
		if (known[i].last < g->last)
			g = &known[i];
	}
	return g;
}

static bool is_known(const uint8_t key[16])
{
	return memcmp(known_place(key)->key, key, 16) == 0;
}

/* Guessing from everywhere: only where nobody has been right waits. */
static int wait_for_login(const char *address, const char *login, moment_t now)
{
	uint8_t key[16];
	const struct guesser *g;
	int64_t wait;

	hash(address, login, key);
	if (is_known(key))
		return 0;
	hash(anywhere, login, key);
	g = find(key);
	if (!g || g->failures < FREE_TRIES_FROM_ALL)
		return 0;
	wait = PAUSE - (now - g->last) / 1000;
	return wait > 0 ? (int)wait : 0;
}

static int wait_of(const char *address, const char *login, int tries,
		   moment_t now)
{
	uint8_t key[16];
	const struct guesser *g;
	int64_t wait;

	hash(address, login, key);
	g = find(key);
	if (!g || g->failures < tries || now - g->last > FORGET * 1000)
		return 0;
	wait = g->failures - tries < 9 ? INT64_C(1) << (g->failures - tries)
				       : LONGEST;
	wait -= (now - g->last) / 1000;
	return wait > 0 ? (int)wait : 0;
}

static void count(const char *address, const char *login, moment_t now)
{
	uint8_t key[16];
	struct guesser *g;

	hash(address, login, key);
	g = find(key);
	if (!g) {
		g = oldest();
		memcpy(g->key, key, sizeof g->key);
		g->failures = 0;
	}
	if (now - g->last > FORGET * 1000)
		g->failures = 0;
	g->failures++;
	g->last = now;
}

int guess_wait(const char *address, const char *login, moment_t now)
{
	int wait[3];
	int longest = 0;

	pthread_mutex_lock(&lock);
	wait[0] = wait_of(address, login, FREE_TRIES, now);
	wait[1] = wait_of(address, "", FREE_TRIES_BY_ALL, now);
	wait[2] = wait_for_login(address, login, now);
	pthread_mutex_unlock(&lock);
	for (size_t i = 0; i < ARRAY_LEN(wait); i++)
		longest = wait[i] > longest ? wait[i] : longest;
	return longest;
}

void guess_failed(const char *address, const char *login, moment_t now)
{
	pthread_mutex_lock(&lock);
	count(address, login, now);
	count(address, "", now);
	count(anywhere, login, now);
	pthread_mutex_unlock(&lock);
}

void guess_right(const char *address, const char *login, moment_t now)
{
	uint8_t key[16];
	struct guesser *g;

	pthread_mutex_lock(&lock);
	hash(address, login, key);
	g = find(key);
	if (g)
		g->failures = 0;
	g = known_place(key);
	memcpy(g->key, key, sizeof g->key);
	g->last = now;
	pthread_mutex_unlock(&lock);
}
