/* SPDX-License-Identifier: Apache-2.0 */
/* Tables with a header line; see table.h. */
#include "demo/table.h"

#include "lib/base/dec.h"

int csv_table_open(struct arena *a, const char *dir, const char *name,
		   struct csv_table *t, struct err *e)
{
	*t = (struct csv_table){ .arena = a };
	t->path = arena_printf(a, "%s/%s", dir, name);
	t->sheet = sheet_open(a, t->path, NULL, e);
	if (!t->sheet)
		return -1;
	switch (sheet_next(t->sheet, &t->row, e)) {
	case 0:
		return err_set(e, ERR_INPUT, "Tệp %s trống", t->path);
	case -1:
		return -1;
	}
	t->ncolumn = t->row.n;
	t->column = ARENA_ARRAY(a, t->ncolumn, char *);
	for (size_t i = 0; i < t->ncolumn; i++)
		t->column[i] = arena_strdup(a, t->row.cell[i]);
	return 0;
}

int csv_table_next(struct csv_table *t, struct err *e)
{
	return sheet_next(t->sheet, &t->row, e);
}

int csv_place(const struct csv_table *t, const char *column, struct err *e)
{
	return err_detail(e, "%s, dòng %lld, cột %s", t->path,
			  (long long)t->row.number, column);
}

const char *csv_cell(struct csv_table *t, const char *column, struct err *e)
{
	for (size_t i = 0; i < t->ncolumn; i++)
		if (strcmp(t->column[i], column) == 0)
			return arena_strdup(t->arena, i < t->row.n ?
							t->row.cell[i] : "");
	err_set(e, ERR_INPUT, "Thiếu cột “%s”", column);
	err_detail(e, "%s", t->path);
	return NULL;
}

int csv_number(struct csv_table *t, const char *column, int64_t *out,
	       struct err *e)
{
	const char *s = csv_cell(t, column, e);
	struct dec d;

	if (!s)
		return -1;
	if (dec_parse(s, &d, NULL) == 0 && dec_to_int(d, out) == 0 &&
	    *out >= 0)
		return 0;
	err_set(e, ERR_INPUT, "“%s” không phải là số nguyên", s);
	return csv_place(t, column, e);
}
