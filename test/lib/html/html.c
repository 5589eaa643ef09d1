/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lib/html/html.c: what is written can be read back, and nothing of
 * a hostile text becomes markup. */
#include "lib/html/html.h"

#include "test.h"

#include <ctype.h>

static const char *text(struct arena *a, const char *s)
{
	struct buf b = BUF_INIT(a);

	html_text(&b, s);
	return b.data;
}

static const char *url(struct arena *a, const char *s)
{
	struct buf b = BUF_INIT(a);

	html_url(&b, s);
	return b.data;
}

static const char *arg(struct arena *a, const char *s)
{
	struct buf b = BUF_INIT(a);

	html_arg(&b, s);
	return b.data;
}

TEST(text_is_escaped)
{
	CHECK_STR(text(a, "HTX <b>\"An Sơn\"</b> & 'x'"),
		  "HTX &lt;b&gt;&quot;An Sơn&quot;&lt;/b&gt; &amp; &#39;x&#39;");
	CHECK_STR(text(a, "a\tb\nc"), "a\tb\nc");
	CHECK_STR(text(a, "a\001b\033c\177d\re"), "abcde");
	CHECK_STR(text(a, NULL), "");
	CHECK_STR(text(a, ""), "");
}

TEST(numbers_and_days_as_officers_write_them)
{
	struct buf b = BUF_INIT(a);

	html_int(&b, 23720);
	buf_addch(&b, '|');
	html_int(&b, -1500000);
	buf_addch(&b, '|');
	html_id(&b, 2023);
	buf_addch(&b, '|');
	html_num(&b, (struct dec){ 36480000 });
	buf_addch(&b, '|');
	html_fixed(&b, (struct dec){ 36480000 }, 1);
	CHECK_STR(b.data, "23.720|-1.500.000|2023|36,48|36,5");

	day_t d;
	moment_t m;

	b = (struct buf)BUF_INIT(a);
	CHECK(day_parse("2023-06-30", &d) == 0);
	CHECK(moment_parse("2023-07-14T02:42:59Z", &m) == 0);
	html_day(&b, d);
	buf_addch(&b, '|');
	html_iso(&b, d);
	buf_addch(&b, '|');
	html_moment(&b, m);
	CHECK_STR(b.data, "30/6/2023|2023-06-30|09:42 ngày 14/7/2023");

	/* late in the evening by UTC is the next day in Vietnam */
	b = (struct buf)BUF_INIT(a);
	CHECK(moment_parse("2023-12-31T17:05:00Z", &m) == 0);
	html_moment(&b, m);
	CHECK_STR(b.data, "00:05 ngày 01/01/2024");
}

TEST(a_url_stays_on_the_site_or_is_nothing)
{
	static const char *const good[] = {
		"/", "/so-dang-ky/12", "?trang=2", "#o-12", "", "/a//b",
		"https://vbpl.vn/x?a=1", "mailto:a@b.vn", "tel:0205",
	};
	static const char *const bad[] = {
		"javascript:alert(1)", "JavaScript:alert(1)",
		" javascript:alert(1)", "\tjavascript:alert(1)",
		"java\nscript:alert(1)", "data:text/html,<script>",
		"vbscript:x", "//evil.example", "/\\evil.example", "\\\\evil",
		"/\t/evil.example", "http://evil.example", "ftp://x",
		"a:b", "x", "&#106;avascript:x", "https:/\\evil", "blob:x",
		"file:///etc/passwd", "/\r/evil",
	};

	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		CHECK_STR(url(a, good[i]), good[i]);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		CHECK_STR(url(a, bad[i]), "#");
	CHECK_STR(url(a, "/x?a=1&b=\"'<>"),
		  "/x?a=1&amp;b=&quot;&#39;&lt;&gt;");
	CHECK_STR(url(a, NULL), "#");
}

TEST(a_part_of_a_url_is_encoded)
{
	CHECK_STR(arg(a, "an sơn&x=1#/?%+"),
		  "an%20s%C6%A1n%26x%3D1%23%2F%3F%25%2B");
	CHECK_STR(arg(a, "javascript:alert('1')"),
		  "javascript%3Aalert%28%271%27%29");
	CHECK_STR(arg(a, NULL), "");
}

/* The text that a browser would see: the five references back. */
static char *seen(struct arena *a, const char *s)
{
	static const char *const refs[][2] = {
		{ "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" },
		{ "&quot;", "\"" }, { "&#39;", "'" },
	};
	struct buf b = BUF_INIT(a);

	while (*s) {
		size_t i = 0;

		while (i < ARRAY_LEN(refs) &&
		       strncmp(s, refs[i][0], strlen(refs[i][0])) != 0)
			i++;
		if (i < ARRAY_LEN(refs)) {
			buf_adds(&b, refs[i][1]);
			s += strlen(refs[i][0]);
		} else {
			buf_addch(&b, *s++);
		}
	}
	return b.data;
}

/* What text_is_escaped leaves out, left out by hand. */
static char *without_controls(struct arena *a, const char *s)
{
	struct buf b = BUF_INIT(a);

	for (; *s; s++)
		if ((unsigned char)*s >= 0x20 ? *s != 0x7f :
		    *s == '\t' || *s == '\n')
			buf_addch(&b, *s);
	return b.data;
}

TEST(random_texts_survive_and_never_become_markup)
{
	static const char alphabet[] = "<>&\"'`=/ \t\n\001\033\177;#xaZ9-{}";
	uint64_t state = 42;

	for (int round = 0; round < 2000; round++) {
		char s[40];
		size_t n = test_random(&state, sizeof(s));
		const char *out;

		for (size_t i = 0; i < n; i++)
			s[i] = alphabet[test_random(&state,
					(uint32_t)sizeof(alphabet) - 1)];
		s[n] = '\0';
		out = text(a, s);
		CHECK(strpbrk(out, "<>\"'") == NULL);
		CHECK_STR(seen(a, out), without_controls(a, s));
		for (const char *p = arg(a, s); *p; p++)
			CHECK(isalnum((unsigned char)*p) ||
			      strchr("-_.~%", *p));
		CHECK(strpbrk(url(a, s), "<>\"'") == NULL);
	}
}
