/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The command line: commands and options are rows of tables, from which
 * parsing, validation and help are derived.
 *
 *	static const struct opt list_opts[] = {
 *		OPT_ON, OPT_KNOWN, OPT_FORMAT,
 *		{ "kind", 0, OPT_TEXT, "KIND", "only this kind: htx, lhhtx, tht" },
 *		OPT_END
 *	};
 *	const struct cmd register_cmds[] = {
 *		{ .name = "register list", .args = "[TEXT]", .max_args = 1,
 *		  .summary = "list organisations", .opts = list_opts,
 *		  .access = CMD_READ, .run = register_list },
 *		{ 0 }
 *	};
 */
#ifndef HOPTAC_CLI_CLI_H
#define HOPTAC_CLI_CLI_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/buf.h"
#include "lib/base/date.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct opt_value;
struct cmd;

enum opt_type {
	OPT_FLAG = 1, /* --dry-run */
	OPT_TEXT,
	OPT_INT,    /* a whole number >= 0 */
	OPT_DAY,    /* 2023-06-30 or 30/6/2023 */
	OPT_MOMENT, /* a knowledge time, see moment_parse; or "#7", a transaction */
	OPT_CHOICE, /* one of arg's words, split by | */
};

struct opt {
	const char *name; /* NULL ends a table */
	char letter;      /* short form, or 0 */
	enum opt_type type;
	const char *arg;  /* its name in help, or the choices; NULL for a flag */
	const char *help;
};

#define OPT_END { 0 }
/* The options common to commands that read. */
#define OPT_PLACE { "place", 0, OPT_TEXT, "CODE", "administrative unit (default: the province)" }
#define OPT_YEAR { "year", 0, OPT_INT, "YEAR", "year of the plan" }
#define OPT_ON { "on", 0, OPT_DAY, "DATE", "as things stood on this day" }
#define OPT_KNOWN { "known", 0, OPT_MOMENT, "TIME", "as known at this time" }
#define OPT_FORMAT { "format", 0, OPT_CHOICE, "table|csv|json", "form of the output (default: table)" }

enum cmd_access {
	CMD_FREE,  /* no data directory needed */
	CMD_READ,  /* cli->db is open read-only */
	CMD_WRITE, /* cli->db is open for writing */
};

struct cli {
	struct arena *arena;    /* of the command */
	const char *data;       /* the data directory: -d, $HOPTAC_DATA or "." */
	const char *share;      /* where packs/ and demo/ lie; no slash at the end */
	struct db *db;          /* as the command's access asks, else NULL */
	int argc;               /* positional arguments */
	char **argv;
	struct buf out;         /* standard output, written when run has returned 0 */
	struct err err;         /* what went wrong, when run returns -1 */
	const char *user;       /* -u, or NULL: use cli_who */
	const struct cmd *cmd;  /* the running command */
	const struct opt_value *parsed; /* use the functions below */
};

struct cmd {
	const char *name; /* one or two words; NULL ends a table */
	const char *args; /* positional arguments, for help; may be NULL */
	const char *summary; /* a line, no capital, no full stop */
	const char *help;    /* paragraphs, may be NULL */
	const struct opt *opts; /* NULL: none */
	enum cmd_access access;
	int min_args;
	int max_args; /* -1: any number */
	/* Returns 0 or -1 with cli->err.  To say something is wrong without it
	 * being an error of the command (check found breaches) it returns the
	 * exit status, 1..; the output is written all the same. */
	int (*run)(struct cli *cli);
};

/* Option values of the running command.  A name that is not in its table is a
 * BUG.  Text and choice: NULL when absent.  Day, moment and int: false when
 * absent, *out untouched. */
bool cli_flag(const struct cli *cli, const char *name);
const char *cli_text(const struct cli *cli, const char *name);
bool cli_int(const struct cli *cli, const char *name, int64_t *out);
bool cli_day(const struct cli *cli, const char *name, day_t *out);

/* The transaction that --known (or its absence) means: the last one at or
 * before that moment.  -1 with cli->err when nothing was known then. */
int cli_known(struct cli *cli, int64_t *tx);

/* The user that writes: -u, $HOPTAC_USER or the system's user name. */
const char *cli_who(const struct cli *cli);

/*
 * Runs a command for somebody who is not at a terminal: an interface for
 * programs answers what the command line would.  The caller fills arena, db
 * (open as the command's access asks), user and out of cli; option values are
 * checked as if they had been typed.  What run returns; -1 with cli->err.
 */
struct cli_arg {
	const char *name; /* of an option; NULL: a positional argument */
	const char *value; /* "" for a flag */
};
int cli_call(struct cli *cli, const struct cmd *c, const struct cli_arg *arg,
	     size_t n);

/* The command of that name in a table; one that is not there is a BUG. */
const struct cmd *cmd_named(const struct cmd *table, const char *name);

/* True when the command has that option. */
bool cmd_has(const struct cmd *c, const char *option);

/* Shows "what: n/total" on stderr when it is a terminal and more than a second
 * has passed; total 0 when unknown; n = total ends the line. */
void cli_progress(const char *what, int64_t n, int64_t total);

/* Runs the program: finds the command among tables (NULL-ended list), parses,
 * opens the database, runs, prints the error.  The exit status. */
int cli_main(int argc, char **argv, const struct cmd *const *tables);

/* --- tables of output ----------------------------------------------------- */

enum column_align { COL_LEFT, COL_RIGHT };

struct column {
	const char *key;   /* in CSV and JSON */
	const char *title; /* in the table, Vietnamese */
	enum column_align align;
	bool json_number;  /* a whole number: unquoted in JSON */
};

struct table;

/* A table of n columns; rows are added a cell at a time, NULL is absent
 * (empty in table and CSV, null in JSON). */
struct table *table_new(struct arena *a, const struct column *columns,
			size_t n);
void table_cell(struct table *t, const char *text);
void table_cellf(struct table *t, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Appends it in the form of --format: "table", "csv", "json" (an array of
 * objects), NULL for table. */
void table_print(const struct table *t, const char *format, struct buf *out);

#endif
