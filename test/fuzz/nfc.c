/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzzes the door for outside text and what works on its result.  NFC is
 * stable, folding what is folded changes nothing, the order of a text with
 * itself is 0. */
#include "lib/text/text.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	char *once;
	char *twice;

	if (text_nfc(a, (const char *)data, size, &once, &e) == 0) {
		if (text_nfc(a, once, strlen(once), &twice, &e) < 0 ||
		    strcmp(once, twice) != 0)
			BUG("NFC is not stable");
		once = text_fold(a, twice);
		if (strcmp(once, text_fold(a, once)) != 0)
			BUG("folding is not stable");
		text_upper(a, text_lower(a, twice));
		text_width(twice);
		if (text_cmp(twice, twice) != 0)
			BUG("a text is not equal to itself");
		if (text_likeness(once, once) != 100)
			BUG("a text is not like itself");
	}
	arena_free(a);
	return 0;
}
