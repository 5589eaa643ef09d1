/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Figures in words and in JSON: what commands show of them.
 */
#ifndef HOPTAC_FIGURE_WORDS_H
#define HOPTAC_FIGURE_WORDS_H

#include "figure/figure.h"
#include "lib/base/buf.h"

#include <jansson.h>

/* "6 tháng đầu năm 2023", "năm 2024", "giai đoạn 2021-2025"; a code that is
 * none is given back. */
const char *period_vi(struct arena *a, const char *code)
	__attribute__((returns_nonnull));

/* "thực hiện", "ước thực hiện", "kế hoạch". */
const char *basis_vi(enum basis b) __attribute__((returns_nonnull));

/* "nông, lâm, ngư nghiệp": the categories of a breakdown, "; " between them;
 * "" for the total. */
const char *breakdown_vi(struct arena *a, const struct pack *p,
			 const char *breakdown)
	__attribute__((returns_nonnull));

/* The value as it is printed: what was reported as it was given, what was
 * computed rounded to the decimals of its measure, zeros at the end left out, so
 * that a per cent of plan has at most those of the pack's per cent. */
struct quantity figure_printed(const struct figure *fig);

/* "chưa có số liệu", "không có" ... of a figure without a value. */
const char *absence_vi(enum figure_state s) __attribute__((returns_nonnull));

/* "khoảng 991,5", "71,31"; "chưa có số liệu" and the like when there is no
 * value.  Without the unit. */
const char *figure_vi(struct arena *a, const struct figure *fig)
	__attribute__((returns_nonnull));

/* The same with the sign that belongs to it: "115%", of a per cent of plan and
 * of what is counted in per cent. */
const char *figure_signed_vi(struct arena *a, const struct figure *fig)
	__attribute__((returns_nonnull));

/* A number that stands for the figure (what it was, what is proposed), with
 * the same sign. */
const char *figure_sign_vi(struct arena *a, const struct figure *fig,
			   const char *number)
	__attribute__((returns_nonnull));

/* With its unit: "420 HTX", "108%". */
const char *figure_unit_vi(struct arena *a, const struct figure *fig)
	__attribute__((returns_nonnull));

/* The per cent of plan that a figure has (has_percent), as it is printed. */
const char *figure_percent_vi(struct arena *a, const struct pack *p,
			      const struct figure *fig)
	__attribute__((returns_nonnull));

/* A value of a formula with what it can have been: "4.703 (4.684 - 4.723)",
 * "từ 50 trở lên"; in the decimals of a measure (NULL: two). */
const char *value_vi(struct arena *a, const struct rule_value *v,
		     const struct measure *m)
	__attribute__((returns_nonnull));

/* Which figure it is: "Tỷ lệ so với kế hoạch của Số thành viên HTX, vận tải
 * (ước thực hiện, năm 2023)". */
const char *figure_key_vi(struct arena *a, const struct pack *p,
			  const struct figure_key *key)
	__attribute__((returns_nonnull));

/* A formula in words: "100 × số HTX ÷ tổng số HTX (mọi lĩnh vực)"; what is no
 * word of the pack stays as it is written.  And one aggregate over records. */
const char *formula_vi(struct arena *a, const struct pack *p, const char *text)
	__attribute__((returns_nonnull));
const char *aggregate_vi(struct arena *a, const struct pack *p,
			 const struct rule_agg *agg)
	__attribute__((returns_nonnull));

/* The figure of operand i of a result; NULL for an aggregate over records, and
 * for a figure that was an operand before. */
const struct figure *operand_figure(const struct rule_result *r, size_t i);

/* The exact decimal of one end of a quantity: as printed when it was reported,
 * shortest when it was computed. */
const char *figure_number(struct arena *a, const struct figure *fig,
			  struct dec d) __attribute__((returns_nonnull));

/* {"sector": "agri"} */
json_t *breakdown_json(const char *breakdown);

/* {"indicator": ..., "place": ..., "breakdown": {}, "period": ..., "basis": ...,
 * "percent": false} */
json_t *figure_key_json(const struct figure_key *key);

/* The object that `figures --format json` prints; numbers are strings. */
json_t *figure_json(struct arena *a, const struct figure *fig);

/* Appends it with two blanks of indent and a line feed, and frees it. */
void json_print(struct buf *out, json_t *j);

#endif
