/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The data of the demonstration, and the way of a generated register into
 * the database.
 */
#include "demo/demo.h"

#include "lib/file/csv.h"

/* --- tables with a header ---------------------------------------------------- */

struct table_file {
	struct arena *arena;
	const char *path;
	struct sheet *sheet;
	struct sheet_row row;
	char **column;
	size_t ncolumn;
};

static int open_table(struct arena *a, const char *dir, const char *name,
		      struct table_file *t, struct err *e)
{
	*t = (struct table_file){ .arena = a };
	t->path = arena_printf(a, "%s/%s", dir, name);
	t->sheet = sheet_open(a, t->path, NULL, e);
	if (!t->sheet)
		return -1;
	if (sheet_next(t->sheet, &t->row, e) != 1)
		return err_set(e, ERR_INPUT, "Tệp %s trống", t->path);
	t->ncolumn = t->row.n;
	t->column = ARENA_ARRAY(a, t->ncolumn, char *);
	for (size_t i = 0; i < t->ncolumn; i++)
		t->column[i] = arena_strdup(a, t->row.cell[i]);
	return 0;
}

/* The cell of a column in the current row, copied; NULL with e when there is
 * no such column. */
static const char *cell(struct table_file *t, const char *column,
			struct err *e)
{
	for (size_t i = 0; i < t->ncolumn; i++)
		if (strcmp(t->column[i], column) == 0)
			return arena_strdup(t->arena, i < t->row.n ?
							t->row.cell[i] : "");
	err_set(e, ERR_INPUT, "Thiếu cột “%s”", column);
	err_detail(e, "%s", t->path);
	return NULL;
}

static int number_cell(struct table_file *t, const char *column, int64_t *out,
		       struct err *e)
{
	const char *s = cell(t, column, e);
	struct dec d;

	if (!s)
		return -1;
	if (dec_parse(s, &d, NULL) == 0 && dec_to_int(d, out) == 0 &&
	    *out >= 0)
		return 0;
	err_set(e, ERR_INPUT, "“%s” không phải là số nguyên", s);
	return err_detail(e, "%s, dòng %lld, cột %s", t->path,
			  (long long)t->row.number, column);
}

/* --- reading --------------------------------------------------------------------- */

#define TOTAL(name) { #name, offsetof(struct demo_totals, name) }

static const struct {
	const char *name;
	size_t offset;
} totals_rows[] = {
	TOTAL(dormant), TOTAL(new), TOTAL(new_capital), TOTAL(dissolved),
	TOTAL(dissolved_before), TOTAL(capital), TOTAL(members),
	TOTAL(new_members), TOTAL(labour), TOTAL(managers),
	TOTAL(managers_low), TOTAL(managers_high), TOTAL(tht),
	TOTAL(tht_members), TOTAL(union_members), TOTAL(union_managers_low),
	TOTAL(union_managers_high), TOTAL(hosts), TOTAL(hosted),
	TOTAL(least_members), TOTAL(least_union_members), TOTAL(renamed),
	TOTAL(moved), TOTAL(recapitalised), TOTAL(resumed), TOTAL(left),
};

static int read_totals(struct arena *a, const char *dir,
		       struct demo_totals *out, struct err *e)
{
	bool seen[ARRAY_LEN(totals_rows)] = { 0 };
	struct table_file t;
	int step;

	if (open_table(a, dir, "totals.csv", &t, e))
		return -1;
	while ((step = sheet_next(t.sheet, &t.row, e)) == 1) {
		const char *name = cell(&t, "name", e);
		int64_t value;

		if (!name || number_cell(&t, "value", &value, e))
			return -1;
		for (size_t i = 0; i < ARRAY_LEN(totals_rows); i++) {
			if (strcmp(totals_rows[i].name, name) != 0)
				continue;
			memcpy((char *)out + totals_rows[i].offset, &value,
			       sizeof value);
			seen[i] = true;
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(totals_rows); i++)
		if (!seen[i]) {
			err_set(e, ERR_INPUT, "Thiếu tổng số “%s”",
				totals_rows[i].name);
			return err_detail(e, "%s", t.path);
		}
	return step;
}

static int read_sectors(struct arena *a, const char *dir,
			struct demo_data *out, struct err *e)
{
	struct table_file t;
	size_t n = 0;
	int step;

	if (open_table(a, dir, "sectors.csv", &t, e))
		return -1;
	while ((step = sheet_next(t.sheet, &t.row, e)) == 1) {
		struct demo_sector s = { .code = cell(&t, "code", e) };

		if (!s.code || number_cell(&t, "operating", &s.operating, e) ||
		    number_cell(&t, "not_operating", &s.idle, e))
			return -1;
		if (n < DEMO_SECTORS)
			out->sector[n] = s;
		n++;
	}
	if (step == 0 && n != DEMO_SECTORS)
		return err_set(e, ERR_INPUT, "%s: cần %d lĩnh vực, có %zu",
			       t.path, DEMO_SECTORS, n);
	return step;
}

static int read_districts(struct arena *a, const char *dir,
			  struct demo_data *out, struct err *e)
{
	struct table_file t;
	size_t cap = 0;
	int step;

	if (open_table(a, dir, "districts.csv", &t, e))
		return -1;
	while ((step = sheet_next(t.sheet, &t.row, e)) == 1) {
		struct demo_district d = { .code = cell(&t, "code", e) };
		int64_t hosts;

		if (!d.code || number_cell(&t, "tht", &d.tht, e) ||
		    number_cell(&t, "hosts", &hosts, e))
			return -1;
		for (size_t i = 0; i < DEMO_SECTORS; i++)
			if (number_cell(&t, out->sector[i].code, &d.weight[i],
					e))
				return -1;
		d.hosts = hosts != 0;
		*VEC_PUSH(a, out->district, out->ndistrict, cap) = d;
	}
	return step;
}

static int read_named(struct arena *a, const char *dir, struct demo_data *out,
		      struct err *e)
{
	struct table_file t;
	size_t cap = 0;
	int step;

	if (open_table(a, dir, "named.csv", &t, e))
		return -1;
	while ((step = sheet_next(t.sheet, &t.row, e)) == 1) {
		struct demo_named n = {
			.kind = cell(&t, "kind", e),
			.name = cell(&t, "name", e),
			.sector = cell(&t, "sector", e),
			.district = cell(&t, "district", e),
			.commune = cell(&t, "commune", e),
			.scheme = cell(&t, "scheme", e),
		};

		if (!n.kind || !n.name || !n.sector || !n.district ||
		    !n.commune || !n.scheme)
			return -1;
		*VEC_PUSH(a, out->named, out->nnamed, cap) = n;
	}
	return step;
}

struct demo_data *demo_read(struct arena *a, const char *dir, struct err *e)
{
	struct demo_data *out = ARENA_NEW(a, struct demo_data);

	if (read_totals(a, dir, &out->totals, e) ||
	    read_sectors(a, dir, out, e) || read_districts(a, dir, out, e) ||
	    read_named(a, dir, out, e))
		return NULL;
	return out;
}
