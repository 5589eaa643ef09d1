/* SPDX-License-Identifier: Apache-2.0 */
/* A proposal becomes a correction. */
#include "check/accept.h"

#include "figure/words.h"
#include "lib/db/db.h"
#include "lib/text/text.h"

enum { RECORDS_NAMED = 3 };

struct accepting {
	struct arena *arena;
	struct db *db;
	const struct accept_request *request;
	const char *reason; /* in NFC */
	struct acceptance *out;
	struct err *e;
};

static int read_reason(struct accepting *x)
{
	const char *s = x->request->reason;
	char *nfc;

	if (!s || !s[strspn(s, " \t\r\n")]) {
		err_set(x->e, ERR_INPUT,
			"chấp nhận đề xuất phải có lý do");
		err_field(x->e, "reason");
		return err_hint(x->e, "ghi căn cứ đã đối chiếu, ví dụ: theo "
				      "danh sách HTX ngày 30/6");
	}
	if (text_nfc(x->arena, s, strlen(s), &nfc, x->e) < 0)
		return err_field(x->e, "reason");
	x->reason = nfc;
	return 0;
}

/* Opens the figures as known now and runs the checks. */
static int run_checks(struct accepting *x, struct figures **f,
		      struct check_report *r)
{
	const struct accept_request *q = x->request;

	*f = figures_open(x->arena, x->db, q->pack, db_last_tx(x->db), x->e);
	if (!*f)
		return -1;
	return check_run(*f, q->place, q->year, r, x->e);
}

/* --- what the register counts ------------------------------------------------------- */

/* "HTX Một (#3), HTX Hai (#7) ...": where to look. */
static const char *records_vi(struct accepting *x, struct figures *f,
			      const struct figure *fig)
{
	struct figure_record *r;
	struct buf b = BUF_INIT(x->arena);
	size_t n;

	if (figures_records(f, &fig->key, &r, &n, NULL) < 0 || n == 0)
		return NULL;
	for (size_t i = 0; i < n && i < RECORDS_NAMED; i++)
		buf_addf(&b, "%s%s (#%lld)", i ? ", " : "", r[i].name,
			 (long long)r[i].org);
	if (n > RECORDS_NAMED)
		buf_addf(&b, " và %zu tổ chức khác", n - RECORDS_NAMED);
	return b.data;
}

static int refuse_counted(struct accepting *x, struct figures *f,
			  const struct figure *fig)
{
	const char *records = records_vi(x, f, fig);

	err_set(x->e, ERR_RULE,
		"%s đếm từ sổ đăng ký: không sửa con số mà sửa thông tin, sự "
		"kiện của tổ chức",
		figure_key_vi(x->arena, figures_pack(f), &fig->key));
	if (records)
		err_detail(x->e, "%s", records);
	return err_hint(x->e, "xem đủ các tổ chức bằng: hoptac explain \"%s\"; "
			      "sửa bằng: hoptac register correct",
			figure_reference(x->arena, &fig->key,
					 figures_home(f)));
}

/* --- writing -------------------------------------------------------------------------- */

static int report_changes(struct accepting *x, struct figures *f)
{
	const struct proposal *p = &x->out->proposal;
	const struct repair_solution *s = &x->out->choice->solution;
	struct figure_report *r =
		ARENA_ARRAY(x->arena, s->nchange, struct figure_report);
	size_t bad;

	for (size_t i = 0; i < s->nchange; i++) {
		const struct repair_change *c = &s->change[i];
		const struct figure *fig = system_figure(&p->system, c->var);
		int places = repair_get(p->system.repair, c->var)->places;

		if (fig->source != FIG_REPORTED)
			return refuse_counted(x, f, fig);
		r[i] = (struct figure_report){
			.key = fig->key,
			.state = FIG_VALUE,
			.value = { .low = c->to, .high = c->to,
				   .places = places },
			.note = x->reason,
			.origin = arena_printf(
				x->arena, "đề xuất %s của phép kiểm tra: "
				"%s → %s", x->out->choice->id,
				figure_signed_vi(x->arena, fig),
				figure_number_vi(x->arena, fig, c->to,
						 places)),
		};
	}
	return figure_report_all(x->db, x->request->pack, r, s->nchange, &bad,
				 x->e);
}

/* In the open transaction. */
static int accept_now(struct accepting *x)
{
	const struct accept_request *q = x->request;
	struct check_report *before =
		ARENA_NEW(x->arena, struct check_report);
	struct figures *f;

	if (run_checks(x, &f, before) < 0 ||
	    proposal_make(x->arena, before, &x->out->proposal, x->e) < 0)
		return -1;
	x->out->errors_before = check_errors(before);
	x->out->choice = proposal_find(&x->out->proposal, q->id);
	if (!x->out->choice) {
		err_set(x->e, ERR_NOTFOUND,
			"không có đề xuất “%s”, hoặc số liệu đã đổi từ khi đề "
			"xuất", q->id);
		return err_hint(x->e, "xem các đề xuất hiện nay bằng: hoptac "
				      "check --repair");
	}
	return report_changes(x, f);
}

int proposal_accept(struct arena *a, struct db *db,
		    const struct accept_request *q, struct acceptance *out,
		    struct err *e)
{
	struct accepting x = {
		.arena = a, .db = db, .request = q, .out = out, .e = e,
	};

	*out = (struct acceptance){ 0 };
	if (read_reason(&x) < 0 ||
	    db_begin(db, q->who,
		     arena_printf(a, "chấp nhận đề xuất %s: %s", q->id,
				  x.reason), e) < 0)
		return -1;
	if (accept_now(&x) < 0) {
		db_rollback(db);
		return -1;
	}
	if (db_commit(db, e) < 0)
		return -1;
	return run_checks(&x, &out->figures, &out->after);
}
