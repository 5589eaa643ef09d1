/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The lists of units as files: the state of a day (units-*.csv), the changes
 * of a day (changes-DATE.csv), and the days that they cover (coverage.csv).
 *
 *	units     code, name, kind, parent
 *	changes   day, action, code, to_code, name, kind, parent, change,
 *	          area_km2, people, decision, note
 *	coverage  province, from, to
 *
 * A change file has two actions.  "begin": on that day a unit with this code,
 * name, kind and parent begins.  "become": the unit that had this code the
 * day before has ended, and the unit that has to_code on the day got it
 * (change: whole, rename, recode, abolish) or a part of it (split).
 */
#include "territory/internal.h"

#include "lib/file/csv.h"
#include "lib/text/text.h"

#include <glob.h>
#include <string.h>

/* --- one file ------------------------------------------------------------- */

struct file {
	const char *path;
	struct sheet *sheet;
	struct sheet_row row;
	size_t columns;
};

static int wrong(const struct file *f, struct err *e)
{
	return err_detail(e, "%s, dòng %lld", f->path,
			  (long long)f->row.number);
}

/* Opens a file whose header is exactly these columns, NULL-ended. */
static int file_open(struct arena *a, const char *path,
		     const char *const *columns, struct file *f, struct err *e)
{
	int got;

	f->path = path;
	f->columns = 0;
	f->sheet = sheet_open(a, path, NULL, e);
	if (!f->sheet)
		return -1;
	got = sheet_next(f->sheet, &f->row, e);
	if (got < 0)
		return -1;
	for (; columns[f->columns]; f->columns++) {
		size_t i = f->columns;

		if (got && i < f->row.n &&
		    strcmp(f->row.cell[i], columns[i]) == 0)
			continue;
		err_set(e, ERR_INPUT, "cột %zu phải là %s", i + 1, columns[i]);
		return wrong(f, e);
	}
	return 0;
}

static int file_next(struct file *f, struct err *e)
{
	return sheet_next(f->sheet, &f->row, e);
}

/* A cell; "" when the row is shorter. */
static const char *cell(const struct file *f, size_t i)
{
	return i < f->row.n ? f->row.cell[i] : "";
}

static const char *cell_dup(struct arena *a, const struct file *f, size_t i)
{
	return *cell(f, i) ? arena_strdup(a, cell(f, i)) : NULL;
}

/* --- building ------------------------------------------------------------- */

enum { BUCKETS = 1 << 14 };

/* The units so far, newest first, by the hash of their code. */
struct builder {
	struct arena *a;
	struct lists *l;
	struct known {
		struct known *next;
		struct unit *u;
	} *bucket[BUCKETS];
};

static size_t hash(const char *code)
{
	uint32_t h = 2166136261U; /* FNV-1a */

	for (; *code; code++)
		h = (h ^ (unsigned char)*code) * 16777619U;
	return h % BUCKETS;
}

static struct unit *find(const struct builder *b, const char *code, day_t on)
{
	for (struct known *k = b->bucket[hash(code)]; k; k = k->next)
		if (strcmp(k->u->code, code) == 0 && k->u->from <= on &&
		    on <= k->u->to)
			return k->u;
	return NULL;
}

static enum unit_level level_of(const char *code)
{
	size_t n = strlen(code);

	if (strspn(code, "0123456789") != n)
		return UNIT_ANY;
	return n == 2 ? UNIT_PROVINCE :
	       n == 3 ? UNIT_DISTRICT :
	       n == 5 ? UNIT_COMMUNE :
			UNIT_ANY;
}

/* Adds the unit whose code, name, kind and parent stand in the cells from
 * first on, skipping `gap` cells after the code. */
static int add_unit(struct builder *b, const struct file *f, size_t code,
		    size_t name, day_t from, struct err *e)
{
	const char *parent = cell(f, name + 2);
	day_t on = from == DAY_MIN ? DAY_MAX : from;
	struct unit *u = ARENA_NEW(b->a, struct unit);
	struct known *k = ARENA_NEW(b->a, struct known);

	u->code = arena_strdup(b->a, cell(f, code));
	u->name = arena_strdup(b->a, cell(f, name));
	u->kind = arena_strdup(b->a, cell(f, name + 1));
	u->level = level_of(u->code);
	u->from = from;
	u->to = DAY_MAX;
	u->parent = *parent ? find(b, parent, on) : NULL;
	if (u->level == UNIT_ANY)
		err_set(e, ERR_INPUT, "mã đơn vị hành chính phải có 2, 3 hoặc "
				      "5 chữ số: %s", u->code);
	else if (!*u->name || !*u->kind)
		err_set(e, ERR_INPUT, "đơn vị %s thiếu tên hoặc loại", u->code);
	else if (find(b, u->code, on))
		err_set(e, ERR_INPUT, "mã %s đang là mã của %s", u->code,
			find(b, u->code, on)->name);
	else if (*parent ? !u->parent || u->parent->level >= u->level :
			   u->level != UNIT_PROVINCE)
		err_set(e, ERR_INPUT, "%s (%s): không có đơn vị cấp trên %s",
			u->name, u->code, parent);
	else {
		k->u = u;
		k->next = b->bucket[hash(u->code)];
		b->bucket[hash(u->code)] = k;
		*VEC_PUSH(b->a, b->l->unit, b->l->nunit, b->l->cap_unit) = u;
		return 0;
	}
	return wrong(f, e);
}

static int read_units(struct builder *b, const char *path, struct err *e)
{
	static const char *const columns[] = { "code", "name", "kind",
					       "parent", NULL };
	struct file f;
	int got;

	if (file_open(b->a, path, columns, &f, e))
		return -1;
	while ((got = file_next(&f, e)) > 0)
		if (add_unit(b, &f, 0, 1, DAY_MIN, e))
			return -1;
	return got;
}

/* --- changes -------------------------------------------------------------- */

enum {
	C_DAY,
	C_ACTION,
	C_CODE,
	C_TO_CODE,
	C_NAME,
	C_KIND,
	C_PARENT,
	C_CHANGE,
	C_AREA,
	C_PEOPLE,
	C_DECISION,
	C_NOTE,
};

static const char *const change_columns[] = {
	"day",	  "action", "code",	"to_code", "name",     "kind", "parent",
	"change", "area_km2", "people", "decision", "note", NULL
};

static int read_area(const struct file *f, int64_t *m2)
{
	struct dec area;

	*m2 = -1;
	if (!*cell(f, C_AREA))
		return 0;
	return dec_parse(cell(f, C_AREA), &area, NULL) ||
	       dec_mul(area, dec_int(1000000), &area) ||
	       dec_to_int(area, m2) || *m2 < 0;
}

static int read_people(const struct file *f, int64_t *people)
{
	struct dec n;

	*people = -1;
	if (!*cell(f, C_PEOPLE))
		return 0;
	return dec_parse(cell(f, C_PEOPLE), &n, NULL) ||
	       dec_to_int(n, people) || *people < 0;
}

static bool is_change(const char *kind)
{
	static const char *const kinds[] = { "whole", "split", "rename",
					     "recode", "abolish" };

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (strcmp(kind, kinds[i]) == 0)
			return true;
	return false;
}

/* The old unit of a "become" row: the one that ends, or has just ended. */
static int end_old(struct builder *b, const struct file *f, day_t day,
		   struct err *e)
{
	struct unit *old = find(b, cell(f, C_CODE), day - 1);

	if (!old) {
		err_set(e, ERR_INPUT, "trước ngày đó không có đơn vị mã %s",
			cell(f, C_CODE));
		return wrong(f, e);
	}
	old->to = day - 1;
	return 0;
}

static int add_change(struct builder *b, const struct file *f, day_t day,
		      struct err *e)
{
	struct unit_change c = {
		.old = find(b, cell(f, C_CODE), day - 1),
		.new = find(b, cell(f, C_TO_CODE), day),
		.kind = cell_dup(b->a, f, C_CHANGE),
		.day = day,
		.decision = cell_dup(b->a, f, C_DECISION),
		.note = cell_dup(b->a, f, C_NOTE),
	};

	if (!c.new)
		err_set(e, ERR_INPUT, "ngày đó không có đơn vị mã %s",
			cell(f, C_TO_CODE));
	else if (!c.kind || !is_change(c.kind))
		err_set(e, ERR_INPUT, "không có loại thay đổi %s",
			cell(f, C_CHANGE));
	else if (read_area(f, &c.area_m2) || read_people(f, &c.people))
		err_set(e, ERR_INPUT, "diện tích hoặc dân số không phải là số: "
				      "%s, %s", cell(f, C_AREA),
			cell(f, C_PEOPLE));
	else {
		*VEC_PUSH(b->a, b->l->change, b->l->nchange,
			  b->l->cap_change) = c;
		return 0;
	}
	return wrong(f, e);
}

enum pass { PASS_END, PASS_BEGIN, PASS_LINK };

static int change_row(struct builder *b, const struct file *f, enum pass pass,
		      day_t *day, struct err *e)
{
	bool begins = strcmp(cell(f, C_ACTION), "begin") == 0;
	day_t d;

	if (day_parse(cell(f, C_DAY), &d) || (*day != DAY_MIN && d != *day)) {
		err_set(e, ERR_INPUT, "mỗi tệp là thay đổi của một ngày: %s",
			cell(f, C_DAY));
		return wrong(f, e);
	}
	*day = d;
	if (!begins && strcmp(cell(f, C_ACTION), "become") != 0) {
		err_set(e, ERR_INPUT, "phải là begin hoặc become: %s",
			cell(f, C_ACTION));
		return wrong(f, e);
	}
	if (pass == PASS_END && !begins)
		return end_old(b, f, d, e);
	if (pass == PASS_BEGIN && begins)
		return add_unit(b, f, C_CODE, C_NAME, d, e);
	if (pass == PASS_LINK && !begins)
		return add_change(b, f, d, e);
	return 0;
}

/* Three times through the file, so that the order of its rows means nothing:
 * what ends, what begins, what became what. */
static int read_changes(struct builder *b, const char *path, struct err *e)
{
	day_t day = DAY_MIN;

	for (int pass = PASS_END; pass <= PASS_LINK; pass++) {
		struct file f;
		int got;

		if (file_open(b->a, path, change_columns, &f, e))
			return -1;
		while ((got = file_next(&f, e)) > 0)
			if (change_row(b, &f, (enum pass)pass, &day, e))
				return -1;
		if (got < 0)
			return -1;
	}
	return 0;
}

static int read_coverage(struct builder *b, const char *path, struct err *e)
{
	static const char *const columns[] = { "province", "from", "to",
					       NULL };
	struct file f;
	int got;

	if (file_open(b->a, path, columns, &f, e))
		return -1;
	while ((got = file_next(&f, e)) > 0) {
		struct coverage c = { cell_dup(b->a, &f, 0), 0, DAY_MAX };

		if (!c.province || day_parse(cell(&f, 1), &c.from) ||
		    (*cell(&f, 2) && day_parse(cell(&f, 2), &c.to))) {
			err_set(e, ERR_INPUT, "phải là mã tỉnh, ngày đầu, ngày "
					      "cuối");
			return wrong(&f, e);
		}
		*VEC_PUSH(b->a, b->l->coverage, b->l->ncoverage,
			  b->l->cap_coverage) = c;
	}
	return got;
}

/* --- the folder ----------------------------------------------------------- */

static int read_all(struct builder *b, const char *dir, const char *pattern,
		    int (*read)(struct builder *b, const char *path,
				struct err *e),
		    struct err *e)
{
	char *full = arena_printf(b->a, "%s/%s", dir, pattern);
	glob_t g;
	int ret = 0;

	if (glob(full, 0, NULL, &g) != 0)
		return err_set(e, ERR_NOTFOUND, "không có tệp %s", full);
	for (size_t i = 0; i < g.gl_pathc && ret == 0; i++)
		ret = read(b, arena_strdup(b->a, g.gl_pathv[i]), e);
	globfree(&g);
	return ret;
}

/* A unit's parent must stand as long as the unit does. */
static int check_parents(const struct lists *l, const char *dir, struct err *e)
{
	for (size_t i = 0; i < l->nunit; i++) {
		const struct unit *u = l->unit[i];

		if (!u->parent || (u->parent->from <= u->from &&
				   u->to <= u->parent->to))
			continue;
		err_set(e, ERR_INPUT,
			"%s (%s) còn sau khi đơn vị cấp trên %s (%s) kết thúc",
			u->name, u->code, u->parent->name, u->parent->code);
		return err_detail(e, "%s", dir);
	}
	return 0;
}

int lists_read(struct arena *a, const char *dir, struct lists *out,
	       struct err *e)
{
	struct builder *b = ARENA_NEW(a, struct builder);

	memset(out, 0, sizeof *out);
	b->a = a;
	b->l = out;
	if (read_all(b, dir, "units-*.csv", read_units, e) ||
	    read_all(b, dir, "changes-*.csv", read_changes, e) ||
	    read_all(b, dir, "coverage.csv", read_coverage, e))
		return -1;
	return check_parents(out, dir, e);
}
