/* SPDX-License-Identifier: Apache-2.0 */
/* Routes of inquiries: what units are asked about broken checks. */
#include "api/internal.h"

#include "check/check.h"
#include "check/inquiry_view.h"
#include "figure/asked.h"

int list_inquiries(struct request *q, struct response *r)
{
	return run_command(q, r, cmd_named(check_cmds, "ask"), "check", NULL);
}

/* The inquiry as it stands now. */
static int answer_inquiry(struct request *q, struct response *r, int64_t id)
{
	const struct inquiry *i;
	struct asked x;

	buf_cut(&r->body, 0);
	i = inquiry_open(q, id, &x);
	return i ? answer_json(r, inquiry_json(q->arena, i)) : -1;
}

/* --- asking ------------------------------------------------------------------- */

/* Inquiries are numbered on: the new one is the last. */
static int answer_newest(struct request *q, struct response *r, int year)
{
	const struct inquiries *all;
	struct asked x;

	if (figures_asked(q, year, &x) < 0)
		return -1;
	all = inquiries_read(q->arena, q->db, year, x.known, &q->err);
	return all ? answer_inquiry(q, r, all->v[all->n - 1].id) : -1;
}

int post_inquiry(struct request *q, struct response *r)
{
	int64_t year = 0;
	const char *why;
	struct asked x;

	http_int(q, "year", &year);
	if (figures_asked(q, (int)year, &x) < 0)
		return -1;
	why = settle_barred(q, &x);
	if (why)
		return http_forbid(q, why);
	if (!pack_check(x.pack, http_text(q, "check"))) {
		err_set(&q->err, ERR_INPUT, "không có kiểm tra “%s”",
			http_text(q, "check"));
		return err_field(&q->err, "check");
	}
	if (run_command(q, r, cmd_named(check_cmds, "ask"), "check", NULL) < 0)
		return -1;
	return answer_newest(q, r, x.year);
}

/* --- saying more ---------------------------------------------------------------- */

static int say(struct request *q, struct response *r, const char *command,
	       const char *flag)
{
	const struct inquiry *i;
	const char *why;
	struct asked x;
	int64_t id = 0;

	http_int(q, "id", &id);
	i = inquiry_open(q, id, &x);
	if (!i)
		return -1;
	why = strcmp(command, "answer") == 0 ? inquiry_barred(q, &x, i)
					     : settle_barred(q, &x);
	if (why)
		return http_forbid(q, why);
	if (run_command(q, r, cmd_named(check_cmds, command), "id", flag) < 0)
		return -1;
	return answer_inquiry(q, r, id);
}

int post_answer(struct request *q, struct response *r)
{
	return say(q, r, "answer", NULL);
}

int post_again(struct request *q, struct response *r)
{
	return say(q, r, "ask", NULL);
}

int post_close(struct request *q, struct response *r)
{
	return say(q, r, "ask", "close");
}
