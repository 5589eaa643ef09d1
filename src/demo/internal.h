/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The generator's workbench: an organisation in the making.
 *
 *	cells.c     how many of each fate in each sector and district, and where
 *	life.c      the days of each life
 *	size.c      people and capital, by apportionment
 *	generate.c  events and versions out of all that, in order
 */
#ifndef HOPTAC_DEMO_INTERNAL_H
#define HOPTAC_DEMO_INTERNAL_H

#include "demo/apportion.h"
#include "demo/demo.h"

/* What has become of an HTX on 30/6/2023. */
enum fate {
	FATE_OPERATING,
	FATE_NEW,         /* operating, founded in the half-year */
	FATE_SUSPENDED,
	FATE_DORMANT,
	FATE_GONE,        /* dissolved in the half-year */
	FATE_GONE_BEFORE,
	FATE__MAX
};

/* One step of a history: what it adds, from which day on. */
struct change {
	day_t day;
	int64_t members;
	int64_t labour;
	int64_t capital;  /* million đồng */
	bool rename;      /* from old_name to the name of today */
	bool move;        /* from old_seat to the seat of today */
};

enum { CHANGES = 8, EVENTS = 12 };

struct draft {
	uint64_t id;      /* what its chances are drawn by */
	enum fate fate;
	size_t sector;
	size_t district;
	const struct demo_named *named; /* or NULL */
	size_t seat;      /* index of the commune */
	size_t old_seat;
	bool special;     /* its history is taken: no further one for it */
	size_t of;        /* union, or DEMO_NO_UNION */

	/* days; 0 where it has not happened */
	day_t founded;
	day_t suspended;
	day_t dormant;
	day_t resumed;
	day_t dissolving;
	day_t gone;

	/* on 30/6/2023, or when it was dissolved */
	int64_t members;
	int64_t labour;
	int64_t managers;
	int64_t managers_low;
	int64_t managers_high;
	int64_t capital;  /* million đồng */
	int64_t joined;   /* members that joined in the half-year */

	struct change change[CHANGES];
	size_t nchange;
	struct org_event event[EVENTS];
	size_t nevent;
};

struct bench {
	struct arena *arena;
	const struct demo_data *data;
	const struct demo_commune *commune;
	size_t ncommune;
	struct draft *htx;
	size_t nhtx;
};

/* What a number is drawn for: each draft has one independent draw of each. */
enum draw {
	DRAW_ORDER, DRAW_AGE, DRAW_AGE_2, DRAW_STOP, DRAW_DORMANT,
	DRAW_RESUME, DRAW_DISSOLVE, DRAW_GONE, DRAW_WAY, DRAW_SIZE,
	DRAW_SIZE_2, DRAW_LABOUR, DRAW_MANAGERS, DRAW_CAPITAL,
	DRAW_CAPITAL_2, DRAW_UNION, DRAW_HOST, DRAW_RESUMER, DRAW_VERSION,
	DRAW_JOINER, DRAW_JOIN, DRAW_JOIN_2, DRAW_LEAVER, DRAW_LEAVE,
	DRAW_HOSTED, DRAW_CHANGE, DRAW_RAISE,
	DRAW__MAX
};

/* 0 <= r < n, for this draft and this draw. */
int64_t draw(const struct draft *d, enum draw what, int64_t n);

/* The day of a civil date that exists. */
day_t on(int year, int month, int day);

/* The half-year that the published totals are about, and the day from which
 * registration under the Law of 2012 begins. */
#define LAW_FIRST on(2013, 7, 1)
#define HALF_FIRST on(2023, 1, 1)
#define HALF_LAST demo_day()

/* A working day in first..last, drawn. */
day_t draw_day(const struct draft *d, enum draw what, day_t first,
	       day_t last);

/*
 * The n drafts that fit, first in the order of a draw; fewer is a BUG.  They
 * are marked special, and special ones never fit.  On the arena.
 */
struct draft **choose(struct bench *b, enum draw what, int64_t n,
		      bool (*fits)(const struct draft *d, size_t ctx),
		      size_t ctx);

bool exists(const struct draft *d); /* on 30/6/2023 */
bool operates(const struct draft *d);

/* A day of founding up to last: more of them each year. */
day_t founding(const struct draft *d, day_t last);

/* The communes of a district (indices) in the order in which they are dealt;
 * with towns these come three times as often. */
size_t deck_of(struct bench *b, const char *district, bool towns,
	       size_t **deck);

void cells_fill(struct bench *b); /* makes b->htx: fate, cell, seat, name */
void life_fill(struct bench *b);  /* days */
void size_fill(struct bench *b);  /* people, capital */

#endif
