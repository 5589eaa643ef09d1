/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entering figures on the grid of a form.
 *
 * A form of the pack becomes an entry for one unit and one year: its cells
 * with what stands, what was typed over it, what of that would be written, and
 * what the checks say of it.  A cell that somebody else reported meanwhile is
 * a conflict; nothing is written then.
 *
 * In a cell one types a figure as it is printed: 1.250,5; khoảng 500; trên 50;
 * 3,5 - 4,5.  Nothing is a figure that is not known yet, "-" one that does not
 * apply.
 */
#ifndef HOPTAC_CHECK_FORM_H
#define HOPTAC_CHECK_FORM_H

#include "check/inquiry.h"
#include "lib/html/parts.h"
#include "lib/http/http.h"

extern const struct page form_pages[];

struct entry_cell {
	bool none;            /* its row is a heading */
	const char *name;     /* "agri.A" */
	struct figure figure; /* as it stands; its key is canonical */
	const char *locked;   /* why it is not entered here, or NULL */
	const char *text;     /* what the field shows: what was typed, else
			       * what stands */
	bool changed;         /* typed, and not what it was based on */
	enum figure_state state; /* what was typed, when changed */
	struct quantity value;
	const char *error;    /* why what was typed is refused, or NULL */
	const struct figure *theirs; /* somebody else reported this since */
	bool suspect;         /* the checks point to it */
};

/* A broken check that concerns the form. */
struct entry_finding {
	const struct finding *finding;
	const char *sum;      /* "46 + 9 = 55 ≠ 56" */
};

struct form_entry {
	struct figures *figures;
	const struct form *form;
	const char *place;
	int year;                /* of the plan */
	struct entry_cell *cell; /* nrow x ncolumn, row by row */
	size_t ncell;            /* that are figures */
	size_t nfilled;
	size_t nchanged;
	size_t nrefused;         /* with an error */
	size_t nconflict;
	const char *who;         /* wrote last ... */
	moment_t when;           /* ... and when; 0: nobody */
	/* after entry_check */
	const char **row_note;    /* "46 + 9 = 55 ≠ 56" or NULL */
	const char **column_note; /* "419 ≠ 420" or NULL */
	struct entry_finding *finding;
	size_t nfinding;
	size_t nerror;           /* of them */
};

/* The entry as it stands.  What it holds lives on the arena of the figures.
 * 0 or -1. */
int entry_open(struct figures *f, const struct form *form, const char *place,
	       int year, struct form_entry *out, struct err *e);

/* The form of a unit on which a figure is entered, and the name of its cell;
 * *form is NULL when there is none.  0 or -1. */
int entry_find(struct figures *f, const char *place, int year,
	       const struct figure_key *k, const struct form **form,
	       const char **cell, struct err *e);

/* Whether a figure is a cell of the entry. */
bool entry_has(const struct form_entry *x, const struct figure_key *k);

/* Whether a unit fills in this form: some are the province's. */
bool form_is_for(const struct figures *f, const struct form *form,
		 const char *place);

/* Reads what was typed into a cell.  0; -1 with ERR_INPUT. */
int entry_parse(const char *text, enum figure_state *state,
		struct quantity *value, struct err *e);

/*
 * Takes what was typed into a cell ("" for nothing).  base: the same form as
 * it stood when the page was made; NULL: as it stands.  What the user did not
 * touch stays what stands now; what he did and cannot be gets its error.
 */
void entry_type(struct form_entry *x, const struct form_entry *base, size_t cell,
		const char *text);

/* The reports that would be written: of the changed cells, in order. */
size_t entry_reports(const struct form_entry *x, struct figure_report **out);

/* Evaluates the checks on what was typed and what stands: notes, suspects,
 * findings.  The figures say from then on what was typed.  0 or -1. */
int entry_check(struct form_entry *x, struct err *e);

/* --- what the templates are given ------------------------------------------ */

/* What the unit is asked about cells of the form. */
struct grid_inquiry {
	const char *text;  /* the question */
	const char *by;    /* who asked, when, until when */
	const char *cells; /* "Tổng số hợp tác xã, Ước cả năm; ..." */
	const char *url;   /* of the inquiry */
	bool late;
};

struct grid_column_view {
	const char *title;
	const char *unit; /* triệu đồng; period when columns differ; or NULL */
};

struct grid_cell_view {
	const struct entry_cell *cell; /* none: an empty cell */
	const char *value;  /* when it is not entered here */
	const char *source; /* where the figure leads */
	const char *label;  /* "Vận tải, Tổng số" */
	bool asked;         /* an inquiry waits for it */
};

struct grid_view {
	const struct frame *frame;
	const struct form_entry *entry;
	const char *action;  /* /bieu/bieu-1 */
	const char *back;    /* the same form as it stands */
	int year;
	const char *place;
	const char *unit;    /* its name */
	int64_t based_on;
	bool may_write;
	const char *why_not; /* or NULL */
	const char *caption;
	struct grid_column_view *column;
	struct grid_cell_view *cell;
	const char **row_error;
	const char **row_question; /* "cần rà soát: Tổng số", or NULL */
	struct grid_inquiry *inquiry;
	size_t n_inquiry;
	const struct item *forms; /* of this unit and year */
	size_t n_forms;
	const struct item *broken;
	size_t n_broken;
	const char *status;  /* "2 phép cân đối chưa khớp" */
	enum tone tone;
	struct control reason;
	bool has_column_notes;
};

struct forms_view {
	const struct frame *frame;
	struct control year;
	struct control unit;
	const struct item *forms;
	size_t n_forms;
	const struct item *more; /* of other units */
	size_t n_more;
};

#endif
