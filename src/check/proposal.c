/* SPDX-License-Identifier: Apache-2.0 */
/* Solutions of the system as proposals to an officer. */
#include "check/proposal.h"

#include "figure/words.h"
#include "lib/text/number.h"

int proposal_make(struct arena *a, const struct check_report *r,
		  struct proposal *out, struct err *e)
{
	struct err failed = { 0 };

	*out = (struct proposal){ 0 };
	if (check_system(a, r, &out->system, e) < 0)
		return -1;
	if (repair_solve(a, out->system.repair, NULL, &out->result,
			 &failed) == 0)
		return 0;
	if (failed.kind != ERR_INPUT) {
		*e = failed;
		return -1;
	}
	out->undecided = arena_strdup(a, failed.message);
	return 0;
}

/* --- words ------------------------------------------------------------------------ */

/* "Số HTX đang hoạt động, vận tải (ước thực hiện, năm 2023)" */
static const char *figure_name(struct arena *a, const struct pack *p,
			       const struct figure *fig)
{
	const char *cut = breakdown_vi(a, p, fig->key.breakdown);

	return arena_printf(a, "%s%s%s%s (%s, %s)",
			    fig->key.percent ? "Tỷ lệ so với kế hoạch của " : "",
			    fig->indicator->name, *cut ? ", " : "", cut,
			    basis_vi(fig->key.basis),
			    period_vi(a, fig->key.period));
}

static const char *with_sign(struct arena *a, const struct figure *fig,
			     const char *number)
{
	return fig->key.percent ? arena_printf(a, "%s%%", number) : number;
}

static int places_of(const struct proposal *x, size_t var)
{
	return repair_get(x->system.repair, var)->places;
}

/* "từ 5 trở lên", "không quá 9": what is known of a change that the checks
 * bound on one side; NULL when they say a number. */
static const char *open_vi(struct arena *a, const struct repair_change *c)
{
	const struct repair_range *r = &c->range;

	if (c->unique || r->has_low == r->has_high)
		return NULL;
	return r->has_low ? arena_printf(a, "từ %s trở lên",
					 number_vi(a, r->low, -1))
			  : arena_printf(a, "không quá %s",
					 number_vi(a, r->high, -1));
}

/* "46 → 47", "115% → 85% (số đúng nằm giữa 84,07 và 85,03)", "3 → từ 5 trở
 * lên (có thể là 30)". */
static const char *change_vi(struct arena *a, const struct proposal *x,
			     const struct repair_change *c)
{
	const struct figure *fig = system_figure(&x->system, c->var);
	const struct repair_range *r = &c->range;
	const char *from = with_sign(a, fig, figure_vi(a, fig));
	const char *to = with_sign(a, fig,
				   number_vi(a, c->to, places_of(x, c->var)));
	const char *open = open_vi(a, c);

	if (open)
		return arena_printf(a, "%s → %s (có thể là %s)", from, open,
				    to);
	if (c->unique || !r->has_low)
		return arena_printf(a, "%s → %s", from, to);
	return arena_printf(a, "%s → %s (số đúng nằm giữa %s và %s)", from, to,
			    number_vi(a, dec_round(r->low, 2), -1),
			    number_vi(a, dec_round(r->high, 2), -1));
}

static bool is_changed(const struct repair_group *g, size_t var)
{
	for (size_t i = 0; i < g->nsolution; i++)
		for (size_t k = 0; k < g->solution[i].nchange; k++)
			if (g->solution[i].change[k].var == var)
				return true;
	return false;
}

/* Why a figure of the conflict is kept: what it rests on. */
static void add_trust(struct arena *a, const struct pack *p,
		      const struct proposal *x, size_t var, struct buf *b)
{
	const struct figure *fig = system_figure(&x->system, var);
	size_t support;

	if (!fig)
		return;
	support = system_support(&x->system, fig);
	buf_addf(b, "%s %s = %s", b->len ? ";" : "", figure_name(a, p, fig),
		 with_sign(a, fig, figure_vi(a, fig)));
	if (fig->from_register)
		buf_adds(b, " đếm từ sổ đăng ký");
	if (support)
		buf_addf(b, "%s đứng trong %zu quan hệ khác đang đúng",
			 fig->from_register ? " và" : "", support);
}

/* The figures that cannot all be right and are not proposed for a change. */
static const char *kept_vi(struct arena *a, const struct pack *p,
			   const struct proposal *x,
			   const struct repair_group *g)
{
	struct buf b = BUF_INIT(a);
	bool *told = ARENA_ARRAY(a, repair_nvar(x->system.repair), bool);

	for (size_t i = 0; i < g->nconflict; i++)
		for (size_t k = 0; k < g->conflict[i].nvar; k++) {
			size_t var = g->conflict[i].var[k];

			if (told[var] || is_changed(g, var))
				continue;
			told[var] = true;
			add_trust(a, p, x, var, &b);
		}
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

/* Why this change and no other. */
static const char *reason_vi(struct arena *a, const struct pack *p,
			     const struct proposal *x,
			     const struct repair_group *g,
			     const struct repair_solution *s)
{
	struct buf b = BUF_INIT(a);

	buf_addf(&b, "chỉ sửa %s thì ",
		 s->nchange == 1 ? "số này" : "các số này");
	if (g->nrule == 0)
		buf_adds(&b, "các quan hệ cùng đúng được với nhau");
	else if (g->nrule == 1)
		buf_adds(&b, "quan hệ đang sai trở thành đúng");
	else if (g->nrule == 2)
		buf_adds(&b, "cả hai quan hệ đang sai cùng đúng");
	else
		buf_addf(&b, "cả %zu quan hệ đang sai cùng đúng", g->nrule);
	buf_adds(&b, ", không làm sai quan hệ nào");
	if (only_percents(x, s))
		buf_addf(&b,
			 "; tỷ lệ được xét trước số lượng vì số kế hoạch làm "
			 "mẫu số không có trong báo cáo. Giữ nguyên:%s",
			 kept_vi(a, p, x, g));
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

/* The first sets of figures that cannot all be right, each with its rules. */
static void print_conflict(struct arena *a, const struct pack *p,
			   const struct proposal *x,
			   const struct repair_conflict *c, struct buf *out)
{
	buf_adds(out, "  Không thể cùng đúng:\n");
	for (size_t i = 0; i < c->nvar; i++) {
		const struct figure *fig = system_figure(&x->system,
							 c->var[i]);

		if (fig)
			buf_addf(out, "    %s: %s\n", figure_name(a, p, fig),
				 with_sign(a, fig, figure_vi(a, fig)));
	}
	for (size_t i = 0; i < c->nrule; i++)
		buf_addf(out, "    theo quan hệ: %s\n",
			 x->system.rule[c->rule[i]]->check->title);
}

static void print_solution(struct arena *a, const struct pack *p,
			   const struct proposal *x,
			   const struct repair_group *g,
			   const struct repair_solution *s, struct buf *out)
{
	if (!s->decided) {
		buf_adds(out, "    cần sửa, chưa tính được thành bao nhiêu:\n");
		for (size_t i = 0; i < s->nchange; i++)
			buf_addf(out, "      %s\n",
				 figure_name(a, p,
					     system_figure(&x->system,
							   s->change[i].var)));
		return;
	}
	for (size_t i = 0; i < s->nchange; i++)
		buf_addf(out, "    %s: %s\n",
			 figure_name(a, p,
				     system_figure(&x->system,
						   s->change[i].var)),
			 change_vi(a, x, &s->change[i]));
	buf_addf(out, "      Vì sao: %s.\n      Nguyên nhân: %s.\n",
		 reason_vi(a, p, x, g, s), cause_vi(s->cause));
}

static void print_group(struct arena *a, const struct pack *p,
			const struct proposal *x,
			const struct repair_group *g, struct buf *out)
{
	bool proven = x->result.status == REPAIR_MINIMAL;

	for (size_t i = 0; i < g->nconflict; i++)
		print_conflict(a, p, x, &g->conflict[i], out);
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
		print_solution(a, p, x, g, &g->solution[i], out);
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
		 "ĐỀ XUẤT SỬA SỐ LIỆU: đã xét cùng lúc %zu quan hệ mức lỗi, "
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
		print_group(a, p, x, &r->group[i], out);
	buf_adds(out, "  Chưa số nào bị sửa. Đối chiếu với tài liệu gốc rồi "
		      "nhập số đính chính bằng hoptac import figures.\n");
}

/* --- JSON -------------------------------------------------------------------------- */

static json_t *key_json(const struct figure_key *k)
{
	json_t *j = json_object();

	json_object_set_new(j, "indicator", json_string(k->indicator));
	json_object_set_new(j, "place", json_string(k->place));
	json_object_set_new(j, "breakdown", breakdown_json(k->breakdown));
	json_object_set_new(j, "period", json_string(k->period));
	json_object_set_new(j, "basis", json_string(basis_name(k->basis)));
	json_object_set_new(j, "percent", json_boolean(k->percent));
	return j;
}

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

static json_t *conflict_json(const struct proposal *x,
			     const struct repair_conflict *c)
{
	json_t *j = json_object();
	json_t *figures = json_array();

	for (size_t i = 0; i < c->nvar; i++) {
		const struct figure *fig = system_figure(&x->system,
							 c->var[i]);

		if (fig)
			json_array_append_new(figures, key_json(&fig->key));
	}
	json_object_set_new(j, "figures", figures);
	json_object_set_new(j, "checks", codes_json(x, c->rule, c->nrule));
	return j;
}

static json_t *bound_json(struct arena *a, bool on, struct dec d)
{
	return on ? json_string(dec_str(a, d)) : json_null();
}

static json_t *change_json(struct arena *a, const struct proposal *x,
			   const struct repair_change *c, bool decided)
{
	const struct repair_range *r = &c->range;
	int places = places_of(x, c->var);
	json_t *j = json_object();

	json_object_set_new(j, "figure",
			    key_json(&system_figure(&x->system, c->var)->key));
	json_object_set_new(j, "from",
			    json_string(dec_fixed(a, c->from, places)));
	json_object_set_new(j, "to",
			    decided ? json_string(dec_fixed(a, c->to, places))
				    : json_null());
	json_object_set_new(j, "unique", json_boolean(decided && c->unique));
	json_object_set_new(j, "low",
			    bound_json(a, decided && r->has_low, r->low));
	json_object_set_new(j, "high",
			    bound_json(a, decided && r->has_high, r->high));
	return j;
}

static json_t *repair_json(struct arena *a, const struct pack *p,
			   const struct proposal *x, size_t group,
			   const struct repair_solution *s)
{
	const struct repair_group *g = &x->result.group[group];
	json_t *j = json_object();
	json_t *changes = json_array();

	for (size_t i = 0; i < s->nchange; i++)
		json_array_append_new(
			changes, change_json(a, x, &s->change[i], s->decided));
	json_object_set_new(j, "group", json_integer((json_int_t)group));
	json_object_set_new(j, "weight", json_integer(g->weight));
	json_object_set_new(j, "cause", json_string(cause_name(s->cause)));
	json_object_set_new(j, "changes", changes);
	json_object_set_new(j, "satisfies", codes_json(x, g->rule, g->nrule));
	json_object_set_new(j, "reason",
			    json_string(reason_vi(a, p, x, g, s)));
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

	if (!x->undecided && r->status == REPAIR_IMPOSSIBLE)
		json_array_append_new(conflicts,
				      conflict_json(x, &r->contradiction));
	for (size_t i = 0; i < r->ngroup; i++) {
		const struct repair_group *g = &r->group[i];

		for (size_t k = 0; k < g->nconflict; k++)
			json_array_append_new(conflicts,
					      conflict_json(x,
							    &g->conflict[k]));
		for (size_t k = 0; k < g->nsolution; k++)
			json_array_append_new(
				repairs,
				repair_json(a, p, x, i, &g->solution[k]));
	}
	json_object_set_new(into, "repair", summary_json(x));
	json_object_set_new(into, "conflicts", conflicts);
	json_object_set_new(into, "repairs", repairs);
}
