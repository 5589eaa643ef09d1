/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hostile rules files for a small table, and hostile tables.  The first byte
 * chooses: even, the rest is the rules of a fixed table; odd, it is a CSV with
 * fixed rules.  What is refused says why; what is accepted is solved, and no
 * answer is called minimal with another weight than its bound.
 */
#include "lib/file/file.h"
#include "sheet/sheet.h"

#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char fixed_table[] =
	"Huyện;Tổng;Nam;Nữ;Tỷ lệ (%)\nA;3;1;2;33,3\nB;7;3;5;-\n"
	"C;khoảng 50;;20;40%\nCộng;10;4;6;\n";
static const char fixed_rules[] =
	"B2 = C2 + D2\neach row 2..3: $B = sum($C:$D)\n"
	"E2 = 100 * C2 / B2\nB3 >= C3\n";

static void look(struct arena *a, const char *path, const char *rules,
		 size_t n)
{
	struct err e = { 0 };
	struct buf out = BUF_INIT(a);
	struct findings f;
	struct rules r;
	struct book *b = book_open(a, path, &e);

	if (!b || rules_parse(b, "r", rules, n, &r, &e) < 0 ||
	    findings_make(&r, &f, &e) < 0) {
		if (e.kind == ERR_NONE || !e.message[0])
			BUG("a refusal that does not say why");
		return;
	}
	if (f.typed.result.status == REPAIR_MINIMAL &&
	    f.typed.result.weight != f.typed.result.bound)
		BUG("minimal without a proof");
	findings_print(&f, &out);
	json_decref(findings_json(&f));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char path[64];
	struct arena *a = arena_new();
	bool rules = size == 0 || data[0] % 2 == 0;
	const void *rest = data + (size > 0);
	size_t n = size - (size > 0);

	/* a few hundred rules at most: the engine has a fuzzer of its own */
	if (n > 4096)
		n = 4096;
	snprintf(path, sizeof path, "/dev/shm/hoptac-fuzz-%ld.csv",
		 (long)getpid());
	if (file_write(path, rules ? fixed_table : rest,
		       rules ? strlen(fixed_table) : n, NULL) < 0)
		BUG("cannot write %s", path);
	if (rules)
		look(a, path, rest, n);
	else
		look(a, path, fixed_rules, strlen(fixed_rules));
	unlink(path);
	arena_free(a);
	return 0;
}
