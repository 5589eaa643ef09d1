/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzzes figures as written: what is read must be written and read again with
 * the same value; and the numbers of XLSX cells. */
#include "lib/file/sheet.h"
#include "lib/text/number.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	char *s = arena_strndup(a, (const char *)data, size);
	struct quantity q, back;
	struct err e = { 0 };

	if (quantity_parse(s, &q, &e) == 0) {
		char *text = quantity_vi(a, &q, true);

		if (quantity_parse(text, &back, &e) < 0 ||
		    q.qualifier != back.qualifier ||
		    dec_cmp(q.low, back.low) != 0 ||
		    dec_cmp(q.high, back.high) != 0)
			BUG("%s became %s", s, text);
	}
	xlsx_number(a, s);
	xlsx_date(a, s, size % 2);
	xlsx_date_format(s);
	arena_free(a);
	return 0;
}
