/* SPDX-License-Identifier: Apache-2.0 */
/* The grid of a form: what stands, what is typed, what the checks say of it. */
#include "check/form.h"

#include "check/equation.h"
#include "figure/words.h"
#include "lib/base/buf.h"

/* --- what stands ------------------------------------------------------------------ */

static bool is_reported(const struct figure *fig)
{
	return fig->source == FIG_REPORTED && fig->row != 0;
}

/* As one would type it. */
static const char *typed_as(struct arena *a, const struct figure *fig)
{
	if (!is_reported(fig) || fig->state == FIG_MISSING)
		return "";
	return fig->state == FIG_NOT_APPLICABLE ? "-" : figure_vi(a, fig);
}

static int open_cell(struct form_entry *x, size_t row, size_t column,
		     struct entry_cell *out, struct err *e)
{
	struct arena *a = figures_arena(x->figures);
	const struct pack *p = figures_pack(x->figures);
	const struct rule *rule = pack_form_cell(a, p, x->form, row, column);
	struct figure_context context = {
		.place = x->place, .breakdown = "", .period = "year",
		.basis = BASIS_ESTIMATE, .year = x->year,
	};
	struct rule_result result;
	const struct figure *fig;

	*out = (struct entry_cell){ .none = !rule };
	if (!rule)
		return 0;
	out->name = arena_printf(a, "%s.%s", x->form->row[row].code,
				 x->form->column[column].code);
	if (figures_eval(x->figures, rule, &context, &result, e) < 0)
		return -1;
	fig = operand_figure(&result, 0);
	if (!fig)
		BUG("cell %s of form %s is no figure", out->name,
		    x->form->code);
	out->figure = *fig;
	out->text = typed_as(a, fig);
	if (fig->from_register)
		out->locked = "tính từ sổ đăng ký";
	x->ncell++;
	x->nfilled += fig->state != FIG_MISSING;
	if (is_reported(fig) && fig->when > x->when) {
		x->when = fig->when;
		x->who = fig->who;
	}
	return 0;
}

int entry_open(struct figures *f, const struct form *form, const char *place,
	       int year, struct form_entry *out, struct err *e)
{
	struct arena *a = figures_arena(f);

	*out = (struct form_entry){ .figures = f, .form = form, .place = place,
			       .year = year };
	out->cell = ARENA_ARRAY(a, form->nrow * form->ncolumn,
				struct entry_cell);
	out->row_note = ARENA_ARRAY(a, form->nrow, const char *);
	out->column_note = ARENA_ARRAY(a, form->ncolumn, const char *);
	for (size_t r = 0; r < form->nrow; r++)
		for (size_t c = 0; c < form->ncolumn; c++)
			if (open_cell(out, r, c,
				      &out->cell[r * form->ncolumn + c],
				      e) < 0)
				return -1;
	return 0;
}

/* The place of a figure in the grid; the number of all when it is not there. */
static size_t cell_of(const struct form_entry *x, const struct figure_key *k)
{
	size_t n = x->form->nrow * x->form->ncolumn;
	size_t i = 0;

	while (i < n && (x->cell[i].none ||
			 !figure_key_same(&x->cell[i].figure.key, k)))
		i++;
	return i;
}

bool form_is_for(const struct figures *f, const struct form *form,
		 const char *place)
{
	const char *home = figures_home(f);
	bool province = home && strcmp(place, home) == 0;

	return province == (form->level == FORM_PROVINCE);
}

bool entry_has(const struct form_entry *x, const struct figure_key *k)
{
	return cell_of(x, k) < x->form->nrow * x->form->ncolumn;
}

int entry_find(struct figures *f, const char *place, int year,
	       const struct figure_key *k, const struct form **form,
	       const char **cell, struct err *e)
{
	const struct pack *p = figures_pack(f);

	*form = NULL;
	for (size_t i = 0; i < p->nform; i++) {
		size_t n = p->form[i].nrow * p->form[i].ncolumn;
		struct form_entry x;
		size_t at;

		if (!form_is_for(f, &p->form[i], place))
			continue;
		if (entry_open(f, &p->form[i], place, year, &x, e) < 0)
			return -1;
		at = cell_of(&x, k);
		if (at == n || x.cell[at].locked)
			continue;
		*form = &p->form[i];
		*cell = x.cell[at].name;
		return 0;
	}
	return 0;
}

/* --- what is typed ------------------------------------------------------------------ */

int entry_parse(const char *text, enum figure_state *state,
		struct quantity *value, struct err *e)
{
	static const char *const dashes[] = { "-", "–", "—" };

	*value = (struct quantity){ 0 };
	*state = FIG_MISSING;
	while (*text == ' ')
		text++;
	if (!*text)
		return 0;
	for (size_t i = 0; i < ARRAY_LEN(dashes); i++)
		if (strcmp(text, dashes[i]) == 0) {
			*state = FIG_NOT_APPLICABLE;
			return 0;
		}
	if (strcmp(text, absence_vi(FIG_REFUSED)) == 0) {
		*state = FIG_REFUSED;
		return 0;
	}
	*state = FIG_VALUE;
	return quantity_parse(text, value, e);
}

static bool same_report(const struct figure *fig, enum figure_state state,
			const struct quantity *v)
{
	if (!is_reported(fig))
		return state == FIG_MISSING;
	if (fig->state != state)
		return false;
	return state != FIG_VALUE ||
	       (dec_cmp(fig->value.low, v->low) == 0 &&
		dec_cmp(fig->value.high, v->high) == 0 &&
		fig->value.qualifier == v->qualifier &&
		fig->value.places == v->places);
}

static void refuse(struct form_entry *x, struct entry_cell *c, const struct err *e)
{
	struct arena *a = figures_arena(x->figures);

	c->error = *e->hint ? arena_printf(a, "%s; %s", e->message, e->hint)
			    : arena_strdup(a, e->message);
	x->nrefused++;
}

static struct figure_report report_of(const struct form_entry *x,
				      const struct entry_cell *c)
{
	return (struct figure_report){
		.key = c->figure.key, .state = c->state, .value = c->value,
		.origin = x->form->number,
	};
}

void entry_type(struct form_entry *x, const struct form_entry *base, size_t cell,
		const char *text)
{
	struct arena *a = figures_arena(x->figures);
	struct entry_cell *c = &x->cell[cell];
	const struct figure *was = base ? &base->cell[cell].figure
					: &c->figure;
	struct figure_report report;
	struct err e = { 0 };

	if (c->none || c->locked)
		return;
	if (entry_parse(text, &c->state, &c->value, &e) < 0) {
		c->text = arena_strdup(a, text);
		c->changed = true;
		x->nchanged++;
		refuse(x, c, &e);
		return;
	}
	if (same_report(was, c->state, &c->value) ||
	    same_report(&c->figure, c->state, &c->value))
		return;
	c->text = arena_strdup(a, text);
	c->changed = true;
	x->nchanged++;
	if (was->row != c->figure.row) {
		c->theirs = &c->figure;
		x->nconflict++;
	}
	report = report_of(x, c);
	if (figures_suppose(x->figures, &report, &e) < 0)
		refuse(x, c, &e);
}

size_t entry_reports(const struct form_entry *x, struct figure_report **out)
{
	size_t all = x->form->nrow * x->form->ncolumn;
	size_t n = 0;

	*out = ARENA_ARRAY(figures_arena(x->figures), x->nchanged,
			   struct figure_report);
	for (size_t i = 0; i < all; i++)
		if (x->cell[i].changed && !x->cell[i].error)
			(*out)[n++] = report_of(x, &x->cell[i]);
	return n;
}

/* --- what the checks say of the grid -------------------------------------------------------- */

/* The cells that a finding names, each once; how many. */
static size_t cells_of(const struct form_entry *x, const struct finding *fd,
		       size_t **out)
{
	size_t all = x->form->nrow * x->form->ncolumn;
	size_t n = 0;

	*out = ARENA_ARRAY(figures_arena(x->figures), fd->result.noperand,
			   size_t);
	for (size_t i = 0; i < fd->result.noperand; i++) {
		const struct figure *fig = operand_figure(&fd->result, i);
		size_t cell = fig ? cell_of(x, &fig->key) : all;

		if (cell < all)
			(*out)[n++] = cell;
	}
	return n;
}

/* Beside the row or below the column that the check is about. */
static void place_note(struct form_entry *x, const struct entry_finding *ef,
		       const size_t *cell, size_t n)
{
	struct arena *a = figures_arena(x->figures);
	size_t width = x->form->ncolumn;
	size_t row = cell[0] / width;
	size_t column = cell[0] % width;
	bool one_row = n > 1;
	bool one_column = n > 1;
	const char **note;

	for (size_t i = 1; i < n; i++) {
		one_row &= cell[i] / width == row;
		one_column &= cell[i] % width == column;
	}
	if (one_row)
		note = &x->row_note[row];
	else if (one_column)
		note = &x->column_note[column];
	else
		return;
	if (one_row)
		*note = *note ? arena_printf(a, "%s; %s", *note, ef->sum)
			      : ef->sum;
	else if (!*note)
		*note = arena_printf(a, "%s ≠ %s", ef->finding->right,
				     ef->finding->left);
}

/*
 * The cells that most of the broken equations name are those to look at; when
 * an equation has no such cell, all of it is.
 */
static void mark_suspects(struct form_entry *x)
{
	struct arena *a = figures_arena(x->figures);
	size_t all = x->form->nrow * x->form->ncolumn;
	size_t *times = ARENA_ARRAY(a, all, size_t);

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < x->nfinding; i++) {
			const struct finding *fd = x->finding[i].finding;
			size_t most = 0;
			size_t *cell;
			size_t n = cells_of(x, fd, &cell);

			if (fd->check->severity != SEV_ERROR)
				continue;
			for (size_t k = 0; k < n; k++) {
				times[cell[k]] += pass == 0;
				if (times[cell[k]] > most)
					most = times[cell[k]];
			}
			for (size_t k = 0; pass && k < n; k++)
				x->cell[cell[k]].suspect |=
					times[cell[k]] == most;
		}
	}
}

int entry_check(struct form_entry *x, struct err *e)
{
	struct arena *a = figures_arena(x->figures);
	struct check_report *report = ARENA_NEW(a, struct check_report);
	size_t cap = 0;

	if (check_run(x->figures, figures_home(x->figures), x->year, report,
		      e) < 0)
		return -1;
	for (size_t i = 0; i < report->nbroken; i++) {
		const struct finding *fd = &report->broken[i];
		size_t *cell;
		size_t n = cells_of(x, fd, &cell);
		struct entry_finding *ef;

		if (n == 0)
			continue;
		ef = VEC_PUSH(a, x->finding, x->nfinding, cap);
		*ef = (struct entry_finding){ fd, finding_sum(a, fd) };
		if (fd->check->severity != SEV_ERROR)
			continue;
		x->nerror++;
		place_note(x, ef, cell, n);
	}
	mark_suspects(x);
	return 0;
}
