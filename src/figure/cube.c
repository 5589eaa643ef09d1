/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Aggregates over the register, for all places and categories at once.
 *
 * A cube has a cell for every place and every combination of slots, a slot
 * being a category of one classification, its total, or "nobody has said".
 * Each record adds to the one cell of its own commune and categories; then
 * cells are rolled up, one classification after the other, and at last from
 * communes to districts to provinces.  So the cost is one pass over the
 * records and one over the cells.
 *
 * A classification may also cut a number into parts kept beside it
 * (managers by qualification): then a record adds to a slot for each part,
 * and the whole to the total.
 */
#include "figure/records.h"

#include <pthread.h>

enum {
	DIM_MAX = BREAKDOWN_MAX,
	PARTS_MAX = 16,
	FULL = 8 << 20, /* bytes of cubes and views for other and other days */
};

struct dim {
	const struct classification *c;
	struct field field;   /* of the record's category, unless parts */
	bool parts;
	size_t npart;
	struct field part[PARTS_MAX];
	int part_slot[PARTS_MAX];
	size_t nslot;         /* total, categories, unknown */
	int *depth;           /* of each category */
	int *parent;          /* slot of its roll-up, 0: the total */
};

/* A cell: the sum, the least or the most of its records, as the aggregate
 * asks. */
struct acc {
	int64_t value;
	uint32_t n;
	uint32_t of;
};

struct cube {
	const struct rule_agg *agg;
	struct window window;
	const struct classification *const *by;
	size_t nby;
	bool possible;        /* false: records do not have the field */
	struct field field;
	size_t ndim;
	struct dim dim[DIM_MAX];
	size_t nslot;         /* of all dims multiplied */
	size_t nplace;
	struct acc *acc;
	bool overflow;        /* a sum left int64 */
	uint64_t *seen;       /* distinct values of each cell */
	size_t nseen;         /* words of it */
	struct view *view;
};

struct cubes {
	pthread_mutex_t lock; /* of all below, and of the arena's use */
	struct arena *arena;
	struct records *records;
	struct cube **table;  /* open addressing */
	size_t mask;
	size_t n;
	size_t before; /* of the arena was used when it began */
};

struct cubes *cubes_new(struct arena *a, const struct snapshot *s,
			const struct territory *t, const char *home)
{
	struct cubes *cs = ARENA_NEW(a, struct cubes);

	pthread_mutex_init(&cs->lock, NULL);
	cs->arena = a;
	cs->before = arena_used(a);
	cs->records = records_new(a, s, t, home);
	cs->mask = 1023;
	cs->table = ARENA_ARRAY(a, cs->mask + 1, struct cube *);
	return cs;
}

/* --- dimensions --------------------------------------------------------------- */

static int category_slot(const struct classification *c, const char *code)
{
	const struct category *k = category_find(c, code);

	return k ? (int)(k - c->category) + 1 : 0;
}

/* The parts of the aggregate's field by this classification, if any. */
static void find_parts(struct cubes *cs, const struct rule_agg *agg,
		       struct dim *d)
{
	const struct pack *p = records_snapshot(cs->records)->pack;
	const struct record_kind *k = pack_kind(p, agg->kind);

	if (agg->op != AGG_SUM || !agg->field)
		return;
	for (size_t i = 0; k && i < k->nfield && d->npart < PARTS_MAX; i++) {
		const struct record_field *f = &k->field[i];

		if (!f->part_of || strcmp(f->part_of, agg->field) != 0 ||
		    strcmp(f->classification, d->c->code) != 0 ||
		    field_find(cs->records, agg->kind, f->code,
			       &d->part[d->npart]) < 0)
			continue;
		d->part_slot[d->npart++] = category_slot(d->c, f->category);
	}
	d->parts = d->npart > 0;
}

/* The field that holds a record's category, if any. */
static bool find_category(struct cubes *cs, const struct rule_agg *agg,
			  struct dim *d)
{
	const struct pack *p = records_snapshot(cs->records)->pack;
	const struct record_kind *k = pack_kind(p, agg->kind);

	for (size_t i = 0; k && i < k->nfield; i++) {
		const struct record_field *f = &k->field[i];

		if (!f->measure && f->classification &&
		    strcmp(f->classification, d->c->code) == 0)
			return field_find(cs->records, agg->kind, f->code,
					  &d->field) == 0;
	}
	return false;
}

static void find_rollups(struct arena *a, struct dim *d)
{
	d->nslot = d->c->ncategory + 2;
	d->depth = ARENA_ARRAY(a, d->nslot, int);
	d->parent = ARENA_ARRAY(a, d->nslot, int);
	for (size_t i = 0; i < d->c->ncategory; i++) {
		const char *up = d->c->category[i].parent;

		d->parent[i + 1] = up ? category_slot(d->c, up) : 0;
		for (; up; up = category_find(d->c, up)->parent)
			d->depth[i + 1]++;
	}
}

/* Adds a classification that the records can tell; others are left out. */
static void add_dim(struct cubes *cs, struct cube *q,
		    const struct classification *c)
{
	struct dim *d = &q->dim[q->ndim];

	if (q->ndim == DIM_MAX)
		return;
	*d = (struct dim){ .c = c };
	find_parts(cs, q->agg, d);
	if (!d->parts && !find_category(cs, q->agg, d))
		return;
	find_rollups(cs->arena, d);
	q->nslot *= d->nslot;
	q->ndim++;
}

static const struct dim *cube_dim(const struct cube *q,
				  const struct classification *c)
{
	for (size_t i = 0; i < q->ndim; i++)
		if (q->dim[i].c == c)
			return &q->dim[i];
	return NULL;
}

/* --- one pass over the records ------------------------------------------------- */

/* What one record adds: kept until all places are known. */
struct hit {
	int place;
	size_t slot;
	int64_t value;  /* REG_NONE: unknown */
};

struct pass {
	struct cubes *cs;
	struct cube *cube;
	struct arena *scratch;
	struct hit *hit;
	size_t n;
	size_t cap;
};

static int64_t agg_value(const struct pass *p, const struct record *r,
			 enum truth t)
{
	const struct cube *q = p->cube;
	int i;

	if (t == TRUTH_UNKNOWN)
		return REG_NONE;
	if (q->agg->op == AGG_COUNT)
		return 1;
	if (q->agg->op != AGG_DISTINCT || q->field.def->measure)
		return field_number(&q->field, r);
	i = field_category(p->cs->records, q->view, &q->field, r);
	return i < 0 ? REG_NONE : i;
}

static void add_hits(struct pass *p, const struct record *r, enum truth t)
{
	const struct cube *q = p->cube;
	const struct dim *parts = NULL;
	size_t slot = 0;
	size_t step = 1;
	size_t parts_step = 0;
	int category;

	for (size_t i = q->ndim; i-- > 0; step *= q->dim[i].nslot) {
		const struct dim *d = &q->dim[i];

		if (d->parts) {
			parts = d;
			parts_step = step;
			continue;
		}
		category = field_category(p->cs->records, q->view, &d->field,
					  r);
		slot += step * (category < 0 ? d->nslot - 1
					     : (size_t)category + 1);
	}
	*VEC_PUSH(p->scratch, p->hit, p->n, p->cap) =
		(struct hit){ r->place, slot, agg_value(p, r, t) };
	for (size_t i = 0; parts && i < parts->npart; i++) {
		int64_t v = t == TRUTH_UNKNOWN
				    ? REG_NONE
				    : field_number(&parts->part[i], r);

		*VEC_PUSH(p->scratch, p->hit, p->n, p->cap) = (struct hit){
			r->place,
			slot + parts_step * (size_t)parts->part_slot[i],
			v,
		};
	}
}

static void on_record(void *ctx, const struct record *r, enum truth t)
{
	add_hits(ctx, r, t);
}

/* Puts a value of n records into a cell. */
static void put(struct cube *q, struct acc *x, int64_t value, uint32_t n)
{
	bool first = x->n == 0;

	x->n += n;
	if (q->agg->op == AGG_MIN)
		x->value = first || value < x->value ? value : x->value;
	else if (q->agg->op == AGG_MAX)
		x->value = first || value > x->value ? value : x->value;
	else if (__builtin_add_overflow(x->value, value, &x->value))
		q->overflow = true;
}

static void take(struct cube *q, const struct hit *h)
{
	size_t i = (size_t)h->place * q->nslot + h->slot;

	q->acc[i].of++;
	if (h->value == REG_NONE)
		return;
	if (q->seen)
		q->seen[i * q->nseen + (size_t)h->value / 64] |=
			(uint64_t)1 << (h->value % 64);
	put(q, &q->acc[i], h->value, 1);
}

/* --- rolling up ------------------------------------------------------------------ */

static void merge(struct cube *q, size_t to, size_t from)
{
	struct acc *x = &q->acc[to];
	const struct acc *y = &q->acc[from];

	x->of += y->of;
	if (y->n == 0)
		return;
	put(q, x, y->value, y->n);
	for (size_t i = 0; q->seen && i < q->nseen; i++)
		q->seen[to * q->nseen + i] |= q->seen[from * q->nseen + i];
}

/* Adds slot `from` of a dimension to slot `to`, for all other dimensions and
 * places; step is the distance between its slots. */
static void roll_slot(struct cube *q, const struct dim *d, size_t step,
		      size_t to, size_t from)
{
	size_t block = step * d->nslot;

	for (size_t i = 0; i < q->nplace * q->nslot; i += block)
		for (size_t j = 0; j < step; j++)
			merge(q, i + to * step + j, i + from * step + j);
}

static void roll_dim(struct cube *q, const struct dim *d, size_t step)
{
	int deepest = 0;

	for (size_t s = 1; s <= d->c->ncategory; s++)
		deepest = d->depth[s] > deepest ? d->depth[s] : deepest;
	for (int depth = deepest; depth >= 0; depth--) {
		for (size_t s = 1; s <= d->c->ncategory; s++) {
			/* the total of parts is the whole, already there */
			if (d->depth[s] == depth &&
			    !(d->parts && d->parent[s] == 0))
				roll_slot(q, d, step, (size_t)d->parent[s], s);
		}
	}
	if (!d->parts)
		roll_slot(q, d, step, 0, d->nslot - 1);
}

static void roll_places(struct cube *q)
{
	size_t n;
	const struct place *place = view_places(q->view, &n);

	for (size_t i = q->nplace; i-- > 0;) {
		if (place[i].parent < 0)
			continue;
		for (size_t s = 0; s < q->nslot; s++)
			merge(q, (size_t)place[i].parent * q->nslot + s,
			      i * q->nslot + s);
	}
}

/* --- cubes ------------------------------------------------------------------------- */

static int fill(struct cubes *cs, struct cube *q, struct err *e)
{
	struct pass p = { .cs = cs, .cube = q, .scratch = arena_new() };
	size_t step = 1;
	size_t nvalue = 0;

	if (records_each(cs->records, q->agg, q->window, on_record, &p, e) <
	    0) {
		arena_free(p.scratch);
		return -1;
	}
	(void)view_places(q->view, &q->nplace);
	q->acc = ARENA_ARRAY(cs->arena, q->nplace * q->nslot, struct acc);
	if (q->agg->op == AGG_DISTINCT) {
		for (size_t i = 0; i < p.n; i++)
			if (p.hit[i].value >= (int64_t)nvalue)
				nvalue = (size_t)p.hit[i].value + 1;
		q->nseen = nvalue / 64 + 1;
		q->seen = ARENA_ARRAY(cs->arena,
				      q->nplace * q->nslot * q->nseen,
				      uint64_t);
	}
	for (size_t i = 0; i < p.n; i++)
		take(q, &p.hit[i]);
	arena_free(p.scratch);
	for (size_t i = q->ndim; i-- > 0; step *= q->dim[i].nslot)
		roll_dim(q, &q->dim[i], step);
	roll_places(q);
	if (q->overflow)
		return err_set(e, ERR_INPUT,
			       "tổng của “%s” quá lớn, không biểu diễn được",
			       q->agg->field);
	return 0;
}

static bool same_cube(const struct cube *q, const struct rule_agg *agg,
		      struct window w, const struct classification *const *by,
		      size_t nby)
{
	return q->agg == agg && q->window.first == w.first &&
	       q->window.last == w.last && q->nby == nby &&
	       (nby == 0 || memcmp(q->by, by, nby * sizeof *by) == 0);
}

/* Can records tell this at all? */
static bool possible(struct cubes *cs, struct cube *q)
{
	if (!records_any(cs->records, q->agg->kind))
		return false;
	if (!q->agg->field)
		return true;
	if (field_find(cs->records, q->agg->kind, q->agg->field, &q->field) < 0)
		return false;
	/* distinct numbers would need a set without a bound */
	return q->agg->op != AGG_DISTINCT || !q->field.def ||
	       !q->field.def->measure;
}

static int new_cube(struct cubes *cs, const struct rule_agg *agg,
		    struct window w, const struct classification *const *by,
		    size_t nby, struct cube **out, struct err *e)
{
	struct cube *q = ARENA_NEW(cs->arena, struct cube);

	q->agg = agg;
	q->window = w;
	q->by = nby ? arena_memdup(cs->arena, by, nby * sizeof *by) : NULL;
	q->nby = nby;
	q->nslot = 1;
	q->view = records_view(cs->records, w.last);
	q->possible = possible(cs, q);
	*out = q;
	if (!q->possible)
		return 0;
	for (size_t i = 0; i < nby; i++)
		add_dim(cs, q, by[i]);
	return fill(cs, q, e);
}

static size_t hash(const struct rule_agg *agg, struct window w)
{
	uint64_t h = (uint64_t)(uintptr_t)agg / 16;

	h = (h ^ (uint32_t)w.first) * 0x9E3779B97F4A7C15u;
	h = (h ^ (uint32_t)w.last) * 0x9E3779B97F4A7C15u;
	return (size_t)(h >> 32);
}

static void grow(struct cubes *cs)
{
	struct cube **old = cs->table;
	size_t n = cs->mask + 1;

	cs->mask = n * 2 - 1;
	cs->table = ARENA_ARRAY(cs->arena, n * 2, struct cube *);
	for (size_t i = 0; i < n; i++) {
		size_t j;

		if (!old[i])
			continue;
		j = hash(old[i]->agg, old[i]->window) & cs->mask;
		while (cs->table[j])
			j = (j + 1) & cs->mask;
		cs->table[j] = old[i];
	}
}

static int find_cube(struct cubes *cs, const struct rule_agg *agg,
		     struct window w, const struct classification *const *by,
		     size_t nby, struct cube **out, struct err *e)
{
	size_t i;

	if (!agg->event)
		w.first = w.last;
	i = hash(agg, w) & cs->mask;
	while (cs->table[i] && !same_cube(cs->table[i], agg, w, by, nby))
		i = (i + 1) & cs->mask;
	if (cs->table[i]) {
		*out = cs->table[i];
		return 0;
	}
	if (new_cube(cs, agg, w, by, nby, out, e) < 0)
		return -1;
	cs->table[i] = *out;
	if (++cs->n * 2 > cs->mask)
		grow(cs);
	return 0;
}

static int64_t count_bits(const uint64_t *word, size_t n)
{
	int64_t bits = 0;

	for (size_t i = 0; i < n; i++)
		bits += __builtin_popcountll(word[i]);
	return bits;
}

static void read_cell(const struct cube *q, size_t i, struct cell *out)
{
	const struct acc *x = &q->acc[i];
	int64_t v = x->value;

	if (q->agg->op == AGG_COUNT)
		v = x->n;
	else if (q->agg->op == AGG_DISTINCT)
		v = count_bits(&q->seen[i * q->nseen], q->nseen);
	out->n = x->n;
	out->of = x->of;
	out->value = dec_int(v);
}

static int get(struct cubes *cs, const struct rule_agg *agg, struct window w,
	       const struct classification *const *by, size_t nby,
	       const char *place, const struct breakdown *b, struct cell *out,
	       struct err *e)
{
	struct cube *q;
	size_t slot = 0;
	size_t step = 1;
	int at;

	*out = (struct cell){ .value = DEC_ZERO };
	if (find_cube(cs, agg, w, by, nby, &q, e) < 0)
		return -1;
	if (!q->possible)
		return 0;
	for (size_t i = 0; i < b->n; i++)
		if (!cube_dim(q, b->at[i].c))
			return 0;
	at = view_place(q->view, place);
	if (at == PLACE_NONE)
		return 0;
	/* a unit in which nothing lies, or nothing of this kind did */
	if (at == PLACE_EMPTY || (size_t)at >= q->nplace)
		return 1;
	for (size_t i = q->ndim; i-- > 0; step *= q->dim[i].nslot) {
		const struct category *k = breakdown_get(b, q->dim[i].c);

		if (k)
			slot += step * (size_t)(k - q->dim[i].c->category + 1);
	}
	read_cell(q, (size_t)at * q->nslot + slot, out);
	return 1;
}

int cubes_get(struct cubes *cs, const struct rule_agg *agg, struct window w,
	      const struct classification *const *by, size_t nby,
	      const char *place, const struct breakdown *b, struct cell *out,
	      struct err *e)
{
	int rc;

	pthread_mutex_lock(&cs->lock);
	rc = get(cs, agg, w, by, nby, place, b, out, e);
	pthread_mutex_unlock(&cs->lock);
	return rc;
}

bool cubes_full(struct cubes *cs)
{
	bool full;

	pthread_mutex_lock(&cs->lock);
	full = arena_used(cs->arena) - cs->before > FULL;
	pthread_mutex_unlock(&cs->lock);
	return full;
}

/* --- the records in a cell ------------------------------------------------------------ */

struct listing {
	struct pass pass;
	const struct breakdown *b;
	int place;
	struct arena *arena;
	struct figure_record *v;
	size_t n;
	size_t cap;
};

static bool lies_in(const struct view *v, int place, int in)
{
	size_t n;
	const struct place *p = view_places(v, &n);

	while (place >= 0 && place != in)
		place = p[place].parent;
	return place == in;
}

/* What the record gives to the cell: false when it is not in it. */
static bool in_cell(const struct listing *l, const struct record *r,
		    int64_t *value)
{
	const struct cube *q = l->pass.cube;

	for (size_t i = 0; i < l->b->n; i++) {
		const struct classification *c = l->b->at[i].c;
		const struct category *want = l->b->at[i].category;
		const struct dim *d = cube_dim(q, c);
		int64_t sum = 0;
		int k;

		if (!d->parts) {
			k = field_category(l->pass.cs->records, q->view,
					   &d->field, r);
			if (k < 0 || !category_is(c, c->category[k].code,
						  want->code))
				return false;
			continue;
		}
		for (size_t j = 0; j < d->npart; j++) {
			const char *code =
				c->category[d->part_slot[j] - 1].code;
			int64_t v = field_number(&d->part[j], r);

			if (category_is(c, code, want->code) && v != REG_NONE)
				sum += v;
		}
		*value = sum;
	}
	return true;
}

static void list_record(void *ctx, const struct record *r, enum truth t)
{
	struct listing *l = ctx;
	int64_t value = agg_value(&l->pass, r, t);
	struct figure_record *f;

	if (l->pass.cube->agg->op == AGG_DISTINCT)
		value = 1;
	if (!lies_in(l->pass.cube->view, r->place, l->place) ||
	    !in_cell(l, r, &value) || value == REG_NONE)
		return;
	if (l->n > 0 && l->v[l->n - 1].org == r->org->id) {
		/* more than one event of the same organisation */
		f = &l->v[l->n - 1];
		f->value.u += dec_int(value).u;
		return;
	}
	*VEC_PUSH(l->arena, l->v, l->n, l->cap) = (struct figure_record){
		.org = r->org->id,
		.name = r->version ? r->version->name : "",
		.number = r->org->number,
		.value = dec_int(value),
	};
}

static int list(struct cubes *cs, const struct rule_agg *agg,
		struct window w, const struct classification *const *by,
		size_t nby, const char *place, const struct breakdown *b,
		struct arena *a, struct figure_record **out, size_t *n,
		struct err *e)
{
	struct listing l = { .b = b, .arena = a };
	struct cube *q;

	*out = NULL;
	*n = 0;
	if (find_cube(cs, agg, w, by, nby, &q, e) < 0)
		return -1;
	for (size_t i = 0; i < b->n; i++)
		if (!cube_dim(q, b->at[i].c))
			return 0;
	l.place = q->possible ? view_place(q->view, place) : PLACE_NONE;
	if (l.place < 0)
		return 0;
	l.pass = (struct pass){ .cs = cs, .cube = q };
	if (records_each(cs->records, agg, q->window, list_record, &l, e) < 0)
		return -1;
	*out = l.v;
	*n = l.n;
	return 0;
}

int cubes_records(struct cubes *cs, const struct rule_agg *agg,
		  struct window w, const struct classification *const *by,
		  size_t nby, const char *place, const struct breakdown *b,
		  struct arena *a, struct figure_record **out, size_t *n,
		  struct err *e)
{
	int rc;

	pthread_mutex_lock(&cs->lock);
	rc = list(cs, agg, w, by, nby, place, b, a, out, n, e);
	pthread_mutex_unlock(&cs->lock);
	return rc;
}
