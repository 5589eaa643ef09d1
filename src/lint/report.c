/* SPDX-License-Identifier: Apache-2.0 */
/* Findings as a list for people and as JSON. */
#include "lint/lint.h"

#include "check/check.h"
#include "lib/base/buf.h"

#include <string.h>

const char *lint_quote(struct arena *a, const struct document *d,
		       size_t start, size_t end)
{
	struct buf b = BUF_INIT(a);

	for (size_t i = start; i < end; i++) {
		if (!strchr(" \t\r\n", d->text[i]))
			buf_addch(&b, d->text[i]);
		else if (b.len > 0 && b.data[b.len - 1] != ' ')
			buf_addch(&b, ' ');
	}
	return b.data;
}

static json_t *span_json(const struct lint *l, size_t start, size_t end)
{
	return json_pack("{s:I, s:I}", "start",
			 (json_int_t)document_point(l->doc, start), "end",
			 (json_int_t)document_point(l->doc, end));
}

static json_t *finding_json(const struct lint *l, const struct lint_finding *f)
{
	json_t *j = json_object();
	json_t *parts = json_array();

	for (size_t i = 0; i < f->npart; i++) {
		const struct lint_part *p = &f->part[i];
		json_t *part = span_json(l, p->start, p->end);

		json_object_set_new(part, "text",
				    json_string(lint_quote(l->arena, l->doc,
							   p->start, p->end)));
		json_array_append_new(parts, part);
	}
	json_object_set_new(j, "rule", json_string(f->rule->id));
	json_object_set_new(j, "severity",
			    json_string(severity_code(f->severity)));
	json_object_update_new(j, span_json(l, f->start, f->end));
	json_object_set_new(j, "line", json_integer((json_int_t)document_line(
					       l->doc, f->part[0].start)));
	json_object_set_new(j, "quote",
			    json_string(lint_quote(l->arena, l->doc, f->start,
						   f->end)));
	json_object_set_new(j, "message", json_string(f->message));
	json_object_set_new(j, "parts", parts);
	json_object_set_new(j, "repair",
			    f->repair ? json_string(f->repair) : json_null());
	return j;
}

json_t *lint_json(const struct lint *l)
{
	json_t *j = json_object();
	json_t *findings = json_array();

	for (size_t i = 0; i < l->nfinding; i++)
		json_array_append_new(findings,
				      finding_json(l, &l->finding[i]));
	json_object_set_new(j, "file", json_string(l->doc->path));
	json_object_set_new(j, "findings", findings);
	return j;
}

void lint_print(const struct lint *l, struct buf *out)
{
	for (size_t i = 0; i < l->nfinding; i++) {
		const struct lint_finding *f = &l->finding[i];

		buf_addf(out, "%s:%zu: %s [%s] %s\n", l->doc->path,
			 document_line(l->doc, f->part[0].start),
			 severity_vi(f->severity), f->rule->id, f->message);
		buf_addf(out, "    “%s”\n",
			 lint_quote(l->arena, l->doc, f->start, f->end));
		if (f->repair)
			buf_addf(out, "    Đề xuất: %s\n", f->repair);
	}
	if (l->nfinding == 0)
		buf_addf(out, "%s: không thấy lỗi.\n", l->doc->path);
}
