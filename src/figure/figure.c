/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One figure: which of the register, a report and a formula says it.
 *
 * At basis actual the register goes first, then a formula over nothing but
 * the register, then what was reported, then a formula over reports.  For
 * estimates and plans, which no register holds, a report goes before a
 * formula.
 */
#include "figure/internal.h"

#include "lib/db/db.h"
#include "lib/db/shelf.h"
#include "territory/territory.h"

#include <inttypes.h>

/* --- opening ------------------------------------------------------------------ */

static uint32_t *find_slot(const struct reports *rs,
			   const struct figure_key *k)
{
	size_t i = (size_t)figure_key_hash(k) & rs->mask;

	while (rs->slot[i] && !figure_key_same(&rs->v[rs->slot[i] - 1].key, k))
		i = (i + 1) & rs->mask;
	return &rs->slot[i];
}

static void index_reports(struct arena *a, struct reports *rs)
{
	size_t n = 16;

	while (n < rs->n * 2)
		n *= 2;
	rs->mask = n - 1;
	rs->slot = ARENA_ARRAY(a, n, uint32_t);
	for (size_t i = 0; i < rs->n; i++)
		*find_slot(rs, &rs->v[i].key) = (uint32_t)i + 1;
}

struct opening {
	struct db *db;
	struct shelf *shelf; /* for what is read, or NULL */
	int64_t known;
	const char *home;
	const struct territory *territory;
	const struct snapshot *snapshot;
};

static void *read_reports(struct arena *a, void *ctx, struct err *e)
{
	const struct opening *o = ctx;
	struct reports *rs = ARENA_NEW(a, struct reports);

	if (reported_load(a, o->db, o->known, &rs->v, &rs->n, e) < 0)
		return NULL;
	rs->cap = rs->n;
	rs->last_year = reported_last_year(o->db, o->known);
	index_reports(a, rs);
	return rs;
}

const struct reports *reports_open(struct arena *a, struct db *db,
				   int64_t known, struct err *e)
{
	static const char *const tables[] = { "figure_reported", NULL };
	struct opening o = { .db = db, .shelf = db_shelf(db), .known = known };
	const char *key = "";

	if (o.shelf)
		key = arena_printf(a, "reports at %" PRId64,
				   db_changed(db, tables, known));
	return shelf_get(o.shelf, a, key, read_reports, &o, e);
}

static void *make_ground(struct arena *a, void *ctx, struct err *e)
{
	const struct opening *o = ctx;
	struct ground *g = ARENA_NEW(a, struct ground);

	(void)e;
	if (o->shelf) {
		shelf_hold(o->shelf, a, o->territory);
		shelf_hold(o->shelf, a, o->snapshot);
	}
	g->territory = o->territory;
	g->home = o->home ? arena_strdup(a, o->home) : NULL;
	g->snapshot = o->snapshot;
	g->cubes = cubes_new(a, g->snapshot, g->territory, g->home);
	return g;
}

static const struct ground *open_ground(struct arena *a, struct opening *o,
					const struct pack *p, struct err *e)
{
	struct ground *g;
	const char *key;

	if (o->home) {
		o->territory = territory_read(a, o->db, o->home, o->known, e);
		if (!o->territory)
			return NULL;
	}
	o->snapshot = register_snapshot(a, o->db, p, o->known, e);
	if (!o->snapshot)
		return NULL;
	key = arena_printf(a, "sums over %p in %p", (const void *)o->snapshot,
			   (const void *)o->territory);
	g = shelf_get(o->shelf, a, key, make_ground, o, e);
	if (o->shelf && cubes_full(g->cubes)) {
		shelf_drop(o->shelf, g);
		g = shelf_get(o->shelf, a, key, make_ground, o, e);
	}
	return g;
}

struct figures *figures_open(struct arena *a, struct db *db,
			     const struct pack *p, int64_t known,
			     struct err *e)
{
	struct figures *f = ARENA_NEW(a, struct figures);
	struct opening o = { .db = db, .shelf = db_shelf(db), .known = known,
			     .home = territory_home(a, db, known) };

	if (o.shelf && !shelf_hold(o.shelf, a, p))
		o.shelf = NULL; /* not a pack that others share */
	f->arena = a;
	f->shelf = o.shelf;
	f->pack = p;
	f->percent = pack_measure(p, "percent");
	f->ground = open_ground(a, &o, p, e);
	f->reports = f->ground ? reports_open(a, db, known, e) : NULL;
	if (!f->reports)
		return NULL;
	f->known_day = known_day(db, known);
	f->year = f->reports->last_year;
	if (!f->year)
		f->year = day_year(f->known_day) + 1;
	return db_failed(db, e) < 0 ? NULL : f;
}

struct sharing {
	const struct figures *f;
	figures_make *make;
	void *ctx;
};

static void *share(struct arena *a, void *ctx, struct err *e)
{
	const struct sharing *s = ctx;
	struct figures *own = ARENA_NEW(a, struct figures);

	*own = *s->f;
	own->arena = a;
	own->cuts = NULL;
	own->code = NULL;
	own->depth = 0;
	shelf_hold(own->shelf, a, own->pack);
	shelf_hold(own->shelf, a, own->ground);
	shelf_hold(own->shelf, a, own->reports);
	return s->make(own, s->ctx, e);
}

void *figures_shared(struct figures *f, const char *what, figures_make *make,
		     void *ctx, struct err *e)
{
	struct sharing s = { f, make, ctx };
	const char *key;

	if (!f->shelf)
		return make(f, ctx, e);
	key = arena_printf(f->arena, "%s on %p, %p, %d", what,
			   (const void *)f->ground, (const void *)f->reports,
			   f->known_day);
	return shelf_get(f->shelf, f->arena, key, share, &s, e);
}

struct arena *figures_arena(const struct figures *f)
{
	return f->arena;
}

const struct pack *figures_pack(const struct figures *f)
{
	return f->pack;
}

const struct snapshot *figures_snapshot(const struct figures *f)
{
	return f->ground->snapshot;
}

const struct territory *figures_territory(const struct figures *f)
{
	return f->ground->territory;
}

const char *figures_home(const struct figures *f)
{
	return f->ground->home;
}

int figures_year(const struct figures *f)
{
	return f->year;
}

/* --- keys ---------------------------------------------------------------------- */

int want_of_key(struct figures *f, const struct figure_key *key,
		struct want *out, struct err *e)
{
	*out = (struct want){
		.indicator = pack_indicator(f->pack, key->indicator),
		.place = key->place,
		.basis = key->basis,
		.percent = key->percent,
	};
	if (!out->indicator)
		return err_set(e, ERR_INPUT, "không có chỉ tiêu “%s”",
			       key->indicator);
	if (period_parse(key->period, &out->period) < 0)
		return err_set(e, ERR_INPUT, "“%s” không phải là mã kỳ số liệu",
			       key->period);
	return breakdown_parse(f->arena, f->pack, key->breakdown,
			       &out->breakdown, e);
}

static struct figure_key key_of_want(struct figures *f, const struct want *w)
{
	if (!f->code || strcmp(f->code, w->period.code) != 0)
		f->code = arena_strdup(f->arena, w->period.code);
	return (struct figure_key){
		.indicator = w->indicator->code,
		.place = w->place,
		.breakdown = w->breakdown.text,
		.period = f->code,
		.basis = w->basis,
		.percent = w->percent,
	};
}

/* --- reports -------------------------------------------------------------------- */

const struct reported *reported_find(const struct figures *f,
				     const struct want *w, bool percent)
{
	struct figure_key k = {
		.indicator = w->indicator->code,
		.place = w->place,
		.breakdown = w->breakdown.text,
		.period = w->period.code,
		.basis = w->basis,
		.percent = percent,
	};
	uint32_t i = w->silent ? 0 : *find_slot(f->reports, &k);

	return i ? &f->reports->v[i - 1] : NULL;
}

/* The reports, this session's own to change. */
static struct reports *own_reports(struct figures *f)
{
	struct reports *rs = f->supposed;

	if (rs)
		return rs;
	rs = ARENA_NEW(f->arena, struct reports);
	*rs = *f->reports;
	rs->v = arena_memdup(f->arena, rs->v, rs->n * sizeof *rs->v);
	rs->cap = rs->n;
	index_reports(f->arena, rs);
	f->supposed = rs;
	f->reports = rs;
	f->shelf = NULL; /* what follows from it is nobody else's */
	return rs;
}

int figures_suppose(struct figures *f, const struct figure_report *r,
		    struct err *e)
{
	struct reports *rs = own_reports(f);
	struct figure_report sound;
	uint32_t *slot;

	if (report_check(f->arena, f->pack, f->ground->territory, r, &sound,
			 e) < 0)
		return -1;
	slot = find_slot(rs, &sound.key);
	if (!*slot) {
		*VEC_PUSH(f->arena, rs->v, rs->n, rs->cap) =
			(struct reported){ .key = sound.key };
		*slot = (uint32_t)rs->n;
		if (rs->n * 2 > rs->mask)
			index_reports(f->arena, rs);
		slot = find_slot(rs, &sound.key);
	}
	rs->v[*slot - 1].state = sound.state;
	rs->v[*slot - 1].value = sound.value;
	return 0;
}

static const struct measure *measure_of(const struct figures *f,
					const struct indicator *ind,
					bool percent)
{
	return percent ? f->percent : ind->measure;
}

void figure_of_report(const struct figures *f, const struct want *w,
		      const struct reported *r, struct figure *out)
{
	const struct measure *m = measure_of(f, w->indicator, r->key.percent);

	out->indicator = w->indicator;
	out->measure = m;
	out->key = r->key;
	out->state = r->state;
	out->value = r->value;
	out->source = FIG_REPORTED;
	out->row = r->row;
	out->who = r->who;
	out->when = r->when;
	out->note = r->note;
	out->origin = r->origin;
	if (r->state == FIG_VALUE)
		out->range = quantity_range(&r->value,
					    m ? m : w->indicator->measure);
}

/* --- the register --------------------------------------------------------------- */

const struct rule_agg *indicator_aggregate(const struct indicator *ind,
					   int64_t *num, int64_t *den)
{
	return ind->rule ? rule_as_scaled_aggregate(ind->rule, num, den) : NULL;
}

struct window indicator_window(const struct indicator *ind,
			       const struct period *p)
{
	return (struct window){
		ind->kind == IND_CUMULATIVE ? DAY_MIN : p->first, p->last
	};
}

/* v * num / den, rounded half away from zero to millionths. */
static int scale(struct dec v, int64_t num, int64_t den, struct dec *out,
		 struct err *e)
{
	__int128 u;
	__int128 rest;

	if (__builtin_mul_overflow(v.u, (__int128)num, &u))
		return err_set(e, ERR_INPUT,
			       "tổng quá lớn, không biểu diễn được");
	rest = u % den;
	u /= den;
	if (rest * 2 >= den)
		u++;
	else if (rest * 2 <= -(__int128)den)
		u--;
	out->u = u;
	return 0;
}

/* The decimals that a computed value is shown with, at most. */
static struct quantity computed(struct dec v)
{
	return (struct quantity){ v, v, QUAL_EXACT, dec_places(v) };
}

/* What a sum over some of the records says about the sum over all. */
static struct rule_value partial(enum rule_agg_op op, struct dec v)
{
	struct rule_value r = rule_point(v);

	r.complete = false;
	if (op == AGG_MIN)
		r.low = DEC_ZERO;
	else
		r.has_high = false;
	return r;
}

/* 1; 0 when the register cannot say. */
static int from_register(struct figures *f, const struct want *w,
			 struct figure *out, struct err *e)
{
	const struct indicator *ind = w->indicator;
	int64_t num = 1;
	int64_t den = 1;
	const struct rule_agg *agg = indicator_aggregate(ind, &num, &den);
	struct cell c;
	struct dec v = DEC_ZERO;
	int rc;

	if (!agg || w->basis != BASIS_ACTUAL || w->period.last > f->known_day)
		return 0;
	rc = cubes_get(f->ground->cubes, agg, indicator_window(ind, &w->period),
		       ind->by, ind->nby, w->place, &w->breakdown, &c, e);
	if (rc <= 0)
		return rc;
	if (scale(c.value, num, den, &v, e) < 0)
		return -1;
	out->source = FIG_REGISTER;
	out->from_register = true;
	out->n = c.n;
	out->of = c.of;
	if (c.n == 0 && agg->op != AGG_COUNT && agg->op != AGG_DISTINCT &&
	    (c.of > 0 || agg->op != AGG_SUM)) {
		/* nobody said it of any, or there is none to ask */
		out->state = c.of > 0 ? FIG_MISSING : FIG_NOT_APPLICABLE;
		return 1;
	}
	out->state = FIG_VALUE;
	out->value = computed(v);
	out->range = c.n < c.of ? partial(agg->op, v) : rule_point(v);
	return 1;
}

/* --- per cent of plan ------------------------------------------------------------- */

/* The plan that a period is measured by: that of its year. */
static struct want plan_of(const struct want *w)
{
	struct want plan = *w;
	struct period year;
	char code[5] = "";

	plan.basis = BASIS_PLAN;
	plan.percent = false;
	memcpy(code, w->period.code, strnlen(w->period.code, 4));
	if (period_parse(code, &year) == 0 && w->period.last <= year.last)
		plan.period = year;
	return plan;
}

static bool single(const struct figure *fig)
{
	return fig->state == FIG_VALUE &&
	       dec_cmp(fig->value.low, fig->value.high) == 0;
}

static int find_percent(struct figures *f, const struct want *w,
			struct figure *out, struct err *e)
{
	const struct reported *r = reported_find(f, w, true);
	const struct measure *m = f->percent;
	struct want p = plan_of(w);
	struct figure plan;
	struct dec v;
	int rc;

	if (r) {
		out->has_percent = r->state == FIG_VALUE;
		out->percent_reported = true;
		out->percent = r->value;
		return 0;
	}
	if (w->basis == BASIS_PLAN || !single(out) || !m || w->silent)
		return 0;
	rc = figure_want(f, &p, &plan, e);
	if (rc <= 0)
		return rc;
	if (!single(&plan) || plan.value.low.u == 0)
		return 0;
	if (dec_mul(out->value.low, dec_int(100), &v) < 0 ||
	    dec_div(v, plan.value.low, &v) < 0)
		return 0;
	out->has_percent = true;
	out->percent = computed(v);
	if (out->value.qualifier != QUAL_EXACT ||
	    plan.value.qualifier != QUAL_EXACT)
		out->percent.qualifier = QUAL_APPROX;
	return 0;
}

/* The per cent as a figure of its own. */
static int want_percent(struct figures *f, const struct want *w,
			struct figure *out, struct err *e)
{
	const struct reported *r = reported_find(f, w, true);
	struct want value = *w;
	struct figure of;

	if (r) {
		figure_of_report(f, w, r, out);
		out->has_percent = out->state == FIG_VALUE;
		out->percent_reported = true;
		out->percent = out->value;
		return out->state != FIG_MISSING;
	}
	value.percent = false;
	if (figure_want(f, &value, &of, e) < 0)
		return -1;
	if (!of.has_percent)
		return 0;
	out->state = FIG_VALUE;
	out->source = FIG_FORMULA;
	out->value = of.percent;
	out->has_percent = true;
	out->percent = of.percent;
	out->from_register = of.from_register;
	out->range = rule_point(of.percent.low);
	return 1;
}

/* --- one figure --------------------------------------------------------------------- */

static int want_value(struct figures *f, const struct want *w,
		      struct figure *out, struct err *e)
{
	const struct reported *r = reported_find(f, w, false);
	struct figure formula = *out;
	int rc = from_register(f, w, out, e);

	if (rc < 0)
		return -1;
	if (rc > 0 && (out->state == FIG_VALUE || !r))
		return 0;
	if (w->indicator->rule && (!r || w->basis == BASIS_ACTUAL)) {
		rc = figure_formula(f, w, &formula, e);
		if (rc < 0)
			return -1;
		if (rc > 0 && (!r || formula.from_register)) {
			*out = formula;
			return 0;
		}
	}
	if (r)
		figure_of_report(f, w, r, out);
	return 0;
}

int figure_want(struct figures *f, const struct want *w, struct figure *out,
		struct err *e)
{
	*out = (struct figure){
		.key = key_of_want(f, w),
		.indicator = w->indicator,
		.measure = measure_of(f, w->indicator, w->percent),
		.state = FIG_MISSING,
	};
	if (!breakdown_fits(&w->breakdown, w->indicator))
		return 0;
	if (w->percent)
		return want_percent(f, w, out, e);
	if (want_value(f, w, out, e) < 0 || find_percent(f, w, out, e) < 0)
		return -1;
	return out->state != FIG_MISSING;
}

int figures_get(struct figures *f, const struct figure_key *key,
		struct figure *out, struct err *e)
{
	struct want w;

	if (want_of_key(f, key, &w, e) < 0)
		return -1;
	return figure_want(f, &w, out, e);
}

const char *figure_source_name(const struct figure *fig)
{
	return fig->from_register ? "register" : "reported";
}

int figures_records(struct figures *f, const struct figure_key *key,
		    struct figure_record **out, size_t *n, struct err *e)
{
	int64_t num = 1;
	int64_t den = 1;
	const struct rule_agg *agg;
	struct want w;

	*out = NULL;
	*n = 0;
	if (want_of_key(f, key, &w, e) < 0)
		return -1;
	agg = indicator_aggregate(w.indicator, &num, &den);
	if (!agg || w.percent || w.basis != BASIS_ACTUAL ||
	    w.period.last > f->known_day ||
	    !breakdown_fits(&w.breakdown, w.indicator))
		return 0;
	if (cubes_records(f->ground->cubes, agg,
			  indicator_window(w.indicator, &w.period),
			  w.indicator->by, w.indicator->nby, w.place,
			  &w.breakdown, f->arena, out, n, e) < 0)
		return -1;
	for (size_t i = 0; i < *n; i++)
		if (scale((*out)[i].value, num, den, &(*out)[i].value, e) < 0)
			return -1;
	return 0;
}
