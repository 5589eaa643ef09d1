/* SPDX-License-Identifier: Apache-2.0 */
/* Names much alike, found through the words they share. */
#include "register/likeness.h"

#include "lib/base/multimap.h"
#include "lib/db/db.h"
#include "lib/text/text.h"
#include "register/search.h"
#include "register/store.h"
#include "territory/territory.h"

/* Words that many names have and that do not tell two apart. */
static const char *const generic[] = {
	"htx", "nong nghiep", "nong lam nghiep", "dich vu", "san xuat",
	"kinh doanh", "tong hop", "va",
};

enum {
	MOST_WORDS = 10,
	MOST_LETTERS = 24,
	MOST_TRIED = 50, /* entries looked at for one key */
};

struct entry {
	int64_t org;
	int64_t district;
	const char *name;
	const char *key; /* search key without the generic words */
};

struct likeness {
	struct arena *arena;
	const struct territory *territory;
	struct entry *entry;
	size_t n;
	size_t cap;
	struct multimap *index; /* from what names share to entries */
};

/* Where names compete: the district, else the province. */
static int64_t district_of(const struct likeness *l, int64_t seat)
{
	const struct unit *u = seat == REG_NONE ?
				       NULL :
				       territory_unit(l->territory, seat);
	const struct unit *d = u ? unit_above(u, UNIT_DISTRICT) : NULL;

	if (u && !d)
		d = unit_above(u, UNIT_PROVINCE);
	return d ? d->id : 0;
}

static char *key_of(struct arena *a, const char *name)
{
	const char *whole = search_key(a, name);
	char *key = text_without(a, whole, generic, ARRAY_LEN(generic));

	return *key ? key : arena_strdup(a, whole);
}

static int by_text(const void *x, const void *y)
{
	return strcmp(*(char *const *)x, *(char *const *)y);
}

static size_t split(struct arena *a, const char *key,
		    const char *word[MOST_WORDS])
{
	size_t n = 0;

	while (*key && n < MOST_WORDS) {
		size_t len = strcspn(key, " ");

		word[n++] = arena_strndup(a, key, len);
		key += len;
		key += *key == ' ';
	}
	qsort(word, n, sizeof word[0], by_text);
	return n;
}

static bool has_digit(const char *s)
{
	return s[strcspn(s, "0123456789")] != '\0';
}

/* The hash of all words but one (skip = n: of all). */
static uint64_t hash_words(uint64_t h, const char *const *word, size_t n,
			   size_t skip)
{
	for (size_t i = 0; i < n; i++) {
		if (i != skip)
			h = hash_bytes(h, word[i], strlen(word[i]) + 1);
	}
	return h;
}

/* The same for the letters of a single word. */
static uint64_t hash_letters(uint64_t h, const char *word, size_t skip)
{
	size_t n = strlen(word);

	h = hash_bytes(h, word, skip);
	if (skip < n)
		h = hash_bytes(h, word + skip + 1, n - skip - 1);
	return hash_bytes(h, "", 1);
}

/* What a name may share with one much alike; the number of keys. */
enum { MOST_KEYS = 1 + (MOST_WORDS > MOST_LETTERS ? MOST_WORDS : MOST_LETTERS) };

static size_t shared_keys(struct arena *a, const char *key, int64_t district,
			  uint64_t out[MOST_KEYS])
{
	const char *word[MOST_WORDS];
	size_t nword = split(a, key, word);
	uint64_t h = hash_bytes(HASH_BEGIN, &district, sizeof district);
	size_t n = 0;

	out[n++] = hash_words(h, word, nword, nword);
	if (nword == 1 && !has_digit(word[0])) {
		size_t letters = strlen(word[0]);

		for (size_t i = 0; i < letters && i < MOST_LETTERS; i++)
			out[n++] = hash_letters(h, word[0], i);
	}
	for (size_t i = 0; i < nword && nword > 1; i++) {
		if (!has_digit(word[i]))
			out[n++] = hash_words(h, word, nword, i);
	}
	return n;
}

static void insert(struct likeness *l, int64_t org, const char *name,
		   const char *key, int64_t district)
{
	struct arena *a = arena_new();
	uint64_t shared[MOST_KEYS];
	size_t n = shared_keys(a, key, district, shared);

	for (size_t i = 0; i < n; i++)
		multimap_add(l->index, shared[i], (int64_t)l->n);
	*VEC_PUSH(l->arena, l->entry, l->n, l->cap) = (struct entry){
		.org = org,
		.district = district,
		.name = arena_strdup(l->arena, name),
		.key = arena_strdup(l->arena, key),
	};
	arena_free(a);
}

void likeness_add(struct likeness *l, int64_t org, const char *name,
		  int64_t seat)
{
	struct arena *a = arena_new();

	insert(l, org, name, key_of(a, name), district_of(l, seat));
	arena_free(a);
}

struct likeness *likeness_read(struct arena *a, struct db *db,
			       const struct territory *t)
{
	struct likeness *l = ARENA_NEW(a, struct likeness);
	struct rows *r;

	l->arena = a;
	l->territory = t;
	l->index = multimap_new(a);
	r = store_names(db);
	while (db_step(r))
		likeness_add(l, db_col_int(r, 0), db_col_text(r, 1),
			     db_col_null(r, 2) ? REG_NONE : db_col_int(r, 2));
	return l;
}

static bool listed(const struct org_likeness *out, size_t n, int64_t org)
{
	for (size_t i = 0; i < n; i++) {
		if (out[i].org == org)
			return true;
	}
	return false;
}

/* Puts one in its place among the best. */
static size_t rank(struct org_likeness out[LIKENESS_MOST], size_t n,
		   const struct org_likeness *one)
{
	size_t i = n < LIKENESS_MOST ? n : LIKENESS_MOST - 1;

	if (n == LIKENESS_MOST && out[i].percent >= one->percent)
		return n;
	for (; i > 0 && out[i - 1].percent < one->percent; i--)
		out[i] = out[i - 1];
	out[i] = *one;
	return n < LIKENESS_MOST ? n + 1 : n;
}

size_t likeness_find(struct arena *a, const struct likeness *l,
		     const char *name, int64_t seat,
		     struct org_likeness out[LIKENESS_MOST])
{
	int64_t district = district_of(l, seat);
	const char *key = key_of(a, name);
	uint64_t shared[MOST_KEYS];
	size_t nshared = shared_keys(a, key, district, shared);
	size_t n = 0;

	for (size_t k = 0; k < nshared; k++) {
		size_t tried = 0;

		for (size_t i = multimap_first(l->index, shared[k]);
		     i && tried < MOST_TRIED;
		     i = multimap_next(l->index, i), tried++) {
			const struct entry *other =
				&l->entry[multimap_value(l->index, i)];
			struct org_likeness one = { .org = other->org };

			if (other->district != district ||
			    listed(out, n, other->org))
				continue;
			one.percent = text_likeness(key, other->key);
			if (one.percent < LIKENESS_LEAST_PERCENT)
				continue;
			one.name = other->name;
			one.why = one.percent == 100 ?
					  "tên như nhau, cùng huyện" :
					  "tên gần như nhau, cùng huyện";
			n = rank(out, n, &one);
		}
	}
	return n;
}

/* --- before saving one ---------------------------------------------------- */

static size_t same_identifier(struct arena *a, struct db *db,
			      const struct pack *p, const struct org_new *org,
			      struct org_likeness *out)
{
	size_t n = 0;

	for (size_t i = 0; i < org->nidentifier; i++) {
		const struct org_identifier *id = &org->identifier[i];
		int64_t other = store_identifier_org(db, id->kind, id->number);

		if (!other || listed(out, n, other))
			continue;
		out[n++] = (struct org_likeness){
			.org = other,
			.name = store_last_name(a, db, other),
			.why = arena_printf(a, "cùng %s %s",
					    identifier_name(p, id->kind),
					    id->number),
			.percent = 100,
		};
	}
	return n;
}

size_t register_duplicates(struct arena *a, struct db *db,
			   const struct pack *p, const struct territory *t,
			   const struct org_new *org,
			   struct org_likeness **out)
{
	struct org_likeness named[LIKENESS_MOST];
	const struct likeness *l = likeness_read(a, db, t);
	size_t nnamed = likeness_find(a, l, org->version.name,
				      org->version.seat, named);
	size_t n;

	*out = ARENA_ARRAY(a, org->nidentifier + nnamed, struct org_likeness);
	n = same_identifier(a, db, p, org, *out);
	for (size_t i = 0; i < nnamed; i++) {
		if (!listed(*out, n, named[i].org))
			(*out)[n++] = named[i];
	}
	return n;
}
