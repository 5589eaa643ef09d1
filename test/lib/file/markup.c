/* SPDX-License-Identifier: Apache-2.0 */
/* Changing an XML part in places. */
#include "lib/file/markup.h"
#include "lib/base/buf.h"
#include "test.h"

struct seen {
	struct markup *m;
	struct element *el[16];
	size_t n;
};

static void on_close(void *ctx, const struct element *el)
{
	struct seen *s = ctx;

	if (s->n < 16)
		s->el[s->n++] = element_keep(s->m, el);
}

static struct seen read_all(struct arena *a, struct markup *m,
			    const char *text)
{
	struct seen s = { .m = m };
	const struct markup_reader reader = { &s, NULL, on_close };
	struct err e = { 0 };

	*m = (struct markup){ .arena = a, .what = "p.xml", .data = text,
			      .n = strlen(text) };
	if (!CHECK(markup_read(m, &reader, &e) == 0))
		printf("  %s\n", e.message);
	return s;
}

static const char *result(struct markup *m)
{
	size_t n;
	const char *text = markup_result(m, &n);

	CHECK_INT(n, strlen(text));
	return text;
}

TEST(elements_by_their_bytes)
{
	struct markup m;
	struct seen s = read_all(a, &m,
		"<?xml version=\"1.0\"?>\n<x:a p='1'><!-- <b> --><x:b/>"
		"<c >t&amp;<![CDATA[</c>]]></c ></x:a >");

	CHECK_INT(s.n, 3);
	CHECK_STR(s.el[0]->name, "x:b");
	CHECK_STR(element_local(s.el[0]), "b");
	CHECK_STR(element_prefix(a, s.el[0]), "x:");
	CHECK_INT(s.el[0]->inner, s.el[0]->end);
	CHECK_INT(strncmp(m.data + s.el[0]->start, "<x:b/>", 6), 0);
	CHECK_INT(strncmp(m.data + s.el[1]->inner, "t&amp;", 6), 0);
	CHECK_INT(strncmp(m.data + s.el[1]->outer, "</c >", 5), 0);
	CHECK_STR(element_get(s.el[2], "p"), "1");
	CHECK_INT(s.el[2]->depth, 0);
	CHECK_INT(s.el[2]->end, m.n);
	CHECK_STR(result(&m), m.data);
}

TEST(changes_leave_the_rest_alone)
{
	struct markup m;
	struct seen s = read_all(a, &m, "<a  x=\"&lt;1\"><b/>\n<c>1</c></a>");

	markup_append(&m, s.el[0], "<n/>");
	markup_append(&m, s.el[1], "2");
	markup_append(&m, s.el[1], "3");
	markup_replace(&m, s.el[2]->start, s.el[2]->inner,
		       element_with(a, &m, s.el[2], "y", "7"));
	CHECK_STR(result(&m),
		  "<a x=\"&lt;1\" y=\"7\"><b><n/></b>\n<c>123</c></a>");
	CHECK_STR(element_with(a, &m, s.el[2], "x", "0"), "<a x=\"0\">");
	CHECK_STR(element_with(a, &m, s.el[0], "x", "0"), "<b x=\"0\"/>");
}

TEST(parts_that_cannot_be_changed)
{
	static const struct {
		const char *text;
		const char *why;
	} bad[] = {
		{ "<a><b></a>", "hỏng, dòng 1" },
		{ "<!DOCTYPE a><a/>", "DTD" },
		{ "<?xml version='1.0' encoding='iso-8859-1'?><a/>", "UTF-8" },
		{ "\xff\xfe<\0a", "UTF-16" },
		{ "", "hỏng" },
	};

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct markup m = { .arena = a, .what = "p.xml",
				    .data = bad[i].text,
				    .n = strlen(bad[i].text) };
		const struct markup_reader none = { 0 };
		struct err e = { 0 };

		CHECK_INT(markup_read(&m, &none, &e), -1);
		CHECK_ERR(&e, ERR_INPUT, bad[i].why);
	}
}

TEST(markup_too_deep)
{
	struct buf b = BUF_INIT(a);
	const struct markup_reader none = { 0 };
	struct markup m = { .arena = a, .what = "p.xml" };
	struct err e = { 0 };

	for (int i = 0; i < 5000; i++)
		buf_adds(&b, "<a>");
	m.data = b.data;
	m.n = b.len;
	CHECK_INT(markup_read(&m, &none, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "lồng quá");
}
