/* SPDX-License-Identifier: Apache-2.0 */
/* The audit of a draft that is sent: it is read, judged and forgotten. */
#include "api/internal.h"

#include "lint/annotate.h"
#include "lint/store.h"
#include "office/office.h"

#include <sodium.h>

static json_t *base64_json(struct arena *a, const void *data, size_t n)
{
	const int form = sodium_base64_VARIANT_ORIGINAL;
	size_t most = sodium_base64_encoded_len(n, form);

	return json_string(sodium_bin2base64(arena_alloc(a, most), most, data,
					     n, form));
}

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
	char *copy;
	json_t *j;
	size_t n;

	d = document_parse(q->arena, file->text, file->data, file->size,
			   &q->err);
	if (!d)
		return err_field(&q->err, "file");
	l = lint_run(q->arena, d, &options);
	accepted = accepted_read(q->arena, q->db, office_known(q));
	baseline_apply(&accepted, l);
	if (!http_flag(q, "copy"))
		return answer_json(r, lint_json(l));
	copy = lint_annotate(q->arena, l, file->data, file->size, &n, &q->err);
	if (!copy)
		return err_field(&q->err, "copy");
	j = lint_json(l);
	json_object_set_new(j, "copy", base64_json(q->arena, copy, n));
	return answer_json(r, j);
}
