/* SPDX-License-Identifier: Apache-2.0 */
/*
 * trace.json: for each number of the document and its appendices, the formula,
 * what it was made of, and the records or the report behind each part.
 *
 * One number a line, so that two traces compare line by line.  Nothing in it
 * depends on when or where it was written: the state of knowledge is the
 * number of a transaction.
 */
#include <jansson.h>

#include "figure/words.h"
#include "lib/base/buf.h"
#include "lib/file/file.h"
#include "plan/internal.h"

static json_t *text_or_null(const char *s)
{
	return s ? json_string(s) : json_null();
}

static json_t *quantity_json(struct arena *a, const struct quantity *q)
{
	json_t *o = json_object();

	json_object_set_new(o, "value", json_string(dec_str(a, q->low)));
	if (dec_cmp(q->low, q->high))
		json_object_set_new(o, "value_max",
				    json_string(dec_str(a, q->high)));
	if (q->qualifier != QUAL_EXACT)
		json_object_set_new(o, "qualifier",
				    json_string(qualifier_name(q->qualifier)));
	return o;
}

static const char *source_name(const struct figure *f)
{
	switch (f->source) {
	case FIG_REGISTER:
		return "register";
	case FIG_FORMULA:
		return "formula";
	case FIG_REPORTED:
		return "reported";
	}
	BUG("source %d", f->source);
}

/* The organisations behind a figure, or what was reported. */
static int add_source(const struct plan *p, const struct figure *f, json_t *o,
		      struct err *e)
{
	struct figure_record *record;
	json_t *ids;
	size_t n;

	if (f->state == FIG_MISSING)
		return 0;
	json_object_set_new(o, "source", json_string(source_name(f)));
	if (f->source == FIG_REPORTED) {
		json_object_set_new(o, "report",
				    json_pack("{s:o, s:s, s:o, s:o}",
					      "who", text_or_null(f->who),
					      "when", moment_iso(p->arena,
								 f->when),
					      "origin", text_or_null(f->origin),
					      "note", text_or_null(f->note)));
		return 0;
	}
	if (f->source == FIG_FORMULA)
		json_object_set_new(o, "formula",
				    text_or_null(f->indicator->formula));
	if (figures_records(p->figures, &f->key, &record, &n, e))
		return -1;
	ids = json_array();
	for (size_t i = 0; i < n; i++)
		json_array_append_new(ids, json_integer(record[i].org));
	json_object_set_new(o, "records", ids);
	return 0;
}

static json_t *operand(const struct plan *p, const struct rule_operand *r,
		       struct err *e)
{
	const struct figure *f = r->ref ? r->value.source : NULL;
	json_t *o = json_object();

	if (!f) { /* an aggregate over records, by itself */
		json_object_set_new(o, "kind", text_or_null(
					    r->agg ? r->agg->kind : NULL));
		json_object_set_new(o, "value",
				    json_string(dec_str(p->arena,
							r->value.point)));
		return o;
	}
	json_object_set_new(o, "indicator", json_string(f->key.indicator));
	json_object_set_new(o, "place", json_string(f->key.place));
	json_object_set_new(o, "breakdown",
			    breakdown_json(f->key.breakdown));
	json_object_set_new(o, "period", json_string(f->key.period));
	json_object_set_new(o, "basis", json_string(basis_name(f->key.basis)));
	if (f->key.percent)
		json_object_set_new(o, "percent_of_plan", json_true());
	if (f->state == FIG_VALUE) {
		json_t *q = quantity_json(p->arena, &f->value);

		json_object_update(o, q);
		json_decref(q);
	}
	if (add_source(p, f, o, e)) {
		json_decref(o);
		return NULL;
	}
	return o;
}

/* Why the broken warnings that name the number were left to stand. */
static json_t *reasons(const struct plan *p, const struct plan_number *n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n->nreason; i++) {
		const struct finding *f = n->reason[i];
		const struct reason *r = f->justification->given;

		json_array_append_new(list,
				      json_pack("{s:s, s:s, s:s, s:s}",
						"check", f->check->code,
						"text", r->text, "who", r->who,
						"when", moment_iso(p->arena,
								   r->when)));
	}
	return list;
}

static json_t *number(const struct plan *p, const struct plan_number *n,
		      struct err *e)
{
	json_t *o = json_object();
	json_t *operands = json_array();
	json_t *checks = json_array();

	json_object_set_new(o, "id", json_string(n->id));
	json_object_set_new(o, "paragraph", json_string(n->paragraph));
	json_object_set_new(o, "text", json_string(n->text));
	json_object_set_new(o, "formula", json_string(n->formula));
	json_object_set_new(o, "value",
			    n->result.value.state == RULE_KNOWN
				    ? json_string(dec_str(p->arena,
						n->result.value.point))
				    : json_null());
	json_object_set_new(o, "unit", json_string(n->unit));
	json_object_set_new(o, "operands", operands);
	json_object_set_new(o, "checks", checks);
	for (size_t i = 0; i < n->result.noperand; i++) {
		json_t *op = operand(p, &n->result.operand[i], e);

		if (!op) {
			json_decref(o);
			return NULL;
		}
		json_array_append_new(operands, op);
	}
	for (size_t i = 0; i < n->ncheck; i++)
		json_array_append_new(checks, json_string(n->check[i]));
	json_object_set_new(o, "reasons", reasons(p, n));
	return o;
}

static int append(const char *s, size_t n, void *b)
{
	buf_add(b, s, n);
	return 0;
}

static void add_json(struct buf *b, json_t *o)
{
	if (json_dump_callback(o, append, b, JSON_COMPACT))
		BUG("trace: no memory, or text that is not UTF-8");
	json_decref(o);
}

int plan_trace(const struct plan *p, struct buf *b, struct err *e)
{
	buf_adds(b, "{\"plan\":");
	add_json(b, json_pack("{s:i, s:s, s:I, s:s, s:I, s:b}",
			       "year", p->request.year,
			       "place", p->request.place,
			       "known", (json_int_t)p->request.known,
			       "pack", p->pack->code,
			       "pack_version", (json_int_t)p->pack->version,
			       "demonstration", p->demonstration));
	buf_adds(b, ",\n\"numbers\":[\n");
	for (size_t i = 0; i < p->nnumber; i++) {
		json_t *o = number(p, &p->number[i], e);

		if (!o)
			return -1;
		add_json(b, o);
		buf_adds(b, i + 1 < p->nnumber ? ",\n" : "\n");
	}
	buf_adds(b, "]}\n");
	return 0;
}

int plan_write_trace(const struct plan *p, const char *path, struct err *e)
{
	struct buf b = BUF_INIT(p->arena);

	if (plan_trace(p, &b, e) < 0)
		return -1;
	return file_write(path, b.data, b.len, e);
}
