/* SPDX-License-Identifier: Apache-2.0 */
/* The register of documents. */
#include "lint/law.h"

#include "lib/text/text.h"
#include "test.h"

#include <string.h>

TEST(law_register_knows_what_the_golden_draft_cites)
{
	struct law *law = law_register(a);
	const struct law_document *d = law_find(law, "QĐ-TTG", 340, 0);
	int y;
	int m;
	int day;

	CHECK(law->n > 40);
	if (!CHECK(d != NULL))
		return;
	day_to_civil(d->day, &y, &m, &day);
	CHECK(d->has_day && y == 2021 && m == 3 && day == 12);
	CHECK_INT(d->period_from, 2021);
	CHECK_INT(d->period_to, 2030);
	d = law_find(law, "QH13", 23, 2012);
	CHECK(d && d->to < law_find(law, "QH15", 17, 2023)->from);
	CHECK(!law_find(law, "QH13", 23, 2013));
	CHECK(!law_find(law, "QĐ-TTG", 341, 0));
	CHECK(!law_find(law, "QĐ-UBND", 340, 0));
}

/* No document stands twice, and none ends before it begins or was signed. */
TEST(law_register_is_sound)
{
	struct law *law = law_register(a);

	for (size_t i = 0; i < law->n; i++) {
		const struct law_document *d = &law->document[i];

		CHECK(law_find(law, d->key, d->number, d->code_year) == d);
		CHECK(d->from <= d->to);
		CHECK(!d->has_day || d->from == DAY_MIN || d->from >= d->day);
		CHECK(strcmp(text_fold(a, d->place), d->place) == 0);
		if (*d->replaced)
			CHECK(strstr(d->replaced, "/") != NULL);
	}
}

static void refused(struct arena *a, const char *yaml, const char *text)
{
	struct err e = { 0 };

	CHECK(!law_read(a, "x.yaml", yaml, strlen(yaml), &e));
	CHECK_ERR(&e, ERR_INPUT, text);
}

TEST(law_read_refuses)
{
	refused(a, "laws: []\n", "documents");
	refused(a, "documents:\n  - { type: Luật }\n", "x.yaml, dòng 2");
	refused(a, "documents:\n  - { type: Luật, code: 1/2000/QH10, day: "
		   "2000-02-30 }\n", "Ngày hoặc năm không đúng");
	refused(a, "documents:\n  - { type: Luật, code: 1/2000/QH10, period: "
		   "2025-2021 }\n", "Ngày hoặc năm không đúng");
	refused(a, "documents:\n  - { type: Luật, code: 1/2000/QH10, number: 1 "
		   "}\n", "Mục không có");
	refused(a, "documents:\n  - Luật\n", "Mỗi văn bản");
}
