/* SPDX-License-Identifier: Apache-2.0 */
/* Forms of a pack: what loads, what is refused and where. */
#include "pack/forms.h"

#include "pack/fixture.h"
#include "pack/load.h"

static struct pack *with(struct arena *a, const char *old, const char *new,
			 struct err *e)
{
	return pack_read(a, tiny_pack(a, "forms.yaml",
				      tiny_with(a, "forms.yaml", old, new)),
			 e);
}

TEST(forms_load)
{
	struct err e = { 0 };
	struct pack *p = pack_read(a, tiny_pack(a, NULL, NULL), &e);
	const struct form *f;

	if (!p)
		BUG("%s (%s)", e.message, e.detail);
	f = pack_form(p, "f1");
	CHECK(f && f->level == FORM_PROVINCE);
	CHECK(f && f->nrow == 1 && f->ncolumn == 1);
	CHECK_STR(f ? f->number : "", "Biểu 1");
	CHECK(f && pack_form_cell(a, p, f, 0, 0));
	CHECK(!pack_form(p, "f2"));
}

TEST(forms_real_pack_has_a_heading_for_nothing)
{
	struct err e = { 0 };
	struct pack *p = pack_read(a, "packs/vn-htx-2012", &e);
	size_t cells = 0;

	if (!p)
		BUG("%s (%s)", e.message, e.detail);
	CHECK(p->nform > 0);
	for (size_t i = 0; i < p->nform; i++)
		for (size_t r = 0; r < p->form[i].nrow; r++)
			for (size_t c = 0; c < p->form[i].ncolumn; c++)
				cells += pack_form_cell(a, p, &p->form[i], r,
							c) != NULL;
	CHECK(cells > 0);
}

TEST(forms_a_row_without_figures_is_a_heading)
{
	struct err e = { 0 };
	struct pack *p = with(a, "- { code: all, title: Tổng, ref: total }",
			      "- { code: head, title: I }\n"
			      "      - { code: all, title: Tổng, ref: total }",
			      &e);

	if (!p)
		BUG("%s (%s)", e.message, e.detail);
	CHECK(!pack_form_cell(a, p, &p->form[0], 0, 0));
	CHECK(pack_form_cell(a, p, &p->form[0], 1, 0));
}

TEST(forms_refused_with_the_place)
{
	static const struct { const char *old, *new, *says, *where; } t[] = {
		{ "ref: total", "ref: totla", "totla", "forms.yaml, dòng 10" },
		{ "ref: total", "ref: \"total[sector = farms]\"", "farms",
		  "forms.yaml, dòng 10" },
		{ "ref: total", "ref: 2 * total", "", "forms.yaml, dòng 10" },
		{ "ref: total }", "ref: total }\n"
		  "      - { code: again, title: Nữa, ref: total }",
		  "hai ô cùng là", "forms.yaml, dòng 11" },
		{ "ref: total", "unit: HTX", "unit", "forms.yaml, dòng 10" },
		{ ", ref: total", "", "không có ô nào", "forms.yaml, dòng 2" },
		{ "period: year", "period: yaer", "yaer", "forms.yaml, dòng 8" },
		{ "level: province", "level: commune", "commune",
		  "forms.yaml, dòng 5" },
	};

	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct err e = { 0 };

		CHECK(!with(a, t[i].old, t[i].new, &e));
		CHECK_ERR(&e, ERR_INPUT, t[i].says);
		CHECK_STR(arena_strndup(a, e.detail, strlen(t[i].where)),
			  t[i].where);
	}
}

/* A pack that was installed before there were forms still loads. */
TEST(forms_may_be_missing_in_what_was_installed)
{
	struct pack_file f[PACK_FILES - 1];
	struct err e = { 0 };
	struct pack *p;
	size_t n = 0;

	for (size_t i = 0; i < PACK_FILES; i++) {
		const char *name = pack_file_names[i];

		if (strcmp(name, "forms.yaml") == 0)
			continue;
		f[n].name = name;
		f[n].text = tiny_text(name);
		f[n].n = strlen(f[n].text);
		n++;
	}
	p = pack_load(a, f, n, &e);
	CHECK_STR(e.message, "");
	CHECK(p && p->nform == 0);
}
