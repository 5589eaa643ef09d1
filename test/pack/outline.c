/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/outline.h"

#include "pack/load.h"
#include "test.h"

static struct pack *the_pack(struct arena *a)
{
	struct err e = { 0 };
	struct pack *p = pack_read(a, "packs/vn-htx-2012", &e);

	if (!CHECK(p != NULL))
		BUG("%s (%s)", e.message, e.detail);
	return p;
}

TEST(pieces_of_a_text)
{
	struct pack *p = the_pack(a);
	struct err e = { 0 };
	struct pieces v;

	CHECK_INT(outline_pieces(a,
				 "Ngày {{ day h1 }} có {{htx_total}} HTX, năm "
				 "{{ year next }}, tỉnh {{ place }}",
				 &p->names, &v, &e), 0);
	if (!CHECK_INT(v.n, 8))
		return;
	CHECK_STR(v.v[0].text, "Ngày ");
	CHECK_INT(v.v[1].kind, PIECE_DAY);
	CHECK_STR(v.v[1].text, "h1");
	CHECK_INT(v.v[3].kind, PIECE_FORMULA);
	CHECK_STR(v.v[3].text, "htx_total");
	CHECK(v.v[3].rule != NULL);
	CHECK_STR(v.v[4].text, " HTX, năm ");
	CHECK_INT(v.v[5].kind, PIECE_YEAR);
	CHECK_INT(v.v[7].kind, PIECE_PLACE);
	CHECK_INT(outline_pieces(a, "", &p->names, &v, &e), 0);
	CHECK_INT(v.n, 0);
}

TEST(pieces_refuse_what_they_do_not_know)
{
	static const struct {
		const char *text;
		const char *says;
	} bad[] = {
		{ "Số {{ htx_total", "cột 4" },
		{ "{{ day hôm_nay }}", "hôm_nay" },
		{ "{{ htx_toal }}", "htx_toal" },
		{ "{{ }}", "cột 1" },
	};
	struct pack *p = the_pack(a);

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct err e = { 0 };
		struct pieces v;

		CHECK_INT(outline_pieces(a, bad[i].text, &p->names, &v,
					 &e), -1);
		CHECK_ERR(&e, ERR_INPUT, bad[i].says);
	}
}

TEST(cell_is_named_by_row_and_column)
{
	struct appendix_row row = { .ref = "htx_total[sector = agri]" };
	struct appendix_column column = { .period = "year",
					  .basis = "estimate" };

	CHECK_STR(outline_cell(a, &row, &column),
		  "htx_total[sector = agri, period = year, basis = estimate]");
	column.percent = true;
	row.ref = "htx_total";
	CHECK_STR(outline_cell(a, &row, &column),
		  "pct(htx_total[period = year, basis = estimate])");
	row = (struct appendix_row){ .category = "funding_source = local" };
	column = (struct appendix_column){
		.ref = "support_capital_need", .period = "next",
		.basis = "plan", .category = "funding_kind = recurrent",
	};
	CHECK_STR(outline_cell(a, &row, &column),
		  "support_capital_need[funding_source = local, "
		  "funding_kind = recurrent, period = next, basis = plan]");
	row.category = NULL;
	CHECK(!outline_cell(a, &row, &column));
	column = (struct appendix_column){ .compute = "B + C" };
	row.ref = "htx_total";
	CHECK(!outline_cell(a, &row, &column));
}

/* The shipped pack with one text exchanged in one file. */
static bool loads_with(struct arena *a, const char *file, const char *old,
		       const char *new, struct err *e)
{
	struct pack_file f[PACK_FILES];

	if (pack_read_files(a, "packs/vn-htx-2012", f, e))
		return true;
	for (size_t i = 0; i < PACK_FILES; i++) {
		const char *at = strstr(f[i].text, old);

		if (strcmp(f[i].name, file))
			continue;
		if (!CHECK(at != NULL))
			return true;
		f[i].text = arena_printf(a, "%.*s%s%s", (int)(at - f[i].text),
					 f[i].text, new, at + strlen(old));
		f[i].n = strlen(f[i].text);
	}
	return pack_load(a, f, PACK_FILES, e) != NULL;
}

TEST(mistakes_in_outline_and_appendices_are_placed)
{
	static const struct {
		const char *file, *old, *new, *says, *where;
	} bad[] = {
		{ "outline.yaml", "{{ tht_total[", "{{ tht_totl[", "tht_totl",
		  "outline.yaml, dòng" },
		{ "outline.yaml", "table: phu-luc-2", "table: phu-luc-9",
		  "phu-luc-9", "outline.yaml, dòng" },
		{ "appendices.yaml", "sector = agri }", "sector = farm }",
		  "farm", "appendices.yaml, dòng" },
		{ "appendices.yaml", "compute: B + C }", "compute: B + Q }",
		  "Q", "appendices.yaml, dòng" },
		{ "appendices.yaml", "sum: central + local }",
		  "sum: central + lokal }", "lokal", "appendices.yaml, dòng" },
	};

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct err e = { 0 };

		CHECK(!loads_with(a, bad[i].file, bad[i].old, bad[i].new, &e));
		CHECK_ERR(&e, ERR_INPUT, bad[i].says);
		CHECK_ERR(&e, ERR_INPUT, bad[i].where);
	}
}
