/* SPDX-License-Identifier: Apache-2.0 */
/* Every check in every context, and the words for those that are broken. */
#include "check/check.h"

#include "figure/words.h"
#include "lib/base/buf.h"

struct run {
	struct figures *f;
	struct arena *arena;
	struct check_report *out;
	size_t caprun;
	size_t capbroken;
	size_t capunknown;
	struct err *e;
};

/* "(lĩnh vực vận tải; ước thực hiện, năm 2023)" */
static void add_context(struct buf *b, const struct pack *p,
			const struct figure_context *c)
{
	const char *cut = breakdown_vi(b->arena, p, c->breakdown);

	buf_addf(b, " (%s%s%s, %s)", cut, *cut ? "; " : "", basis_vi(c->basis),
		 period_vi(b->arena, c->period));
}

static void put_in_words(struct run *r, struct finding *fd)
{
	const struct pack *p = figures_pack(r->f);
	const char *unit = rule_unit(fd->check->rule);
	const struct measure *m = pack_measure(p, unit);
	struct buf b = BUF_INIT(r->arena);

	fd->left = value_vi(r->arena, &fd->result.left, m);
	fd->right = value_vi(r->arena, &fd->result.right, m);
	buf_adds(&b, fd->check->title);
	add_context(&b, p, &fd->context);
	buf_addf(&b, ": %s %s và %s",
		 fd->result.verdict == RULE_BROKEN ? "không đúng, hai bên là"
						   : "chưa xét được, hai bên là",
		 fd->left, fd->right);
	if (m)
		buf_addf(&b, " (%s)", m->name);
	fd->message = b.data;
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

/* One check in one period and basis: for the total, and for each leaf of the
 * classification that it names. */
static int run_context(struct run *r, const struct check *c,
		       const struct check_context *in, const char *place,
		       int year)
{
	struct figure_context context = {
		.place = place, .breakdown = "", .year = year,
	};
	struct period period;

	if (period_word(in->period, year, &period) < 0 ||
	    basis_parse(in->basis, &context.basis) < 0)
		return err_set(r->e, ERR_INPUT,
			       "kiểm tra “%s”: không hiểu kỳ “%s”, loại “%s”",
			       c->code, in->period, in->basis);
	context.period = arena_strdup(r->arena, period.code);
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

int check_run(struct figures *f, const char *place, int year,
	      struct check_report *out, struct err *e)
{
	struct arena *a = figures_arena(f);
	const struct pack *p = figures_pack(f);
	struct run r = { .f = f, .arena = a, .out = out, .e = e };

	*out = (struct check_report){ 0 };
	for (size_t i = 0; i < p->ncheck; i++)
		for (size_t k = 0; k < p->check[i].ncontext; k++)
			if (run_context(&r, &p->check[i],
					&p->check[i].context[k], place,
					year) < 0)
				return -1;
	sort_broken(a, out);
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
