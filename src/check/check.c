/* SPDX-License-Identifier: Apache-2.0 */
/* Every check in every context, and the words for those that are broken. */
#include "check/check.h"

#include "figure/words.h"
#include "lib/base/buf.h"
#include "territory/territory.h"

struct run {
	struct figures *f;
	struct arena *arena;
	const char *place; /* of the plan */
	struct check_report *out;
	size_t caprun;
	size_t capbroken;
	size_t capunknown;
	struct err *e;
};

const char *place_vi(const struct figures *f, const char *code,
		     const char *period)
{
	const struct territory *t = figures_territory(f);
	const struct unit *u = NULL;
	struct period p;

	if (t && period_parse(period, &p) == 0)
		u = territory_find(t, code, p.last);
	return u ? u->name : code;
}

/* "(Huyện Bình Gia; vận tải; ước thực hiện, năm 2023)" */
static void add_context(struct run *r, struct buf *b,
			const struct figure_context *c)
{
	const char *cut = breakdown_vi(b->arena, figures_pack(r->f),
				       c->breakdown);

	buf_adds(b, " (");
	if (strcmp(c->place, r->place) != 0)
		buf_addf(b, "%s; ", place_vi(r->f, c->place, c->period));
	buf_addf(b, "%s%s%s, %s)", cut, *cut ? "; " : "", basis_vi(c->basis),
		 period_vi(b->arena, c->period));
}

/* "Số HTX đang hoạt động, vận tải, Huyện Bình Gia (ước thực hiện, năm 2023)" */
static void add_missing(struct run *r, struct buf *b,
			const struct finding *fd, const struct figure *fig)
{
	const struct figure_key *k = &fig->key;
	const char *cut = breakdown_vi(b->arena, figures_pack(r->f),
				       k->breakdown);

	buf_addf(b, "%s%s%s%s", k->percent ? "tỷ lệ so với kế hoạch của " : "",
		 fig->indicator->name, *cut ? ", " : "", cut);
	if (strcmp(k->place, fd->context.place) != 0)
		buf_addf(b, ", %s", place_vi(r->f, k->place, k->period));
	if (strcmp(k->period, fd->context.period) != 0 ||
	    k->basis != fd->context.basis)
		buf_addf(b, " (%s, %s)", basis_vi(k->basis),
			 period_vi(b->arena, k->period));
}

/* What there would have to be to decide: "; thiếu: ...". */
static void name_missing(struct run *r, struct buf *b,
			 const struct finding *fd)
{
	size_t n = 0;

	for (size_t i = 0; i < fd->result.noperand; i++) {
		const struct figure *fig = operand_figure(&fd->result, i);

		if (!fig || fig->state != FIG_MISSING)
			continue;
		buf_adds(b, n++ ? "; " : ". Thiếu: ");
		add_missing(r, b, fd, fig);
	}
}

static void put_in_words(struct run *r, struct finding *fd)
{
	const char *unit = rule_unit(fd->check->rule);
	const struct measure *m = pack_measure(figures_pack(r->f), unit);
	bool broken = fd->result.verdict == RULE_BROKEN;
	struct buf b = BUF_INIT(r->arena);

	fd->left = value_vi(r->arena, &fd->result.left, m);
	fd->right = value_vi(r->arena, &fd->result.right, m);
	buf_adds(&b, fd->check->title);
	add_context(r, &b, &fd->context);
	buf_addf(&b, ": %s %s và %s",
		 broken ? "không đúng, hai bên là"
			: "chưa xét được, hai bên là",
		 fd->left, fd->right);
	if (m)
		buf_addf(&b, " (%s)", m->name);
	if (!broken)
		name_missing(r, &b, fd);
	fd->message = b.data;
}

/* Whether there is anything to check: a unit that told nothing of what the
 * check speaks of is not asked for it. */
static bool is_told(const struct finding *fd)
{
	for (size_t i = 0; i < fd->result.noperand; i++)
		if (fd->result.operand[i].value.state == RULE_KNOWN)
			return true;
	return false;
}

/* Sums over the units under a place, none of which told anything: the figures
 * are not collected there. */
static bool is_not_collected(const struct finding *fd)
{
	size_t units = 0;

	for (size_t i = 0; i < fd->result.noperand; i++) {
		const struct figure *fig = fd->result.operand[i].value.source;

		if (!fig || strcmp(fig->key.place, fd->context.place) == 0)
			continue;
		if (fig->state != FIG_MISSING)
			return false;
		units++;
	}
	return units > 0;
}

/* One check in one context. */
static int run_one(struct run *r, const struct check *c,
		   const struct figure_context *context)
{
	struct finding fd = { .check = c, .context = *context };
	struct check_report *out = r->out;
	struct err failed = { 0 };

	if (figures_eval(r->f, c->rule, context, &fd.result, &failed) < 0) {
		if (failed.kind != ERR_INPUT) {
			*r->e = failed;
			return err_detail(r->e, "kiểm tra “%s”", c->code);
		}
		/* a quotient by zero: on these figures there is no relation */
		fd.result.verdict = RULE_IDLE;
	}
	if (strcmp(context->place, r->place) != 0 && !is_told(&fd))
		return 0;
	if (fd.result.verdict == RULE_UNKNOWN && is_not_collected(&fd))
		fd.result.verdict = RULE_IDLE;
	*VEC_PUSH(r->arena, out->run, out->nrun, r->caprun) = fd;
	switch (fd.result.verdict) {
	case RULE_HOLDS:
		out->nheld++;
		break;
	case RULE_IDLE:
		out->nidle++;
		break;
	case RULE_BROKEN:
		put_in_words(r, &fd);
		*VEC_PUSH(r->arena, out->broken, out->nbroken, r->capbroken) =
			fd;
		break;
	case RULE_UNKNOWN:
		put_in_words(r, &fd);
		*VEC_PUSH(r->arena, out->unknown, out->nunknown,
			  r->capunknown) = fd;
		break;
	}
	return 0;
}

/* One check for a place: for the total, and for each leaf of the
 * classification that it names. */
static int run_place(struct run *r, const struct check *c,
		     struct figure_context context)
{
	if (run_one(r, c, &context) < 0)
		return -1;
	for (size_t i = 0; c->each && i < c->each->nleaf; i++) {
		context.breakdown = arena_printf(r->arena, "%s=%s",
						 c->each->code,
						 c->each->leaf[i]);
		if (run_one(r, c, &context) < 0)
			return -1;
	}
	return 0;
}

static int run_units(struct run *r, const struct check *c,
		     struct figure_context context, day_t on)
{
	const struct territory *t = figures_territory(r->f);
	const struct unit *in = t ? territory_find(t, r->place, on) : NULL;
	const struct unit **unit;
	size_t n = in ? territory_children(r->arena, t, in, on, &unit) : 0;

	for (size_t i = 0; i < n; i++) {
		context.place = unit[i]->code;
		if (run_place(r, c, context) < 0)
			return -1;
	}
	return 0;
}

/* One check in one period and basis: for the place, and for the units under
 * it. */
static int run_context(struct run *r, const struct check *c,
		       const struct check_context *in, int year)
{
	struct figure_context context = {
		.place = r->place, .breakdown = "", .year = year,
	};
	struct period period;

	if (period_word(in->period, year, &period) < 0 ||
	    basis_parse(in->basis, &context.basis) < 0)
		return err_set(r->e, ERR_INPUT,
			       "kiểm tra “%s”: không hiểu kỳ “%s”, loại “%s”",
			       c->code, in->period, in->basis);
	context.period = arena_strdup(r->arena, period.code);
	if (run_place(r, c, context) < 0)
		return -1;
	return c->each_place ? run_units(r, c, context, period.last) : 0;
}

/* Errors first, then warnings, then notes; in pack order within each. */
static void sort_broken(struct arena *a, struct check_report *out)
{
	struct finding *sorted = ARENA_ARRAY(a, out->nbroken, struct finding);
	size_t n = 0;

	for (int severity = SEV_ERROR; severity <= SEV_NOTE; severity++)
		for (size_t i = 0; i < out->nbroken; i++)
			if (out->broken[i].check->severity ==
			    (enum severity)severity)
				sorted[n++] = out->broken[i];
	out->broken = sorted;
}

struct asked {
	const char *place;
	int year;
};

static void *run_all(struct figures *f, void *ctx, struct err *e)
{
	const struct asked *asked = ctx;
	struct arena *a = figures_arena(f);
	const struct pack *p = figures_pack(f);
	struct check_report *out = ARENA_NEW(a, struct check_report);
	struct run r = { .f = f, .arena = a, .out = out, .e = e,
			 .place = arena_strdup(a, asked->place) };

	for (size_t i = 0; i < p->ncheck; i++)
		for (size_t k = 0; k < p->check[i].ncontext; k++)
			if (run_context(&r, &p->check[i],
					&p->check[i].context[k],
					asked->year) < 0)
				return NULL;
	sort_broken(a, out);
	return out;
}

int check_run(struct figures *f, const char *place, int year,
	      struct check_report *out, struct err *e)
{
	struct arena *a = figures_arena(f);
	struct asked asked = { place, year };
	const struct check_report *all = figures_shared(
		f, arena_printf(a, "checks of %s in %d", place, year), run_all,
		&asked, e);

	if (!all)
		return -1;
	*out = *all;
	/* who asks may put a justification to each */
	out->broken = arena_memdup(a, all->broken,
				   all->nbroken * sizeof *all->broken);
	return 0;
}

size_t check_errors(const struct check_report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->nbroken; i++)
		n += r->broken[i].check->severity == SEV_ERROR;
	return n;
}

const char *severity_code(enum severity s)
{
	static const char *const codes[] = { "error", "warning", "note" };

	return codes[s];
}

const char *severity_vi(enum severity s)
{
	static const char *const names[] = { "LỖI", "CẢNH BÁO", "LƯU Ý" };

	return names[s];
}
