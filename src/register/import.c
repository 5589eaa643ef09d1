/* SPDX-License-Identifier: Apache-2.0 */
/* The frame of every import: transaction, faults, notes, outcome. */
#include "register/import.h"

#include "lib/db/db.h"
#include "lib/text/text.h"
#include "register/rules.h"
#include "register/search.h"

enum { MOST_NOTES = 100 };

/* --- code lists ---------------------------------------------------------- */

void choices_add(struct arena *a, struct choices *c, const char *code,
		 const char *name, const char *brief)
{
	struct choice *one;

	c->choice = arena_grow(a, c->choice, c->n * sizeof *one,
			       (c->n + 1) * sizeof *one);
	one = &c->choice[c->n++];
	one->code = code;
	one->name = name;
	one->fold[0] = search_key(a, code);
	one->fold[1] = search_key(a, name);
	one->fold[2] = brief ? search_key(a, brief) : one->fold[1];
}

static void fault_choice(struct intake *in, size_t column,
			 const struct choices *c)
{
	struct arena *a = arena_new();
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < c->n; i++)
		buf_addf(&b, "%s%s (%s)", i ? "; " : "", c->choice[i].name,
			 c->choice[i].code);
	intake_fault(in, column, "không có %s này; ghi một trong: %s",
		     c->title, b.data);
	arena_free(a);
}

const char *choose_cell(struct intake *in, size_t column,
			const struct choices *c)
{
	const char *text = intake_text(in, column);
	const char *found = NULL;
	struct arena *a;
	const char *key;

	if (!text)
		return NULL;
	a = arena_new();
	key = search_key(a, text);
	for (size_t i = 0; i < c->n && !found; i++) {
		const struct choice *one = &c->choice[i];

		for (size_t k = 0; k < ARRAY_LEN(one->fold); k++) {
			if (strcmp(key, one->fold[k]) == 0)
				found = one->code;
		}
	}
	arena_free(a);
	if (!found)
		fault_choice(in, column, c);
	return found;
}

static void read_choices(struct import *im)
{
	const struct pack *p = im->pack;
	const struct classification *sector = pack_classification(p, "sector");
	struct arena *a = im->arena;

	im->kinds.title = "loại hình";
	im->sectors.title = "lĩnh vực";
	im->statuses.title = "tình trạng";
	im->events.title = "loại sự kiện";
	for (size_t i = 0; i < p->nkind; i++)
		choices_add(a, &im->kinds, p->kind[i].code, p->kind[i].name,
			    p->kind[i].brief);
	for (size_t i = 0; sector && i < sector->ncategory; i++) {
		const struct category *c = &sector->category[i];

		if (!c->rollup)
			choices_add(a, &im->sectors, c->code, c->name,
				    c->brief);
	}
	for (size_t i = 0; i < p->nevent; i++) {
		choices_add(a, &im->events, p->event[i].code, p->event[i].name,
			    NULL);
	}
	for (size_t i = 0; i < p->nstatus; i++) {
		bool reached = false;

		for (size_t k = 0; k < p->nevent; k++)
			reached |= p->event[k].to &&
				   strcmp(p->event[k].to,
					  p->status[i].code) == 0;
		if (reached)
			choices_add(a, &im->statuses, p->status[i].code,
				    p->status[i].name, NULL);
	}
}

/* --- notes and faults ------------------------------------------------------ */

void import_note(struct import *im, const char *fmt, ...)
{
	va_list ap;

	if (im->nnotes++ >= MOST_NOTES)
		return;
	va_start(ap, fmt);
	buf_addf(&im->notes, "%s\n", arena_vprintf(im->row, fmt, ap));
	va_end(ap);
}

void import_refused(struct import *im, const struct import_field *field,
		    size_t n, const struct err *why)
{
	size_t column = field[0].column;

	for (size_t i = 0; i < n; i++) {
		if (strcmp(field[i].field, why->field) == 0)
			column = field[i].column;
	}
	intake_fault(im->in, column, "%s%s%s", why->message,
		     why->detail[0] ? ". " : "", why->detail);
}

/* --- the frame -------------------------------------------------------------- */

static int open_import(struct import *im, const struct import_kind *k,
		       struct err *e)
{
	struct cli *cli = im->cli;
	int64_t known = db_last_tx(cli->db);
	char *home = territory_home(im->arena, cli->db, known);

	if (!home)
		return err_set(e, ERR_NOTFOUND,
			       "chưa nạp danh mục đơn vị hành chính");
	im->today = day_today();
	im->dated = cli_day(cli, "on", &im->on);
	im->pack = rules_on(im->arena, cli->db,
			    im->dated ? im->on : im->today, known, e);
	if (!im->pack)
		return -1;
	im->territory = territory_read(im->arena, cli->db, home, known, e);
	if (!im->territory)
		return -1;
	read_choices(im);
	im->in = intake_open(im->arena, cli->argv[0], k->column, k->ncolumn, e);
	return im->in ? 0 : -1;
}

static int read_rows(struct import *im, const struct import_kind *k,
		     struct err *e)
{
	int r;

	im->row = arena_new();
	while ((r = intake_next(im->in, e)) > 0) {
		if (k->take(im, e) < 0) {
			r = -1;
			break;
		}
		if (intake_count(im->in) % 1000 == 0)
			cli_progress("Đọc hàng", intake_count(im->in), 0);
		arena_free(im->row);
		im->row = arena_new();
	}
	if (r == 0 && k->end)
		k->end(im);
	arena_free(im->row);
	if (r == 0)
		cli_progress("Đọc hàng", intake_count(im->in),
			     intake_count(im->in));
	return r;
}

static void print_notes(struct import *im)
{
	struct buf *out = &im->cli->out;

	buf_add(out, im->notes.data, im->notes.len);
	if (im->nnotes > MOST_NOTES)
		buf_addf(out, "... và %lld lưu ý khác\n",
			 (long long)(im->nnotes - MOST_NOTES));
	if (*intake_unused(im->in))
		buf_addf(out, "Cột không dùng đến: %s\n",
			 intake_unused(im->in));
}

/* Faults go where errors go, whatever then becomes of the import. */
static void print_faults(struct import *im)
{
	struct buf b = BUF_INIT(im->arena);

	intake_report(im->in, &b);
	fputs(b.data, stderr);
}

static int refuse_all(struct import *im, struct err *e)
{
	print_faults(im);
	err_set(e, ERR_INPUT,
		"Tệp “%s” có %lld lỗi ở %lld hàng trong %lld hàng; chưa ghi gì",
		im->cli->argv[0], (long long)intake_faults(im->in),
		(long long)intake_faulty_rows(im->in),
		(long long)intake_count(im->in));
	return err_hint(e, "Sửa các ô đã nêu rồi nhập lại; hoặc thêm --partial "
			   "để chỉ nhập các hàng đúng");
}

static int outcome(struct import *im, const struct import_kind *k,
		   struct err *e)
{
	bool dry = cli_flag(im->cli, "dry-run");
	int64_t faulty = intake_faulty_rows(im->in);

	if (faulty && !cli_flag(im->cli, "partial"))
		return refuse_all(im, e);
	if (dry)
		db_rollback(im->db);
	else if (im->stored == 0)
		db_rollback(im->db);
	else if (db_commit(im->db, e) < 0)
		return -1;
	if (faulty)
		print_faults(im);
	print_notes(im);
	buf_addf(&im->cli->out, "%s %lld %s từ “%s”",
		 dry ? "Sẽ nhập" : "Đã nhập", (long long)im->stored, k->what,
		 im->cli->argv[0]);
	if (faulty)
		buf_addf(&im->cli->out, "; %lld hàng có lỗi không nhập",
			 (long long)faulty);
	buf_adds(&im->cli->out, dry ? "; chưa ghi gì (--dry-run)\n" : "\n");
	return faulty ? 1 : 0;
}

static int run(struct import *im, const struct import_kind *k, struct err *e)
{
	const char *why = arena_printf(im->arena, "nhập %s từ %s", k->what,
				       im->cli->argv[0]);

	if (open_import(im, k, e) < 0 ||
	    db_begin(im->db, cli_who(im->cli), why, e) < 0)
		return -1;
	if ((k->begin && k->begin(im, e) < 0) || read_rows(im, k, e) < 0 ||
	    db_failed(im->db, e) < 0)
		return -1;
	return outcome(im, k, e);
}

int import_run(struct cli *cli, const struct import_kind *k, const char *kind)
{
	struct import im = { .cli = cli, .arena = cli->arena, .db = cli->db,
			     .kind = kind, .notes = BUF_INIT(cli->arena) };
	int ret = run(&im, k, &cli->err);

	if (ret < 0)
		db_rollback(cli->db);
	return ret;
}
