/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What officers do with the register: enter, record, change, correct.
 *
 * Everything is checked before anything is written, so that a refusal leaves
 * the transaction as it was and an import can go on with the next row.
 */
#include "register/register.h"

#include "lib/db/db.h"
#include "lib/text/number.h"
#include "register/life.h"
#include "register/store.h"

/* --- checks ----------------------------------------------------------- */

static bool blank(const char *s)
{
	return !s || !*s;
}

static int check_count(int64_t n, const char *field, const char *name,
		       struct err *e)
{
	if (n == REG_NONE || n >= 0)
		return 0;
	err_set(e, ERR_INPUT, "%s không thể là số âm: %lld", name,
		(long long)n);
	return err_field(e, field);
}

static int64_t or_zero(int64_t n)
{
	return n == REG_NONE ? 0 : n;
}

static int check_numbers(const struct org_version *v, struct err *e)
{
	int64_t parts = 0;

	if (check_count(v->capital, "capital", "Vốn", e) < 0 ||
	    check_count(v->members, "members", "Số thành viên", e) < 0 ||
	    check_count(v->labour, "labour", "Số lao động", e) < 0 ||
	    check_count(v->managers, "managers", "Số cán bộ quản lý", e) < 0 ||
	    check_count(v->managers_low, "managers_low",
			"Số cán bộ trình độ sơ cấp, trung cấp", e) < 0 ||
	    check_count(v->managers_high, "managers_high",
			"Số cán bộ trình độ cao đẳng, đại học", e) < 0)
		return -1;
	if (v->managers != REG_NONE &&
	    (__builtin_add_overflow(or_zero(v->managers_low),
				    or_zero(v->managers_high), &parts) ||
	     parts > v->managers)) {
		err_set(e, ERR_INPUT,
			"Cán bộ chia theo trình độ (%lld + %lld) nhiều hơn "
			"tổng số cán bộ quản lý (%lld)",
			(long long)or_zero(v->managers_low),
			(long long)or_zero(v->managers_high),
			(long long)v->managers);
		return err_field(e, "managers");
	}
	return 0;
}

static int check_sector(const struct pack *p, const char *code, struct err *e)
{
	const struct classification *c = pack_classification(p, "sector");
	const struct category *sector = c ? category_find(c, code) : NULL;

	if (sector && !sector->rollup)
		return 0;
	if (sector)
		err_set(e, ERR_INPUT,
			"Lĩnh vực “%s” là nhóm gộp, phải ghi lĩnh vực cụ thể",
			sector->name);
	else
		err_set(e, ERR_INPUT, "Không có lĩnh vực “%s”", code);
	return err_field(e, "sector");
}

/* Where units began is often not known, so the seat need only not have ended
 * before. */
static int check_seat(struct db *db, const struct org_version *v,
		      struct err *e)
{
	day_t end = v->seat == REG_NONE ? DAY_MAX :
					  store_unit_end(db, v->seat);
	struct arena *a;

	if (end >= v->from)
		return 0;
	a = arena_new();
	if (end == DAY_MIN)
		err_set(e, ERR_INPUT, "Không có đơn vị hành chính số %lld",
			(long long)v->seat);
	else
		err_set(e, ERR_INPUT,
			"Đơn vị hành chính này chỉ có đến ngày %s, trước ngày "
			"%s",
			day_vi(a, end), day_vi(a, v->from));
	arena_free(a);
	return err_field(e, "seat");
}

static int check_version(struct db *db, const struct pack *p,
			 const struct org_version *v, struct err *e)
{
	if (blank(v->name)) {
		err_set(e, ERR_INPUT, "Thiếu tên tổ chức");
		return err_field(e, "name");
	}
	if (v->sector && check_sector(p, v->sector, e) < 0)
		return -1;
	if (check_seat(db, v, e) < 0)
		return -1;
	return check_numbers(v, e);
}

static int check_identifier(struct db *db, const struct pack *p,
			    const struct org_identifier *id, struct err *e)
{
	const struct identifier_kind *kind = pack_identifier(p, id->kind);
	struct arena *a;
	int64_t org;

	if (!kind) {
		err_set(e, ERR_INPUT, "Gói quy định không có loại mã số “%s”",
			id->kind);
		return err_field(e, "identifier");
	}
	if (blank(id->number)) {
		err_set(e, ERR_INPUT, "%s để trống", kind->name);
		return err_field(e, id->kind);
	}
	org = store_identifier_org(db, id->kind, id->number);
	if (!org)
		return 0;
	a = arena_new();
	err_set(e, ERR_CONFLICT, "%s %s đã thuộc về tổ chức #%lld “%s”",
		kind->name, id->number, (long long)org, store_last_name(a, db, org));
	arena_free(a);
	return err_field(e, id->kind);
}

static int check_identifiers(struct db *db, const struct pack *p,
			     const struct org_new *org, struct err *e)
{
	for (size_t i = 0; i < org->nidentifier; i++) {
		if (check_identifier(db, p, &org->identifier[i], e) < 0)
			return -1;
	}
	return 0;
}

/* The life of a new organisation: at least its founding. */
static int check_new_life(const struct pack *p, const struct org_new *org,
			  struct org_event *life, struct err *e)
{
	if (org->nevent == 0) {
		err_set(e, ERR_INPUT, "Thiếu ngày thành lập");
		return err_field(e, "founded");
	}
	memcpy(life, org->event, org->nevent * sizeof *life);
	for (size_t i = 0; i < org->nevent; i++)
		life[i].id = 0;
	life_sort(life, org->nevent);
	return life_check(p, org->kind, life, org->nevent, e);
}

static int check_kind(const struct pack *p, const char *kind, struct err *e)
{
	if (!blank(kind) && pack_kind(p, kind))
		return 0;
	err_set(e, ERR_INPUT, "Không có loại hình “%s”", kind ? kind : "");
	return err_field(e, "kind");
}

/* --- entering --------------------------------------------------------- */

int64_t register_add(struct db *db, const struct pack *p,
		     const struct org_new *org, struct err *e)
{
	struct arena *a = arena_new();
	struct org_event *life = ARENA_ARRAY(a, org->nevent, struct org_event);
	int64_t id = -1;

	if (check_kind(p, org->kind, e) == 0 &&
	    check_version(db, p, &org->version, e) == 0 &&
	    check_new_life(p, org, life, e) == 0 &&
	    check_identifiers(db, p, org, e) == 0) {
		id = store_add_organisation(db, org->kind, org->demonstration);
		for (size_t i = 0; i < org->nidentifier; i++)
			store_add_identifier(db, id, &org->identifier[i]);
		store_add_version(db, id, &org->version);
		for (size_t i = 0; i < org->nevent; i++)
			store_add_event(db, id, &life[i]);
		if (db_failed(db, e) < 0)
			id = -1;
	}
	arena_free(a);
	return id;
}

/* --- what happens ------------------------------------------------------ */

/* A life that is being changed. */
struct life {
	char *kind;
	struct org_event *event; /* with room for one more */
	size_t n;
};

static int life_read(struct arena *a, struct db *db, int64_t org,
		     struct life *out, struct err *e)
{
	struct scope scope = { org, org, db_tx(db) };
	size_t cap = 0;
	struct rows *r;

	*out = (struct life){ .kind = store_kind(a, db, org) };
	if (!out->kind) {
		if (db_failed(db, e) < 0)
			return -1;
		return err_set(e, ERR_NOTFOUND, "Không có tổ chức số %lld",
			       (long long)org);
	}
	r = store_events(db, &scope);
	while (db_step(r))
		store_event(a, r, 1, VEC_PUSH(a, out->event, out->n, cap));
	out->event = vec_room(a, out->event, out->n, &cap, sizeof *out->event);
	return db_failed(db, e);
}

static int64_t record(struct arena *a, struct db *db, const struct pack *p,
		      int64_t org, const struct org_event *event,
		      struct err *e)
{
	struct life life;
	int64_t id;

	if (life_read(a, db, org, &life, e) < 0)
		return -1;
	life.event[life.n] = *event;
	life.event[life.n].id = INT64_MAX; /* after all of its day */
	life_sort(life.event, ++life.n);
	if (life_check(p, life.kind, life.event, life.n, e) < 0)
		return -1;
	id = store_add_event(db, org, &(struct org_event){
		.kind = event->kind, .day = event->day,
		.quantity = event->quantity, .decision = event->decision,
		.reason = event->reason });
	return db_failed(db, e) < 0 ? -1 : id;
}

int64_t register_event(struct db *db, const struct pack *p, int64_t org,
		       const struct org_event *event, struct err *e)
{
	struct arena *a = arena_new();
	int64_t id = record(a, db, p, org, event, e);

	arena_free(a);
	return id;
}

/* A refusal that a correction brings on tells so: the event it names may be
 * another one. */
static int refuse_correction(struct err *e)
{
	return err_hint(e, "Đính chính này làm cho quá trình hoạt động của tổ "
			   "chức không còn hợp lệ; hãy đính chính các sự kiện "
			   "sau trước");
}

static int correct(struct arena *a, struct db *db, const struct pack *p,
		   int64_t id, const struct org_event *as, bool void_it,
		   struct err *e)
{
	int64_t org = store_event_org(db, id);
	struct org_event now = { 0 };
	struct life life;
	size_t n = 0;

	if (!org) {
		if (db_failed(db, e) < 0)
			return -1;
		return err_set(e, ERR_NOTFOUND,
			       "Không có sự kiện số %lld, hoặc đã bị hủy",
			       (long long)id);
	}
	if (life_read(a, db, org, &life, e) < 0)
		return -1;
	for (size_t i = 0; i < life.n; i++) {
		if (life.event[i].id == id)
			now = life.event[i];
		else
			life.event[n++] = life.event[i];
	}
	if (!void_it) {
		life.event[n] = *as;
		life.event[n].id = id;
		life.event[n++].kind = now.kind;
		life_sort(life.event, n);
	}
	if (life_check(p, life.kind, life.event, n, e) < 0)
		return refuse_correction(e);
	db_withdraw(db, "event", now.row);
	for (size_t i = 0; i < n && !void_it; i++) {
		if (life.event[i].id == id)
			store_add_event(db, org, &life.event[i]);
	}
	return db_failed(db, e);
}

int register_correct_event(struct db *db, const struct pack *p, int64_t event,
			   const struct org_event *as, bool void_it,
			   struct err *e)
{
	struct arena *a = arena_new();
	int ret = correct(a, db, p, event, as, void_it, e);

	arena_free(a);
	return ret;
}

/* --- what it is -------------------------------------------------------- */

static int need_organisation(struct db *db, int64_t org, struct err *e)
{
	struct arena *a = arena_new();
	bool there = store_kind(a, db, org) != NULL;

	arena_free(a);
	if (there)
		return 0;
	if (db_failed(db, e) < 0)
		return -1;
	return err_set(e, ERR_NOTFOUND, "Không có tổ chức số %lld",
		       (long long)org);
}

/* What a version replaces or follows; a change may not fall on the first day
 * of another version. */
static int place_version(struct db *db, int64_t org,
			 struct org_version *version, bool correct_it,
			 struct err *e)
{
	struct arena *a;
	int64_t row;
	day_t from;
	bool found = store_version_at(db, org, version->from, &from, &row);

	if (db_failed(db, e) < 0)
		return -1;
	if (correct_it && found) {
		version->from = from;
		db_withdraw(db, "organisation_version", row);
		return 0;
	}
	if (!correct_it && (!found || from != version->from))
		return 0;
	a = arena_new();
	if (correct_it)
		err_set(e, ERR_NOTFOUND,
			"Ngày %s tổ chức chưa có thông tin nào để đính chính",
			day_vi(a, version->from));
	else
		err_set(e, ERR_CONFLICT,
			"Đã có thông tin của tổ chức từ ngày %s; nếu ghi sai "
			"thì đính chính",
			day_vi(a, version->from));
	arena_free(a);
	return err_field(e, "from");
}

int register_version(struct db *db, const struct pack *p, int64_t org,
		     const struct org_version *version, bool correct_it,
		     struct err *e)
{
	struct org_version v = *version;

	if (need_organisation(db, org, e) < 0 ||
	    check_version(db, p, &v, e) < 0 ||
	    place_version(db, org, &v, correct_it, e) < 0)
		return -1;
	store_add_version(db, org, &v);
	return db_failed(db, e);
}

int register_link(struct db *db, int64_t member, int64_t of, const char *kind,
		  day_t from, struct err *e)
{
	if (need_organisation(db, member, e) < 0 ||
	    need_organisation(db, of, e) < 0)
		return -1;
	if (member == of)
		return err_set(e, ERR_INPUT,
			       "Một tổ chức không thể là thành viên của chính "
			       "nó");
	if (store_linked(db, member, of, kind))
		return err_set(e, ERR_CONFLICT,
			       "Tổ chức #%lld đã là thành viên của tổ chức "
			       "#%lld",
			       (long long)member, (long long)of);
	store_add_link(db, &(struct org_link){ .member = member, .of = of,
					       .kind = kind, .from = from,
					       .to = DAY_MAX });
	return db_failed(db, e);
}
