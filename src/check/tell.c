/* SPDX-License-Identifier: Apache-2.0 */
/* Proposals to an officer, in words and in JSON. */
#include "check/proposal.h"

#include "figure/words.h"
#include "lib/rule/repair_words.h"
#include "lib/text/number.h"

/* --- words ------------------------------------------------------------------------ */

const char *figure_number_vi(struct arena *a, const struct figure *fig,
			     struct dec d, int places)
{
	return figure_sign_vi(a, fig, number_vi(a, d, places));
}

static int places_of(const struct proposal *x, size_t var)
{
	return repair_get(x->system.repair, var)->places;
}

const char *change_vi(struct arena *a, const struct proposal *x,
		      const struct repair_change *c)
{
	const struct figure *fig = system_figure(&x->system, c->var);

	return repair_change_vi(a, c, figure_signed_vi(a, fig),
				figure_number_vi(a, fig, c->to,
						 places_of(x, c->var)));
}

/* What a figure rests on: " đếm từ sổ đăng ký và đứng trong 4 quan hệ khác
 * đang đúng (...)"; "" when on nothing. */
static const char *support_vi(struct arena *a, const struct proposal *x,
			      const struct figure *fig)
{
	const struct finding **fd;
	size_t n = system_support(a, &x->system, fig, &fd);
	struct buf b = BUF_INIT(a);

	if (fig->from_register)
		buf_adds(&b, " đếm từ sổ đăng ký");
	if (n)
		buf_addf(&b, "%s đứng trong %zu quan hệ khác đang đúng (",
			 fig->from_register ? " và" : "", n);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s%s", i ? "; " : "", fd[i]->check->title);
	buf_adds(&b, n ? ")" : "");
	return b.data;
}

static bool only_percents(const struct proposal *x,
			  const struct repair_solution *s)
{
	for (size_t i = 0; i < s->nchange; i++)
		if (!system_figure(&x->system, s->change[i].var)->key.percent)
			return false;
	return true;
}

/* "cả hai quan hệ đang sai cùng đúng" */
static const char *satisfied_vi(struct arena *a, size_t n)
{
	if (n == 0)
		return "các quan hệ cùng đúng được với nhau";
	if (n == 1)
		return "quan hệ đang sai trở thành đúng";
	if (n == 2)
		return "cả hai quan hệ đang sai cùng đúng";
	return arena_printf(a, "cả %zu quan hệ đang sai cùng đúng", n);
}

/* "Tổng số HTX bằng ..., vận tải: 17 so với 18; ...": broken checks with both
 * their sides. */
static void add_broken(struct buf *b, const struct pack *p,
		       const struct finding *v, size_t n)
{
	struct arena *a = b->arena;

	for (size_t i = 0; i < n; i++) {
		const struct check *c = v[i].check;
		const struct measure *m = pack_measure(p, rule_unit(c->rule));
		const char *cut = breakdown_vi(a, p, v[i].context.breakdown);

		buf_addf(b, "%s%s%s%s: %s so với %s", i ? "; " : "", c->title,
			 *cut ? ", " : "", cut,
			 value_vi(a, &v[i].result.left, m),
			 value_vi(a, &v[i].result.right, m));
	}
}

/* ", không làm sai quan hệ nào"; or what gets broken instead. */
static void add_fresh(struct buf *b, const struct pack *p,
		      const struct candidate *c)
{
	if (c->nfresh == 0) {
		buf_adds(b, ", không làm sai quan hệ nào");
		return;
	}
	buf_adds(b, ", nhưng lại phải xem thêm: ");
	add_broken(b, p, c->fresh, c->nfresh);
}

const char *choice_reason_vi(struct arena *a, const struct pack *p,
			     const struct proposal *x, const struct candidate *c)
{
	const struct repair_solution *s = &c->solution;
	const struct figure *fig;
	struct buf b = BUF_INIT(a);

	buf_addf(&b, "chỉ sửa %s thì %s",
		 s->nchange == 1 ? "số này" : "các số này",
		 satisfied_vi(a, x->result.group[c->group].nrule));
	if (s->decided)
		add_fresh(&b, p, c);
	if (c->second) {
		fig = system_figure(&x->system, s->change[0].var);
		buf_addf(&b, "; xếp sau vì số này%s",
			 *support_vi(a, x, fig)
				 ? support_vi(a, x, fig)
				 : " đáng tin hơn các số ở đề xuất trên");
	} else if (only_percents(x, s)) {
		buf_adds(&b,
			 "; tỷ lệ được xét trước số lượng vì số kế hoạch làm "
			 "mẫu số không có trong báo cáo để đối chiếu");
	}
	return b.data;
}

static const char *status_code(const struct proposal *x)
{
	static const char *const codes[] = {
		[REPAIR_NONE] = "none",
		[REPAIR_MINIMAL] = "minimal",
		[REPAIR_BEST_FOUND] = "best_found",
		[REPAIR_IMPOSSIBLE] = "impossible",
	};

	return x->undecided ? "undecided" : codes[x->result.status];
}

/* --- text -------------------------------------------------------------------------- */

/* Figures that cannot all be right, with the checks that say so. */
static void print_conflict(struct arena *a, const struct pack *p,
			   const struct proposal *x,
			   const struct repair_conflict *c, struct buf *out)
{
	for (size_t i = 0; i < c->nrule; i++)
		buf_addf(out, "  %s:\n",
			 x->system.rule[c->rule[i]]->check->title);
	for (size_t i = 0; i < c->nvar; i++) {
		const struct figure *fig = system_figure(&x->system,
							 c->var[i]);

		if (fig)
			buf_addf(out, "    %s: %s\n", figure_key_vi(a, p, &fig->key),
				 figure_signed_vi(a, fig));
	}
}

static void print_choice(struct arena *a, const struct pack *p,
			 const struct proposal *x, const struct candidate *c,
			 struct buf *out)
{
	const struct repair_solution *s = &c->solution;

	for (size_t i = 0; i < s->nchange; i++) {
		const struct repair_change *change = &s->change[i];
		const struct figure *fig = system_figure(&x->system,
							 change->var);

		buf_addf(out, "    %s  %s: %s\n",
			 i || !s->decided ? "        " : c->id,
			 figure_key_vi(a, p, &fig->key),
			 s->decided ? change_vi(a, x, change)
				    : "phải sửa, chưa tính được thành bao nhiêu");
	}
	buf_addf(out, "              Trọng số %lld. Vì sao: %s.\n",
		 (long long)c->weight, choice_reason_vi(a, p, x, c));
	if (s->decided && !choice_acceptable(x, c))
		buf_adds(out, "              Số này sửa ở sổ đăng ký, không sửa "
			      "ở đây.\n");
	if (s->cause != CAUSE_UNKNOWN && s->decided)
		buf_addf(out, "              Nguyên nhân có thể: %s.\n",
			 cause_vi(s->cause));
}

static void print_choices(struct arena *a, const struct pack *p,
			  const struct proposal *x, size_t group, bool second,
			  struct buf *out)
{
	for (size_t i = 0; i < x->nchoice; i++)
		if (x->choice[i].group == group &&
		    x->choice[i].second == second)
			print_choice(a, p, x, &x->choice[i], out);
}

static size_t count_second(const struct proposal *x, size_t group)
{
	size_t n = 0;

	for (size_t i = 0; i < x->nchoice; i++)
		n += x->choice[i].group == group && x->choice[i].second;
	return n;
}

/* "Số HTX không hoạt động, vận tải: 9 → 10: còn 2 lỗi (...)" */
static void print_attempts(struct arena *a, const struct pack *p,
			   const struct proposal *x, size_t group,
			   struct buf *out)
{
	bool told = false;

	for (size_t i = 0; i < x->nattempt; i++) {
		const struct attempt *t = &x->attempt[i];

		if (t->group != group)
			continue;
		if (!told)
			buf_adds(out, "  Đã thử sửa riêng từng số khác, không "
				      "hết lỗi:\n");
		told = true;
		buf_addf(out, "    %s: %s: còn %zu lỗi\n      ",
			 figure_key_vi(a, p,
				       &system_figure(&x->system,
						      t->change.var)->key),
			 change_vi(a, x, &t->change), t->nleft);
		add_broken(out, p, t->left, t->nleft);
		buf_adds(out, "\n");
	}
}

/* Those that follow from one check each; of the others how many there are. */
static void print_conflicts(struct arena *a, const struct pack *p,
			    const struct proposal *x,
			    const struct repair_group *g, struct buf *out)
{
	size_t shown = 0;

	for (size_t i = 0; i < g->nconflict; i++) {
		bool last = i + 1 == g->nconflict && shown == 0;

		if (g->conflict[i].nrule > 1 && !last)
			continue;
		print_conflict(a, p, x, &g->conflict[i], out);
		shown++;
	}
	if (shown < g->nconflict)
		buf_addf(out, "  và %zu nhóm số nữa, suy từ nhiều quan hệ cùng "
			      "lúc (đủ cả với --format json).\n",
			 g->nconflict - shown);
}

/* Of interest only beside single changes: where the least repair takes two
 * figures, none by itself is enough anyway. */
static bool is_single(const struct repair_group *g)
{
	for (size_t i = 0; i < g->nsolution; i++)
		if (g->solution[i].nchange > 1)
			return false;
	return true;
}

static void print_group(struct arena *a, const struct pack *p,
			const struct proposal *x, size_t group,
			struct buf *out)
{
	const struct repair_group *g = &x->result.group[group];
	bool proven = x->result.status == REPAIR_MINIMAL;
	size_t second = count_second(x, group);

	buf_addf(out, "\n%zu. Các số không thể cùng đúng\n", group + 1);
	print_conflicts(a, p, x, g, out);
	if (g->nsolution == 1 && !g->more)
		buf_adds(out, proven ? "  Đề xuất duy nhất, không có cách nào "
				       "sửa ít hơn:\n"
				     : "  Đề xuất tốt nhất đã tìm được:\n");
	else
		buf_addf(out,
			 "  Chọn một trong %zu đề xuất%s ngang nhau%s, khả năng "
			 "cao nhất đứng trước:\n",
			 g->nsolution, g->more ? " đầu tiên" : "",
			 proven ? ", không có cách nào sửa ít hơn" : "");
	print_choices(a, p, x, group, false, out);
	if (second)
		buf_adds(out, "  Nếu các đề xuất trên không đúng thì xét "
			      "tiếp:\n");
	print_choices(a, p, x, group, true, out);
	if (is_single(g))
		print_attempts(a, p, x, group, out);
}

static void print_left_out(const struct check_system *s, struct buf *out)
{
	for (size_t i = 0; i < s->nleft_out; i++)
		buf_addf(out, "  Chưa đưa vào tính: %s (%s)\n",
			 s->left_out[i].finding->check->code,
			 s->left_out[i].why);
}

void proposal_print(struct arena *a, const struct pack *p,
		    const struct proposal *x, struct buf *out)
{
	const struct repair_result *r = &x->result;

	buf_addf(out,
		 "\nĐỀ XUẤT SỬA SỐ LIỆU: đã xét cùng lúc %zu quan hệ mức lỗi, "
		 "cả những quan hệ đang đúng.\n", x->system.nrule);
	print_left_out(&x->system, out);
	if (x->undecided) {
		buf_addf(out, "  Không tính được đề xuất: %s.\n",
			 x->undecided);
		return;
	}
	if (r->status == REPAIR_NONE) {
		buf_adds(out, "  Không phải sửa số nào.\n");
		return;
	}
	if (r->status == REPAIR_IMPOSSIBLE) {
		buf_adds(out, "  Sửa số nào cũng không làm mọi quan hệ cùng "
			      "đúng: các quan hệ trái nhau.\n");
		print_conflict(a, p, x, &r->contradiction, out);
		return;
	}
	if (r->status == REPAIR_BEST_FOUND)
		buf_addf(out,
			 "  Dừng ở giới hạn tính toán: trọng số %lld, cách sửa "
			 "tốt nhất không thể nhẹ hơn %lld.\n",
			 (long long)r->weight, (long long)r->bound);
	for (size_t i = 0; i < r->ngroup; i++)
		print_group(a, p, x, i, out);
	buf_adds(out, "\nChưa số nào bị sửa.\n");
}

/* --- JSON -------------------------------------------------------------------------- */

/* The codes of rules, each once. */
static json_t *codes_json(const struct proposal *x, const size_t *rule,
			  size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++) {
		const char *code = x->system.rule[rule[i]]->check->code;
		bool known = false;

		for (size_t k = 0; k < json_array_size(list); k++)
			known = known ||
				strcmp(json_string_value(
					       json_array_get(list, k)),
				       code) == 0;
		if (!known)
			json_array_append_new(list, json_string(code));
	}
	return list;
}

/* The same of findings, in every context. */
static json_t *findings_json(const struct finding *v, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, json_string(v[i].check->code));
	return list;
}

static json_t *conflict_json(const struct proposal *x,
			     const struct repair_conflict *c)
{
	json_t *j = json_object();
	json_t *figures = json_array();

	for (size_t i = 0; i < c->nvar; i++) {
		const struct figure *fig = system_figure(&x->system,
							 c->var[i]);

		if (fig)
			json_array_append_new(figures, figure_key_json(&fig->key));
	}
	json_object_set_new(j, "figures", figures);
	json_object_set_new(j, "checks", codes_json(x, c->rule, c->nrule));
	return j;
}

static json_t *change_json(struct arena *a, const struct proposal *x,
			   const struct repair_change *c, bool decided)
{
	int places = places_of(x, c->var);
	json_t *j = json_object();

	json_object_set_new(j, "figure",
			    figure_key_json(
				    &system_figure(&x->system, c->var)->key));
	json_object_set_new(j, "from",
			    json_string(dec_fixed(a, c->from, places)));
	json_object_set_new(j, "to",
			    decided ? json_string(dec_fixed(a, c->to, places))
				    : json_null());
	repair_range_json(a, c, decided, j);
	return j;
}

static const char *rank_code(const struct proposal *x, const struct candidate *c)
{
	return c->second ? "second" : status_code(x);
}

static json_t *repair_json(struct arena *a, const struct pack *p,
			   const struct proposal *x, const struct candidate *c)
{
	const struct repair_solution *s = &c->solution;
	const struct repair_group *g = &x->result.group[c->group];
	json_t *j = json_object();
	json_t *changes = json_array();

	for (size_t i = 0; i < s->nchange; i++)
		json_array_append_new(
			changes, change_json(a, x, &s->change[i], s->decided));
	json_object_set_new(j, "weight", json_integer(c->weight));
	json_object_set_new(j, "cause", json_string(cause_name(s->cause)));
	json_object_set_new(j, "changes", changes);
	json_object_set_new(j, "satisfies", codes_json(x, g->rule, g->nrule));
	json_object_set_new(j, "id", *c->id ? json_string(c->id) : json_null());
	json_object_set_new(j, "group", json_integer((json_int_t)c->group));
	json_object_set_new(j, "rank", json_string(rank_code(x, c)));
	json_object_set_new(j, "acceptable",
			    json_boolean(choice_acceptable(x, c)));
	json_object_set_new(j, "breaks", findings_json(c->fresh, c->nfresh));
	json_object_set_new(j, "reason", json_string(choice_reason_vi(a, p, x, c)));
	return j;
}

static json_t *attempt_json(struct arena *a, const struct proposal *x,
			    const struct attempt *t)
{
	json_t *j = change_json(a, x, &t->change, true);

	json_object_set_new(j, "group", json_integer((json_int_t)t->group));
	json_object_set_new(j, "errors_left",
			    json_integer((json_int_t)t->nleft));
	json_object_set_new(j, "broken", findings_json(t->left, t->nleft));
	return j;
}

static json_t *left_out_json(const struct check_system *s)
{
	json_t *list = json_array();

	for (size_t i = 0; i < s->nleft_out; i++) {
		const struct left_out *l = &s->left_out[i];
		json_t *j = json_object();

		json_object_set_new(j, "check",
				    json_string(l->finding->check->code));
		json_object_set_new(j, "why", json_string(l->why));
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *summary_json(const struct proposal *x)
{
	json_t *j = json_object();

	json_object_set_new(j, "status", json_string(status_code(x)));
	json_object_set_new(j, "weight", json_integer(x->result.weight));
	json_object_set_new(j, "bound", json_integer(x->result.bound));
	json_object_set_new(j, "checks",
			    json_integer((json_int_t)x->system.nrule));
	json_object_set_new(j, "left_out", left_out_json(&x->system));
	json_object_set_new(j, "why",
			    x->undecided ? json_string(x->undecided)
					 : json_null());
	return j;
}

void proposal_json(struct arena *a, const struct pack *p,
		   const struct proposal *x, json_t *into)
{
	const struct repair_result *r = &x->result;
	json_t *conflicts = json_array();
	json_t *repairs = json_array();
	json_t *attempts = json_array();

	if (!x->undecided && r->status == REPAIR_IMPOSSIBLE)
		json_array_append_new(conflicts,
				      conflict_json(x, &r->contradiction));
	for (size_t i = 0; i < r->ngroup; i++)
		for (size_t k = 0; k < r->group[i].nconflict; k++)
			json_array_append_new(
				conflicts,
				conflict_json(x, &r->group[i].conflict[k]));
	for (size_t i = 0; i < x->nchoice; i++)
		json_array_append_new(repairs,
				      repair_json(a, p, x, &x->choice[i]));
	for (size_t i = 0; i < x->nattempt; i++)
		json_array_append_new(attempts,
				      attempt_json(a, x, &x->attempt[i]));
	json_object_set_new(into, "repair", summary_json(x));
	json_object_set_new(into, "conflicts", conflicts);
	json_object_set_new(into, "repairs", repairs);
	json_object_set_new(into, "tried", attempts);
}
