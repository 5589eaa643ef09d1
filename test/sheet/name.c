/* SPDX-License-Identifier: Apache-2.0 */
/* Names of cells. */
#include "fixture.h"

/* "cells 1-1 2-9 B2:B9": kind, columns from 0, rows, and what was taken. */
static const char *scanned(struct arena *a, const char *text)
{
	static const char *const kinds[] = { "cells", "columns", "rows",
					     "header" };
	struct name n;
	size_t len = name_scan(a, text, &n);

	if (len == 0)
		return "none";
	if (n.kind == NAME_HEADER)
		return arena_printf(a, "header %s %.*s", n.header, (int)len,
				    text);
	return arena_printf(a, "%s%s%s %zu-%zu %lld-%lld %.*s", kinds[n.kind],
			    n.sheet ? " " : "", n.sheet ? n.sheet : "",
			    n.span.left, n.span.right, (long long)n.span.top,
			    (long long)n.span.bottom, (int)len, text);
}

TEST(names_of_cells)
{
	static const struct {
		const char *text;
		const char *want;
	} cases[] = {
		{ "B2", "cells 1-1 2-2 B2" },
		{ "b2+1", "cells 1-1 2-2 b2" },
		{ "$B$2 ", "cells 1-1 2-2 $B$2" },
		{ "B2:C9)", "cells 1-2 2-9 B2:C9" },
		{ "C9:B2", "cells 1-2 2-9 C9:B2" },
		{ "AB10", "cells 27-27 10-10 AB10" },
		{ "B2: x", "cells 1-1 2-2 B2" },
		{ "Sheet2!B4", "cells Sheet2 1-1 4-4 Sheet2!B4" },
		{ "'Biểu 1'!A1:A3", "cells Biểu 1 0-0 1-3 'Biểu 1'!A1:A3" },
		{ "'a''b'!A1", "cells a'b 0-0 1-1 'a''b'!A1" },
		{ "Biểu1!A1", "cells Biểu1 0-0 1-1 Biểu1!A1" },
		{ "$B", "columns 1-1 0-0 $B" },
		{ "$B:$D", "columns 1-3 0-0 $B:$D" },
		{ "$3", "rows 0-0 3-3 $3" },
		{ "$3:$5 ", "rows 0-0 3-5 $3:$5" },
		{ "[Tổng số] = 1", "header Tổng số [Tổng số]" },
		{ "nữ + nam", "header nữ nữ" },
		/* left to the language */
		{ "nam", "none" },
		{ "sum(B2)", "none" },
		{ "12", "none" },
		{ "= B2", "none" },
		{ "B0", "none" },
		{ "B2x", "none" },
		{ "ABCD1", "none" },
		{ "B12345678", "none" },
		{ "x!=3", "none" },
		{ "x!y", "none" },
		{ "[open", "none" },
		{ "'open", "none" },
		{ "$", "none" },
		{ "", "none" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		CHECK_STR(scanned(a, cases[i].text), cases[i].want);
}

TEST(columns_by_their_headings)
{
	struct book *b = table(a, "BÁO CÁO;;;\n;Số HTX;Nam;Nam\n;1;2;3\n");
	struct err e = { 0 };
	const struct grid *g = book_grid(b, NULL, &e);
	size_t column;
	int64_t row;

	CHECK_INT(name_header(a, g, "so htx", &column, &row, &e), 0);
	CHECK_INT(column, 1);
	CHECK_INT(row, 2);
	CHECK_INT(name_header(a, g, "Nam", &column, &row, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "2 cột cùng tên “Nam”");
	e = (struct err){ 0 };
	CHECK_INT(name_header(a, g, "Nữ", &column, &row, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "không có cột nào tên “Nữ”");
	CHECK(strstr(e.hint, "[Số HTX]"));
}
