/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Loading a pack: its files in an order in which every name is known before it
 * is used, and the checks that need more than one item.
 */
#include "pack/load.h"

#include "lib/file/file.h"
#include "lib/text/text.h"
#include "pack/cases.h"
#include "pack/forms.h"
#include "pack/formula.h"
#include "pack/outline.h"
#include "pack/overview.h"
#include "pack/shapes.h"

#include <sys/stat.h>

const char *const pack_file_names[PACK_FILES] = {
	"pack.yaml",	 "measures.yaml",   "codes.yaml",
	"register.yaml", "indicators.yaml", "checks.yaml",
	"outline.yaml",	 "appendices.yaml", "forms.yaml",
	"overview.yaml", "cases.yaml",
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

/* --- what needs more than one item ------------------------------------------- */

static const char *const dimensions[] = { "status", "place", "period",
					  "basis" };

/* Refuses a roll-up that is missing or leads back to itself. */
static int check_parents(struct classification *c, struct err *e)
{
	for (size_t i = 0; i < c->ncategory; i++) {
		const struct category *k = &c->category[i];

		if (k->parent && !category_find(c, k->parent))
			return pack_err(e, &k->at, "Không có mã “%s” để gộp "
					"“%s” vào", k->parent, k->code);
	}
	for (size_t i = 0; i < c->ncategory; i++) {
		const struct category *up = &c->category[i];
		size_t steps = 0;

		while (up->parent && steps++ < c->ncategory)
			up = category_find(c, up->parent);
		if (up->parent)
			return pack_err(e, &c->category[i].at, "Mã “%s” gộp "
					"vòng tròn về chính nó",
					c->category[i].code);
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
	p->identifier = r->identifier;
	p->nidentifier = r->nidentifier;
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

/* The ids met so far, over lists. */
struct ids {
	struct arena *arena;
	const char **id;
	size_t n;
	size_t cap;
};

static int check_id(struct ids *ids, const char *id,
		    const struct pack_place *at, struct err *e)
{
	for (size_t i = 0; i < ids->n; i++)
		if (strcmp(ids->id[i], id) == 0)
			return pack_err(e, at, "Mã “%s” trong kế hoạch ghi hai "
					"lần", id);
	*VEC_PUSH(ids->arena, ids->id, ids->n, ids->cap) = id;
	return 0;
}

static int check_paragraph_ids(struct ids *ids, const struct paragraph *v,
			       size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (check_id(ids, v[i].id, &v[i].at, e) < 0)
			return -1;
	return 0;
}

/* An officer's own wording hangs on the id of a paragraph: it names one. */
static int check_outline_ids(struct arena *a, const struct outline *o,
			     struct err *e)
{
	struct ids ids = { .arena = a };

	if (check_paragraph_ids(&ids, o->opening, o->nopening, e) < 0)
		return -1;
	for (size_t i = 0; i < o->nsection; i++) {
		const struct section *s = &o->section[i];

		if (check_id(&ids, s->id, &s->at, e) < 0 ||
		    check_paragraph_ids(&ids, s->paragraph, s->nparagraph,
					e) < 0)
			return -1;
	}
	return check_paragraph_ids(&ids, o->closing, o->nclosing, e);
}

/* --- files ------------------------------------------------------------------- */

static const struct pack_file *find_file(const struct pack_file *files,
					 size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (files[i].text && strcmp(files[i].name, name) == 0)
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

	if (read_into(l, "measures.yaml", &measures_yaml, p) < 0 ||
	    read_into(l, "codes.yaml", &codes_yaml, p) < 0)
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

	if (read_into(l, "register.yaml", &register_yaml, &r) < 0)
		return -1;
	return take_register(l->arena, l->pack, &r, l->err);
}

static int load_forms(struct loader *l)
{
	if (!find_file(l->files, l->nfiles, "forms.yaml"))
		return 0;
	if (read_into(l, "forms.yaml", &forms_yaml, l->pack) < 0)
		return -1;
	return forms_check(l->arena, l->pack, l->err);
}

static int load_overview(struct loader *l)
{
	struct overview *o;

	if (!find_file(l->files, l->nfiles, "overview.yaml"))
		return 0;
	o = ARENA_NEW(l->arena, struct overview);
	if (read_into(l, "overview.yaml", &overview_yaml, o) < 0)
		return -1;
	l->pack->overview = o;
	return overview_check(l->arena, l->pack, l->err);
}

static int load_indicators(struct loader *l)
{
	struct pack *p = l->pack;

	if (read_into(l, "indicators.yaml", &indicators_yaml, p) < 0)
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

	if (read_into(&l, "pack.yaml", &pack_yaml, p) < 0)
		return NULL;
	if (p->from > p->to) {
		err_set(e, ERR_INPUT, "Gói quy tắc hết hiệu lực trước khi có "
			"hiệu lực");
		err_detail(e, "pack.yaml");
		return NULL;
	}
	pack_names(p);
	if (load_codes(&l) < 0 || load_register(&l) < 0 ||
	    load_indicators(&l) < 0 ||
	    read_into(&l, "checks.yaml", &checks_yaml, p) < 0 ||
	    read_into(&l, "outline.yaml", &outline_yaml, &p->outline) < 0 ||
	    read_into(&l, "appendices.yaml", &appendices_yaml, p) < 0 ||
	    pack_parse_formulas(a, p, e) < 0 ||
	    check_outline_ids(a, &p->outline, e) < 0 ||
	    outline_parse(a, p, e) < 0 || load_forms(&l) < 0 ||
	    load_overview(&l) < 0 ||
	    read_into(&l, "cases.yaml", &cases_yaml, &cases) < 0 ||
	    pack_run_cases(a, p, &cases, e) < 0)
		return NULL;
	return p;
}

/* --- folders ----------------------------------------------------------------- */

/* What a pack may do without; forms.yaml only in one installed long ago. */
static bool is_optional(const char *file)
{
	return strcmp(file, "overview.yaml") == 0;
}

/* The text stays NULL of a file that is not there and need not be. */
static int read_file(struct arena *a, const char *dir, struct pack_file *f,
		     struct err *e)
{
	struct err why = { 0 };

	f->text = file_read(a, arena_printf(a, "%s/%s", dir, f->name),
			    TREE_MAX_BYTES, &f->n, &why);
	if (f->text || (why.kind == ERR_NOTFOUND && is_optional(f->name)))
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
