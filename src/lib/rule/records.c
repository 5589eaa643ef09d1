/* SPDX-License-Identifier: Apache-2.0 */
/* Aggregates over records: KIND with EVENT where CONDITION. */
#include "lib/rule/records.h"

#include "lib/rule/typing.h"

static int deeper_condition(struct parser *p, const char *kind,
			    const struct rule_cond **out);

static int operator_of(struct parser *p, enum rule_cond_op *op)
{
	static const struct {
		const char *sign;
		enum rule_cond_op op;
	} ops[] = {
	    {"=", COND_EQ},  {"!=", COND_NE}, {"<", COND_LT},
	    {"<=", COND_LE}, {">", COND_GT},  {">=", COND_GE},
	};

	for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
		if (!parser_took_sign(p, ops[i].sign))
			continue;
		*op = ops[i].op;
		return 0;
	}
	parser_expected(p, "phép so sánh (= != < <= > >=)");
	return -1;
}

/* The literal of a field that has a unit: a number, in the field's unit. */
static int numeric_literal(struct parser *p, struct rule_cond *c,
			   const struct measure *field)
{
	int at = parser_column(p);
	bool minus = parser_took_sign(p, "-");
	size_t start = p->tok.start;
	struct measure m;
	__int128 u;
	int64_t num;
	int64_t den;

	if (parser_need_number(p, &c->number) < 0 || parser_unit(p, &m) < 0)
		return -1;
	if (m.shown.n == 0)
		m = *field;
	if (!measure_same(&m, field)) {
		parser_fail(p, at, "không thể so sánh “%s” (%s) với “%s”",
			    parser_words(p, field), c->field,
			    parser_words(p, &m));
		return -1;
	}
	if (measure_ratio(&m, field, &num, &den) < 0 ||
	    __builtin_mul_overflow(c->number.u, (__int128)num, &u) ||
	    u % den != 0) {
		parser_fail(p, at, "không đổi đúng số này sang “%s” được",
			    parser_words(p, field));
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
	int at = parser_column(p);

	if (c->op != COND_EQ && c->op != COND_NE) {
		parser_fail(
		    p, op_at,
		    "“%s” là mã, chỉ so sánh được bằng = và !=", c->field);
		return -1;
	}
	c->literal = parser_need_code(p, "mã phân tổ");
	if (!c->literal)
		return -1;
	if (p->names->category(p->names->ctx, c->field, NULL) == 0 &&
	    p->names->category(p->names->ctx, c->field, c->literal) < 0) {
		parser_fail(p, at, "“%s” không có mã “%s”", c->field,
			    c->literal);
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
		parser_fail(p, at, "“%s” không có trường “%s”", kind, field);
		return -1;
	}
	if (measure_of(p->arena, p->names, unit, m, p->e) < 0) {
		parser_fail_at(p, at);
		return -1;
	}
	*code = unit == NULL || *unit == '\0';
	return 0;
}

static int comparison(struct parser *p, const char *kind, struct rule_cond *c)
{
	int at = parser_column(p);
	struct measure m;
	bool code;
	int op_at;

	c->field = parser_need_name(p, "tên trường");
	if (!c->field || field_of(p, kind, c->field, at, &m, &code) < 0)
		return -1;
	op_at = parser_column(p);
	if (operator_of(p, &c->op) < 0)
		return -1;
	return code ? code_literal(p, c, op_at) : numeric_literal(p, c, &m);
}

static int negation(struct parser *p, const char *kind,
		    const struct rule_cond **out)
{
	struct rule_cond *c = ARENA_NEW(p->arena, struct rule_cond);

	if (parser_took_word(p, "not")) {
		c->op = COND_NOT;
		*out = c;
		out = &c->left;
		c = ARENA_NEW(p->arena, struct rule_cond);
	}
	if (parser_took_sign(p, "("))
		return deeper_condition(p, kind, out) < 0
			   ? -1
			   : parser_need_sign(p, ")");
	*out = c;
	return comparison(p, kind, c);
}

/* or_too false: only what "and" joins. */
static int condition(struct parser *p, const char *kind, bool or_too,
		     const struct rule_cond **out)
{
	if ((or_too ? condition(p, kind, false, out) : negation(p, kind, out)) <
	    0)
		return -1;
	while (parser_took_word(p, or_too ? "or" : "and")) {
		struct rule_cond *c = ARENA_NEW(p->arena, struct rule_cond);

		c->op = or_too ? COND_OR : COND_AND;
		c->left = *out;
		if ((or_too ? condition(p, kind, false, &c->right)
			    : negation(p, kind, &c->right)) < 0)
			return -1;
		*out = c;
	}
	return 0;
}

static int deeper_condition(struct parser *p, const char *kind,
			    const struct rule_cond **out)
{
	if (parser_deeper(p) < 0 || condition(p, kind, true, out) < 0)
		return -1;
	p->depth--;
	return 0;
}

static int records(struct parser *p, struct rule_agg *agg, const char **unit)
{
	int at = parser_column(p);

	agg->kind = parser_need_name(p, "loại hồ sơ");
	if (!agg->kind)
		return -1;
	if (p->names->field(p->names->ctx, agg->kind, NULL, unit) < 0) {
		parser_fail(p, at, "không có loại hồ sơ “%s”", agg->kind);
		return -1;
	}
	if (parser_took_word(p, "with")) {
		at = parser_column(p);
		agg->event = parser_need_name(p, "tên sự kiện");
		if (!agg->event)
			return -1;
		if (p->names->event(p->names->ctx, agg->kind, agg->event) < 0) {
			parser_fail(p, at, "“%s” không có sự kiện “%s”",
				    agg->kind, agg->event);
			return -1;
		}
	}
	if (parser_took_word(p, "where"))
		return deeper_condition(p, agg->kind, &agg->where);
	return 0;
}

/* The part in brackets, after "FIELD of" when there is a field. */
struct node *parse_records(struct parser *p, enum rule_agg_op op,
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
	n = node_new(p, NODE_RECORDS, start, at);
	n->agg = agg;
	if (field && field_of(p, agg->kind, field, at, &n->m, &code) < 0)
		return NULL;
	if (code && op != AGG_DISTINCT)
		return parser_fail(p, at, "trường “%s” là mã, không phải số",
				   field);
	if (op == AGG_COUNT &&
	    measure_of(p->arena, p->names, unit, &n->m, p->e) < 0)
		return parser_fail_at(p, at);
	if (op == AGG_DISTINCT)
		n->m = measure_none();
	n->m.any = op == AGG_DISTINCT || (op == AGG_COUNT && n->m.shown.n == 0);
	return n;
}
