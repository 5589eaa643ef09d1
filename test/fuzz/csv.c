/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzzes the CSV reader: every byte sequence ends in rows or in an error. */
#include "lib/file/csv.h"

#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The reader takes a path; a file in memory serves, behind a name that ends
 * as it must. */
static const char *file_of(const uint8_t *data, size_t size)
{
	static char path[64];
	FILE *f;

	if (!path[0])
		snprintf(path, sizeof path, "/dev/shm/hoptac-fuzz-%ld.csv",
			 (long)getpid());
	f = fopen(path, "wb");
	if (!f || fwrite(data, 1, size, f) != size)
		BUG("cannot write %s", path);
	fclose(f);
	return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	const char *path = file_of(data, size);
	struct sheet *s = sheet_open(a, path, NULL, &e);
	struct sheet_row row;
	int r = s ? 1 : -1;

	unlink(path);
	while (r == 1) {
		r = sheet_next(s, &row, &e);
		if (r == 1) {
			struct buf b = BUF_INIT(a);

			for (size_t i = 0; i < row.n; i++)
				csv_add_cell(&b, row.cell[i], i == 0);
		}
	}
	if (r < 0 && (e.kind != ERR_INPUT || !e.message[0]))
		BUG("failure without an error");
	arena_free(a);
	return 0;
}
