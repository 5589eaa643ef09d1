/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one history of an organisation: every statement about it, what happened
 * and what it is since a day, with who wrote it, when and why, and what became
 * of it.
 */
#ifndef HOPTAC_REGISTER_HISTORY_H
#define HOPTAC_REGISTER_HISTORY_H

#include "register/view.h"

/* A transaction: who wrote, when and why. */
struct written {
	int64_t tx;
	moment_t at;
	const char *who;
	const char *why;
};

enum change_state {
	CHANGE_STANDS,
	CHANGE_CORRECTED, /* another statement was put in its place */
	CHANGE_VOIDED,
};

struct change {
	day_t day;   /* since when it holds, on which it happened */
	int64_t row; /* of event or organisation_version */
	const struct org_event *event;     /* one of the two */
	const struct org_version *version;
	const char *title; /* "Kết nạp thành viên 5"; the name */
	const char *note;  /* paper and reason; what differs from the version
			    * before it; "" */
	enum change_state state;
	struct written from;
	struct written to; /* unless it stands */
};

/* The history as known by the view, by day; on a day events first, in order of
 * entry, each with its corrections in the order in which they were made.
 * Returns how many; the caller asks db_failed. */
size_t history_read(struct arena *a, struct db *db, const struct view *v,
		    int64_t org, struct change **out);

/* "10/7/2023 08:30, hoa: ghi nhầm năm" */
char *written_text(struct arena *a, const struct written *w);

#endif
