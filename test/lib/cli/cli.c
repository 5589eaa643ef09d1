/* SPDX-License-Identifier: Apache-2.0 */
/* Commands and options from tables. */
#include "lib/cli/cli.h"
#include "test.h"

#include <fcntl.h>
#include <unistd.h>

static struct {
	int runs;
	bool dry;
	char place[32];
	int64_t year;
	bool has_year;
	day_t on;
	int argc;
	char arg[64];
} seen;

static int probe(struct cli *cli)
{
	seen.runs++;
	seen.dry = cli_flag(cli, "dry-run");
	snprintf(seen.place, sizeof seen.place, "%s",
		 cli_text(cli, "place") ? cli_text(cli, "place") : "-");
	seen.has_year = cli_int(cli, "year", &seen.year);
	cli_day(cli, "on", &seen.on);
	seen.argc = cli->argc;
	snprintf(seen.arg, sizeof seen.arg, "%s",
		 cli->argc ? cli->argv[0] : "");
	return 0;
}

static int fails(struct cli *cli)
{
	return err_set(&cli->err, ERR_INPUT, "sai");
}

static int finds(struct cli *cli)
{
	(void)cli;
	return 1;
}

static const struct opt probe_opts[] = {
	OPT_PLACE, OPT_YEAR, OPT_ON, OPT_FORMAT,
	{ "dry-run", 'n', OPT_FLAG, NULL, "change nothing" },
	OPT_END
};

static const struct cmd cmds[] = {
	{ .name = "probe", .run = probe, .opts = probe_opts, .max_args = 1,
	  .summary = "x" },
	{ .name = "probe deep", .run = probe, .opts = probe_opts,
	  .min_args = 1, .max_args = 1, .summary = "x" },
	{ .name = "fails", .run = fails, .summary = "x" },
	{ .name = "finds", .run = finds, .summary = "x" },
	{ .name = "reads", .run = probe, .access = CMD_READ, .summary = "x" },
	{ 0 }
};

static const struct cmd *const tables[] = { cmds, NULL };

/* The exit status of "hoptac WORDS", words split by blanks, quietly. */
static int go(struct arena *a, const char *words)
{
	char name[] = "hoptac";
	char *argv[32] = { name };
	int argc = 1;
	char *save = NULL;
	char *line = arena_strdup(a, words);
	int err = dup(STDERR_FILENO);
	int null = open("/dev/null", O_WRONLY);
	int status;

	for (char *w = strtok_r(line, " ", &save); w;
	     w = strtok_r(NULL, " ", &save))
		argv[argc++] = w;
	dup2(null, STDERR_FILENO);
	status = cli_main(argc, argv, tables);
	dup2(err, STDERR_FILENO);
	close(err);
	close(null);
	return status;
}

TEST(cli_reads_options)
{
	memset(&seen, 0, sizeof seen);
	CHECK_INT(go(a, "probe --place 178 --year=2024 -n chữ"), 0);
	CHECK_INT(seen.runs, 1);
	CHECK(seen.dry);
	CHECK_STR(seen.place, "178");
	CHECK(seen.has_year);
	CHECK_INT(seen.year, 2024);
	CHECK_STR(seen.arg, "chữ");
	CHECK_INT(go(a, "probe --on 30/6/2023"), 0);
	CHECK_STR(day_iso(a, seen.on), "2023-06-30");
	CHECK(!seen.dry && !seen.has_year);
	CHECK_INT(go(a, "-d /nowhere probe deep x"), 0);
	CHECK_STR(seen.arg, "x");
	CHECK_INT(seen.runs, 3);
}

TEST(cli_refuses_with_usage_status)
{
	memset(&seen, 0, sizeof seen);
	CHECK_INT(go(a, "nothing"), 2);
	CHECK_INT(go(a, "probe --on 31/6/2023"), 2);
	CHECK_INT(go(a, "probe --year hai"), 2);
	CHECK_INT(go(a, "probe --year 99999999999999999999"), 2);
	CHECK_INT(go(a, "probe --format xml"), 2);
	CHECK_INT(go(a, "probe --format table|csv"), 2);
	CHECK_INT(go(a, "probe --wrong"), 2);
	CHECK_INT(go(a, "probe --place"), 2);
	CHECK_INT(go(a, "probe --place 1 --place 2"), 2);
	CHECK_INT(go(a, "probe one two"), 2);
	CHECK_INT(go(a, "probe deep"), 2);
	CHECK_INT(go(a, "-d"), 2);
	CHECK_INT(go(a, "-z probe"), 2);
	CHECK_INT(seen.runs, 0);
}

TEST(cli_passes_on_the_outcome)
{
	CHECK_INT(go(a, "fails"), 1);
	CHECK_INT(go(a, "finds"), 1);
	CHECK_INT(go(a, "-d /nowhere/at/all reads"), 1);
}
