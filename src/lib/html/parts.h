/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parts that pages are put together from: what each needs to know.
 *
 * Templates draw them with {{call kpi(...)}} and {{with card(...)}}: the
 * functions stand in "lib/html/parts.html.h" and "lib/html/frame.html.h",
 * which are compiled from the templates of the same names.  docs/pages.md
 * shows every part in use.  A text that is NULL is left out; texts and arrays
 * belong to the caller and are only read.
 */
#ifndef HOPTAC_HTML_PARTS_H
#define HOPTAC_HTML_PARTS_H

#include "lib/base/arena.h"
#include "lib/base/date.h"
#include "lib/base/dec.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What something means, told by colour, sign and word together. */
enum tone {
	TONE_NONE,
	TONE_INFO, /* blue: worth knowing */
	TONE_OK,   /* green: passed, approved */
	TONE_WARN, /* amber: needs an explanation, behind its plan */
	TONE_ERR,  /* red: blocks, far behind its plan */
};

/* The class ("ok") and the sign (an icon) of a tone; "" for none. */
const char *tone_class(enum tone t) __attribute__((returns_nonnull));
const char *tone_icon(enum tone t) __attribute__((returns_nonnull));

struct hyperlink {
	const char *text;
	const char *url;
};

/* --- the frame around every page ---------------------------------------- */

struct rail_item {
	const char *text;
	const char *url;
	const char *icon;  /* "scale" */
	const char *key;   /* g and this letter lead there, or NULL */
	int64_t count;     /* shown when not 0 */
	bool bad;          /* the count in red: errors that wait */
	bool current;
};

struct rail_group {
	const char *title;
	const struct rail_item *items;
	size_t n;
};

/* A line of the summary of errors; field: the name of the control that it is
 * about (the link goes there), or NULL. */
struct complaint {
	const char *field;
	const char *text;
};

/* A query parameter that a form carries on. */
struct param {
	const char *name;
	const char *value;
};

struct frame {
	/* the site: the same on every page */
	const char *site;    /* "KTTT Lạng Sơn" */
	const char *tagline; /* "Kinh tế tập thể, hợp tác xã" */
	const char *owner;   /* at the foot of the rail, and in print */
	const struct rail_group *groups;
	size_t n_groups;
	const char *search_url;  /* where the search form leads; NULL: none */
	const char *account_url; /* own account */
	const char *logout_url;  /* a POST */

	/* who asks, and for when */
	const char *user;     /* NULL: nobody is logged in; no rail either */
	const char *initials; /* "KT" */
	const char *place;    /* "Sở KH&ĐT" */
	const char *csrf;
	const char *path;     /* of this page, for the form of days */
	const struct param *params; /* what the form of days carries on */
	size_t n_params;
	bool dated;       /* the page can be asked for as of a day */
	bool has_on;      /* ?ngay= was given */
	bool has_known;   /* ?biet= was given */
	day_t on;         /* what it shows: today, when not given */
	day_t known;
	const char *today_url; /* the same page as of today */
	const char *query;     /* what stands in the search box */

	/* the page */
	const char *title;    /* of the window and the heading */
	const char *subtitle;
	const char *icon;     /* beside the heading, or NULL */
	const struct hyperlink *crumbs; /* the way here, without the page */
	size_t n_crumbs;
	enum tone flash_tone; /* what was just done: "Đã lưu." */
	const char *flash;
	const struct complaint *complaints; /* after a failed submit */
	size_t n_complaints;
};

/* --- forms --------------------------------------------------------------- */

enum control_kind {
	CONTROL_TEXT,
	CONTROL_FIGURE, /* text with the keyboard of numbers */
	CONTROL_DAY,    /* value "30/6/2023"; "2023-06-30" is shown as that */
	CONTROL_LINES,
	CONTROL_SELECT,
	CONTROL_RADIO,
	CONTROL_CHECK,  /* value "1" when set */
	CONTROL_SECRET,
	CONTROL_FILE,
};

struct choice {
	const char *value;
	const char *text;
};

struct control {
	enum control_kind kind;
	const char *name;  /* the id as well */
	const char *label;
	const char *value; /* what stands in it */
	const char *hint;  /* one line below the label */
	const char *error; /* why it is refused */
	bool optional;     /* says "không bắt buộc" */
	bool readonly;
	const struct choice *choices; /* SELECT, RADIO */
	size_t n_choices;
	int64_t rows;             /* LINES: 0 is 4 */
	const char *autocomplete; /* "username", "current-password" ... */
	const char *accept;       /* FILE: ".xlsx,.csv" */
};

/* What stands in a control: its value, never NULL; a day as officers write it.
 * A field of type "date" is not used: browsers show it in the order of their
 * own language, and 01/05/2024 would be read as another day. */
const char *control_value(struct arena *a, const struct control *c)
	__attribute__((returns_nonnull));

/* --- tables -------------------------------------------------------------- */

/* How a table is sorted.  url is this page's address up to the value of the
 * parameter: "/so-dang-ky?q=an&sap="; a column adds its name, with "-" before
 * it for downwards. */
struct sort {
	const char *url;
	const char *by;
	bool down;
};

/* url up to the number of the page: "/so-dang-ky?q=an&trang=". */
struct pager {
	const char *url;
	int64_t page;  /* from 1 */
	int64_t size;  /* rows a page */
	int64_t total; /* rows in all */
	const char *what; /* "hợp tác xã" */
};

int64_t pager_pages(const struct pager *p);
/* The i-th number to show, 0 where a gap is; i < pager_shown(p). */
size_t pager_shown(const struct pager *p);
int64_t pager_number(const struct pager *p, size_t i);

/* --- parts --------------------------------------------------------------- */

struct tab {
	const char *text;
	const char *url;
	int64_t count; /* shown when not 0 */
	bool current;
};

struct kpi {
	const char *label;
	const char *icon;
	const char *figure; /* "991,5" */
	const char *unit;   /* "tỷ đồng" */
	const char *source; /* where the figure leads */
	const char *note;   /* one line of context */
	/* a bar below the figure: parts of a whole, with tones; 0: none */
	const int64_t *parts;
	const enum tone *tones;
	size_t n_parts;
	bool wide;
};

/* An indicator and its per cent of the plan. */
struct bullet {
	const char *text;
	const char *text_url; /* of the indicator, or NULL */
	const char *value;    /* "5.050" */
	const char *source;   /* of the value */
	struct dec percent;
	const char *percent_text; /* "158%" */
	const char *percent_source;
	enum tone tone;
	const char *doubt;    /* why the figure is in question, or NULL */
};

enum step_state { STEP_AHEAD, STEP_NOW, STEP_DONE };

struct step {
	const char *text;
	enum step_state state;
};

/* Something in a list that one opens: a check, a form, a waiting case. */
struct item {
	const char *text;
	const char *note;
	const char *end; /* at the right: a code, a state */
	const char *url;
	enum tone tone;
	const char *icon; /* NULL: the tone's */
	bool current;
};

struct happening {
	const char *title;
	const char *note;
	const char *url;  /* of the title */
	const char *icon;
	enum tone tone;
	bool planned; /* not yet: a dashed circle */
	bool voided;  /* taken back: struck out */
};

/* a + b + c = sum, and what was reported instead. */
struct term {
	const char *text; /* "46" */
	const char *url;  /* its source */
	const char *op;   /* before it: "+", "−", "="; NULL at the first */
	bool suspect;     /* marked */
	bool wrong;       /* in red: what does not agree */
};

struct equation {
	const char *title; /* "KT-12 · theo hàng" */
	const struct term *terms;
	size_t n;
	bool holds;
};

#endif
