/* SPDX-License-Identifier: Apache-2.0 */
/* Figures in words and in JSON. */
#include "figure/words.h"

#include "lib/base/buf.h"
#include "lib/text/number.h"

static const char *join(struct arena *a, const char *x, const char *y)
{
	struct buf b = BUF_INIT(a);

	buf_adds(&b, x);
	buf_adds(&b, y);
	return b.data;
}

const char *period_vi(struct arena *a, const char *code)
{
	int first_year, last_year, month, unused;
	struct period p;

	if (period_parse(code, &p) < 0)
		return arena_strdup(a, code);
	day_to_civil(p.first, &first_year, &month, &unused);
	day_to_civil(p.last, &last_year, &unused, &unused);
	if (first_year != last_year)
		return arena_printf(a, "giai đoạn %d-%d", first_year,
				    last_year);
	if (strlen(code) == 4) /* as nearly all are */
		return join(a, "năm ", code);
	if (code[5] == 'H')
		return arena_printf(a, "6 tháng %s năm %d",
				    code[6] == '1' ? "đầu" : "cuối",
				    first_year);
	if (code[5] == 'Q')
		return arena_printf(a, "quý %c năm %d", code[6], first_year);
	if (strlen(code) == 7)
		return arena_printf(a, "tháng %d năm %d", month, first_year);
	return arena_printf(a, "đến ngày %s", day_vi(a, p.last));
}

const char *basis_vi(enum basis b)
{
	static const char *const names[] = { "thực hiện", "ước thực hiện",
					     "kế hoạch" };

	return names[b];
}

const char *breakdown_vi(struct arena *a, const struct pack *p,
			 const char *breakdown)
{
	struct buf b = BUF_INIT(a);
	const char *s = breakdown;

	while (*s) {
		size_t name = strcspn(s, "=");
		const struct classification *c = pack_classification(
			p, arena_strndup(a, s, name));
		const struct category *k;
		size_t code;

		s += name + (s[name] == '=');
		code = strcspn(s, ";");
		k = c ? category_find(c, arena_strndup(a, s, code)) : NULL;
		buf_adds(&b, b.len ? "; " : "");
		if (k)
			buf_adds(&b, k->name);
		else
			buf_add(&b, s, code);
		s += code + (s[code] == ';');
	}
	return b.data;
}

const char *absence_vi(enum figure_state s)
{
	static const char *const names[] = {
		[FIG_VALUE] = "",
		[FIG_MISSING] = "chưa có số liệu",
		[FIG_NOT_APPLICABLE] = "không có",
		[FIG_REFUSED] = "không cung cấp",
	};

	return names[s];
}

static struct quantity printed(struct quantity q, const struct measure *m)
{
	int most = !m || m->whole ? 0 : m->places;

	q.low = dec_round(q.low, most);
	q.high = dec_round(q.high, most);
	q.places = dec_places(q.low);
	if (q.places < dec_places(q.high))
		q.places = dec_places(q.high);
	return q;
}

struct quantity figure_printed(const struct figure *fig)
{
	return fig->source == FIG_REPORTED ? fig->value
					   : printed(fig->value, fig->measure);
}

const char *figure_vi(struct arena *a, const struct figure *fig)
{
	struct quantity q;

	if (fig->state != FIG_VALUE)
		return absence_vi(fig->state);
	q = figure_printed(fig);
	return quantity_vi(a, &q, false);
}

static bool is_percent(const struct figure *fig)
{
	return fig->key.percent ||
	       strcmp(fig->indicator->measure->code, "percent") == 0;
}

const char *figure_sign_vi(struct arena *a, const struct figure *fig,
			   const char *number)
{
	return is_percent(fig) ? percent_vi(a, number) : number;
}

const char *figure_signed_vi(struct arena *a, const struct figure *fig)
{
	return figure_sign_vi(a, fig, figure_vi(a, fig));
}

const char *figure_unit_vi(struct arena *a, const struct figure *fig)
{
	if (fig->state != FIG_VALUE || is_percent(fig))
		return figure_signed_vi(a, fig);
	return arena_printf(a, "%s %s", figure_vi(a, fig),
			    fig->indicator->measure->name);
}

const char *figure_percent_vi(struct arena *a, const struct pack *p,
			      const struct figure *fig)
{
	struct quantity q = fig->percent;

	if (!fig->percent_reported)
		q = printed(q, pack_measure(p, "percent"));
	return percent_vi(a, quantity_vi(a, &q, false));
}

const char *figure_key_vi(struct arena *a, const struct pack *p,
			  const struct figure_key *key)
{
	const struct indicator *ind = pack_indicator(p, key->indicator);
	const char *cut = breakdown_vi(a, p, key->breakdown);

	return arena_printf(a, "%s%s%s%s (%s, %s)",
			    key->percent ? "Tỷ lệ so với kế hoạch của " : "",
			    ind ? ind->name : key->indicator,
			    *cut ? ", " : "", cut, basis_vi(key->basis),
			    period_vi(a, key->period));
}

const struct figure *operand_figure(const struct rule_result *r, size_t i)
{
	const struct figure *fig = r->operand[i].value.source;

	for (size_t k = 0; fig && k < i; k++) {
		const struct figure *before = r->operand[k].value.source;

		if (before && figure_key_same(&before->key, &fig->key))
			return NULL;
	}
	return fig;
}

/* --- ranges ------------------------------------------------------------------- */

static const char *bound_vi(struct arena *a, struct dec d, int places)
{
	return number_vi(a, dec_round(d, places), -1);
}

const char *value_vi(struct arena *a, const struct rule_value *v,
		     const struct measure *m)
{
	int places = m ? m->whole ? 0 : m->places : 2;
	const char *point;
	struct dec low = v->low;
	struct dec high = v->high;

	if (v->state == RULE_NOT_APPLICABLE)
		return absence_vi(FIG_NOT_APPLICABLE);
	if (v->state == RULE_REFUSED)
		return absence_vi(FIG_REFUSED);
	if (v->state != RULE_KNOWN)
		return absence_vi(FIG_MISSING);
	point = bound_vi(a, v->point, places);
	if (!v->has_low && !v->has_high)
		return point;
	if (!v->has_high)
		return v->low_open
			       ? arena_printf(a, "trên %s",
					      bound_vi(a, low, places))
			       : arena_printf(a, "từ %s trở lên",
					      bound_vi(a, low, places));
	if (!v->has_low)
		return arena_printf(a, "đến %s", bound_vi(a, high, places));
	if (places == 0 && dec_cmp(dec_ceil(low), dec_floor(high)) < 0) {
		low = dec_ceil(low);
		high = dec_floor(high);
	} else if (places == 0 && dec_cmp(low, high) != 0) {
		places = 2;
	}
	if (dec_cmp(dec_round(low, places), dec_round(high, places)) == 0)
		return bound_vi(a, v->point, places);
	if (dec_cmp(v->point, v->low) == 0)
		return arena_printf(a, "từ %s đến %s", bound_vi(a, low, places),
				    bound_vi(a, high, places));
	return arena_printf(a, "%s (%s - %s)", point, bound_vi(a, low, places),
			    bound_vi(a, high, places));
}

/* --- JSON ----------------------------------------------------------------------- */

const char *figure_number(struct arena *a, const struct figure *fig,
			  struct dec d)
{
	/* "4 - 4,5" was not written "4,0 - 4,5" */
	bool range = dec_cmp(fig->value.low, fig->value.high) != 0;

	return fig->source == FIG_REPORTED && !range ?
		       dec_fixed(a, d, fig->value.places) :
		       dec_str(a, d);
}

json_t *breakdown_json(const char *breakdown)
{
	json_t *j = json_object();
	const char *s = breakdown;

	while (*s) {
		size_t name = strcspn(s, "=");
		const char *value = s + name + (s[name] == '=');
		size_t n = strcspn(value, ";");

		json_object_setn_new(j, s, name, json_stringn(value, n));
		s = value + n + (value[n] == ';');
	}
	return j;
}

json_t *figure_key_json(const struct figure_key *key)
{
	json_t *j = json_object();

	json_object_set_new(j, "indicator", json_string(key->indicator));
	json_object_set_new(j, "place", json_string(key->place));
	json_object_set_new(j, "breakdown", breakdown_json(key->breakdown));
	json_object_set_new(j, "period", json_string(key->period));
	json_object_set_new(j, "basis", json_string(basis_name(key->basis)));
	json_object_set_new(j, "percent", json_boolean(key->percent));
	return j;
}

static json_t *percent_json(struct arena *a, const struct figure *fig)
{
	if (!fig->has_percent)
		return json_null();
	return json_string(fig->percent_reported
				   ? dec_fixed(a, fig->percent.low,
					       fig->percent.places)
				   : dec_str(a, fig->percent.low));
}

json_t *figure_json(struct arena *a, const struct figure *fig)
{
	static const char *const states[] = { "value", "missing",
					      "not_applicable", "refused" };
	const struct quantity *q = &fig->value;
	bool value = fig->state == FIG_VALUE;
	bool range = value && dec_cmp(q->low, q->high) != 0;
	json_t *j = json_object();

	json_object_set_new(j, "indicator", json_string(fig->key.indicator));
	json_object_set_new(j, "place", json_string(fig->key.place));
	json_object_set_new(j, "breakdown",
			    breakdown_json(fig->key.breakdown));
	json_object_set_new(j, "period", json_string(fig->key.period));
	json_object_set_new(j, "basis",
			    json_string(basis_name(fig->key.basis)));
	json_object_set_new(j, "value",
			    value ? json_string(figure_number(a, fig, q->low))
				  : json_null());
	json_object_set_new(j, "value_max",
			    range ? json_string(figure_number(a, fig, q->high))
				  : json_null());
	json_object_set_new(j, "qualifier",
			    value ? json_string(qualifier_name(q->qualifier))
				  : json_null());
	json_object_set_new(j, "state", json_string(states[fig->state]));
	json_object_set_new(j, "unit",
			    json_string(fig->key.percent
						? "percent"
						: fig->indicator->measure->code));
	json_object_set_new(j, "percent_of_plan", percent_json(a, fig));
	json_object_set_new(j, "source",
			    fig->state == FIG_MISSING && !fig->has_percent
				    ? json_null()
				    : json_string(figure_source_name(fig)));
	return j;
}

void json_print(struct buf *out, json_t *j)
{
	char *text = json_dumps(j, JSON_INDENT(2));

	if (!text)
		BUG("JSON that cannot be written");
	buf_adds(out, text);
	buf_addch(out, '\n');
	free(text);
	json_decref(j);
}
