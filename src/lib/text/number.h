/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers and dates as Vietnamese documents write them.
 *
 * Thousands have a dot, decimals a comma: 23.720 triệu đồng; 36,48 tỷ đồng.
 * Counts below ten are padded in documents: 06 HTX.  A figure may come with
 * a word that opens it (khoảng, trên, gần, từ ... trở lên) or as a range.
 * Dates follow Nghị định 30/2020/NĐ-CP, Phụ lục I: the day below ten and the
 * months 1 and 2 get a zero, the months 3 to 9 do not.
 */
#ifndef HOPTAC_TEXT_NUMBER_H
#define HOPTAC_TEXT_NUMBER_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/date.h"
#include "lib/base/dec.h"

enum qualifier {
	QUAL_EXACT,        /* 474 */
	QUAL_APPROX,       /* khoảng 600 */
	QUAL_NEARLY,       /* gần 20: at most, and close */
	QUAL_MORE_THAN,    /* trên 50: > 50 */
	QUAL_LESS_THAN,    /* dưới 50: < 50 */
	QUAL_AT_LEAST,     /* từ 50 trở lên: >= 50 */
	QUAL_AT_MOST,      /* tối đa 50: <= 50 */
	QUAL_RANGE,        /* 4 - 4,5 */
	QUAL_APPROX_RANGE, /* khoảng 3,5 - 4,5 */
	QUAL__MAX
};

/* "exact", "approx", "nearly", "more_than", "less_than", "at_least",
 * "at_most", "range", "approx_range": the names in data and JSON. */
const char *qualifier_name(enum qualifier q) __attribute__((returns_nonnull));
int qualifier_parse(const char *name, enum qualifier *out);

/* A figure as written. */
struct quantity {
	struct dec low;
	struct dec high; /* = low unless a range */
	enum qualifier qualifier;
	int places; /* decimals written, 0..6; of the finer bound in a range */
};

/*
 * Reads the whole of s as a figure: an optional qualifier word (with or
 * without diacritics, "ước" is ignored), then 23.720 | 23720 | 36,48 | 06 |
 * 3,5 - 4,5 | từ 3 đến 5.  A dot groups thousands only where every group has
 * three digits; "1.5" is refused, not guessed, with a hint to write 1,5.
 * Returns 0; -1 with ERR_INPUT naming s.
 */
int quantity_parse(const char *s, struct quantity *out, struct err *e);

/*
 * "23.720", "36,48", "-5": with places -1 as many decimals as the value has,
 * else exactly that many after rounding half away from zero.
 */
char *number_vi(struct arena *a, struct dec d, int places)
	__attribute__((returns_nonnull));

/* The same for documents: a whole number 0 < n < 10 is padded, "06". */
char *number_vi_padded(struct arena *a, struct dec d, int places)
	__attribute__((returns_nonnull));

/* The figure with its words: "khoảng 600", "từ 50 trở lên", "3,5 - 4,5",
 * "trên 1,3"; padded as above when padded is set. */
char *quantity_vi(struct arena *a, const struct quantity *q, bool padded)
	__attribute__((returns_nonnull));

/* The number of a per cent as it was written, with its sign, which stands right
 * behind the last digit: "115%", "từ 40% trở lên", "3,5 - 4,5%".  A text
 * without digits is given back. */
const char *percent_vi(struct arena *a, const char *number)
	__attribute__((returns_nonnull));

/* "30/6/2023", "05/01/2024" and "ngày 05 tháng 01 năm 2024". */
char *day_vi(struct arena *a, day_t d) __attribute__((returns_nonnull));
char *day_vi_long(struct arena *a, day_t d) __attribute__((returns_nonnull));

#endif
