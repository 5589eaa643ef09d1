/* SPDX-License-Identifier: Apache-2.0 */
/* Figures as they were printed, then and now; words of officers. */
#include "check/printed.h"

#include "figure/words.h"
#include "lib/text/text.h"

/* --- figures -------------------------------------------------------------- */

static struct printed as_printed(const struct figure *fig)
{
	struct printed p = { .key = fig->key, .state = fig->state };

	if (p.state == FIG_VALUE)
		p.value = figure_printed(fig);
	return p;
}

struct printed *printed_of(struct arena *a, const struct rule_result *r,
			   size_t *n)
{
	struct printed *v = ARENA_ARRAY(a, r->noperand, struct printed);

	*n = 0;
	for (size_t i = 0; i < r->noperand; i++) {
		const struct figure *fig = operand_figure(r, i);

		if (fig)
			v[(*n)++] = as_printed(fig);
	}
	return v;
}

const char *printed_vi(struct arena *a, const struct printed *p)
{
	const char *text;

	if (p->state != FIG_VALUE)
		return absence_vi(p->state);
	text = quantity_vi(a, &p->value, false);
	return p->key.percent ? percent_vi(a, text) : text;
}

static const struct printed *find(const struct printed *v, size_t n,
				  const struct figure_key *key)
{
	for (size_t i = 0; i < n; i++)
		if (figure_key_same(&v[i].key, key))
			return &v[i];
	return NULL;
}

static bool same_value(const struct printed *x, const struct printed *y)
{
	if (x->state != y->state || x->state != FIG_VALUE)
		return x->state == y->state;
	return x->value.qualifier == y->value.qualifier &&
	       x->value.places == y->value.places &&
	       dec_cmp(x->value.low, y->value.low) == 0 &&
	       dec_cmp(x->value.high, y->value.high) == 0;
}

struct printed_change *printed_changes(struct arena *a,
				       const struct printed *was, size_t nwas,
				       const struct printed *now, size_t nnow,
				       size_t *n)
{
	struct printed_change *change = NULL;
	size_t cap = 0;

	*n = 0;
	for (size_t i = 0; i < nnow; i++) {
		const struct printed *then = find(was, nwas, &now[i].key);

		if (then && same_value(then, &now[i]))
			continue;
		*VEC_PUSH(a, change, *n, cap) = (struct printed_change){
			.key = &now[i].key,
			.from = then ? printed_vi(a, then) : NULL,
			.to = printed_vi(a, &now[i]),
			.asked = then && then->asked,
		};
	}
	for (size_t i = 0; i < nwas; i++)
		if (!find(now, nnow, &was[i].key))
			*VEC_PUSH(a, change, *n, cap) = (struct printed_change){
				.key = &was[i].key,
				.from = printed_vi(a, &was[i]),
				.asked = was[i].asked,
			};
	return change;
}

/* FNV-1a, 32 bits: to notice a change, not to prove that there is none. */
const char *printed_mark(struct arena *a, const struct rule_result *r)
{
	struct buf b = BUF_INIT(a);
	uint32_t h = 2166136261u;
	size_t n;
	const struct printed *v = printed_of(a, r, &n);

	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s|%s\n", figure_reference(a, &v[i].key, NULL),
			 printed_vi(a, &v[i]));
	for (size_t i = 0; i < b.len; i++)
		h = (h ^ (unsigned char)b.data[i]) * 16777619u;
	return arena_printf(a, "%08x", h);
}

/* --- words ---------------------------------------------------------------- */

/* Every run of blanks and line ends one blank, none at the ends; how long. */
static size_t onto_one_line(char *s)
{
	char *to = s;

	for (const char *p = s; *p; p++) {
		bool blank = (unsigned char)*p <= ' ' || *p == 0x7f;

		if (!blank)
			*to++ = *p;
		else if (to > s && to[-1] != ' ')
			*to++ = ' ';
	}
	if (to > s && to[-1] == ' ')
		to--;
	*to = 0;
	return (size_t)(to - s);
}

int words_clean(struct arena *a, const char *text, const char *what,
		const char **out, struct err *e)
{
	size_t n;
	char *s;

	if (text_nfc(a, text ? text : "", text ? strlen(text) : 0, &s, e) < 0)
		return -1;
	*out = s;
	n = onto_one_line(s);
	if (n == 0)
		return err_set(e, ERR_INPUT, "%s để trống", what);
	if (n <= WORDS_MAX)
		return 0;
	err_set(e, ERR_INPUT, "%s dài quá %d byte", what, WORDS_MAX);
	return err_hint(e, "nêu ý chính; để phần còn lại ở văn bản kèm theo");
}
