/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The page Kiểm tra số liệu: what does not add up, the equations, the
 * proposals with what was tried, accepting one, explaining a warning.
 */
#ifndef HOPTAC_CHECK_PAGE_H
#define HOPTAC_CHECK_PAGE_H

#include "check/inquiry_view.h"
#include "check/proposal.h"
#include "check/reason.h"
#include "lib/html/parts.h"
#include "lib/http/http.h"

extern const struct page check_pages[];

/* The page itself, for another one of its forms that was refused. */
int check_show(struct request *q, struct response *r);

/* Errors that wait, as known now; counted once a transaction.  For the rail
 * of every page. */
int64_t check_waiting(struct request *q);

/* How /kiem-tra?chon= names one check in one context:
 * "htx_by_status@2023/estimate/sector=agri@20". */
const char *finding_key(struct arena *a, const struct finding *fd)
	__attribute__((returns_nonnull));

/* --- what the templates are given ------------------------------------------ */

struct check_list {
	const char *title; /* "Lỗi chặn · 2" */
	const struct item *item;
	size_t n;
	bool folded; /* opened by who wants to see it */
};

struct operand_row {
	const char *name;
	const char *value;
	const char *url;
	bool suspect; /* a proposal changes it */
};

struct choice_change {
	const char *name;
	const char *from;
	const char *to;
	const char *words;
	const char *url;
};

struct choice_view {
	const char *id;
	struct choice_change *change;
	size_t n;
	const char *why;
	const char *cause;   /* NULL: not known */
	bool second;
	const char *blocked; /* why it cannot be accepted here, or NULL */
};

struct attempt_row {
	const char *name;
	const char *words;
	int64_t left;
	const char *which;
};

struct check_view {
	const struct frame *frame;
	int year;
	struct check_list list[9];
	size_t n_list;
	/* the one that is looked at; NULL: there is none */
	const struct finding *chosen;
	const char *key;
	enum tone tone;
	const char *severity;
	struct equation *equation;
	size_t n_equation;
	struct operand_row *operand;
	size_t n_operand;
	const char *proposals; /* heading over the choices */
	struct choice_view *choice;
	size_t n_choice;
	struct attempt_row *attempt;
	size_t n_attempt;
	const char *undecided;
	bool may_settle;
	const char *why_not;   /* why one may not settle, or NULL */
	/* a broken warning */
	bool wants_reason;
	const char *given;     /* "… (hoa, 14/7/2023)"; NULL: none */
	bool is_void;
	const char *reminder;
	struct control reason;
	struct control accept_reason;
	struct ask_view ask;
};

#endif
