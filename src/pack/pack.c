/* SPDX-License-Identifier: Apache-2.0 */
/* Look-ups in a loaded pack, and its answers for the parser of formulas. */
#include "pack/pack.h"

#include "lib/base/period.h"
#include "pack/load.h"

/* FIND(p, measure, code): the element with that code, or NULL. */
#define FIND(p, list, wanted)                                                \
	for (size_t i = 0; i < (p)->n##list; i++)                            \
		if ((p)->list[i].code[0] == (wanted)[0] &&                   \
		    strcmp((p)->list[i].code, (wanted)) == 0)                \
			return &(p)->list[i];                                \
	return NULL

const struct measure *pack_measure(const struct pack *p, const char *code)
{
	FIND(p, measure, code);
}

const struct classification *pack_classification(const struct pack *p,
						 const char *code)
{
	FIND(p, classification, code);
}

const struct category *category_find(const struct classification *c,
				     const char *code)
{
	FIND(c, category, code);
}

const struct record_kind *pack_kind(const struct pack *p, const char *code)
{
	FIND(p, kind, code);
}

const struct status *pack_status(const struct pack *p, const char *code)
{
	FIND(p, status, code);
}

const struct event_kind *pack_event(const struct pack *p, const char *code)
{
	FIND(p, event, code);
}

const struct identifier_kind *pack_identifier(const struct pack *p,
					      const char *code)
{
	FIND(p, identifier, code);
}

const char *identifier_name(const struct pack *p, const char *code)
{
	const struct identifier_kind *k = pack_identifier(p, code);

	return k ? k->name : code;
}

const struct indicator *pack_indicator(const struct pack *p, const char *code)
{
	FIND(p, indicator, code);
}

const struct check *pack_check(const struct pack *p, const char *code)
{
	FIND(p, check, code);
}

static const struct record_field *field_find(const struct record_kind *k,
					     const char *code)
{
	FIND(k, field, code);
}

bool category_is(const struct classification *c, const char *code,
		 const char *of)
{
	const struct category *k;

	for (k = category_find(c, code); k;
	     k = k->parent ? category_find(c, k->parent) : NULL)
		if (strcmp(k->code, of) == 0)
			return true;
	return false;
}

bool status_is(const struct pack *p, const char *code, const char *of)
{
	const struct status *s;

	for (s = pack_status(p, code); s;
	     s = s->parent ? pack_status(p, s->parent) : NULL)
		if (strcmp(s->code, of) == 0)
			return true;
	return false;
}

bool event_applies(const struct event_kind *v, const char *kind)
{
	for (size_t i = 0; i < v->nkind; i++)
		if (strcmp(v->kind[i], kind) == 0)
			return true;
	return v->nkind == 0;
}

/* --- names in formulas -------------------------------------------------------- */

bool pack_is_period(const char *name)
{
	struct period p;

	return period_word(name, 2024, &p) == 0; /* any year would do */
}

bool pack_is_basis(const char *name)
{
	return strcmp(name, "actual") == 0 || strcmp(name, "estimate") == 0 ||
	       strcmp(name, "plan") == 0;
}

static bool is_place(const char *code)
{
	return *code && strspn(code, "0123456789") == strlen(code);
}

static int name_indicator(void *ctx, const char *name, const char **unit,
			  bool *nonnegative)
{
	const struct indicator *i = pack_indicator(ctx, name);

	if (!i)
		return -1;
	*unit = i->measure->code;
	*nonnegative = i->nonnegative;
	return 0;
}

static int name_category(void *ctx, const char *dimension,
			 const char *category)
{
	const struct classification *c;

	if (strcmp(dimension, "period") == 0)
		return !category || pack_is_period(category) ? 0 : -1;
	if (strcmp(dimension, "basis") == 0)
		return !category || pack_is_basis(category) ? 0 : -1;
	if (strcmp(dimension, "place") == 0)
		return !category || is_place(category) ? 0 : -1;
	c = pack_classification(ctx, dimension);
	if (!c)
		return -1;
	if (!category || strcmp(category, "all") == 0)
		return 0;
	return category_find(c, category) ? 0 : -1;
}

/* The measure in which events of a kind are counted: the loader has made sure
 * that there is one. */
static int quantity_unit(const struct pack *p, const char *kind,
			 const char **unit)
{
	for (size_t i = 0; i < p->nevent; i++)
		if (p->event[i].quantity &&
		    event_applies(&p->event[i], kind)) {
			*unit = p->event[i].quantity;
			return 0;
		}
	return -1;
}

static int name_field(void *ctx, const char *kind, const char *field,
		      const char **unit)
{
	const struct record_kind *k = pack_kind(ctx, kind);
	const struct record_field *f;

	if (!k)
		return -1;
	if (!field) {
		*unit = k->measure;
		return 0;
	}
	if (strcmp(field, "quantity") == 0)
		return quantity_unit(ctx, kind, unit);
	f = field_find(k, field);
	if (!f)
		return -1;
	*unit = f->measure ? f->measure : "";
	return 0;
}

static int name_event(void *ctx, const char *kind, const char *event)
{
	const struct event_kind *v = pack_event(ctx, event);

	return v && event_applies(v, kind) ? 0 : -1;
}

static int name_unit(void *ctx, const char *unit, const char **dimension,
		     struct dec *factor)
{
	const struct measure *m = pack_measure(ctx, unit);

	if (!m)
		return -1;
	*dimension = m->dimension;
	*factor = m->factor;
	return 0;
}

static const char *name_unit_name(void *ctx, const char *unit)
{
	const struct measure *m = pack_measure(ctx, unit);

	return m ? m->name : NULL;
}

void pack_names(struct pack *p)
{
	p->names = (struct rule_names){
		.ctx = p,
		.indicator = name_indicator,
		.category = name_category,
		.field = name_field,
		.event = name_event,
		.unit = name_unit,
		.unit_name = name_unit_name,
	};
}
