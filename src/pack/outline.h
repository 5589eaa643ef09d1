/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Texts with bound numbers.
 *
 *	{{ htx_total[period = h1, basis = actual] }}  a number: any formula
 *	{{ year next }}                               2024; programme: 2021-2025
 *	{{ day h1 }}                                  30/6/2023, its last day
 *	{{ place }}                                   outline.place
 *
 * Periods are the words of period.h, so that one text serves every year.
 */
#ifndef HOPTAC_PACK_OUTLINE_H
#define HOPTAC_PACK_OUTLINE_H

#include "pack/pack.h"

enum piece_kind {
	PIECE_TEXT,    /* text as it is */
	PIECE_FORMULA, /* text: the formula; rule: parsed */
	PIECE_YEAR,    /* text: the word of a period */
	PIECE_DAY,
	PIECE_PLACE,
};

struct piece {
	enum piece_kind kind;
	const char *text;
	const struct rule *rule;
};

/*
 * Takes a text apart.  0; -1 with ERR_INPUT: a "{{"
 * without its end, a word that is no period, a formula that does not parse;
 * detail "cột N" counts in the whole text.
 */
int outline_pieces(struct arena *a, const char *text,
		   const struct rule_names *names, struct pieces *out,
		   struct err *e);

/*
 * The formula of an appendix cell, from what its row and its column say:
 * "pct(htx_total[sector = agri, period = year, basis = estimate])".  NULL when
 * together they name no figure (a heading, a computed column).
 */
const char *outline_cell(struct arena *a, const struct appendix_row *row,
			 const struct appendix_column *column);

/*
 * Takes apart and parses every text and cell of the outline and the appendices
 * of a pack whose other parts stand, and checks that tables exist, column and
 * row codes are known.  0 or -1 with e placed at file and line.
 */
int outline_parse(struct arena *a, struct pack *p, struct err *e);

#endif
