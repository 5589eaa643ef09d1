/* SPDX-License-Identifier: Apache-2.0 */
/* Sectors and places: of which part of the whole a number tells. */
#include "lint/noun.h"

#include "lib/base/buf.h"

#include <string.h>

/* Words that make up names of sectors, and what they stand for. */
static const struct {
	const char *low;
	const char *fold; /* NULL: its own */
	bool begins;      /* a sector may begin with it */
	bool alone;       /* and be no longer */
} parts[] = {
	{ "nông", NULL, true, false },	 { "lâm", NULL, true, false },
	{ "ngư", NULL, true, false },	 { "diêm", NULL, true, false },
	{ "nghiệp", NULL, false, false }, { "phi", NULL, true, false },
	{ "công", NULL, true, false },	 { "tiểu", NULL, true, false },
	{ "thủ", NULL, false, false },	 { "xây", NULL, true, false },
	{ "dựng", NULL, false, false },	 { "thương", NULL, true, false },
	{ "mại", NULL, false, false },	 { "dịch", NULL, true, false },
	{ "vụ", NULL, false, false },	 { "vận", NULL, true, false },
	{ "tải", NULL, false, false },	 { "giao", NULL, true, false },
	{ "thông", NULL, false, false }, { "thủy", NULL, true, false },
	{ "sản", NULL, false, false },	 { "lợi", NULL, false, false },
	{ "tín", NULL, true, false },	 { "dụng", NULL, false, false },
	{ "vệ", NULL, true, false },	 { "sinh", NULL, false, false },
	{ "môi", NULL, true, false },	 { "trường", NULL, false, false },
	{ "du", NULL, true, false },	 { "lịch", NULL, false, false },
	{ "điện", NULL, true, false },	 { "năng", NULL, false, false },
	{ "cn", "cong nghiep", true, false },
	{ "ttcn", "tieu thu cong nghiep", true, true },
	{ "tmdv", "thuong mai dich vu", true, true },
	{ "tm", "thuong mai", true, false },
	{ "dv", "dich vu", true, false },
	{ "dvnn", "dich vu nong nghiep", true, true },
	{ "gtvt", "van tai", true, true },
	{ "vsmt", "ve sinh moi truong", true, true },
	{ "xd", "xay dung", true, false },
	{ "nn", "nong nghiep", false, false },
	{ "qtdnd", "tin dung", false, false },
};

static int part_at(const struct words *w, size_t i)
{
	for (size_t k = 0; k < ARRAY_LEN(parts); k++)
		if (word_is(w, i, parts[k].low))
			return (int)k;
	return -1;
}

static bool is_joint(const struct words *w, size_t i)
{
	return word_is(w, i, ",") || word_is(w, i, "-") ||
	       word_is(w, i, "–") || word_is(w, i, "và") ||
	       word_is(w, i, "&") || word_is(w, i, "+");
}

/* The end of the run of parts and joints from i; a list that goes on with a
 * number is another one: "nông nghiệp 338, vận tải 17". */
static size_t sector_end(const struct words *w, size_t i)
{
	size_t end = i;
	size_t comma = i;

	for (size_t k = i; k < w->n; k++) {
		if (part_at(w, k) >= 0) {
			end = k + 1;
			continue;
		}
		if (!is_joint(w, k))
			break;
		if (end == k && word_is(w, k, ","))
			comma = k;
	}
	if (comma > i && end < w->n &&
	    (w->word[end].is->kind == WORD_NUMBER || word_is(w, end, ":")))
		end = comma;
	return end;
}

static const char *in_one_spelling(const char *fold)
{
	static const char *const same[][2] = {
		{ "giao thong van tai", "van tai" },
		{ "giao thong", "van tai" },
		{ "nong lam ngu", "nong lam ngu nghiep" },
	};

	for (size_t i = 0; i < ARRAY_LEN(same); i++)
		if (strcmp(fold, same[i][0]) == 0)
			return same[i][1];
	return fold;
}

size_t sector_at(struct arena *a, const struct words *w, size_t i,
		 const char **scope)
{
	int first = part_at(w, i);
	struct buf b = BUF_INIT(a);
	size_t end;

	if (first < 0 || !parts[first].begins)
		return 0;
	end = sector_end(w, i);
	if (end - i < 2 && !parts[first].alone)
		return 0;
	for (size_t k = i; k < end; k++) {
		int p = part_at(w, k);

		if (p < 0)
			continue;
		buf_addf(&b, "%s%s", b.len ? " " : "",
			 parts[p].fold ? parts[p].fold : w->word[k].is->fold);
	}
	*scope = in_one_spelling(b.data);
	return end - i;
}
