/* SPDX-License-Identifier: Apache-2.0 */
/* Commands: register list, show, event, correct; import. */
#include "register/cmd.h"

#include "lib/db/db.h"
#include "lib/text/number.h"
#include "register/import.h"
#include "register/rules.h"
#include "register/search.h"
#include "register/store.h"

#include <inttypes.h>

/* --- the question ------------------------------------------------------------ */

int view_read(struct cli *cli, struct view *out)
{
	day_t on = day_today();
	int64_t known;

	cli_day(cli, "on", &on);
	if (cli_known(cli, &known) < 0)
		return -1;
	return view_at(cli->arena, cli->db, on, known, out, &cli->err);
}

/* --- events -------------------------------------------------------------------- */

/* The kind of event by its code or its name; NULL with the list. */
static const struct event_kind *find_kind(struct cli *cli,
					  const struct pack *p,
					  const char *text)
{
	const char *key = search_key(cli->arena, text);
	struct buf all = BUF_INIT(cli->arena);

	for (size_t i = 0; i < p->nevent; i++) {
		const struct event_kind *k = &p->event[i];

		if (strcmp(k->code, text) == 0 ||
		    strcmp(search_key(cli->arena, k->name), key) == 0)
			return k;
		buf_addf(&all, "%s%s", i ? ", " : "", k->code);
	}
	err_set(&cli->err, ERR_NOTFOUND, "không có loại sự kiện “%s”", text);
	err_field(&cli->err, "kind");
	err_hint(&cli->err, "ghi một trong: %s", all.data);
	return NULL;
}

static void print_status(struct cli *cli, const struct pack *p, int64_t org,
			 day_t on)
{
	struct snapshot s = { .pack = p };
	struct err e = { 0 };
	const struct org *o = register_org(cli->arena, cli->db, p, org,
					   db_last_tx(cli->db), &e);
	const char *code = o ? org_status(&s, o, on) : NULL;
	const struct status *status = code ? pack_status(p, code) : NULL;

	if (status)
		buf_addf(&cli->out, "Tình trạng của tổ chức #%" PRId64
				    " ngày %s: %s\n",
			 org, day_vi(cli->arena, on), status->name);
}

/* What is recorded has happened; a day to come is a slip of the pen. */
static int check_day(struct cli *cli, day_t day)
{
	if (day <= day_today())
		return 0;
	err_set(&cli->err, ERR_INPUT, "ngày %s là ngày chưa đến",
		day_vi(cli->arena, day));
	err_hint(&cli->err, "chỉ ghi việc đã xảy ra; kiểm tra lại --day");
	return err_field(&cli->err, "day");
}

static int run_event(struct cli *cli)
{
	struct err *e = &cli->err;
	struct org_event event = { .quantity = REG_NONE };
	const struct event_kind *kind;
	const struct pack *p;
	int64_t org;
	int64_t id;

	if (!cli_day(cli, "day", &event.day)) {
		err_set(e, ERR_USAGE, "thiếu ngày của sự kiện");
		return err_hint(e, "thêm --day, ví dụ --day 30/6/2023");
	}
	if (check_day(cli, event.day) < 0)
		return -1;
	p = rules_on(cli->arena, cli->db, event.day, db_last_tx(cli->db), e);
	kind = p ? find_kind(cli, p, cli->argv[1]) : NULL;
	if (!kind)
		return -1;
	org = register_find(cli->db, cli->argv[0], event.day,
			    db_last_tx(cli->db), e);
	if (!org)
		return -1;
	event.kind = kind->code;
	cli_int(cli, "quantity", &event.quantity);
	event.decision = cli_text(cli, "decision");
	event.reason = cli_text(cli, "reason");
	if (db_begin(cli->db, cli_who(cli),
		     arena_printf(cli->arena, "ghi sự kiện: %s", kind->name),
		     e) < 0)
		return -1;
	id = register_event(cli->db, p, org, &event, e);
	if (id < 0 || db_commit(cli->db, e) < 0)
		return -1;
	buf_addf(&cli->out, "Đã ghi sự kiện %" PRId64 ": %s, ngày %s\n", id,
		 kind->name, day_vi(cli->arena, event.day));
	print_status(cli, p, org, event.day);
	return 0;
}

/* What the event is now. */
static const struct org_event *read_event(struct cli *cli,
					  const struct pack *p, int64_t id,
					  int64_t *org)
{
	const struct org *o = NULL;

	*org = store_event_org(cli->db, id);
	if (*org)
		o = register_org(cli->arena, cli->db, p, *org,
				 db_last_tx(cli->db), &cli->err);
	for (size_t i = 0; o && i < o->nevent; i++) {
		if (o->event[i].id == id)
			return &o->event[i];
	}
	err_set(&cli->err, ERR_NOTFOUND,
		"không có sự kiện số %s, hoặc đã bị hủy", cli->argv[0]);
	err_hint(&cli->err, "xem số của sự kiện bằng: hoptac register show");
	return NULL;
}

/* Puts what the options say into the event; whether they say anything. */
static bool apply_options(struct cli *cli, struct org_event *as)
{
	const char *decision = cli_text(cli, "decision");
	bool any = cli_day(cli, "day", &as->day);

	any |= cli_int(cli, "quantity", &as->quantity);
	if (decision)
		as->decision = decision;
	return any || decision;
}

static int check_correction(struct cli *cli, bool changes)
{
	bool void_it = cli_flag(cli, "void");
	const char *reason = cli_text(cli, "reason");

	if (!reason || !*reason) {
		err_set(&cli->err, ERR_USAGE, "đính chính phải có lý do");
		return err_hint(&cli->err, "thêm --reason \"vì sao\"");
	}
	if (changes == void_it) {
		err_set(&cli->err, ERR_USAGE,
			changes ? "đã hủy thì không sửa: bỏ --void hoặc bỏ "
				  "các tùy chọn khác" :
				  "không có gì để đính chính");
		return err_hint(&cli->err, "thêm --day, --quantity, --decision "
					   "hoặc --void");
	}
	return 0;
}

static int parse_id(const char *text, int64_t *out)
{
	struct dec d;

	text += *text == '#';
	return dec_parse(text, &d, NULL) < 0 ? -1 : dec_to_int(d, out);
}

static int run_correct(struct cli *cli)
{
	struct err *e = &cli->err;
	int64_t known = db_last_tx(cli->db);
	const struct pack *p = rules_on(cli->arena, cli->db, day_today(), known, e);
	bool void_it = cli_flag(cli, "void");
	const struct org_event *now;
	struct org_event as;
	int64_t org;
	int64_t id;

	if (!p)
		return -1;
	if (parse_id(cli->argv[0], &id) < 0)
		return err_set(e, ERR_USAGE, "“%s” không phải số của sự kiện",
			       cli->argv[0]);
	now = read_event(cli, p, id, &org);
	if (!now)
		return -1;
	as = *now;
	if (check_correction(cli, apply_options(cli, &as)) < 0 ||
	    check_day(cli, as.day) < 0 ||
	    db_begin(cli->db, cli_who(cli), cli_text(cli, "reason"), e) < 0 ||
	    register_correct_event(cli->db, p, id, &as, void_it, e) < 0 ||
	    db_commit(cli->db, e) < 0)
		return -1;
	buf_addf(&cli->out, "%s sự kiện %" PRId64 " của tổ chức #%" PRId64 "\n",
		 void_it ? "Đã hủy" : "Đã đính chính", id, org);
	print_status(cli, p, org, as.day);
	return 0;
}

/* --- import -------------------------------------------------------------------- */

static int import_any(struct cli *cli)
{
	return import_run(cli, &import_organisations, NULL);
}

static int import_htx(struct cli *cli)
{
	return import_run(cli, &import_organisations, "htx");
}

static int import_lhhtx(struct cli *cli)
{
	return import_run(cli, &import_organisations, "lhhtx");
}

static int import_tht(struct cli *cli)
{
	return import_run(cli, &import_organisations, "tht");
}

static int import_events_run(struct cli *cli)
{
	return import_run(cli, &import_events, NULL);
}

static const struct opt import_opts[] = {
	{ "on", 0, OPT_DAY, "DATE",
	  "places in the file are those of this day" },
	{ "dry-run", 'n', OPT_FLAG, NULL,
	  "check everything, store nothing" },
	{ "partial", 0, OPT_FLAG, NULL,
	  "store the good rows, report the others" },
	OPT_END
};

#define IMPORT_HELP                                                          \
	"FILE is .csv (UTF-8) or .xlsx.  Columns are known by their headers,"\
	" in Vietnamese\n(with or without diacritics) or English, in any"    \
	" order; docs/register.md lists them.\nEvery faulty cell is listed"  \
	" with its name (B7), what it holds and what was\nexpected.  By"     \
	" default nothing is stored unless all rows are good.  The exit"     \
	"\nstatus is 1 when a row was refused, also with --partial."

/* --- the table of commands -------------------------------------------------------- */

static const struct opt list_opts[] = {
	{ "kind", 0, OPT_TEXT, "KIND", "only this kind: htx, lhhtx, tht" },
	{ "status", 0, OPT_TEXT, "STATUS",
	  "only this status, or those under it" },
	{ "sector", 0, OPT_TEXT, "SECTOR",
	  "only this sector, or those under it" },
	OPT_PLACE,
	OPT_ON,
	OPT_KNOWN,
	OPT_FORMAT,
	OPT_END
};

static const struct opt show_opts[] = {
	OPT_ON,
	OPT_KNOWN,
	{ "format", 0, OPT_CHOICE, "table|json",
	  "form of the output (default: table)" },
	OPT_END
};

static const struct opt event_opts[] = {
	{ "day", 0, OPT_DAY, "DATE", "the day it took effect (needed)" },
	{ "quantity", 0, OPT_INT, "N", "how many people" },
	{ "decision", 0, OPT_TEXT, "TEXT", "number and date of the paper" },
	{ "reason", 0, OPT_TEXT, "TEXT", "why it happened" },
	OPT_END
};

static const struct opt correct_opts[] = {
	{ "day", 0, OPT_DAY, "DATE", "the day it really took effect" },
	{ "quantity", 0, OPT_INT, "N", "how many people it really was" },
	{ "decision", 0, OPT_TEXT, "TEXT", "the right paper" },
	{ "void", 0, OPT_FLAG, NULL, "it never happened" },
	{ "reason", 0, OPT_TEXT, "TEXT",
	  "why the record was wrong (needed)" },
	OPT_END
};

const struct cmd register_cmds[] = {
	{ .name = "import organisations", .args = "FILE", .min_args = 1,
	  .max_args = 1, .summary = "import organisations with a kind column",
	  .help = IMPORT_HELP, .opts = import_opts, .access = CMD_WRITE,
	  .run = import_any },
	{ .name = "import htx", .args = "FILE", .min_args = 1, .max_args = 1,
	  .summary = "import cooperatives", .help = IMPORT_HELP,
	  .opts = import_opts, .access = CMD_WRITE, .run = import_htx },
	{ .name = "import lhhtx", .args = "FILE", .min_args = 1, .max_args = 1,
	  .summary = "import unions of cooperatives", .help = IMPORT_HELP,
	  .opts = import_opts, .access = CMD_WRITE, .run = import_lhhtx },
	{ .name = "import tht", .args = "FILE", .min_args = 1, .max_args = 1,
	  .summary = "import cooperative groups", .help = IMPORT_HELP,
	  .opts = import_opts, .access = CMD_WRITE, .run = import_tht },
	{ .name = "import events", .args = "FILE", .min_args = 1,
	  .max_args = 1, .summary = "import events of organisations",
	  .help = IMPORT_HELP, .opts = import_opts, .access = CMD_WRITE,
	  .run = import_events_run },
	{ .name = "register list", .args = "[TEXT]", .max_args = 1,
	  .summary = "list organisations",
	  .help = "TEXT is words of a name, past or present, with or without "
		  "diacritics, or a\nnumber, or the name of its commune or "
		  "district.  Without TEXT and --status only "
		  "organisations that exist on the day are\nlisted.  The CSV "
		  "is a file that \"import organisations\" takes, with the "
		  "same --on.",
	  .opts = list_opts, .access = CMD_READ, .run = register_list },
	{ .name = "register show", .args = "ID|NUMBER|NAME", .min_args = 1,
	  .max_args = 1, .summary = "show an organisation and its history",
	  .opts = show_opts, .access = CMD_READ, .run = register_show },
	{ .name = "register event", .args = "ID|NUMBER|NAME KIND",
	  .min_args = 2, .max_args = 2,
	  .summary = "record what happened to an organisation",
	  .opts = event_opts, .access = CMD_WRITE, .run = run_event },
	{ .name = "register correct", .args = "EVENT", .min_args = 1,
	  .max_args = 1, .summary = "correct or withdraw a recorded event",
	  .help = "EVENT is the number that \"register show\" prints.  The "
		  "event as it was recorded\nstays readable with --known.",
	  .opts = correct_opts, .access = CMD_WRITE, .run = run_correct },
	{ 0 }
};
