/* SPDX-License-Identifier: Apache-2.0 */
/* The generated register on its way into a data directory. */
#include "demo/demo.h"

#include "lib/cli/cli.h"
#include "lib/db/db.h"
#include "territory/territory.h"

static int64_t add_one(struct db *db, const struct pack *p,
		       const struct demo_org *o, struct err *e)
{
	struct org_identifier number = { .kind = "demo", .number = o->number,
					 .day = o->version[0].from };
	const struct org_new org = {
		.kind = o->kind, .version = o->version[0],
		.event = o->event, .nevent = o->nevent,
		.identifier = &number, .nidentifier = 1,
		.demonstration = true,
	};
	int64_t id = register_add(db, p, &org, e);

	for (size_t i = 1; id >= 0 && i < o->nversion; i++)
		if (register_version(db, p, id, &o->version[i], false, e))
			id = -1;
	if (id < 0)
		err_detail(e, "%s %s", o->number, o->version[0].name);
	return id;
}

static int64_t add_all(struct db *db, const struct pack *p,
		       const struct demo_register *r, struct err *e)
{
	struct arena *a = arena_new();
	int64_t *id = ARENA_ARRAY(a, r->norg, int64_t);
	int status = 0;

	for (size_t i = 0; i < r->norg && status == 0; i++) {
		const struct demo_org *o = &r->org[i];

		id[i] = add_one(db, p, o, e);
		if (id[i] < 0)
			status = -1;
		else if (o->of != DEMO_NO_UNION) /* unions come first */
			status = register_link(db, id[i], id[o->of], "member",
					       o->joined, e);
		cli_progress("Sổ đăng ký", (int64_t)i + 1, (int64_t)r->norg);
	}
	arena_free(a);
	return status ? -1 : (int64_t)r->norg;
}

static size_t communes(struct arena *a, const struct territory *t, day_t on,
		       struct demo_commune **out)
{
	const struct unit **unit;
	size_t n = territory_below(a, t, NULL, UNIT_COMMUNE, on, &unit);

	*out = ARENA_ARRAY(a, n, struct demo_commune);
	for (size_t i = 0; i < n; i++)
		(*out)[i] = (struct demo_commune){
			.code = unit[i]->code,
			.district = unit[i]->parent->code,
			.town = strcmp(unit[i]->kind, "Xã") != 0,
			.unit = unit[i]->id,
		};
	return n;
}

static struct demo_register *generate(struct arena *a, struct db *db,
				      const char *dir, struct err *e)
{
	int64_t known = db_last_tx(db);
	char *home = territory_home(a, db, known);
	struct demo_data *data = demo_read(a, dir, e);
	struct demo_commune *commune;
	const struct territory *t;
	size_t n;

	if (!data)
		return NULL;
	t = territory_read(a, db, home ? home : "", known, e);
	if (!t)
		return NULL;
	n = communes(a, t, demo_day(), &commune);
	return demo_generate(a, data, commune, n);
}

int64_t demo_load_register(struct db *db, const char *dir, struct err *e)
{
	struct arena *a = arena_new();
	struct demo_register *r = generate(a, db, dir, e);
	const struct pack *p = r ? pack_in_force(a, db, demo_day(), db_last_tx(db),
					   e) : NULL;
	int64_t n = p ? add_all(db, p, r, e) : -1;

	arena_free(a);
	return n;
}
