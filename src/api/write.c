/* SPDX-License-Identifier: Apache-2.0 */
/* Routes that write what no command writes in one piece: a figure, an event. */
#include "api/internal.h"

#include "figure/asked.h"
#include "figure/words.h"
#include "lib/db/db.h"
#include "register/register.h"

/* --- a reported figure ---------------------------------------------------------- */

/* An exact decimal as figures are answered: "36.48". */
static int read_number(struct request *q, const char *name, struct dec *out,
		       int *places)
{
	const char *text = http_text(q, name);

	if (dec_parse(text, out, places) == 0)
		return 0;
	err_set(&q->err, ERR_INPUT, "“%.40s” không phải là số", text);
	err_hint(&q->err, "ghi như 1250 hoặc 36.48");
	return err_field(&q->err, name);
}

/* The value as figure_json has it: value, value_max, qualifier, state. */
static int read_value(struct request *q, struct figure_report *r)
{
	const char *qualifier = http_text(q, "qualifier");
	const char *state = http_text(q, "state");
	struct quantity *v = &r->value;
	int places = 0;

	r->state = FIG_VALUE;
	if (state)
		state_parse(state, &r->state); /* a choice: known */
	if ((r->state == FIG_VALUE) != (http_text(q, "value") != NULL)) {
		err_set(&q->err, ERR_INPUT,
			r->state == FIG_VALUE
				? "thiếu giá trị"
				: "đã ghi không có số liệu thì không ghi giá trị");
		return err_field(&q->err, "value");
	}
	if (r->state != FIG_VALUE)
		return 0;
	if (read_number(q, "value", &v->low, &v->places) < 0)
		return -1;
	v->high = v->low;
	if (qualifier && qualifier_parse(qualifier, &v->qualifier) < 0)
		BUG("qualifier %s", qualifier);
	if (!http_text(q, "value_max"))
		return 0;
	if (read_number(q, "value_max", &v->high, &places) < 0)
		return -1;
	v->places = places > v->places ? places : v->places;
	if (v->qualifier == QUAL_EXACT)
		v->qualifier = QUAL_RANGE;
	return 0;
}

static int read_key(struct request *q, const struct asked *x,
		    struct figure_key *k)
{
	const char *breakdown = http_text(q, "breakdown");
	const char *place = http_text(q, "place");
	const char *why;
	struct period p;

	*k = (struct figure_key){
		.indicator = http_text(q, "indicator"),
		.place = place ? place : x->place,
		.breakdown = breakdown ? breakdown : "",
		.period = http_text(q, "period"),
		.percent = http_flag(q, "percent"),
	};
	basis_parse(http_text(q, "basis"), &k->basis); /* a choice: known */
	if (period_parse(k->period, &p) == 0) {
		why = asked_barred(q, x, k);
		return why ? http_forbid(q, why) : 0;
	}
	err_set(&q->err, ERR_INPUT, "“%s” không phải là mã kỳ số liệu",
		k->period);
	err_field(&q->err, "period");
	return err_hint(&q->err, "ví dụ: 2023, 2023-H1, 2023-Q3, 2021-2025");
}

/* The figure as it is now, a per cent of plan beside its value. */
static int answer_figure(struct request *q, struct response *r,
			 const struct figure_key *k)
{
	struct asked x;
	struct figure fig;

	if (figures_asked(q, 0, &x) < 0 ||
	    figures_get(x.figures, k, &fig, &q->err) < 0)
		return -1;
	return answer_json(r, figure_json(q->arena, &fig));
}

int post_figure(struct request *q, struct response *r)
{
	const char *why = http_text(q, "reason");
	struct figure_report report = { 0 };
	struct asked x;

	if (figures_asked(q, 0, &x) < 0 || read_key(q, &x, &report.key) < 0 ||
	    read_value(q, &report) < 0)
		return -1;
	report.note = http_text(q, "note");
	report.origin = http_text(q, "origin");
	if (db_begin(q->db, q->user->login,
		     why ? why : arena_printf(q->arena, "nhập số liệu %s",
					      report.key.indicator),
		     &q->err) < 0 ||
	    figure_report(q->db, x.pack, &report, &q->err) < 0 ||
	    db_commit(q->db, &q->err) < 0)
		return -1;
	return answer_figure(q, r, &report.key);
}

/* --- an event ---------------------------------------------------------------------- */

int post_event(struct request *q, struct response *r)
{
	day_t day = day_today();
	int64_t org;

	http_day(q, "day", &day);
	org = register_find(q->db, http_text(q, "id"), day,
			    db_last_tx(q->db), &q->err);
	if (!org || may_write_org(q, org, day) < 0)
		return -1;
	if (run_command(q, r, cmd_named(register_cmds, "register event"),
			"id|kind", NULL) < 0)
		return -1;
	return run_command(q, r, cmd_named(register_cmds, "register show"),
			   "id", NULL);
}
