/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Loading a pack: one table for each kind of mapping, then the checks that
 * need more than one item.  Files are read in an order in which every name is
 * known before it is used.
 */
#include "pack/load.h"

#include "lib/file/file.h"
#include "lib/text/text.h"
#include "pack/cases.h"
#include "pack/formula.h"
#include "pack/outline.h"

#include <sys/stat.h>

#define KEY(s, m, fn) .name = #m, .read = fn, .offset = offsetof(struct s, m)
#define LIST(s, m, n, fn)                                                    \
	.read = fn, .offset = offsetof(struct s, m),                         \
	.count = offsetof(struct s, n)

const char *const pack_file_names[PACK_FILES] = {
	"pack.yaml",	   "measures.yaml", "codes.yaml",
	"register.yaml",   "indicators.yaml", "checks.yaml",
	"outline.yaml",	   "appendices.yaml", "cases.yaml",
};

int pack_err(struct err *e, const struct pack_place *at, const char *fmt, ...)
{
	char message[sizeof e->message];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(message, sizeof message, fmt, ap);
	va_end(ap);
	return tree_err(e, at->file, at->line, at->column, "%s", message);
}

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
static const struct shape pack_shape = {
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
static const struct shape measures_file = {
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
static const struct shape codes_file = {
	.what = "codes.yaml",
	.size = sizeof(struct pack),
	.keys = codes_keys,
};

/* --- register.yaml ---------------------------------------------------------- */

/* A field as written: once, with the kinds that have it. */
struct field_entry {
	struct record_field field;
	const char **kind;
	size_t nkind;
};

struct register_file {
	struct record_kind *kind;
	size_t nkind;
	struct field_entry *field;
	size_t nfield;
	struct status *status;
	size_t nstatus;
	struct event_kind *event;
	size_t nevent;
};

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
static const struct shape register_shape = {
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
static const struct shape indicators_file = {
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
	{ KEY(check, each, bind_classification) },
	{ KEY(check, advice, bind_text) },
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
static const struct shape checks_file = {
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
static const struct shape outline_file = {
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
static const struct shape appendices_file = {
	.what = "appendices.yaml",
	.size = sizeof(struct pack),
	.keys = appendices_keys,
};

/* --- what needs more than one item ------------------------------------------- */

static const char *const dimensions[] = { "status", "place", "period",
					  "basis" };

/* Refuses a roll-up that is missing or leads back to itself. */
static int check_parents(struct classification *c, struct err *e)
{
	for (size_t i = 0; i < c->ncategory; i++) {
		struct category *k = &c->category[i];
		const struct category *up = k;
		size_t steps = 0;

		if (k->parent && !category_find(c, k->parent))
			return pack_err(e, &k->at, "Không có mã “%s” để gộp "
					"“%s” vào", k->parent, k->code);
		while (up->parent && steps++ <= c->ncategory)
			up = category_find(c, up->parent) ?: k;
		if (up->parent)
			return pack_err(e, &k->at, "Mã “%s” gộp vòng tròn về "
					"chính nó", k->code);
	}
	return 0;
}

/* Marks roll-ups and lists the leaves (those of `counted`, when given). */
static void list_leaves(struct arena *a, struct classification *c,
			const bool *counted)
{
	c->leaf = ARENA_ARRAY(a, c->ncategory, const char *);
	for (size_t i = 0; i < c->ncategory; i++) {
		struct category *k = &c->category[i];

		for (size_t j = 0; j < c->ncategory; j++)
			if (c->category[j].parent &&
			    strcmp(c->category[j].parent, k->code) == 0)
				k->rollup = true;
		if (!k->brief)
			k->brief = k->name;
		if (!k->rollup && (!counted || counted[i]))
			c->leaf[c->nleaf++] = k->code;
	}
}

static int check_classification(struct arena *a, struct classification *c,
				struct err *e)
{
	for (size_t i = 0; i < ARRAY_LEN(dimensions); i++)
		if (strcmp(c->code, dimensions[i]) == 0)
			return pack_err(e, &c->at, "Mã phân tổ “%s” dành riêng "
					"cho hệ thống", c->code);
	if (check_parents(c, e) < 0)
		return -1;
	list_leaves(a, c, NULL);
	return 0;
}

/* The statuses as one more classification of the pack. */
static int add_status_classification(struct arena *a, struct pack *p,
				     struct err *e)
{
	struct classification *all = ARENA_ARRAY(
		a, p->nclassification + 1, struct classification);
	struct classification *c = &all[p->nclassification];
	bool *exists = ARENA_ARRAY(a, p->nstatus, bool);

	*c = (struct classification){ .code = "status", .name = "Tình trạng" };
	c->category = ARENA_ARRAY(a, p->nstatus, struct category);
	c->ncategory = p->nstatus;
	for (size_t i = 0; i < p->nstatus; i++) {
		const struct status *s = &p->status[i];

		exists[i] = s->exists;
		c->category[i] = (struct category){ .at = s->at,
			.code = s->code, .name = s->name,
			.parent = s->parent };
	}
	if (check_parents(c, e) < 0)
		return -1;
	list_leaves(a, c, exists);
	for (size_t i = 0; i < p->nstatus; i++)
		p->status[i].rollup = c->category[i].rollup;
	for (size_t i = 0; i < p->nclassification; i++)
		all[i] = p->classification[i];
	p->classification = all;
	p->nclassification++;
	return 0;
}

static bool holds(const char *const *list, size_t n, const char *what)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], what) == 0)
			return true;
	return n == 0;
}

static int check_kinds(const struct pack *p, const struct pack_place *at,
		       const char *const *kind, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (!pack_kind(p, kind[i]))
			return pack_err(e, at, "Không có loại tổ chức “%s”",
					kind[i]);
	return 0;
}

/* In formulas "quantity" does not say of which event, so all count alike. */
static int check_quantity(const struct pack *p, const struct event_kind *v,
			  struct err *e)
{
	if (!v->quantity)
		return 0;
	if (!pack_measure(p, v->quantity))
		return pack_err(e, &v->at, "Biến động “%s”: không có đơn vị đo "
				"“%s”", v->code, v->quantity);
	for (size_t i = 0; i < p->nevent; i++)
		if (p->event[i].quantity &&
		    strcmp(p->event[i].quantity, v->quantity) != 0)
			return pack_err(e, &v->at, "Số lượng của mọi biến động "
					"phải cùng một đơn vị đo: “%s” dùng "
					"%s, “%s” dùng %s", v->code,
					v->quantity, p->event[i].code,
					p->event[i].quantity);
	return 0;
}

static int check_event(const struct pack *p, const struct event_kind *v,
		       struct err *e)
{
	const struct status *to = v->to ? pack_status(p, v->to) : NULL;

	if (check_kinds(p, &v->at, v->kind, v->nkind, e) < 0)
		return -1;
	for (size_t i = 0; i < v->nfrom; i++)
		if (!pack_status(p, v->from[i]))
			return pack_err(e, &v->at, "Biến động “%s”: không có "
					"tình trạng “%s”", v->code, v->from[i]);
	if (v->to && !to)
		return pack_err(e, &v->at, "Biến động “%s”: không có tình "
				"trạng “%s”", v->code, v->to);
	if (to && to->rollup)
		return pack_err(e, &v->at, "Biến động “%s”: “%s” là nhóm tình "
				"trạng, phải nêu một tình trạng cụ thể",
				v->code, v->to);
	if (v->first && (v->nfrom || !v->to))
		return pack_err(e, &v->at, "Biến động “%s” mở đầu hồ sơ nên "
				"phải có “to” và không có “from”", v->code);
	return check_quantity(p, v, e);
}

static int check_amount(const struct pack *p, const struct register_file *r,
			const struct record_field *f, struct err *e)
{
	const struct classification *c =
		f->classification ? pack_classification(p, f->classification)
				  : NULL;
	bool whole = false;

	if (!pack_measure(p, f->measure))
		return pack_err(e, &f->at, "Trường “%s”: không có đơn vị đo "
				"“%s”", f->code, f->measure);
	if (!f->part_of && !f->category && !f->classification)
		return 0;
	if (!f->part_of || !f->category || !c)
		return pack_err(e, &f->at, "Trường “%s”: một phần phải có đủ "
				"part_of, classification và category",
				f->code);
	for (size_t i = 0; i < r->nfield; i++)
		whole = whole || (strcmp(r->field[i].field.code,
					 f->part_of) == 0 &&
				  r->field[i].field.measure);
	if (!whole)
		return pack_err(e, &f->at, "Trường “%s”: không có trường số "
				"“%s” để là một phần của nó", f->code,
				f->part_of);
	if (!category_find(c, f->category))
		return pack_err(e, &f->at, "Trường “%s”: phân tổ “%s” không có "
				"mã “%s”", f->code, c->code, f->category);
	return 0;
}

static int check_field(const struct pack *p, const struct register_file *r,
		       const struct field_entry *entry, struct err *e)
{
	const struct record_field *f = &entry->field;

	if (check_kinds(p, &f->at, entry->kind, entry->nkind, e) < 0)
		return -1;
	if (f->measure)
		return check_amount(p, r, f, e);
	if (!f->classification)
		return pack_err(e, &f->at, "Trường “%s” phải có measure hoặc "
				"classification", f->code);
	if (strcmp(f->classification, "place") != 0 &&
	    !pack_classification(p, f->classification))
		return pack_err(e, &f->at, "Trường “%s”: không có phân tổ “%s”",
				f->code, f->classification);
	return 0;
}

static void give_fields(struct arena *a, struct record_kind *k,
			const struct register_file *r)
{
	k->field = ARENA_ARRAY(a, r->nfield, struct record_field);
	for (size_t i = 0; i < r->nfield; i++)
		if (holds(r->field[i].kind, r->field[i].nkind, k->code))
			k->field[k->nfield++] = r->field[i].field;
	if (!k->brief)
		k->brief = k->name;
}

static int take_register(struct arena *a, struct pack *p,
			 const struct register_file *r, struct err *e)
{
	p->kind = r->kind;
	p->nkind = r->nkind;
	p->status = r->status;
	p->nstatus = r->nstatus;
	p->event = r->event;
	p->nevent = r->nevent;
	if (add_status_classification(a, p, e) < 0)
		return -1;
	for (size_t i = 0; i < r->nfield; i++)
		if (check_field(p, r, &r->field[i], e) < 0)
			return -1;
	for (size_t i = 0; i < p->nkind; i++) {
		struct record_kind *k = &p->kind[i];

		if (!pack_measure(p, k->measure))
			return pack_err(e, &k->at, "Loại tổ chức “%s”: không "
					"có đơn vị đo “%s”", k->code,
					k->measure);
		give_fields(a, k, r);
	}
	for (size_t i = 0; i < p->nevent; i++)
		if (check_event(p, &p->event[i], e) < 0)
			return -1;
	return 0;
}

/* --- files ------------------------------------------------------------------- */

static const struct pack_file *find_file(const struct pack_file *files,
					 size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(files[i].name, name) == 0)
			return &files[i];
	return NULL;
}

struct loader {
	struct arena *arena;
	struct pack *pack;
	const struct pack_file *files;
	size_t nfiles;
	struct err *err;
};

static int read_into(struct loader *l, const char *name,
		     const struct shape *shape, void *out)
{
	const struct pack_file *f = find_file(l->files, l->nfiles, name);
	struct binder b = { .arena = l->arena, .pack = l->pack,
			    .file = name, .err = l->err };
	struct node *root;
	char *text;

	if (!f)
		return err_set(l->err, ERR_INPUT, "Gói quy tắc thiếu tệp %s",
			       name);
	if (text_nfc(l->arena, f->text, f->n, &text, l->err) < 0)
		return err_detail(l->err, "%s", name);
	root = tree_read(l->arena, name, text, strlen(text), l->err);
	if (!root)
		return -1;
	return bind_file(&b, root, shape, out);
}

static int load_codes(struct loader *l)
{
	struct pack *p = l->pack;

	if (read_into(l, "measures.yaml", &measures_file, p) < 0 ||
	    read_into(l, "codes.yaml", &codes_file, p) < 0)
		return -1;
	for (size_t i = 0; i < p->nclassification; i++)
		if (check_classification(l->arena, &p->classification[i],
					 l->err) < 0)
			return -1;
	return 0;
}

static int load_register(struct loader *l)
{
	struct register_file r = { 0 };

	if (read_into(l, "register.yaml", &register_shape, &r) < 0)
		return -1;
	return take_register(l->arena, l->pack, &r, l->err);
}

static int load_indicators(struct loader *l)
{
	struct pack *p = l->pack;

	if (read_into(l, "indicators.yaml", &indicators_file, p) < 0)
		return -1;
	for (size_t i = 0; i < p->nindicator; i++)
		if (!p->indicator[i].brief)
			p->indicator[i].brief = p->indicator[i].name;
	return 0;
}

struct pack *pack_load(struct arena *a, const struct pack_file *files,
		       size_t n, struct err *e)
{
	struct pack *p = ARENA_NEW(a, struct pack);
	struct loader l = { a, p, files, n, e };
	struct pack_cases cases = { 0 };

	if (read_into(&l, "pack.yaml", &pack_shape, p) < 0)
		return NULL;
	pack_names(p);
	if (load_codes(&l) < 0 || load_register(&l) < 0 ||
	    load_indicators(&l) < 0 ||
	    read_into(&l, "checks.yaml", &checks_file, p) < 0 ||
	    read_into(&l, "outline.yaml", &outline_file, &p->outline) < 0 ||
	    read_into(&l, "appendices.yaml", &appendices_file, p) < 0 ||
	    pack_parse_formulas(a, p, e) < 0 ||
	    outline_check(a, p, e) < 0 ||
	    read_into(&l, "cases.yaml", &cases_file, &cases) < 0 ||
	    pack_run_cases(a, p, &cases, e) < 0)
		return NULL;
	return p;
}

/* --- folders ----------------------------------------------------------------- */

static int read_file(struct arena *a, const char *dir, struct pack_file *f,
		     struct err *e)
{
	struct err why = { 0 };

	f->text = file_read(a, arena_printf(a, "%s/%s", dir, f->name),
			    TREE_MAX_BYTES, &f->n, &why);
	if (f->text)
		return 0;
	if (why.kind != ERR_NOTFOUND) {
		err_set(e, why.kind, "%s", why.message);
		return err_detail(e, "%s/%s", dir, f->name);
	}
	err_set(e, ERR_INPUT, "Gói quy tắc thiếu tệp %s", f->name);
	return err_detail(e, "%s", dir);
}

int pack_read_files(struct arena *a, const char *dir,
		    struct pack_file out[PACK_FILES], struct err *e)
{
	struct stat st;

	if (stat(dir, &st) < 0 || !S_ISDIR(st.st_mode)) {
		err_set(e, ERR_NOTFOUND, "Không có thư mục gói quy tắc %s",
			dir);
		return -1;
	}
	for (size_t i = 0; i < PACK_FILES; i++) {
		out[i] = (struct pack_file){ .name = pack_file_names[i] };
		if (read_file(a, dir, &out[i], e) < 0)
			return -1;
	}
	return 0;
}

struct pack *pack_read(struct arena *a, const char *dir, struct err *e)
{
	struct arena *texts = arena_new();
	struct pack_file files[PACK_FILES];
	struct pack *p = NULL;

	if (pack_read_files(texts, dir, files, e) == 0)
		p = pack_load(a, files, PACK_FILES, e);
	arena_free(texts);
	return p;
}
