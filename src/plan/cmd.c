/* SPDX-License-Identifier: Apache-2.0 */
/* Command: plan. */
#include "lib/base/period.h"
#include "lib/cli/cli.h"
#include "lib/text/text.h"
#include "plan/plan.h"
#include "plan/text.h"
#include "register/rules.h"

enum { FIRST_YEAR = 2000, LAST_YEAR = 2100 };

/* The figures under the rules that hold at the end of the half-year that the
 * plan reports on; under the latest rules when no year was asked for. */
static struct figures *open_figures(struct cli *cli, int64_t known,
				    const int64_t *year)
{
	struct period h1 = { .last = DAY_MAX };
	const struct pack *rules;

	if (year && (*year < FIRST_YEAR || *year > LAST_YEAR ||
		     period_word("h1", (int)*year, &h1))) {
		err_set(&cli->err, ERR_USAGE,
			"năm kế hoạch phải từ %d đến %d", FIRST_YEAR,
			LAST_YEAR);
		err_field(&cli->err, "year");
		return NULL;
	}
	rules = rules_on(cli->arena, cli->db, h1.last, known, &cli->err);
	if (!rules)
		return NULL;
	return figures_open(cli->arena, cli->db, rules, known, &cli->err);
}

/* Text for the letter head, in NFC; an empty one is a slip. */
static int read_text(struct cli *cli, const char *option, const char **out)
{
	const char *given = cli_text(cli, option);
	char *text;

	*out = NULL;
	if (!given)
		return 0;
	if (text_nfc(cli->arena, given, strlen(given), &text, &cli->err))
		return -1;
	*out = text;
	if (strspn(text, " \t\r\n") < strlen(text))
		return 0;
	err_set(&cli->err, ERR_USAGE, "--%s để trống", option);
	err_field(&cli->err, option);
	return err_hint(&cli->err, "bỏ --%s khi chưa có", option);
}

static int read_request(struct cli *cli, struct figures **f,
			struct plan_request *r)
{
	int64_t year;
	bool asked = cli_int(cli, "year", &year);

	*r = (struct plan_request){ .day = DAY_MIN };
	cli_day(cli, "day", &r->day);
	if (read_text(cli, "number", &r->number) ||
	    read_text(cli, "signer", &r->signer) ||
	    cli_known(cli, &r->known))
		return -1;
	*f = open_figures(cli, r->known, asked ? &year : NULL);
	if (!*f)
		return -1;
	r->year = asked ? (int)year : figures_year(*f);
	r->place = cli_text(cli, "place");
	if (!r->place)
		r->place = figures_home(*f);
	if (!r->place) {
		err_set(&cli->err, ERR_NOTFOUND,
			"thư mục dữ liệu chưa thuộc tỉnh nào");
		return err_hint(&cli->err, "thêm --place MÃ");
	}
	r->reasons = reasons_read(cli->arena, cli->db, r->place, r->year,
				  r->known, &cli->err);
	if (!r->reasons)
		return -1;
	r->texts = plan_texts_read(cli->arena, cli->db, r->place, r->year,
				   r->known, &cli->err);
	return r->texts ? 0 : -1;
}

static void report(struct cli *cli, const struct plan *p,
		   const char *const *files)
{
	const struct plan_number *number;
	size_t n = plan_numbers(p, &number);
	const char *why;

	for (; *files; files++)
		buf_addf(&cli->out, "%s\n", *files);
	buf_addf(&cli->out, "%zu số có nguồn; %zu kiểm tra chưa đạt\n", n,
		 plan_checks(p)->nbroken);
	if (plan_is_draft(p, &why))
		buf_addf(&cli->out, "Dự thảo: %s\n", why);
}

/* A final plan is whole, or it is not written. */
static int check_final(struct cli *cli, const struct plan *p, int year)
{
	const char *why;

	if (!cli_flag(cli, "final") || !plan_is_draft(p, &why))
		return 0;
	err_set(&cli->err, ERR_RULE,
		"kế hoạch năm %d chưa ban hành được, không tệp nào được ghi",
		year);
	err_detail(&cli->err, "%s", why);
	return err_hint(&cli->err, "hoàn thành các việc trên; bỏ --final để "
				   "ghi dự thảo");
}

static int run_plan(struct cli *cli)
{
	const char *out = cli_text(cli, "out");
	const char *const *files;
	struct plan_request r;
	struct figures *f;
	struct plan *p;

	if (read_request(cli, &f, &r))
		return -1;
	p = plan_compile(cli->arena, f, &r, &cli->err);
	if (!p || check_final(cli, p, r.year))
		return -1;
	if (!out)
		out = arena_printf(cli->arena, "%s/plan-%d", cli->data, r.year);
	if (plan_write(p, out, &files, &cli->err))
		return -1;
	report(cli, p, files);
	return 0;
}

static const struct opt plan_opts[] = {
	OPT_YEAR, OPT_PLACE, OPT_KNOWN,
	{ "number", 0, OPT_TEXT, "NUMBER", "number of the document" },
	{ "day", 0, OPT_DAY, "DATE", "day on which it is signed" },
	{ "signer", 0, OPT_TEXT, "NAME", "who signs it" },
	{ "final", 0, OPT_FLAG, NULL,
	  "refuse to write it while it would be a draft" },
	{ "out", 0, OPT_TEXT, "DIR",
	  "folder to write to (default: plan-YEAR in the data directory)" },
	OPT_END
};

const struct cmd plan_cmds[] = {
	{ .name = "plan", .summary = "write the yearly plan and its appendices",
	  .help = "Writes four files: the plan as DOCX, its appendices as "
		  "XLSX, the plan as an HTML page on which every number leads "
		  "to its source, and trace.json with the records behind each "
		  "number.  With --known it writes what could be known then: "
		  "the same knowledge gives the same bytes.  It is a draft, "
		  "and says so on every page and here why, until nothing is "
		  "open; with --final a draft is refused.  docs/plan.md "
		  "describes the files.",
	  .opts = plan_opts, .access = CMD_READ, .run = run_plan },
	{ 0 }
};
