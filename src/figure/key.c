/* SPDX-License-Identifier: Apache-2.0 */
/* What names a figure: its basis, its breakdown, its state. */
#include "figure/internal.h"

#include "lib/base/buf.h"
#include "lib/html/html.h"

static const char *const bases[] = { "actual", "estimate", "plan" };
static const char *const states[] = { "value", "missing", "not_applicable",
				      "refused" };

static int word_index(const char *const *words, size_t n, const char *s)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], s) == 0)
			return (int)i;
	return -1;
}

const char *basis_name(enum basis b)
{
	return bases[b];
}

int basis_parse(const char *s, enum basis *out)
{
	int i = word_index(bases, ARRAY_LEN(bases), s);

	if (i < 0)
		return -1;
	*out = (enum basis)i;
	return 0;
}

const char *state_name(enum figure_state s)
{
	return states[s];
}

int state_parse(const char *s, enum figure_state *out)
{
	int i = word_index(states, ARRAY_LEN(states), s);

	if (i < 0)
		return -1;
	*out = (enum figure_state)i;
	return 0;
}

/* Most texts of keys are those of the pack itself. */
static bool same(const char *x, const char *y)
{
	return x == y || strcmp(x, y) == 0;
}

static uint64_t mix(uint64_t h, const char *s)
{
	while (*s)
		h = (h ^ (unsigned char)*s++) * 0x100000001b3u;
	return (h ^ 0xff) * 0x100000001b3u;
}

uint64_t figure_key_hash(const struct figure_key *k)
{
	uint64_t h = mix(0xcbf29ce484222325u, k->indicator);

	h = mix(h, k->place);
	h = mix(h, k->breakdown);
	h = mix(h, k->period);
	h ^= (uint64_t)k->basis * 2 + k->percent;
	return h * 0x9E3779B97F4A7C15u >> 32;
}

bool figure_key_same(const struct figure_key *x, const struct figure_key *y)
{
	return x->basis == y->basis && x->percent == y->percent &&
	       same(x->indicator, y->indicator) && same(x->place, y->place) &&
	       same(x->breakdown, y->breakdown) && same(x->period, y->period);
}

const char *figure_reference(struct arena *a, const struct figure_key *k,
			     const char *home)
{
	struct buf b = BUF_INIT(a);

	if (k->percent)
		buf_adds(&b, "pct(");
	buf_adds(&b, k->indicator);
	buf_addch(&b, '[');
	for (const char *s = k->breakdown; *s;) {
		size_t name = strcspn(s, "=;");
		const char *code = s + name + (s[name] == '=');
		size_t n = strcspn(code, ";");

		buf_add(&b, s, name);
		buf_adds(&b, " = ");
		buf_add(&b, code, n);
		buf_adds(&b, ", ");
		s = code + n + (code[n] == ';');
	}
	buf_adds(&b, "period = ");
	buf_adds(&b, k->period);
	buf_adds(&b, ", basis = ");
	buf_adds(&b, basis_name(k->basis));
	if (!home || strcmp(home, k->place) != 0) {
		buf_adds(&b, ", place = ");
		buf_adds(&b, k->place);
	}
	buf_adds(&b, k->percent ? "])" : "]");
	return b.data;
}

char *figure_source_url(struct arena *a, const struct figure_key *k)
{
	struct buf b = BUF_INIT(a);

	buf_adds(&b, "/nguon?so=");
	html_arg(&b, figure_reference(a, k, NULL));
	return b.data;
}

static void make_text(struct arena *a, struct breakdown *b)
{
	struct buf t = BUF_INIT(a);

	for (size_t i = 0; i < b->n; i++)
		buf_addf(&t, "%s%s=%s", i > 0 ? ";" : "", b->at[i].c->code,
			 b->at[i].category->code);
	b->text = t.data;
}

int breakdown_set(struct arena *a, struct breakdown *b,
		  const struct classification *c,
		  const struct category *category, struct err *e)
{
	size_t i = 0;

	while (i < b->n && strcmp(b->at[i].c->code, c->code) < 0)
		i++;
	if (i < b->n && b->at[i].c == c) {
		b->n--;
		memmove(&b->at[i], &b->at[i + 1],
			(b->n - i) * sizeof b->at[0]);
	}
	if (category) {
		if (b->n == BREAKDOWN_MAX)
			return err_set(e, ERR_INPUT,
				       "phân tổ quá sâu: nhiều hơn %d chiều",
				       BREAKDOWN_MAX);
		memmove(&b->at[i + 1], &b->at[i],
			(b->n - i) * sizeof b->at[0]);
		b->at[i].c = c;
		b->at[i].category = category;
		b->n++;
	}
	make_text(a, b);
	return 0;
}

/* The next word of letters, digits and "_" at *s; "" when there is none. */
static char *word(struct arena *a, const char **s)
{
	size_t n;

	*s += strspn(*s, " \t");
	n = strcspn(*s, " \t=,;");
	*s += n;
	return arena_strndup(a, *s - n, n);
}

int breakdown_parse(struct arena *a, const struct pack *p, const char *text,
		    struct breakdown *out, struct err *e)
{
	const char *s = text;
	const struct classification *c;
	const struct category *category;
	const char *name;

	*out = (struct breakdown){ .text = "" };
	for (;;) {
		name = word(a, &s);
		if (!*name && !*s)
			return 0;
		c = pack_classification(p, name);
		if (!c)
			return err_set(e, ERR_INPUT,
				       "không có chiều phân tổ “%s” (trong “%s”)",
				       name, text);
		s += strspn(s, " \t");
		if (*s++ != '=')
			return err_set(e, ERR_INPUT,
				       "phân tổ “%s” phải viết dạng chiều=mã",
				       text);
		name = word(a, &s);
		category = category_find(c, name);
		if (!category)
			return err_set(e, ERR_INPUT,
				       "“%s” không phải là mã của chiều “%s”",
				       name, c->code);
		if (breakdown_get(out, c))
			return err_set(e, ERR_INPUT,
				       "chiều “%s” ghi hai lần trong “%s”",
				       c->code, text);
		if (breakdown_set(a, out, c, category, e) < 0)
			return -1;
		s += strspn(s, " \t");
		if (*s && *s != ';' && *s != ',')
			return err_set(e, ERR_INPUT,
				       "phân tổ “%s” phải viết dạng chiều=mã",
				       text);
		if (*s)
			s++;
	}
}

const struct category *breakdown_get(const struct breakdown *b,
				     const struct classification *c)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->at[i].c == c)
			return b->at[i].category;
	return NULL;
}

bool breakdown_fits(const struct breakdown *b, const struct indicator *ind)
{
	for (size_t i = 0; i < b->n; i++) {
		size_t k = 0;

		while (k < ind->nby && ind->by[k] != b->at[i].c)
			k++;
		if (k == ind->nby)
			return false;
	}
	return true;
}

struct rule_value quantity_range(const struct quantity *q,
				 const struct measure *m)
{
	return rule_written(q, strcmp(m->code, "percent") == 0);
}
