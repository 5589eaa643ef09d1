/* SPDX-License-Identifier: Apache-2.0 */
/* Inquiries: where they stand, and what is said next. */
#include "check/store.h"

#include "figure/words.h"

/* --- finding ---------------------------------------------------------------- */

struct inquiries *inquiries_read(struct arena *a, struct db *db, int year,
				 int64_t known, struct err *e)
{
	struct inquiries *x = ARENA_NEW(a, struct inquiries);

	x->year = year;
	return inquiry_load(a, db, year, known, &x->v, &x->n, e) < 0 ? NULL
								     : x;
}

const struct inquiry *inquiry_find(const struct inquiries *x, int64_t id)
{
	for (size_t i = 0; i < x->n; i++)
		if (x->v[i].id == id)
			return &x->v[i];
	return NULL;
}

static bool is_about(const struct inquiry *i, const struct finding *fd)
{
	const struct figure_context *c = &fd->context;

	return strcmp(i->check, fd->check->code) == 0 && i->year == c->year &&
	       strcmp(i->place, c->place) == 0 &&
	       strcmp(i->period, c->period) == 0 && i->basis == c->basis &&
	       strcmp(i->breakdown, c->breakdown) == 0;
}

const struct inquiry *inquiry_about(const struct inquiries *x,
				    const struct finding *fd, size_t *at)
{
	while (*at < x->n) {
		const struct inquiry *i = &x->v[(*at)++];

		if (is_about(i, fd))
			return i;
	}
	return NULL;
}

const struct inquiry_entry *inquiry_last(const struct inquiry *i)
{
	return &i->entry[i->nentry - 1];
}

bool inquiry_is_late(const struct inquiry *i, day_t today)
{
	const struct inquiry_entry *last = inquiry_last(i);

	return i->standing == INQUIRY_WAITS && last->has_due &&
	       last->due < today;
}

/* --- whom to ask ------------------------------------------------------------- */

bool inquiry_asks(const struct figure *fig, const char *unit)
{
	return fig->source == FIG_REPORTED && fig->row != 0 &&
	       strcmp(fig->key.place, unit) == 0;
}

static bool is_among(const char *const *v, size_t n, const char *s)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i], s) == 0)
			return true;
	return false;
}

size_t inquiry_units(struct arena *a, const struct finding *fd,
		     const char *const **out)
{
	const char **v = ARENA_ARRAY(a, fd->result.noperand, const char *);
	size_t n = 0;

	for (size_t i = 0; i < fd->result.noperand; i++) {
		const struct figure *fig = operand_figure(&fd->result, i);

		if (fig && inquiry_asks(fig, fig->key.place) &&
		    !is_among(v, n, fig->key.place))
			v[n++] = fig->key.place;
	}
	*out = v;
	return n;
}

/* The figures of the check as printed, those of the unit marked; how many
 * are marked. */
static size_t figures_in_question(struct arena *a, const struct finding *fd,
				  const char *unit, struct inquiry *out)
{
	size_t n = 0;

	out->figure = printed_of(a, &fd->result, &out->nfigure);
	for (size_t i = 0; i < fd->result.noperand; i++) {
		const struct figure *fig = operand_figure(&fd->result, i);

		if (!fig || !inquiry_asks(fig, unit))
			continue;
		for (size_t k = 0; k < out->nfigure; k++)
			if (figure_key_same(&out->figure[k].key, &fig->key)) {
				out->figure[k].asked = true;
				n++;
			}
	}
	return n;
}

/* --- where it stands --------------------------------------------------------- */

static const struct finding *finding_of(const struct inquiry *i,
					const struct check_report *r)
{
	for (size_t k = 0; k < r->nbroken; k++)
		if (is_about(i, &r->broken[k]))
			return &r->broken[k];
	for (size_t k = 0; k < r->nrun; k++)
		if (is_about(i, &r->run[k]))
			return &r->run[k];
	return NULL;
}

static bool is_broken(const struct finding *fd)
{
	return fd && fd->result.verdict == RULE_BROKEN;
}

static enum inquiry_standing standing_of(const struct inquiry *i)
{
	switch (inquiry_last(i)->state) {
	case INQUIRY_CLOSED:
		return INQUIRY_DONE;
	case INQUIRY_ANSWERED:
		return INQUIRY_REPLIED;
	case INQUIRY_ASKED:
		break;
	}
	for (size_t k = 0; k < i->nchange; k++)
		if (i->change[k].asked)
			return INQUIRY_CORRECTED;
	return is_broken(i->finding) ? INQUIRY_WAITS : INQUIRY_MOOT;
}

void inquiries_match(struct inquiries *x, struct figures *f,
		     const struct check_report *r)
{
	struct arena *a = figures_arena(f);

	for (size_t k = 0; k < x->n; k++) {
		struct inquiry *i = &x->v[k];
		struct printed *now;
		size_t n;

		i->finding = finding_of(i, r);
		if (i->finding) {
			now = printed_of(a, &i->finding->result, &n);
			i->change = printed_changes(a, i->figure, i->nfigure,
						    now, n, &i->nchange);
		}
		i->standing = standing_of(i);
	}
}

/* --- saying something --------------------------------------------------------- */

static int clean(struct arena *a, const char *text, const char *what,
		 const char **out, struct err *e)
{
	if (words_clean(a, text, what, out, e) == 0)
		return 0;
	return err_field(e, "text");
}

/* A question, until when, about what. */
static int read_question(struct arena *a, const struct inquiry_words *w,
			 struct inquiry_entry *out, struct err *e)
{
	*out = (struct inquiry_entry){ .state = INQUIRY_ASKED,
				       .has_due = w->has_due, .due = w->due };
	if (clean(a, w->text, "nội dung cần rà soát", &out->text, e) < 0)
		return -1;
	if (!w->has_due || w->due >= day_today())
		return 0;
	err_set(e, ERR_INPUT, "ngày trả lời đã qua");
	err_field(e, "due");
	return err_hint(e, "ghi một ngày từ hôm nay, hoặc để trống");
}

static int refuse_unbroken(const struct finding *fd, struct err *e)
{
	if (is_broken(fd))
		return 0;
	err_set(e, ERR_RULE, "phép kiểm tra%s%s%s không sai, không có gì để "
			     "trả lại rà soát",
		fd ? " “" : "", fd ? fd->check->code : "", fd ? "”" : "");
	return err_field(e, "inquiry");
}

static int refuse_unit(struct figures *f, const struct finding *fd,
		       const char *unit, struct err *e)
{
	err_set(e, ERR_INPUT, "%s không báo cáo số nào trong phép kiểm tra “%s”",
		place_vi(f, unit, fd->context.period), fd->check->code);
	err_field(e, "unit");
	return err_hint(e, "số đếm từ sổ đăng ký thì sửa ở hồ sơ tổ chức");
}

int inquiry_ask(struct db *db, struct figures *f, const struct finding *fd,
		const char *unit, const struct inquiry_words *w, int64_t *id,
		struct err *e)
{
	struct arena *a = figures_arena(f);
	const struct figure_context *c = &fd->context;
	struct inquiry_entry said;
	struct inquiry i = {
		.check = fd->check->code, .place = c->place, .year = c->year,
		.period = c->period, .basis = c->basis,
		.breakdown = c->breakdown, .unit = unit,
	};

	if (refuse_unbroken(fd, e) < 0)
		return -1;
	if (figures_in_question(a, fd, unit, &i) == 0)
		return refuse_unit(f, fd, unit, e);
	if (read_question(a, w, &said, e) < 0)
		return -1;
	if (inquiry_stands(db, &i)) {
		err_set(e, ERR_CONFLICT, "đã có yêu cầu %s rà soát phép kiểm "
					 "tra này, chưa đóng",
			place_vi(f, unit, c->period));
		return err_hint(e, "mở yêu cầu ấy để hỏi lại hoặc đóng");
	}
	return inquiry_insert(a, db, &i, &said, id, e);
}

static int refuse_closed(const struct inquiry *i, struct err *e)
{
	if (inquiry_last(i)->state != INQUIRY_CLOSED)
		return 0;
	err_set(e, ERR_RULE, "yêu cầu rà soát số %lld đã đóng",
		(long long)i->id);
	err_field(e, "inquiry");
	return err_hint(e, "cần hỏi thêm thì lập yêu cầu mới");
}

int inquiry_again(struct db *db, struct figures *f, const struct inquiry *i,
		  const struct inquiry_words *w, struct err *e)
{
	struct arena *a = figures_arena(f);
	struct inquiry next = *i;
	struct inquiry_entry said;

	if (refuse_closed(i, e) < 0 || refuse_unbroken(i->finding, e) < 0)
		return -1;
	if (figures_in_question(a, i->finding, i->unit, &next) == 0)
		return refuse_unit(f, i->finding, i->unit, e);
	if (read_question(a, w, &said, e) < 0)
		return -1;
	return inquiry_insert(a, db, &next, &said, NULL, e);
}

int inquiry_answer(struct db *db, struct figures *f, const struct inquiry *i,
		   const char *text, struct err *e)
{
	struct arena *a = figures_arena(f);
	struct inquiry_entry said = *inquiry_last(i); /* until when it stays */

	said.state = INQUIRY_ANSWERED;
	if (refuse_closed(i, e) < 0 ||
	    clean(a, text, "câu trả lời", &said.text, e) < 0)
		return -1;
	return inquiry_insert(a, db, i, &said, NULL, e);
}

int inquiry_close(struct db *db, struct figures *f, const struct inquiry *i,
		  const char *text, struct err *e)
{
	struct arena *a = figures_arena(f);
	struct inquiry_entry said = { .state = INQUIRY_CLOSED, .text = "" };

	if (refuse_closed(i, e) < 0)
		return -1;
	if (text && text[strspn(text, " \t\r\n")] &&
	    clean(a, text, "ghi chú", &said.text, e) < 0)
		return -1;
	return inquiry_insert(a, db, i, &said, NULL, e);
}
