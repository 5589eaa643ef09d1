/* SPDX-License-Identifier: Apache-2.0 */
/* Where phrases stand in a document. */
#include "lint/word.h"

#include "lib/base/buf.h"
#include "test.h"

#include <string.h>

static const struct document *document(struct arena *a, const char *text)
{
	struct err e = { 0 };
	struct document *d = document_parse(a, "t.txt", text, strlen(text), &e);

	if (!d)
		BUG("%s", e.message);
	return d;
}

/* "passage:from-to" of each place. */
static const char *places(struct arena *a, const struct word_index *x,
			  const char *phrase)
{
	struct word_place at = { 0 };
	struct buf b = BUF_INIT(a);

	while (word_index_next(x, phrase, &at))
		buf_addf(&b, "%zu:%zu-%zu ", at.passage, at.from, at.to);
	return b.len ? b.data : "";
}

/* The same found by reading every passage again. */
static const char *slow_places(struct arena *a, const struct document *d,
			       const char *phrase)
{
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < d->npassage; i++) {
		const char *text = d->passage[i].text;
		const char *s = word_find(text, phrase);

		for (; s; s = word_find(s + 1, phrase))
			buf_addf(&b, "%zu:%zu-%zu ", i, (size_t)(s - text),
				 (size_t)(s - text) + strlen(phrase));
	}
	return b.len ? b.data : "";
}

TEST(word_index_finds_phrases)
{
	static const char *const phrases[] = {
		"hợp tác xã", "hợp", "tác xã", "xã", "liên hiệp", "xã viên",
		"covid -19", "xã, hợp", "hợp tác xã hợp", "vắng",
	};
	const struct document *d = document(
		a, "Hợp tác xã, hợp tác xã viên chức.\n\n"
		   "HỢP TÁC XÃ và Liên hiệp hợp tác xã; covid -19.\n\n"
		   "Xã hợp tác xã hợp tác; 1.550 xã.\n");
	struct words *all = words_of_document(a, d);
	struct words *bare = ARENA_ARRAY(a, d->npassage, struct words);
	struct word_index *x;

	CHECK_INT(d->npassage, 3);
	for (size_t i = 0; i < d->npassage; i++)
		bare[i] = words_bare(a, &all[i]);
	x = word_index_new(a, bare, d->npassage);
	CHECK_STR(places(a, x, "liên hiệp"), "1:19-31 ");
	CHECK_STR(places(a, x, "vắng"), "");
	for (size_t i = 0; i < ARRAY_LEN(phrases); i++)
		CHECK_STR(places(a, x, phrases[i]),
			  slow_places(a, d, phrases[i]));
}
