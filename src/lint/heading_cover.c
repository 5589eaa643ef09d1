/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Headings that list their topics, "Về số lượng, doanh thu và thu nhập", and
 * sections below them that are about something else.
 */
#include "lint/pass.h"

#include "lint/outline.h"
#include "lint/word.h"

#include <string.h>

enum { COVER };

static const struct lint_rule rules[] = {
	[COVER] = { "heading-not-covering", SEV_NOTE,
		    "Mục con không thuộc những gì đề mục nêu",
		    "Đề mục kể các nội dung của nó thì các mục con nói về "
		    "những nội dung ấy." },
	{ 0 }
};

enum {
	MAX_TITLE = 150, /* bytes; what is longer is text */
	MAX_PARTS = 12,
};

/* Words that tell whose the topics are, or join them. */
static const char *const plain_words[] = {
	"về", "và", "các", "của", "hợp", "tác", "xã", "liên", "hiệp", "htx",
	"lhhtx", "lh", "tht", "tổ", "kinh", "tế", "tập", "thể", "kttt", "tỉnh",
	"tình", "hình", "kết", "quả", "công",
};

/* The topics of "Về A, B và C của D": bytes of the title; 0: it is none. */
static size_t topics(const struct lint_section *s)
{
	size_t n = strlen(s->title);
	size_t whose;

	if (n > MAX_TITLE || word_match(s->title, "về") == 0)
		return 0;
	whose = word_find_within(s->title, 0, n, "của");
	return whose < n ? whose : n;
}

static bool is_list(const char *title, size_t n)
{
	return memchr(title, ',', n) ||
	       word_find_within(title, 0, n, "và") != SIZE_MAX;
}

/* Do the topics of two titles have a word in common? */
static bool have_common(struct vocabulary *v, const char *x, size_t nx,
			const char *y, size_t ny)
{
	struct words w = words_of(v, x);
	struct words u = words_of(v, y);

	for (size_t i = 0; i < w.n && w.word[i].to <= nx; i++) {
		if (w.word[i].is->kind != WORD_LETTERS ||
		    WORD_IN(w.word[i].is->lower, plain_words))
			continue;
		for (size_t k = 0; k < u.n && u.word[k].to <= ny; k++)
			if (w.word[i].is->key == u.word[k].is->key)
				return true;
	}
	return false;
}

static void check_heading(struct lint *l, struct vocabulary *v, size_t parent)
{
	const struct lint_section *s = &l->outline->section[parent];
	struct lint_finding *f = NULL;
	size_t n = topics(s);

	if (n == 0 || !is_list(s->title, n))
		return;
	for (size_t i = parent + 1;
	     i < l->outline->n && l->outline->section[i].depth > s->depth;
	     i++) {
		const struct lint_section *c = &l->outline->section[i];
		size_t m = topics(c);

		if (c->parent != (int)parent || m == 0 ||
		    have_common(v, c->title, m, s->title, n))
			continue;
		if (!f)
			f = lint_report(
				l, &rules[COVER],
				arena_printf(l->arena,
					     "Mục này không thuộc những gì đề "
					     "mục “%s %s” nêu; sửa đề mục trên, "
					     "hoặc tách thành mục riêng.",
					     s->label, s->title));
		if (f->npart < MAX_PARTS)
			lint_part(l, f, &l->doc->passage[c->passage],
				  c->title_from,
				  c->title_from + strlen(c->title));
	}
}

static void run(struct lint *l)
{
	struct vocabulary *v = vocabulary_new(l->arena);

	for (size_t i = 0; i < l->outline->n; i++)
		check_heading(l, v, i);
}

const struct lint_pass lint_heading_cover_pass = { rules, run };
