/* SPDX-License-Identifier: Apache-2.0 */
/* Findings that were accepted stay accepted, and nothing else does. */
#include "lint/baseline.h"

#include "lib/file/file.h"
#include "test.h"

#include <string.h>

static struct lint *lint(struct arena *a, const char *text)
{
	static const struct lint_options none = { 0 };
	struct err e = { 0 };
	struct document *d = document_parse(a, "t.txt", text, strlen(text), &e);

	if (!d)
		BUG("%s", e.message);
	return lint_run(a, d, &none);
}

TEST(baseline_written_and_read_again)
{
	const char *path = arena_printf(a, "%s/b.json", test_dir(a));
	struct lint *l = lint(a, "Số: /KH-UBND");
	struct baseline b = { 0 };
	struct err e = { 0 };

	CHECK_INT(baseline_read(a, path, &b, &e), 0);
	CHECK_INT(b.n, 0);
	CHECK_INT(baseline_accept(&b, l, "điền khi ký"), 1);
	CHECK_INT(lint_count(l, SEV_ERROR), 0);
	CHECK_INT(baseline_accept(&b, l, "lần nữa"), 0);
	CHECK_INT(baseline_write(a, path, &b, &e), 0);

	l = lint(a, "Kính gửi\n\nSố: /KH-UBND\n\nSố: /BC-UBND");
	CHECK_INT(baseline_read(a, path, &b, &e), 0);
	baseline_apply(&b, l);
	CHECK_STR(l->finding[0].why, "điền khi ký");
	CHECK(!l->finding[1].why);
}

TEST(baseline_that_is_none_is_refused)
{
	static const char *const bad[] = {
		"", "[]", "{\"accepted\": 1}", "{\"accepted\": [{}]}",
		"{\"accepted\": [{\"id\": \"1\", \"rule\": \"x\", \"quote\": 2}]}",
	};
	const char *path = arena_printf(a, "%s/b.json", test_dir(a));

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct baseline b;
		struct err e = { 0 };

		CHECK_INT(file_write(path, bad[i], strlen(bad[i]), &e), 0);
		CHECK_INT(baseline_read(a, path, &b, &e), -1);
		CHECK_ERR(&e, ERR_INPUT, path);
	}
}
