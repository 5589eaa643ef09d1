/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Amounts: each number of a document that counts or measures something, with
 * what it counts, when, and on which basis.
 *
 * Numbers that name something are none: years, dates, numbers of documents,
 * labels of the outline, "quý 2", "Trung ương 5", a phone number.
 */
#ifndef HOPTAC_LINT_AMOUNT_H
#define HOPTAC_LINT_AMOUNT_H

#include "figure/figure.h"
#include "lib/base/period.h"
#include "lib/document/document.h"
#include "lib/rule/rule.h"
#include "lint/outline.h"
#include "lint/word.h"

enum amount_role {
	AMOUNT_COUNT,   /* 474 HTX; 5.409 người; 23.720 triệu đồng */
	AMOUNT_AVERAGE, /* bình quân 900 triệu đồng/HTX/năm */
	AMOUNT_SHARE,   /* chiếm 71 % */
	AMOUNT_OF_PLAN, /* đạt 115 % kế hoạch */
	AMOUNT_CHANGE,  /* tăng 20 HTX, giảm 5 %: against something earlier */
	AMOUNT_OTHER,   /* 4 vụ/năm; 1,5 mức lương: nothing is concluded of it */
};

enum amount_flow {
	FLOW_STOCK, /* how many there are on a day */
	FLOW_IN,    /* thành lập mới, gia nhập: in a period */
	FLOW_OUT,   /* giải thể, chuyển đổi: in a period */
	FLOW_NONE,
};

struct amount {
	const struct passage *passage;
	size_t index;             /* of the passage in the document */
	size_t sentence;          /* counted over the document, from 0 */
	size_t clause;            /* counted over the document, from 0: up to
				   * a semicolon, bracket or full stop */
	int bracket;              /* depth of round brackets around it */
	size_t from, to;          /* bytes: with its open word and unit */
	size_t digits, digits_end; /* bytes: the number itself, a range whole */
	struct quantity written;  /* in its unit */
	struct rule_value value;  /* what it can have been, in the base unit */
	const char *unit;         /* base unit, the same for all that compare:
				   * "htx", "tht", "lhhtx", "nguoi", "dong",
				   * "%", "ha", "dong/htx/nam" ... */
	struct dec factor;        /* one unit as written, in the base unit */
	bool rounded;             /* printed in a coarser unit than it was
				   * counted in: money, per cents, averages */
	const char *unit_text;    /* as written: "triệu đồng" */
	enum amount_role role;
	enum amount_flow flow;
	const char *subject;      /* what is counted, folded, without place,
				   * time and filler words: "htx dang hoat
				   * dong", "thanh vien moi gia nhap htx" */
	const char *scope;        /* folded: of which part of the whole (sector,
				   * place) as the outline and sentence say;
				   * "" for all */
	const char *when;         /* code of lib/base/period.h, "2023-06-30"
				   * for a stock; "" when it is not said */
	enum basis basis;
	bool is_word;             /* "hai", "mười": a number in words */
	int about;                /* of a share, a per cent of plan, a change:
				   * index of the amount before it that it is
				   * told of ("500 HTX, đạt 108 % kế hoạch");
				   * -1 when the sentence has none */
	int whole;                /* of N in "N/M" and "N HTX/tổng số M HTX":
				   * index of M; else -1.  A bare M has the
				   * role "other": it may be all or planned */
};

struct amounts {
	struct amount *amount; /* in reading order */
	size_t n;
};

/* The amounts of a document, whose words are cut, on the arena. */
struct amounts *amounts_find(struct arena *a, const struct document *d,
			     const struct words *words,
			     const struct lint_outline *o)
	__attribute__((returns_nonnull));

#endif
