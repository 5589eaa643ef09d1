/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the register's pages share; nobody else includes this. */
#ifndef HOPTAC_REGISTER_PAGE_INTERNAL_H
#define HOPTAC_REGISTER_PAGE_INTERNAL_H

#include "register/page.h"

/* The numbers of a version that have a source. */
#define SOURCE_CHOICES                                                       \
	"capital|members|labour|managers|managers_low|managers_high"

/* The organisation that {id} names, as the request asks for it. */
struct record {
	struct view view;
	const struct org *org;
	const struct org_version *at; /* on the day; NULL: none */
	const struct status *status;  /* on the day; NULL: not founded */
	const char *name;
};
int record_read(struct request *q, struct record *out);

/* The code of its status on a day; "" before the founding. */
const char *record_status(const struct record *x, day_t on);

/* Its history, newest first, each matter with its corrections below it. */
size_t record_history(struct request *q, const struct record *o,
		      struct entry **out);

int show_record(struct request *q, struct response *r);
int show_source(struct request *q, struct response *r);

/* The roll as a workbook with Vietnamese heads; texts stay texts. */
int roll_workbook(struct arena *a, const struct view *v,
		  const struct roll_line *line, size_t n, struct buf *out,
		  struct err *e);

#endif
