/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words around a number as items, for those who make subjects of them.
 */
#ifndef HOPTAC_LINT_NOUN_ITEMS_H
#define HOPTAC_LINT_NOUN_ITEMS_H

#include "lint/amount_internal.h"

enum item_kind {
	ITEM_FILLER,
	ITEM_MEASURE,  /* thành viên, doanh thu: what an organisation has */
	ITEM_ORG,
	ITEM_ACTIVITY, /* hỗ trợ, đào tạo: something done in a period */
	ITEM_STATE,
	ITEM_WORD,     /* any other */
	ITEM_STOP,     /* what follows is not about this number */
};

/* A known phrase. */
struct item_phrase {
	const char *words; /* lower case */
	const char *text;  /* canonical; NULL of fillers and stops */
	enum item_kind kind;
	enum amount_flow flow;
};

enum { MAX_ITEMS = 24 };

struct item {
	enum item_kind kind;
	enum amount_flow flow;
	const char *text;
	size_t at; /* word */
};

struct items {
	struct item item[MAX_ITEMS];
	size_t n;
	const char *scope; /* sector or place among them; NULL */
	bool everywhere;   /* "toàn tỉnh": the scope is the whole */
};

/* The longest known phrase at word i, and its words; stops only where they
 * are asked for.  NULL when there is none. */
const struct item_phrase *item_phrase_at(const struct words *w, size_t i,
					 bool stops, size_t *n);

/* Adds an item unless its text is there; what does not fit is left out. */
void items_add(struct items *s, enum item_kind kind, enum amount_flow flow,
	       const char *text, size_t at);

bool items_have_kind(const struct items *s, enum item_kind kind);
bool items_have(const struct items *s, const char *text);

/* Cuts words [from, to) into items; with `stops`, up to what is not about the
 * number of the site any more.  Words in deeper brackets than its own are
 * passed over (s may be NULL).  home: the province that is the whole.  Returns
 * where it stopped. */
size_t items_collect(struct arena *a, const struct site *s,
		     const struct words *w, size_t from, size_t to,
		     const char *home, bool stops, struct items *out);

/* Where the label of a number begins: after the last mark behind which
 * something new is named. */
size_t items_label_begin(struct arena *a, const struct site *s);

/* The words as a place, when they are two or more capitalized words and
 * nothing else: "Đồng bằng sông Hồng"; else NULL. */
const char *items_bare_place(struct arena *a, const struct words *w,
			     size_t from, size_t to);

#endif
