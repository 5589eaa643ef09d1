/* SPDX-License-Identifier: Apache-2.0 */
/* register list: search and filters; as CSV a file that import takes. */
#include "register/cmd.h"

#include "lib/db/db.h"
#include "lib/text/number.h"
#include "register/roll.h"

#include <inttypes.h>

/* --- filters --------------------------------------------------------------- */

static int no_such(struct cli *cli, const char *option, const char *what)
{
	err_set(&cli->err, ERR_NOTFOUND, "không có %s “%s”", what,
		cli_text(cli, option));
	return err_field(&cli->err, option);
}

static int read_filter(struct cli *cli, const struct view *v,
		       struct roll_filter *f)
{
	const struct classification *sector =
		pack_classification(v->pack, "sector");
	const char *place = cli_text(cli, "place");

	f->text = cli->argc ? cli->argv[0] : "";
	f->kind = cli_text(cli, "kind");
	f->status = cli_text(cli, "status");
	f->sector = cli_text(cli, "sector");
	f->ended = cli->argc > 0;
	if (f->kind && !pack_kind(v->pack, f->kind))
		return no_such(cli, "kind", "loại hình");
	if (f->status && !pack_status(v->pack, f->status))
		return no_such(cli, "status", "tình trạng");
	if (f->sector && (!sector || !category_find(sector, f->sector)))
		return no_such(cli, "sector", "lĩnh vực");
	if (!place)
		return 0;
	f->place = territory_find(v->territory, place, v->on);
	if (f->place)
		return 0;
	err_set(&cli->err, ERR_NOTFOUND,
		"ngày %s trong tỉnh không có đơn vị hành chính mã %s",
		day_vi(cli->arena, v->on), place);
	return err_field(&cli->err, "place");
}

/* --- printing ---------------------------------------------------------------- */

static const struct column short_columns[] = {
	{ "id", "Số", COL_RIGHT, true },
	{ "name", "Tên", COL_LEFT, false },
	{ "kind", "Loại", COL_LEFT, false },
	{ "number", "Mã số", COL_LEFT, false },
	{ "commune", "Xã", COL_LEFT, false },
	{ "district", "Huyện", COL_LEFT, false },
	{ "sector", "Lĩnh vực", COL_LEFT, false },
	{ "status", "Tình trạng", COL_LEFT, false },
};

static void add_short(struct table *t, const struct view *v,
		      const struct roll_line *l)
{
	const struct record_kind *kind = pack_kind(v->pack, l->org->kind);
	const struct org_version *version = l->version;

	table_cellf(t, "%" PRId64, l->org->id);
	table_cell(t, version ? version->name : NULL);
	table_cell(t, kind && kind->brief ? kind->brief : l->org->kind);
	table_cell(t, l->org->number);
	table_cell(t, unit_name(l->seat, UNIT_COMMUNE));
	table_cell(t, unit_name(l->seat, UNIT_DISTRICT));
	table_cell(t, version ? sector_name(v, version->sector, true) : NULL);
	table_cell(t, l->status->name);
}

static void print_table(struct cli *cli, const struct view *v,
			const struct roll_line *line, size_t n)
{
	struct table *t = table_new(cli->arena, short_columns,
				    ARRAY_LEN(short_columns));

	for (size_t i = 0; i < n; i++)
		add_short(t, v, &line[i]);
	if (n)
		table_print(t, "table", &cli->out);
	buf_addf(&cli->out, "%zu tổ chức, ngày %s\n", n,
		 day_vi(cli->arena, v->on));
}

int register_list(struct cli *cli)
{
	const char *format = cli_text(cli, "format");
	struct roll_filter f = { 0 };
	const struct snapshot *s;
	struct roll_line *line;
	struct view v;
	size_t n;

	if (view_read(cli, &v) < 0 || read_filter(cli, &v, &f) < 0)
		return -1;
	s = register_snapshot(cli->arena, cli->db, v.pack, v.known, &cli->err);
	if (!s)
		return -1;
	n = roll_read(cli->arena, cli->db, &v, s, &f, &line);
	if (format && strcmp(format, "table") != 0)
		roll_print(cli->arena, line, n, format, &cli->out);
	else
		print_table(cli, &v, line, n);
	return db_failed(cli->db, &cli->err);
}
