/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes the page of test/tools/probe.html for every text of standard input;
 * texts and pages end with the byte 0x1e.  For test/tools/html2c.mjs.
 */
#include "test/tools/probe.html.h"

#include "lib/base/base.h"

int main(void)
{
	char *text = NULL;
	size_t cap = 0;
	ssize_t n;

	while ((n = getdelim(&text, &cap, 0x1e, stdin)) > 0) {
		struct arena *a = arena_new();
		struct buf b = BUF_INIT(a);

		if (text[n - 1] == 0x1e)
			text[n - 1] = '\0';
		probe(&b, text);
		fwrite(b.data, 1, b.len, stdout);
		putchar(0x1e);
		arena_free(a);
	}
	free(text);
	return 0;
}
