/* SPDX-License-Identifier: Apache-2.0 */
/* The plan as a file that stands by itself: what file.html is given. */
#ifndef HOPTAC_PLAN_FILE_H
#define HOPTAC_PLAN_FILE_H

#include "plan/document.h"

struct file_operand {
	const char *words;   /* which figure it is */
	const char *text;    /* with its unit */
	const char *from;    /* where it comes from, in a sentence */
	const char *formula; /* or NULL */
	struct figure_record *record; /* the first of the organisations */
	size_t n_record;
	size_t of;           /* of so many */
};

struct file_source {
	const struct plan_number *number; /* the first of those that share it */
	struct file_operand *operand;
	size_t n_operand;
	const struct plan_number **used;  /* all of them */
	size_t n_used;
};

struct plan_file {
	struct plan_document document;
	struct file_source *source;
	size_t n_source;
};

#endif
