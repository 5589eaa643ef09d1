/* SPDX-License-Identifier: Apache-2.0 */
/* A draft cut into words that lead to findings. */
#include "lint/view.h"

#include "test.h"

#include <string.h>

static const struct lint_rule rule = { "test", SEV_WARNING, "Thử", "Vì thử" };

/* An audit of a text with findings of the test's own. */
static struct lint *plain(struct arena *a, const char *text)
{
	static const struct lint_options none = { .only = "sum-mismatch" };
	struct err e = { 0 };
	struct document *d = document_parse(a, "a/t.txt", text, strlen(text),
					    &e);

	if (!d)
		BUG("%s", e.message);
	return lint_run(a, d, &none);
}

static void point(struct lint *l, const char *words)
{
	const struct passage *p = &l->doc->passage[0];
	size_t from = (size_t)(strstr(p->text, words) - p->text);
	struct lint_finding *f = lint_report(l, &rule, "thử");

	f->id = words;
	lint_part(l, f, p, from, from + strlen(words));
}

/* "một [hai|1] ba": the runs of the first block. */
static const char *shown(struct arena *a, const struct draft_view *v)
{
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < v->block[0].line.n; i++) {
		const struct draft_run *r = &v->block[0].line.run[i];

		if (r->finding)
			buf_addf(&b, "[%s|%zu]", r->text, r->finding);
		else
			buf_adds(&b, r->text);
	}
	return b.data;
}

TEST(view_words_lead_to_their_finding)
{
	struct lint *l = plain(a, "một hai ba bốn\n\nnăm");
	struct draft_view *v;

	point(l, "hai");
	point(l, "bốn");
	v = draft_view_make(l);
	CHECK_STR(v->name, "t.txt");
	CHECK_STR(shown(a, v), "một [hai|1] ba [bốn|2]");
	CHECK_STR(v->block[0].line.run[1].anchor, "cho-1");
	CHECK_INT(v->nblock, 2);
	CHECK_STR(v->summary, "0 lỗi, 2 cảnh báo, 0 lưu ý");
}

TEST(view_words_of_two_findings_are_shown_once)
{
	struct lint *l = plain(a, "một hai ba bốn");

	point(l, "hai ba");
	point(l, "ba bốn");
	point(l, "ba");
	CHECK_STR(shown(a, draft_view_make(l)),
		  "một [hai ba|1][ bốn|2][|3]");
}

TEST(view_accepted_findings_come_last)
{
	struct lint *l = plain(a, "một hai ba");
	struct draft_view *v;

	point(l, "một");
	point(l, "hai");
	l->finding[0].why = "đã xem";
	v = draft_view_make(l);
	CHECK_STR(shown(a, v), "[một|2] [hai|1] ba");
	CHECK_INT(v->finding[1].tone, TONE_OK);
	CHECK_INT(v->naccepted, 1);
}

TEST(view_a_report_stands_by_itself)
{
	struct lint *l = plain(a, "một <hai> ba");
	struct buf b = BUF_INIT(a);

	point(l, "<hai>");
	lint_report_html(l, &b);
	CHECK(strstr(b.data, "<style>"));
	CHECK(strstr(b.data, ">&lt;hai&gt;<sup>1</sup></a>"));
	CHECK(!strstr(b.data, "<link"));
}
