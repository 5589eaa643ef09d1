/* SPDX-License-Identifier: Apache-2.0 */
/* All SQL of the register. */
#include "register/store.h"

#include "lib/db/db.h"
#include "lib/text/text.h"
#include "register/search.h"

/* --- values ----------------------------------------------------------- */

static struct db_value number(int64_t i)
{
	return i == REG_NONE ? db_null() : db_int(i);
}

static int64_t col_number(struct rows *r, int col)
{
	return db_col_null(r, col) ? REG_NONE : db_col_int(r, col);
}

static const char *col_copy(struct arena *a, struct rows *r, int col)
{
	const char *s = db_col_text(r, col);

	return s ? arena_strdup(a, s) : NULL;
}

/* --- writing ---------------------------------------------------------- */

int64_t store_add_organisation(struct db *db, const char *kind,
			       bool demonstration)
{
	int64_t id = db_next(db, "organisation", "id");

	db_run(db,
	       "INSERT INTO organisation"
	       " (row, known_from, known_to, id, kind, demonstration)"
	       " VALUES ($1, $2, $3, $4, $5, $6)",
	       db_int(db_next(db, "organisation", "row")), db_int(db_tx(db)),
	       db_int(DB_STILL), db_int(id), db_text(kind),
	       db_int(demonstration));
	return id;
}

void store_add_identifier(struct db *db, int64_t org,
			  const struct org_identifier *id)
{
	db_run(db,
	       "INSERT INTO identifier"
	       " (row, known_from, known_to, org, kind, number, issuer, day)"
	       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	       db_int(db_next(db, "identifier", "row")), db_int(db_tx(db)),
	       db_int(DB_STILL), db_int(org), db_text(id->kind),
	       db_text(id->number), db_text(id->issuer),
	       id->day == DAY_MIN ? db_null() : db_int(id->day));
}

void store_add_version(struct db *db, int64_t org,
		       const struct org_version *v)
{
	struct arena *a = arena_new();
	size_t nkey;
	uint8_t *key = text_sort_key(a, v->name, &nkey);

	db_run(db,
	       "INSERT INTO organisation_version"
	       " (row, known_from, known_to, org, valid_from, name, fold,"
	       " sort_key, seat, address, sector, capital, members, labour,"
	       " managers, managers_low, managers_high)"
	       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,"
	       " $13, $14, $15, $16, $17)",
	       db_int(db_next(db, "organisation_version", "row")),
	       db_int(db_tx(db)), db_int(DB_STILL), db_int(org),
	       db_int(v->from), db_text(v->name),
	       db_text(search_key(a, v->name)), db_blob(key, nkey),
	       number(v->seat), db_text(v->address), db_text(v->sector),
	       number(v->capital), number(v->members), number(v->labour),
	       number(v->managers), number(v->managers_low),
	       number(v->managers_high));
	arena_free(a);
}

int64_t store_add_event(struct db *db, int64_t org,
			const struct org_event *event)
{
	int64_t id = event->id ? event->id : db_next(db, "event", "id");

	db_run(db,
	       "INSERT INTO event"
	       " (row, known_from, known_to, id, org, kind, day, quantity,"
	       " decision, reason)"
	       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
	       db_int(db_next(db, "event", "row")), db_int(db_tx(db)),
	       db_int(DB_STILL), db_int(id), db_int(org), db_text(event->kind),
	       db_int(event->day), number(event->quantity),
	       db_text(event->decision), db_text(event->reason));
	return id;
}

void store_add_link(struct db *db, const struct org_link *link)
{
	db_run(db,
	       "INSERT INTO link"
	       " (row, known_from, known_to, member, of_org, kind, valid_from,"
	       " valid_to)"
	       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	       db_int(db_next(db, "link", "row")), db_int(db_tx(db)),
	       db_int(DB_STILL), db_int(link->member), db_int(link->of),
	       db_text(link->kind), db_int(link->from), db_int(link->to));
}

/* --- what stands ------------------------------------------------------ */

char *store_kind(struct arena *a, struct db *db, int64_t org)
{
	return db_get_text(db, a,
			   "SELECT kind FROM organisation"
			   " WHERE id = $1 AND known_to = $2",
			   db_int(org), db_int(DB_STILL));
}

int64_t store_identifier_org(struct db *db, const char *kind,
			     const char *id)
{
	/* The literal lets the engine use the partial index. */
	return db_get_int(db, 0,
			  "SELECT org FROM identifier"
			  " WHERE kind = $1 AND number = $2"
			  " AND known_to = 9223372036854775807",
			  db_text(kind), db_text(id));
}

int64_t store_by_number(struct db *db, const char *id, int64_t known)
{
	return db_get_int(db, 0,
			  "SELECT org FROM identifier WHERE number = $1"
			  " AND known_from <= $2 AND known_to > $2"
			  " ORDER BY row LIMIT 1",
			  db_text(id), db_int(known));
}

int64_t store_organisation(struct db *db, int64_t id, int64_t known)
{
	return db_get_int(db, 0,
			  "SELECT id FROM organisation WHERE id = $1"
			  " AND known_from <= $2 AND known_to > $2",
			  db_int(id), db_int(known));
}

char *store_last_name(struct arena *a, struct db *db, int64_t org)
{
	return db_get_text(db, a,
			   "SELECT name FROM organisation_version"
			   " WHERE org = $1 AND known_to = $2"
			   " ORDER BY valid_from DESC LIMIT 1",
			   db_int(org), db_int(DB_STILL));
}

int64_t store_event_org(struct db *db, int64_t event)
{
	return db_get_int(db, 0,
			  "SELECT org FROM event WHERE id = $1"
			  " AND known_to = 9223372036854775807",
			  db_int(event));
}

bool store_linked(struct db *db, int64_t member, int64_t of,
		  const char *kind)
{
	return db_get_int(db, 0,
			  "SELECT 1 FROM link WHERE member = $1"
			  " AND of_org = $2 AND kind = $3"
			  " AND known_to = 9223372036854775807",
			  db_int(member), db_int(of), db_text(kind)) != 0;
}

day_t store_unit_end(struct db *db, int64_t unit)
{
	return (day_t)db_get_int(db, DAY_MIN,
				 "SELECT valid_to FROM unit"
				 " WHERE id = $1 AND known_to = $2",
				 db_int(unit), db_int(DB_STILL));
}

bool store_version_at(struct db *db, int64_t org, day_t on, day_t *from,
		      int64_t *row)
{
	struct rows *r = db_query(db,
				  "SELECT valid_from, row"
				  " FROM organisation_version"
				  " WHERE org = $1 AND valid_from <= $2"
				  " AND known_to = $3"
				  " ORDER BY valid_from DESC LIMIT 1",
				  db_int(org), db_int(on), db_int(DB_STILL));
	bool found = db_step(r);

	if (found) {
		*from = (day_t)db_col_int(r, 0);
		*row = db_col_int(r, 1);
		db_end(r);
	}
	return found;
}

/* --- reading ----------------------------------------------------------- */

#define KNOWN " known_from <= $3 AND known_to > $3"
#define IN_SCOPE(id) " WHERE " id " BETWEEN $1 AND $2 AND" KNOWN
#define SCOPE(s) db_int((s)->first), db_int((s)->last), db_int((s)->known)

#define VERSION_COLUMNS                                                      \
	" row, valid_from, name, seat, address, sector, capital, members,"  \
	" labour, managers, managers_low, managers_high, fold"
#define EVENT_COLUMNS " row, id, kind, day, quantity, decision, reason"

struct scope_size store_size(struct db *db, const struct scope *s)
{
	return (struct scope_size){
		.norg = (size_t)db_get_int(
			db, 0,
			"SELECT COUNT(*) FROM organisation" IN_SCOPE("id"),
			SCOPE(s)),
		.nversion = (size_t)db_get_int(
			db, 0,
			"SELECT COUNT(*)"
			" FROM organisation_version" IN_SCOPE("org"),
			SCOPE(s)),
		.nevent = (size_t)db_get_int(
			db, 0, "SELECT COUNT(*) FROM event" IN_SCOPE("org"),
			SCOPE(s)),
		.nidentifier = (size_t)db_get_int(
			db, 0,
			"SELECT COUNT(*) FROM identifier" IN_SCOPE("org"),
			SCOPE(s)),
		.nlink = (size_t)db_get_int(
			db, 0, "SELECT COUNT(*) FROM link" IN_SCOPE("member"),
			SCOPE(s)),
	};
}

struct rows *store_organisations(struct db *db, const struct scope *s)
{
	return db_query(db,
			"SELECT id, kind, demonstration"
			" FROM organisation" IN_SCOPE("id") " ORDER BY id",
			SCOPE(s));
}

struct rows *store_versions(struct db *db, const struct scope *s)
{
	return db_query(db,
			"SELECT org," VERSION_COLUMNS
			" FROM organisation_version" IN_SCOPE("org")
			" ORDER BY org, valid_from",
			SCOPE(s));
}

struct rows *store_events(struct db *db, const struct scope *s)
{
	return db_query(db,
			"SELECT org," EVENT_COLUMNS
			" FROM event" IN_SCOPE("org")
			" ORDER BY org, day, id",
			SCOPE(s));
}

struct rows *store_identifiers(struct db *db, const struct scope *s)
{
	return db_query(db,
			"SELECT org, kind, number, issuer, day"
			" FROM identifier" IN_SCOPE("org")
			" ORDER BY org, row",
			SCOPE(s));
}

struct rows *store_links(struct db *db, const struct scope *s)
{
	return db_query(db,
			"SELECT member, of_org, kind, valid_from, valid_to"
			" FROM link" IN_SCOPE("member")
			" ORDER BY member, of_org, row",
			SCOPE(s));
}

void store_version(struct arena *a, struct rows *r, int col,
		   struct org_version *out)
{
	*out = (struct org_version){
		.row = db_col_int(r, col),
		.from = (day_t)db_col_int(r, col + 1),
		.to = DAY_MAX,
		.name = col_copy(a, r, col + 2),
		.seat = col_number(r, col + 3),
		.address = col_copy(a, r, col + 4),
		.sector = col_copy(a, r, col + 5),
		.capital = col_number(r, col + 6),
		.members = col_number(r, col + 7),
		.labour = col_number(r, col + 8),
		.managers = col_number(r, col + 9),
		.managers_low = col_number(r, col + 10),
		.managers_high = col_number(r, col + 11),
		.fold = col_copy(a, r, col + 12),
	};
}

void store_event(struct arena *a, struct rows *r, int col,
		 struct org_event *out)
{
	*out = (struct org_event){
		.row = db_col_int(r, col),
		.id = db_col_int(r, col + 1),
		.kind = col_copy(a, r, col + 2),
		.day = (day_t)db_col_int(r, col + 3),
		.quantity = col_number(r, col + 4),
		.decision = col_copy(a, r, col + 5),
		.reason = col_copy(a, r, col + 6),
	};
}

void store_identifier(struct arena *a, struct rows *r, int col,
		      struct org_identifier *out)
{
	*out = (struct org_identifier){
		.kind = col_copy(a, r, col),
		.number = col_copy(a, r, col + 1),
		.issuer = col_copy(a, r, col + 2),
		.day = db_col_null(r, col + 3) ?
			       DAY_MIN :
			       (day_t)db_col_int(r, col + 3),
	};
}

void store_link(struct arena *a, struct rows *r, int col,
		struct org_link *out)
{
	*out = (struct org_link){
		.member = db_col_int(r, col),
		.of = db_col_int(r, col + 1),
		.kind = col_copy(a, r, col + 2),
		.from = (day_t)db_col_int(r, col + 3),
		.to = (day_t)db_col_int(r, col + 4),
	};
}

struct rows *store_links_of(struct db *db, int64_t org, int64_t known)
{
	return db_query(
		db,
		"SELECT l.member, l.of_org, l.kind, l.valid_from, l.valid_to,"
		" (SELECT v.name FROM organisation_version v"
		" WHERE v.org = CASE WHEN l.member = $1 THEN l.of_org"
		" ELSE l.member END"
		" AND v.known_from <= $2 AND v.known_to > $2"
		" ORDER BY v.valid_from DESC LIMIT 1)"
		" FROM link l WHERE (l.member = $1 OR l.of_org = $1)"
		" AND l.known_from <= $2 AND l.known_to > $2"
		" ORDER BY l.valid_from, l.row",
		db_int(org), db_int(known));
}

struct rows *store_names(struct db *db)
{
	return db_query(db,
			"SELECT org, name, seat"
			" FROM organisation_version WHERE known_to = $1"
			" ORDER BY org, valid_from",
			db_int(DB_STILL));
}

struct rows *store_search(struct db *db, const char *const word[STORE_WORDS],
			  const char *id, day_t on, int64_t known)
{
	return db_query(
		db,
		"WITH hit AS ("
		" SELECT org FROM organisation_version"
		" WHERE known_from <= $1 AND known_to > $1"
		" AND ' ' || fold LIKE $2 AND ' ' || fold LIKE $3"
		" AND ' ' || fold LIKE $4 AND ' ' || fold LIKE $5"
		" AND ' ' || fold LIKE $6 AND ' ' || fold LIKE $7"
		" UNION"
		" SELECT org FROM identifier"
		" WHERE number = $8 AND known_from <= $1 AND known_to > $1"
		"), named AS ("
		" SELECT org, sort_key, ROW_NUMBER() OVER (PARTITION BY org"
		" ORDER BY valid_from <= $9 DESC, valid_from DESC) AS n"
		" FROM organisation_version"
		" WHERE known_from <= $1 AND known_to > $1"
		" AND org IN (SELECT org FROM hit))"
		" SELECT org FROM named WHERE n = 1 ORDER BY sort_key, org",
		db_int(known), db_text(word[0]), db_text(word[1]),
		db_text(word[2]), db_text(word[3]), db_text(word[4]),
		db_text(word[5]), db_text(id), db_int(on));
}

struct rows *store_version_history(struct db *db, int64_t org, int64_t known)
{
	return db_query(db,
			"SELECT known_from, known_to," VERSION_COLUMNS
			" FROM organisation_version"
			" WHERE org = $1 AND known_from <= $2"
			" ORDER BY valid_from, row",
			db_int(org), db_int(known));
}

struct rows *store_event_history(struct db *db, int64_t org, int64_t known)
{
	return db_query(db,
			"SELECT known_from, known_to," EVENT_COLUMNS
			" FROM event WHERE org = $1 AND known_from <= $2"
			" ORDER BY day, id, row",
			db_int(org), db_int(known));
}

void store_tx(struct arena *a, struct db *db, int64_t tx, moment_t *at,
	      const char **who, const char **why)
{
	struct rows *r = db_query(
		db, "SELECT at, who, why FROM tx WHERE id = $1", db_int(tx));

	if (!db_step(r))
		BUG("transaction %lld is not there", (long long)tx);
	*at = db_col_int(r, 0);
	*who = col_copy(a, r, 1);
	*why = col_copy(a, r, 2);
	db_end(r);
}
