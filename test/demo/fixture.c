/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/fixture.h"

#include "lib/file/csv.h"

struct demo_data *demo_fixture_data(struct arena *a)
{
	struct err e = { 0 };
	struct demo_data *data = demo_read(a, "demo/lang-son", &e);

	if (!data)
		BUG("%s (%s)", e.message, e.detail);
	return data;
}

/* The districts of Lạng Sơn have the codes 178 and 180 to 189. */
static bool in_lang_son(const char *district)
{
	return strlen(district) == 3 && strcmp(district, "178") >= 0 &&
	       strcmp(district, "189") <= 0 && strcmp(district, "179") != 0;
}

size_t demo_fixture_communes(struct arena *a, struct demo_commune **out)
{
	struct err e = { 0 };
	struct sheet *s = sheet_open(a, "packs/vn-units/units-2023.csv", NULL,
				     &e);
	struct sheet_row row; /* code, name, kind, parent */
	size_t n = 0;
	size_t cap = 0;

	*out = NULL;
	while (s && sheet_next(s, &row, &e) == 1) {
		struct demo_commune c = { 0 };

		if (row.n < 4 || strlen(row.cell[0]) != 5 ||
		    !in_lang_son(row.cell[3]))
			continue;
		c.code = arena_strdup(a, row.cell[0]);
		c.district = arena_strdup(a, row.cell[3]);
		c.town = strcmp(row.cell[2], "Xã") != 0;
		c.unit = strtol(c.code, NULL, 10);
		*VEC_PUSH(a, *out, n, cap) = c;
	}
	if (e.kind)
		BUG("%s (%s)", e.message, e.detail);
	return n;
}

struct demo_register *demo_fixture(struct arena *a)
{
	struct demo_commune *commune;
	size_t n = demo_fixture_communes(a, &commune);

	return demo_generate(a, demo_fixture_data(a), commune, n);
}
