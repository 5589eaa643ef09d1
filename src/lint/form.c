/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Form: fields that were left blank.
 */
#include "lint/pass.h"

#include "lib/base/base.h"

#include <string.h>

enum { BLANK_FIELD };

static const struct lint_rule rules[] = {
	[BLANK_FIELD] = { "blank-field", SEV_ERROR,
			  "Ô chưa điền (số, ngày, tháng)",
			  "Văn bản ban hành phải có số, ký hiệu và ngày tháng "
			  "(Nghị định 30/2020/NĐ-CP, Phụ lục I)." },
	{ 0 }
};

/* "Số: /KH-UBND": the number itself is missing. */
static void blank_number(struct lint *l, const struct passage *p)
{
	const char *s = strstr(p->text, "Số: /");
	struct lint_finding *f;
	size_t from;

	if (!s)
		return;
	from = (size_t)(s - p->text);
	f = lint_report(l, &rules[BLANK_FIELD],
			"Số văn bản còn để trống; điền số khi ban hành.");
	lint_part(l, f, p, from,
		  from + strlen("Số: ") + strcspn(s + strlen("Số: "), " ,.;"));
}

static void run(struct lint *l)
{
	for (size_t i = 0; i < l->doc->npassage; i++)
		blank_number(l, &l->doc->passage[i]);
}

const struct lint_pass lint_form_pass = { rules, run };
