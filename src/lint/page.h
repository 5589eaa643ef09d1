/* SPDX-License-Identifier: Apache-2.0 */
/* Rà soát dự thảo: what its templates are given; its pages. */
#ifndef HOPTAC_LINT_PAGE_H
#define HOPTAC_LINT_PAGE_H

#include "lib/http/http.h"
#include "lint/view.h"

/* A draft of the list: kept, or only looked at (who is NULL). */
struct draft_entry {
	const char *id;
	const char *name;
	const char *who;
	moment_t when;
};

struct draft_list {
	const struct frame *frame;
	struct control file;
	struct draft_entry *entry;
	size_t n;
};

struct audit_draft {
	const struct frame *frame;
	const char *id;
	const struct draft_view *view;
	bool is_kept;
	bool is_word; /* a copy with comments can be made */
	bool may_write;
};

extern const struct page lint_pages[];

#endif
