/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The shape of every file of a pack: which keys a mapping has, and where their
 * values go.  docs/pack.md says the same to the author of a pack.
 */
#include "pack/shapes.h"

#include "pack/load.h"

#define KEY(s, m, fn) .name = #m, .read = fn, .offset = offsetof(struct s, m)
#define LIST(s, m, n, fn)                                                    \
	.read = fn, .offset = offsetof(struct s, m),                         \
	.count = offsetof(struct s, n)

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

static const struct key register_keys[] = {
	{ .name = "kinds", LIST(register_file, kind, nkind, bind_list),
	  .shape = &kind_shape, .must = true },
	{ .name = "fields", LIST(register_file, field, nfield, bind_list),
	  .shape = &field_shape, .must = true },
	{ .name = "statuses", LIST(register_file, status, nstatus, bind_list),
	  .shape = &status_shape, .must = true },
	{ .name = "events", LIST(register_file, event, nevent, bind_list),
	  .shape = &event_shape, .must = true },
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

static int bind_classification(struct binder *b, const struct node *n,
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

static int bind_period(struct binder *b, const struct node *n,
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

static int bind_basis(struct binder *b, const struct node *n,
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

/* --- outline.yaml, appendices.yaml ------------------------------------------- */

static const char *const para_styles[] = { "body", "item", "note", "table",
					   NULL };
static const struct key paragraph_keys[] = {
	{ KEY(paragraph, id, bind_id), .must = true },
	{ KEY(paragraph, style, bind_choice), .words = para_styles },
	{ KEY(paragraph, text, bind_text) },
	{ KEY(paragraph, footnote, bind_text) },
	{ KEY(paragraph, table, bind_id) },
	{ 0 }
};
static const struct shape paragraph_shape = {
	.what = "đoạn văn",
	.size = sizeof(struct paragraph),
	.keys = paragraph_keys,
	.place = offsetof(struct paragraph, at), .has_place = true,
	.id = offsetof(struct paragraph, id), .has_id = true,
};

static const struct key section_keys[] = {
	{ KEY(section, id, bind_id), .must = true },
	{ KEY(section, level, bind_small), .must = true },
	{ KEY(section, number, bind_text) },
	{ KEY(section, heading, bind_text), .must = true },
	{ .name = "paragraphs",
	  LIST(section, paragraph, nparagraph, bind_list),
	  .shape = &paragraph_shape },
	{ 0 }
};
static const struct shape section_shape = {
	.what = "mục của kế hoạch",
	.size = sizeof(struct section),
	.keys = section_keys,
	.place = offsetof(struct section, at), .has_place = true,
	.id = offsetof(struct section, id), .has_id = true,
};

static const struct key outline_keys[] = {
	{ KEY(outline, issuer, bind_text), .must = true },
	{ KEY(outline, place, bind_text), .must = true },
	{ KEY(outline, symbol, bind_text), .must = true },
	{ KEY(outline, type, bind_text), .must = true },
	{ KEY(outline, subject, bind_text), .must = true },
	{ KEY(outline, addressee, bind_text) },
	{ .name = "opening", LIST(outline, opening, nopening, bind_list),
	  .shape = &paragraph_shape },
	{ .name = "sections", LIST(outline, section, nsection, bind_list),
	  .shape = &section_shape, .must = true },
	{ .name = "closing", LIST(outline, closing, nclosing, bind_list),
	  .shape = &paragraph_shape },
	{ .name = "recipients",
	  LIST(outline, recipient, nrecipient, bind_texts), .must = true },
	{ .name = "signature",
	  LIST(outline, signature, nsignature, bind_texts), .must = true },
	{ KEY(outline, basis, bind_text), .must = true },
	{ 0 }
};
const struct shape outline_yaml = {
	.what = "outline.yaml",
	.size = sizeof(struct outline),
	.keys = outline_keys,
};

static const struct key column_keys[] = {
	{ KEY(appendix_column, code, bind_id), .must = true },
	{ KEY(appendix_column, title, bind_text), .must = true },
	{ KEY(appendix_column, group, bind_text) },
	{ KEY(appendix_column, ref, bind_text) },
	{ KEY(appendix_column, period, bind_period) },
	{ KEY(appendix_column, basis, bind_basis) },
	{ KEY(appendix_column, category, bind_blank) },
	{ KEY(appendix_column, percent, bind_flag) },
	{ KEY(appendix_column, compute, bind_text) },
	{ KEY(appendix_column, optional, bind_flag) },
	{ 0 }
};
static const struct shape column_shape = {
	.what = "cột phụ lục",
	.size = sizeof(struct appendix_column),
	.keys = column_keys,
	.id = offsetof(struct appendix_column, code), .has_id = true,
};
static const struct key row_keys[] = {
	{ KEY(appendix_row, code, bind_code), .must = true },
	{ KEY(appendix_row, number, bind_text) },
	{ KEY(appendix_row, title, bind_text), .must = true },
	{ KEY(appendix_row, unit, bind_text) },
	{ KEY(appendix_row, ref, bind_text) },
	{ KEY(appendix_row, category, bind_blank) },
	{ KEY(appendix_row, sum, bind_text) },
	{ KEY(appendix_row, optional, bind_flag) },
	{ 0 }
};
static const struct shape row_shape = {
	.what = "dòng phụ lục",
	.size = sizeof(struct appendix_row),
	.keys = row_keys,
	.place = offsetof(struct appendix_row, at), .has_place = true,
	.id = offsetof(struct appendix_row, code), .has_id = true,
};
static const struct key appendix_keys[] = {
	{ KEY(appendix, code, bind_id), .must = true },
	{ KEY(appendix, number, bind_text), .must = true },
	{ KEY(appendix, title, bind_text), .must = true },
	{ KEY(appendix, note, bind_text) },
	{ .name = "columns", LIST(appendix, column, ncolumn, bind_list),
	  .shape = &column_shape, .must = true },
	{ .name = "rows", LIST(appendix, row, nrow, bind_list),
	  .shape = &row_shape, .must = true },
	{ 0 }
};
static const struct shape appendix_shape = {
	.what = "phụ lục",
	.size = sizeof(struct appendix),
	.keys = appendix_keys,
	.place = offsetof(struct appendix, at), .has_place = true,
	.id = offsetof(struct appendix, code), .has_id = true,
};
static const struct key appendices_keys[] = {
	{ .name = "appendices", LIST(pack, appendix, nappendix, bind_list),
	  .shape = &appendix_shape, .must = true },
	{ 0 }
};
const struct shape appendices_yaml = {
	.what = "appendices.yaml",
	.size = sizeof(struct pack),
	.keys = appendices_keys,
};

/* --- forms.yaml ---------------------------------------------------------------- */

static const struct key form_column_keys[] = {
	{ KEY(appendix_column, code, bind_id), .must = true },
	{ KEY(appendix_column, title, bind_text), .must = true },
	{ KEY(appendix_column, ref, bind_text) },
	{ KEY(appendix_column, period, bind_period), .must = true },
	{ KEY(appendix_column, basis, bind_basis), .must = true },
	{ KEY(appendix_column, category, bind_blank) },
	{ KEY(appendix_column, percent, bind_flag) },
	{ 0 }
};
static const struct shape form_column_shape = {
	.what = "cột của biểu",
	.size = sizeof(struct appendix_column),
	.keys = form_column_keys,
	.id = offsetof(struct appendix_column, code), .has_id = true,
};
static const struct key form_row_keys[] = {
	{ KEY(appendix_row, code, bind_code), .must = true },
	{ KEY(appendix_row, title, bind_text), .must = true },
	{ KEY(appendix_row, ref, bind_text) },
	{ KEY(appendix_row, category, bind_blank) },
	{ 0 }
};
static const struct shape form_row_shape = {
	.what = "dòng của biểu",
	.size = sizeof(struct appendix_row),
	.keys = form_row_keys,
	.place = offsetof(struct appendix_row, at), .has_place = true,
	.id = offsetof(struct appendix_row, code), .has_id = true,
};
static const char *const form_levels[] = { "province", "district", NULL };
static const struct key form_keys[] = {
	{ KEY(form, code, bind_id), .must = true },
	{ KEY(form, number, bind_text), .must = true },
	{ KEY(form, title, bind_text), .must = true },
	{ KEY(form, level, bind_choice), .words = form_levels, .must = true },
	{ KEY(form, basis, bind_text), .must = true },
	{ KEY(form, note, bind_text) },
	{ .name = "columns", LIST(form, column, ncolumn, bind_list),
	  .shape = &form_column_shape, .must = true },
	{ .name = "rows", LIST(form, row, nrow, bind_list),
	  .shape = &form_row_shape, .must = true },
	{ 0 }
};
static const struct shape form_shape = {
	.what = "biểu",
	.size = sizeof(struct form),
	.keys = form_keys,
	.place = offsetof(struct form, at), .has_place = true,
	.id = offsetof(struct form, code), .has_id = true,
};
static const struct key forms_keys[] = {
	{ .name = "forms", LIST(pack, form, nform, bind_list),
	  .shape = &form_shape, .must = true },
	{ 0 }
};
const struct shape forms_yaml = {
	.what = "forms.yaml",
	.size = sizeof(struct pack),
	.keys = forms_keys,
};
