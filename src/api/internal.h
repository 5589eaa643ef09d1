/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files of this folder. */
#ifndef HOPTAC_API_INTERNAL_H
#define HOPTAC_API_INTERNAL_H

#include "api/api.h"
#include "lib/cli/cli.h"

struct db;

/*
 * Runs a command with the fields of the request: the fields named in
 * `argument` ("id|kind", or NULL) are its positional arguments, in the order
 * of the page's table, every other one the option of its name, where the command has it; format is json.  `flag` (or NULL) is an
 * option given besides.  What the command printed becomes the body.  0 or -1
 * with q->err.
 */
int run_command(struct request *q, struct response *r, const struct cmd *c,
		const char *argument, const char *flag);

/* Makes j the body, and frees it.  Always 0. */
int answer_json(struct response *r, json_t *j);

/* May the user write about this organisation, as it is on a day?  0, or -1
 * (403). */
int may_write_org(struct request *q, int64_t org, day_t on);

int post_figure(struct request *q, struct response *r);
int post_event(struct request *q, struct response *r);
int list_inquiries(struct request *q, struct response *r);
int post_inquiry(struct request *q, struct response *r);
int post_answer(struct request *q, struct response *r);
int post_again(struct request *q, struct response *r);
int post_close(struct request *q, struct response *r);
int get_plan(struct request *q, struct response *r);
int get_plan_trace(struct request *q, struct response *r);
int get_log(struct request *q, struct response *r);
int lint_draft(struct request *q, struct response *r);
int get_openapi(struct request *q, struct response *r);

/* --- store.c --------------------------------------------------------------- */

struct log_entry {
	int64_t id;
	moment_t at;
	const char *who;
	const char *why;
	const char *hash; /* 64 digits of base 16 */
};

/* Transactions before one, the last first; at most limit.  who: only his, or
 * NULL.  Returns how many; the caller asks db_failed. */
size_t log_read(struct arena *a, struct db *db, int64_t before,
		const char *who, int64_t limit, struct log_entry **out);

#endif
