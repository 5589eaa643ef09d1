/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of the log are given. */
#ifndef HOPTAC_ADMIN_VIEW_H
#define HOPTAC_ADMIN_VIEW_H

#include "admin/audit.h"
#include "lib/db/db.h"
#include "lib/html/parts.h"

struct audit_row {
	const struct audit_entry *entry;
	const char *wrote; /* "12 số liệu báo cáo; huỷ 1 sự kiện" */
};

struct audit_list_view {
	const struct frame *frame;
	struct control control[4];
	struct audit_row *row;
	size_t n;
	struct pager pager;
	const struct audit_entry *last; /* NULL: nothing was ever written */
	bool may_verify;
	bool verified; /* just now */
	const char **finding;
	size_t n_finding;
};

struct change_row {
	const char *what;
	const char *url;
	const char *before; /* NULL: there was none */
	const char *now;
	bool voided;
};

struct audit_view {
	const struct frame *frame;
	const struct audit_entry *entry;
	struct db_written *count;
	size_t n_count;
	struct change_row *change;
	size_t n_change;
	int64_t more; /* that are not told one by one */
};

#endif
