/* SPDX-License-Identifier: Apache-2.0 */
/* Import of events: a row is something that happened to an organisation that
 * stands in the register. */
#include "register/import.h"

#include "lib/db/db.h"

enum { NUMBER, NAME, EVENT, DAY, QUANTITY, DECISION, REASON, NCOLUMNS };

static const struct intake_column columns[NCOLUMNS] = {
	[NUMBER] = { "Mã số của tổ chức",
		     "ma so|ma so thue|mst|so giay chung nhan|so gcn|"
		     "so dang ky|organisation|org|id",
		     INTAKE_TEXT, INTAKE_OPTIONAL },
	[NAME] = { "Tên tổ chức",
		   "ten to chuc|ten|ten htx|ten hop tac xa|ten don vi|name",
		   INTAKE_TEXT, INTAKE_OPTIONAL },
	[EVENT] = { "Sự kiện", "su kien|loai su kien|bien dong|event",
		    INTAKE_TEXT, INTAKE_FILLED },
	[DAY] = { "Ngày", "ngay|ngay hieu luc|day|date", INTAKE_DAY,
		  INTAKE_FILLED },
	[QUANTITY] = { "Số lượng", "so luong|so nguoi|quantity", INTAKE_COUNT,
		       INTAKE_OPTIONAL },
	[DECISION] = { "Quyết định",
		       "quyet dinh|so quyet dinh|van ban|decision",
		       INTAKE_TEXT, INTAKE_OPTIONAL },
	[REASON] = { "Lý do", "ly do|reason", INTAKE_TEXT, INTAKE_OPTIONAL },
};

static const struct import_field fields[] = {
	{ "event", EVENT },
	{ "quantity", QUANTITY },
};

/* The organisation of the row: by its number, else by its name. */
static int64_t read_org(struct import *im)
{
	size_t column = intake_has(im->in, NUMBER) ? NUMBER : NAME;
	const char *text = intake_text(im->in, column);
	struct err why = { 0 };
	int64_t org;

	if (!text) {
		intake_fault(im->in, NAME,
			     "phải ghi mã số hoặc tên của tổ chức");
		return 0;
	}
	org = register_find(im->db, text, im->today, db_tx(im->db), &why);
	if (!org)
		intake_fault(im->in, column, "%s%s%s", why.message,
			     why.kind == ERR_CONFLICT ? ". " : "",
			     why.kind == ERR_CONFLICT ? why.hint : "");
	return org;
}

static int take(struct import *im, struct err *e)
{
	struct intake *in = im->in;
	struct org_event event = {
		.kind = choose_cell(in, EVENT, &im->events),
		.quantity = intake_int(in, QUANTITY),
		.decision = intake_text(in, DECISION),
		.reason = intake_text(in, REASON),
	};
	int64_t org = read_org(im);
	struct err why = { 0 };

	if (intake_day(in, DAY, &event.day) && event.day > im->today)
		intake_fault(in, DAY, "là ngày chưa đến");
	if (intake_row_ok(in)) {
		if (register_event(im->db, im->pack, org, &event, &why) < 0)
			import_refused(im, fields, ARRAY_LEN(fields), &why);
		else
			im->stored++;
	}
	return db_failed(im->db, e);
}

const struct import_kind import_events = {
	.what = "sự kiện",
	.column = columns,
	.ncolumn = NCOLUMNS,
	.take = take,
};
