/* SPDX-License-Identifier: Apache-2.0 */
/* Two drafts of one plan: what was known after one transaction and after
 * another, paragraph by paragraph and cell by cell. */
#include "lib/base/buf.h"
#include "lib/html/html.h"
#include "office/office.h"
#include "plan/page.h"
#include "plan/page.html.h"

/* Moments to choose from, and the longest reason told there, in characters. */
enum { MOMENTS = 50, REASON_SHOWN = 60 };

/* --- words ------------------------------------------------------------------------- */

struct words {
	const char **v;
	size_t n;
	size_t cap;
};

static struct words words_of(struct arena *a, const char *s)
{
	struct words w = { 0 };

	while (*s) {
		size_t n = strcspn(s, " ");

		if (n)
			*VEC_PUSH(a, w.v, w.n, w.cap) = arena_strndup(a, s, n);
		s += n;
		s += strspn(s, " ");
	}
	return w;
}

/* Adds a word to the last piece when it is of the same kind. */
static void add_word(struct arena *a, struct change_row *row, size_t *cap,
		     enum change_kind kind, const char *word)
{
	struct change_piece *last = row->n ? &row->piece[row->n - 1] : NULL;

	if (last && last->kind == kind) {
		last->text = arena_printf(a, "%s %s", last->text, word);
		return;
	}
	*VEC_PUSH(a, row->piece, row->n, *cap) =
		(struct change_piece){ kind, word };
}

/* len[i][j]: the longest common subsequence of the words from i and from j. */
static size_t *common(struct arena *a, const struct words *x,
		      const struct words *y)
{
	size_t w = y->n + 1;
	size_t *len = ARENA_ARRAY(a, (x->n + 1) * w, size_t);

	for (size_t i = x->n; i-- > 0;)
		for (size_t j = y->n; j-- > 0;) {
			size_t down = len[(i + 1) * w + j];
			size_t right = len[i * w + j + 1];

			if (strcmp(x->v[i], y->v[j]) == 0)
				len[i * w + j] = len[(i + 1) * w + j + 1] + 1;
			else
				len[i * w + j] = down > right ? down : right;
		}
	return len;
}

void plan_word_changes(struct arena *a, const char *from, const char *to,
		       struct change_row *out)
{
	struct words x = words_of(a, from);
	struct words y = words_of(a, to);
	size_t *len = common(a, &x, &y);
	size_t w = y.n + 1, i = 0, j = 0, cap = 0;

	while (i < x.n || j < y.n) {
		if (i < x.n && j < y.n && strcmp(x.v[i], y.v[j]) == 0) {
			add_word(a, out, &cap, CHANGE_SAME, x.v[i++]);
			j++;
		} else if (j == y.n || (i < x.n && len[(i + 1) * w + j] >=
						   len[i * w + j + 1])) {
			add_word(a, out, &cap, CHANGE_OLD, x.v[i++]);
		} else {
			add_word(a, out, &cap, CHANGE_NEW, y.v[j++]);
		}
	}
}

/* --- paragraphs ---------------------------------------------------------------------- */

struct comparing {
	struct request *q;
	struct planning from;
	struct planning to;
	struct compare_view *v;
	size_t text_cap;
	size_t cell_cap;
};

static const struct block *find(const struct plan *p, const char *id)
{
	for (size_t i = 0; i < p->nblock; i++)
		if (strcmp(p->block[i].id, id) == 0)
			return &p->block[i];
	return NULL;
}

static void compare_block(struct comparing *x, const struct block *was,
			  const struct block *is)
{
	struct arena *a = x->q->arena;
	const char *from = was ? line_text(a, &was->text) : "";
	const char *to = is ? line_text(a, &is->text) : "";
	struct change_row *row;

	if (strcmp(from, to) == 0)
		return;
	row = VEC_PUSH(a, x->v->text, x->v->n_text, x->text_cap);
	*row = (struct change_row){
		.where = arena_printf(a, "Đoạn %s", is ? is->id : was->id),
		.url = is ? arena_printf(a, "%s#%s", x->v->back, is->id) : NULL,
	};
	plan_word_changes(a, from, to, row);
}

static void compare_blocks(struct comparing *x)
{
	const struct plan *from = x->from.plan;
	const struct plan *to = x->to.plan;

	for (size_t i = 0; i < to->nblock; i++)
		compare_block(x, find(from, to->block[i].id), &to->block[i]);
	for (size_t i = 0; i < from->nblock; i++)
		if (!find(to, from->block[i].id))
			compare_block(x, &from->block[i], NULL);
}

/* --- cells --------------------------------------------------------------------------- */

static const struct table *find_table(const struct plan *p, const char *code)
{
	for (size_t i = 0; i < p->ntable; i++)
		if (strcmp(p->table[i].appendix->code, code) == 0)
			return &p->table[i];
	return NULL;
}

static const struct cell *find_cell(const struct table *t, const char *row,
				    const char *column)
{
	for (size_t r = 0; t && r < t->appendix->nrow; r++) {
		if (strcmp(t->appendix->row[r].code, row))
			continue;
		for (size_t c = 0; c < t->appendix->ncolumn; c++)
			if (strcmp(t->appendix->column[c].code, column) == 0)
				return table_cell_at(t, r, c);
	}
	return NULL;
}

static const char *cell_text(const struct cell *c)
{
	return c && c->kind != CELL_EMPTY ? c->text : "";
}

static void compare_cell(struct comparing *x, const struct table *t, size_t r,
			 size_t c, const struct table *was)
{
	struct arena *a = x->q->arena;
	const struct appendix *d = t->appendix;
	const char *from = cell_text(find_cell(was, d->row[r].code,
					       d->column[c].code));
	const char *to = cell_text(table_cell_at(t, r, c));

	if (strcmp(from, to) == 0)
		return;
	*VEC_PUSH(a, x->v->cell, x->v->n_cell, x->cell_cap) =
		(struct change_row){
			.where = arena_printf(a, "%s, %s, %s%s%s", d->number,
				d->row[r].title,
				t->group[c] ? t->group[c] : "",
				t->group[c] ? ": " : "", t->head[c]),
			.url = arena_printf(a, "%s#%s", x->v->appendix, d->code),
			.from = *from ? from : "chưa có",
			.to = *to ? to : "chưa có",
		};
}

static void compare_tables(struct comparing *x)
{
	const struct plan *to = x->to.plan;

	for (size_t i = 0; i < to->ntable; i++) {
		const struct table *t = &to->table[i];
		const struct table *was = find_table(x->from.plan,
						     t->appendix->code);

		for (size_t r = 0; r < t->appendix->nrow; r++)
			for (size_t c = 0; c < t->appendix->ncolumn; c++)
				compare_cell(x, t, r, c, was);
	}
}

/* --- moments ------------------------------------------------------------------------- */

/* At most n characters of s. */
static const char *shortened(struct arena *a, const char *s, size_t n)
{
	const char *p = s;

	while (*p && n) {
		p++;
		while (((unsigned char)*p & 0xc0) == 0x80)
			p++;
		n--;
	}
	return *p ? arena_printf(a, "%.*s…", (int)(p - s), s) : s;
}

static const char *moment_words(struct arena *a, const struct plan_moment *m)
{
	struct buf b = BUF_INIT(a);

	html_moment(&b, m->when);
	buf_addf(&b, " · %s · %s", m->who, shortened(a, m->why, REASON_SHOWN));
	return b.data;
}

static struct choice *moment_choices(struct arena *a,
				     const struct plan_moment *m, size_t n)
{
	struct choice *c = ARENA_ARRAY(a, n, struct choice);

	for (size_t i = 0; i < n; i++)
		c[i] = (struct choice){
			arena_printf(a, "%lld", (long long)m[i].tx),
			moment_words(a, &m[i]) };
	return c;
}

static int set_form(struct request *q, struct compare_view *v, int64_t *from,
		    int64_t *to)
{
	struct plan_moment *m;
	struct choice *c;
	size_t n;

	if (plan_moments(q->arena, q->db, office_known(q), MOMENTS, &m, &n,
			 &q->err) < 0)
		return -1;
	c = moment_choices(q->arena, m, n);
	*to = n ? m[0].tx : 0;
	*from = n > 1 ? m[1].tx : *to;
	v->asked = http_int(q, "tu", from);
	http_int(q, "den", to);
	v->from = office_control(q, "tu", CONTROL_SELECT,
		arena_printf(q->arena, "%lld", (long long)*from));
	v->to = office_control(q, "den", CONTROL_SELECT,
		arena_printf(q->arena, "%lld", (long long)*to));
	v->from.optional = v->to.optional = false;
	v->from.choices = v->to.choices = c;
	v->from.n_choices = v->to.n_choices = n;
	if (*from <= office_known(q) && *to <= office_known(q))
		return 0;
	return err_set(&q->err, ERR_NOTFOUND, "chưa có lần ghi nào mang số này");
}

int plan_compare_show(struct request *q, struct response *r)
{
	struct hyperlink *up = ARENA_NEW(q->arena, struct hyperlink);
	struct compare_view v = { 0 };
	struct comparing x = { .q = q, .v = &v };
	struct frame *f = office_frame(q, "So sánh hai bản dự thảo");
	int64_t from, to;

	if (set_form(q, &v, &from, &to) < 0 ||
	    planning_open(q, to, &x.to) < 0 ||
	    (v.asked && planning_open(q, from, &x.from) < 0))
		return -1;
	v.frame = f;
	v.year = x.to.asked.year;
	v.back = plan_url(&x.to, "/ke-hoach?nam=%d", v.year);
	v.appendix = plan_url(&x.to, "/ke-hoach/phu-luc?nam=%d", v.year);
	f->subtitle = arena_printf(q->arena, "kế hoạch năm %d", v.year);
	*up = (struct hyperlink){ "Văn bản kế hoạch", v.back };
	f->crumbs = up;
	f->n_crumbs = 1;
	if (v.asked) {
		compare_blocks(&x);
		compare_tables(&x);
	}
	compare_page(&r->body, &v);
	return 0;
}
