/* SPDX-License-Identifier: Apache-2.0 */
/* What a page about figures is asked for. */
#include "figure/asked.h"

#include "figure/internal.h"
#include "lib/html/html.h"
#include "office/office.h"
#include "register/rules.h"

static int year_of(day_t d)
{
	int year, month, day;

	day_to_civil(d, &year, &month, &day);
	return year;
}

int figures_asked(struct request *q, int year, struct asked *out)
{
	const struct account *who = office_account(q);
	const struct pack *p;
	struct period h1;
	day_t on;

	*out = (struct asked){ .year = year, .known = office_known(q) };
	if (!out->year)
		out->year = q->has_on ? year_of(q->on) + 1
				      : reported_last_year(q->db, out->known);
	if (!out->year)
		out->year = year_of(day_today()) + 1;
	if (period_word("h1", out->year, &h1) < 0)
		return err_set(&q->err, ERR_INPUT, "năm không hợp lệ: %d",
			       out->year);
	on = q->has_on ? q->on : h1.last;
	p = rules_on(q->arena, q->db, on, out->known, &q->err);
	if (!p)
		return -1;
	out->pack = p;
	out->figures = figures_open(q->arena, q->db, p, out->known, &q->err);
	if (!out->figures)
		return -1;
	out->home = figures_home(out->figures);
	if (!out->home) {
		err_set(&q->err, ERR_NOTFOUND,
			"chưa có danh mục đơn vị hành chính");
		return err_hint(&q->err, "tạo thư mục dữ liệu bằng lệnh hoptac "
					 "init");
	}
	out->place = who && *who->place ? who->place : out->home;
	out->now = q->has_on && year_of(q->on) == out->year - 1
			   ? day_iso(q->arena, q->on)
			   : arena_strdup(q->arena, h1.code);
	return 0;
}

const char *asked_url(struct request *q, const char *url)
{
	struct buf b = BUF_INIT(q->arena);
	char mark = strchr(url, '?') ? '&' : '?';

	buf_adds(&b, url);
	if (q->has_on) {
		buf_addf(&b, "%cngay=%s", mark, day_iso(q->arena, q->on));
		mark = '&';
	}
	if (q->has_known) {
		buf_addf(&b, "%cbiet=", mark);
		html_arg(&b, moment_iso(q->arena, q->known));
	}
	return b.data;
}

const char *asked_source(struct request *q, const struct figure_key *k)
{
	return asked_url(q, figure_source_url(q->arena, k));
}
