/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz: what strangers send: addresses, queries, forms of parts, cookies and
 * tokens.  The first byte says which. */
#include "lib/http/internal.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What came out is text, and its names are within their limits. */
static void check(const struct pairs *p)
{
	if (p->n > FIELDS_MAX)
		BUG("%zu pairs", p->n);
	for (size_t i = 0; i < p->n; i++) {
		const struct pair *v = &p->v[i];

		if (!*v->name || strlen(v->name) > FIELD_NAME_MAX)
			BUG("a name of %zu bytes", strlen(v->name));
		if (v->file ? strpbrk(v->file, "/\\") != NULL
			    : strlen(v->value) != v->size)
			BUG("a value");
	}
}

/* What a query means does not change when it is written again. */
static void again(struct arena *a, const struct pairs *p)
{
	struct pairs q = { 0 };
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < p->n; i++) {
		buf_addch(&b, '&');
		form_escape(&b, p->v[i].name);
		buf_addch(&b, '=');
		form_escape(&b, p->v[i].value);
	}
	if (form_query(a, b.data, b.len, &q) < 0 || q.n != p->n)
		BUG("written again it is another");
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->v[i].name, q.v[i].name) ||
		    strcmp(p->v[i].value, q.v[i].value))
			BUG("pair %zu is another", i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	const char *segment[SEGMENTS_MAX];
	struct pairs p = { 0 };
	char *s;
	size_t n;

	if (size == 0) {
		arena_free(a);
		return 0;
	}
	s = arena_memdup(a, data + 1, size - 1);
	switch (data[0] % 4) {
	case 0:
		if (form_query(a, s, size - 1, &p) == 0) {
			check(&p);
			again(a, &p);
		}
		break;
	case 1:
		if (form_multipart(a, "multipart/form-data; boundary=b", s,
				   size - 1, &p) == 0)
			check(&p);
		break;
	case 2:
		if (form_path(a, s, size - 1, segment, &n) == 0)
			for (size_t i = 0; i < n; i++)
				if (!*segment[i] || strchr(segment[i], '/') ||
				    strcmp(segment[i], "..") == 0)
					BUG("a segment");
		break;
	default:
		s = arena_strndup(a, s, size - 1);
		form_cookie(a, s, "phien");
		csrf_valid(s, "0123");
		form_multipart(a, s, "--b--", 5, &p);
	}
	arena_free(a);
	return 0;
}
