/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a number counts: the nouns and states around it, in one spelling.
 *
 * Words that say the same give the same subject: "thành lập mới 20 HTX", "20
 * hợp tác xã mới thành lập" and "Số HTX thành lập mới: 20" all count "htx
 * thanh lap moi".  Time, place and filler words are left out; the sector or
 * place that the number is limited to is its scope.
 */
#ifndef HOPTAC_LINT_NOUN_H
#define HOPTAC_LINT_NOUN_H

#include "lint/amount_internal.h"

/* What a label or heading talks of. */
struct lead {
	const char *subject; /* canonical: "htx ho tro thanh lap moi"; "" */
	const char *org;     /* the one kind of organisation it names; "" */
	bool several;        /* it names more kinds than one */
	const char *scope;   /* sector or place; "" */
	const char *home;    /* the province that the document is of, folded;
			      * "" (set by the caller) */
	enum amount_flow flow;
};

/* What words [from, to) talk of. */
struct lead lead_of(struct arena *a, const struct words *w, size_t from,
		    size_t to);

/* "tỉnh Lạng Sơn" at word i: its words; *place gets "lang son". */
size_t province_at(struct arena *a, const struct words *w, size_t i,
		   const char **place);

/* Sets subject, scope and flow of an amount from the words around its number;
 * what they leave open comes from the amount before it and from the lead of
 * its passage and headings. */
void noun_of(struct arena *a, struct site *s, const struct lead *lead,
	     const struct amount *about, struct amount *m);

/* The place that a label of capitalized words names ("Chi Lăng"); else "". */
const char *lead_place(struct arena *a, const struct words *w);

/* The flow of a number of this unit with that subject: what nothing else is
 * said of is a stock. */
enum amount_flow lead_flow(const struct lead *lead, const struct unit *u);

/* A sector ("nông, lâm, ngư nghiệp", "TMDV") at word i: its words; *scope gets
 * it folded, without marks and abbreviations. */
size_t sector_at(struct arena *a, const struct words *w, size_t i,
		 const char **scope);

#endif
