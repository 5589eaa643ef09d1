/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The demonstration province: Lạng Sơn on 30/6/2023.
 *
 * A published plan gives the totals of the province's collective economy on
 * that day, but not the organisations behind them.  The generator makes a
 * register that has exactly these totals, organisation by organisation, with
 * a history from 1/7/2013 on; what the plan only states (estimates, plans,
 * per cents, support, budgets) is loaded as reported figures, word for word
 * in numbers, errors included.  Nothing in it is about a real person, and all
 * but the names of the organisations that the plan mentions is invented and
 * marked as demonstration.  demo/lang-son holds the data, docs/demo.md tells
 * how the totals are reached.
 */
#ifndef HOPTAC_DEMO_DEMO_H
#define HOPTAC_DEMO_DEMO_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/cli/cli.h"
#include "register/register.h"

struct db;

extern const struct cmd demo_cmds[];

#define DEMO_PROVINCE "20"

/* 30/6/2023: the day that the totals are about. */
day_t demo_day(void);

/* --- what is to be reached ----------------------------------------------- */

/* The rows of totals.csv, by the same names.  Money is in million đồng. */
struct demo_totals {
	int64_t dormant;          /* HTX of status dormant */
	int64_t new;              /* HTX founded in the half-year ... */
	int64_t new_capital;      /* ... and their capital */
	int64_t dissolved;        /* HTX in the half-year */
	int64_t dissolved_before; /* and before it */
	int64_t capital;          /* of the HTX that exist; so all that follow */
	int64_t members;
	int64_t new_members;      /* joined in the half-year */
	int64_t labour;
	int64_t managers;
	int64_t managers_low;
	int64_t managers_high;
	int64_t tht;
	int64_t tht_members;
	int64_t union_members;    /* HTX that are members of the unions */
	int64_t union_managers_low;
	int64_t union_managers_high;
	int64_t hosts;            /* HTX with young workers */
	int64_t hosted;           /* these workers */
	int64_t least_members;    /* of an HTX, people */
	int64_t least_union_members; /* of a union, HTX */
	int64_t renamed;          /* HTX with that in their history */
	int64_t moved;
	int64_t recapitalised;
	int64_t resumed;
	int64_t left;             /* HTX that a member has left */
};

enum { DEMO_SECTORS = 4 };

struct demo_sector {
	const char *code;
	int64_t operating; /* HTX on 30/6/2023 */
	int64_t idle;      /* those that exist and do not operate */
};

struct demo_district {
	const char *code;
	int64_t weight[DEMO_SECTORS]; /* for HTX, in order of the sectors */
	int64_t tht;                  /* for THT */
	bool hosts;                   /* has HTX with young workers */
};

/* An organisation that the published plan names. */
struct demo_named {
	const char *kind;
	const char *name;
	const char *sector;
	const char *district;
	const char *commune; /* "" where any will do */
	const char *scheme;  /* "", joined, supported: the model scheme */
};

struct demo_data {
	struct demo_totals totals;
	struct demo_sector sector[DEMO_SECTORS];
	struct demo_district *district;
	size_t ndistrict;
	struct demo_named *named;
	size_t nnamed;
};

/* Reads totals, sectors, districts and named from a folder.  NULL with e:
 * ERR_INPUT names file and row. */
struct demo_data *demo_read(struct arena *a, const char *dir, struct err *e);

/* --- the register that reaches it ---------------------------------------- */

/* A commune to seat organisations in. */
struct demo_commune {
	const char *code;
	const char *district;
	bool town;    /* phường or thị trấn: where trade is */
	int64_t unit; /* the id that versions' seat will hold */
};

struct demo_org {
	const char *kind;
	const char *number;          /* identifier of kind "demo" */
	struct org_version *version; /* by from; `to` and `row` not set */
	size_t nversion;
	struct org_event *event;     /* by day */
	size_t nevent;
	size_t of;                   /* index of the union it is a member of */
	day_t joined;                /* that union, on this day */
};

#define DEMO_NO_UNION SIZE_MAX

struct demo_register {
	struct demo_org *org; /* unions, HTX by founding, THT by founding */
	size_t norg;
};

/*
 * Makes the register from the data and the communes (in any order; the same
 * input gives the same output).  Pure: no database.  Data whose totals cannot
 * be met (fewer members than the law asks for ...) are a BUG.
 */
struct demo_register *demo_generate(struct arena *a,
				    const struct demo_data *data,
				    const struct demo_commune *commune,
				    size_t ncommune);

/* --- into the database --------------------------------------------------- */

/*
 * Record in the open write transaction, from the files of dir: the generated
 * register (seated in the units that the database holds), and the figures of
 * reported.csv.  They return how many organisations, how many figures; -1
 * with e.
 */
int64_t demo_load_register(struct db *db, const char *dir, struct err *e);
int64_t demo_load_reported(struct db *db, const char *dir, struct err *e);

#endif
