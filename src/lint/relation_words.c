/* SPDX-License-Identifier: Apache-2.0 */
/* The words around amounts. */
#include "lint/relation_words.h"

#include "lint/word.h"

#include <string.h>

struct stretch stretch_passage(struct relations *rs, size_t passage)
{
	return (struct stretch){ rs->lint->marked[passage].small, 0,
				 rs->lint->doc->passage[passage].n };
}

struct stretch stretch_between(struct relations *rs, const struct amount *x,
			       const struct amount *y)
{
	struct stretch s = stretch_passage(rs, x->index);

	s.from = x->to;
	s.to = y->from > x->to ? y->from : x->to;
	return s;
}

static bool is_mark(const struct stretch *s, size_t i)
{
	char c = s->text[i];

	if (!strchr(",;.():", c))
		return false;
	return !(i > 0 && s->text[i + 1] && word_goes_on(s->text + i - 1) &&
		 word_goes_on(s->text + i + 1)); /* 1.000; TP.X */
}

struct stretch stretch_after(struct relations *rs, size_t amount)
{
	const struct amount *m = &rs->amount[amount];
	struct stretch s = stretch_passage(rs, m->index);
	size_t i = m->to;

	if (amount + 1 < rs->namount && m[1].index == m->index &&
	    m[1].from > m->to)
		s.to = m[1].from;
	while (i < s.to && !is_mark(&s, i))
		i++;
	s.from = m->to;
	s.to = i;
	return s;
}

struct stretch stretch_before(struct relations *rs, size_t amount)
{
	const struct amount *m = &rs->amount[amount];
	struct stretch s = stretch_passage(rs, m->index);
	size_t least = 0;
	size_t i = m->from;

	if (amount > 0 && m[-1].index == m->index && m[-1].to < m->from)
		least = m[-1].to;
	/* the mark right before belongs to the label: "Tổng số: 400 HTX" */
	while (i > least && strchr(" :", s.text[i - 1]))
		i--;
	while (i > least && !is_mark(&s, i - 1))
		i--;
	s.from = i;
	s.to = m->from;
	return s;
}

size_t stretch_find(const struct stretch *s, const char *words)
{
	return word_find_within(s->text, s->from, s->to, words);
}

bool stretch_has(const struct stretch *s, const char *words)
{
	return stretch_find(s, words) != SIZE_MAX;
}

size_t stretch_find_any(const struct stretch *s, const char *const *list,
			const char **which)
{
	size_t best = SIZE_MAX;

	for (; *list; list++) {
		size_t at = stretch_find(s, *list);

		if (at < best) {
			best = at;
			if (which)
				*which = *list;
		}
	}
	return best;
}

bool stretch_has_any(const struct stretch *s, const char *const *list)
{
	return stretch_find_any(s, list, NULL) != SIZE_MAX;
}

bool stretch_is_blank(const struct stretch *s)
{
	for (size_t i = s->from; i < s->to; i++)
		if (word_goes_on(s->text + i))
			return false;
	return true;
}

static enum state state_in(const struct stretch *s)
{
	static const char *const idle[] = {
		"không hoạt động", "chưa hoạt động", "chờ giải thể",
		"không còn hoạt động", NULL
	};
	static const char *const stopped[] = {
		"ngừng hoạt động", "ngưng hoạt động", "dừng hoạt động",
		"tạm ngừng", "tạm ngưng", "tạm dừng", NULL
	};
	static const char *const other[] = {
		"hoạt động hiệu quả", "hoạt động có hiệu quả",
		"hoạt động trong lĩnh vực", "hoạt động khá", "hoạt động tốt",
		"hoạt động kém", "hoạt động yếu", "hoạt động trung bình",
		"hoạt động trên lĩnh vực", "hoạt động cầm chừng", NULL
	};

	if (stretch_has_any(s, stopped))
		return STATE_STOPPED;
	if (stretch_has_any(s, idle))
		return STATE_IDLE;
	if (stretch_has_any(s, other))
		return STATE_NONE;
	return stretch_has(s, "hoạt động") ? STATE_WORKING : STATE_NONE;
}

enum state state_of(struct relations *rs, size_t amount)
{
	struct stretch after = stretch_after(rs, amount);
	struct stretch before = stretch_before(rs, amount);
	enum state s = state_in(&after);

	return s == STATE_NONE ? state_in(&before) : s;
}

size_t amount_first(const struct relations *rs, size_t passage, size_t at)
{
	size_t low = 0;
	size_t high = rs->namount;

	while (low < high) {
		size_t mid = (low + high) / 2;
		const struct amount *m = &rs->amount[mid];

		if (m->index < passage || (m->index == passage && m->from < at))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

bool amount_is_count(const struct amount *m)
{
	return m->role == AMOUNT_COUNT && m->unit[0] != '%' &&
	       m->written.qualifier != QUAL_RANGE &&
	       m->written.qualifier != QUAL_APPROX_RANGE;
}

bool amount_same_unit(const struct amount *x, const struct amount *y)
{
	return strcmp(x->unit, y->unit) == 0;
}

bool amount_part_unit(const struct amount *part, const struct amount *whole)
{
	return amount_same_unit(part, whole) ||
	       (strcmp(whole->unit, "htx") == 0 &&
		strcmp(part->unit, "qtdnd") == 0);
}

size_t amount_total(const struct relations *rs, size_t amount)
{
	const struct amount *m = &rs->amount[amount];
	size_t total = SIZE_MAX;

	if (!*m->when || *m->scope)
		return SIZE_MAX;
	for (size_t i = amount; i-- > 0 && i + 40 > amount;) {
		const struct amount *t = &rs->amount[i];

		if (!amount_is_count(t) || !amount_same_unit(t, m) ||
		    t->flow != FLOW_STOCK || t->basis != m->basis ||
		    *t->scope || strcmp(t->when, m->when) != 0 ||
		    strcmp(t->subject, t->unit) != 0)
			continue;
		if (total != SIZE_MAX && dec_cmp(amount_base(t),
						 amount_base(&rs->amount[total])))
			return SIZE_MAX;
		total = total == SIZE_MAX ? i : total;
	}
	return total;
}

const char *amount_key(const struct relations *rs, size_t amount)
{
	const struct amount *m = &rs->amount[amount];

	if (!*m->subject)
		return "";
	return arena_printf(rs->lint->arena, "%s|%s|%s|%d|%d", m->subject,
			    m->scope, m->unit, m->role, m->flow);
}
