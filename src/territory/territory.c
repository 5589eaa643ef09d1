/* SPDX-License-Identifier: Apache-2.0 */
/* The snapshot of units, and what one asks it about a day. */
#include "territory/territory.h"

#include "lib/db/db.h"
#include "lib/db/shelf.h"
#include "lib/text/number.h"
#include "lib/text/text.h"
#include "territory/internal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* --- making --------------------------------------------------------------- */

/* The one province whose list is kept up to date, when there is just one. */
static const char *only_kept(const struct lists *l)
{
	const char *code = NULL;

	for (size_t i = 0; i < l->ncoverage; i++) {
		if (l->coverage[i].to != DAY_MAX)
			continue;
		if (code)
			return NULL;
		code = l->coverage[i].province;
	}
	return code;
}

static bool is_province(const struct lists *l, const char *code)
{
	for (size_t i = 0; i < l->nunit; i++)
		if (l->unit[i]->level == UNIT_PROVINCE &&
		    strcmp(l->unit[i]->code, code) == 0)
			return true;
	return false;
}

int64_t territory_load(struct db *db, const char *dir, const char *home,
		       struct err *e)
{
	struct arena *a = arena_new();
	struct lists l;
	int64_t n = -1;

	if (lists_read(a, dir, &l, e) == 0) {
		if (!home)
			home = only_kept(&l);
		if (home && is_province(&l, home))
			n = store_lists(db, &l, home, e);
		else
			err_set(e, ERR_NOTFOUND, "không có tỉnh mã %s",
				home ? home : "nào được chọn");
	}
	arena_free(a);
	return n;
}

static int cmp_code(const void *x, const void *y)
{
	const struct unit *u = *(const struct unit *const *)x;
	const struct unit *v = *(const struct unit *const *)y;
	int c = strcmp(u->code, v->code);

	return c ? c : (u->from > v->from) - (u->from < v->from);
}

struct wanted {
	struct db *db;
	const char *province;
	int64_t known;
};

static void *read_units(struct arena *a, void *ctx, struct err *e)
{
	const struct wanted *w = ctx;
	struct territory *t = ARENA_NEW(a, struct territory);

	if (store_read(a, w->db, w->province, w->known, t, e))
		return NULL;
	if (!t->nunit) {
		err_set(e, ERR_NOTFOUND, "không có tỉnh mã %s",
			w->province ? w->province : "nào");
		return NULL;
	}
	t->by_code = ARENA_ARRAY(a, t->nunit, const struct unit *);
	for (size_t i = 0; i < t->nunit; i++)
		t->by_code[i] = &t->unit[i];
	qsort(t->by_code, t->nunit, sizeof *t->by_code, cmp_code);
	return t;
}

const struct territory *territory_read(struct arena *a, struct db *db,
				       const char *province, int64_t known,
				       struct err *e)
{
	static const char *const tables[] = { "unit", "unit_change",
					      "unit_coverage", NULL };
	struct wanted w = { db, province, known };
	const int64_t changed = db_changed(db, tables, known);

	return shelf_get(db_shelf_of(db, changed), a,
			 arena_printf(a, "units of %s at %" PRId64,
				      province ? province : "all", changed),
			 read_units, &w, e);
}

/* --- finding -------------------------------------------------------------- */

static bool stands(const struct unit *u, day_t on)
{
	return u->from <= on && on <= u->to;
}

const struct unit *territory_unit(const struct territory *t, int64_t id)
{
	size_t low = 0;
	size_t high = t->nunit;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (t->unit[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < t->nunit && t->unit[low].id == id ? &t->unit[low] : NULL;
}

/* Where the units of a code begin, or would. */
static size_t first_of_code(const struct territory *t, const char *code)
{
	size_t low = 0;
	size_t high = t->nunit;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(t->by_code[mid]->code, code) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct unit *territory_find(const struct territory *t, const char *code,
				  day_t on)
{
	for (size_t i = first_of_code(t, code);
	     i < t->nunit && strcmp(t->by_code[i]->code, code) == 0; i++)
		if (stands(t->by_code[i], on))
			return t->by_code[i];
	return NULL;
}

const struct unit *territory_meant(const struct territory *t, const char *code,
				   day_t written)
{
	const struct unit *last = NULL;

	for (size_t i = first_of_code(t, code);
	     i < t->nunit && strcmp(t->by_code[i]->code, code) == 0; i++)
		if (t->by_code[i]->from <= written)
			last = t->by_code[i]; /* they stand by first day */
	return last;
}

bool territory_is_in(const struct territory *t, const char *code, day_t on,
		     const char *own, day_t written)
{
	const struct unit *his = territory_meant(t, own, written);
	const struct unit *u = territory_find(t, code, on);

	return his && u && unit_is_under(u, his);
}

const struct unit *unit_above(const struct unit *u, enum unit_level level)
{
	while (u && u->level != level)
		u = u->parent;
	return u;
}

bool unit_is_under(const struct unit *u, const struct unit *above)
{
	while (u && u != above)
		u = u->parent;
	return u != NULL;
}

/* Units that pass a test, on a list. */
struct selection {
	struct arena *a;
	const struct unit **unit;
	size_t n;
	size_t cap;
};

static void select_unit(struct selection *s, const struct unit *u)
{
	*VEC_PUSH(s->a, s->unit, s->n, s->cap) = u;
}

/* The name folded as unit->fold is, with the short forms of kinds that officers
 * write in front, "TP. Lạng Sơn", "TT Cao Lộc", in full. */
static char *spelled(struct arena *a, const char *name)
{
	static const struct {
		const char *abbreviation;
		const char *full;
	} kind[] = {
		{ "tp ", "thanh pho " }, { "tx ", "thi xa " },
		{ "tt ", "thi tran " },  { "h ", "huyen " },
		{ "q ", "quan " },       { "p ", "phuong " },
		{ "x ", "xa " },         { "t ", "tinh " },
	};
	char *fold = text_fold(a, name);

	for (size_t i = 0; i < ARRAY_LEN(kind); i++) {
		size_t n = strlen(kind[i].abbreviation);

		if (strncmp(fold, kind[i].abbreviation, n) == 0)
			return arena_printf(a, "%s%s", kind[i].full, fold + n);
	}
	return fold;
}

size_t territory_named(struct arena *a, const struct territory *t,
		       const char *name, const struct unit *under,
		       enum unit_level level, day_t on,
		       const struct unit ***out)
{
	struct selection exact = { .a = a };
	struct selection alike = { .a = a };
	char *fold = spelled(a, name);

	for (size_t i = 0; i < t->nunit; i++) {
		const struct unit *u = t->by_code[i];

		if (!stands(u, on) || (level && u->level != level) ||
		    (strcmp(u->fold, fold) && strcmp(u->bare_fold, fold)) ||
		    (under && !unit_is_under(u, under)))
			continue;
		select_unit(&alike, u);
		if (!strcmp(u->name, name) || !strcmp(u->bare, name))
			select_unit(&exact, u);
	}
	*out = exact.n ? exact.unit : alike.unit;
	return exact.n ? exact.n : alike.n;
}

size_t territory_search(struct arena *a, const struct territory *t,
			const char *text, day_t on, const struct unit ***out)
{
	struct selection s = { .a = a };
	char *fold = spelled(a, text);

	for (size_t i = 0; i < t->nunit; i++) {
		const struct unit *u = t->by_code[i];

		if (stands(u, on) &&
		    (strstr(u->fold, fold) ||
		     strncmp(u->code, text, strlen(text)) == 0))
			select_unit(&s, u);
	}
	*out = s.unit;
	return s.n;
}

/* District by district, each before its communes. */
static int cmp_place(const void *x, const void *y)
{
	const struct unit *u = *(const struct unit *const *)x;
	const struct unit *v = *(const struct unit *const *)y;

	for (enum unit_level l = UNIT_PROVINCE; l <= UNIT_COMMUNE; l++) {
		const struct unit *p = unit_above(u, l);
		const struct unit *q = unit_above(v, l);
		int c = strcmp(p ? p->code : "", q ? q->code : "");

		if (c)
			return c;
	}
	return 0;
}

size_t territory_below(struct arena *a, const struct territory *t,
		       const struct unit *under, enum unit_level level,
		       day_t on, const struct unit ***out)
{
	struct selection s = { .a = a };

	for (size_t i = 0; i < t->nunit; i++) {
		const struct unit *u = &t->unit[i];

		if (stands(u, on) && u != under &&
		    (!level || u->level == level) &&
		    (!under || unit_is_under(u, under)))
			select_unit(&s, u);
	}
	if (s.n)
		qsort(s.unit, s.n, sizeof *s.unit, cmp_place);
	*out = s.unit;
	return s.n;
}

size_t territory_children(struct arena *a, const struct territory *t,
			  const struct unit *of, day_t on,
			  const struct unit ***out)
{
	struct selection s = { .a = a };

	for (size_t i = 0; i < t->nunit; i++)
		if (t->unit[i].parent == of && stands(&t->unit[i], on))
			select_unit(&s, &t->unit[i]);
	if (s.n)
		qsort(s.unit, s.n, sizeof *s.unit, cmp_place);
	*out = s.unit;
	return s.n;
}

int territory_covers(const struct territory *t, const struct unit *u,
		     day_t on, struct err *e)
{
	const struct unit *p = unit_above(u, UNIT_PROVINCE);
	struct arena *a;

	for (size_t i = 0; i < t->ncoverage; i++) {
		const struct coverage *c = &t->coverage[i];

		if (strcmp(c->province, p->code) == 0 && c->from <= on &&
		    on <= c->to)
			return 0;
	}
	a = arena_new();
	err_set(e, ERR_NOTFOUND,
		"danh mục đơn vị hành chính của %s không chắc đủ vào ngày %s",
		p->name, day_vi(a, on));
	for (size_t i = 0; i < t->ncoverage; i++) {
		const struct coverage *c = &t->coverage[i];

		if (strcmp(c->province, p->code) != 0)
			continue;
		if (c->to == DAY_MAX)
			err_hint(e, "danh mục có từ ngày %s",
				 day_vi(a, c->from));
		else
			err_hint(e, "danh mục có từ ngày %s đến ngày %s",
				 day_vi(a, c->from), day_vi(a, c->to));
	}
	arena_free(a);
	return -1;
}
