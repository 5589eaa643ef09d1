/* SPDX-License-Identifier: Apache-2.0 */
/* The passes, each in its own file. */
#ifndef HOPTAC_LINT_PASS_H
#define HOPTAC_LINT_PASS_H

#include "lint/lint.h"

extern const struct lint_pass lint_form_pass;          /* form.c */
extern const struct lint_pass lint_relation_pass;      /* relation.c */
extern const struct lint_pass lint_indicator_pass;     /* indicator.c */
extern const struct lint_pass lint_heading_pass;       /* heading.c */
extern const struct lint_pass lint_heading_mark_pass;  /* heading_mark.c */
extern const struct lint_pass lint_heading_cover_pass; /* heading_cover.c */
extern const struct lint_pass lint_bracket_pass;       /* bracket.c */
extern const struct lint_pass lint_date_pass;          /* date.c */
extern const struct lint_pass lint_date_year_pass;     /* date_year.c */
extern const struct lint_pass lint_name_place_pass;    /* name_place.c */
extern const struct lint_pass lint_term_pass;          /* term.c */
extern const struct lint_pass lint_note_pass;          /* note.c */
extern const struct lint_pass lint_repeat_text_pass;   /* repeat_text.c */
extern const struct lint_pass lint_abbreviation_pass;  /* abbreviation.c */
extern const struct lint_pass lint_name_pass;          /* name.c */
extern const struct lint_pass lint_cite_pass;          /* cite.c */
extern const struct lint_pass lint_style_pass;         /* style.c */
extern const struct lint_pass lint_syllable_typo_pass; /* syllable_typo.c */

#endif
