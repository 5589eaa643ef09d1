/* SPDX-License-Identifier: Apache-2.0 */
/* Findings as a list for people and as JSON. */
#include "lint/lint.h"

#include "check/check.h"
#include "lib/base/buf.h"
#include "lint/amount.h"
#include "lint/citation.h"
#include "lint/outline.h"

#include <string.h>

enum { AROUND = 160 }; /* bytes shown before and behind a part, at most */

const char *lint_quote(struct arena *a, const struct document *d,
		       size_t start, size_t end)
{
	struct buf b = BUF_INIT(a);

	for (size_t i = start; i < end; i++) {
		if (!strchr(" \t\r\n", d->text[i]))
			buf_addch(&b, d->text[i]);
		else if (b.len > 0 && b.data[b.len - 1] != ' ')
			buf_addch(&b, ' ');
	}
	return b.data;
}

/* --- JSON ------------------------------------------------------------------- */

static json_t *span_json(const struct lint *l, size_t start, size_t end)
{
	return json_pack("{s:I, s:I}", "start",
			 (json_int_t)document_point(l->doc, start), "end",
			 (json_int_t)document_point(l->doc, end));
}

static json_t *text_json(const char *s)
{
	return s ? json_string(s) : json_null();
}

static json_t *quote_json(const struct lint *l, size_t start, size_t end)
{
	return json_string(lint_quote(l->arena, l->doc, start, end));
}

static json_t *parts_json(const struct lint *l, const struct lint_finding *f)
{
	json_t *parts = json_array();

	for (size_t i = 0; i < f->npart; i++) {
		const struct lint_part *p = &f->part[i];
		json_t *part = span_json(l, p->start, p->end);

		json_object_set_new(part, "text",
				    quote_json(l, p->start, p->end));
		json_array_append_new(parts, part);
	}
	return parts;
}

static json_t *finding_json(const struct lint *l, const struct lint_finding *f)
{
	json_t *j = json_object();

	json_object_set_new(j, "rule", json_string(f->rule->id));
	json_object_set_new(j, "severity",
			    json_string(severity_code(f->severity)));
	json_object_update_new(j, span_json(l, f->start, f->end));
	json_object_set_new(j, "line", json_integer((json_int_t)document_line(
					       l->doc, f->part[0].start)));
	json_object_set_new(j, "quote", quote_json(l, f->start, f->end));
	json_object_set_new(j, "message", json_string(f->message));
	json_object_set_new(j, "parts", parts_json(l, f));
	json_object_set_new(j, "repair", text_json(f->repair));
	json_object_set_new(j, "reason", text_json(f->rule->reason));
	json_object_set_new(j, "id", json_string(f->id));
	json_object_set_new(j, "accepted", text_json(f->why));
	return j;
}

json_t *lint_json(const struct lint *l)
{
	json_t *j = json_object();
	json_t *findings = json_array();

	for (size_t i = 0; i < l->nfinding; i++)
		json_array_append_new(findings,
				      finding_json(l, &l->finding[i]));
	json_object_set_new(j, "file", json_string(l->doc->path));
	json_object_set_new(j, "findings", findings);
	return j;
}

/* --- the list ------------------------------------------------------------------ */

static bool is_edge(const struct lint_finding *f, const struct passage *p,
		    size_t byte, bool end)
{
	for (size_t i = 0; i < f->npart; i++)
		if (f->part[i].passage == p &&
		    (end ? f->part[i].to : f->part[i].from) == byte)
			return true;
	return false;
}

/* The passage around a part, cut at blanks, with all parts in ‹ ›. */
static void add_context(struct buf *out, const struct lint_finding *f,
			const struct lint_part *part)
{
	const struct passage *p = part->passage;
	size_t from = part->from > AROUND ? part->from - AROUND : 0;
	size_t to = part->to + AROUND < p->n ? part->to + AROUND : p->n;

	while (from > 0 && from < part->from && p->text[from - 1] != ' ')
		from++;
	while (to < p->n && to > part->to && p->text[to] != ' ')
		to--;
	buf_adds(out, from > 0 ? "“… " : "“");
	for (size_t i = from; i < to; i++) {
		if (is_edge(f, p, i, false))
			buf_adds(out, "‹");
		buf_addch(out, p->text[i]);
		if (is_edge(f, p, i + 1, true))
			buf_adds(out, "›");
	}
	buf_adds(out, to < p->n ? " …”" : "”");
}

static void print_context(const struct lint *l, const struct lint_finding *f,
			  struct buf *out)
{
	const struct passage *done = NULL;

	for (size_t i = 0; i < f->npart; i++) {
		const struct lint_part *p = &f->part[i];

		if (p->passage == done)
			continue;
		done = p->passage;
		buf_addf(out, "    dòng %zu: ",
			 document_line(l->doc, p->start));
		add_context(out, f, p);
		buf_addch(out, '\n');
	}
}

static void print_finding(const struct lint *l, const struct lint_finding *f,
			  struct buf *out)
{
	buf_addf(out, "%s:%zu: %s [%s] %s\n", l->doc->path,
		 document_line(l->doc, f->part[0].start),
		 severity_vi(f->severity), f->rule->id, f->rule->title);
	print_context(l, f, out);
	buf_addf(out, "    %s\n", f->message);
	if (f->repair)
		buf_addf(out, "    Đề xuất: %s\n", f->repair);
	if (f->rule->reason)
		buf_addf(out, "    Căn cứ: %s\n", f->rule->reason);
	if (f->why)
		buf_addf(out, "    Đã chấp nhận: %s\n", f->why);
	buf_addch(out, '\n');
}

/* Silence about a text that holds nothing of what the rules look at would
 * be taken for praise. */
static bool has_nothing(const struct lint *l)
{
	return l->nfinding == 0 && l->amounts->n == 0 &&
	       l->citations->n == 0 && l->outline->n == 0;
}

void lint_print(const struct lint *l, struct buf *out)
{
	size_t accepted = l->nfinding;

	for (int s = SEV_ERROR; s <= SEV_NOTE; s++) {
		accepted -= lint_count(l, (enum severity)s);
		for (size_t i = 0; i < l->nfinding; i++)
			if ((int)l->finding[i].severity == s &&
			    !l->finding[i].why)
				print_finding(l, &l->finding[i], out);
	}
	buf_addf(out, "%s: %zu lỗi, %zu cảnh báo, %zu lưu ý", l->doc->path,
		 lint_count(l, SEV_ERROR), lint_count(l, SEV_WARNING),
		 lint_count(l, SEV_NOTE));
	if (accepted)
		buf_addf(out, "; %zu phát hiện đã chấp nhận", accepted);
	if (has_nothing(l))
		buf_adds(out, "; văn bản không có số liệu, viện dẫn hay đề "
			      "mục nào để rà soát");
	buf_adds(out, ".\n");
}
