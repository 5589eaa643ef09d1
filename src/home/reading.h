/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside of home: what the parts of the first page read, and how they tell it.
 */
#ifndef HOPTAC_HOME_READING_H
#define HOPTAC_HOME_READING_H

#include "check/check.h"
#include "figure/asked.h"
#include "home/view.h"

struct reading {
	struct request *q;
	struct arena *a; /* of the request */
	struct asked asked;
	struct period now;  /* what is counted is counted for it */
	struct period year; /* that is assessed */
	struct check_report checks;
};

/* Opens the figures; checks are run by whoever needs them.  0; -1 with
 * q->err. */
int reading_open(struct request *q, struct reading *x);

/* Reads a figure; false when it has no value. */
bool read_figure(struct reading *x, const struct figure_key *key,
		 struct figure *out);

/* The same of the place asked for. */
bool read_of(struct reading *x, const struct indicator *ind,
	     const char *breakdown, const struct period *period,
	     enum basis basis, struct figure *out);

/* The per cent of plan of a figure, "87%"; false when it has none.  value may
 * be NULL. */
bool read_percent(struct reading *x, const struct figure *of,
		  struct told *out, struct dec *value);

/* A figure with the way to its source. */
struct told tell(struct reading *x, const struct figure *fig);

/* Its value when that is a whole number; false else. */
bool is_whole(const struct figure *fig, int64_t *out);

/* --- the parts of the page ---------------------------------------------------- */

void cards_write(struct reading *x, struct buf *out);    /* page_card.c */
void progress_write(struct reading *x, struct buf *out); /* page_progress.c */
void bars_write(struct reading *x, struct buf *out);     /* page_chart.c */
void units_write(struct reading *x, bool demonstration, struct buf *out);

/* Every second table of the pack, beginning with the first (0) or the second
 * (1): page_table.c */
void tables_write(struct reading *x, size_t first, struct buf *out);

/* What waits for an officer; 0 or -1: page_waiting.c */
int waiting_read(struct reading *x, struct inside_view *v, struct err *e);

#endif
