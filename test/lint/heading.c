/* SPDX-License-Identifier: Apache-2.0 */
/* Numbering of headings and annexes. */
#include "finding.h"
#include "test.h"

#define NUMBERING(text) found(a, "heading-numbering", (text))

TEST(heading_numbers_in_order)
{
	CHECK_STR(NUMBERING("I. A\n\n1. B\n\n2. C\n\nII. D\n\n1. E"), "");
	CHECK_STR(NUMBERING("(1) A\n\n(2) B\n\n(5) C"), "note: (5) | (2)");
	CHECK_STR(NUMBERING("I. A\n\nII. B\n\nIV. C"), "warning: IV. | II.");
	CHECK_STR(NUMBERING("I. A\n\nII. B\n\nII. C\n\nIII. D"),
		  "error: II. | II.");
	CHECK_STR(NUMBERING("1. A\n\n2. B\n\n2. C"), "warning: 2. | 2.");
	CHECK_STR(NUMBERING("2. A\n\n2.1. B\n\n3.2. C"),
		  "warning: 3.2. | 2.");
	CHECK_STR(NUMBERING("c) A\n\nd) B\n\nđ) C\n\ne) D\n\ng) E"), "");
	CHECK_STR(NUMBERING("c) A\n\nd) B\n\ne) C"), "");
	/* a list in running text begins anew */
	CHECK_STR(NUMBERING("I. A\n\n1. B\n\n2. C\n\nVà\n\n1. D\n\n2. E"),
		  "");
}

/* What the reading by hand found in order (test/data/lint/clean.md): numbers
 * of headings and items, footnotes, labels; two brackets are not. */
TEST(heading_and_form_of_the_golden_document)
{
	struct err e = { 0 };
	struct document *d = document_read(a, "test/data/lint/seed.txt", &e);

	if (!d)
		BUG("%s", e.message);
	CHECK_STR(found_in(a,
			   "heading-numbering,footnote-missing,footnote-orphan,"
			   "unbalanced-quote,abbreviation-ambiguous,"
			   "year-implausible,period-reversed,province-mismatch",
			   d),
		  "");
	CHECK_STR(found_in(a, "unbalanced-bracket", d),
		  "error: ( => thêm “)”; error: ( => thêm “)”");
}

TEST(heading_style)
{
	CHECK_STR(found(a, "heading-numbering-style",
			"2. A\n\n2.1 B\n\n2.2. C\n\n2.3. D"),
		  "note: 2.1");
	CHECK_STR(found(a, "heading-single-child",
			"1. A\n\n1.1. B\n\n2. C\n\n2.1. D\n\n2.2. E"),
		  "note: 1.1.");
}

TEST(heading_annexes)
{
	CHECK_STR(found(a, "annex-missing",
			"A.\n\n(Chi tiết tại Phụ lục 1 và 2 kèm theo)"),
		  "warning: Phụ lục 1 và 2");
	CHECK_STR(found(a, "annex-missing",
			"A.\n\n(Chi tiết tại Phụ lục 1 kèm theo)\n\n"
			"Phụ lục 1\n\nBIỂU TỔNG HỢP"),
		  "");
	CHECK_STR(found(a, "annex-missing",
			"Theo Phụ lục I ban hành kèm theo Thông tư mới."),
		  "");
	CHECK_STR(found(a, "annex-numbering",
			"Xem Phụ lục 1 và 2. Xem Phụ lục IV. Xem Phụ lục 3."),
		  "warning: Phụ lục IV | Phụ lục 1 và 2 | Phụ lục 3 => Phụ "
		  "lục IV → Phụ lục 4");
	CHECK_STR(found(a, "annex-numbering", "Xem Phụ lục I, II và IV."), "");
	CHECK_STR(found(a, "annex-numbering",
			"Xem Phụ lục 1. Theo Thông tư mới (Phụ lục II)."),
		  "");
	CHECK_STR(found(a, "annex-missing",
			"Xem Phụ lục 1 kèm theo.\n\nPhụ lục số 01\n\nBIỂU"),
		  "");
}
