/* SPDX-License-Identifier: Apache-2.0 */
/* An officer's wording beside the pack's, and as it is typed into a form. */
#include "plan/text.h"

#include "lib/base/buf.h"

enum text_state text_merge(const struct plan_text *t, const char *generated)
{
	if (!t)
		return TEXT_GENERATED;
	if (strcmp(t->text, generated) == 0)
		return TEXT_AGREED;
	return strcmp(t->base, generated) == 0 ? TEXT_EDITED : TEXT_CONFLICT;
}

const struct plan_text *plan_text_find(const struct plan_texts *t,
				       const char *paragraph)
{
	for (size_t i = 0; t && i < t->n; i++)
		if (strcmp(t->v[i].paragraph, paragraph) == 0)
			return &t->v[i];
	return NULL;
}

size_t bounds_add(struct arena *a, struct bounds *b, const char *formula,
		  const char *value)
{
	for (size_t i = 0; i < b->n; i++)
		if (strcmp(b->v[i].formula, formula) == 0)
			return i + 1;
	*VEC_PUSH(a, b->v, b->n, b->cap) = (struct bound){ formula, value };
	return b->n;
}

static const char *one_line(struct arena *a, const char *s)
{
	struct buf b = BUF_INIT(a);

	while (*s) {
		size_t n = strcspn(s, " \t\r\n");

		if (n && b.len)
			buf_addch(&b, ' ');
		buf_add(&b, s, n);
		s += n;
		s += strspn(s, " \t\r\n");
	}
	return b.data;
}

/* The bound number "{3: 474}" at s, n bytes long, as its formula. */
static int bind(struct arena *a, const char *s, size_t n,
		const struct bounds *b, const char *shown, struct buf *out,
		struct err *e)
{
	char *end;
	unsigned long i = strtoul(s + 1, &end, 10);
	const char *token = arena_strndup(a, s, n);

	if (s[1] < '1' || s[1] > '9' || strncmp(end, ": ", 2) != 0)
		return err_set(e, ERR_INPUT,
			       "ngoặc nhọn chỉ dùng cho số có nguồn, như {1: 474}: “%s”",
			       token);
	if (i > b->n)
		return err_set(e, ERR_INPUT, "đoạn này không có số thứ %lu: “%s”",
			       i, token);
	if (strcmp(token, arena_printf(a, "{%lu: %s}", i, b->v[i - 1].value)) &&
	    !strstr(shown, token)) {
		err_set(e, ERR_INPUT,
			"số %lu lấy từ nguồn là %s, không sửa trong văn bản được",
			i, b->v[i - 1].value);
		return err_hint(e, "sửa số liệu ở nguồn, hoặc bỏ cả ngoặc nhọn "
				   "để ghi số không có nguồn");
	}
	buf_addf(out, "{{ %s }}", b->v[i - 1].formula);
	return 0;
}

int text_bind(struct arena *a, const char *typed, const struct bounds *b,
	      const char *shown, const char **out, struct err *e)
{
	const char *s = one_line(a, typed);
	struct buf text = BUF_INIT(a);

	shown = one_line(a, shown);
	while (*s) {
		size_t n = strcspn(s, "{}");

		buf_add(&text, s, n);
		s += n;
		if (!*s)
			break;
		n = strcspn(s, "}");
		if (*s == '}' || !s[n])
			return err_set(e, ERR_INPUT, "ngoặc nhọn thiếu một bên");
		if (bind(a, s, n + 1, b, shown, &text, e) < 0)
			return -1;
		s += n + 1;
	}
	if (!text.len)
		return err_set(e, ERR_INPUT, "đoạn văn để trống");
	if (text.len > PLAN_TEXT_MAX)
		return err_set(e, ERR_INPUT, "đoạn văn dài quá");
	*out = text.data;
	return 0;
}
