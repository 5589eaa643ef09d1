/* SPDX-License-Identifier: Apache-2.0 */
/* One organisation and its history, as JSON. */
#include "register/cmd.h"

#include <jansson.h>

static json_t *text_json(const char *s)
{
	return s ? json_string(s) : json_null();
}

static json_t *number_json(int64_t n)
{
	return n == REG_NONE ? json_null() : json_integer(n);
}

static json_t *day_json(struct arena *a, day_t d)
{
	return d == DAY_MIN || d == DAY_MAX ? json_null()
					    : json_string(day_iso(a, d));
}

static json_t *version_json(struct arena *a, const struct view *v,
			    const struct org_version *x)
{
	const struct unit *seat;

	if (!x)
		return json_null();
	seat = view_seat(v, x->seat);
	return json_pack("{s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o,"
			 " s:o, s:o, s:o}",
			 "from", day_json(a, x->from),
			 "to", day_json(a, x->to), "name", x->name,
			 "sector", text_json(x->sector),
			 "district", text_json(unit_code(seat, UNIT_DISTRICT)),
			 "commune", text_json(unit_code(seat, UNIT_COMMUNE)),
			 "address", text_json(x->address),
			 "capital_vnd", number_json(x->capital),
			 "members", number_json(x->members),
			 "labour", number_json(x->labour),
			 "managers", number_json(x->managers),
			 "managers_low", number_json(x->managers_low),
			 "managers_high", number_json(x->managers_high));
}

static json_t *identifiers_json(struct arena *a, const struct org *o)
{
	json_t *list = json_array();

	for (size_t i = 0; i < o->nidentifier; i++) {
		const struct org_identifier *id = &o->identifier[i];

		json_array_append_new(list, json_pack(
			"{s:s, s:s, s:o, s:o}", "kind", id->kind,
			"number", id->number, "issuer", text_json(id->issuer),
			"day", day_json(a, id->day)));
	}
	return list;
}

static json_t *written_json(struct arena *a, const struct written *w)
{
	return json_pack("{s:I, s:s, s:s, s:s}", "transaction",
			 (json_int_t)w->tx, "at", moment_iso(a, w->at),
			 "who", w->who, "why", w->why);
}

static json_t *event_json(const struct org_event *e)
{
	if (!e)
		return json_null();
	return json_pack("{s:I, s:s, s:o, s:o, s:o}",
			 "id", (json_int_t)e->id, "kind", e->kind,
			 "quantity", number_json(e->quantity),
			 "decision", text_json(e->decision),
			 "reason", text_json(e->reason));
}

static json_t *change_json(struct arena *a, const struct change *c)
{
	static const char *const states[] = { "stands", "corrected",
					      "voided" };

	return json_pack("{s:o, s:s, s:s, s:o, s:s, s:o, s:o}",
			 "day", day_json(a, c->day), "title", c->title,
			 "note", c->note, "event", event_json(c->event),
			 "state", states[c->state],
			 "written", written_json(a, &c->from), "withdrawn",
			 c->state == CHANGE_STANDS ? json_null()
						   : written_json(a, &c->to));
}

static int append(const char *s, size_t n, void *out)
{
	buf_add(out, s, n);
	return 0;
}

void register_json(struct arena *a, const struct view *v, const struct org *o,
		   const char *status, const struct change *change, size_t n,
		   struct buf *out)
{
	json_t *history = json_array();
	json_t *j;

	for (size_t i = 0; i < n; i++)
		json_array_append_new(history, change_json(a, &change[i]));
	j = json_pack("{s:I, s:s, s:s, s:o, s:o, s:b, s:o, s:o}",
		      "id", (json_int_t)o->id, "kind", o->kind,
		      "on", day_iso(a, v->on), "status", text_json(status),
		      "identifiers", identifiers_json(a, o),
		      "demonstration", o->demonstration, "version",
		      version_json(a, v, org_version_on(o, v->on)),
		      "history", history);
	if (!j || json_dump_callback(j, append, out, JSON_INDENT(2)))
		BUG("an organisation that is no JSON");
	buf_addch(out, '\n');
	json_decref(j);
}
