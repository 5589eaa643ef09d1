/* SPDX-License-Identifier: Apache-2.0 */
/* Outlines from numbering. */
#include "lint/outline.h"

#include "lib/base/buf.h"
#include "test.h"

#include <string.h>

/* "label@depth" of each section, in order. */
static const char *outline(struct arena *a, const char *text)
{
	struct err e = { 0 };
	struct document *d = document_parse(a, "t.md", text, strlen(text), &e);
	struct lint_outline *o;
	struct buf b = BUF_INIT(a);

	if (!d)
		BUG("%s", e.message);
	o = outline_make(a, d);
	for (size_t i = 0; i < o->n; i++)
		buf_addf(&b, "%s%s@%d", i ? " " : "", o->section[i].label,
			 o->section[i].depth);
	return b.data;
}

static const char *label(struct arena *a, const char *text)
{
	struct lint_section s;

	return outline_label(a, text, &s) ? s.label : NULL;
}

TEST(outline_reads_labels)
{
	CHECK_STR(label(a, "Phần thứ nhất"), "Phần thứ nhất");
	CHECK_STR(label(a, "PHẦN II: KẾ HOẠCH"), "PHẦN II:");
	CHECK_STR(label(a, "Phụ lục 3"), "Phụ lục 3");
	CHECK_STR(label(a, "IV. KIẾN NGHỊ"), "IV.");
	CHECK_STR(label(a, "I.2. Về vốn"), "I.2.");
	CHECK_STR(label(a, "2.1 Về vốn"), "2.1");
	CHECK_STR(label(a, "2.2. Về vốn"), "2.2.");
	CHECK_STR(label(a, "1.Về vốn"), "1.");
	CHECK_STR(label(a, "1/ Về vốn"), "1/");
	CHECK_STR(label(a, "đ) về vốn"), "đ)");
	CHECK_STR(label(a, "a.1) về vốn"), "a.1)");
	CHECK_STR(label(a, "(5.1) về vốn"), "(5.1)");
	CHECK_STR(label(a, "- về vốn"), "-");
	CHECK_STR(label(a, "+ về vốn"), "+");
	CHECK_STR(label(a, "B. KẾ HOẠCH"), "B.");
}

TEST(outline_leaves_dates_and_amounts)
{
	CHECK_STR(label(a, "30/6/2023 có 12 HTX"), NULL);
	CHECK_STR(label(a, "30.6.2023 có 12 HTX"), NULL);
	CHECK_STR(label(a, "1.550 người"), NULL);
	CHECK_STR(label(a, "1.5 triệu đồng"), NULL);
	CHECK_STR(label(a, "2,5 triệu đồng"), NULL);
	CHECK_STR(label(a, "12 HTX"), NULL);
	CHECK_STR(label(a, "2023. Trong năm"), NULL);
	CHECK_STR(label(a, "Phụ lục 1 và 2 kèm theo"), NULL);
	CHECK_STR(label(a, "phần thứ nhất của báo cáo"), NULL);
	CHECK_STR(label(a, "V.I. Lê-nin"), NULL);
	CHECK_STR(label(a, "IIX. Về vốn"), NULL);
	CHECK_STR(label(a, "(xem trên)"), NULL);
	CHECK_STR(label(a, "-5 %"), NULL);
}

TEST(outline_nests_by_number)
{
	CHECK_STR(outline(a, "Phần thứ nhất\n\nI. A\n\n1. B\n\n1.1. C\n\n"
			     "a) D\n\n- E\n\n+ F\n\n- G\n\nb) H\n\n1.2. I\n\n"
			     "2. K\n\nII. L\n\nPhần thứ hai\n\nI. M"),
		  "Phần thứ nhất@0 I.@1 1.@2 1.1.@3 a)@4 -@5 +@6 -@5 b)@4 "
		  "1.2.@3 2.@2 II.@1 Phần thứ hai@0 I.@1");
	/* c) goes on after b), over a list with letters of its own */
	CHECK_STR(outline(a, "a) A\n\nb) B\n\n(1) C\n\na) D\n\nb) E\n\n"
			     "(2) F\n\nc) G"),
		  "a)@0 b)@0 (1)@1 a)@2 b)@2 (2)@1 c)@0");
	CHECK_STR(outline(a, "Chương I\n\nMục 1. A\n\nĐiều 1. B\n\nMục 2. C"
			     "\n\nĐiều 2. D\n\nChương II\n\nĐiều 3. E"),
		  "Chương I@0 Mục 1.@1 Điều 1.@2 Mục 2.@1 Điều 2.@2 Chương "
		  "II@0 Điều 3.@1");
	CHECK_STR(outline(a, "g) A\n\nh) B\n\ni) C\n\nk) D"),
		  "g)@0 h)@0 i)@0 k)@0");
	CHECK_STR(outline(a, "1. A\n\ni) B\n\nii) C"), "1.@0 i)@1 ii)@1");
	CHECK_STR(outline(a, "(5) A\n\n(5.1) B\n\n(5.2) C\n\n(6) D"),
		  "(5)@0 (5.1)@1 (5.2)@1 (6)@0");
}

TEST(outline_tells_a_list_from_headings)
{
	CHECK_STR(outline(a, "## 1. A\n\n## 2. B\n\n1. C\n\n2. D\n\n"
			     "## 3. E\n\n1. F\n\n## 4. G"),
		  "1.@0 2.@0 1.@1 2.@1 3.@0 1.@1 4.@0");
}

TEST(outline_leaves_quoted_labels)
{
	CHECK_STR(outline(a, "1. A\n\n“Điều 5. B\n\n1. C\n\n2. D”\n\n"
			     "2. E"),
		  "1.@0 2.@0");
	/* never closed: no quotation */
	CHECK_STR(outline(a, "1. A\n\n“B\n\n2. C\n\n3. D"),
		  "1.@0 2.@0 3.@0");
}

TEST(outline_takes_the_line_below_for_a_title)
{
	static const char text[] = "## Phần thứ hai\n\n# KẾ HOẠCH\n\nI. A";
	struct err e = { 0 };
	struct lint_outline *o = outline_make(
		a, document_parse(a, "t.md", text, strlen(text), &e));

	CHECK_INT(o->n, 2);
	CHECK_STR(o->section[0].title, "KẾ HOẠCH");
	CHECK_INT(o->section[0].end, 3);
	CHECK_INT(o->of[1], 0);
	CHECK_INT(o->of[2], 1);
	CHECK_INT(o->section[1].parent, 0);
}
