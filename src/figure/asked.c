/* SPDX-License-Identifier: Apache-2.0 */
/* What a page about figures is asked for. */
#include "figure/asked.h"

#include "figure/internal.h"
#include "lib/html/html.h"
#include "office/office.h"
#include "register/rules.h"
#include "territory/territory.h"

int figures_asked(struct request *q, int year, struct asked *out)
{
	const struct account *who = office_account(q);
	const struct reports *reports;
	const struct pack *p;
	struct period h1;
	day_t on;

	*out = (struct asked){ .year = year, .known = office_known(q) };
	if (!out->year && q->has_on)
		out->year = day_year(q->on) + 1;
	if (!out->year) {
		reports = reports_open(q->arena, q->db, out->known, &q->err);
		if (!reports)
			return -1;
		out->year = reports->last_year;
	}
	if (!out->year)
		out->year = day_year(day_today()) + 1;
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
	out->now = q->has_on && day_year(q->on) == out->year - 1
			   ? day_iso(q->arena, q->on)
			   : arena_strdup(q->arena, h1.code);
	return 0;
}

/* The category of a breakdown in a classification, on a; NULL: it has none. */
static const char *category_in(struct arena *a, const char *breakdown,
			       const char *classification)
{
	const size_t n = strlen(classification);

	for (const char *p = breakdown; *p; p += *p == ';') {
		const size_t size = strcspn(p, ";");

		if (size > n && p[n] == '=' &&
		    strncmp(p, classification, n) == 0)
			return arena_strndup(a, p + n + 1, size - n - 1);
		p += size;
	}
	return NULL;
}

static bool own_sector(struct request *q, const struct asked *x,
		       const char *own, const char *breakdown)
{
	const struct classification *c = pack_classification(x->pack, "sector");
	const char *sector = category_in(q->arena, breakdown, "sector");

	return c && sector && category_find(c, sector) &&
	       category_is(c, sector, own);
}

static const char *unit_vi(const struct asked *x, const struct account *who)
{
	const struct unit *u = territory_meant(figures_territory(x->figures),
					       who->place, who->place_since);

	return u ? u->name : who->place;
}

static bool own_place(const struct asked *x, const struct account *who,
		      const struct figure_key *k)
{
	struct period p;

	return period_parse(k->period, &p) == 0 &&
	       territory_is_in(figures_territory(x->figures), k->place, p.last,
			       who->place, who->place_since);
}

static const char *sector_vi(const struct asked *x, const char *code)
{
	const struct classification *c = pack_classification(x->pack, "sector");
	const struct category *own = c ? category_find(c, code) : NULL;

	return own ? own->name : code;
}

const char *asked_barred_place(struct request *q, const struct asked *x,
			       const struct figure_key *k)
{
	const struct account *who = office_account(q);

	if (!who || !*who->place || own_place(x, who, k))
		return NULL;
	return arena_printf(q->arena, "tài khoản này chỉ làm cho %s",
			    unit_vi(x, who));
}

const char *asked_barred(struct request *q, const struct asked *x,
			 const struct figure_key *k)
{
	const struct account *who = office_account(q);
	const char *why = asked_barred_place(q, x, k);

	if (!why && who && *who->sector &&
	    !own_sector(q, x, who->sector, k->breakdown))
		why = arena_printf(q->arena,
				   "tài khoản này chỉ làm cho lĩnh vực %s",
				   sector_vi(x, who->sector));
	return why;
}

const char *asked_barred_all(struct request *q, const struct asked *x)
{
	const struct account *who = office_account(q);

	if (!who || ((!*who->place || strcmp(who->place, x->home) == 0) &&
		     !*who->sector))
		return NULL;
	return "tài khoản này chỉ làm cho một đơn vị hoặc một lĩnh vực, việc "
	       "này là của toàn tỉnh";
}

const char *asked_url(struct request *q, const char *url)
{
	struct buf b = BUF_INIT(q->arena);
	char mark = strchr(url, '?') ? '&' : '?';

	if (!q->has_on && !q->has_known)
		return url;
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
