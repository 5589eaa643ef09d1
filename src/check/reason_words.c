/* SPDX-License-Identifier: Apache-2.0 */
/* What has been said of a broken warning, in words and in JSON. */
#include "check/reason.h"
#include "check/select.h"

#include "figure/words.h"
#include "lib/text/number.h"

const char *reason_by(struct arena *a, const struct reason *r)
{
	return arena_printf(a, "%s, %s", r->who,
			    day_vi(a, moment_day(r->when)));
}

void justification_print(struct arena *a, struct figures *f,
			 const struct check_report *r,
			 const struct finding *fd, struct buf *out)
{
	const struct justification *j = fd->justification;

	if (!j)
		return;
	if (j->given)
		buf_addf(out, "  %s (%s): %s\n",
			 j->nchange ? "Giải trình đã hết giá trị"
				    : "Giải trình",
			 reason_by(a, j->given), j->given->text);
	for (size_t i = 0; i < j->nchange; i++) {
		const struct printed_change *c = &j->change[i];

		buf_addf(out, "    đã đổi: %s: %s → %s\n",
			 figure_key_vi(a, figures_pack(f), c->key),
			 c->from ? c->from : "chưa xét đến",
			 c->to ? c->to : "không còn xét đến");
	}
	if (j->reminder)
		buf_addf(out, "  Năm trước giải trình (%s): %s\n",
			 reason_by(a, j->reminder), j->reminder->text);
	if (!is_justified(fd))
		buf_addf(out, "  Cần giải trình: %s --reason \"...\"\n",
			 finding_command(a, "justify", f, r, fd));
}

/* --- JSON -------------------------------------------------------------------- */

static json_t *reason_json(struct arena *a, const struct reason *r)
{
	json_t *j = json_object();

	json_object_set_new(j, "text", json_string(r->text));
	json_object_set_new(j, "who", json_string(r->who));
	json_object_set_new(j, "when", json_string(moment_iso(a, r->when)));
	return j;
}

static json_t *text_or_null(const char *s)
{
	return s ? json_string(s) : json_null();
}

static json_t *changes_json(const struct justification *j)
{
	json_t *list = json_array();

	for (size_t i = 0; i < j->nchange; i++) {
		const struct printed_change *c = &j->change[i];
		json_t *one = json_object();

		json_object_set_new(one, "figure", figure_key_json(c->key));
		json_object_set_new(one, "from", text_or_null(c->from));
		json_object_set_new(one, "to", text_or_null(c->to));
		json_array_append_new(list, one);
	}
	return list;
}

void justification_json(struct arena *a, const struct finding *fd, json_t *j)
{
	const struct justification *x = fd->justification;
	json_t *given = json_null();
	json_t *reminder = json_null();

	if (x && x->given) {
		given = reason_json(a, x->given);
		json_object_set_new(given, "void",
				    json_boolean(x->nchange > 0));
		json_object_set_new(given, "changed", changes_json(x));
	}
	if (x && x->reminder) {
		reminder = reason_json(a, x->reminder);
		json_object_set_new(reminder, "year",
				    json_integer(x->reminder->year));
	}
	json_object_set_new(j, "reason", given);
	json_object_set_new(j, "reminder", reminder);
}
