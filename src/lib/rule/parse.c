/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From text to tree: by hand, with operator precedence.
 *
 * Units are decided while the tree grows.  Every function that makes a node
 * returns NULL after having set the parser's error, and NULL operands pass
 * through, so the grammar reads straight.
 */
#include "lib/rule/lex.h"
#include "lib/rule/node.h"

struct parser {
	struct arena *arena;
	const struct rule_names *names;
	const char *text;
	struct token tok; /* the next one */
	size_t end;       /* of the last one taken */
	int depth;
	struct err *e;
};

/* Words that cannot be the unit after a number. */
static const char *const reserved[] = { "and", "by", "in",     "not",
					"of",  "or", "weight", "where",
					"with" };

/* --- errors --------------------------------------------------------------- */

static const char *at_token(struct parser *p)
{
	if (p->tok.kind == TOK_END)
		return "công thức đã hết";
	return arena_printf(p->arena, "gặp «%.*s»", (int)p->tok.len,
			    p->text + p->tok.start);
}

__attribute__((format(printf, 3, 4))) static void *
fail(struct parser *p, int column, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	err_set(p->e, ERR_INPUT, "%s", arena_vprintf(p->arena, fmt, ap));
	va_end(ap);
	err_detail(p->e, "cột %d", column);
	return NULL;
}

static int column(const struct parser *p)
{
	return lex_column(p->text, p->tok.start);
}

static void *expected(struct parser *p, const char *what)
{
	return fail(p, column(p), "chờ %s, nhưng %s", what, at_token(p));
}

/* What a callback or a unit said, with the place. */
static void *fail_at(struct parser *p, int at)
{
	err_detail(p->e, "cột %d", at);
	return NULL;
}

/* --- tokens --------------------------------------------------------------- */

static void take(struct parser *p)
{
	p->end = p->tok.start + p->tok.len;
	p->tok = lex_next(p->text, p->end);
}

static bool at_sign(const struct parser *p, const char *s)
{
	return p->tok.kind == TOK_SIGN && lex_is(p->text, p->tok, s);
}

static bool at_word(const struct parser *p, const char *s)
{
	return p->tok.kind == TOK_NAME && lex_is(p->text, p->tok, s);
}

static bool took_sign(struct parser *p, const char *s)
{
	if (!at_sign(p, s))
		return false;
	take(p);
	return true;
}

static bool took_word(struct parser *p, const char *s)
{
	if (!at_word(p, s))
		return false;
	take(p);
	return true;
}

static int need_sign(struct parser *p, const char *s)
{
	if (took_sign(p, s))
		return 0;
	expected(p, arena_printf(p->arena, "«%s»", s));
	return -1;
}

static int need_word(struct parser *p, const char *s)
{
	if (took_word(p, s))
		return 0;
	expected(p, arena_printf(p->arena, "«%s»", s));
	return -1;
}

static const char *take_text(struct parser *p)
{
	const char *s = arena_strndup(p->arena, p->text + p->tok.start,
				      p->tok.len);

	take(p);
	return s;
}

static const char *need_name(struct parser *p, const char *what)
{
	if (p->tok.kind != TOK_NAME)
		return expected(p, what);
	return take_text(p);
}

/* A code may begin with a digit; the number that was read is read again. */
static const char *need_code(struct parser *p, const char *what)
{
	struct token t = lex_code(p->text, p->tok.start);

	if (t.len == 0)
		return expected(p, what);
	p->tok = t;
	return take_text(p);
}

static bool is_reserved(const struct parser *p)
{
	for (size_t i = 0; i < ARRAY_LEN(reserved); i++)
		if (lex_is(p->text, p->tok, reserved[i]))
			return true;
	return false;
}

static int deeper(struct parser *p)
{
	if (p->depth == RULE_MAX_DEPTH) {
		fail(p, column(p), "công thức lồng quá %d cấp",
		     RULE_MAX_DEPTH);
		return -1;
	}
	p->depth++;
	return 0;
}

/* --- nodes and units ------------------------------------------------------ */

static struct node *new_node(struct parser *p, enum node_kind kind,
			     size_t start, int at)
{
	struct node *n = ARENA_NEW(p->arena, struct node);

	n->kind = kind;
	n->start = start;
	n->end = p->end;
	n->column = at;
	n->m = measure_none();
	return n;
}

static struct measure percent(void)
{
	struct measure m = measure_none();

	m.den = 100;
	m.shown.n = 1;
	m.shown.term[0].name = "percent";
	m.shown.term[0].exp = 1;
	return m;
}

/* n, counting in units of to instead of its own. */
static struct node *scaled(struct parser *p, struct node *n,
			   const struct measure *to, int64_t num, int64_t den)
{
	struct node *s;

	if (num == den)
		return n;
	s = new_node(p, NODE_SCALE, n->start, n->column);
	s->end = n->end;
	s->left = n;
	s->num = num;
	s->den = den;
	s->m = *to;
	s->m.hundred = n->m.hundred;
	s->m.part = n->m.part;
	return s;
}

static const char *span(struct parser *p, const struct node *n)
{
	return arena_strndup(p->arena, p->text + n->start, n->end - n->start);
}

static const char *words(struct parser *p, const struct measure *m)
{
	return measure_words(p->arena, p->names, m);
}

static void *too_complex(struct parser *p, int at)
{
	return fail(p, at, "đơn vị của biểu thức quá phức tạp");
}

/* "không thể VERB «tỷ đồng» (htx_capital) LINK «người» (htx_members)" */
static int mismatch(struct parser *p, int at, const char *verb,
		    const char *link, const struct node *l,
		    const struct node *r)
{
	fail(p, at, "không thể %s «%s» (%s) %s «%s» (%s)", verb,
	     words(p, &l->m), span(p, l), link, words(p, &r->m), span(p, r));
	if (l->m.bare || r->m.bare)
		err_hint(p->e, "viết đơn vị sau số, ví dụ 7 %s",
			 measure_text(p->arena, l->m.bare ? &r->m : &l->m));
	return -1;
}

static bool fits_any(const struct measure *m)
{
	return m->any || m->bare;
}

/* Brings two values that meet in a sum or a relation to one unit, the finer,
 * because then the factor is whole and the conversion exact. */
static int align(struct parser *p, int at, const char *verb,
		 const char *link, struct node **l, struct node **r)
{
	struct measure *x = &(*l)->m;
	struct measure *y = &(*r)->m;
	int64_t num;
	int64_t den;

	if (fits_any(x) && fits_any(y))
		return 0;
	if (x->any || (x->bare && measure_plain(y)))
		*x = *y;
	else if (y->any || (y->bare && measure_plain(x)))
		*y = *x;
	if (!measure_same(x, y))
		return mismatch(p, at, verb, link, *l, *r);
	if (measure_ratio(y, x, &num, &den) < 0) {
		too_complex(p, at);
		return -1;
	}
	if (num == 1)
		*l = scaled(p, *l, y, den, num);
	else
		*r = scaled(p, *r, x, num, den);
	return 0;
}

static struct node *binary(struct parser *p, enum node_kind kind, int at,
			   struct node *l, struct node *r)
{
	struct node *n = new_node(p, kind, l->start, at);

	n->left = l;
	n->right = r;
	return n;
}

static struct node *sum(struct parser *p, bool minus, int at, struct node *l,
			struct node *r)
{
	struct node *n;

	if (align(p, at, minus ? "trừ" : "cộng", minus ? "cho" : "với", &l,
		  &r) < 0)
		return NULL;
	n = binary(p, minus ? NODE_SUB : NODE_ADD, at, l, r);
	n->m = l->m;
	n->m.bare = l->m.bare && r->m.bare;
	n->m.any = n->m.bare ? l->m.any && r->m.any :
			       fits_any(&l->m) && fits_any(&r->m);
	n->m.hundred = l->m.hundred && r->m.hundred;
	n->m.part = l->m.part || r->m.part;
	return n;
}

/* A ratio that is not counted in ones (per cent) becomes so, to be a factor. */
static struct node *as_factor(struct parser *p, struct node *n)
{
	struct measure one = measure_none();
	bool part = measure_percent(&n->m);

	if (!measure_plain(&n->m) || n->m.any)
		return n;
	n = scaled(p, n, &one, n->m.num, n->m.den);
	n->m.part = n->m.part || part;
	return n;
}

/* c * x with a constant c: x's unit.  100 * (a / b) counts per cents. */
static struct measure times_constant(const struct measure *c,
				     const struct measure *x)
{
	struct measure m = *x;

	if (c->hundred && measure_plain(x) && !fits_any(x) && x->num == x->den) {
		m = percent();
		m.part = x->part;
		return m;
	}
	m.hundred = x->hundred || (c->hundred && !measure_percent(x));
	return m;
}

static struct node *over_constant(struct parser *p, struct node *n,
				  const struct measure *c,
				  const struct measure *x)
{
	n->m = *x;
	if (!c->hundred)
		return n;
	if (x->part && !x->hundred) {
		fail(p, n->column, "phần trăm đã được tính là một phần trăm "
				   "(0,01), không chia cho 100 nữa");
		err_hint(p->e, "bỏ «/ 100»");
		return NULL;
	}
	if (measure_percent(x) && !x->bare)
		n->m = measure_none();
	n->m.hundred = false;
	return n;
}

/* Neither operand is a bare constant. */
static struct node *product_of_units(struct parser *p, bool over, int at,
				     struct node *l, struct node *r)
{
	struct measure one = measure_none();
	struct measure per_cent = percent();
	struct measure m;
	struct node *n;

	l = as_factor(p, l);
	r = as_factor(p, r);
	if (measure_times(&l->m, &r->m, over ? -1 : 1, &m) < 0)
		return too_complex(p, at);
	m.any = !over && l->m.any && r->m.any;
	m.bare = false;
	m.part = l->m.part || r->m.part;
	m.hundred = over ? l->m.hundred && !r->m.hundred :
			   l->m.hundred || r->m.hundred;
	n = binary(p, over ? NODE_DIV : NODE_MUL, at, l, r);
	n->m = m;
	if (!measure_plain(&m) || m.any)
		return n;
	/* the units have cancelled: a plain ratio, or per cents of it */
	n = scaled(p, n, &one, m.num, m.den);
	n->m = m.hundred ? per_cent : one;
	n->m.part = m.part;
	return n;
}

static struct node *product(struct parser *p, bool over, int at,
			    struct node *l, struct node *r)
{
	struct node *n;

	if (!l->m.bare && !r->m.bare)
		return product_of_units(p, over, at, l, r);
	if (!l->m.bare || !over) {
		n = binary(p, over ? NODE_DIV : NODE_MUL, at, l, r);
		if (over)
			return over_constant(p, n, &r->m, &l->m);
		if (l->m.bare)
			n->m = times_constant(&l->m, &r->m);
		else
			n->m = times_constant(&r->m, &l->m);
		n->m.bare = l->m.bare && r->m.bare;
		n->m.any = n->m.any && !n->m.bare;
		return n;
	}
	if (!r->m.bare) { /* constant / x */
		l->m.bare = false;
		l->m.any = false;
		return product_of_units(p, true, at, l, r);
	}
	n = binary(p, NODE_DIV, at, l, r);
	n->m.bare = true;
	n->m.hundred = l->m.hundred && !r->m.hundred;
	return n;
}

/* --- figures -------------------------------------------------------------- */

/* What parsing a reference yields. */
struct figure {
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
		fail(p, at, "chiều «%s» được nêu hai lần", dimension);
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
	int at = column(p);
	const char *name = need_name(p, "tên chiều phân tổ");

	if (name && p->names->category(p->names->ctx, name, NULL) < 0)
		return fail(p, at, "không có chiều phân tổ «%s»", name);
	return name;
}

/* Every classification has its total. */
static bool is_total(const char *dimension, const char *category)
{
	return strcmp(category, "all") == 0 &&
	       strcmp(dimension, "period") != 0 &&
	       strcmp(dimension, "basis") != 0 &&
	       strcmp(dimension, "place") != 0;
}

static int selector(struct parser *p, struct figure *f)
{
	int at = column(p);
	const char *dimension = need_dimension(p);
	const char *category;
	int category_at;

	if (!dimension || need_sign(p, "=") < 0)
		return -1;
	category_at = column(p);
	category = need_code(p, "mã phân tổ");
	if (!category)
		return -1;
	if (!is_total(dimension, category) &&
	    p->names->category(p->names->ctx, dimension, category) < 0) {
		fail(p, category_at, "chiều «%s» không có mã «%s»", dimension,
		     category);
		return -1;
	}
	return add_sel(p, f, dimension, category, at);
}

/* The reference whose name has just been taken. */
static int figure_named(struct parser *p, const char *name, int at,
			struct figure *f)
{
	const char *unit = NULL;

	*f = (struct figure){ .ref = ARENA_NEW(p->arena, struct rule_ref) };
	f->ref->indicator = name;
	f->ref->column = at;
	if (p->names->indicator(p->names->ctx, name, &unit,
				&f->nonnegative) < 0) {
		fail(p, at, "không có chỉ tiêu «%s»", name);
		return -1;
	}
	if (measure_of(p->arena, p->names, unit, &f->m, p->e) < 0) {
		fail_at(p, at);
		return -1;
	}
	if (!took_sign(p, "["))
		return 0;
	do {
		if (selector(p, f) < 0)
			return -1;
	} while (took_sign(p, ","));
	return need_sign(p, "]");
}

static int figure(struct parser *p, struct figure *f)
{
	int at = column(p);
	const char *name = need_name(p, "tên chỉ tiêu");

	return name ? figure_named(p, name, at, f) : -1;
}

static struct node *figure_node(struct parser *p, enum node_kind kind,
				const struct figure *f, size_t start)
{
	struct node *n = new_node(p, kind, start, f->ref->column);

	n->ref = f->ref;
	n->nonnegative = f->nonnegative;
	n->m = f->m;
	return n;
}

static struct rule_ref *percent_of(struct parser *p,
				   const struct rule_ref *ref)
{
	struct rule_ref *pct = arena_memdup(p->arena, ref, sizeof *ref);

	pct->percent = true;
	return pct;
}

/* --- records -------------------------------------------------------------- */

static int deeper_condition(struct parser *p, const char *kind,
			    const struct rule_cond **out);

static int operator_of(struct parser *p, enum rule_cond_op *op)
{
	static const struct {
		const char *sign;
		enum rule_cond_op op;
	} ops[] = {
		{ "=", COND_EQ },  { "!=", COND_NE }, { "<", COND_LT },
		{ "<=", COND_LE }, { ">", COND_GT },  { ">=", COND_GE },
	};

	for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
		if (!took_sign(p, ops[i].sign))
			continue;
		*op = ops[i].op;
		return 0;
	}
	expected(p, "phép so sánh (= != < <= > >=)");
	return -1;
}

static int number(struct parser *p, struct dec *value)
{
	int at = column(p);
	const char *text;

	if (p->tok.kind != TOK_NUMBER) {
		expected(p, "một số");
		return -1;
	}
	text = take_text(p);
	if (dec_parse(text, value, NULL) < 0 ||
	    !iv_in_range(*value)) {
		fail(p, at, "số «%s» quá lớn hoặc có quá %d chữ số thập phân",
		     text, DEC_PLACES);
		return -1;
	}
	return 0;
}

/* "%" or a unit after a number; none gives measure_none. */
static int unit_after(struct parser *p, struct measure *m)
{
	int at = column(p);

	*m = measure_none();
	if (took_sign(p, "%")) {
		*m = percent();
		return 0;
	}
	if (p->tok.kind != TOK_NAME || is_reserved(p))
		return 0;
	if (measure_of(p->arena, p->names, take_text(p), m, p->e) < 0) {
		fail_at(p, at);
		return -1;
	}
	return 0;
}

/* The literal of a field that has a unit: a number, in the field's unit. */
static int numeric_literal(struct parser *p, struct rule_cond *c,
			   const struct measure *field)
{
	int at = column(p);
	bool minus = took_sign(p, "-");
	size_t start = p->tok.start;
	struct measure m;
	__int128 u;
	int64_t num;
	int64_t den;

	if (number(p, &c->number) < 0 || unit_after(p, &m) < 0)
		return -1;
	if (m.shown.n == 0)
		m = *field;
	if (!measure_same(&m, field)) {
		fail(p, at, "không thể so sánh «%s» (%s) với «%s»",
		     words(p, field), c->field, words(p, &m));
		return -1;
	}
	if (measure_ratio(&m, field, &num, &den) < 0 ||
	    __builtin_mul_overflow(c->number.u, (__int128)num, &u) ||
	    u % den != 0) {
		fail(p, at, "không đổi đúng số này sang «%s» được",
		     words(p, field));
		return -1;
	}
	c->number.u = minus ? -(u / den) : u / den;
	c->is_number = true;
	c->literal = arena_printf(p->arena, "%s%.*s", minus ? "-" : "",
				  (int)(p->end - start), p->text + start);
	return 0;
}

static int code_literal(struct parser *p, struct rule_cond *c, int op_at)
{
	int at = column(p);

	if (c->op != COND_EQ && c->op != COND_NE) {
		fail(p, op_at, "«%s» là mã, chỉ so sánh được bằng = và !=",
		     c->field);
		return -1;
	}
	c->literal = need_code(p, "mã phân tổ");
	if (!c->literal)
		return -1;
	if (p->names->category(p->names->ctx, c->field, NULL) == 0 &&
	    p->names->category(p->names->ctx, c->field, c->literal) < 0) {
		fail(p, at, "«%s» không có mã «%s»", c->field, c->literal);
		return -1;
	}
	return 0;
}

/* The unit of a field; *code when it holds codes. */
static int field_of(struct parser *p, const char *kind, const char *field,
		    int at, struct measure *m, bool *code)
{
	const char *unit = NULL;

	if (p->names->field(p->names->ctx, kind, field, &unit) < 0) {
		fail(p, at, "«%s» không có trường «%s»", kind, field);
		return -1;
	}
	if (measure_of(p->arena, p->names, unit, m, p->e) < 0) {
		fail_at(p, at);
		return -1;
	}
	*code = unit == NULL || *unit == '\0';
	return 0;
}

static int comparison(struct parser *p, const char *kind,
		      struct rule_cond *c)
{
	int at = column(p);
	struct measure m;
	bool code;
	int op_at;

	c->field = need_name(p, "tên trường");
	if (!c->field || field_of(p, kind, c->field, at, &m, &code) < 0)
		return -1;
	op_at = column(p);
	if (operator_of(p, &c->op) < 0)
		return -1;
	return code ? code_literal(p, c, op_at) : numeric_literal(p, c, &m);
}

static int negation(struct parser *p, const char *kind,
		    const struct rule_cond **out)
{
	struct rule_cond *c = ARENA_NEW(p->arena, struct rule_cond);

	if (took_word(p, "not")) {
		c->op = COND_NOT;
		*out = c;
		out = &c->left;
		c = ARENA_NEW(p->arena, struct rule_cond);
	}
	if (took_sign(p, "("))
		return deeper_condition(p, kind, out) < 0 ? -1 :
							    need_sign(p, ")");
	*out = c;
	return comparison(p, kind, c);
}

/* or_too false: only what "and" joins. */
static int condition(struct parser *p, const char *kind, bool or_too,
		     const struct rule_cond **out)
{
	if ((or_too ? condition(p, kind, false, out) :
		      negation(p, kind, out)) < 0)
		return -1;
	while (took_word(p, or_too ? "or" : "and")) {
		struct rule_cond *c = ARENA_NEW(p->arena, struct rule_cond);

		c->op = or_too ? COND_OR : COND_AND;
		c->left = *out;
		if ((or_too ? condition(p, kind, false, &c->right) :
			      negation(p, kind, &c->right)) < 0)
			return -1;
		*out = c;
	}
	return 0;
}

static int deeper_condition(struct parser *p, const char *kind,
			    const struct rule_cond **out)
{
	if (deeper(p) < 0 || condition(p, kind, true, out) < 0)
		return -1;
	p->depth--;
	return 0;
}

static int records(struct parser *p, struct rule_agg *agg, const char **unit)
{
	int at = column(p);

	agg->kind = need_name(p, "loại hồ sơ");
	if (!agg->kind)
		return -1;
	if (p->names->field(p->names->ctx, agg->kind, NULL, unit) < 0) {
		fail(p, at, "không có loại hồ sơ «%s»", agg->kind);
		return -1;
	}
	if (took_word(p, "with")) {
		at = column(p);
		agg->event = need_name(p, "tên sự kiện");
		if (!agg->event)
			return -1;
		if (p->names->event(p->names->ctx, agg->kind, agg->event) <
		    0) {
			fail(p, at, "«%s» không có sự kiện «%s»", agg->kind,
			     agg->event);
			return -1;
		}
	}
	if (took_word(p, "where"))
		return deeper_condition(p, agg->kind, &agg->where);
	return 0;
}

/* The part in brackets, after "FIELD of" when there is a field. */
static struct node *aggregate(struct parser *p, enum rule_agg_op op,
			      const char *field, int at, size_t start)
{
	struct rule_agg *agg = ARENA_NEW(p->arena, struct rule_agg);
	const char *unit = NULL;
	struct node *n;
	bool code = false;

	agg->op = op;
	agg->field = field;
	agg->column = at;
	if (records(p, agg, &unit) < 0)
		return NULL;
	n = new_node(p, NODE_RECORDS, start, at);
	n->agg = agg;
	if (field && field_of(p, agg->kind, field, at, &n->m, &code) < 0)
		return NULL;
	if (code && op != AGG_DISTINCT)
		return fail(p, at, "trường «%s» là mã, không phải số", field);
	if (op == AGG_COUNT &&
	    measure_of(p->arena, p->names, unit, &n->m, p->e) < 0)
		return fail_at(p, at);
	if (op == AGG_DISTINCT)
		n->m = measure_none();
	n->m.any = op == AGG_DISTINCT || (op == AGG_COUNT && n->m.shown.n == 0);
	return n;
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
	int at = column(p);
	const char *name = need_name(p, "tên chỉ tiêu hoặc tên trường");
	const char *dimension;
	struct figure f;
	int by_at;

	if (!name)
		return NULL;
	if (took_word(p, "of"))
		return aggregate(p, fn->op, name, at, start);
	if (figure_named(p, name, at, &f) < 0)
		return NULL;
	if (!at_word(p, "by"))
		return expected(p, "«by» và một chiều phân tổ, hoặc «of» và "
				   "loại hồ sơ");
	take(p);
	by_at = column(p);
	dimension = need_dimension(p);
	if (!dimension || add_sel(p, &f, dimension, "*", by_at) < 0)
		return NULL;
	return figure_node(p, fn->kind, &f, start);
}

static struct node *call_mean(struct parser *p, const struct function *fn,
			      size_t start)
{
	const char *dimension;
	struct figure f;
	struct figure w;
	struct node *n;
	int by_at;

	if (figure(p, &f) < 0 || need_word(p, "by") < 0)
		return NULL;
	by_at = column(p);
	dimension = need_dimension(p);
	if (!dimension || need_word(p, "weight") < 0 || figure(p, &w) < 0 ||
	    add_sel(p, &f, dimension, "*", by_at) < 0 ||
	    add_sel(p, &w, dimension, "*", by_at) < 0)
		return NULL;
	n = figure_node(p, fn->kind, &f, start);
	n->second = w.ref;
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
		n->m = percent();
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
	n = new_node(p, fn->kind, start, f.ref->column);
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
	n = new_node(p, fn->kind, start, v->column);
	n->left = v;
	n->m = v->m;
	if (fn->kind == NODE_WHOLE)
		return n;
	if (need_sign(p, ",") < 0)
		return NULL;
	at = column(p);
	if (number(p, &digits) < 0)
		return NULL;
	if (!dec_is_whole(digits) || digits.u > (__int128)DEC_PLACES * DEC_ONE)
		return fail(p, at,
			    "số chữ số thập phân phải từ 0 đến %d",
			    DEC_PLACES);
	n->places = (int)(digits.u / DEC_ONE);
	return n;
}

static struct node *call_records(struct parser *p, const struct function *fn,
				 size_t start)
{
	int at = column(p);
	const char *field = NULL;

	if (fn->op == AGG_DISTINCT) {
		field = need_name(p, "tên trường");
		if (!field || need_word(p, "of") < 0)
			return NULL;
	}
	return aggregate(p, fn->op, field, at, start);
}

static const struct function functions[] = {
	{ "sum", call_over, NODE_SUM, AGG_SUM },
	{ "min", call_over, NODE_MIN, AGG_MIN },
	{ "max", call_over, NODE_MAX, AGG_MAX },
	{ "mean", call_mean, NODE_MEAN, AGG_COUNT },
	{ "pct", call_figure, NODE_FIGURE, AGG_COUNT },
	{ "implied_plan", call_figure, NODE_IMPLIED, AGG_COUNT },
	{ "value", call_value, NODE_POINT, AGG_COUNT },
	{ "whole", call_round, NODE_WHOLE, AGG_COUNT },
	{ "round", call_round, NODE_ROUND, AGG_COUNT },
	{ "count", call_records, NODE_RECORDS, AGG_COUNT },
	{ "distinct", call_records, NODE_RECORDS, AGG_DISTINCT },
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
		fail(p, at, "không có hàm «%s»", name);
		err_hint(p->e, "các hàm: sum, min, max, mean, pct, "
			       "implied_plan, value, whole, round, count, "
			       "distinct");
		return NULL;
	}
	n = f->parse(p, f, start);
	if (!n || need_sign(p, ")") < 0)
		return NULL;
	n->end = p->end;
	return n;
}

/* --- values --------------------------------------------------------------- */

static struct node *constant(struct parser *p, size_t start, int at)
{
	struct node *n = new_node(p, NODE_NUMBER, start, at);

	if (number(p, &n->number) < 0 || unit_after(p, &n->m) < 0)
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
	const char *name = take_text(p);
	struct figure f;

	if (took_sign(p, "("))
		return call(p, name, at, start);
	if (figure_named(p, name, at, &f) < 0)
		return NULL;
	return figure_node(p, NODE_FIGURE, &f, start);
}

static struct node *primary(struct parser *p, size_t start, int at)
{
	struct node *n;

	if (took_sign(p, "(")) {
		n = value(p, 0);
		if (!n || need_sign(p, ")") < 0)
			return NULL;
		n->start = start;
		n->end = p->end;
		return n;
	}
	if (p->tok.kind == TOK_NUMBER)
		return constant(p, start, at);
	if (p->tok.kind == TOK_NAME && !is_reserved(p))
		return name_or_call(p, start, at);
	return expected(p, "một giá trị (số, chỉ tiêu, hàm hoặc dấu ngoặc)");
}

static struct node *factor(struct parser *p)
{
	size_t start = p->tok.start;
	int at = column(p);
	bool minus = took_sign(p, "-");
	struct node *operand;
	struct node *n;

	if (deeper(p) < 0)
		return NULL;
	operand = primary(p, p->tok.start, column(p));
	p->depth--;
	if (!operand || !minus)
		return operand;
	n = new_node(p, NODE_NEG, start, at);
	n->left = operand;
	n->m = operand->m;
	return n;
}

/* 1 for a sum, 2 for a product, 0 for anything else. */
static int precedence(const struct parser *p)
{
	if (at_sign(p, "+") || at_sign(p, "-"))
		return 1;
	return at_sign(p, "*") || at_sign(p, "/") ? 2 : 0;
}

/* Operators that bind at least as strongly as `least`. */
static struct node *value(struct parser *p, int least)
{
	struct node *l = factor(p);

	while (l) {
		int strength = precedence(p);
		char sign = p->text[p->tok.start];
		int at = column(p);
		struct node *r;

		if (strength == 0 || strength < least)
			break;
		take(p);
		r = value(p, strength + 1);
		if (!r)
			return NULL;
		l = strength == 1 ? sum(p, sign == '-', at, l, r) :
				    product(p, sign == '/', at, l, r);
	}
	return l;
}

/* --- relations ------------------------------------------------------------ */

static int relation_sign(struct parser *p, enum iv_relation *op)
{
	static const struct {
		const char *sign;
		enum iv_relation op;
	} ops[] = { { "=", IV_EQ },
		    { "<=", IV_LE },
		    { ">=", IV_GE },
		    { "<", IV_LT },
		    { ">", IV_GT } };

	for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
		if (!took_sign(p, ops[i].sign))
			continue;
		*op = ops[i].op;
		return 0;
	}
	expected(p, "phép so sánh (= <= >= < >) hoặc «in»");
	return -1;
}

static int compare(struct parser *p, int at, struct node **l,
		   struct node **r)
{
	return align(p, at, "so sánh", "với", l, r);
}

static int relation(struct parser *p, struct relation *rel)
{
	struct node *l = value(p, 0);
	struct node *r;
	struct node *u;

	if (!l)
		return -1;
	rel->column = column(p);
	rel->within = took_word(p, "in");
	if (!rel->within && relation_sign(p, &rel->op) < 0)
		return -1;
	r = value(p, 0);
	if (!r || compare(p, rel->column, &l, &r) < 0)
		return -1;
	if (rel->within) {
		if (need_sign(p, "..") < 0)
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
	struct relation rel = { .left = NULL };
	size_t cap = 0;

	if (relation(p, &rel) < 0)
		return -1;
	while (at_word(p, "and") || at_sign(p, "=>")) {
		bool last = at_sign(p, "=>");

		take(p);
		*VEC_PUSH(p->arena, r->condition, r->ncondition, cap) = rel;
		rel = (struct relation){ .left = NULL };
		if (relation(p, &rel) < 0)
			return -1;
		if (last)
			break;
		if (!at_word(p, "and") && !at_sign(p, "=>")) {
			expected(p, "«and» hoặc «=>»");
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
	*p = (struct parser){ .arena = a, .names = names, .e = e };
	if (strnlen(text, RULE_MAX_TEXT + 1) > RULE_MAX_TEXT) {
		err_set(e, ERR_INPUT, "công thức dài quá %d byte",
			RULE_MAX_TEXT);
		err_detail(e, "cột 1");
		return -1;
	}
	p->text = arena_strdup(a, text);
	p->tok = lex_next(p->text, 0);
	return 0;
}

static int finished(struct parser *p)
{
	if (p->tok.kind == TOK_END)
		return 0;
	expected(p, "một phép tính hoặc hết công thức");
	if (at_sign(p, ","))
		err_hint(p->e, "số lẻ viết với dấu chấm: 36.48");
	return -1;
}

/* The value in the unit that is wanted of it. */
static struct node *in_unit(struct parser *p, struct node *n,
			    const char *unit)
{
	struct measure want;
	int64_t num;
	int64_t den;

	if (measure_of(p->arena, p->names, unit, &want, p->e) < 0)
		return fail_at(p, 1);
	if (fits_any(&n->m)) {
		n->m = want;
		return n;
	}
	if (!measure_same(&n->m, &want))
		return fail(p, 1, "công thức tính ra «%s», cần «%s»",
			    words(p, &n->m), words(p, &want));
	if (measure_ratio(&n->m, &want, &num, &den) < 0)
		return too_complex(p, 1);
	return scaled(p, n, &want, num, den);
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
		n = in_unit(&p, n, wanted_unit);
	if (!n)
		return NULL;
	r = ARENA_NEW(a, struct rule);
	r->text = p.text;
	r->value = n;
	r->unit = wanted_unit ? arena_strdup(a, wanted_unit) :
				measure_text(a, &n->m);
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
	return r->value && r->value->kind == NODE_RECORDS ? r->value->agg :
							    NULL;
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

/* --- figures mentioned ----------------------------------------------------- */

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
