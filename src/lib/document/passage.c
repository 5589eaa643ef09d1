/* SPDX-License-Identifier: Apache-2.0 */
/* Building paragraphs and passages, byte for byte with their places. */
#include "lib/document/internal.h"

#include <string.h>

struct para *para_open(struct paras *ps, enum passage_kind kind)
{
	struct para *p = VEC_PUSH(ps->arena, ps->para, ps->n, ps->cap);

	*p = (struct para){ .kind = kind };
	return p;
}

void para_span(struct paras *ps, size_t from, size_t to)
{
	struct para *p = &ps->para[ps->n - 1];

	*VEC_PUSH(ps->arena, p->span, p->nspan, p->cap) =
		(struct span){ (uint32_t)from, (uint32_t)to };
}

static void place(struct passages *p, size_t at)
{
	size_t i = p->text.len;

	if (i + 1 > p->cap_at) {
		size_t cap = p->cap_at ? 2 * p->cap_at : 64;

		p->at = arena_grow(p->step, p->at, p->cap_at * sizeof *p->at,
				   cap * sizeof *p->at);
		p->cap_at = cap;
	}
	p->at[i] = (uint32_t)at;
}

void passage_add(struct passages *p, const char *s, size_t n, size_t at)
{
	for (size_t i = 0; i < n; i++) {
		place(p, at + i);
		buf_addch(&p->text, s[i]);
	}
}

void passage_add_for(struct passages *p, const char *s, size_t n,
		     size_t start, size_t end)
{
	for (size_t i = 0; i < n; i++)
		passage_add(p, s + i, 1, i + 1 < n ? start : end - 1);
}

void passage_blank(struct passages *p, size_t at)
{
	if (p->text.len == 0 || p->text.data[p->text.len - 1] == ' ')
		return;
	passage_add(p, " ", 1, at);
}

void passage_anchor(struct passages *p, const char *label, size_t start,
		    size_t end)
{
	*VEC_PUSH(p->arena, p->open.anchor, p->open.nanchor, p->cap_anchor) =
		(struct anchor){ p->text.len, label, start, end };
}

void passage_close(struct passages *p)
{
	size_t n = p->text.len;

	while (n > 0 && p->text.data[n - 1] == ' ')
		n--;
	if (n > 0) {
		place(p, p->at[n - 1] + 1);
		p->at[n] = p->at[n - 1] + 1;
		p->open.text = arena_strndup(p->arena, p->text.data, n);
		p->open.n = n;
		p->open.at = arena_memdup(p->arena, p->at,
					  (n + 1) * sizeof *p->at);
		for (size_t i = 0; i < p->open.nanchor; i++)
			if (p->open.anchor[i].at > n)
				p->open.anchor[i].at = n;
		*VEC_PUSH(p->arena, p->passage, p->n, p->cap) = p->open;
	}
	p->open = (struct passage){ 0 };
	buf_cut(&p->text, 0); /* its room is used again */
	p->cap_anchor = 0;
}

void passage_open(struct passages *p, enum passage_kind kind)
{
	passage_close(p);
	p->open.kind = kind;
}
