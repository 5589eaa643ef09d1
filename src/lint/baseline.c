/* SPDX-License-Identifier: Apache-2.0 */
/* Baselines: reading, writing, applying. */
#include "lint/baseline.h"

#include "lib/file/file.h"

#include <string.h>

enum { MAX_FILE = 16 << 20 };

static int bad(struct err *e, const char *path, const char *what)
{
	err_set(e, ERR_INPUT, "tệp các phát hiện đã chấp nhận không đọc được: %s",
		what);
	err_detail(e, "tệp “%s”", path);
	return err_hint(e, "xoá tệp rồi chấp nhận lại, hoặc chọn tệp khác ở "
			   "--baseline");
}

/* A text of an entry; NULL when it has none. */
static const char *text_of(struct arena *a, const json_t *j, const char *name)
{
	const char *s = json_string_value(json_object_get(j, name));

	return s ? arena_strdup(a, s) : NULL;
}

static int take_entries(struct arena *a, const json_t *list,
			struct baseline *out)
{
	size_t i;
	json_t *j;

	if (!json_is_array(list))
		return -1;
	json_array_foreach(list, i, j) {
		struct baseline_entry x = {
			.id = text_of(a, j, "id"),
			.rule = text_of(a, j, "rule"),
			.quote = text_of(a, j, "quote"),
			.reason = text_of(a, j, "reason"),
		};

		if (!x.id || !x.rule || !x.quote || !x.reason)
			return -1;
		*VEC_PUSH(a, out->entry, out->n, out->cap) = x;
	}
	return 0;
}

int baseline_read(struct arena *a, const char *path, struct baseline *out,
		  struct err *e)
{
	struct err missing = { 0 };
	json_error_t why;
	json_t *j;
	size_t n;
	char *text = file_read(a, path, MAX_FILE, &n, &missing);
	int r;

	*out = (struct baseline){ 0 };
	if (!text && missing.kind == ERR_NOTFOUND)
		return 0;
	if (!text) {
		*e = missing;
		return -1;
	}
	j = json_loadb(text, n, 0, &why);
	if (!j)
		return bad(e, path, arena_printf(a, "dòng %d không phải JSON",
						 why.line));
	r = take_entries(a, json_object_get(j, "accepted"), out);
	json_decref(j);
	if (r < 0)
		return bad(e, path, "thiếu danh sách accepted có id, rule, "
				    "quote, reason");
	return 0;
}

int baseline_write(struct arena *a, const char *path,
		   const struct baseline *b, struct err *e)
{
	json_t *j = json_object();
	json_t *list = json_array();
	char *text;
	char *line;

	for (size_t i = 0; i < b->n; i++) {
		const struct baseline_entry *x = &b->entry[i];

		json_array_append_new(
			list, json_pack("{s:s, s:s, s:s, s:s}", "id", x->id,
					"rule", x->rule, "quote", x->quote,
					"reason", x->reason));
	}
	json_object_set_new(j, "accepted", list);
	text = json_dumps(j, JSON_INDENT(2));
	if (!text)
		BUG("JSON that cannot be written");
	line = arena_printf(a, "%s\n", text);
	free(text);
	json_decref(j);
	return file_write(path, line, strlen(line), e);
}

void baseline_apply(const struct baseline *b, struct lint *l)
{
	for (size_t i = 0; i < l->nfinding; i++)
		for (size_t k = 0; k < b->n; k++)
			if (strcmp(b->entry[k].id, l->finding[i].id) == 0)
				l->finding[i].why = b->entry[k].reason;
}

size_t baseline_accept(struct baseline *b, struct lint *l, const char *reason)
{
	size_t n = 0;

	for (size_t i = 0; i < l->nfinding; i++) {
		struct lint_finding *f = &l->finding[i];

		if (f->why)
			continue;
		f->why = reason;
		n++;
		*VEC_PUSH(l->arena, b->entry, b->n, b->cap) =
			(struct baseline_entry){
				f->id, f->rule->id,
				lint_quote(l->arena, l->doc, f->start, f->end),
				reason };
	}
	return n;
}
