/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The command line: finds the command, reads its options by their table,
 * opens the database as its access asks, runs it, prints the outcome.
 */
#include "lib/cli/cli.h"

#include "lib/db/db.h"
#include "lib/text/text.h"

#include <ctype.h>
#include <getopt.h>
#include <limits.h>
#include <pwd.h>
#include <unistd.h>

enum {
	MAX_OPTIONS = 32,
	MAX_WORD = 8192, /* bytes of one argument */
	HELP_WIDTH = 79,
};

/* What was given for one option of the running command. */
struct opt_value {
	bool given;
	const char *text;
	int64_t number; /* whole number, day, moment; or transaction */
	bool is_tx;     /* a moment given as "#7" */
};

/* --- reading option values ------------------------------------------------ */

static size_t opt_index(const struct cli *cli, const char *name)
{
	const struct opt *o = cli->cmd->opts;

	for (size_t i = 0; o && o[i].name; i++)
		if (strcmp(o[i].name, name) == 0)
			return i;
	BUG("command %s has no option --%s", cli->cmd->name, name);
}

bool cli_flag(const struct cli *cli, const char *name)
{
	return cli->parsed[opt_index(cli, name)].given;
}

const char *cli_text(const struct cli *cli, const char *name)
{
	return cli->parsed[opt_index(cli, name)].text;
}

bool cli_int(const struct cli *cli, const char *name, int64_t *out)
{
	const struct opt_value *v = &cli->parsed[opt_index(cli, name)];

	if (v->given)
		*out = v->number;
	return v->given;
}

bool cli_day(const struct cli *cli, const char *name, day_t *out)
{
	const struct opt_value *v = &cli->parsed[opt_index(cli, name)];

	if (v->given)
		*out = (day_t)v->number;
	return v->given;
}

int cli_known(struct cli *cli, int64_t *tx)
{
	const struct opt_value *v = &cli->parsed[opt_index(cli, "known")];

	if (!v->given)
		*tx = db_last_tx(cli->db);
	else if (v->is_tx)
		*tx = v->number;
	else
		*tx = db_tx_at(cli->db, v->number);
	if (db_failed(cli->db, &cli->err) < 0)
		return -1;
	if (*tx > 0 && *tx <= db_last_tx(cli->db))
		return 0;
	err_set(&cli->err, ERR_NOTFOUND,
		"tại thời điểm “%s” hệ thống chưa ghi nhận dữ liệu nào",
		v->given ? v->text : "hiện tại");
	return err_field(&cli->err, "known");
}

const char *cli_who(const struct cli *cli)
{
	const char *env = getenv("HOPTAC_USER");
	const struct passwd *pw;

	if (cli->user)
		return cli->user;
	if (env && *env)
		return env;
	pw = getpwuid(geteuid());
	return pw ? arena_strdup(cli->arena, pw->pw_name) : "?";
}

static int number_value(const char *s, int64_t *out)
{
	int64_t n = 0;

	if (!*s)
		return -1;
	for (; *s; s++) {
		if (!isdigit((unsigned char)*s) ||
		    __builtin_mul_overflow(n, (int64_t)10, &n) ||
		    __builtin_add_overflow(n, (int64_t)(*s - '0'), &n))
			return -1;
	}
	*out = n;
	return 0;
}

/* True when s is one of the words of "a|b|c". */
static bool is_choice(const char *choices, const char *s)
{
	size_t len = strlen(s);

	for (const char *p = choices; len > 0; p++) {
		size_t n = strcspn(p, "|");

		if (n == len && memcmp(p, s, n) == 0)
			return true;
		p += n;
		if (!*p)
			break;
	}
	return false;
}

/* Validates the text given for an option. */
static int take_value(struct cli *cli, const struct opt *o,
		      struct opt_value *v, const char *text)
{
	day_t day;

	if (v->given) {
		err_set(&cli->err, ERR_USAGE,
			"tùy chọn --%s được ghi hai lần", o->name);
		return err_field(&cli->err, o->name);
	}
	v->given = true;
	v->text = text;
	switch (o->type) {
	case OPT_FLAG:
	case OPT_TEXT:
		return 0;
	case OPT_INT:
		if (number_value(text, &v->number) == 0)
			return 0;
		err_hint(&cli->err, "ghi một số nguyên, ví dụ --%s 2024",
			 o->name);
		break;
	case OPT_DAY:
		if (day_parse(text, &day) == 0) {
			v->number = day;
			return 0;
		}
		err_hint(&cli->err, "ghi ngày có thật, ví dụ 30/6/2023"
				    " hoặc 2023-06-30");
		break;
	case OPT_MOMENT:
		v->is_tx = text[0] == '#';
		if (v->is_tx ? number_value(text + 1, &v->number) == 0
			     : moment_parse(text, &v->number) == 0)
			return 0;
		err_hint(&cli->err,
			 "ghi thời điểm, ví dụ 10/7/2023,"
			 " 2023-07-10T08:30 hoặc #12 (số giao dịch)");
		break;
	case OPT_CHOICE:
		if (is_choice(o->arg, text))
			return 0;
		err_hint(&cli->err, "chọn một trong: %s", o->arg);
		break;
	}
	err_set(&cli->err, ERR_USAGE,
		"giá trị “%s” của tùy chọn --%s không hợp lệ", text, o->name);
	return err_field(&cli->err, o->name);
}

/* --- help ----------------------------------------------------------------- */

static void help_option(const struct opt *o)
{
	char left[80];

	if (o->letter)
		snprintf(left, sizeof left, "-%c, --%s", o->letter, o->name);
	else
		snprintf(left, sizeof left, "--%s", o->name);
	if (o->arg) {
		size_t n = strlen(left);

		snprintf(left + n, sizeof left - n, " %s", o->arg);
	}
	printf("  %-28s %s\n", left, o->help);
}

/* Prints paragraphs, which an empty line divides, in lines of HELP_WIDTH. */
static void help_text(const char *s)
{
	size_t column = 0;

	while (*s) {
		bool paragraph = strncmp(s, "\n\n", 2) == 0;
		size_t n;

		s += strspn(s, " \n");
		n = strcspn(s, " \n");
		if (paragraph || column + 1 + n > HELP_WIDTH) {
			printf(paragraph ? "\n\n" : "\n");
			column = 0;
		}
		column += (size_t)printf("%s%.*s", column ? " " : "", (int)n,
					 s);
		s += n;
	}
	printf("\n");
}

static void help_command(const struct cmd *c)
{
	printf("hoptac %s%s%s%s\n    %s\n", c->name, c->args ? " " : "",
	       c->args ? c->args : "", c->opts ? " [options]" : "",
	       c->summary);
	if (c->help) {
		printf("\n");
		help_text(c->help);
	}
	if (c->opts)
		printf("\nOptions:\n");
	for (const struct opt *o = c->opts; o && o->name; o++)
		help_option(o);
}

static void help_all(const struct cmd *const *tables)
{
	printf("hoptac [-d DATA] [-u USER] COMMAND ...\n\n"
	       "Registers, checks, plans and reports a province's collective"
	       " economy.\n\nCommands:\n");
	for (; *tables; tables++)
		for (const struct cmd *c = *tables; c->name; c++)
			printf("  %-20s %s\n", c->name, c->summary);
	printf("  %-20s %s\n", "help [COMMAND]", "this list, or one command");
	printf("\n"
	       "  -d, --data DATA   data directory (default: $HOPTAC_DATA, or"
	       " the current one)\n"
	       "  -u, --user USER   who is recorded as writing (default:"
	       " $HOPTAC_USER, or the login)\n");
}

/* --- finding and running a command ----------------------------------------- */

/* The command whose words begin argv; *words gets how many they are. */
static const struct cmd *find(const struct cmd *const *tables, int argc,
			      char **argv, int *words)
{
	for (*words = argc < 2 ? argc : 2; *words > 0; (*words)--) {
		char name[128];

		snprintf(name, sizeof name, "%s%s%s", argv[0],
			 *words == 2 ? " " : "", *words == 2 ? argv[1] : "");
		for (const struct cmd *const *t = tables; *t; t++)
			for (const struct cmd *c = *t; c->name; c++)
				if (strcmp(c->name, name) == 0)
					return c;
	}
	return NULL;
}

/* "register": print the commands that begin with this word. */
static bool help_group(const struct cmd *const *tables, const char *word)
{
	size_t n = strlen(word);
	bool any = false;

	for (; *tables; tables++) {
		for (const struct cmd *c = *tables; c->name; c++) {
			if (strncmp(c->name, word, n) || c->name[n] != ' ')
				continue;
			printf("  %-20s %s\n", c->name, c->summary);
			any = true;
		}
	}
	return any;
}

static void parse_options(struct cli *cli, int argc, char **argv,
			  bool *want_help)
{
	const struct opt *o = cli->cmd->opts;
	struct opt_value *v =
		ARENA_ARRAY(cli->arena, MAX_OPTIONS, struct opt_value);
	struct option longs[MAX_OPTIONS + 2] = { { 0 } };
	char letters[2 * MAX_OPTIONS + 4] = ":h";
	size_t n = 0;
	int c;

	cli->parsed = v;
	for (; o && o[n].name; n++) {
		size_t len = strlen(letters);

		if (n == MAX_OPTIONS)
			BUG("too many options: %s", cli->cmd->name);
		longs[n].name = o[n].name;
		longs[n].has_arg = o[n].type != OPT_FLAG;
		longs[n].val = 256 + (int)n;
		if (o[n].letter)
			snprintf(letters + len, sizeof letters - len, "%c%s",
				 o[n].letter, o[n].arg ? ":" : "");
	}
	longs[n].name = "help";
	longs[n].val = 'h';
	opterr = 0;
	optind = 0; /* getopt keeps state between calls; 0 starts afresh */
	while ((c = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		if (c == 'h') {
			*want_help = true;
			return;
		}
		if (c == '?' || c == ':') {
			const char letter[] = { '-', (char)optopt, '\0' };
			bool is_letter = optopt > ' ' && optopt < 127;

			err_set(&cli->err, ERR_USAGE,
				c == '?' ? "lệnh “%s” không có tùy chọn “%s”"
					 : "lệnh “%s”: tùy chọn “%s” thiếu giá trị",
				cli->cmd->name,
				is_letter ? letter : argv[optind - 1]);
			err_hint(&cli->err, "xem: hoptac help %s",
				 cli->cmd->name);
			return;
		}
		for (size_t i = 0; i < n; i++) {
			if (c != 256 + (int)i &&
			    !(o[i].letter && c == o[i].letter))
				continue;
			if (take_value(cli, &o[i], &v[i],
				       optarg ? optarg : "") < 0)
				return;
		}
	}
	cli->argc = argc - optind;
	cli->argv = argv + optind;
	if (cli->argc < cli->cmd->min_args ||
	    (cli->cmd->max_args >= 0 && cli->argc > cli->cmd->max_args)) {
		err_set(&cli->err, ERR_USAGE,
			cli->argc < cli->cmd->min_args
				? "lệnh “%s” thiếu tham số"
				: "lệnh “%s” thừa tham số",
			cli->cmd->name);
		err_hint(&cli->err, "cách dùng: hoptac %s %s%s",
			 cli->cmd->name, cli->cmd->args ? cli->cmd->args : "",
			 cli->argc > cli->cmd->min_args && cli->cmd->max_args
				 ? "; nhiều chữ thì đặt trong dấu nháy:"
				   " \"an sơn\""
				 : "");
	}
}

/* The folder that holds packs/: beside or above the program, or where
 * $HOPTAC_SHARE says. */
static const char *find_share(struct arena *a)
{
	static const char *const place[] = { "/..", "/../..",
					     "/../share/hoptac" };
	const char *env = getenv("HOPTAC_SHARE");
	char exe[PATH_MAX];
	ssize_t n;

	if (env && *env)
		return env;
	n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	if (n <= 0)
		return ".";
	exe[n] = '\0';
	*strrchr(exe, '/') = '\0';
	for (size_t i = 0; i < ARRAY_LEN(place); i++) {
		char *dir = arena_printf(a, "%s%s", exe, place[i]);

		if (access(arena_printf(a, "%s/packs", dir), R_OK) == 0)
			return dir;
	}
	return ".";
}

static void print_error(const struct err *e)
{
	fprintf(stderr, "hoptac: %s\n", e->message);
	if (e->detail[0])
		fprintf(stderr, "  %s\n", e->detail);
	if (e->hint[0])
		fprintf(stderr, "  Gợi ý: %s\n", e->hint);
}

static int flush(struct cli *cli)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return 0;
	return err_set(&cli->err, ERR_IO,
		       "không ghi được kết quả ra màn hình hoặc tệp");
}

static int run(struct cli *cli)
{
	static const enum db_mode mode[] = { [CMD_READ] = DB_READ,
					     [CMD_WRITE] = DB_WRITE };
	int status;

	if (cli->cmd->access != CMD_FREE) {
		cli->db = db_open(cli->arena, cli->data,
				  mode[cli->cmd->access], &cli->err);
		if (!cli->db)
			return -1;
	}
	status = cli->cmd->run(cli);
	if (status < 0)
		return -1;
	fwrite(cli->out.data, 1, cli->out.len, stdout);
	return flush(cli) < 0 ? -1 : status;
}

/* Every argument is text, and of a length that a person may have typed. */
static int check_words(struct cli *cli, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		size_t n = strlen(argv[i]);

		if (n > MAX_WORD)
			return err_set(&cli->err, ERR_USAGE,
				       "tham số thứ %d dài quá %d byte", i,
				       MAX_WORD);
		if (text_check(argv[i], n, NULL) < 0) {
			err_set(&cli->err, ERR_USAGE,
				"tham số thứ %d không phải chữ UTF-8", i);
			return err_hint(&cli->err,
					"gõ bằng bảng mã Unicode (UTF-8)");
		}
	}
	return 0;
}

/* -d and -u before the command; returns how many words they took, or -1. */
static int global_options(struct cli *cli, int argc, char **argv)
{
	int i = 0;

	while (i < argc && argv[i][0] == '-') {
		const char *const name = argv[i];
		const char **to;

		if (strcmp(name, "-h") == 0 || strcmp(name, "--help") == 0)
			break;
		if (strcmp(name, "-d") == 0 || strcmp(name, "--data") == 0) {
			to = &cli->data;
		} else if (strcmp(name, "-u") == 0 ||
			   strcmp(name, "--user") == 0) {
			to = &cli->user;
		} else {
			err_set(&cli->err, ERR_USAGE,
				"không có tùy chọn chung “%s”", name);
			return err_hint(&cli->err, "xem: hoptac help");
		}
		if (i + 1 >= argc)
			return err_set(&cli->err, ERR_USAGE,
				       "tùy chọn “%s” thiếu giá trị", name);
		*to = argv[i + 1];
		i += 2;
	}
	return i;
}

/* "help", "help COMMAND", nothing at all.  True when it was one of these. */
static bool help(const struct cmd *const *tables, int argc, char **argv)
{
	const struct cmd *c;
	int words;

	if (argc > 0 && strcmp(argv[0], "help") && strcmp(argv[0], "-h") &&
	    strcmp(argv[0], "--help"))
		return false;
	c = argc > 1 ? find(tables, argc - 1, argv + 1, &words) : NULL;
	if (c)
		help_command(c);
	else if (argc < 2 || !help_group(tables, argv[1]))
		help_all(tables);
	return true;
}

int cli_main(int argc, char **argv, const struct cmd *const *tables)
{
	struct arena *a = arena_new();
	struct cli cli = { .arena = a, .data = getenv("HOPTAC_DATA") };
	bool want_help = false;
	int words = 0;
	int skip;
	int status;

	cli.out = (struct buf)BUF_INIT(a);
	if (check_words(&cli, argc, argv) < 0)
		goto failed;
	skip = global_options(&cli, argc - 1, argv + 1);
	if (skip < 0)
		goto failed;
	argc -= 1 + skip;
	argv += 1 + skip;
	if (help(tables, argc, argv)) {
		if (flush(&cli) < 0)
			goto failed;
		arena_free(a);
		return argc == 0 ? 2 : 0;
	}
	cli.cmd = find(tables, argc, argv, &words);
	if (!cli.cmd) {
		if (help_group(tables, argv[0])) {
			arena_free(a);
			return 2;
		}
		err_set(&cli.err, ERR_USAGE, "không có lệnh “%s”", argv[0]);
		err_hint(&cli.err, "xem danh sách lệnh: hoptac help");
		goto failed;
	}
	if (!cli.data || !*cli.data)
		cli.data = ".";
	cli.share = find_share(a);
	/* getopt wants a program name before the first word */
	parse_options(&cli, argc - words + 1, argv + words - 1, &want_help);
	if (want_help) {
		help_command(cli.cmd);
		if (flush(&cli) < 0)
			goto failed;
		arena_free(a);
		return 0;
	}
	if (cli.err.kind != ERR_NONE)
		goto failed;
	status = run(&cli);
	if (status >= 0) {
		arena_free(a);
		return status;
	}
failed:
	print_error(&cli.err);
	status = err_exit_status(&cli.err);
	arena_free(a);
	return status ? status : 1;
}

const struct cmd *cmd_named(const struct cmd *table, const char *name)
{
	for (; table->name; table++)
		if (strcmp(table->name, name) == 0)
			return table;
	BUG("no command %s", name);
}

bool cmd_has(const struct cmd *c, const char *option)
{
	for (const struct opt *o = c->opts; o && o->name; o++)
		if (strcmp(o->name, option) == 0)
			return true;
	return false;
}

int cli_call(struct cli *cli, const struct cmd *c, const struct cli_arg *arg,
	     size_t n)
{
	struct opt_value *v =
		ARENA_ARRAY(cli->arena, MAX_OPTIONS, struct opt_value);

	cli->cmd = c;
	cli->parsed = v;
	cli->argc = 0;
	cli->argv = ARENA_ARRAY(cli->arena, n + 1, char *);
	for (size_t i = 0; i < n; i++) {
		size_t at;

		if (!arg[i].name) {
			cli->argv[cli->argc++] =
				arena_strdup(cli->arena, arg[i].value);
			continue;
		}
		at = opt_index(cli, arg[i].name);
		if (take_value(cli, &c->opts[at], &v[at], arg[i].value) < 0)
			return -1;
	}
	if (cli->argc < c->min_args ||
	    (c->max_args >= 0 && cli->argc > c->max_args))
		BUG("%s called with %d arguments", c->name, cli->argc);
	return c->run(cli);
}

void cli_progress(const char *what, int64_t n, int64_t total)
{
	enum { FIRST_MS = 1000, EVERY_MS = 200 };
	static moment_t started, shown;
	moment_t now = moment_now();

	if (n == 0 || started == 0) {
		started = now;
		shown = 0;
	}
	if (!isatty(STDERR_FILENO))
		return;
	if (n == total) {
		if (shown)
			fprintf(stderr, "\r%s: %lld\033[K\n", what,
				(long long)n);
		started = 0;
		return;
	}
	if (now - started < FIRST_MS || now - shown < EVERY_MS)
		return;
	shown = now;
	if (total > 0)
		fprintf(stderr, "\r%s: %lld/%lld\033[K", what, (long long)n,
			(long long)total);
	else
		fprintf(stderr, "\r%s: %lld\033[K", what, (long long)n);
}
