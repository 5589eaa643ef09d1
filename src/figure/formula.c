/* SPDX-License-Identifier: Apache-2.0 */
/* Formulas in words: what officers read instead of codes. */
#include "figure/words.h"

#include "lib/base/buf.h"
#include "lib/text/number.h"
#include "lib/text/text.h"

#include <ctype.h>

/* "Vốn đăng ký" inside a sentence: "vốn đăng ký"; "HTX" stays. */
static const char *inside(struct arena *a, const char *s)
{
	size_t n = 1;

	while (((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	if (!*s || isupper((unsigned char)s[n]))
		return s;
	return arena_printf(a, "%s%s",
			    text_lower(a, arena_strndup(a, s, n)), s + n);
}

/* --- records ------------------------------------------------------------------- */

static const struct record_field *field_of(const struct record_kind *k,
					   const char *code)
{
	for (size_t i = 0; k && i < k->nfield; i++)
		if (strcmp(k->field[i].code, code) == 0)
			return &k->field[i];
	return NULL;
}

static const char *field_name(struct arena *a, const struct pack *p,
			      const struct rule_agg *agg, const char *code)
{
	const struct record_field *f = field_of(pack_kind(p, agg->kind), code);
	const struct event_kind *v =
		agg->event ? pack_event(p, agg->event) : NULL;

	if (strcmp(code, "quantity") == 0 && v)
		return inside(a, v->quantity_name ? v->quantity_name : v->name);
	return f ? inside(a, f->name) : code;
}

static const char *literal(struct arena *a, const struct pack *p,
			   const struct rule_agg *agg,
			   const struct rule_cond *c)
{
	const struct record_field *f =
		field_of(pack_kind(p, agg->kind), c->field);
	const struct classification *k;
	const struct category *at;
	const struct measure *m;

	if (c->is_number) {
		m = f && f->measure ? pack_measure(p, f->measure) : NULL;
		return arena_printf(a, "%s%s%s", number_vi(a, c->number, -1),
				    m ? " " : "", m ? m->name : "");
	}
	k = f && f->classification
		    ? pack_classification(p, f->classification) : NULL;
	at = k ? category_find(k, c->literal) : NULL;
	return at ? at->name : c->literal;
}

static void condition(struct arena *a, const struct pack *p,
		      const struct rule_agg *agg, const struct rule_cond *c,
		      struct buf *b)
{
	static const char *const op[] = {
		[COND_EQ] = "là", [COND_NE] = "không phải là",
		[COND_LT] = "dưới", [COND_LE] = "không quá",
		[COND_GT] = "trên", [COND_GE] = "không dưới",
	};

	if (c->op == COND_NOT) {
		buf_adds(b, "không (");
		condition(a, p, agg, c->left, b);
		buf_adds(b, ")");
	} else if (c->op == COND_AND || c->op == COND_OR) {
		condition(a, p, agg, c->left, b);
		buf_adds(b, c->op == COND_AND ? " và " : " hoặc ");
		condition(a, p, agg, c->right, b);
	} else {
		buf_addf(b, "%s %s %s", field_name(a, p, agg, c->field),
			 op[c->op], literal(a, p, agg, c));
	}
}

static void aggregate(struct arena *a, const struct pack *p,
		      const struct rule_agg *agg, struct buf *b)
{
	const struct record_kind *k = pack_kind(p, agg->kind);
	const struct event_kind *v =
		agg->event ? pack_event(p, agg->event) : NULL;
	const char *of = k ? k->brief : agg->kind;
	const char *field =
		agg->field ? field_name(a, p, agg, agg->field) : "";

	switch (agg->op) {
	case AGG_COUNT:
		buf_addf(b, "số %s", of);
		break;
	case AGG_SUM:
		buf_addf(b, "tổng %s của %s", field, of);
		break;
	case AGG_MIN:
		buf_addf(b, "%s nhỏ nhất của %s", field, of);
		break;
	case AGG_MAX:
		buf_addf(b, "%s lớn nhất của %s", field, of);
		break;
	case AGG_DISTINCT:
		buf_addf(b, "số %s khác nhau của %s", field, of);
		break;
	}
	if (v)
		buf_addf(b, " có ghi “%s” trong kỳ", inside(a, v->name));
	if (agg->where) {
		buf_adds(b, " có ");
		condition(a, p, agg, agg->where, b);
	}
}

const char *aggregate_vi(struct arena *a, const struct pack *p,
			 const struct rule_agg *agg)
{
	struct buf b = BUF_INIT(a);

	aggregate(a, p, agg, &b);
	return b.data;
}

/* --- formulas ------------------------------------------------------------------- */

struct telling {
	struct arena *arena;
	const struct pack *pack;
	const char *s;
	struct buf out;
};

static size_t name_len(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]) || s[n] == '_')
		n++;
	return n;
}

/* After "(": up to the ")" that closes it, or the end. */
static size_t closing(const char *s)
{
	int depth = 0;
	size_t n = 0;

	for (; s[n]; n++) {
		depth += s[n] == '(';
		if (s[n] == ')' && --depth == 0)
			return n + 1;
	}
	return n;
}

/* count(...), sum(FIELD of ...): the whole call; false when it is none. */
static bool call_over_records(struct telling *t, size_t name)
{
	size_t n = name + closing(t->s + name);
	struct rule *r = rule_parse_value(t->arena,
					  arena_strndup(t->arena, t->s, n),
					  &t->pack->names, NULL, NULL);
	const struct rule_agg *agg = r ? rule_as_aggregate(r) : NULL;

	if (!agg)
		return false;
	aggregate(t->arena, t->pack, agg, &t->out);
	t->s += n;
	return true;
}

static void selector(struct telling *t, const char *dimension,
		     const char *category)
{
	const struct classification *c =
		pack_classification(t->pack, dimension);
	const struct category *k = c ? category_find(c, category) : NULL;
	enum basis basis;

	if (k)
		buf_adds(&t->out, k->name);
	else if (c)
		buf_addf(&t->out, "mọi %s", inside(t->arena, c->name));
	else if (strcmp(dimension, "period") == 0)
		buf_adds(&t->out, period_vi(t->arena, category));
	else if (basis_parse(category, &basis) == 0)
		buf_adds(&t->out, basis_vi(basis));
	else
		buf_addf(&t->out, "địa bàn %s", category);
}

/* "[sector = all, period = prev]" as " (mọi lĩnh vực; ...)". */
static void selectors(struct telling *t)
{
	const char *comma = " (";

	t->s++;
	while (*t->s && *t->s != ']') {
		char *dimension;
		size_t n;

		t->s += strspn(t->s, " \t\n,");
		n = name_len(t->s);
		dimension = arena_strndup(t->arena, t->s, n);
		t->s += n;
		t->s += strspn(t->s, " \t\n=");
		n = strcspn(t->s, " \t\n,]");
		buf_adds(&t->out, comma);
		selector(t, dimension, arena_strndup(t->arena, t->s, n));
		t->s += n;
		t->s += strspn(t->s, " \t\n");
		comma = "; ";
	}
	t->s += *t->s == ']';
	buf_adds(&t->out, ")");
}

static const char *function_vi(const char *name)
{
	static const char *const words[][2] = {
		{ "sum", "tổng" }, { "min", "số nhỏ nhất của" },
		{ "max", "số lớn nhất của" }, { "mean", "bình quân của" },
		{ "pct", "tỷ lệ so với kế hoạch của" },
		{ "implied_plan", "kế hoạch suy ra từ tỷ lệ của" },
		{ "whole", "số nguyên của" }, { "round", "làm tròn" },
		{ "value", "giá trị" }, { "about", "khoảng" },
		{ "by", "theo" }, { "weight", "gia quyền theo" },
		{ "and", "và" }, { "or", "hoặc" }, { "in", "nằm trong" },
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (strcmp(words[i][0], name) == 0)
			return words[i][1];
	return NULL;
}

static void name(struct telling *t)
{
	size_t n = name_len(t->s);
	char *text = arena_strndup(t->arena, t->s, n);
	const struct indicator *ind = pack_indicator(t->pack, text);
	const struct classification *c = pack_classification(t->pack, text);
	const struct measure *m = pack_measure(t->pack, text);
	const char *word = function_vi(text);

	if (t->s[n] == '(' && call_over_records(t, n))
		return;
	if (word)
		buf_addf(&t->out, "%s%s", word, t->s[n] == '(' ? " " : "");
	else if (ind)
		buf_adds(&t->out, inside(t->arena, ind->name));
	else if (c)
		buf_adds(&t->out, inside(t->arena, c->name));
	else if (m)
		buf_adds(&t->out, m->name);
	else
		buf_adds(&t->out, text);
	t->s += n;
}

static void number(struct telling *t)
{
	size_t n = strspn(t->s, "0123456789.");
	struct dec d;
	int places;

	if (dec_parse(arena_strndup(t->arena, t->s, n), &d, &places) == 0)
		buf_adds(&t->out, number_vi(t->arena, d, -1));
	else
		buf_add(&t->out, t->s, n);
	t->s += n;
}

const char *formula_vi(struct arena *a, const struct pack *p, const char *text)
{
	static const char *const sign[] = { ['*'] = "×", ['/'] = "÷",
					    ['-'] = "−" };
	struct telling t = { .arena = a, .pack = p, .s = text,
			     .out = BUF_INIT(a) };

	while (*t.s) {
		unsigned char c = (unsigned char)*t.s;

		if (isspace(c)) {
			t.s += strspn(t.s, " \t\n");
			buf_addch(&t.out, ' ');
		} else if (c == '[') {
			selectors(&t);
		} else if (isdigit(c)) {
			number(&t);
		} else if (isalpha(c)) {
			name(&t);
		} else {
			if (c < ARRAY_LEN(sign) && sign[c])
				buf_adds(&t.out, sign[c]);
			else
				buf_addch(&t.out, *t.s);
			t.s++;
		}
	}
	return t.out.data;
}
