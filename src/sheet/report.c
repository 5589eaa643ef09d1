/* SPDX-License-Identifier: Apache-2.0 */
/* Findings as a report and as JSON. */
#include "sheet/sheet.h"

#include "lib/rule/repair_words.h"
#include "lib/text/number.h"

/* --- text ------------------------------------------------------------------------- */

/* "B4 (Công nghiệp, Số HTX)" */
static const char *cell_words(struct arena *a, const struct cell *c)
{
	return *c->label ? arena_printf(a, "%s (%s)", c->name, c->label)
			 : c->name;
}

static const char *side_words(struct arena *a, const struct rule_value *v)
{
	if (v->has_low && v->has_high && dec_cmp(v->low, v->high) != 0)
		return arena_printf(a, "từ %s đến %s",
				    number_vi(a, dec_round(v->low, 2), -1),
				    number_vi(a, dec_round(v->high, 2), -1));
	if (v->has_low && v->has_high)
		return number_vi(a, v->low, -1);
	if (v->has_low)
		return arena_printf(a, "từ %s trở lên",
				    number_vi(a, v->low, -1));
	if (v->has_high)
		return arena_printf(a, "không quá %s",
				    number_vi(a, v->high, -1));
	return "chưa biết";
}

static void print_judged(struct arena *a, const struct findings *f,
			 struct buf *out)
{
	for (size_t i = 0; i < f->rules->ninstance; i++) {
		const struct judged *j = &f->judged[i];

		if (j->failed)
			buf_addf(out, "KHÔNG TÍNH ĐƯỢC %s\n  %s\n",
				 rule_words(a, j->instance), j->failed);
		else if (j->result.verdict == RULE_BROKEN)
			buf_addf(out, "SAI %s\n  vế trái %s, vế phải %s\n",
				 rule_words(a, j->instance),
				 side_words(a, &j->result.left),
				 side_words(a, &j->result.right));
	}
	buf_addf(out, "Bảng “%s”: đã xét %zu quan hệ; %zu đúng, %zu sai, %zu "
		      "chưa xét được vì thiếu số",
		 book_path(f->rules->book), f->rules->ninstance, f->nheld,
		 f->nbroken, f->nunknown);
	if (f->nidle)
		buf_addf(out, ", %zu không áp dụng", f->nidle);
	if (f->nfailed)
		buf_addf(out, ", %zu không tính được", f->nfailed);
	buf_adds(out, ".\n");
}

/* The cells of a conflict, each with its value, then its rules. */
static void print_conflict(struct arena *a, const struct solving *s,
			   const struct repair_conflict *c, struct buf *out)
{
	buf_adds(out, "  Không thể cùng đúng:\n");
	for (size_t i = 0; i < c->nvar; i++) {
		const struct cell *cell = c->var[i] < s->ncell ?
						  s->cell[c->var[i]] : NULL;

		if (cell)
			buf_addf(out, "    %s: %s\n", cell_words(a, cell),
				 cell_written(a, cell));
	}
	for (size_t i = 0; i < c->nrule; i++)
		buf_addf(out, "    theo quan hệ: %s\n",
			 rule_words(a, s->rule[c->rule[i]]));
}

static void print_solution(struct arena *a, const struct solving *s,
			   const struct repair_group *g,
			   const struct repair_solution *sol, struct buf *out)
{
	if (!sol->decided) {
		buf_adds(out, "    cần sửa, chưa tính được thành bao nhiêu:\n");
		for (size_t i = 0; i < sol->nchange; i++)
			buf_addf(out, "      %s\n",
				 cell_words(a, s->cell[sol->change[i].var]));
		return;
	}
	for (size_t i = 0; i < sol->nchange; i++)
		buf_addf(out, "    %s: %s\n",
			 cell_words(a, s->cell[sol->change[i].var]),
			 change_words(a, s, &sol->change[i]));
	buf_addf(out, "      Vì sao: %s.\n      Nguyên nhân: %s.\n",
		 reason_words(a, g, sol), cause_words(s, sol));
}

static void print_group(struct arena *a, const struct solving *s,
			const struct repair_group *g, struct buf *out)
{
	bool proven = s->result.status == REPAIR_MINIMAL;

	for (size_t i = 0; i < g->nconflict; i++)
		print_conflict(a, s, &g->conflict[i], out);
	if (g->nsolution == 1 && !g->more)
		buf_adds(out, proven ? "  Đề xuất duy nhất, không có cách nào "
				       "sửa ít hơn:\n"
				     : "  Đề xuất tốt nhất đã tìm được:\n");
	else
		buf_addf(out,
			 "  Một trong %zu đề xuất%s ngang nhau%s, khả năng cao "
			 "nhất đứng trước:\n",
			 g->nsolution, g->more ? " đầu tiên" : "",
			 proven ? ", không có cách nào sửa ít hơn" : "");
	for (size_t i = 0; i < g->nsolution; i++)
		print_solution(a, s, g, &g->solution[i], out);
}

static void print_solving(struct arena *a, const struct solving *s,
			  struct buf *out)
{
	const struct repair_result *r = &s->result;

	for (size_t i = 0; i < s->nleft_out; i++)
		buf_addf(out, "  Chưa đưa vào tính: %s – %s\n",
			 rule_words(a, s->left_out[i].instance),
			 s->left_out[i].why);
	if (s->undecided) {
		buf_addf(out, "  Không tính được đề xuất: %s.\n",
			 s->undecided);
		return;
	}
	if (r->status == REPAIR_IMPOSSIBLE) {
		buf_adds(out, "  Sửa ô nào cũng không làm mọi quan hệ cùng "
			      "đúng: các quan hệ trái nhau.\n");
		print_conflict(a, s, &r->contradiction, out);
		return;
	}
	if (r->status == REPAIR_BEST_FOUND)
		buf_addf(out,
			 "  Dừng ở giới hạn tính toán: trọng số %lld, cách sửa "
			 "tốt nhất không thể nhẹ hơn %lld.\n",
			 (long long)r->weight, (long long)r->bound);
	for (size_t i = 0; i < r->ngroup; i++)
		print_group(a, s, &r->group[i], out);
}

void findings_print(const struct findings *f, struct buf *out)
{
	struct arena *a = book_arena(f->rules->book);

	print_judged(a, f, out);
	if (findings_clean(f) && f->typed.nleft_out == 0)
		return;
	buf_addf(out, "ĐỀ XUẤT SỬA: đã xét cùng lúc %zu quan hệ, cả những quan "
		      "hệ đang đúng.\n", f->typed.nrule);
	print_solving(a, &f->typed, out);
	if (f->has_computed) {
		buf_adds(out, "Ô CÔNG THỨC: các số gõ tay có thể cùng đúng, mà "
			      "công thức không cho kết quả các quan hệ đòi "
			      "hỏi.\n");
		print_solving(a, &f->computed, out);
	}
	buf_adds(out, "Chưa ô nào bị sửa trong bảng gốc.\n");
}

/* --- JSON --------------------------------------------------------------------------- */

static json_t *figure_json(struct arena *a, const struct cell *c)
{
	json_t *j = json_object();

	json_object_set_new(j, "sheet", c->grid->name ?
						json_string(c->grid->name) :
						json_null());
	json_object_set_new(j, "cell",
			    json_string(sheet_cell_name(a, c->column,
							c->row)));
	json_object_set_new(j, "label", json_string(c->label));
	json_object_set_new(j, "computed", json_boolean(c->formula));
	return j;
}

static json_t *rule_json(const struct instance *in)
{
	const struct table_rule *r = in->rule;
	json_t *j = json_object();

	json_object_set_new(j, "line", json_integer(r->line));
	json_object_set_new(j, "title", r->title ? json_string(r->title)
						 : json_null());
	json_object_set_new(j, "formula", json_string(r->text));
	json_object_set_new(j, "row", r->each == EACH_ROW ?
					      json_integer(in->at) :
					      json_null());
	json_object_set_new(j, "column", r->each == EACH_COLUMN ?
						 json_integer(in->at) :
						 json_null());
	return j;
}

static json_t *judged_json(struct arena *a, const struct judged *v)
{
	json_t *j = rule_json(v->instance);
	json_t *figures;

	if (v->failed) {
		json_object_set_new(j, "message", json_string(v->failed));
		return j;
	}
	json_object_set_new(j, "left",
			    json_string(side_words(a, &v->result.left)));
	json_object_set_new(j, "right",
			    json_string(side_words(a, &v->result.right)));
	figures = json_array();
	for (size_t i = 0; i < v->result.noperand; i++)
		json_array_append_new(
			figures,
			figure_json(a, v->result.operand[i].value.source));
	json_object_set_new(j, "figures", figures);
	return j;
}

static json_t *rules_json(const struct solving *s, const size_t *rule,
			  size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, rule_json(s->rule[rule[i]]));
	return list;
}

static json_t *conflict_json(struct arena *a, const struct solving *s,
			     const struct repair_conflict *c)
{
	json_t *j = json_object();
	json_t *figures = json_array();

	for (size_t i = 0; i < c->nvar; i++)
		if (c->var[i] < s->ncell && s->cell[c->var[i]])
			json_array_append_new(
				figures, figure_json(a, s->cell[c->var[i]]));
	json_object_set_new(j, "figures", figures);
	json_object_set_new(j, "checks", rules_json(s, c->rule, c->nrule));
	return j;
}

static json_t *change_json(struct arena *a, const struct solving *s,
			   const struct repair_change *c, bool decided)
{
	json_t *j = json_object();

	json_object_set_new(j, "figure", figure_json(a, s->cell[c->var]));
	json_object_set_new(j, "from", json_string(dec_str(a, c->from)));
	json_object_set_new(j, "to", decided ? json_string(dec_str(a, c->to))
					     : json_null());
	repair_range_json(a, c, decided, j);
	return j;
}

static json_t *repair_json(struct arena *a, const struct solving *s,
			   size_t group, const struct repair_solution *sol)
{
	const struct repair_group *g = &s->result.group[group];
	json_t *j = json_object();
	json_t *changes = json_array();

	for (size_t i = 0; i < sol->nchange; i++)
		json_array_append_new(changes,
				      change_json(a, s, &sol->change[i],
						  sol->decided));
	json_object_set_new(j, "group", json_integer((json_int_t)group));
	json_object_set_new(j, "weight", json_integer(g->weight));
	json_object_set_new(j, "cause", json_string(cause_name(sol->cause)));
	json_object_set_new(j, "changes", changes);
	json_object_set_new(j, "satisfies", rules_json(s, g->rule, g->nrule));
	json_object_set_new(j, "reason", json_string(reason_words(a, g, sol)));
	return j;
}

static json_t *summary_json(struct arena *a, const struct solving *s)
{
	static const char *const codes[] = {
		[REPAIR_NONE] = "none",
		[REPAIR_MINIMAL] = "minimal",
		[REPAIR_BEST_FOUND] = "best_found",
		[REPAIR_IMPOSSIBLE] = "impossible",
	};
	json_t *j = json_object();
	json_t *left_out = json_array();

	for (size_t i = 0; i < s->nleft_out; i++) {
		json_t *l = rule_json(s->left_out[i].instance);

		json_object_set_new(l, "why",
				    json_string(s->left_out[i].why));
		json_array_append_new(left_out, l);
	}
	(void)a;
	json_object_set_new(j, "status",
			    json_string(s->undecided ?
						"undecided" :
						codes[s->result.status]));
	json_object_set_new(j, "weight", json_integer(s->result.weight));
	json_object_set_new(j, "bound", json_integer(s->result.bound));
	json_object_set_new(j, "checks", json_integer((json_int_t)s->nrule));
	json_object_set_new(j, "left_out", left_out);
	json_object_set_new(j, "why", s->undecided ?
					      json_string(s->undecided) :
					      json_null());
	return j;
}

/* Adds what a system says to the two lists. */
static void solving_json(struct arena *a, const struct solving *s,
			 json_t *conflicts, json_t *repairs)
{
	const struct repair_result *r = &s->result;

	if (s->undecided)
		return;
	if (r->status == REPAIR_IMPOSSIBLE)
		json_array_append_new(conflicts,
				      conflict_json(a, s, &r->contradiction));
	for (size_t i = 0; i < r->ngroup; i++) {
		const struct repair_group *g = &r->group[i];

		for (size_t k = 0; k < g->nconflict; k++)
			json_array_append_new(
				conflicts,
				conflict_json(a, s, &g->conflict[k]));
		for (size_t k = 0; k < g->nsolution; k++)
			json_array_append_new(
				repairs,
				repair_json(a, s, i, &g->solution[k]));
	}
}

json_t *findings_json(const struct findings *f)
{
	struct arena *a = book_arena(f->rules->book);
	json_t *j = json_object();
	json_t *broken = json_array();
	json_t *failed = json_array();
	json_t *conflicts = json_array();
	json_t *repairs = json_array();

	for (size_t i = 0; i < f->rules->ninstance; i++) {
		const struct judged *v = &f->judged[i];

		if (v->failed)
			json_array_append_new(failed, judged_json(a, v));
		else if (v->result.verdict == RULE_BROKEN)
			json_array_append_new(broken, judged_json(a, v));
	}
	json_object_set_new(j, "checks",
			    json_integer((json_int_t)f->rules->ninstance));
	json_object_set_new(j, "broken", broken);
	json_object_set_new(j, "held", json_integer((json_int_t)f->nheld));
	json_object_set_new(j, "undecided",
			    json_integer((json_int_t)f->nunknown));
	json_object_set_new(j, "failed", failed);
	json_object_set_new(j, "repair", summary_json(a, &f->typed));
	json_object_set_new(j, "computed", f->has_computed ?
						   summary_json(a,
								&f->computed) :
						   json_null());
	solving_json(a, &f->typed, conflicts, repairs);
	if (f->has_computed)
		solving_json(a, &f->computed, conflicts, repairs);
	json_object_set_new(j, "conflicts", conflicts);
	json_object_set_new(j, "repairs", repairs);
	return j;
}
