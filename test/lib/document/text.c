/* SPDX-License-Identifier: Apache-2.0 */
/* Plain text as passages.  Tests src/lib/document/document.c and
 * src/lib/document/passage.c too. */
#include "lib/document/document.h"

#include "test.h"

#include <string.h>

static struct document *parse(struct arena *a, const char *text)
{
	struct err e = { 0 };
	struct document *d = document_parse(a, "t.txt", text, strlen(text), &e);

	if (!d)
		BUG("%s", e.message);
	return d;
}

TEST(text_lines_of_a_sentence_are_joined)
{
	struct document *d = parse(a, "# Một\n\nhai *ba*\n  bốn\n\n- năm\n- sáu");

	CHECK_INT(d->npassage, 4);
	CHECK_INT(d->passage[0].kind, PASSAGE_HEADING);
	CHECK_STR(d->passage[0].text, "Một");
	CHECK_STR(d->passage[1].text, "hai ba bốn");
	CHECK_STR(d->passage[3].text, "- sáu");
}

TEST(text_bytes_know_their_places)
{
	struct document *d = parse(a, "đạt **400** HTX<sup>1</sup>, còn 74");
	const struct passage *p = &d->passage[0];

	CHECK_STR(p->text, "đạt 400 HTX, còn 74");
	for (size_t i = 0; i < p->n; i++)
		CHECK_INT(d->text[p->at[i]], p->text[i]);
	CHECK_INT(p->nanchor, 1);
	CHECK_STR(p->anchor[0].label, "1");
	CHECK_STR(p->text + p->anchor[0].at, ", còn 74");
	CHECK_INT(document_point(d, p->at[strlen("đạt ")]), 6);
}

TEST(text_positions_have_lines)
{
	struct document *d = parse(a, "a\n\nbc\n");

	CHECK_INT(document_line(d, 0), 1);
	CHECK_INT(document_line(d, 3), 3);
	CHECK_INT(document_line(d, 6), 4);
}
