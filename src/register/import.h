/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Imports: what those of organisations and of events share.
 *
 * One transaction a file.  Every row is checked, so that all faults are listed
 * at once; by default nothing is stored when there is one.
 */
#ifndef HOPTAC_REGISTER_IMPORT_H
#define HOPTAC_REGISTER_IMPORT_H

#include "lib/base/multimap.h"
#include "lib/cli/cli.h"
#include "lib/file/intake.h"
#include "register/likeness.h"
#include "territory/territory.h"

/* The words of a code list, for cells: a code, or one of its names. */
struct choices {
	const char *title; /* "lĩnh vực" */
	struct choice {
		const char *code;
		const char *name;
		const char *fold[3]; /* of code, name and short name */
	} *choice;
	size_t n;
};

/* Folded, so that "nông, lâm, ngư nghiệp" and "NONG LAM NGU NGHIEP" are one. */
void choices_add(struct arena *a, struct choices *c, const char *code,
		 const char *name, const char *brief);

/* The code that a cell means; NULL when it is empty, or with a fault that
 * lists what may stand there. */
const char *choose_cell(struct intake *in, size_t column,
			const struct choices *c);

struct import {
	struct cli *cli;
	struct arena *arena; /* of the import */
	struct arena *row;   /* of the current row */
	struct db *db;
	const struct pack *pack;
	const struct territory *territory;
	struct intake *in;
	const char *kind; /* of the organisations; NULL: the file says */
	bool dated;       /* units are those of the day `on` */
	day_t on;
	day_t today;
	struct choices kinds;
	struct choices sectors;
	struct choices statuses;
	struct choices events;
	struct buf notes; /* what an officer should look at */
	int64_t nnotes;
	int64_t stored;
	void *more; /* the kind of import's own */
};

/* A kind of import. */
struct import_kind {
	const char *what; /* "tổ chức", counted in messages */
	const struct intake_column *column;
	size_t ncolumn;
	int (*begin)(struct import *im, struct err *e);
	/* Checks the current row and stores it when it has no fault.  -1 only
	 * for what ends the import. */
	int (*take)(struct import *im, struct err *e);
	void (*end)(struct import *im); /* last notes; may be NULL */
};

extern const struct import_kind import_organisations;
extern const struct import_kind import_events;

/* Adds a note, of the first hundred; others are counted. */
void import_note(struct import *im, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Runs one: opens the file that the command names, reads it in one
 * transaction, prints what came of it.  What a command's run returns. */
int import_run(struct cli *cli, const struct import_kind *k,
	       const char *kind);

/* The fault of a row that the register refused, at the column of the field
 * that it names (ncolumn pairs of field and column). */
struct import_field {
	const char *field;
	size_t column;
};
void import_refused(struct import *im, const struct import_field *field,
		    size_t n, const struct err *why);

#endif
