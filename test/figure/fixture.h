/* SPDX-License-Identifier: Apache-2.0 */
/* Data directories with the real pack and the units of Lạng Sơn. */
#ifndef HOPTAC_TEST_FIGURE_FIXTURE_H
#define HOPTAC_TEST_FIGURE_FIXTURE_H

#include "figure/figure.h"
#include "lib/db/db.h"
#include "test.h"

/* A new data directory with pack and units, in an open write transaction. */
struct db *figure_fixture(struct arena *a);
/* The pack of the project, read once. */
const struct pack *fixture_pack(void);
/* Commits, begins anew, and opens the figures as known after that. */
struct figures *fixture_open(struct arena *a, struct db *db);

/* The demonstration province, register and reports, made once for all tests,
 * opened on the arena. */
struct figures *fixture_demo(struct arena *a);

day_t fixture_day(const char *s);
int64_t fixture_unit(struct db *db, const char *code, const char *on);

/* An HTX founded on a day with a seat (commune code on that day, NULL: none),
 * capital in đồng and members. */
int64_t fixture_htx(struct db *db, const char *name, const char *seat,
		    const char *sector, const char *founded, int64_t capital,
		    int64_t members);
void fixture_event(struct db *db, int64_t org, const char *kind,
		   const char *on, int64_t quantity);

/* Reports "htx_total@20[sector=agri] 2023 estimate" as the text says a
 * quantity ("khoảng 500"); a text that ends with "%" is a per cent of plan. */
void fixture_report(struct db *db, const char *indicator, const char *place,
		    const char *breakdown, const char *period,
		    enum basis basis, const char *text);

struct figure_key key_of(const char *indicator, const char *place,
			 const char *breakdown, const char *period,
			 enum basis basis);
/* The value as a plain decimal, or the state in brackets: "[missing]". */
const char *value_of(struct arena *a, struct figures *f,
		     struct figure_key key);
/* The whole figure: "474 register", "500 approx reported 108%". */
const char *figure_of(struct arena *a, struct figures *f,
		      struct figure_key key);

#endif
