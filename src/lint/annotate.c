/* SPDX-License-Identifier: Apache-2.0 */
/* A copy of a Word draft with a comment for each finding. */
#include "lint/annotate.h"

#include "check/check.h"
#include "lib/file/docxnote.h"

/* The finding as a colleague would write it in the margin. */
static const char *comment(struct arena *a, const struct lint_finding *f)
{
	struct buf b = BUF_INIT(a);

	buf_addf(&b, "%s: %s\n%s", severity_vi(f->severity), f->rule->title,
		 f->message);
	if (f->repair)
		buf_addf(&b, "\nĐề xuất: %s", f->repair);
	buf_addf(&b, "\nCăn cứ: %s [%s]", f->rule->reason, f->rule->id);
	return b.data;
}

char *lint_annotate(struct arena *a, const struct lint *l, const void *data,
		    size_t n, size_t *len, struct err *e)
{
	struct docx_remark *remark =
		ARENA_ARRAY(a, l->nfinding + 1, struct docx_remark);
	size_t count = 0;

	if (l->doc->format != DOCUMENT_DOCX) {
		err_set(e, ERR_INPUT, "Chỉ ghi nhận xét được vào bản Word "
				      "(.docx): “%s” không phải", l->doc->path);
		err_hint(e, "Rà soát bản .docx của văn bản.");
		return NULL;
	}
	for (size_t i = 0; i < l->nfinding; i++) {
		const struct lint_finding *f = &l->finding[i];
		struct docx_remark *r = &remark[count];

		for (size_t k = 0; k < f->npart && !f->why; k++) {
			if (!document_source(l->doc, f->part[k].start,
					     f->part[k].end, &r->from, &r->to))
				continue;
			r->text = comment(a, f);
			count++;
			break;
		}
	}
	return docx_remarks_add(a, l->doc->path, data, n, l->doc->part, remark,
				count, len, e);
}
