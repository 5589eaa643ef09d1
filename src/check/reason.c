/* SPDX-License-Identifier: Apache-2.0 */
/* Reasons for broken warnings: giving them, and whether they still hold. */
#include "check/store.h"

/* --- which reason belongs to which finding ---------------------------------- */

struct reasons *reasons_read(struct arena *a, struct db *db, const char *place,
			     int year, int64_t known, struct err *e)
{
	struct reasons *rs = ARENA_NEW(a, struct reasons);

	rs->place = place;
	rs->year = year;
	if (reason_load(a, db, year, known, &rs->v, &rs->n, e) < 0 ||
	    reason_load(a, db, year - 1, known, &rs->last, &rs->nlast, e) < 0)
		return NULL;
	return rs;
}

/* Everything but the year and its period. */
static bool same_subject(const struct reason *r,
			       const struct finding *fd)
{
	return strcmp(r->check, fd->check->code) == 0 &&
	       strcmp(r->place, fd->context.place) == 0 &&
	       strcmp(r->breakdown, fd->context.breakdown) == 0 &&
	       r->basis == fd->context.basis;
}

static const struct reason *of_this_year(const struct reasons *rs,
					 const struct finding *fd)
{
	for (size_t i = 0; i < rs->n; i++)
		if (same_subject(&rs->v[i], fd) &&
		    strcmp(rs->v[i].period, fd->context.period) == 0)
			return &rs->v[i];
	return NULL;
}

/* True when a word of the check meant the one period in the plan of the year
 * before and means the other one now: 2022-H1 and 2023-H1, by "h1". */
static bool one_year_apart(const struct finding *fd, const char *before)
{
	const struct check *c = fd->check;
	struct period then, now;

	for (size_t i = 0; i < c->ncontext; i++) {
		const char *word = c->context[i].period;

		if (period_word(word, fd->context.year - 1, &then) == 0 &&
		    period_word(word, fd->context.year, &now) == 0 &&
		    strcmp(then.code, before) == 0 &&
		    strcmp(now.code, fd->context.period) == 0)
			return true;
	}
	return false;
}

static const struct reason *of_last_year(const struct reasons *rs,
					 const struct finding *fd)
{
	for (size_t i = 0; i < rs->nlast; i++)
		if (same_subject(&rs->last[i], fd) &&
		    one_year_apart(fd, rs->last[i].period))
			return &rs->last[i];
	return NULL;
}

void reasons_match(const struct reasons *rs, struct figures *f,
		   struct check_report *r)
{
	struct arena *a = figures_arena(f);

	for (size_t i = 0; i < r->nbroken; i++) {
		struct finding *fd = &r->broken[i];
		struct justification *j;
		struct printed *now;
		size_t n;

		if (fd->check->severity != SEV_WARNING)
			continue;
		j = ARENA_NEW(a, struct justification);
		j->given = of_this_year(rs, fd);
		j->reminder = of_last_year(rs, fd);
		now = printed_of(a, &fd->result, &n);
		if (j->given)
			j->change = printed_changes(a, j->given->figure,
						    j->given->nfigure, now, n,
						    &j->nchange);
		fd->justification = j;
	}
}

bool is_justified(const struct finding *fd)
{
	const struct justification *j = fd->justification;

	return j && j->given && j->nchange == 0;
}

size_t check_warnings(const struct check_report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->nbroken; i++)
		n += r->broken[i].check->severity == SEV_WARNING;
	return n;
}

size_t check_unjustified(const struct check_report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->nbroken; i++)
		n += r->broken[i].check->severity == SEV_WARNING &&
		     !is_justified(&r->broken[i]);
	return n;
}

/* --- giving a reason --------------------------------------------------------- */

/* Refuses what takes no reason, with what to do instead. */
static int may_be_explained(const struct finding *fd, struct err *e)
{
	const struct check *c = fd->check;

	if (c->severity == SEV_ERROR) {
		err_set(e, ERR_RULE, "kiểm tra “%s” ở mức lỗi: phải sửa số, "
				     "không giải trình được", c->code);
		return err_hint(e, "tìm số sai bằng hoptac check --repair, rồi "
				   "nhập số đúng bằng hoptac import figures");
	}
	if (c->severity == SEV_NOTE)
		return err_set(e, ERR_RULE, "kiểm tra “%s” ở mức lưu ý: không "
					    "cần giải trình", c->code);
	if (fd->result.verdict == RULE_BROKEN)
		return 0;
	if (fd->result.verdict == RULE_UNKNOWN) {
		err_set(e, ERR_RULE, "kiểm tra “%s” chưa xét được vì thiếu số "
				     "liệu, chưa cần giải trình", c->code);
		return err_hint(e, "xem số liệu còn thiếu bằng hoptac check "
				   "--all");
	}
	return err_set(e, ERR_RULE, "kiểm tra “%s” không sai, không có gì để "
				    "giải trình", c->code);
}

int reason_give(struct db *db, struct figures *f, const struct finding *fd,
		const char *text, struct err *e)
{
	struct arena *a = figures_arena(f);
	const struct figure_context *c = &fd->context;
	struct reason r = {
		.check = fd->check->code,
		.place = c->place,
		.year = c->year,
		.period = c->period,
		.basis = c->basis,
		.breakdown = c->breakdown,
	};

	if (may_be_explained(fd, e) < 0)
		return -1;
	if (words_clean(a, text, "lý do giải trình", &r.text, e) < 0)
		return err_hint(e, "thêm --reason \"vì sao số liệu vẫn đúng\"");
	r.figure = printed_of(a, &fd->result, &r.nfigure);
	return reason_insert(a, db, &r, e);
}
