/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What was found, shown in a copy of the table.
 *
 * Every cell in question gets one note: what is proposed for it, why, and
 * what it contradicts.  The strongest role of a cell decides its colour.
 */
#include "sheet/sheet.h"

#include "lib/file/xlsxmark.h"
#include "lib/text/number.h"

#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
	MOST_COMMENTED = 40, /* cells of a conflict; more are only coloured */
	MOST_NAMED = 8,      /* rules and cells that a comment lists */
	MOST_COMMENT = 4000, /* bytes */
	MADE = 946684800,    /* every workbook says 2000-01-01 */
};

enum role { IN_QUESTION, ALTERNATIVE, PROPOSED };

static const uint32_t colours[] = {
	[IN_QUESTION] = 0xFFF2CC,
	[ALTERNATIVE] = 0xFFD08A,
	[PROPOSED] = 0xFF9C9C,
};

struct note {
	struct cell *cell;
	enum role role;
	struct buf text;
};

struct copy {
	const struct findings *f;
	struct arena *arena;
	struct note *note;
	size_t n, cap;
};

/* --- notes ------------------------------------------------------------------------ */

static struct note *note_of(struct copy *y, struct cell *c)
{
	struct note *n;

	if (c->note == 0) {
		n = VEC_PUSH(y->arena, y->note, y->n, y->cap);
		*n = (struct note){ .cell = c, .text = BUF_INIT(y->arena) };
		c->note = y->n;
	}
	return &y->note[c->note - 1];
}

static void add_rules(struct copy *y, struct buf *b, const struct solving *s,
		      const size_t *rule, size_t n)
{
	for (size_t i = 0; i < n && i < MOST_NAMED; i++)
		buf_addf(b, "\n- %s", rule_words(y->arena, s->rule[rule[i]]));
	if (n > MOST_NAMED)
		buf_addf(b, "\n- và %zu quan hệ khác", n - MOST_NAMED);
}

/* "B4: 321 → 231; B5: ..." */
static const char *all_changes(struct copy *y, const struct solving *s,
			       const struct repair_solution *sol,
			       const struct cell *but)
{
	struct buf b = BUF_INIT(y->arena);

	for (size_t i = 0; i < sol->nchange && i < MOST_NAMED; i++) {
		const struct cell *c = s->cell[sol->change[i].var];

		if (c == but)
			continue;
		buf_addf(&b, "%s%s", b.len ? "; " : "", c->name);
		if (sol->decided)
			buf_addf(&b, ": %s",
				 change_words(y->arena, s, &sol->change[i]));
	}
	return b.data;
}

/* What the k-th proposal of a group says of one of its cells. */
static void note_change(struct copy *y, const struct solving *s,
			const struct repair_group *g, size_t k, size_t change)
{
	struct arena *a = y->arena;
	const struct repair_solution *sol = &g->solution[k];
	struct cell *c = s->cell[sol->change[change].var];
	struct note *n = note_of(y, c);
	enum role role = k == 0 ? PROPOSED : ALTERNATIVE;

	if (n->role > role)
		return; /* a likelier proposal has said what to do */
	if (n->role < role)
		n->role = role;
	if (n->text.len > MOST_COMMENT)
		return;
	buf_adds(&n->text, n->text.len ? "\n" : "");
	if (g->nsolution == 1)
		buf_adds(&n->text, "Đề xuất: ");
	else
		buf_addf(&n->text, "Đề xuất %zu trong %zu: ", k + 1,
			 g->nsolution);
	if (sol->decided)
		buf_addf(&n->text, "%s",
			 change_words(a, s, &sol->change[change]));
	else
		buf_adds(&n->text, "cần sửa, chưa tính được thành bao nhiêu");
	if (sol->nchange > 1)
		buf_addf(&n->text, "\nCùng với: %s",
			 all_changes(y, s, sol, c));
	buf_addf(&n->text, "\nNguyên nhân: %s.\nVì sao: %s.",
		 cause_words(s, sol), reason_words(a, g, sol));
	if (s->result.status == REPAIR_BEST_FOUND)
		buf_adds(&n->text, "\nĐây là cách tốt nhất đã tìm được, chưa "
				   "chứng minh là ít nhất.");
	if (k == 0 && g->nrule) {
		buf_adds(&n->text, "\nQuan hệ đang sai:");
		add_rules(y, &n->text, s, g->rule, g->nrule);
	}
}

static void add_conflict(struct copy *y, const struct solving *s,
			 const struct repair_conflict *c, struct buf *b)
{
	buf_adds(b, "Không thể cùng đúng:");
	for (size_t i = 0; i < c->nvar && i < MOST_NAMED; i++) {
		const struct cell *cell = c->var[i] < s->ncell ?
						  s->cell[c->var[i]] : NULL;

		if (cell)
			buf_addf(b, "\n- %s: %s", cell->name,
				 cell_written(y->arena, cell));
	}
	if (c->nvar > MOST_NAMED)
		buf_addf(b, "\n- và %zu ô khác", c->nvar - MOST_NAMED);
	buf_adds(b, "\nTheo quan hệ:");
	add_rules(y, b, s, c->rule, c->nrule);
}

/* Cells of a conflict that no proposal changes; g NULL: there is none. */
static void note_conflict(struct copy *y, const struct solving *s,
			  const struct repair_group *g,
			  const struct repair_conflict *c)
{
	for (size_t i = 0; i < c->nvar; i++) {
		struct cell *cell = c->var[i] < s->ncell ? s->cell[c->var[i]]
							 : NULL;
		struct note *n = cell ? note_of(y, cell) : NULL;

		if (!n || n->role > IN_QUESTION || n->text.len > 0 ||
		    c->nvar > MOST_COMMENTED)
			continue;
		add_conflict(y, s, c, &n->text);
		if (g && g->nsolution)
			buf_addf(&n->text, "\nĐề xuất giữ ô này và sửa %s.",
				 all_changes(y, s, &g->solution[0], NULL));
		else
			buf_adds(&n->text, "\nSửa ô nào cũng không đủ: các "
					   "quan hệ trái nhau.");
	}
}

static void note_solving(struct copy *y, const struct solving *s)
{
	const struct repair_result *r = &s->result;

	if (s->undecided)
		return;
	for (size_t i = 0; i < r->ngroup; i++) {
		const struct repair_group *g = &r->group[i];

		for (size_t k = 0; k < g->nsolution; k++)
			for (size_t c = 0; c < g->solution[k].nchange; c++)
				note_change(y, s, g, k, c);
		for (size_t k = 0; k < g->nconflict; k++)
			note_conflict(y, s, g, &g->conflict[k]);
	}
	if (r->status == REPAIR_IMPOSSIBLE)
		note_conflict(y, s, NULL, &r->contradiction);
}

/* Rules that are broken and about which no more is known. */
static void note_broken(struct copy *y)
{
	for (size_t i = 0; i < y->f->rules->ninstance; i++) {
		const struct judged *j = &y->f->judged[i];

		if (j->failed || j->result.verdict != RULE_BROKEN)
			continue;
		for (size_t k = 0; k < j->result.noperand; k++) {
			const void *source = j->result.operand[k].value.source;
			struct cell *c = (struct cell *)source;

			struct note *n;

			if (!c || c->note || c->state == RULE_MISSING)
				continue;
			n = note_of(y, c);
			if (j->result.noperand > MOST_COMMENTED)
				continue;
			buf_addf(&n->text, "Quan hệ đang sai:\n- %s",
				 rule_words(y->arena, j->instance));
		}
	}
}

/* --- a CSV as a workbook ------------------------------------------------------------- */

/* A number of the table as a number, with the decimals that it was written
 * with; other cells as they are. */
static void write_cell(lxw_workbook *w, lxw_worksheet *ws,
		       lxw_format *format[DEC_PLACES + 1],
		       const struct grid *g, size_t column, int64_t row)
{
	const char *text = grid_text(g, column, row);
	lxw_row_t r = (lxw_row_t)(row - 1);
	lxw_col_t c = (lxw_col_t)column;
	struct arena *step;
	struct quantity q;

	if (!*text)
		return;
	if (quantity_parse(text, &q, NULL) < 0 ||
	    q.qualifier != QUAL_EXACT) {
		worksheet_write_string(ws, r, c, text, NULL);
		return;
	}
	step = arena_new();
	if (!format[q.places]) {
		const char *zeros = arena_printf(step, "#,##0%s%.*s",
						 q.places ? "." : "",
						 q.places, "000000");

		format[q.places] = workbook_add_format(w);
		format_set_num_format(format[q.places], zeros);
	}
	worksheet_write_number(ws, r, c, strtod(dec_str(step, q.low), NULL),
			       format[q.places]);
	arena_free(step);
}

static int write_table(const struct grid *g, const char *path, struct err *e)
{
	lxw_format *format[DEC_PLACES + 1] = { NULL };
	lxw_workbook *w = workbook_new(path);
	lxw_doc_properties properties = { .created = MADE };
	lxw_worksheet *ws;
	lxw_error error;

	if (!w)
		BUG("no workbook");
	workbook_set_properties(w, &properties);
	ws = workbook_add_worksheet(w, NULL);
	worksheet_set_column(ws, 0, 0, 32, NULL);
	for (int64_t row = 1; row <= g->nrow; row++)
		for (size_t c = 0; c < g->row[row - 1].n; c++)
			write_cell(w, ws, format, g, c, row);
	error = workbook_close(w);
	if (error == LXW_NO_ERROR)
		return 0;
	unlink(path);
	return err_set(e, ERR_IO, "Không ghi được tệp “%s”: %s", path,
		       lxw_strerror(error));
}

/* --- names of files ------------------------------------------------------------------- */

static bool ends_with(const char *path, const char *ending)
{
	size_t n = strlen(path);
	size_t m = strlen(ending);

	return n >= m && strcasecmp(path + n - m, ending) == 0;
}

/* "bieu.repair.xlsx" beside "bieu.xlsx", or with a number when there is one:
 * an officer may be working on it. */
static const char *free_name(struct arena *a, const char *table)
{
	const char *dot = strrchr(table, '.');
	int stem = (int)(dot ? (size_t)(dot - table) : strlen(table));
	const char *ending = ends_with(table, ".xlsm") ? ".xlsm" : ".xlsx";
	const char *path = arena_printf(a, "%.*s.repair%s", stem, table,
					ending);

	for (int i = 2; access(path, F_OK) == 0; i++)
		path = arena_printf(a, "%.*s.repair-%d%s", stem, table, i,
				    ending);
	return path;
}

static bool same_file(const char *x, const char *y)
{
	struct stat a;
	struct stat b;

	return stat(x, &a) == 0 && stat(y, &b) == 0 && a.st_dev == b.st_dev &&
	       a.st_ino == b.st_ino;
}

static int check_name(const struct findings *f, const char *path,
		      struct err *e)
{
	const char *table = book_path(f->rules->book);
	const char *ending = ends_with(table, ".xlsm") ? ".xlsm" : ".xlsx";

	if (!ends_with(path, ending)) {
		err_set(e, ERR_USAGE, "bản chép “%s” phải có đuôi %s", path,
			ending);
		return err_field(e, "out");
	}
	if (!same_file(path, table) && !same_file(path, f->rules->path))
		return 0;
	err_set(e, ERR_USAGE, "“%s” là tệp gốc: không ghi đè", path);
	err_field(e, "out");
	return err_hint(e, "Chọn một tên khác cho bản chép.");
}

/* --- the copy ----------------------------------------------------------------------------- */

static int mark(struct copy *y, const char *path, struct err *e)
{
	struct xlsx_mark *m = ARENA_ARRAY(y->arena, y->n, struct xlsx_mark);
	const struct book *b = y->f->rules->book;
	const char *from = book_path(b);
	int rc;

	for (size_t i = 0; i < y->n; i++) {
		const struct note *n = &y->note[i];

		m[i] = (struct xlsx_mark){
			.sheet = n->cell->grid->name,
			.column = n->cell->column,
			.row = n->cell->row,
			.colour = colours[n->role],
			.comment = n->text.len ? n->text.data : NULL,
		};
	}
	if (!book_is_csv(b))
		return xlsx_mark(from, path, "hoptac", m, y->n, e);
	from = arena_printf(y->arena, "%s.%ld.tmp", path, (long)getpid());
	if (write_table(y->note[0].cell->grid, from, e) < 0)
		return -1;
	rc = xlsx_mark(from, path, "hoptac", m, y->n, e);
	unlink(from);
	return rc;
}

const char *copy_write(const struct findings *f, const char *path,
		       struct err *e)
{
	struct arena *a = book_arena(f->rules->book);
	struct copy y = { .f = f, .arena = a };
	int rc;

	if (!path)
		path = free_name(a, book_path(f->rules->book));
	if (check_name(f, path, e) < 0)
		return NULL;
	note_solving(&y, &f->typed);
	if (f->has_computed)
		note_solving(&y, &f->computed);
	note_broken(&y);
	if (y.n == 0) {
		err_set(e, ERR_INPUT, "không có ô nào để đánh dấu");
		return NULL;
	}
	rc = mark(&y, path, e);
	for (size_t i = 0; i < y.n; i++) /* for the next copy */
		y.note[i].cell->note = 0;
	return rc < 0 ? NULL : path;
}
