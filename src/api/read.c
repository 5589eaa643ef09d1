/* SPDX-License-Identifier: Apache-2.0 */
/* Routes that no command answers in JSON: the plan, the log. */
#include "api/internal.h"

#include "figure/asked.h"
#include "lib/db/db.h"
#include "plan/plan.h"

/* --- the plan -------------------------------------------------------------------- */

static struct plan *compile(struct request *q, struct plan_request *p)
{
	int64_t year = 0;
	struct asked x;

	http_int(q, "year", &year);
	if (figures_asked(q, (int)year, &x) < 0)
		return NULL;
	*p = (struct plan_request){
		.place = x.home, .year = x.year, .known = x.known,
		.day = DAY_MIN,
		.reasons = reasons_read(q->arena, q->db, x.home, x.year,
					x.known, &q->err),
	};
	if (!p->reasons)
		return NULL;
	return plan_compile(q->arena, x.figures, p, &q->err);
}

static json_t *number_json(const struct plan_number *n)
{
	json_t *checks = json_array();

	for (size_t i = 0; i < n->ncheck; i++)
		json_array_append_new(checks, json_string(n->check[i]));
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:o}",
			 "id", n->id, "paragraph", n->paragraph,
			 "text", n->text, "unit", n->unit,
			 "formula", n->formula, "missing", n->missing,
			 "checks", checks);
}

int get_plan(struct request *q, struct response *r)
{
	struct plan_request request;
	struct plan *p = compile(q, &request);
	const struct plan_number *number;
	json_t *numbers;
	const char *why = NULL;
	bool draft;
	size_t n;

	if (!p)
		return -1;
	numbers = json_array();
	n = plan_numbers(p, &number);
	for (size_t i = 0; i < n; i++)
		json_array_append_new(numbers, number_json(&number[i]));
	draft = plan_is_draft(p, &why);
	return answer_json(r, json_pack(
		"{s:s, s:i, s:I, s:b, s:o, s:I, s:o}", "place", request.place,
		"year", request.year, "known", (json_int_t)request.known,
		"draft", draft, "why", draft ? json_string(why) : json_null(),
		"broken", (json_int_t)plan_checks(p)->nbroken,
		"numbers", numbers));
}

int get_plan_trace(struct request *q, struct response *r)
{
	struct plan_request request;
	struct plan *p = compile(q, &request);

	if (!p || plan_trace(p, &r->body, &q->err) < 0)
		return -1;
	r->type = "application/json";
	return 0;
}

/* --- the log ------------------------------------------------------------------------ */

int get_log(struct request *q, struct response *r)
{
	json_t *list = json_array();
	struct log_entry *entry;
	int64_t before = INT64_MAX;
	int64_t limit = 100;
	size_t n;

	http_int(q, "before", &before);
	http_int(q, "limit", &limit);
	n = log_read(q->arena, q->db, before, http_text(q, "who"), limit,
		     &entry);
	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, json_pack(
			"{s:I, s:s, s:s, s:s, s:s}",
			"id", (json_int_t)entry[i].id,
			"at", moment_iso(q->arena, entry[i].at),
			"who", entry[i].who, "why", entry[i].why,
			"hash", entry[i].hash));
	return answer_json(r, list);
}
