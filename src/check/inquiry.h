/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inquiries: following up a broken check with the unit that reported.
 *
 * Who settles the checks asks a unit about the figures that it reported and
 * that stand in a broken check, in words, and perhaps by a day.  Who may write
 * these figures answers: in words, or by reporting another figure, which needs
 * no further answer, since what the figures were is kept with the question and
 * compared whenever it is read.  Then it is closed, or asked again.
 *
 * Nothing is overwritten: each of these is a version of the inquiry with who
 * and when, and together they are its conversation.
 *
 * An inquiry changes nothing about the check.  An error stays an error and a
 * warning waits for its reason, whoever has been asked.
 */
#ifndef HOPTAC_CHECK_INQUIRY_H
#define HOPTAC_CHECK_INQUIRY_H

#include "check/printed.h"
#include "lib/base/buf.h"

#include <jansson.h>

/* What was said last. */
enum inquiry_state { INQUIRY_ASKED, INQUIRY_ANSWERED, INQUIRY_CLOSED };

/* Where it stands, seen with the figures of today. */
enum inquiry_standing {
	INQUIRY_WAITS,     /* for the unit */
	INQUIRY_CORRECTED, /* a figure in question was reported anew */
	INQUIRY_MOOT,      /* the check is not broken any more */
	INQUIRY_REPLIED,   /* in words */
	INQUIRY_DONE,      /* closed */
};

/* Something that was said. */
struct inquiry_entry {
	int64_t row;   /* the version: grows with everything that is said */
	enum inquiry_state state;
	const char *text; /* "" when it was closed without a word */
	bool has_due;
	day_t due;
	const char *who;
	moment_t when;
};

struct inquiry {
	int64_t id;
	const char *check; /* its code, and the context in which it is broken */
	const char *place;
	int year;          /* of the plan */
	const char *period;
	enum basis basis;
	const char *breakdown;
	const char *unit;  /* code of who is asked */
	struct inquiry_entry *entry; /* in the order in which it was said; */
	size_t nentry;               /* never 0 */
	struct printed *figure;      /* of the check when it was last asked */
	size_t nfigure;
	/* after inquiries_match: */
	enum inquiry_standing standing;
	const struct finding *finding; /* as it is now; NULL: not evaluated */
	struct printed_change *change; /* since it was last asked */
	size_t nchange;
};

struct inquiries {
	int year;
	struct inquiry *v; /* in the order in which they were first asked */
	size_t n;
};

/* Reads the inquiries in the plan of a year, of every unit, closed ones too,
 * as known after a transaction.  NULL with e. */
struct inquiries *inquiries_read(struct arena *a, struct db *db, int year,
				 int64_t known, struct err *e);

/* The year of the plan that an inquiry is about; 0 when there is none of that
 * number, as known after a transaction. */
int inquiry_year(struct db *db, int64_t id, int64_t known);

/* Finds out where each stands, from a run of the checks of the same year over
 * f.  The findings of r must outlive the inquiries. */
void inquiries_match(struct inquiries *x, struct figures *f,
		     const struct check_report *r);

/* The inquiry with this number, or NULL. */
const struct inquiry *inquiry_find(const struct inquiries *x, int64_t id);

/* The next one about a finding, from *at on, which must begin as 0; NULL:
 * no more.  Closed ones too. */
const struct inquiry *inquiry_about(const struct inquiries *x,
				    const struct finding *fd, size_t *at);

/* What was said last. */
const struct inquiry_entry *inquiry_last(const struct inquiry *i)
	__attribute__((returns_nonnull));

/* The day until which an answer is asked for lies before `today`, and it
 * still waits. */
bool inquiry_is_late(const struct inquiry *i, day_t today);

/* The units that reported figures of a broken finding, in the order of these;
 * each can be asked. */
size_t inquiry_units(struct arena *a, const struct finding *fd,
		     const char *const **out);

/* Whether a figure of a finding is one that the unit would be asked about. */
bool inquiry_asks(const struct figure *fig, const char *unit);

/*
 * What is said, in the open write transaction.  Texts come from outside; see
 * words_clean.  The error's field is "text", "unit", "due" or "inquiry".
 *
 * inquiry_ask: a new one about a finding of a run over f; *id is its number.
 * ERR_RULE when the check is not broken; ERR_INPUT when the unit reported
 * nothing in it, or the day has passed; ERR_CONFLICT when this unit is being
 * asked about it already.
 *
 * The others take what stands (after inquiries_match).  ERR_RULE when it is
 * closed, or nothing is left to ask again about; ERR_CONFLICT when somebody
 * said something meanwhile.
 */
struct inquiry_words {
	const char *text;
	bool has_due;
	day_t due;
};
int inquiry_ask(struct db *db, struct figures *f, const struct finding *fd,
		const char *unit, const struct inquiry_words *w, int64_t *id,
		struct err *e);
int inquiry_again(struct db *db, struct figures *f, const struct inquiry *i,
		  const struct inquiry_words *w, struct err *e);
int inquiry_answer(struct db *db, struct figures *f, const struct inquiry *i,
		   const char *text, struct err *e);
int inquiry_close(struct db *db, struct figures *f, const struct inquiry *i,
		  const char *text, struct err *e);

/* --- words (inquiry_words.c) ----------------------------------------------- */

/* "waits", "corrected", "moot", "replied", "done"; in Vietnamese. */
const char *standing_code(enum inquiry_standing s)
	__attribute__((returns_nonnull));
const char *standing_vi(enum inquiry_standing s)
	__attribute__((returns_nonnull));

/* "asked", "answered", "closed"; back from the code: 0 or -1. */
const char *inquiry_state_code(enum inquiry_state s)
	__attribute__((returns_nonnull));
int inquiry_state_parse(const char *s, enum inquiry_state *out);

/* "Huyện Tràng Định"; of the province itself "Tỉnh Lạng Sơn (cơ quan cấp
 * tỉnh)". */
const char *inquiry_unit_vi(const struct figures *f, const char *unit,
			    const char *period)
	__attribute__((returns_nonnull));

/* The lines under a broken check that tell who is being asked. */
void inquiries_print(struct arena *a, const struct figures *f,
		     const struct inquiries *x, const struct finding *fd,
		     struct buf *out);

/* One of them; those about a finding. */
json_t *inquiry_json(struct arena *a, const struct inquiry *i);
json_t *inquiries_json(struct arena *a, const struct inquiries *x,
		       const struct finding *fd);

/* The commands "ask" and "answer". */
struct cli;
int run_ask(struct cli *cli);
int run_answer(struct cli *cli);

#endif
