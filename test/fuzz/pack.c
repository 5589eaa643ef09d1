/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fuzzes the YAML reader and the loader behind it: the input stands for each
 * file of an otherwise valid pack in turn, chosen by its first byte.
 */
#include "lib/file/file.h"
#include "pack/load.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct pack_file good[PACK_FILES];
	static struct arena *keep;
	struct pack_file files[PACK_FILES];
	struct arena *a = arena_new();
	struct err e = { 0 };
	char *text;

	if (!keep) {
		keep = arena_new();
		if (pack_read_files(keep, "packs/vn-htx-2012", good, &e) < 0)
			BUG("%s", e.message);
	}
	if (size > 0) {
		size_t which = data[0] % PACK_FILES;

		memcpy(files, good, sizeof files);
		text = arena_memdup(a, data + 1, size - 1);
		files[which].text = text;
		files[which].n = size - 1;
		tree_read(a, "x.yaml", text, size - 1, &e);
		e = (struct err){ 0 };
		pack_load(a, files, PACK_FILES, &e);
	}
	arena_free(a);
	return 0;
}
