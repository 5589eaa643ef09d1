/* SPDX-License-Identifier: Apache-2.0 */
/* Largest remainders between bounds; see apportion.h. */
#include "demo/apportion.h"
#include "lib/base/arena.h"
#include "lib/base/base.h"

#include <stdbool.h>

uint64_t scramble(uint64_t x)
{
	x += 0x9e3779b97f4a7c15U;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
	return x ^ (x >> 31);
}

struct part {
	size_t i;          /* its place in the caller's arrays */
	int64_t weight;    /* 0: full, takes no part any more */
	int64_t room;      /* how much more it may get */
	int64_t remainder; /* of its quota, in units of the weights' sum */
};

static int by_remainder(const void *x, const void *y)
{
	const struct part *p = x;
	const struct part *q = y;
	uint64_t sp = scramble(p->i);
	uint64_t sq = scramble(q->i);

	if (p->remainder != q->remainder)
		return p->remainder > q->remainder ? -1 : 1;
	return sp < sq ? -1 : sp > sq;
}

static int64_t weights(const struct part *part, size_t n)
{
	int64_t sum = 0;

	for (size_t k = 0; k < n; k++)
		sum += part[k].weight;
	return sum;
}

/* Fills every part whose quota is not below its room; true when there was
 * one, for then the quotas of the others have changed. */
static bool fill_full(struct part *part, size_t n, int64_t *left,
		      int64_t *out)
{
	int64_t rest = *left;
	int64_t sum = weights(part, n);
	bool any = false;

	for (size_t k = 0; k < n; k++) {
		struct part *p = &part[k];
		int64_t scaled;

		if (!p->weight)
			continue;
		if (__builtin_mul_overflow(rest, p->weight, &scaled))
			BUG("apportion: %lld * %lld", (long long)rest,
			    (long long)p->weight);
		if (scaled / sum < p->room)
			continue;
		out[p->i] += p->room;
		*left -= p->room;
		p->room = 0;
		p->weight = 0;
		any = true;
	}
	return any;
}

/* Shares left out over parts that all have room for their quotas. */
static void share(struct part *part, size_t n, int64_t left, int64_t *out)
{
	int64_t sum = weights(part, n);
	int64_t given = 0;

	for (size_t k = 0; k < n; k++) {
		int64_t scaled = left * part[k].weight;

		out[part[k].i] += scaled / sum;
		given += scaled / sum;
		part[k].remainder = part[k].weight ? scaled % sum : -1;
	}
	qsort(part, n, sizeof *part, by_remainder);
	for (size_t k = 0; given < left; k++, given++)
		out[part[k].i]++;
}

void apportion(int64_t total, size_t n, const int64_t *weight,
	       const int64_t *least, const int64_t *most, int64_t *out)
{
	struct arena *a = arena_new();
	struct part *part = ARENA_ARRAY(a, n, struct part);
	int64_t left = total;
	int64_t room = 0;

	for (size_t i = 0; i < n; i++) {
		out[i] = least ? least[i] : 0;
		left -= out[i];
		part[i] = (struct part){ .i = i };
		part[i].room = most ? most[i] - out[i] : total;
		if (part[i].room < 0 || weight[i] < 0)
			BUG("apportion: part %zu", i);
		part[i].weight = part[i].room ? weight[i] : 0;
		room += part[i].room;
	}
	if (left < 0 || left > room)
		BUG("apportion: %lld left for room of %lld", (long long)left,
		    (long long)room);
	while (left) {
		if (!weights(part, n))
			for (size_t k = 0; k < n; k++)
				part[k].weight = part[k].room > 0;
		if (fill_full(part, n, &left, out))
			continue;
		share(part, n, left, out);
		left = 0;
	}
	arena_free(a);
}
