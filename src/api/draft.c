/* SPDX-License-Identifier: Apache-2.0 */
/* The audit of a draft that is sent: it is read, judged and forgotten. */
#include "api/internal.h"

#include "lint/store.h"
#include "office/office.h"

int lint_draft(struct request *q, struct response *r)
{
	const struct value *file = http_value(q, "file", 0);
	struct lint_options options = {
		.only = http_text(q, "only"),
		.without = http_text(q, "without"),
	};
	struct baseline accepted;
	struct document *d;
	struct lint *l;

	d = document_parse(q->arena, file->text, file->data, file->size,
			   &q->err);
	if (!d)
		return err_field(&q->err, "file");
	l = lint_run(q->arena, d, &options);
	accepted = accepted_read(q->arena, q->db, office_known(q));
	baseline_apply(&accepted, l);
	return answer_json(r, lint_json(l));
}
