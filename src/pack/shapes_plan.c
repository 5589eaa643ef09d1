/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The shapes of the files that say what is written, entered and shown: the
 * plan, its appendices, the forms, the first page.
 */
#include "pack/shapes.h"

/* --- outline.yaml, appendices.yaml ------------------------------------------- */

static const char *const para_styles[] = { "body", "item", "note", "table",
					   NULL };
static const struct key paragraph_keys[] = {
	{ KEY(paragraph, id, bind_id), .must = true },
	{ KEY(paragraph, style, bind_choice), .words = para_styles },
	{ KEY(paragraph, text, bind_text) },
	{ KEY(paragraph, footnote, bind_text) },
	{ KEY(paragraph, table, bind_id) },
	{ 0 }
};
static const struct shape paragraph_shape = {
	.what = "đoạn văn",
	.size = sizeof(struct paragraph),
	.keys = paragraph_keys,
	.place = offsetof(struct paragraph, at), .has_place = true,
	.id = offsetof(struct paragraph, id), .has_id = true,
};

static const struct key section_keys[] = {
	{ KEY(section, id, bind_id), .must = true },
	{ KEY(section, level, bind_small), .must = true },
	{ KEY(section, number, bind_text) },
	{ KEY(section, heading, bind_text), .must = true },
	{ .name = "paragraphs",
	  LIST(section, paragraph, nparagraph, bind_list),
	  .shape = &paragraph_shape },
	{ 0 }
};
static const struct shape section_shape = {
	.what = "mục của kế hoạch",
	.size = sizeof(struct section),
	.keys = section_keys,
	.place = offsetof(struct section, at), .has_place = true,
	.id = offsetof(struct section, id), .has_id = true,
};

static const struct key outline_keys[] = {
	{ KEY(outline, issuer, bind_text), .must = true },
	{ KEY(outline, issuer_brief, bind_text) },
	{ KEY(outline, fill_in, bind_text) },
	{ KEY(outline, place, bind_text), .must = true },
	{ KEY(outline, symbol, bind_text), .must = true },
	{ KEY(outline, type, bind_text), .must = true },
	{ KEY(outline, subject, bind_text), .must = true },
	{ KEY(outline, addressee, bind_text) },
	{ .name = "opening", LIST(outline, opening, nopening, bind_list),
	  .shape = &paragraph_shape },
	{ .name = "sections", LIST(outline, section, nsection, bind_list),
	  .shape = &section_shape, .must = true },
	{ .name = "closing", LIST(outline, closing, nclosing, bind_list),
	  .shape = &paragraph_shape },
	{ .name = "recipients",
	  LIST(outline, recipient, nrecipient, bind_texts), .must = true },
	{ .name = "signature",
	  LIST(outline, signature, nsignature, bind_texts), .must = true },
	{ KEY(outline, basis, bind_text), .must = true },
	{ 0 }
};
const struct shape outline_yaml = {
	.what = "outline.yaml",
	.size = sizeof(struct outline),
	.keys = outline_keys,
};

static const struct key column_keys[] = {
	{ KEY(appendix_column, code, bind_id), .must = true },
	{ KEY(appendix_column, title, bind_text), .must = true },
	{ KEY(appendix_column, group, bind_text) },
	{ KEY(appendix_column, ref, bind_text) },
	{ KEY(appendix_column, period, bind_period) },
	{ KEY(appendix_column, basis, bind_basis) },
	{ KEY(appendix_column, category, bind_blank) },
	{ KEY(appendix_column, percent, bind_flag) },
	{ KEY(appendix_column, compute, bind_text) },
	{ KEY(appendix_column, optional, bind_flag) },
	{ 0 }
};
static const struct shape column_shape = {
	.what = "cột phụ lục",
	.size = sizeof(struct appendix_column),
	.keys = column_keys,
	.id = offsetof(struct appendix_column, code), .has_id = true,
};
static const struct key row_keys[] = {
	{ KEY(appendix_row, code, bind_code), .must = true },
	{ KEY(appendix_row, number, bind_text) },
	{ KEY(appendix_row, title, bind_text), .must = true },
	{ KEY(appendix_row, unit, bind_text) },
	{ KEY(appendix_row, ref, bind_text) },
	{ KEY(appendix_row, category, bind_blank) },
	{ KEY(appendix_row, sum, bind_text) },
	{ KEY(appendix_row, optional, bind_flag) },
	{ 0 }
};
static const struct shape row_shape = {
	.what = "dòng phụ lục",
	.size = sizeof(struct appendix_row),
	.keys = row_keys,
	.place = offsetof(struct appendix_row, at), .has_place = true,
	.id = offsetof(struct appendix_row, code), .has_id = true,
};
static const struct key appendix_keys[] = {
	{ KEY(appendix, code, bind_id), .must = true },
	{ KEY(appendix, number, bind_text), .must = true },
	{ KEY(appendix, title, bind_text), .must = true },
	{ KEY(appendix, note, bind_text) },
	{ .name = "columns", LIST(appendix, column, ncolumn, bind_list),
	  .shape = &column_shape, .must = true },
	{ .name = "rows", LIST(appendix, row, nrow, bind_list),
	  .shape = &row_shape, .must = true },
	{ 0 }
};
static const struct shape appendix_shape = {
	.what = "phụ lục",
	.size = sizeof(struct appendix),
	.keys = appendix_keys,
	.place = offsetof(struct appendix, at), .has_place = true,
	.id = offsetof(struct appendix, code), .has_id = true,
};
static const struct key appendices_keys[] = {
	{ .name = "appendices", LIST(pack, appendix, nappendix, bind_list),
	  .shape = &appendix_shape, .must = true },
	{ 0 }
};
const struct shape appendices_yaml = {
	.what = "appendices.yaml",
	.size = sizeof(struct pack),
	.keys = appendices_keys,
};

/* --- forms.yaml ---------------------------------------------------------------- */

static const struct key form_column_keys[] = {
	{ KEY(appendix_column, code, bind_id), .must = true },
	{ KEY(appendix_column, title, bind_text), .must = true },
	{ KEY(appendix_column, ref, bind_text) },
	{ KEY(appendix_column, period, bind_period), .must = true },
	{ KEY(appendix_column, basis, bind_basis), .must = true },
	{ KEY(appendix_column, category, bind_blank) },
	{ KEY(appendix_column, percent, bind_flag) },
	{ 0 }
};
static const struct shape form_column_shape = {
	.what = "cột của biểu",
	.size = sizeof(struct appendix_column),
	.keys = form_column_keys,
	.id = offsetof(struct appendix_column, code), .has_id = true,
};
static const struct key form_row_keys[] = {
	{ KEY(appendix_row, code, bind_code), .must = true },
	{ KEY(appendix_row, title, bind_text), .must = true },
	{ KEY(appendix_row, ref, bind_text) },
	{ KEY(appendix_row, category, bind_blank) },
	{ 0 }
};
static const struct shape form_row_shape = {
	.what = "dòng của biểu",
	.size = sizeof(struct appendix_row),
	.keys = form_row_keys,
	.place = offsetof(struct appendix_row, at), .has_place = true,
	.id = offsetof(struct appendix_row, code), .has_id = true,
};
static const char *const form_levels[] = { "province", "district", NULL };
static const struct key form_keys[] = {
	{ KEY(form, code, bind_id), .must = true },
	{ KEY(form, number, bind_text), .must = true },
	{ KEY(form, title, bind_text), .must = true },
	{ KEY(form, level, bind_choice), .words = form_levels, .must = true },
	{ KEY(form, basis, bind_text), .must = true },
	{ KEY(form, note, bind_text) },
	{ .name = "columns", LIST(form, column, ncolumn, bind_list),
	  .shape = &form_column_shape, .must = true },
	{ .name = "rows", LIST(form, row, nrow, bind_list),
	  .shape = &form_row_shape, .must = true },
	{ 0 }
};
static const struct shape form_shape = {
	.what = "biểu",
	.size = sizeof(struct form),
	.keys = form_keys,
	.place = offsetof(struct form, at), .has_place = true,
	.id = offsetof(struct form, code), .has_id = true,
};
static const struct key forms_keys[] = {
	{ .name = "forms", LIST(pack, form, nform, bind_list),
	  .shape = &form_shape, .must = true },
	{ 0 }
};
const struct shape forms_yaml = {
	.what = "forms.yaml",
	.size = sizeof(struct pack),
	.keys = forms_keys,
};

/* --- overview.yaml -------------------------------------------------------------- */

static const struct key plan_keys[] = {
	{ KEY(overview_plan, on_course, bind_dec), .must = true },
	{ KEY(overview_plan, behind, bind_dec), .must = true },
	{ KEY(overview_plan, basis, bind_text), .must = true },
	{ 0 }
};
static const struct shape plan_shape = {
	.what = "plan",
	.size = sizeof(struct overview_plan),
	.keys = plan_keys,
	.place = offsetof(struct overview_plan, at), .has_place = true,
};

static const struct key beside_keys[] = {
	{ KEY(overview_beside, indicator, bind_indicator), .must = true },
	{ KEY(overview_beside, words, bind_text), .must = true },
	{ 0 }
};
static const struct shape beside_shape = {
	.what = "số đi kèm của thẻ",
	.size = sizeof(struct overview_beside),
	.keys = beside_keys,
};
static const struct key parts_keys[] = {
	{ KEY(overview_parts, well, bind_indicator), .must = true },
	{ KEY(overview_parts, lost, bind_indicator), .must = true },
	{ 0 }
};
static const struct shape parts_shape = {
	.what = "parts",
	.size = sizeof(struct overview_parts),
	.keys = parts_keys,
};
static const struct key card_keys[] = {
	{ KEY(overview_card, indicator, bind_indicator), .must = true },
	{ KEY(overview_card, label, bind_text), .must = true },
	{ KEY(overview_card, icon, bind_text), .must = true },
	{ .name = "beside",
	  LIST(overview_card, beside, nbeside, bind_list),
	  .shape = &beside_shape },
	{ KEY(overview_card, parts, bind_map), .shape = &parts_shape },
	{ 0 }
};
static const struct shape card_shape = {
	.what = "thẻ",
	.size = sizeof(struct overview_card),
	.keys = card_keys,
	.place = offsetof(struct overview_card, at), .has_place = true,
};

static const struct key bars_keys[] = {
	{ KEY(overview_bars, title, bind_text), .must = true },
	{ KEY(overview_bars, by, bind_classification), .must = true },
	{ KEY(overview_bars, total, bind_indicator), .must = true },
	{ KEY(overview_bars, full, bind_indicator), .must = true },
	{ KEY(overview_bars, pale, bind_indicator), .must = true },
	{ 0 }
};
static const struct shape bars_shape = {
	.what = "bars",
	.size = sizeof(struct overview_bars),
	.keys = bars_keys,
	.place = offsetof(struct overview_bars, at), .has_place = true,
};
static const struct key map_keys[] = {
	{ KEY(overview_map, title, bind_text), .must = true },
	{ KEY(overview_map, indicator, bind_indicator), .must = true },
	{ KEY(overview_map, star, bind_indicator) },
	{ 0 }
};
static const struct shape map_shape = {
	.what = "map",
	.size = sizeof(struct overview_map),
	.keys = map_keys,
	.place = offsetof(struct overview_map, at), .has_place = true,
};

/* A table is a form that nobody fills in. */
static const struct key table_row_keys[] = {
	{ KEY(appendix_row, code, bind_code), .must = true },
	{ KEY(appendix_row, title, bind_text), .must = true },
	{ KEY(appendix_row, ref, bind_text) },
	{ KEY(appendix_row, category, bind_blank) },
	{ KEY(appendix_row, total, bind_flag) },
	{ 0 }
};
static const struct shape table_row_shape = {
	.what = "dòng của bảng",
	.size = sizeof(struct appendix_row),
	.keys = table_row_keys,
	.place = offsetof(struct appendix_row, at), .has_place = true,
	.id = offsetof(struct appendix_row, code), .has_id = true,
};
static const struct key table_keys[] = {
	{ KEY(form, code, bind_id), .must = true },
	{ KEY(form, title, bind_text), .must = true },
	{ KEY(form, note, bind_text) },
	{ .name = "columns", LIST(form, column, ncolumn, bind_list),
	  .shape = &form_column_shape, .must = true },
	{ .name = "rows", LIST(form, row, nrow, bind_list),
	  .shape = &table_row_shape, .must = true },
	{ 0 }
};
static const struct shape table_shape = {
	.what = "bảng",
	.size = sizeof(struct form),
	.keys = table_keys,
	.place = offsetof(struct form, at), .has_place = true,
	.id = offsetof(struct form, code), .has_id = true,
};

static const struct key overview_keys[] = {
	{ KEY(overview, plan, bind_map), .shape = &plan_shape, .must = true },
	{ .name = "cards", LIST(overview, card, ncard, bind_list),
	  .shape = &card_shape, .must = true },
	{ KEY(overview, bars, bind_map), .shape = &bars_shape },
	{ KEY(overview, map, bind_map), .shape = &map_shape },
	{ .name = "tables", LIST(overview, table, ntable, bind_list),
	  .shape = &table_shape },
	{ 0 }
};
const struct shape overview_yaml = {
	.what = "overview.yaml",
	.size = sizeof(struct overview),
	.keys = overview_keys,
};
