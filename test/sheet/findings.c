/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/sheet/findings.c, src/sheet/words.c and src/sheet/report.c:
 * tables worked out by hand. */
#include "fixture.h"

#include <xlsxwriter.h>

/* Đồng Nai as published.  738 + 321 + 28 + 95 = 1182, 90 more than 1092, and
 * 321 of 1092 is 29,4 %; 231 of 1092 is 21,15 %, which prints as 21,2 (21,15
 * is the lower bound), and 738 + 231 + 28 + 95 = 1092. */
TEST(the_published_line_of_dong_nai)
{
	struct findings *f = found(a,
		"Lĩnh vực;Số HTX;Tỷ lệ (%)\n"
		"Tổng số;1.092;\n"
		"Nông nghiệp;738;67,6\n"
		"Công nghiệp;321;21,2\n"
		"Thương mại;28;2,6\n"
		"Khác;95;8,7\n",
		"\"Tổng\" B2 = sum(B3:B6)\n"
		"each row 3..6: [Tỷ lệ (%)] = 100 * [Số HTX] / B2\n");
	struct buf out = BUF_INIT(a);

	CHECK_INT(f->nbroken, 2);
	CHECK_INT(f->nheld, 3);
	CHECK_INT(f->typed.result.status, REPAIR_MINIMAL);
	CHECK_STR(proposals(a, &f->typed, 0),
		  "B4 321 -> 231 swapped_digits");
	CHECK(!f->has_computed);
	CHECK(!findings_clean(f));
	findings_print(f, &out);
	CHECK(strstr(out.data, "B4 (Công nghiệp, Số HTX): 321 → 231"));
	CHECK(strstr(out.data, "Đề xuất duy nhất"));
}

TEST(a_table_that_holds_needs_nothing)
{
	struct findings *f = found(a, "a,b\n1,2\n3,\n", "A2 + 1 = B2\n");

	CHECK(findings_clean(f));
	CHECK_INT(f->nheld, 1);
	CHECK_INT(f->typed.result.status, REPAIR_NONE);
}

/* 3 + 4 is 7, not 70; any of the three would do, and 70 for 7 is a digit too
 * many.  Trusted cells are kept. */
TEST(trust_decides_between_cells)
{
	static const char csv[] = "a;b;c\n3;4;70\n";
	struct findings *f = found(a, csv, "A2 + B2 = C2\n");

	CHECK_INT(f->typed.result.group[0].nsolution, 3);
	CHECK_STR(proposals(a, &found(a, csv, "A2 + B2 = C2\nfixed A2\n"
					      "trust B2 3\n")->typed, 0),
		  "C2 70 -> 7 typing");
	CHECK_STR(proposals(a, &found(a, csv, "A2 + B2 = C2\nfixed A2:B2\n"
					      "fixed C2\n")->typed, 0), "");
}

TEST(swapped_cells_are_seen_by_where_they_stand)
{
	struct findings *f = found(a,
		"x;Nam;Nữ;Tổng\nA;10;24;34\nB;31;5;36\nC;7;8;15\n"
		"Cộng;22;63;85\n",
		"each row: [Tổng] = [Nam] + [Nữ]\n"
		"each column B..D: $5 = sum($2:$4)\n");

	/* 10 + 31 + 7 is 48, not 22: B3 and C3 stand in each other's place */
	CHECK_INT(f->nbroken, 2);
	CHECK_INT(f->typed.result.weight, 2);
	CHECK(strncmp(proposals(a, &f->typed, 0),
		      "B3 31 -> 5 + C3 5 -> 31 swapped_cells", 37) == 0);
}

/* What is missing may be anything that it can be, at no cost; but it cannot be
 * both 4 and 5. */
TEST(missing_cells_cost_nothing)
{
	struct findings *f = found(a, "a;b;c\n3;;7\n;;\nx;y;z\n",
				   "A2 + B2 = C2\nA3 + B3 = C3\nB2 <= 9\n");

	CHECK_INT(f->nunknown, 3);
	CHECK_INT(f->typed.result.status, REPAIR_NONE);
	CHECK(findings_clean(f));
	f = found(a, "a;b;c\n3;;7\n", "A2 + B2 = C2\nB2 = 5\n");
	CHECK_INT(f->nbroken, 0);
	CHECK_INT(f->typed.result.status, REPAIR_MINIMAL);
	CHECK(strstr(proposals(a, &f->typed, 0), "C2 7 -> 8"));
	CHECK(strstr(proposals(a, &f->typed, 0), "A2 3 -> 2"));
	CHECK(!findings_clean(f));
}

TEST(a_dash_adds_nothing_and_cannot_change)
{
	struct findings *f = found(a, "a;b;c\n3;-;4\n", "A2 + B2 = C2\n");

	CHECK_INT(f->nbroken, 1);
	CHECK_STR(proposals(a, &f->typed, 0),
		  "A2 3 -> 4 typing; C2 4 -> 3 typing");
}

TEST(rules_against_each_other_are_named)
{
	struct findings *f = found(a, "a;b\n1;1\n",
				   "A2 = B2\nA2 <= 5\nA2 = B2 + 1\n");
	struct buf out = BUF_INIT(a);

	CHECK_INT(f->typed.result.status, REPAIR_IMPOSSIBLE);
	CHECK(!findings_clean(f));
	findings_print(f, &out);
	CHECK(strstr(out.data, "các quan hệ trái nhau"));
	CHECK(strstr(out.data, "theo quan hệ: A2 = B2 + 1 (dòng 3)"));
	CHECK(!strstr(out.data, "theo quan hệ: A2 <= 5"));
}

TEST(what_cannot_be_computed_is_said)
{
	struct findings *f = found(a, "a;b;c\n3;0;4\n",
				   "A2 / B2 = C2\nround(A2, 0) = 3\n");
	struct buf out = BUF_INIT(a);

	CHECK_INT(f->nfailed, 1);
	CHECK_INT(f->nheld, 1);
	CHECK_INT(f->typed.nleft_out, 1);
	CHECK(!findings_clean(f));
	findings_print(f, &out);
	CHECK(strstr(out.data, "KHÔNG TÍNH ĐƯỢC A2 / B2 = C2"));
	CHECK(strstr(out.data, "Chưa đưa vào tính: A2 / B2 = C2 (dòng 1)"));
}

/* --- computed cells ------------------------------------------------------------- */

/* B1:B3 typed, B4 and C4 computed with these results, D4 typed. */
static struct findings *computed(struct arena *a, int b4, int d4,
				 const char *text)
{
	char *path = arena_printf(a, "%s/w.xlsx", test_dir(a));
	lxw_workbook *w = workbook_new(path);
	lxw_worksheet *s = workbook_add_worksheet(w, "Biểu 1");
	struct findings *f = ARENA_NEW(a, struct findings);
	struct rules *r = ARENA_NEW(a, struct rules);
	struct err e = { 0 };
	struct book *b;

	worksheet_write_number(s, 0, 1, 738, NULL);
	worksheet_write_number(s, 1, 1, 321, NULL);
	worksheet_write_number(s, 2, 1, 33, NULL);
	worksheet_write_formula_num(s, 3, 1, "=SUM(B1:B3)", NULL, b4);
	worksheet_write_number(s, 3, 3, d4, NULL);
	workbook_close(w);
	b = book_open(a, path, &e);
	if (!b || rules_of(b, text, r, &e) < 0 ||
	    findings_make(r, f, &e) < 0)
		BUG("%s", e.message);
	return f;
}

/* 738 + 321 + 33 is 1092, but 1002 was published: the computed total follows
 * whatever is typed, so it is never proposed; 321 for 231 is. */
TEST(a_computed_cell_is_no_witness)
{
	struct findings *f = computed(a, 1092, 1002,
				      "B4 = sum(B1:B3)\nB4 = D4\n");

	CHECK_INT(f->nbroken, 1);
	CHECK_INT(f->typed.result.weight, 1);
	CHECK(strncmp(proposals(a, &f->typed, 0),
		      "B2 321 -> 231 swapped_digits", 28) == 0);
	CHECK(!strstr(proposals(a, &f->typed, 0), "B4"));
	CHECK(!f->has_computed);
}

/* A sum that leaves out a row: all that was typed can be right. */
TEST(a_wrong_formula_is_found)
{
	struct findings *f = computed(a, 1059, 1092,
				      "B4 = sum(B1:B3)\nsum(B1:B3) = D4\n");
	struct buf out = BUF_INIT(a);

	CHECK_INT(f->nbroken, 1);
	CHECK_INT(f->typed.result.status, REPAIR_NONE);
	CHECK(f->has_computed);
	CHECK(strncmp(proposals(a, &f->computed, 0), "B4 1059 -> 1092", 15) ==
	      0);
	findings_print(f, &out);
	CHECK(strstr(out.data, "xem lại công thức"));
}

TEST(findings_in_json)
{
	struct findings *f = found(a, "a;b;c\n3;4;8\n",
				   "\"T\" A2 + B2 = C2\n");
	json_t *j = findings_json(f);
	json_t *first = json_array_get(json_object_get(j, "repairs"), 0);
	json_t *change = json_array_get(json_object_get(first, "changes"), 0);

	CHECK_INT(json_array_size(json_object_get(j, "repairs")), 3);
	CHECK_INT(json_array_size(json_object_get(j, "conflicts")), 1);
	CHECK_STR(json_string_value(json_object_get(
			  json_object_get(j, "repair"), "status")), "minimal");
	CHECK_STR(json_string_value(json_object_get(change, "to")), "4");
	CHECK_STR(json_string_value(json_object_get(
			  json_object_get(change, "figure"), "cell")), "A2");
	CHECK_STR(json_string_value(json_object_get(
			  json_array_get(json_object_get(first, "satisfies"),
					 0), "title")), "T");
	json_decref(j);
}
