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

/* --- forms --------------------------------------------------------------------- */

/* A control that shows `value` when the form is opened, and what was typed
 * when it is shown again. */
struct control form_control(struct request *q, const char *name,
			    enum control_kind kind, const char *value);

/* The frame of a form about an organisation; with what is wrong when it is
 * shown again. */
struct frame *form_frame(struct request *q, const struct record *o,
			 const char *title, struct form_view *v);

/* May this user write about the organisation, and has the day come?  0 or -1
 * with q->err. */
int form_check(struct request *q, const struct record *o, day_t day,
	       const char *field);

/* -1, after an error of register.h: names the field as the form does. */
int form_refused(struct request *q);

/* One more line of a comparison. */
void form_compare(struct conflict *c, const char *name, const char *theirs,
		  const char *mine);

/* --- pages --------------------------------------------------------------------- */

int show_record(struct request *q, struct response *r);
int show_source(struct request *q, struct response *r);

/* The roll as a workbook with Vietnamese heads; texts stay texts. */
int roll_workbook(struct arena *a, const struct view *v,
		  const struct roll_line *line, size_t n, struct buf *out,
		  struct err *e);

#endif
