/* SPDX-License-Identifier: Apache-2.0 */
/* The seed document (test/data/lint/seed.txt): its seven sentences that a
 * page break tore (contradictions.csv, H17) are one again. */
#include "lib/document/passages.h"

/* The words on both sides of each break. */
static const char *const torn[] = {
	"HTX không hoạt động nhưng vẫn tồn tại",
	"tổng số cán bộ quản lý HTX là 1.590 người",
	"trong những thời điểm",
	"tiếp tục thực hiện Nghị quyết",
	"gây khó khăn cho HTX, nhất là",
	"phát triển kinh tế tập thể, kinh tế",
	"nhằm tích cực đóng góp",
};

TEST(seed_sentences_are_rejoined)
{
	struct err e = { 0 };
	struct document *d = document_read(a, "test/data/lint/seed.txt", &e);
	size_t notes = 0, anchors = 0;

	if (!d)
		BUG("%s", e.message);
	for (size_t i = 0; i < ARRAY_LEN(torn); i++) {
		bool found = false;

		for (size_t k = 0; k < d->npassage; k++)
			found |= strstr(d->passage[k].text, torn[i]) != NULL;
		if (!CHECK(found))
			fprintf(stderr, "%s\n", torn[i]);
	}
	for (size_t k = 0; k < d->npassage; k++) {
		notes += d->passage[k].kind == PASSAGE_NOTE;
		anchors += d->passage[k].nanchor;
		CHECK(!strchr(d->passage[k].text, '*'));
		CHECK(!strstr(d->passage[k].text, "sup>"));
	}
	/* seven notes and seven calls */
	CHECK_INT(notes, 7);
	CHECK_INT(anchors, 7);
}
