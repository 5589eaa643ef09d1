/* SPDX-License-Identifier: Apache-2.0 */
/* From an address to a page; the tables of pages are checked at the start. */
#include "lib/http/internal.h"

static const char *const method_name[] = { "GET", "POST", "PUT", "DELETE" };

static bool is_param(const char *word)
{
	return word[0] == '{';
}

/* The field of "{id}" in a page's table. */
static const struct field *param_field(const struct page *p, const char *word)
{
	const size_t n = strlen(word) - 2;

	for (const struct field *f = p->fields; f && f->name; f++)
		if (strlen(f->name) == n && memcmp(f->name, word + 1, n) == 0)
			return f;
	return NULL;
}

static void check_field(const struct page *p, const struct field *f)
{
	static const char *const reserved[] = { "csrf", "ngay", "biet" };

	for (size_t i = 0; i < ARRAY_LEN(reserved); i++)
		if (strcmp(f->name, reserved[i]) == 0)
			BUG("%s: the name %s is taken", p->path, f->name);
	if (f->type < FIELD_TEXT || f->type > FIELD_FILE || !f->label)
		BUG("%s: field %s has no type or label", p->path, f->name);
	if (f->type == FIELD_FILE && p->method == HTTP_GET)
		BUG("%s: a file in a GET", p->path);
	if ((f->type == FIELD_CHOICE) != (f->choices != NULL))
		BUG("%s: choices of %s", p->path, f->name);
	for (const struct field *g = p->fields; g < f; g++)
		if (strcmp(f->name, g->name) == 0)
			BUG("%s: field %s twice", p->path, f->name);
}

static void check_page(const struct page *p)
{
	if (p->path[0] != '/' || p->method > HTTP_DELETE)
		BUG("page %s: path or method", p->path);
	if (!p->right || !*p->right || !p->run || !p->title)
		BUG("page %s: no right, handler or title", p->path);
	for (const struct field *f = p->fields; f && f->name; f++)
		check_field(p, f);
}

/* Would some address belong to both? */
static bool same_shape(const struct route *x, const struct route *y)
{
	if (x->n != y->n || x->page->method != y->page->method)
		return false;
	for (size_t i = 0; i < x->n; i++) {
		if (is_param(x->segment[i]) != is_param(y->segment[i]))
			return false;
		if (!is_param(x->segment[i]) &&
		    strcmp(x->segment[i], y->segment[i]))
			return false;
	}
	return true;
}

static void add(struct arena *a, struct routes *r, const struct page *p)
{
	struct route t = { .page = p };

	check_page(p);
	for (const char *s = p->path + 1; *s;) {
		const size_t n = strcspn(s, "/");
		char *word = arena_strndup(a, s, n);

		if (n == 0 || t.n == SEGMENTS_MAX)
			BUG("page %s: path", p->path);
		if (is_param(word) &&
		    (word[n - 1] != '}' || !param_field(p, word)))
			BUG("page %s: %s is no field", p->path, word);
		t.segment[t.n++] = word;
		s += n + (s[n] == '/');
	}
	for (size_t i = 0; i < r->n; i++)
		if (same_shape(&r->v[i], &t))
			BUG("two pages %s %s", method_name[p->method], p->path);
	*VEC_PUSH(a, r->v, r->n, r->cap) = t;
}

void routes_add(struct arena *a, struct routes *r, const struct page *table)
{
	for (; table->path; table++)
		add(a, r, table);
}

/* 0: no; else how well: a word counts more than a "{name}", an earlier one
 * more than all after it. */
static unsigned matches(const struct route *t, const char *const *segment,
			size_t n)
{
	unsigned score = 1;

	if (t->n != n)
		return 0;
	for (size_t i = 0; i < n; i++) {
		score *= 2;
		if (is_param(t->segment[i]))
			continue;
		if (strcmp(t->segment[i], segment[i]))
			return 0;
		score++;
	}
	return score;
}

const struct route *routes_find(const struct routes *r,
				enum http_method method,
				const char *const *segment, size_t n,
				unsigned *allow)
{
	const struct route *best = NULL;
	unsigned best_score = 0;

	*allow = 0;
	for (size_t i = 0; i < r->n; i++) {
		const struct route *t = &r->v[i];
		const unsigned score = matches(t, segment, n);

		if (score == 0)
			continue;
		*allow |= 1U << t->page->method;
		if (t->page->method == method && score > best_score) {
			best = t;
			best_score = score;
		}
	}
	return best;
}

const char *routes_allow(struct arena *a, unsigned allow)
{
	struct buf b = BUF_INIT(a);

	for (unsigned m = 0; m < ARRAY_LEN(method_name); m++)
		if (allow & 1U << m)
			buf_addf(&b, "%s%s%s", b.len ? ", " : "",
				 method_name[m], m == HTTP_GET ? ", HEAD" : "");
	return b.data;
}

bool page_has_files(const struct page *p)
{
	for (const struct field *f = p->fields; f && f->name; f++)
		if (f->type == FIELD_FILE)
			return true;
	return false;
}

size_t page_body_max(const struct page *p)
{
	size_t max = 0;

	if (p->method == HTTP_GET)
		return 0;
	for (const struct field *f = p->fields; f && f->name; f++)
		if (f->type == FIELD_FILE)
			max += f->max ? (size_t)f->max : FILE_MAX;
	return max ? max + BODY_MAX : BODY_MAX;
}
