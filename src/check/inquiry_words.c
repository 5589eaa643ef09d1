/* SPDX-License-Identifier: Apache-2.0 */
/* Inquiries in words and in JSON. */
#include "check/inquiry.h"

#include "figure/words.h"

/* --- their states ------------------------------------------------------------- */

const char *standing_code(enum inquiry_standing s)
{
	static const char *const codes[] = {
		[INQUIRY_WAITS] = "waits", [INQUIRY_CORRECTED] = "corrected",
		[INQUIRY_MOOT] = "moot", [INQUIRY_REPLIED] = "replied",
		[INQUIRY_DONE] = "done",
	};

	return codes[s];
}

const char *standing_vi(enum inquiry_standing s)
{
	static const char *const names[] = {
		[INQUIRY_WAITS] = "chờ đơn vị trả lời",
		[INQUIRY_CORRECTED] = "đơn vị đã sửa số",
		[INQUIRY_MOOT] = "số liệu đã thay đổi, không còn sai",
		[INQUIRY_REPLIED] = "đã trả lời",
		[INQUIRY_DONE] = "đã đóng",
	};

	return names[s];
}

static const char *const state_codes[] = {
	[INQUIRY_ASKED] = "asked",
	[INQUIRY_ANSWERED] = "answered",
	[INQUIRY_CLOSED] = "closed",
};

const char *inquiry_state_code(enum inquiry_state s)
{
	return state_codes[s];
}

int inquiry_state_parse(const char *s, enum inquiry_state *out)
{
	for (size_t i = 0; s && i < ARRAY_LEN(state_codes); i++)
		if (strcmp(state_codes[i], s) == 0) {
			*out = (enum inquiry_state)i;
			return 0;
		}
	return -1;
}

const char *inquiry_unit_vi(const struct figures *f, const char *unit,
			    const char *period)
{
	const char *home = figures_home(f);
	const char *name = place_vi(f, unit, period);

	if (!home || strcmp(home, unit) != 0)
		return name;
	return arena_printf(figures_arena(f), "%s (cơ quan cấp tỉnh)", name);
}

/* --- under a check ------------------------------------------------------------- */

static const char *until_vi(struct arena *a, const struct inquiry_entry *x)
{
	return x->has_due ? arena_printf(a, ", trả lời chậm nhất ngày %s",
					 day_vi(a, x->due))
			  : "";
}

static void print_changes(struct arena *a, const struct figures *f,
			  const struct inquiry *i, struct buf *out)
{
	for (size_t k = 0; k < i->nchange; k++) {
		const struct printed_change *c = &i->change[k];

		buf_addf(out, "    đã đổi: %s: %s → %s\n",
			 figure_key_vi(a, figures_pack(f), c->key),
			 c->from ? c->from : "chưa xét đến",
			 c->to ? c->to : "không còn xét đến");
	}
}

void inquiries_print(struct arena *a, const struct figures *f,
		     const struct inquiries *x, const struct finding *fd,
		     struct buf *out)
{
	const struct inquiry *i;
	size_t at = 0;

	while ((i = inquiry_about(x, fd, &at))) {
		const struct inquiry_entry *last = inquiry_last(i);

		if (i->standing == INQUIRY_DONE)
			continue;
		buf_addf(out, "  Yêu cầu rà soát số %lld, %s, %s (%s, %s%s): "
			      "%s\n",
			 (long long)i->id,
			 inquiry_unit_vi(f, i->unit, i->period),
			 standing_vi(i->standing), last->who,
			 day_vi(a, moment_day(last->when)),
			 last->state == INQUIRY_ASKED ? until_vi(a, last) : "",
			 last->text);
		print_changes(a, f, i, out);
	}
}

/* --- JSON ---------------------------------------------------------------------- */

static json_t *text_or_null(const char *s)
{
	return s ? json_string(s) : json_null();
}

static json_t *entry_json(struct arena *a, const struct inquiry_entry *x)
{
	json_t *j = json_object();

	json_object_set_new(j, "state",
			    json_string(inquiry_state_code(x->state)));
	json_object_set_new(j, "text", json_string(x->text));
	json_object_set_new(j, "who", json_string(x->who));
	json_object_set_new(j, "when", json_string(moment_iso(a, x->when)));
	return j;
}

static json_t *asked_json(struct arena *a, const struct inquiry *i)
{
	json_t *list = json_array();

	for (size_t k = 0; k < i->nfigure; k++) {
		json_t *one;

		if (!i->figure[k].asked)
			continue;
		one = json_object();
		json_object_set_new(one, "figure",
				    figure_key_json(&i->figure[k].key));
		json_object_set_new(one, "was", json_string(printed_vi(
						a, &i->figure[k])));
		json_array_append_new(list, one);
	}
	return list;
}

static json_t *changes_json(const struct inquiry *i)
{
	json_t *list = json_array();

	for (size_t k = 0; k < i->nchange; k++) {
		const struct printed_change *c = &i->change[k];
		json_t *one = json_object();

		json_object_set_new(one, "figure", figure_key_json(c->key));
		json_object_set_new(one, "from", text_or_null(c->from));
		json_object_set_new(one, "to", text_or_null(c->to));
		json_array_append_new(list, one);
	}
	return list;
}

json_t *inquiry_json(struct arena *a, const struct inquiry *i)
{
	const struct inquiry_entry *last = inquiry_last(i);
	json_t *said = json_array();
	json_t *j = json_object();

	for (size_t k = 0; k < i->nentry; k++)
		json_array_append_new(said, entry_json(a, &i->entry[k]));
	json_object_set_new(j, "id", json_integer((json_int_t)i->id));
	json_object_set_new(j, "version", json_integer((json_int_t)last->row));
	json_object_set_new(j, "unit", json_string(i->unit));
	json_object_set_new(j, "standing",
			    json_string(standing_code(i->standing)));
	json_object_set_new(j, "due", last->has_due
					      ? json_string(day_iso(a, last->due))
					      : json_null());
	json_object_set_new(j, "check", json_string(i->check));
	json_object_set_new(j, "place", json_string(i->place));
	json_object_set_new(j, "year", json_integer(i->year));
	json_object_set_new(j, "period", json_string(i->period));
	json_object_set_new(j, "basis", json_string(basis_name(i->basis)));
	json_object_set_new(j, "breakdown", breakdown_json(i->breakdown));
	json_object_set_new(j, "figures", asked_json(a, i));
	json_object_set_new(j, "changed", changes_json(i));
	json_object_set_new(j, "said", said);
	return j;
}

json_t *inquiries_json(struct arena *a, const struct inquiries *x,
		       const struct finding *fd)
{
	json_t *list = json_array();
	const struct inquiry *i;
	size_t at = 0;

	while ((i = inquiry_about(x, fd, &at)))
		json_array_append_new(list, inquiry_json(a, i));
	return list;
}
