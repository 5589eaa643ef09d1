/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From text to tree: by hand, with operator precedence.
 *
 * Every function that makes a node returns NULL after having set the parser's
 * error, so the grammar reads straight.
 */
#include "lib/rule/parser.h"
#include "lib/rule/records.h"
#include "lib/rule/typing.h"

/* --- figures -------------------------------------------------------------- */

/* What parsing a reference yields. */
struct figure {
	enum node_kind read; /* as it is, value(...) or about(...) */
	struct rule_ref *ref;
	struct rule_sel *sel; /* with room for one more: "by" */
	struct measure m;
	bool nonnegative;
};

static int add_sel(struct parser *p, struct figure *f, const char *dimension,
		   const char *category, int at)
{
	for (size_t i = 0; i < f->ref->nsel; i++) {
		if (strcmp(f->sel[i].dimension, dimension) != 0)
			continue;
		parser_fail(p, at, "chiều “%s” được nêu hai lần", dimension);
		return -1;
	}
	f->sel = arena_grow(p->arena, f->sel, f->ref->nsel * sizeof *f->sel,
			    (f->ref->nsel + 1) * sizeof *f->sel);
	f->sel[f->ref->nsel].dimension = dimension;
	f->sel[f->ref->nsel].category = category;
	f->ref->sel = f->sel;
	f->ref->nsel++;
	return 0;
}

static const char *need_dimension(struct parser *p)
{
	int at = parser_column(p);
	const char *name = parser_need_name(p, "tên chiều phân tổ");

	if (name && p->names->category(p->names->ctx, name, NULL) < 0)
		return parser_fail(p, at, "không có chiều phân tổ “%s”", name);
	return name;
}

static int selector(struct parser *p, struct figure *f)
{
	int at = parser_column(p);
	const char *dimension = need_dimension(p);
	const char *category;
	int category_at;

	if (!dimension || parser_need_sign(p, "=") < 0)
		return -1;
	category_at = parser_column(p);
	category = parser_need_code(p, "mã phân tổ");
	if (!category)
		return -1;
	if (p->names->category(p->names->ctx, dimension, category) < 0) {
		parser_fail(p, category_at, "chiều “%s” không có mã “%s”",
			    dimension, category);
		return -1;
	}
	return add_sel(p, f, dimension, category, at);
}

/* The reference whose name has just been taken. */
static int figure_named(struct parser *p, const char *name, int at,
			struct figure *f)
{
	const char *unit = NULL;

	*f = (struct figure){.read = NODE_FIGURE,
			     .ref = ARENA_NEW(p->arena, struct rule_ref)};
	f->ref->indicator = name;
	f->ref->column = at;
	if (p->names->indicator(p->names->ctx, name, &unit, &f->nonnegative) <
	    0) {
		parser_fail(p, at, "không có chỉ tiêu “%s”", name);
		return -1;
	}
	if (measure_of(p->arena, p->names, unit, &f->m, p->e) < 0) {
		parser_fail_at(p, at);
		return -1;
	}
	f->m.bare = unit == NULL;
	if (!parser_took_sign(p, "["))
		return 0;
	do {
		if (selector(p, f) < 0)
			return -1;
	} while (parser_took_sign(p, ","));
	return parser_need_sign(p, "]");
}

static int figure(struct parser *p, struct figure *f)
{
	int at = parser_column(p);
	const char *name = parser_need_name(p, "tên chỉ tiêu");

	return name ? figure_named(p, name, at, f) : -1;
}

/* A figure among those of a breakdown: x, value(x) or about(x). */
static int part_named(struct parser *p, const char *name, int at,
		      struct figure *f)
{
	enum node_kind read = strcmp(name, "value") == 0   ? NODE_POINT
			      : strcmp(name, "about") == 0 ? NODE_ABOUT
							   : NODE_FIGURE;

	if (read == NODE_FIGURE || !parser_took_sign(p, "("))
		return figure_named(p, name, at, f);
	if (figure(p, f) < 0)
		return -1;
	f->read = read;
	return parser_need_sign(p, ")");
}

static int part(struct parser *p, struct figure *f)
{
	int at = parser_column(p);
	const char *name = parser_need_name(p, "tên chỉ tiêu");

	return name ? part_named(p, name, at, f) : -1;
}

static struct node *figure_node(struct parser *p, enum node_kind kind,
				const struct figure *f, size_t start)
{
	struct node *n = node_new(p, kind, start, f->ref->column);

	n->ref = f->ref;
	n->nonnegative = f->nonnegative;
	n->read = f->read;
	n->m = f->m;
	return n;
}

static struct rule_ref *percent_of(struct parser *p, const struct rule_ref *ref)
{
	struct rule_ref *pct = arena_memdup(p->arena, ref, sizeof *ref);

	pct->percent = true;
	return pct;
}

/* --- calls ---------------------------------------------------------------- */

static struct node *value(struct parser *p, int least);

struct function {
	const char *name;
	struct node *(*parse)(struct parser *p, const struct function *f,
			      size_t start);
	enum node_kind kind;
	enum rule_agg_op op;
};

/* sum, min, max: over a breakdown of figures or over a field of records. */
static struct node *call_over(struct parser *p, const struct function *fn,
			      size_t start)
{
	int at = parser_column(p);
	const char *name = parser_need_name(p, "tên chỉ tiêu hoặc tên trường");
	const char *dimension = NULL;
	struct figure f;
	int by_at;

	if (!name)
		return NULL;
	if (parser_took_word(p, "of"))
		return parse_records(p, fn->op, name, at, start);
	if (fn->kind == NODE_SUM ? figure_named(p, name, at, &f) < 0
				 : part_named(p, name, at, &f) < 0)
		return NULL;
	if (!parser_at_word(p, "by") && p->names->parts)
		dimension = p->names->parts(p->names->ctx,
					    f.ref->indicator);
	if (dimension && add_sel(p, &f, dimension, "*", at) == 0)
		return figure_node(p, fn->kind, &f, start);
	if (!parser_at_word(p, "by"))
		return parser_expected(
		    p, "“by” và một chiều phân tổ, hoặc “of” và "
		       "loại hồ sơ");
	parser_take(p);
	by_at = parser_column(p);
	dimension = need_dimension(p);
	if (!dimension || add_sel(p, &f, dimension, "*", by_at) < 0)
		return NULL;
	return figure_node(p, fn->kind, &f, start);
}

/* The dimension by which a mean goes: said, or that of names which stand for
 * several figures, as many weights as figures; NULL on error. */
static const char *mean_dimension(struct parser *p, const struct figure *f,
				  int *at)
{
	const char *dimension = NULL;

	*at = parser_column(p);
	if (!parser_at_word(p, "by") && p->names->parts)
		dimension = p->names->parts(p->names->ctx, f->ref->indicator);
	if (dimension)
		return dimension;
	if (parser_need_word(p, "by") < 0)
		return NULL;
	*at = parser_column(p);
	return need_dimension(p);
}

static int same_parts(struct parser *p, const struct figure *w,
		      const char *dimension)
{
	const char *own = NULL;

	if (p->names->parts)
		own = p->names->parts(p->names->ctx, w->ref->indicator);
	if (!own || strcmp(own, dimension) == 0)
		return 0;
	parser_fail(p, w->ref->column,
		    "số quyền số khác số các số cần tính bình quân");
	return -1;
}

static struct node *call_mean(struct parser *p, const struct function *fn,
			      size_t start)
{
	const char *dimension;
	struct figure f;
	struct figure w;
	struct node *n;
	int by_at;

	if (part(p, &f) < 0)
		return NULL;
	dimension = mean_dimension(p, &f, &by_at);
	if (!dimension || add_sel(p, &f, dimension, "*", by_at) < 0)
		return NULL;
	if (!parser_took_word(p, "weight"))
		return figure_node(p, fn->kind, &f, start);
	if (part(p, &w) < 0 || same_parts(p, &w, dimension) < 0 ||
	    add_sel(p, &w, dimension, "*", by_at) < 0)
		return NULL;
	n = figure_node(p, fn->kind, &f, start);
	n->second = w.ref;
	n->read_second = w.read;
	return n;
}

static struct node *call_figure(struct parser *p, const struct function *fn,
				size_t start)
{
	struct figure f;
	struct node *n;

	if (figure(p, &f) < 0)
		return NULL;
	n = figure_node(p, fn->kind, &f, start);
	if (fn->kind == NODE_IMPLIED) {
		n->second = percent_of(p, f.ref);
	} else if (fn->kind == NODE_FIGURE) {
		n->ref = percent_of(p, f.ref);
		n->m = measure_percent_unit();
	}
	return n;
}

static struct node *call_value(struct parser *p, const struct function *fn,
			       size_t start)
{
	struct figure f;
	struct node *n;

	if (figure(p, &f) < 0)
		return NULL;
	n = node_new(p, fn->kind, start, f.ref->column);
	n->left = figure_node(p, NODE_FIGURE, &f, start);
	n->m = f.m;
	return n;
}

static struct node *call_round(struct parser *p, const struct function *fn,
			       size_t start)
{
	struct node *v = value(p, 0);
	struct node *n;
	struct dec digits = DEC_ZERO;
	int at;

	if (!v)
		return NULL;
	n = node_new(p, fn->kind, start, v->column);
	n->left = v;
	n->m = v->m;
	if (fn->kind == NODE_WHOLE)
		return n;
	if (parser_need_sign(p, ",") < 0)
		return NULL;
	at = parser_column(p);
	if (parser_need_number(p, &digits) < 0)
		return NULL;
	if (!dec_is_whole(digits) || digits.u > (__int128)DEC_PLACES * DEC_ONE)
		return parser_fail(
		    p, at, "số chữ số thập phân phải từ 0 đến %d", DEC_PLACES);
	n->places = (int)(digits.u / DEC_ONE);
	return n;
}

static struct node *call_records(struct parser *p, const struct function *fn,
				 size_t start)
{
	int at = parser_column(p);
	const char *field = NULL;

	if (fn->op == AGG_DISTINCT) {
		field = parser_need_name(p, "tên trường");
		if (!field || parser_need_word(p, "of") < 0)
			return NULL;
	}
	return parse_records(p, fn->op, field, at, start);
}

static const struct function functions[] = {
    {"sum", call_over, NODE_SUM, AGG_SUM},
    {"min", call_over, NODE_MIN, AGG_MIN},
    {"max", call_over, NODE_MAX, AGG_MAX},
    {"mean", call_mean, NODE_MEAN, AGG_COUNT},
    {"pct", call_figure, NODE_FIGURE, AGG_COUNT},
    {"implied_plan", call_figure, NODE_IMPLIED, AGG_COUNT},
    {"value", call_value, NODE_POINT, AGG_COUNT},
    {"about", call_value, NODE_ABOUT, AGG_COUNT},
    {"whole", call_round, NODE_WHOLE, AGG_COUNT},
    {"round", call_round, NODE_ROUND, AGG_COUNT},
    {"count", call_records, NODE_RECORDS, AGG_COUNT},
    {"distinct", call_records, NODE_RECORDS, AGG_DISTINCT},
};

static struct node *call(struct parser *p, const char *name, int at,
			 size_t start)
{
	const struct function *f = NULL;
	struct node *n;

	for (size_t i = 0; i < ARRAY_LEN(functions); i++)
		if (strcmp(functions[i].name, name) == 0)
			f = &functions[i];
	if (!f) {
		parser_fail(p, at, "không có hàm “%s”", name);
		err_hint(p->e, "các hàm: sum, min, max, mean, pct, "
			       "implied_plan, value, about, whole, round, count, "
			       "distinct");
		return NULL;
	}
	n = f->parse(p, f, start);
	if (!n || parser_need_sign(p, ")") < 0)
		return NULL;
	n->end = p->end;
	return n;
}

/* --- values --------------------------------------------------------------- */

static struct node *constant(struct parser *p, size_t start, int at)
{
	struct node *n = node_new(p, NODE_NUMBER, start, at);

	if (parser_need_number(p, &n->number) < 0 || parser_unit(p, &n->m) < 0)
		return NULL;
	n->end = p->end;
	if (n->m.shown.n)
		return n;
	n->m.bare = true;
	n->m.any = n->number.u == 0;
	n->m.hundred = n->number.u == (__int128)100 * DEC_ONE;
	return n;
}

static struct node *name_or_call(struct parser *p, size_t start, int at)
{
	const char *name = parser_take_text(p);
	struct figure f;

	if (parser_took_sign(p, "("))
		return call(p, name, at, start);
	if (figure_named(p, name, at, &f) < 0)
		return NULL;
	return figure_node(p, NODE_FIGURE, &f, start);
}

static struct node *primary(struct parser *p, size_t start, int at)
{
	struct node *n;

	if (parser_took_sign(p, "(")) {
		n = value(p, 0);
		if (!n || parser_need_sign(p, ")") < 0)
			return NULL;
		n->start = start;
		n->end = p->end;
		return n;
	}
	if (p->tok.kind == TOK_NUMBER)
		return constant(p, start, at);
	if (p->tok.kind == TOK_NAME && !parser_at_reserved(p))
		return name_or_call(p, start, at);
	return parser_expected(
	    p, "một giá trị (số, chỉ tiêu, hàm hoặc dấu ngoặc)");
}

static struct node *factor(struct parser *p)
{
	size_t start = p->tok.start;
	int at = parser_column(p);
	bool minus = parser_took_sign(p, "-");
	struct node *operand;
	struct node *n;

	if (parser_deeper(p) < 0)
		return NULL;
	operand = primary(p, p->tok.start, parser_column(p));
	p->depth--;
	if (!operand || !minus)
		return operand;
	n = node_new(p, NODE_NEG, start, at);
	n->left = operand;
	n->m = operand->m;
	return n;
}

/* 1 for a sum, 2 for a product, 0 for anything else. */
static int precedence(const struct parser *p)
{
	if (parser_at_sign(p, "+") || parser_at_sign(p, "-"))
		return 1;
	return parser_at_sign(p, "*") || parser_at_sign(p, "/") ? 2 : 0;
}

/* Operators that bind at least as strongly as `least`. */
static struct node *value(struct parser *p, int least)
{
	struct node *l = factor(p);

	while (l) {
		int strength = precedence(p);
		char sign = p->text[p->tok.start];
		int at = parser_column(p);
		struct node *r;

		if (strength == 0 || strength < least)
			break;
		parser_take(p);
		r = value(p, strength + 1);
		if (!r)
			return NULL;
		l = strength == 1 ? typed_sum(p, sign == '-', at, l, r)
				  : typed_product(p, sign == '/', at, l, r);
	}
	return l;
}

/* --- relations ------------------------------------------------------------ */

static int relation_sign(struct parser *p, enum iv_relation *op)
{
	static const struct {
		const char *sign;
		enum iv_relation op;
	} ops[] = {{"=", IV_EQ},
		   {"<=", IV_LE},
		   {">=", IV_GE},
		   {"<", IV_LT},
		   {">", IV_GT}};

	for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
		if (!parser_took_sign(p, ops[i].sign))
			continue;
		*op = ops[i].op;
		return 0;
	}
	parser_expected(p, "phép so sánh (= <= >= < >) hoặc “in”");
	return -1;
}

static int compare(struct parser *p, int at, struct node **l, struct node **r)
{
	return typed_align(p, at, "so sánh", "với", l, r);
}

static int relation(struct parser *p, struct relation *rel)
{
	struct node *l = value(p, 0);
	struct node *r;
	struct node *u;

	if (!l)
		return -1;
	rel->column = parser_column(p);
	rel->within = parser_took_word(p, "in");
	if (!rel->within && relation_sign(p, &rel->op) < 0)
		return -1;
	r = value(p, 0);
	if (!r || compare(p, rel->column, &l, &r) < 0)
		return -1;
	if (rel->within) {
		if (parser_need_sign(p, "..") < 0)
			return -1;
		u = value(p, 0);
		/* the upper end may refine the unit of the others */
		if (!u || compare(p, rel->column, &l, &u) < 0 ||
		    compare(p, rel->column, &l, &r) < 0)
			return -1;
		rel->upper = u;
	}
	rel->left = l;
	rel->right = r;
	return 0;
}

static int check(struct parser *p, struct rule *r)
{
	struct relation rel = {.left = NULL};
	size_t cap = 0;

	if (relation(p, &rel) < 0)
		return -1;
	while (parser_at_word(p, "and") || parser_at_sign(p, "=>")) {
		bool last = parser_at_sign(p, "=>");

		parser_take(p);
		*VEC_PUSH(p->arena, r->condition, r->ncondition, cap) = rel;
		rel = (struct relation){.left = NULL};
		if (relation(p, &rel) < 0)
			return -1;
		if (last)
			break;
		if (!parser_at_word(p, "and") && !parser_at_sign(p, "=>")) {
			parser_expected(p, "“and” hoặc “=>”");
			return -1;
		}
	}
	r->relation = rel;
	return 0;
}

/* --- formulas ------------------------------------------------------------- */

static int begin(struct parser *p, struct arena *a, const char *text,
		 const struct rule_names *names, struct err *e)
{
	*p = (struct parser){.arena = a, .names = names, .e = e};
	if (strnlen(text, RULE_MAX_TEXT + 1) > RULE_MAX_TEXT) {
		err_set(e, ERR_INPUT, "công thức dài quá %d byte",
			RULE_MAX_TEXT);
		err_detail(e, "cột 1");
		return -1;
	}
	p->text = arena_strdup(a, text);
	parser_look(p, 0);
	return 0;
}

static int finished(struct parser *p)
{
	if (p->tok.kind == TOK_END)
		return 0;
	parser_expected(p, "một phép tính hoặc hết công thức");
	if (parser_at_sign(p, ","))
		err_hint(p->e, "số lẻ viết với dấu chấm: 36.48");
	return -1;
}

struct rule *rule_parse_value(struct arena *a, const char *text,
			      const struct rule_names *names,
			      const char *wanted_unit, struct err *e)
{
	struct parser p;
	struct rule *r;
	struct node *n;

	if (begin(&p, a, text, names, e) < 0)
		return NULL;
	n = value(&p, 0);
	if (!n || finished(&p) < 0)
		return NULL;
	if (wanted_unit)
		n = typed_in_unit(&p, n, wanted_unit);
	if (!n)
		return NULL;
	r = ARENA_NEW(a, struct rule);
	r->text = p.text;
	r->value = n;
	r->unit =
	    wanted_unit ? arena_strdup(a, wanted_unit) : measure_text(a, &n->m);
	return r;
}

struct rule *rule_parse_check(struct arena *a, const char *text,
			      const struct rule_names *names, struct err *e)
{
	struct parser p;
	struct rule *r;

	if (begin(&p, a, text, names, e) < 0)
		return NULL;
	r = ARENA_NEW(a, struct rule);
	r->text = p.text;
	r->check = true;
	if (check(&p, r) < 0 || finished(&p) < 0)
		return NULL;
	r->unit = measure_text(a, &r->relation.left->m);
	return r;
}

const char *rule_text(const struct rule *r)
{
	return r->text;
}

const char *rule_unit(const struct rule *r)
{
	return r->unit;
}

const struct rule_agg *rule_as_aggregate(const struct rule *r)
{
	return r->value && r->value->kind == NODE_RECORDS ? r->value->agg
							  : NULL;
}

const struct rule_agg *rule_as_scaled_aggregate(const struct rule *r,
						int64_t *num, int64_t *den)
{
	const struct node *n = r->value;

	*num = 1;
	*den = 1;
	if (n && n->kind == NODE_SCALE) {
		*num = n->num;
		*den = n->den;
		n = n->left;
	}
	return n && n->kind == NODE_RECORDS ? n->agg : NULL;
}

/* --- figures mentioned -----------------------------------------------------
 */

typedef void ref_fn(void *ctx, const struct rule_ref *ref);

static void each_ref(const struct node *n, ref_fn *fn, void *ctx)
{
	if (!n)
		return;
	if (n->ref)
		fn(ctx, n->ref);
	if (n->second)
		fn(ctx, n->second);
	each_ref(n->left, fn, ctx);
	each_ref(n->right, fn, ctx);
}

static void each_ref_of(const struct relation *rel, ref_fn *fn, void *ctx)
{
	each_ref(rel->left, fn, ctx);
	each_ref(rel->right, fn, ctx);
	each_ref(rel->upper, fn, ctx);
}

void rule_each_ref(const struct rule *r, ref_fn *fn, void *ctx)
{
	for (size_t i = 0; i < r->ncondition; i++)
		each_ref_of(&r->condition[i], fn, ctx);
	each_ref(r->value, fn, ctx);
	each_ref_of(&r->relation, fn, ctx);
}
