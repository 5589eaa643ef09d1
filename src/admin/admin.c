/* SPDX-License-Identifier: Apache-2.0 */
/* Care of a data directory: making one, verifying it. */
#include "admin/admin.h"

#include "lib/db/db.h"
#include "pack/pack.h"
#include "register/register.h"
#include "territory/territory.h"

#include <dirent.h>
#include <unistd.h>

/* --- making ------------------------------------------------------------------ */

static int is_visible(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

/* Every folder of share/packs that holds a pack.yaml, by name. */
static int install_packs(struct arena *a, struct db *db, const char *share,
			 struct err *e)
{
	char *root = arena_printf(a, "%s/packs", share);
	struct dirent **list;
	int n = scandir(root, &list, is_visible, alphasort);
	int status = 0;

	if (n < 0) {
		err_set(e, ERR_NOTFOUND, "không tìm thấy thư mục gói quy định “%s”",
			root);
		return err_hint(e, "đặt biến môi trường HOPTAC_SHARE trỏ tới"
				   " thư mục cài đặt hoptac");
	}
	for (int i = 0; i < n; i++) {
		char *dir = arena_printf(a, "%s/%s", root, list[i]->d_name);
		char *file = arena_printf(a, "%s/pack.yaml", dir);

		if (status == 0 && access(file, F_OK) == 0)
			status = pack_install(db, dir, e);
		free(list[i]);
	}
	free(list);
	return status;
}

/* Takes back a directory that was begun and could not be finished. */
static void discard(struct arena *a, const char *dir)
{
	static const char *const suffix[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < ARRAY_LEN(suffix); i++)
		unlink(arena_printf(a, "%s/%s%s", dir, DB_FILE, suffix[i]));
	rmdir(dir);
}

struct db *admin_init(struct arena *a, const char *dir, const char *share,
		      const char *home, const char *who, struct err *e)
{
	struct arena *step = arena_new();
	struct db *db = db_open(step, dir, DB_CREATE, e);

	if (!db) {
		arena_free(step);
		return NULL;
	}
	if (db_begin(db, who, "Khởi tạo: đơn vị hành chính và gói quy định",
		     e) < 0 ||
	    territory_load(db, arena_printf(a, "%s/packs/vn-units", share),
			   home, e) < 0 ||
	    install_packs(a, db, share, e) < 0 || db_commit(db, e) < 0) {
		arena_free(step);
		discard(a, dir);
		return NULL;
	}
	arena_free(step);
	return db_open(a, dir, DB_WRITE, e);
}

/* --- verifying --------------------------------------------------------------- */

struct verification {
	struct arena *arena;
	void (*report)(void *ctx, const char *text);
	void *ctx;
	int findings;
};

__attribute__((format(printf, 2, 3)))
static void found(struct verification *v, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	v->report(v->ctx, arena_vprintf(v->arena, fmt, ap));
	va_end(ap);
	v->findings++;
}

/* The organisations of a kind that exist on a day, by their status. */
static int64_t stock(const struct snapshot *s, const char *kind, day_t on)
{
	int64_t n = 0;

	for (size_t i = 0; i < s->norg; i++) {
		const char *code;
		const struct status *status;

		if (strcmp(s->org[i].kind, kind))
			continue;
		code = org_status(s, &s->org[i], on);
		status = code ? pack_status(s->pack, code) : NULL;
		n += status && status->exists;
	}
	return n;
}

/* Foundings less endings among the events of a kind in [from, to]. */
static int64_t net_flow(const struct snapshot *s, const char *kind, day_t from,
			day_t to)
{
	int64_t n = 0;

	for (size_t i = 0; i < s->norg; i++) {
		const struct org *o = &s->org[i];

		if (strcmp(o->kind, kind))
			continue;
		for (size_t k = 0; k < o->nevent; k++) {
			const struct event_kind *ev =
				pack_event(s->pack, o->event[k].kind);
			const struct status *after;

			if (!ev || o->event[k].day < from ||
			    o->event[k].day > to || !ev->to)
				continue;
			after = pack_status(s->pack, ev->to);
			n += ev->first;
			n -= after && !after->exists;
		}
	}
	return n;
}

/* For each year that has events: opening stock + net flow = closing stock. */
static void verify_stocks(struct verification *v, const struct snapshot *s)
{
	day_t first = DAY_MAX;
	day_t last = DAY_MIN;
	int year, end, month, day;

	for (size_t i = 0; i < s->norg; i++) {
		const struct org *o = &s->org[i];

		if (o->nevent == 0)
			continue;
		if (o->event[0].day < first)
			first = o->event[0].day;
		if (o->event[o->nevent - 1].day > last)
			last = o->event[o->nevent - 1].day;
	}
	if (last < first)
		return;
	day_to_civil(first, &year, &month, &day);
	day_to_civil(last, &end, &month, &day);
	for (; year <= end; year++) {
		day_t from, to;

		if (day_from_civil(year, 1, 1, &from) < 0 ||
		    day_from_civil(year, 12, 31, &to) < 0)
			BUG("year %d", year);
		for (size_t k = 0; k < s->pack->nkind; k++) {
			const struct record_kind *kind = &s->pack->kind[k];
			int64_t opening = stock(s, kind->code, from - 1);
			int64_t net = net_flow(s, kind->code, from, to);
			int64_t closing = stock(s, kind->code, to);

			if (opening + net != closing)
				found(v, "%s năm %d: đầu năm %lld, tăng giảm"
					 " %+lld, cuối năm %lld",
				      kind->brief, year, (long long)opening,
				      (long long)net, (long long)closing);
		}
	}
}

int admin_verify(struct arena *a, struct db *db,
		 void (*report)(void *ctx, const char *text), void *ctx,
		 struct err *e)
{
	struct verification v = { a, report, ctx, 0 };
	const struct pack *pack;
	const struct snapshot *s;

	v.findings = db_verify(db, report, ctx, e);
	if (v.findings < 0)
		return -1;
	pack = pack_in_force(a, db, day_today(), db_last_tx(db), e);
	if (!pack)
		return -1;
	s = register_snapshot(a, db, pack, db_last_tx(db), e);
	if (!s)
		return -1;
	verify_stocks(&v, s);
	return v.findings;
}
