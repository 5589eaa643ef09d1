/* SPDX-License-Identifier: Apache-2.0 */
/* Finding organisations by what people type. */
#include "register/search.h"

#include "lib/base/base.h"
#include "lib/base/buf.h"
#include "lib/db/db.h"
#include "lib/db/shelf.h"
#include "lib/text/text.h"
#include "register/store.h"

/* Longer phrases before those that they hold. */
static const struct {
	const char *phrase;
	const char *word;
} spellings[] = {
	{ "lien hiep hop tac xa", "lhhtx" },
	{ "lien hiep htx", "lhhtx" },
	{ "hop tac xa", "htx" },
	{ "to hop tac", "tht" },
};

/* The spelling whose phrase stands at p as whole words; its length in *n. */
static const char *spelling_at(const char *p, size_t *n)
{
	for (size_t i = 0; i < ARRAY_LEN(spellings); i++) {
		*n = strlen(spellings[i].phrase);
		if (strncmp(p, spellings[i].phrase, *n) == 0 &&
		    (p[*n] == ' ' || p[*n] == '\0'))
			return spellings[i].word;
	}
	return NULL;
}

char *search_key(struct arena *a, const char *text)
{
	const char *p = text_fold(a, text);
	struct buf out = BUF_INIT(a);

	while (*p) {
		size_t n;
		const char *word = spelling_at(p, &n);

		if (out.len)
			buf_addch(&out, ' ');
		if (word) {
			buf_adds(&out, word);
		} else {
			n = strcspn(p, " ");
			buf_add(&out, p, n);
		}
		p += n;
		p += *p == ' ';
	}
	return out.data;
}

/* "% dinh%" for each word; what does not fit stands in the last pattern in
 * the order in which it was typed. */
static void patterns(struct arena *a, const char *text,
		     const char *word[STORE_WORDS])
{
	const char *p = search_key(a, text);

	for (size_t i = 0; i < STORE_WORDS; i++) {
		struct buf b = BUF_INIT(a);

		buf_addch(&b, '%');
		do {
			size_t n = strcspn(p, " ");

			if (n) {
				buf_addch(&b, ' ');
				buf_add(&b, p, n);
				buf_addch(&b, '%');
			}
			p += n;
			p += *p == ' ';
		} while (*p && i + 1 == STORE_WORDS);
		word[i] = b.data;
	}
}

struct found {
	int64_t *id;
	size_t n;
	size_t cap;
};

struct wanted {
	struct db *db;
	const char *text;
	day_t on;
	int64_t known;
};

static void *search(struct arena *a, void *ctx, struct err *e)
{
	const struct wanted *w = ctx;
	struct found *f = ARENA_NEW(a, struct found);
	const char *word[STORE_WORDS];
	struct rows *r;

	(void)e;
	patterns(a, w->text, word);
	r = store_search(w->db, word, w->text, w->on, w->known);
	while (db_step(r))
		*VEC_PUSH(a, f->id, f->n, f->cap) = db_col_int(r, 0);
	return db_failed(w->db, NULL) < 0 ? NULL : f;
}

/* All of them, as the list begins, are the same for everybody on a day; what
 * somebody typed is hardly asked for twice. */
size_t register_search(struct arena *a, struct db *db, const char *text,
		       day_t on, int64_t known, int64_t **out)
{
	static const char *const tables[] = {
		"organisation", "organisation_version", "identifier", NULL
	};
	struct wanted w = { db, text, on, known };
	struct shelf *s = *text ? NULL : db_shelf(db);
	const char *key = "";
	const struct found *f;

	if (s)
		key = arena_printf(a, "organisations on %d at %lld", on,
				   (long long)db_changed(db, tables, known));
	f = shelf_get(s, a, key, search, &w, NULL);
	*out = f ? arena_memdup(a, f->id, f->n * sizeof *f->id) : NULL;
	return f ? f->n : 0;
}

/* The id in "#12" or "12"; 0 when the text is none. */
static int64_t id_in(const char *text)
{
	int64_t id = 0;

	text += *text == '#';
	for (; *text >= '0' && *text <= '9' && id < INT32_MAX; text++)
		id = 10 * id + (*text - '0');
	return *text ? 0 : id;
}

static int64_t none(struct err *e, const char *text)
{
	err_set(e, ERR_NOTFOUND, "Không có tổ chức nào là “%s”", text);
	err_hint(e, "Tìm bằng: hoptac register list \"vài chữ trong tên\"");
	return 0;
}

/* Does a name hold the words side by side, as they were typed? */
static bool holds_phrase(const char *name, const char *phrase)
{
	size_t n = strlen(phrase);

	for (const char *p = name; (p = strstr(p, phrase)); p++)
		if ((p == name || p[-1] == ' ') && (!p[n] || p[n] == ' '))
			return true;
	return false;
}

/* Several hold the words: the only one that is called just so, else the only
 * one that has them side by side, else the choice is the user's. */
static int64_t choose(struct arena *a, struct db *db, const char *text,
		      const int64_t *id, size_t n, struct err *e)
{
	const char *key = search_key(a, text);
	struct buf names = BUF_INIT(a);
	int64_t same = 0;
	int64_t close = 0;
	size_t nsame = 0;
	size_t nclose = 0;

	for (size_t i = 0; i < n; i++) {
		const char *name = store_last_name(a, db, id[i]);
		const char *folded = search_key(a, name ? name : "");

		if (strcmp(folded, key) == 0) {
			same = id[i];
			nsame++;
		}
		if (holds_phrase(folded, key)) {
			close = id[i];
			nclose++;
		}
		if (i < 5)
			buf_addf(&names, "%s#%lld %s", i ? "; " : "",
				 (long long)id[i], name ? name : "");
	}
	if (nsame == 1)
		return same;
	if (nsame == 0 && nclose == 1)
		return close;
	err_set(e, ERR_CONFLICT, "“%s” có thể là %zu tổ chức", text, n);
	err_hint(e, "Ghi số của tổ chức: %s%s", names.data,
		 n > 5 ? "; ..." : "");
	return 0;
}

int64_t register_find(struct db *db, const char *text, day_t on,
		      int64_t known, struct err *e)
{
	int64_t found = store_by_number(db, text, known);
	struct arena *a;
	int64_t *hit = NULL;
	size_t n;

	if (!found)
		found = store_organisation(db, id_in(text), known);
	if (found || db_failed(db, e) < 0)
		return found;
	a = arena_new();
	n = *search_key(a, text)
		    ? register_search(a, db, text, on, known, &hit)
		    : 0;
	if (db_failed(db, e) == 0)
		found = n == 0 ? none(e, text) :
			n == 1 ? hit[0] :
				 choose(a, db, text, hit, n, e);
	arena_free(a);
	return found;
}
