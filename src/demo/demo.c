/* SPDX-License-Identifier: Apache-2.0 */
/* The data of the demonstration. */
#include "demo/demo.h"

#include "demo/table.h"

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
	struct csv_table t;
	int step;

	if (csv_table_open(a, dir, "totals.csv", &t, e))
		return -1;
	while ((step = csv_table_next(&t, e)) == 1) {
		const char *name = csv_cell(&t, "name", e);
		int64_t value;

		if (!name || csv_number(&t, "value", &value, e))
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
	struct csv_table t;
	size_t n = 0;
	int step;

	if (csv_table_open(a, dir, "sectors.csv", &t, e))
		return -1;
	while ((step = csv_table_next(&t, e)) == 1) {
		struct demo_sector s = { .code = csv_cell(&t, "code", e) };

		if (!s.code || csv_number(&t, "operating", &s.operating, e) ||
		    csv_number(&t, "not_operating", &s.idle, e))
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
	struct csv_table t;
	size_t cap = 0;
	int step;

	if (csv_table_open(a, dir, "districts.csv", &t, e))
		return -1;
	while ((step = csv_table_next(&t, e)) == 1) {
		struct demo_district d = { .code = csv_cell(&t, "code", e) };
		int64_t hosts;

		if (!d.code || csv_number(&t, "tht", &d.tht, e) ||
		    csv_number(&t, "hosts", &hosts, e))
			return -1;
		for (size_t i = 0; i < DEMO_SECTORS; i++)
			if (csv_number(&t, out->sector[i].code, &d.weight[i],
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
	struct csv_table t;
	size_t cap = 0;
	int step;

	if (csv_table_open(a, dir, "named.csv", &t, e))
		return -1;
	while ((step = csv_table_next(&t, e)) == 1) {
		struct demo_named n = {
			.kind = csv_cell(&t, "kind", e),
			.name = csv_cell(&t, "name", e),
			.sector = csv_cell(&t, "sector", e),
			.district = csv_cell(&t, "district", e),
			.commune = csv_cell(&t, "commune", e),
			.scheme = csv_cell(&t, "scheme", e),
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
