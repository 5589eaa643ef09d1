/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The register: organisations, what they are called, and what happened to
 * them, on both time axes.
 *
 * An organisation is a permanent id.  Its identifiers, its versions (name,
 * seat, sector, capital, people: what holds since a day) and its events
 * (founded, suspended, dissolved ...) are versioned rows.  Its status on a day
 * is what its events say: the fold over them in order of day, then of entry.
 * A change is a new version or event from a day on; a correction withdraws a
 * row and states anew what should have been known all along.  Both show in
 * one history.  Which kinds, sectors, statuses and transitions exist is the
 * pack's to say.
 */
#ifndef HOPTAC_REGISTER_REGISTER_H
#define HOPTAC_REGISTER_REGISTER_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/date.h"
#include "lib/base/dec.h"
#include "pack/pack.h"

struct cmd;
struct db;
struct territory;

#define REG_NONE INT64_MIN /* a number that nobody has said */

/* What an organisation is, since a day. */
struct org_version {
	day_t from;
	day_t to;            /* DAY_MAX: until further notice; last day included */
	const char *name;
	int64_t seat;        /* unit id of territory.h; REG_NONE: unknown */
	const char *address; /* or NULL */
	const char *sector;  /* category of the pack's sector list */
	int64_t capital;     /* registered capital, đồng; REG_NONE */
	int64_t members;     /* people (a union: 0; its members are links) */
	int64_t labour;      /* regular labour, people */
	int64_t managers;    /* people, of whom by qualification: */
	int64_t managers_low;  /* sơ cấp, trung cấp */
	int64_t managers_high; /* cao đẳng, đại học trở lên */
	int64_t row;         /* of organisation_version */
	const char *fold;    /* the name as search_key has it: set in what is
			      * read */
};

/* What happened. */
struct org_event {
	int64_t id;
	const char *kind;     /* event of the pack */
	day_t day;            /* the day it took effect */
	int64_t quantity;     /* REG_NONE when it has none */
	const char *decision; /* number and date of the paper, or NULL */
	const char *reason;   /* or NULL */
	int64_t row;
	const char *status;   /* of the organisation after it: set in what is
			       * read (snapshot, register_org) */
};

/* A number that it goes by. */
struct org_identifier {
	const char *kind;   /* of the pack: tax, certificate ... */
	const char *number;
	const char *issuer; /* or NULL */
	day_t day;          /* of issue; DAY_MIN: unknown */
};

/* A new organisation, as import and the form give it. */
struct org_new {
	const char *kind;
	struct org_version version; /* to, row: not read */
	struct org_event *event;    /* founding first; at least one */
	size_t nevent;
	struct org_identifier *identifier;
	size_t nidentifier;
	bool demonstration;
};

/*
 * Records an organisation in the open write transaction.  Checks kind, sector
 * (NULL: not known), seat (a unit that has not ended before version.from),
 * numbers (not negative, parts not above the whole), the events' transitions,
 * and that no identifier is in use.  Returns its id; -1 with e (field set:
 * kind, name, seat, sector, capital ..., or an identifier's kind), with nothing
 * written.
 */
int64_t register_add(struct db *db, const struct pack *p,
		     const struct org_new *org, struct err *e);

/* Records an event, which may lie before others; the whole life must be legal
 * with it.  A transition that the pack does not allow is ERR_RULE and names
 * the rule.  Returns the event's id or -1. */
int64_t register_event(struct db *db, const struct pack *p, int64_t org,
		       const struct org_event *event, struct err *e);

/* Corrects an event: day, quantity, decision, reason as given from now on (its
 * kind stays), `void_it` to withdraw it altogether (as may be NULL).  The
 * reason of the correction is the transaction's why.  The whole life must
 * remain legal.  0 or -1. */
int register_correct_event(struct db *db, const struct pack *p, int64_t event,
			   const struct org_event *as, bool void_it,
			   struct err *e);

/* States a new version from version->from on (a change), or, with correct,
 * replaces the one that holds on that day, which keeps its first day (a
 * correction). 0 or -1. */
int register_version(struct db *db, const struct pack *p, int64_t org,
		     const struct org_version *version, bool correct,
		     struct err *e);

/* Makes one organisation a member of another (an HTX of a union: kind
 * "member").  0 or -1. */
int register_link(struct db *db, int64_t member, int64_t of, const char *kind,
		  day_t from, struct err *e);

/* Organisations that stand in the register and are likely to be the one named:
 * the same identifier, or a name the same or much alike in the same district
 * (where there are none, in the province).  Best first; to be shown before
 * saving.  Returns how many. */
struct org_likeness {
	int64_t org;
	const char *name;
	const char *why; /* Vietnamese */
	int percent;
};
size_t register_duplicates(struct arena *a, struct db *db,
			   const struct pack *p, const struct territory *t,
			   const struct org_new *org,
			   struct org_likeness **out);

/* --- finding ---------------------------------------------------------------- */

/*
 * Organisations of which a name, of whatever time, holds every word of the
 * text as the beginning of a word, without regard to diacritics, case and long
 * or short form ("hop tac xa", "HTX"), or that have it as a number; all for
 * "".  In dictionary order of the name on a day.  Returns how many.
 */
size_t register_search(struct arena *a, struct db *db, const char *text,
		       day_t on, int64_t known, int64_t **out);

/* The one organisation that the text means: a number, an id, a whole name, or
 * words that only one name holds.  0 with ERR_NOTFOUND, or with ERR_CONFLICT
 * and the candidates in the hint. */
int64_t register_find(struct db *db, const char *text, day_t on,
		      int64_t known, struct err *e);

/* --- the snapshot ----------------------------------------------------------- */

/*
 * The register as known after one transaction, in columns, for summing: every
 * organisation of a province with its versions and events in order of day.
 * Immutable; on its arena.
 */
struct org {
	int64_t id;
	const char *kind;
	bool demonstration;
	const struct org_version *version; /* by from */
	size_t nversion;
	const struct org_event *event; /* by day, then entry */
	size_t nevent;
	const struct org_identifier *identifier;
	size_t nidentifier;
	const char *number; /* the identifier shown, or NULL */
};

struct org_link {
	int64_t member;
	int64_t of;
	const char *kind;
	day_t from;
	day_t to;
};

struct snapshot {
	struct org *org; /* by id */
	size_t norg;
	struct org_link *link;
	size_t nlink;
	const struct pack *pack;
};

const struct snapshot *register_snapshot(struct arena *a, struct db *db,
					 const struct pack *p, int64_t known,
					 struct err *e);

/* One organisation in the same form; ERR_NOTFOUND when there is none. */
const struct org *register_org(struct arena *a, struct db *db,
			       const struct pack *p, int64_t org,
			       int64_t known, struct err *e);

/* The organisation with this id, NULL when there is none. */
const struct org *snapshot_org(const struct snapshot *s, int64_t id);

/* The status after all events up to and including a day; NULL before the
 * founding. */
const char *org_status(const struct snapshot *s, const struct org *o,
		       day_t on);

/* The version that holds on a day; for a day after the last one's end, or
 * before the first, NULL. */
const struct org_version *org_version_on(const struct org *o, day_t on);

extern const struct cmd register_cmds[];

#endif
