/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inquiries on pages: the page of one (/kiem-tra/yeu-cau/N), the form that
 * asks, and what other pages show of them.
 */
#ifndef HOPTAC_CHECK_INQUIRY_VIEW_H
#define HOPTAC_CHECK_INQUIRY_VIEW_H

#include "check/inquiry.h"
#include "figure/asked.h"
#include "lib/html/parts.h"
#include "lib/http/http.h"

extern const struct page inquiry_pages[];

/* Those of the year that a page is about, matched with a run of its checks.
 * NULL with q->err. */
struct inquiries *inquiries_asked(struct request *q, const struct asked *x,
				  const struct check_report *r);

/* One of them by its number, and the figures of its year.  NULL with q->err,
 * ERR_NOTFOUND when there is none. */
const struct inquiry *inquiry_open(struct request *q, int64_t id,
				   struct asked *x);

/* What of them waits for who asks: his unit's to answer first, then, when he
 * settles the checks, what units have answered.  Items that lead there, on the
 * arena of the request.  0; -1 with q->err. */
int inquiries_waiting(struct request *q, const struct asked *x,
		      const struct item **out, size_t *n);

/* Why this user may not answer; NULL when he may: he writes the figures in
 * question.  And whether he is the one who is asked: of the unit, or, when the
 * province itself is asked, one of its officers. */
const char *inquiry_barred(struct request *q, const struct asked *x,
			   const struct inquiry *i);
bool inquiry_is_mine(struct request *q, const struct asked *x,
		     const struct inquiry *i);

/* Why this user may not ask and close; NULL when he may. */
const char *settle_barred(struct request *q, const struct asked *x);

/* What the check is called; its code when the pack has it no more.  And
 * "vận tải; ước thực hiện, năm 2023". */
const char *inquiry_title(const struct asked *x, const struct inquiry *i)
	__attribute__((returns_nonnull));
const char *inquiry_context(struct arena *a, const struct asked *x,
			    const struct inquiry *i)
	__attribute__((returns_nonnull));

/* In a list. */
struct item inquiry_item(struct request *q, const struct asked *x,
			 const struct inquiry *i);
const char *inquiry_url(struct request *q, const struct inquiry *i)
	__attribute__((returns_nonnull));
enum tone inquiry_tone(const struct inquiry *i);

/* "hoa, 1/7/2024; trả lời chậm nhất ngày 10/7/2024" of what was said last. */
const char *inquiry_said_by(struct arena *a, const struct inquiry *i)
	__attribute__((returns_nonnull));

/* --- what the templates are given ------------------------------------------ */

struct asked_figure {
	const char *name;
	const char *url;
	const char *was;
	const char *was_url; /* its source as known then */
	const char *now; /* NULL: as it was */
};

/* A unit that can be asked. */
struct ask_unit {
	const char *code;
	const char *name;
	bool chosen;
	struct asked_figure *figure; /* was: what it is */
	size_t n;
};

/* The form that asks about a check. */
struct ask_view {
	bool wanted;         /* the check is broken */
	const char *why_not; /* NULL: one can ask */
	bool open;           /* was sent and refused */
	struct ask_unit *unit;
	size_t n_unit;
	const char *unit_error;
	const char *mark;    /* of the figures that one sees */
	struct control text;
	struct control due;
	const struct item *item; /* what was asked about it before */
	size_t n_item;
};

/* Fills it for a finding; `likely` is the unit of the figure that a proposal
 * would change, or NULL; why_not: why this user may not ask.  The page of the
 * request has ASK_FIELDS. */
void ask_view(struct request *q, const struct asked *x,
	      const struct inquiries *all, const struct finding *fd,
	      const char *likely, const char *why_not, struct ask_view *out);

#define ASK_FIELDS                                                           \
	FIELD("don-vi", FIELD_TEXT, "Đơn vị", .max = 10),                    \
	FIELD("dau", FIELD_TEXT, "Dấu của số liệu", .max = 8),               \
	FIELD("hoi", FIELD_LINES, "Nội dung cần rà soát", .max = WORDS_MAX), \
	FIELD("han", FIELD_DAY, "Trả lời chậm nhất")

struct inquiry_view {
	const struct frame *frame;
	int64_t id;
	int64_t version;
	enum tone tone;
	const char *standing;
	bool late;
	const char *title;   /* of the check */
	const char *message; /* what it says now, or NULL: it holds */
	const char *sum;     /* "14 + 5 = 19 ≠ 20", or NULL */
	const char *check_url;
	const char *unit;
	const char *due;     /* or NULL */
	struct asked_figure *figure;
	size_t n_figure;
	struct asked_figure *other; /* of the check, that changed */
	size_t n_other;
	struct happening *said;
	size_t n_said;
	struct hyperlink *form; /* where the figures are entered */
	size_t n_form;
	bool closed;
	const char *answer_why_not; /* NULL: he may */
	const char *settle_why_not;
	bool mine;
	bool broken;
	bool answered;       /* in words or by another figure; or moot */
	struct control answer;
	struct control again;
	struct control due_again;
	struct control remark;
};

#endif
