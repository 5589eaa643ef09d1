/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rule packs: the law as data.
 *
 * A pack is a folder of YAML files that says, for one legal regime, which
 * kinds of organisations there are, what can happen to them, which
 * indicators are counted, in which units of measure, which checks must hold,
 * what the yearly plan looks like, and the legal basis of each.  A pack whose
 * worked cases fail does not load.  Packs are put into force by a transaction
 * and kept in the database, so a document can be printed again under the
 * rules as they were known then.
 *
 *	pack.yaml        title, version, legal basis, in force from / to
 *	measures.yaml    units of measure
 *	codes.yaml       classifications and their roll-ups
 *	register.yaml    kinds, fields, statuses, events and their transitions
 *	indicators.yaml  indicators
 *	checks.yaml      checks
 *	outline.yaml     the plan: letter head, sections, paragraphs, signature
 *	appendices.yaml  its appendices
 *	forms.yaml       what is reported, on which grid it is entered
 *	overview.yaml    what the first page shows; may be missing
 *	cases.yaml       worked examples
 *
 * docs/pack.md is the manual of these files.  Every list below is in file
 * order.  All memory is the arena's that the pack was loaded into; a loaded
 * pack is immutable.
 */
#ifndef HOPTAC_PACK_PACK_H
#define HOPTAC_PACK_PACK_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/date.h"
#include "lib/base/dec.h"
#include "lib/cli/cli.h"
#include "lib/rule/rule.h"

struct db;

/* Where an item stands, for messages.  file NULL: nowhere. */
struct pack_place {
	const char *file;
	int line;
	int column;
	bool exact; /* of a formula: its columns count on from here */
};

/* A unit of measure. */
struct measure {
	struct pack_place at;
	const char *code;      /* billion_vnd */
	const char *name;      /* tỷ đồng */
	const char *dimension; /* money: see rule.h */
	struct dec factor;     /* to the base unit of the dimension */
	bool whole;            /* only whole numbers (people, organisations) */
	bool padded;           /* 06 in documents */
	int places;            /* decimals shown for computed values, at most */
};

/* One category of a classification. */
struct category {
	struct pack_place at;
	const char *code;
	const char *name;   /* nông, lâm, ngư nghiệp */
	const char *brief;  /* for table heads; name when not given */
	const char *parent; /* the roll-up that it belongs to, or NULL */
	bool rollup;        /* has children: not part of the partition */
};

/* A classification (SDMX: a dimension with its code list).  The statuses are
 * one too, under the code "status"; its leaves are those that exist. */
struct classification {
	struct pack_place at;
	const char *code; /* sector */
	const char *name;
	const char *basis; /* where the list comes from, or NULL */
	struct category *category;
	size_t ncategory;
	const char **leaf; /* codes of the categories that partition it */
	size_t nleaf;
};

/* A status of an organisation's life. */
struct status {
	struct pack_place at;
	const char *code;
	const char *name;
	const char *parent; /* roll-up: dormant is under not_operating; or NULL */
	bool exists;        /* still counted in the stock */
	bool rollup;        /* has children: nothing is ever in it itself */
};

/* Something that can happen to an organisation. */
struct event_kind {
	struct pack_place at;
	const char *code;
	const char *name;
	const char *basis;    /* the rule it rests on, cited by a refusal */
	const char **kind;    /* organisation kinds it applies to; none: all */
	size_t nkind;
	const char **from;    /* statuses or roll-ups in which it is allowed */
	size_t nfrom;         /* 0: wherever the organisation exists */
	bool first;           /* it begins a life: no status before it */
	const char *to;       /* the status after it; NULL: unchanged */
	const char *quantity; /* measure of its quantity; NULL: it has none */
	const char *quantity_name; /* what it counts, for a form; or NULL */
};

/*
 * A field of an organisation that formulas may name: an amount, with a
 * measure; or a code of a classification ("place": of a unit).  An amount can
 * be the part of another one that belongs to a category: managers_low is the
 * part of managers with qualification = primary_intermediate, so that a
 * breakdown of sum(managers of htx) by qualification knows what to sum.
 */
struct record_field {
	struct pack_place at;
	const char *code;     /* capital, members, sector, status, district ... */
	const char *name;
	const char *measure;  /* NULL: a code of the classification below */
	const char *classification;
	const char *part_of;  /* the amount it is a part of; or NULL */
	const char *category; /* of classification, when part_of */
};

struct record_kind {
	struct pack_place at;
	const char *code;  /* htx */
	const char *name;  /* Hợp tác xã */
	const char *brief; /* HTX */
	const char *measure; /* in which its records are counted */
	struct record_field *field;
	size_t nfield;
};

/* A kind of number that an organisation goes by, the most telling first. */
struct identifier_kind {
	struct pack_place at;
	const char *code; /* tax */
	const char *name; /* Mã số thuế */
};

enum indicator_kind {
	IND_STOCK,      /* as of the end of the period */
	IND_FLOW,       /* within the period */
	IND_CUMULATIVE, /* from the beginning to the end of the period */
	IND_AVERAGE,    /* a mean over the period */
	IND_RATIO,      /* derived from other figures */
};

struct indicator {
	struct pack_place at;
	const char *code;  /* htx_total */
	const char *name;  /* Tổng số hợp tác xã */
	const char *brief; /* for table rows; name when not given */
	const char *theme; /* what it is listed under; NULL: as the one before */
	const struct measure *measure;
	enum indicator_kind kind;
	bool nonnegative;
	const struct classification **by; /* how it may be broken down */
	size_t nby;
	const char *formula; /* NULL: only ever reported */
	struct pack_place formula_at;
	const struct rule *rule;
	const char *basis;   /* legal basis or source of the definition */
	const char *about;   /* definition in a sentence, or NULL */
};

enum severity { SEV_ERROR, SEV_WARNING, SEV_NOTE };

/* A context that a check is evaluated in. */
struct check_context {
	const char *period; /* a word of period.h: h1, year, next ... */
	const char *basis;  /* actual, estimate, plan */
};

struct check {
	struct pack_place at;
	const char *code;  /* htx_by_sector */
	const char *title; /* what must hold, in Vietnamese */
	const char *formula;
	struct pack_place formula_at;
	const struct rule *rule;
	const char *basis; /* why it must hold */
	enum severity severity;
	struct check_context *context;
	size_t ncontext;
	const struct classification *each; /* evaluated for the total and each
					    * leaf of it; NULL: once */
	bool each_place; /* also for every unit right under the place, when
			  * it has figures of the check */
	const char *advice; /* what to look at when it is broken, or NULL */
	const char *keep;   /* why it stays although other checks imply it, or
			     * NULL: see ruleset.h */
};

/* --- the plan ------------------------------------------------------------- */

enum para_style { PARA_BODY, PARA_ITEM, PARA_NOTE, PARA_TABLE };

/* A text with bound numbers, {{ formula }}, taken apart: see outline.h. */
struct pieces {
	struct piece *v;
	size_t n;
};

struct paragraph {
	struct pack_place at;
	const char *id; /* permanent, unique in the pack */
	enum para_style style;
	const char *text;
	const char *footnote; /* at its end; or NULL */
	struct pieces text_pieces, footnote_pieces;
	const char *table;    /* PARA_TABLE: code of the appendix shown here */
};

struct section {
	struct pack_place at;
	const char *id;
	int level;           /* 1 Phần, 2 I., 3 1., 4 1.1. or a) */
	const char *number;  /* as printed: "Phần thứ nhất", "I.", "a)" */
	const char *heading; /* may hold {{ }} */
	struct pieces heading_pieces;
	struct paragraph *paragraph;
	size_t nparagraph;
};

struct outline {
	const char *issuer;    /* ỦY BAN NHÂN DÂN ... */
	const char *issuer_brief; /* UBND tỉnh Lạng Sơn; or NULL */
	const char *place;     /* Lạng Sơn */
	const char *symbol;    /* KH-UBND */
	const char *type;      /* KẾ HOẠCH */
	const char *subject;
	struct pieces subject_pieces;
	const char *addressee; /* Kính gửi; or NULL */
	struct paragraph *opening;
	size_t nopening;
	struct section *section;
	size_t nsection;
	struct paragraph *closing;
	size_t nclosing;
	const char **recipient;
	size_t nrecipient;
	const char **signature; /* lines over the signer's name */
	size_t nsignature;
	const char *fill_in;   /* a paragraph that begins so waits for an
				* officer: "[Đơn vị bổ sung"; or NULL: "[" */
	const char *basis;
};

/*
 * A column of an appendix.  A cell is the figure that its row and its column
 * say together: indicator and selectors of either, period and basis of the
 * column.
 */
struct appendix_column {
	const char *code;    /* A, B, C ... for computations between columns */
	const char *title;   /* may hold {{ year h1 }} and {{ day h1 }} */
	const char *group;   /* a head over neighbours of the same; or NULL */
	struct pieces title_pieces, group_pieces; /* of an appendix */
	const char *ref;     /* htx_total, where rows give none; or NULL */
	const char *period;  /* word of period.h ... */
	const char *basis;   /* ... and basis; NULL: only computed */
	const char *category; /* more selectors, "funding_kind = investment"; or NULL */
	bool percent;        /* the per cent of plan of that figure */
	const char *compute; /* a live formula over column codes, "B + C", or
			      * several by "or": the first whose cells are
			      * there.  A figure that it does not equal
			      * stands.  NULL: none */
	bool optional;       /* left out when no cell has anything but zero */
};

struct appendix_row {
	struct pack_place at;
	const char *code;   /* unique in the appendix */
	const char *number; /* STT as printed: "I", "1", "-" */
	const char *title;
	const char *unit;   /* as printed */
	const char *ref;    /* htx_total[sector = agri]; NULL with category
			     * NULL: a heading */
	const char *category; /* selectors, where columns give the indicator:
			       * "sector = agri", "sector = all"; or NULL */
	const char *sum;    /* a live sum "r1 + r2 - r3" over row codes; a
			     * figure that it does not equal stands; or NULL */
	bool optional;      /* as for columns */
	bool total;         /* of a table of the overview: the rows summed up */
};

/* What a cell of an appendix asks for. */
struct appendix_cell {
	const char *formula; /* NULL: it is only computed, or a heading's */
	const struct rule *rule;
};

struct appendix {
	struct pack_place at;
	const char *code;  /* phu-luc-1 */
	const char *number; /* as printed: Phụ lục 1 */
	const char *title;
	const char *note;  /* under the title: Đơn vị tính: HTX; or NULL */
	struct pieces title_pieces, note_pieces;
	struct appendix_column *column;
	size_t ncolumn;
	struct appendix_row *row;
	size_t nrow;
	struct appendix_cell *cell; /* row by row */
};

/* --- forms ------------------------------------------------------------------ */

enum form_level {
	FORM_PROVINCE, /* the province fills it once */
	FORM_DISTRICT, /* each unit right under the province fills its own */
};

/*
 * A grid of figures that a unit reports.  Rows and columns are those of an
 * appendix, without numbers, computations and what is optional; every cell
 * names one figure, a row that names none is a heading.
 */
struct form {
	struct pack_place at;
	const char *code;   /* bieu-1 */
	const char *number; /* Biểu 1 */
	const char *title;
	enum form_level level;
	const char *basis;  /* where the list of figures comes from */
	const char *note;   /* what who fills it must know; or NULL */
	struct appendix_column *column;
	size_t ncolumn;
	struct appendix_row *row;
	size_t nrow;
};

/* --- the first page ---------------------------------------------------------- */

/* When a figure keeps up with its plan, in per cent of it. */
struct overview_plan {
	struct pack_place at;
	struct dec on_course; /* from here on */
	struct dec behind;    /* from here on, and far behind below it */
	const char *basis;    /* who says so */
};

/* A number beside a headline, with the words after it. */
struct overview_beside {
	const struct indicator *indicator;
	const char *words;
};

/* A whole drawn as one bar: what is well, what is lost, and the rest. */
struct overview_parts {
	const struct indicator *well; /* NULL: no bar */
	const struct indicator *lost;
};

/* A headline: an indicator, with others beside it. */
struct overview_card {
	struct pack_place at;
	const struct indicator *indicator;
	const char *label;
	const char *icon; /* of assets/icons.txt */
	struct overview_beside *beside;
	size_t nbeside;
	struct overview_parts parts;
};

/* Bars by category, each a total with its full and its pale part. */
struct overview_bars {
	struct pack_place at;
	const char *title; /* NULL: no bars */
	const struct classification *by;
	const struct indicator *total;
	const struct indicator *full;
	const struct indicator *pale;
};

/* The map of the units right under the province. */
struct overview_map {
	struct pack_place at;
	const char *title; /* NULL: no map */
	const struct indicator *indicator; /* counted in each unit */
	const struct indicator *star; /* marks the units where it is not 0; or
				       * NULL */
};

struct overview {
	struct overview_plan plan;
	struct overview_card *card;
	size_t ncard;
	struct overview_bars bars;
	struct overview_map map;
	struct form *table; /* grids that nobody fills in: no number, level,
			     * basis; years and days in titles */
	size_t ntable;
};

/* --- the pack -------------------------------------------------------------- */

struct pack {
	const char *code;
	int64_t version;
	const char *title;
	day_t from;
	day_t to; /* DAY_MAX: until replaced */
	const char **basis;
	size_t nbasis;
	struct measure *measure;
	size_t nmeasure;
	struct classification *classification;
	size_t nclassification;
	struct record_kind *kind;
	size_t nkind;
	struct status *status;
	size_t nstatus;
	struct event_kind *event;
	size_t nevent;
	const struct identifier_kind *identifier;
	size_t nidentifier;
	struct indicator *indicator;
	size_t nindicator;
	struct check *check;
	size_t ncheck;
	struct outline outline;
	struct appendix *appendix;
	size_t nappendix;
	struct form *form;
	size_t nform;
	const struct overview *overview; /* NULL: the pack does not say */
	size_t ncase; /* worked cases that were run, all of which passed */
	struct rule_names names; /* for parsing further formulas in its words */
};

/*
 * Loads and checks a pack from its folder: YAML, names, units of measure,
 * formulas, worked cases.  NULL with e: ERR_INPUT, detail
 * "checks.yaml, dòng 12, cột 9".
 */
struct pack *pack_read(struct arena *a, const char *dir, struct err *e);

/* Puts a pack into force: checks the folder and that its rules do not
 * contradict each other (ruleset.h), then keeps its files in the open write
 * transaction, withdrawing an older version of the same code. */
int pack_install(struct db *db, const char *dir, struct err *e);

/* The pack that governs a day, as known after transaction known: the newest
 * that had come into force by then.  One whose law has ended meanwhile (p->to
 * tells) governs on until a successor is installed, because the register must
 * stay readable.  ERR_NOTFOUND when there is none. */
const struct pack *pack_in_force(struct arena *a, struct db *db, day_t on,
				 int64_t known, struct err *e);

/* The packs that stand, as known after a transaction, by first day in force;
 * how many. */
struct pack_entry {
	const char *code;
	int64_t version;
	const char *title;
	day_t from;
	day_t to;
};
size_t pack_list(struct arena *a, struct db *db, int64_t known,
		 struct pack_entry **out);

extern const struct cmd pack_cmds[];

/* Look-ups by code; NULL when there is none. */
const struct measure *pack_measure(const struct pack *p, const char *code);
const struct classification *pack_classification(const struct pack *p,
						 const char *code);
const struct category *category_find(const struct classification *c,
				     const char *code);
const struct record_kind *pack_kind(const struct pack *p, const char *code);
const struct status *pack_status(const struct pack *p, const char *code);
const struct event_kind *pack_event(const struct pack *p, const char *code);
const struct identifier_kind *pack_identifier(const struct pack *p,
					      const char *code);
const struct indicator *pack_indicator(const struct pack *p, const char *code);
const struct check *pack_check(const struct pack *p, const char *code);
const struct form *pack_form(const struct pack *p, const char *code);

/* The formula of a cell of a form, or of a table of the overview: a value that
 * is just one figure, with words for its period.  NULL in a row that is a heading. */
const struct rule *pack_form_cell(struct arena *a, const struct pack *p,
			     const struct form *form, size_t row,
			     size_t column);

/* How a per cent of plan is judged by the bounds of the pack. */
enum progress {
	PROGRESS_UNJUDGED, /* the pack has no bounds */
	PROGRESS_ON_COURSE,
	PROGRESS_BEHIND,
	PROGRESS_FAR_BEHIND,
};
enum progress pack_progress(const struct pack *p, struct dec percent);

/* A title of the overview for a year of the plan, its {{ year next }} and
 * {{ day h1 }} filled in. */
const char *overview_title(struct arena *a, const struct pack *p,
			   const char *title, int year)
	__attribute__((returns_nonnull));

/* "Mã số thuế" of "tax"; the code itself when the pack does not know it, as
 * one that was installed long ago. */
const char *identifier_name(const struct pack *p, const char *code)
	__attribute__((returns_nonnull));

/* True when an event can happen to organisations of a kind. */
bool event_applies(const struct event_kind *v, const char *kind);

/* True when category (status) code is `of` or lies under it by roll-ups. */
bool category_is(const struct classification *c, const char *code,
		 const char *of);
bool status_is(const struct pack *p, const char *code, const char *of);

#endif
