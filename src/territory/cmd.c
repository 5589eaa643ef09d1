/* SPDX-License-Identifier: Apache-2.0 */
/* Commands: units. */
#include "territory/territory.h"

#include "lib/cli/cli.h"
#include "lib/db/db.h"
#include "lib/text/number.h"
#include "lib/text/text.h"
#include "territory/internal.h"

#include <string.h>

/* The question as the options put it. */
struct question {
	const struct territory *t;
	const struct unit *place;
	day_t on;
};

static const char *day_or_none(struct arena *a, day_t d)
{
	return d == DAY_MIN || d == DAY_MAX ? NULL : day_iso(a, d);
}

/* The snapshot that holds the place: the home province's, which is quick to
 * read, or the country's. */
static int read_place(struct cli *cli, struct question *q)
{
	const char *code = cli_text(cli, "place");
	char *home;
	int64_t known;

	if (cli_known(cli, &known) < 0)
		return -1;
	home = territory_home(cli->arena, cli->db, known);
	if (!home)
		return err_set(&cli->err, ERR_NOTFOUND,
			       "chưa nạp danh mục đơn vị hành chính");
	q->t = territory_read(cli->arena, cli->db, home, known, &cli->err);
	if (!q->t)
		return -1;
	q->place = territory_find(q->t, code ? code : home, q->on);
	if (q->place)
		return 0;
	q->t = territory_read(cli->arena, cli->db, NULL, known, &cli->err);
	if (!q->t)
		return -1;
	q->place = territory_find(q->t, code ? code : home, q->on);
	if (q->place)
		return 0;
	err_set(&cli->err, ERR_NOTFOUND,
		"ngày %s không có đơn vị hành chính mã %s",
		day_vi(cli->arena, q->on), code ? code : home);
	return err_field(&cli->err, "place");
}

static void add_unit(struct cli *cli, const struct question *q,
		     struct table *table, const struct unit *u)
{
	const struct unit **below;

	table_cell(table, u->code);
	table_cell(table, u->name);
	table_cell(table, u->kind);
	table_cell(table, u->parent ? u->parent->code : NULL);
	table_cell(table, u->parent ? u->parent->name : NULL);
	table_cell(table, day_or_none(cli->arena, u->from));
	table_cell(table, day_or_none(cli->arena, u->to));
	if (u->level == UNIT_COMMUNE)
		table_cell(table, NULL);
	else
		table_cellf(table, "%zu",
			    territory_below(cli->arena, q->t, u, UNIT_COMMUNE,
					    q->on, &below));
}

/* What lies directly in the place, or what the text names. */
static size_t list(struct cli *cli, const struct question *q,
		   const struct unit ***out)
{
	const struct unit **all;
	size_t n;
	size_t kept = 0;

	if (cli->argc)
		n = territory_search(cli->arena, q->t, cli->argv[0], q->on,
				     &all);
	else
		n = territory_below(cli->arena, q->t, q->place, UNIT_ANY,
				    q->on, &all);
	for (size_t i = 0; i < n; i++)
		if (cli->argc ? unit_is_under(all[i], q->place) :
				all[i]->parent == q->place)
			all[kept++] = all[i];
	*out = all;
	return kept;
}

/* Counts and doubts, for people only. */
static void print_remarks(struct cli *cli, const struct question *q)
{
	const char *format = cli_text(cli, "format");
	const struct unit **below;
	struct err doubt = { 0 };
	struct arena *a = cli->arena;

	if (format && strcmp(format, "table") != 0)
		return;
	buf_addf(&cli->out, "\n%s ngày %s: %zu đơn vị cấp huyện, %zu đơn vị "
			    "cấp xã\n",
		 q->place->name, day_vi(a, q->on),
		 territory_below(a, q->t, q->place, UNIT_DISTRICT, q->on,
				 &below),
		 territory_below(a, q->t, q->place, UNIT_COMMUNE, q->on,
				 &below));
	if (territory_covers(q->t, q->place, q->on, &doubt))
		buf_addf(&cli->out, "Lưu ý: %s; %s\n", doubt.message,
			 doubt.hint);
}

static int run_list(struct cli *cli, const struct question *q)
{
	static const struct column columns[] = {
		{ "code", "Mã", COL_LEFT, false },
		{ "name", "Tên", COL_LEFT, false },
		{ "kind", "Loại", COL_LEFT, false },
		{ "parent", "Mã cấp trên", COL_LEFT, false },
		{ "parent_name", "Cấp trên", COL_LEFT, false },
		{ "from", "Từ ngày", COL_LEFT, false },
		{ "to", "Đến ngày", COL_LEFT, false },
		{ "communes", "Số xã", COL_RIGHT, true },
	};
	struct table *table = table_new(cli->arena, columns,
					ARRAY_LEN(columns));
	const struct unit **unit;
	size_t n = list(cli, q, &unit);

	if (!n && cli->argc) {
		err_set(&cli->err, ERR_NOTFOUND,
			"ngày %s, %s không có đơn vị hành chính nào là “%s”",
			day_vi(cli->arena, q->on), q->place->name,
			cli->argv[0]);
		return err_hint(&cli->err, "chọn ngày khác bằng --on, hoặc xem "
					   "nơi cũ bằng --successors");
	}
	for (size_t i = 0; i < n; i++)
		add_unit(cli, q, table, unit[i]);
	table_print(table, cli_text(cli, "format"), &cli->out);
	print_remarks(cli, q);
	return 0;
}

/* --- what became of a unit ------------------------------------------------ */

static const char *kind_vi(const char *kind)
{
	static const char *const names[][2] = {
		{ "whole", "nhập toàn bộ" }, { "split", "chia tách" },
		{ "rename", "đổi tên" },     { "recode", "đổi mã" },
		{ "abolish", "bỏ cấp" },
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(kind, names[i][0]) == 0)
			return names[i][1];
	BUG("kind of change: %s", kind);
}

/* n / unit, or NULL when n is not known: "18,61" for people, "18.61" in CSV and
 * JSON. */
static const char *amount(struct arena *a, int64_t n, int64_t unit,
			  bool for_people)
{
	struct dec d;

	if (n < 0 || dec_div(dec_int(n), dec_int(unit), &d))
		return NULL;
	return for_people ? number_vi(a, d, -1) : dec_str(a, d);
}

/* The changes told so far: each unit's once, by its place in the snapshot. */
struct story {
	const struct territory *t;
	struct table *table;
	bool *told;
};

/* The changes of a unit, then those of what it became. */
static void tell(struct cli *cli, struct story *s, const struct unit *u)
{
	struct arena *a = cli->arena;
	struct table *table = s->table;
	const char *format = cli_text(cli, "format");
	bool for_people = !format || strcmp(format, "table") == 0;
	struct unit_change *c;
	size_t n = territory_changes(a, s->t, u, &c);

	if (s->told[u - s->t->unit])
		return;
	s->told[u - s->t->unit] = true;
	for (size_t i = 0; i < n; i++) {
		table_cell(table, day_iso(a, c[i].day));
		table_cell(table, c[i].old->code);
		table_cell(table, c[i].old->name);
		table_cell(table, for_people ? kind_vi(c[i].kind) : c[i].kind);
		table_cell(table, c[i].new->code);
		table_cell(table, c[i].new->name);
		table_cell(table, amount(a, c[i].area_m2, 1000000, for_people));
		table_cell(table, amount(a, c[i].people, 1, for_people));
		table_cell(table, c[i].decision);
		table_cell(table, c[i].note);
	}
	for (size_t i = 0; i < n; i++)
		tell(cli, s, c[i].new);
}

/* Units of that code or name that have ended; on one day if a day was given. */
static size_t ended(struct cli *cli, const struct question *q,
		    const struct unit ***out)
{
	const char *text = cli->argv[0];
	char *fold = text_fold(cli->arena, text);
	size_t n = 0, cap = 0;
	day_t on;
	bool one_day = cli_day(cli, "on", &on);

	*out = NULL;
	for (size_t i = 0; i < q->t->nunit; i++) {
		const struct unit *u = q->t->by_code[i];

		if (u->to == DAY_MAX ||
		    (one_day && (on < u->from || on > u->to)))
			continue;
		if (strcmp(u->code, text) == 0 ||
		    (*fold && strstr(u->fold, fold)))
			*VEC_PUSH(cli->arena, *out, n, cap) = u;
	}
	return n;
}

static int run_successors(struct cli *cli, const struct question *q)
{
	static const struct column columns[] = {
		{ "day", "Từ ngày", COL_LEFT, false },
		{ "old_code", "Mã cũ", COL_LEFT, false },
		{ "old_name", "Đơn vị cũ", COL_LEFT, false },
		{ "change", "Thay đổi", COL_LEFT, false },
		{ "new_code", "Mã mới", COL_LEFT, false },
		{ "new_name", "Đơn vị mới", COL_LEFT, false },
		{ "area_km2", "Diện tích (km2)", COL_RIGHT, false },
		{ "people", "Dân số", COL_RIGHT, true },
		{ "decision", "Văn bản", COL_LEFT, false },
		{ "note", "Ghi chú", COL_LEFT, false },
	};
	struct story s = {
		q->t, table_new(cli->arena, columns, ARRAY_LEN(columns)),
		ARENA_ARRAY(cli->arena, q->t->nunit, bool),
	};
	const struct unit **unit;
	size_t n;

	if (!cli->argc)
		return err_set(&cli->err, ERR_USAGE,
			       "--successors cần tên hoặc mã của đơn vị cũ");
	n = ended(cli, q, &unit);
	if (!n)
		return err_set(&cli->err, ERR_NOTFOUND,
			       "không có đơn vị nào đã kết thúc có tên hoặc mã "
			       "“%s”", cli->argv[0]);
	for (size_t i = 0; i < n; i++)
		tell(cli, &s, unit[i]);
	table_print(s.table, cli_text(cli, "format"), &cli->out);
	return 0;
}

static int run_units(struct cli *cli)
{
	struct question q = { .on = day_today() };

	cli_day(cli, "on", &q.on);
	if (read_place(cli, &q))
		return -1;
	return cli_flag(cli, "successors") ? run_successors(cli, &q) :
					     run_list(cli, &q);
}

static const struct opt units_opts[] = {
	OPT_ON,
	OPT_KNOWN,
	OPT_PLACE,
	OPT_FORMAT,
	{ "successors", 's', OPT_FLAG, NULL,
	  "what became of units that have ended" },
	OPT_END
};

const struct cmd territory_cmds[] = {
	{ .name = "units",
	  .args = "[TEXT|CODE]",
	  .summary = "list administrative units, or what became of them",
	  .help = "Without an argument: what lies directly in the province, or"
		  " in --place, today or on the day of --on.  With one: the"
		  " units whose name holds the text, with or without"
		  " diacritics, or whose code begins with it.\n\n"
		  "With --successors: each change that units of that name or"
		  " code went through, to the units of today.  A code can have"
		  " been given to several; --on says which one is meant.",
	  .opts = units_opts,
	  .access = CMD_READ,
	  .max_args = 1,
	  .run = run_units },
	{ 0 }
};
