/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The shapes of the files that say the law: which keys a mapping has, and
 * where their values go.  docs/pack.md says the same to the author of a pack.
 */
#include "pack/shapes.h"

#include "pack/load.h"

/* --- pack.yaml -------------------------------------------------------------- */

static const struct key pack_keys[] = {
	{ KEY(pack, code, bind_id), .must = true },
	{ KEY(pack, version, bind_int), .must = true },
	{ KEY(pack, title, bind_text), .must = true },
	{ KEY(pack, from, bind_day), .must = true },
	{ KEY(pack, to, bind_day) },
	{ .name = "basis", LIST(pack, basis, nbasis, bind_texts), .must = true },
	{ 0 }
};
const struct shape pack_yaml = {
	.what = "pack.yaml",
	.size = sizeof(struct pack),
	.keys = pack_keys,
	.blank = &(const struct pack){ .to = DAY_MAX },
};

/* --- measures.yaml ---------------------------------------------------------- */

static const struct key measure_keys[] = {
	{ KEY(measure, code, bind_code), .must = true },
	{ KEY(measure, name, bind_text), .must = true },
	{ KEY(measure, dimension, bind_text), .must = true },
	{ KEY(measure, factor, bind_dec) },
	{ KEY(measure, whole, bind_flag) },
	{ KEY(measure, padded, bind_flag) },
	{ KEY(measure, places, bind_small) },
	{ 0 }
};
static const struct shape measure_shape = {
	.what = "đơn vị đo",
	.size = sizeof(struct measure),
	.keys = measure_keys,
	.blank = &(const struct measure){ .factor = { DEC_ONE } },
	.place = offsetof(struct measure, at), .has_place = true,
	.id = offsetof(struct measure, code), .has_id = true,
};
static const struct key measures_keys[] = {
	{ .name = "measures", LIST(pack, measure, nmeasure, bind_list),
	  .shape = &measure_shape, .must = true },
	{ 0 }
};
const struct shape measures_yaml = {
	.what = "measures.yaml",
	.size = sizeof(struct pack),
	.keys = measures_keys,
};

/* --- codes.yaml ------------------------------------------------------------- */

static const struct key category_keys[] = {
	{ KEY(category, code, bind_code), .must = true },
	{ KEY(category, name, bind_text), .must = true },
	{ KEY(category, brief, bind_text) },
	{ KEY(category, parent, bind_code) },
	{ 0 }
};
static const struct shape category_shape = {
	.what = "mã phân tổ",
	.size = sizeof(struct category),
	.keys = category_keys,
	.place = offsetof(struct category, at), .has_place = true,
	.id = offsetof(struct category, code), .has_id = true,
};
static const struct key classification_keys[] = {
	{ KEY(classification, code, bind_code), .must = true },
	{ KEY(classification, name, bind_text), .must = true },
	{ KEY(classification, basis, bind_text) },
	{ .name = "categories",
	  LIST(classification, category, ncategory, bind_list),
	  .shape = &category_shape, .must = true },
	{ 0 }
};
static const struct shape classification_shape = {
	.what = "phân tổ",
	.size = sizeof(struct classification),
	.keys = classification_keys,
	.place = offsetof(struct classification, at), .has_place = true,
	.id = offsetof(struct classification, code), .has_id = true,
};
static const struct key codes_keys[] = {
	{ .name = "classifications",
	  LIST(pack, classification, nclassification, bind_list),
	  .shape = &classification_shape, .must = true },
	{ 0 }
};
const struct shape codes_yaml = {
	.what = "codes.yaml",
	.size = sizeof(struct pack),
	.keys = codes_keys,
};

/* --- register.yaml ---------------------------------------------------------- */

static const struct key kind_keys[] = {
	{ KEY(record_kind, code, bind_code), .must = true },
	{ KEY(record_kind, name, bind_text), .must = true },
	{ KEY(record_kind, brief, bind_text) },
	{ KEY(record_kind, measure, bind_code), .must = true },
	{ 0 }
};
static const struct shape kind_shape = {
	.what = "loại tổ chức",
	.size = sizeof(struct record_kind),
	.keys = kind_keys,
	.place = offsetof(struct record_kind, at), .has_place = true,
	.id = offsetof(struct record_kind, code), .has_id = true,
};

#define FIELD(m, fn)                                                         \
	.name = #m, .read = fn, .offset = offsetof(struct field_entry, field.m)
static const struct key field_keys[] = {
	{ FIELD(code, bind_code), .must = true },
	{ FIELD(name, bind_text), .must = true },
	{ FIELD(measure, bind_code) },
	{ FIELD(classification, bind_code) },
	{ FIELD(part_of, bind_code) },
	{ FIELD(category, bind_code) },
	{ .name = "kinds", LIST(field_entry, kind, nkind, bind_texts) },
	{ 0 }
};
static const struct shape field_shape = {
	.what = "trường",
	.size = sizeof(struct field_entry),
	.keys = field_keys,
	.place = offsetof(struct field_entry, field.at), .has_place = true,
	.id = offsetof(struct field_entry, field.code), .has_id = true,
};

static const struct key status_keys[] = {
	{ KEY(status, code, bind_code), .must = true },
	{ KEY(status, name, bind_text), .must = true },
	{ KEY(status, parent, bind_code) },
	{ KEY(status, exists, bind_flag) },
	{ 0 }
};
static const struct shape status_shape = {
	.what = "tình trạng",
	.size = sizeof(struct status),
	.keys = status_keys,
	.blank = &(const struct status){ .exists = true },
	.place = offsetof(struct status, at), .has_place = true,
	.id = offsetof(struct status, code), .has_id = true,
};

static const struct key event_keys[] = {
	{ KEY(event_kind, code, bind_code), .must = true },
	{ KEY(event_kind, name, bind_text), .must = true },
	{ KEY(event_kind, basis, bind_text), .must = true },
	{ .name = "kinds", LIST(event_kind, kind, nkind, bind_texts) },
	{ .name = "from", LIST(event_kind, from, nfrom, bind_texts) },
	{ KEY(event_kind, first, bind_flag) },
	{ KEY(event_kind, to, bind_code) },
	{ KEY(event_kind, quantity, bind_code) },
	{ KEY(event_kind, quantity_name, bind_text) },
	{ 0 }
};
static const struct shape event_shape = {
	.what = "biến động",
	.size = sizeof(struct event_kind),
	.keys = event_keys,
	.place = offsetof(struct event_kind, at), .has_place = true,
	.id = offsetof(struct event_kind, code), .has_id = true,
};

static const struct key identifier_keys[] = {
	{ KEY(identifier_kind, code, bind_code), .must = true },
	{ KEY(identifier_kind, name, bind_text), .must = true },
	{ 0 }
};
static const struct shape identifier_shape = {
	.what = "loại mã số",
	.size = sizeof(struct identifier_kind),
	.keys = identifier_keys,
	.place = offsetof(struct identifier_kind, at), .has_place = true,
	.id = offsetof(struct identifier_kind, code), .has_id = true,
};

static const struct key register_keys[] = {
	{ .name = "kinds", LIST(register_file, kind, nkind, bind_list),
	  .shape = &kind_shape, .must = true },
	{ .name = "fields", LIST(register_file, field, nfield, bind_list),
	  .shape = &field_shape, .must = true },
	{ .name = "statuses", LIST(register_file, status, nstatus, bind_list),
	  .shape = &status_shape, .must = true },
	{ .name = "events", LIST(register_file, event, nevent, bind_list),
	  .shape = &event_shape, .must = true },
	{ .name = "identifiers",
	  LIST(register_file, identifier, nidentifier, bind_list),
	  .shape = &identifier_shape },
	{ 0 }
};
const struct shape register_yaml = {
	.what = "register.yaml",
	.size = sizeof(struct register_file),
	.keys = register_keys,
};

/* --- indicators.yaml, checks.yaml -------------------------------------------- */

static int bind_measure(struct binder *b, const struct node *n,
			const struct key *k, void *at)
{
	const struct measure *m;
	const char *code;

	if (bind_code(b, n, k, &code) < 0)
		return -1;
	m = pack_measure(b->pack, code);
	if (!m)
		return bind_unknown(b, n, "đơn vị đo", code,
				    &b->pack->measure->code,
				    b->pack->nmeasure, sizeof *m);
	*(const struct measure **)at = m;
	return 0;
}

int bind_classification(struct binder *b, const struct node *n,
			const struct key *k, void *at)
{
	const struct classification *c;
	const char *code;

	if (bind_code(b, n, k, &code) < 0)
		return -1;
	c = pack_classification(b->pack, code);
	if (!c)
		return bind_unknown(b, n, "phân tổ", code,
				    &b->pack->classification->code,
				    b->pack->nclassification, sizeof *c);
	*(const struct classification **)at = c;
	return 0;
}

static int bind_classifications(struct binder *b, const struct node *n,
				const struct key *k, void *at)
{
	struct indicator *i = (void *)((char *)at - k->offset);
	size_t c = 0;

	if (bind_texts(b, n, k, at) < 0) /* counts them into nby */
		return -1;
	i->by = ARENA_ARRAY(b->arena, i->nby, const struct classification *);
	for (const struct node *m = n->child; m; m = m->next)
		if (bind_classification(b, m, k, &i->by[c++]) < 0)
			return -1;
	return 0;
}

static const char *const indicator_kinds[] = { "stock", "flow", "cumulative",
					       "average", "ratio", NULL };
static const struct key indicator_keys[] = {
	{ KEY(indicator, code, bind_code), .must = true },
	{ KEY(indicator, name, bind_text), .must = true },
	{ KEY(indicator, brief, bind_text) },
	{ KEY(indicator, theme, bind_text) },
	{ KEY(indicator, measure, bind_measure), .must = true },
	{ KEY(indicator, kind, bind_choice), .words = indicator_kinds,
	  .must = true },
	{ KEY(indicator, nonnegative, bind_flag) },
	{ .name = "by", LIST(indicator, by, nby, bind_classifications) },
	{ KEY(indicator, formula, bind_formula),
	  .count = offsetof(struct indicator, formula_at) },
	{ KEY(indicator, basis, bind_text), .must = true },
	{ KEY(indicator, about, bind_text) },
	{ 0 }
};
static const struct shape indicator_shape = {
	.what = "chỉ tiêu",
	.size = sizeof(struct indicator),
	.keys = indicator_keys,
	.blank = &(const struct indicator){ .nonnegative = true },
	.place = offsetof(struct indicator, at), .has_place = true,
	.id = offsetof(struct indicator, code), .has_id = true,
};
static const struct key indicators_keys[] = {
	{ .name = "indicators", LIST(pack, indicator, nindicator, bind_list),
	  .shape = &indicator_shape, .must = true },
	{ 0 }
};
const struct shape indicators_yaml = {
	.what = "indicators.yaml",
	.size = sizeof(struct pack),
	.keys = indicators_keys,
};

int bind_indicator(struct binder *b, const struct node *n,
		   const struct key *k, void *at)
{
	const struct indicator *i;
	const char *code;

	if (bind_code(b, n, k, &code) < 0)
		return -1;
	i = pack_indicator(b->pack, code);
	if (!i)
		return bind_unknown(b, n, "chỉ tiêu", code,
				    &b->pack->indicator->code,
				    b->pack->nindicator, sizeof *i);
	*(const struct indicator **)at = i;
	return 0;
}

int bind_period(struct binder *b, const struct node *n,
		const struct key *k, void *at)
{
	if (bind_text(b, n, k, at) < 0)
		return -1;
	if (!pack_is_period(n->text))
		return bind_err(b, n, "“%s” không phải là kỳ: dùng prev, h1, "
				"year, next, programme hay một mã như 2023-H1",
				n->text);
	return 0;
}

int bind_basis(struct binder *b, const struct node *n,
	       const struct key *k, void *at)
{
	if (bind_text(b, n, k, at) < 0)
		return -1;
	if (!pack_is_basis(n->text))
		return bind_err(b, n, "“%s” không phải là loại số liệu: dùng "
				"actual, estimate hay plan", n->text);
	return 0;
}

static const struct key context_keys[] = {
	{ KEY(check_context, period, bind_period), .must = true },
	{ KEY(check_context, basis, bind_basis), .must = true },
	{ 0 }
};
static const struct shape context_shape = {
	.what = "bối cảnh kiểm tra",
	.size = sizeof(struct check_context),
	.keys = context_keys,
};

/* One name or a list: a classification, or "place". */
static int bind_each(struct binder *b, const struct node *n,
		     const struct key *k, void *at)
{
	struct check *c = (void *)((char *)at - k->offset);
	const struct node *item = n->kind == NODE_LIST ? n->child : n;

	for (; item; item = item == n ? NULL : item->next) {
		if (item->kind == NODE_TEXT && strcmp(item->text, "place") == 0)
			c->each_place = true;
		else if (c->each)
			return bind_err(b, item, "“each” nhận nhiều nhất một "
					"phân tổ, và “place”");
		else if (bind_classification(b, item, k, at) < 0)
			return -1;
	}
	return 0;
}

static const char *const severities[] = { "error", "warning", "note", NULL };
static const struct key check_keys[] = {
	{ KEY(check, code, bind_code), .must = true },
	{ KEY(check, title, bind_text), .must = true },
	{ KEY(check, formula, bind_formula),
	  .count = offsetof(struct check, formula_at), .must = true },
	{ KEY(check, basis, bind_text), .must = true },
	{ KEY(check, severity, bind_choice), .words = severities,
	  .must = true },
	{ .name = "in", LIST(check, context, ncontext, bind_list),
	  .shape = &context_shape, .must = true },
	{ KEY(check, each, bind_each) },
	{ KEY(check, advice, bind_text) },
	{ KEY(check, keep, bind_text) },
	{ 0 }
};
static const struct shape check_shape = {
	.what = "kiểm tra",
	.size = sizeof(struct check),
	.keys = check_keys,
	.place = offsetof(struct check, at), .has_place = true,
	.id = offsetof(struct check, code), .has_id = true,
};
static const struct key checks_keys[] = {
	{ .name = "checks", LIST(pack, check, ncheck, bind_list),
	  .shape = &check_shape, .must = true },
	{ 0 }
};
const struct shape checks_yaml = {
	.what = "checks.yaml",
	.size = sizeof(struct pack),
	.keys = checks_keys,
};
