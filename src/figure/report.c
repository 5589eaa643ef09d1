/* SPDX-License-Identifier: Apache-2.0 */
/* Recording what a unit reported. */
#include "figure/internal.h"

#include "lib/db/db.h"
#include "territory/territory.h"

static int check_place(const struct territory *t, const char *place,
		       const struct period *p, struct err *e)
{
	if (t && (territory_find(t, place, p->first) ||
		  territory_find(t, place, p->last)))
		return 0;
	err_set(e, ERR_INPUT, "không có đơn vị hành chính mã “%s” trong kỳ %s",
		place, p->code);
	err_field(e, "place");
	return err_hint(e, "xem danh sách bằng lệnh hoptac units");
}

static int check_bound(const struct indicator *ind, struct dec v, bool percent,
		       struct err *e)
{
	struct arena *a = arena_new();
	const char *shown = number_vi(a, v, -1);

	if (ind->nonnegative && v.u < 0)
		err_set(e, ERR_INPUT, "%s: chỉ tiêu “%s” không thể âm", shown,
			ind->name);
	else if (ind->measure->whole && !percent && !dec_is_whole(v))
		err_set(e, ERR_INPUT, "%s: chỉ tiêu “%s” phải là số nguyên (%s)",
			shown, ind->name, ind->measure->name);
	else {
		arena_free(a);
		return 0;
	}
	arena_free(a);
	return err_field(e, "value");
}

static int check_value(const struct indicator *ind,
		       const struct figure_report *r, struct err *e)
{
	if (r->state != FIG_VALUE)
		return 0;
	if (dec_cmp(r->value.low, r->value.high) > 0) {
		err_set(e, ERR_INPUT, "khoảng giá trị bị ngược: cận dưới lớn hơn cận trên");
		return err_field(e, "value_max");
	}
	if (check_bound(ind, r->value.low, r->key.percent, e) < 0)
		return -1;
	return check_bound(ind, r->value.high, r->key.percent, e);
}

int report_check(struct arena *a, const struct pack *p,
		 const struct territory *t, const struct figure_report *r,
		 struct figure_report *out, struct err *e)
{
	const struct indicator *ind = pack_indicator(p, r->key.indicator);
	struct breakdown b;
	struct period period;

	if (!ind) {
		err_set(e, ERR_INPUT, "không có chỉ tiêu “%s”",
			r->key.indicator);
		return err_field(e, "indicator");
	}
	if (period_parse(r->key.period, &period) < 0) {
		err_set(e, ERR_INPUT, "“%s” không phải là mã kỳ số liệu",
			r->key.period);
		err_field(e, "period");
		return err_hint(e, "ví dụ: 2023, 2023-H1, 2023-Q3, 2021-2025");
	}
	if (breakdown_parse(a, p, r->key.breakdown, &b, e) < 0)
		return err_field(e, "breakdown");
	if (!breakdown_fits(&b, ind)) {
		err_set(e, ERR_INPUT, "chỉ tiêu “%s” không phân tổ theo “%s”",
			ind->name, r->key.breakdown);
		return err_field(e, "breakdown");
	}
	if (check_place(t, r->key.place, &period, e) < 0)
		return -1;
	*out = *r;
	out->key.breakdown = b.text;
	return check_value(ind, r, e);
}

int figure_report_all(struct db *db, const struct pack *p,
		      const struct figure_report *r, size_t n, size_t *bad,
		      struct err *e)
{
	struct arena *a = arena_new();
	int64_t known = db_tx(db);
	const char *home = territory_home(a, db, known);
	const struct territory *t =
		home ? territory_read(a, db, home, known, e) : NULL;
	int rc = 0;

	for (*bad = 0; *bad < n; ++*bad) {
		struct figure_report sound;

		if (report_check(a, p, t, &r[*bad], &sound, e) < 0 ||
		    reported_insert(a, db, &sound, e) < 0) {
			rc = -1;
			break;
		}
	}
	arena_free(a);
	return rc;
}

int figure_report(struct db *db, const struct pack *p,
		  const struct figure_report *r, struct err *e)
{
	size_t bad;

	return figure_report_all(db, p, r, 1, &bad, e);
}
