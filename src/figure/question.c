/* SPDX-License-Identifier: Apache-2.0 */
/* The question that the common options put. */
#include "figure/cmd.h"
#include "figure/internal.h"

#include "lib/db/db.h"
#include "register/rules.h"
#include "territory/territory.h"

static bool has_option(const struct cli *cli, const char *name)
{
	for (const struct opt *o = cli->cmd->opts; o && o->name; o++)
		if (strcmp(o->name, name) == 0)
			return true;
	return false;
}

static day_t middle_of(int year)
{
	day_t d;

	return day_from_civil(year, 6, 30, &d) < 0 ? day_today() : d;
}

static int find_place(struct cli *cli, struct question *q)
{
	const struct territory *t = figures_territory(q->figures);
	const char *text = has_option(cli, "place") ? cli_text(cli, "place")
						     : NULL;
	const struct unit **unit;
	size_t n;

	q->place = figures_home(q->figures);
	if (!text) {
		if (q->place)
			return 0;
		err_set(&cli->err, ERR_NOTFOUND,
			"chưa có danh mục đơn vị hành chính");
		return err_hint(&cli->err,
				"tạo thư mục dữ liệu bằng lệnh hoptac init");
	}
	q->place = text;
	if (!t || territory_find(t, text, q->on))
		return 0;
	n = territory_named(cli->arena, t, text, NULL, 0, q->on, &unit);
	if (n == 1) {
		q->place = unit[0]->code;
		return 0;
	}
	err_set(&cli->err, ERR_NOTFOUND,
		n == 0 ? "không có đơn vị hành chính “%s”"
		       : "nhiều đơn vị hành chính tên “%s”", text);
	err_field(&cli->err, "place");
	return err_hint(&cli->err, "xem mã bằng lệnh hoptac units");
}

int question_of_year(struct cli *cli, int year, struct question *out)
{
	const struct pack *p;

	*out = (struct question){ 0 };
	out->known = db_last_tx(cli->db);
	if (has_option(cli, "known") && cli_known(cli, &out->known) < 0)
		return -1;
	out->dated = has_option(cli, "on") && cli_day(cli, "on", &out->on);
	out->year = year;
	if (!out->year)
		out->year = reported_last_year(cli->db, out->known);
	if (!out->dated)
		out->on = out->year ? middle_of(out->year - 1) : day_today();
	p = rules_on(cli->arena, cli->db, out->on, out->known, &cli->err);
	if (!p)
		return -1;
	out->figures = figures_open(cli->arena, cli->db, p, out->known,
				    &cli->err);
	if (!out->figures)
		return -1;
	if (!out->year)
		out->year = figures_year(out->figures);
	return find_place(cli, out);
}

int question_read(struct cli *cli, struct question *out)
{
	int64_t year = 0;

	if (has_option(cli, "year"))
		cli_int(cli, "year", &year);
	if (year > 9999 || (year > 0 && year < 1900)) {
		err_set(&cli->err, ERR_USAGE, "năm không hợp lệ: %lld",
			(long long)year);
		return err_field(&cli->err, "year");
	}
	return question_of_year(cli, (int)year, out);
}
