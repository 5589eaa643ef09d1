/* SPDX-License-Identifier: Apache-2.0 */
/* A growing string. */
#include "lib/base/buf.h"
#include "test.h"

TEST(buf_appends)
{
	struct buf b = BUF_INIT(a);

	CHECK_STR(b.data, "");
	buf_addf(&b, "%d HTX", 474);
	buf_addch(&b, ';');
	CHECK_STR(b.data, "474 HTX;");
	for (int i = 0; i < 1000; i++)
		buf_addf(&b, "%d,", i);
	CHECK_INT(b.len, 8 + 10 * 2 + 90 * 3 + 900 * 4);
	buf_cut(&b, 3);
	CHECK_STR(b.data, "474");
}

/* Texts of every length, at every place in what is full sooner or later,
 * against an arena's own. */
TEST(buf_formats_beyond_its_room)
{
	char text[600] = "";

	for (size_t n = 0; n < sizeof text - 1; n++) {
		struct buf b = BUF_INIT(a);

		for (int i = 0; i < 3; i++)
			buf_addf(&b, "%s;%zu", text, n);
		CHECK_STR(b.data, arena_printf(a, "%s;%zu%s;%zu%s;%zu", text,
					       n, text, n, text, n));
		CHECK_INT(b.len, strlen(b.data));
		CHECK_INT(strlen(arena_printf(a, "%s", text)), n);
		text[n] = (char)('a' + n % 26);
	}
}

TEST(buf_escapes_xml)
{
	struct buf b = BUF_INIT(a);

	buf_addxml(&b, "a<b> & \"c\" 'd'\x01\n");
	CHECK_STR(b.data, "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;\n");
}
