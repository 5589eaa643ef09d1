/* SPDX-License-Identifier: Apache-2.0 */
/* Tables by their headers. */
#include "lib/file/intake.h"

#include "lib/base/dec.h"
#include "lib/file/csv.h"
#include "lib/text/number.h"
#include "lib/text/text.h"

/* What a column of money may be in: after the name, or in brackets. */
static const struct {
	const char *fold;
	int64_t dong;
} money_units[] = {
	{ "dong", 1 },
	{ "vnd", 1 },
	{ "nghin dong", 1000 },
	{ "ngan dong", 1000 },
	{ "trieu dong", 1000000 },
	{ "trieu", 1000000 },
	{ "trd", 1000000 },
	{ "million vnd", 1000000 },
	{ "ty dong", 1000000000 },
	{ "ty", 1000000000 },
	{ "billion vnd", 1000000000 },
};

struct fault {
	int64_t row;
	char *cell;
	const char *title;
	char *value;
	char *message;
};

/* A wanted column in this file, and its cell in the current row. */
struct found {
	bool there;
	size_t at;     /* column in the file */
	int64_t unit;  /* of money, in đồng; 0: the header does not say */
	const char *text; /* NULL: empty */
	int64_t number;
	bool ok;       /* number holds what the cell says */
};

struct intake {
	struct arena *arena;
	struct sheet *sheet;
	const char *path;
	const struct intake_column *column;
	struct found *found;
	size_t n;
	const char **header; /* of the file */
	size_t nheader;
	bool *used;
	int64_t row;
	int64_t count;
	bool row_ok;
	struct fault *fault;
	size_t nfault; /* listed */
	size_t cap;
	int64_t faults; /* all */
	int64_t faulty_rows;
};

/* --- the header -------------------------------------------------------- */

/* Does a folded header name this column?  For money, what follows the name is
 * its unit. */
static bool names(const struct intake_column *c, const char *fold,
		  int64_t *unit)
{
	for (const char *p = c->headers; *p; p += *p == '|') {
		size_t n = strcspn(p, "|");

		*unit = 0;
		if (strncmp(fold, p, n) == 0) {
			if (!fold[n])
				return true;
			for (size_t i = 0; c->type == INTAKE_MONEY &&
					   fold[n] == ' ' &&
					   i < ARRAY_LEN(money_units); i++) {
				*unit = money_units[i].dong;
				if (strcmp(fold + n + 1,
					   money_units[i].fold) == 0)
					return true;
			}
		}
		p += n;
	}
	*unit = 0;
	return false;
}

/* "Số lao động (người)" without its bracket. */
static char *before_bracket(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strcspn(s, "("));
}

/* The column that a header stands for, in->n when none. */
static size_t column_of(struct intake *in, const char *header, int64_t *unit)
{
	const char *whole = text_fold(in->arena, header);
	const char *part = text_fold(in->arena,
				     before_bracket(in->arena, header));

	for (size_t i = 0; *whole && i < in->n; i++) {
		if (names(&in->column[i], whole, unit))
			return i;
	}
	for (size_t i = 0; *part && i < in->n; i++) {
		if (names(&in->column[i], part, unit))
			return i;
	}
	return in->n;
}

/* Tries a row as the header; the number of columns that it has. */
static size_t try_header(struct intake *in, const struct sheet_row *row,
			 struct err *e)
{
	size_t matched = 0;

	memset(in->found, 0, in->n * sizeof *in->found);
	in->header = ARENA_ARRAY(in->arena, row->n, const char *);
	in->used = ARENA_ARRAY(in->arena, row->n, bool);
	in->nheader = row->n;
	for (size_t j = 0; j < row->n; j++) {
		int64_t unit;
		size_t i;

		in->header[j] = arena_strdup(in->arena, row->cell[j]);
		i = column_of(in, row->cell[j], &unit);
		if (i == in->n)
			continue;
		in->used[j] = true;
		if (in->found[i].there) {
			err_set(e, ERR_INPUT,
				"Hai cột đều là “%s”: “%s” và “%s”",
				in->column[i].title,
				in->header[in->found[i].at], in->header[j]);
			continue;
		}
		in->found[i] = (struct found){ .there = true, .at = j,
					       .unit = unit };
		matched++;
	}
	return matched;
}

static bool complete(const struct intake *in)
{
	for (size_t i = 0; i < in->n; i++) {
		if (in->column[i].need != INTAKE_OPTIONAL &&
		    !in->found[i].there)
			return false;
	}
	return true;
}

/* "Tên", "Ngày đăng ký": those of a list that pass, joined. */
static char *joined(struct arena *a, const char *const *text, size_t n)
{
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < n; i++) {
		if (text[i] && *text[i])
			buf_addf(&b, "%s“%s”", b.len ? ", " : "", text[i]);
	}
	return b.data;
}

/* Names what is missing, the headers found, and how one may be called. */
static int missing(struct intake *in, struct err *e)
{
	const char **title = ARENA_ARRAY(in->arena, in->n, const char *);
	const struct intake_column *first = NULL;

	for (size_t i = 0; i < in->n; i++) {
		if (in->column[i].need == INTAKE_OPTIONAL ||
		    in->found[i].there)
			continue;
		title[i] = in->column[i].title;
		first = first ? first : &in->column[i];
	}
	if (!first)
		BUG("no column is missing");
	err_set(e, ERR_INPUT, "Tệp “%s” thiếu cột %s", in->path,
		joined(in->arena, title, in->n));
	err_detail(e, "các cột có trong tệp: %s",
		   joined(in->arena, in->header, in->nheader));
	return err_hint(e, "Hàng tiêu đề phải có cột “%s”; tên khác được nhận "
			   "(không cần dấu): %s",
			first->title, first->headers);
}

static int check_units(struct intake *in, struct err *e)
{
	for (size_t i = 0; i < in->n; i++) {
		const struct found *f = &in->found[i];

		if (in->column[i].type != INTAKE_MONEY || !f->there || f->unit)
			continue;
		err_set(e, ERR_INPUT, "Cột “%s” không nói đơn vị tiền",
			in->header[f->at]);
		err_detail(e, "tệp “%s”", in->path);
		return err_hint(e, "Ghi đơn vị vào tiêu đề, ví dụ “%s (triệu "
				   "đồng)”",
				in->column[i].title);
	}
	return 0;
}

/* Reads up to the header; without one, the row most like it is remembered for
 * the message. */
static int find_header(struct intake *in, struct err *e)
{
	struct intake best = *in;
	size_t most = 0;
	struct sheet_row row;
	int r = 0;

	for (int i = 0; i < INTAKE_HEADER_ROWS; i++) {
		struct err twice = { 0 };
		size_t matched;

		r = sheet_next(in->sheet, &row, e);
		if (r <= 0)
			break;
		in->found = ARENA_ARRAY(in->arena, in->n, struct found);
		matched = try_header(in, &row, &twice);
		if (complete(in)) {
			if (twice.kind == ERR_NONE)
				return check_units(in, e);
			*e = twice;
			return err_detail(e, "tệp “%s”, hàng %lld", in->path,
					  (long long)row.number);
		}
		if (matched > most || i == 0) {
			most = matched;
			best = *in;
		}
	}
	if (r < 0)
		return -1;
	*in = best;
	if (!in->found) {
		err_set(e, ERR_INPUT, "Tệp “%s” không có hàng nào", in->path);
		return -1;
	}
	return missing(in, e);
}

struct intake *intake_open(struct arena *a, const char *path,
			   const struct intake_column *columns, size_t n,
			   struct err *e)
{
	struct intake *in = ARENA_NEW(a, struct intake);

	in->arena = a;
	in->path = path;
	in->column = columns;
	in->n = n;
	in->sheet = sheet_open(a, path, NULL, e);
	if (!in->sheet || find_header(in, e) < 0)
		return NULL;
	return in;
}

/* --- cells --------------------------------------------------------------- */

/* The beginning of a long value, cut between characters. */
static char *shortened(struct arena *a, const char *s)
{
	enum { LONGEST = 120 };
	size_t n = strnlen(s, LONGEST + 1);

	if (n <= LONGEST)
		return arena_strdup(a, s);
	for (n = LONGEST; n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80; n--)
		;
	return arena_printf(a, "%s…", arena_strndup(a, s, n));
}

bool intake_typed(const struct intake *in)
{
	return sheet_typed(in->sheet);
}

void intake_fault(struct intake *in, size_t column, const char *fmt, ...)
{
	struct found *f = &in->found[column];
	struct fault *fault;
	va_list ap;

	in->faults++;
	in->faulty_rows += in->row_ok;
	in->row_ok = false;
	if (in->nfault == INTAKE_FAULTS)
		return;
	fault = VEC_PUSH(in->arena, in->fault, in->nfault, in->cap);
	fault->row = in->row;
	fault->title = in->column[column].title;
	fault->cell = f->there ?
			      sheet_cell_name(in->arena, f->at, in->row) :
			      NULL;
	fault->value = f->text ? shortened(in->arena, f->text) : NULL;
	va_start(ap, fmt);
	fault->message = arena_vprintf(in->arena, fmt, ap);
	va_end(ap);
}

/* A number as the source writes them. */
static int read_number(const struct intake *in, const char *s,
		       struct dec *out, struct err *e)
{
	struct quantity q;

	if (sheet_typed(in->sheet) && dec_parse(s, out, NULL) == 0)
		return 0;
	if (quantity_parse(s, &q, e) < 0)
		return -1;
	if (q.qualifier != QUAL_EXACT)
		return err_set(e, ERR_INPUT, "phải là một số chính xác");
	*out = q.low;
	return 0;
}

static void read_count(struct intake *in, size_t i)
{
	struct found *f = &in->found[i];
	bool money = in->column[i].type == INTAKE_MONEY;
	struct err e = { 0 };
	struct dec d;

	if (read_number(in, f->text, &d, &e) < 0)
		intake_fault(in, i, "phải là một số, ví dụ %s",
			     money ? "1.500 hoặc 36,48" : "1.500");
	else if (dec_cmp(d, DEC_ZERO) < 0)
		intake_fault(in, i, "không thể là số âm");
	else if (dec_mul(d, dec_int(money ? f->unit : 1), &d) < 0 ||
		 dec_to_int(dec_round(d, 0), &f->number) < 0)
		intake_fault(in, i, "số quá lớn");
	else if (!dec_is_whole(d))
		intake_fault(in, i, money ? "phải chẵn đến đồng" :
					    "phải là số nguyên");
	else
		f->ok = true;
}

static void read_day(struct intake *in, size_t i)
{
	struct found *f = &in->found[i];
	day_t d;

	if (day_parse(f->text, &d) < 0) {
		intake_fault(in, i, "không phải ngày có thật; ghi ngày/tháng/"
				    "năm, ví dụ 30/6/2023");
		return;
	}
	f->number = d;
	f->ok = true;
}

static void read_cell(struct intake *in, size_t i, const char *text)
{
	struct found *f = &in->found[i];

	/* what csv_add_cell put before a text that looked like a formula */
	if (text[0] == '\'' && text[1] && strchr("=+-@\t", text[1]))
		text++;
	f->text = *text ? text : NULL;
	f->number = INTAKE_NONE;
	f->ok = false;
	if (!f->text) {
		if (in->column[i].need == INTAKE_FILLED)
			intake_fault(in, i, "không được để trống");
		return;
	}
	switch (in->column[i].type) {
	case INTAKE_TEXT:
		break;
	case INTAKE_COUNT:
	case INTAKE_MONEY:
		read_count(in, i);
		break;
	case INTAKE_DAY:
		read_day(in, i);
		break;
	}
}

int intake_next(struct intake *in, struct err *e)
{
	struct sheet_row row;
	int r = sheet_next(in->sheet, &row, e);

	if (r == 0 && in->count == 0)
		return err_set(e, ERR_INPUT,
			       "Tệp “%s” chỉ có hàng tiêu đề, không có hàng"
			       " số liệu nào", in->path);
	if (r <= 0)
		return r;
	in->row = row.number;
	in->count++;
	in->row_ok = true;
	for (size_t i = 0; i < in->n; i++) {
		const struct found *f = &in->found[i];

		if (f->there)
			read_cell(in, i, f->at < row.n ? row.cell[f->at] : "");
	}
	return 1;
}

int64_t intake_row(const struct intake *in)
{
	return in->row;
}

int64_t intake_count(const struct intake *in)
{
	return in->count;
}

bool intake_has(const struct intake *in, size_t column)
{
	return in->found[column].text != NULL;
}

const char *intake_text(const struct intake *in, size_t column)
{
	return in->found[column].text;
}

int64_t intake_int(const struct intake *in, size_t column)
{
	const struct found *f = &in->found[column];

	return f->ok ? f->number : INTAKE_NONE;
}

bool intake_day(const struct intake *in, size_t column, day_t *out)
{
	const struct found *f = &in->found[column];

	if (f->ok)
		*out = (day_t)f->number;
	return f->ok;
}

/* --- what came of it ------------------------------------------------------ */

bool intake_row_ok(const struct intake *in)
{
	return in->row_ok;
}

int64_t intake_faults(const struct intake *in)
{
	return in->faults;
}

int64_t intake_faulty_rows(const struct intake *in)
{
	return in->faulty_rows;
}

void intake_report(const struct intake *in, struct buf *out)
{
	for (size_t i = 0; i < in->nfault; i++) {
		const struct fault *f = &in->fault[i];

		buf_addf(out, "tệp “%s”, hàng %lld", in->path,
			 (long long)f->row);
		if (f->cell)
			buf_addf(out, ", ô %s", f->cell);
		buf_addf(out, " (%s)", f->title);
		if (f->value)
			buf_addf(out, ": “%s”", f->value);
		buf_addf(out, " – %s\n", f->message);
	}
	if (in->faults > (int64_t)in->nfault)
		buf_addf(out, "... và %lld lỗi khác\n",
			 (long long)(in->faults - (int64_t)in->nfault));
}

const char *intake_unused(const struct intake *in)
{
	const char **text = ARENA_ARRAY(in->arena, in->nheader, const char *);

	for (size_t j = 0; j < in->nheader; j++)
		text[j] = in->used[j] ? NULL : in->header[j];
	return joined(in->arena, text, in->nheader);
}
