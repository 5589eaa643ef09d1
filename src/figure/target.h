/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside src/figure: the question that /chi-tieu puts and the table that
 * answers it, for the page and for files.
 */
#ifndef HOPTAC_FIGURE_TARGET_H
#define HOPTAC_FIGURE_TARGET_H

#include "figure/asked.h"
#include "figure/target_view.h"

struct target_query {
	struct asked asked;
	const char *place;     /* code of the unit */
	const char *place_name;
	const char *sector;    /* category, "" for all */
	const char *breakdown; /* "sector=agri" or "" */
	const char *search;    /* or NULL */
};

/* The figures of one indicator: what was counted, the estimate of the year,
 * the per cent of the plan that it is of, the plan of the next year. */
struct target_figures {
	const struct indicator *indicator;
	struct figure now;
	struct figure year;
	struct figure percent;
	struct figure plan;
};

/* Reads don-vi, linh-vuc, nam, tim of the request.  0; -1 with q->err. */
int target_read(struct request *q, struct target_query *out);

/* The indicators that are asked for, in pack order.  0; -1 with q->err. */
int target_figures(struct request *q, const struct target_query *t,
		   struct target_figures **out, size_t *n);

/* "6 tháng 2023", "Ước 2023", "% KH 2023", "KH 2024". */
enum { HEAD_NOW, HEAD_YEAR, HEAD_PERCENT, HEAD_PLAN, HEAD__MAX };
const char *target_head(const struct target_query *t, int column);

struct target_cell target_cell(struct request *q, const struct figure *fig);

/* A choice of units, of sectors. */
struct control target_places(struct request *q, const struct target_query *t);
struct control target_sectors(struct request *q, const struct target_query *t);

/* The table as a file (target_file.c). */
void target_csv(const struct target_query *t, const struct target_figures *v,
		size_t n, struct buf *out);
int target_xlsx(const struct target_query *t, const struct target_figures *v,
		size_t n, struct buf *out, struct err *e);

/* Pages of one indicator (page_indicator.c). */
int show_indicator(struct request *q, struct response *r);
int set_target(struct request *q, struct response *r);

#endif
