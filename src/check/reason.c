/* SPDX-License-Identifier: Apache-2.0 */
/* Reasons for broken warnings: giving them, and whether they still hold. */
#include "check/store.h"

#include "figure/words.h"
#include "lib/text/text.h"

/* --- figures -------------------------------------------------------------- */

static struct reason_figure as_printed(const struct figure *fig)
{
	struct reason_figure f = { .key = fig->key, .state = fig->state };

	if (f.state == FIG_VALUE)
		f.value = figure_printed(fig);
	return f;
}

/* The figures of a check, each once. */
static struct reason_figure *figures_of(struct arena *a,
					const struct rule_result *r, size_t *n)
{
	struct reason_figure *v = ARENA_ARRAY(a, r->noperand,
					      struct reason_figure);

	*n = 0;
	for (size_t i = 0; i < r->noperand; i++) {
		const struct figure *fig = operand_figure(r, i);

		if (fig)
			v[(*n)++] = as_printed(fig);
	}
	return v;
}

static const struct reason_figure *find(const struct reason_figure *v,
					size_t n, const struct figure_key *key)
{
	for (size_t i = 0; i < n; i++)
		if (figure_key_same(&v[i].key, key))
			return &v[i];
	return NULL;
}

/* 115 and 115,0 are two figures: they were rounded differently. */
static bool same_value(const struct reason_figure *x,
		       const struct reason_figure *y)
{
	if (x->state != y->state || x->state != FIG_VALUE)
		return x->state == y->state;
	return x->value.qualifier == y->value.qualifier &&
	       x->value.places == y->value.places &&
	       dec_cmp(x->value.low, y->value.low) == 0 &&
	       dec_cmp(x->value.high, y->value.high) == 0;
}

static const char *value_text(struct arena *a, const struct reason_figure *f)
{
	const char *text;

	if (f->state != FIG_VALUE)
		return absence_vi(f->state);
	text = quantity_vi(a, &f->value, false);
	return f->key.percent ? arena_printf(a, "%s%%", text) : text;
}

static void compare(struct arena *a, const struct reason *r,
		    const struct reason_figure *now, size_t nnow,
		    struct justification *j)
{
	size_t cap = 0;

	for (size_t i = 0; i < nnow; i++) {
		const struct reason_figure *was = find(r->figure, r->nfigure,
						       &now[i].key);

		if (was && same_value(was, &now[i]))
			continue;
		*VEC_PUSH(a, j->change, j->nchange, cap) =
			(struct reason_change){
				.key = &now[i].key,
				.from = was ? value_text(a, was) : NULL,
				.to = value_text(a, &now[i]),
			};
	}
	for (size_t i = 0; i < r->nfigure; i++)
		if (!find(now, nnow, &r->figure[i].key))
			*VEC_PUSH(a, j->change, j->nchange, cap) =
				(struct reason_change){
					.key = &r->figure[i].key,
					.from = value_text(a, &r->figure[i]),
				};
}

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
		struct reason_figure *now;
		size_t n;

		if (fd->check->severity != SEV_WARNING)
			continue;
		j = ARENA_NEW(a, struct justification);
		j->given = of_this_year(rs, fd);
		j->reminder = of_last_year(rs, fd);
		now = figures_of(a, &fd->result, &n);
		if (j->given)
			compare(a, j->given, now, n, j);
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

/* NFC, every run of blanks and line ends one blank, none at the ends. */
static int clean_text(struct arena *a, const char *text, char **out,
		      struct err *e)
{
	char *to;

	if (text_nfc(a, text, strlen(text), out, e) < 0)
		return -1;
	to = *out;
	for (const char *s = *out; *s; s++) {
		bool blank = (unsigned char)*s <= ' ' || *s == 0x7f;

		if (!blank)
			*to++ = *s;
		else if (to > *out && to[-1] != ' ')
			*to++ = ' ';
	}
	if (to > *out && to[-1] == ' ')
		to--;
	*to = 0;
	if (to == *out) {
		err_set(e, ERR_INPUT, "lý do giải trình để trống");
		return err_hint(e, "thêm --reason \"vì sao số liệu vẫn đúng\"");
	}
	if (to - *out <= REASON_MAX)
		return 0;
	err_set(e, ERR_INPUT, "lý do giải trình dài quá %d byte", REASON_MAX);
	return err_hint(e, "nêu lý do chính; để phần còn lại ở văn bản kèm theo");
}

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
	char *clean;

	if (may_be_explained(fd, e) < 0 || clean_text(a, text, &clean, e) < 0)
		return -1;
	r.text = clean;
	r.figure = figures_of(a, &fd->result, &r.nfigure);
	return reason_insert(a, db, &r, e);
}
