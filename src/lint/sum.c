/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Wholes and their parts: "474 HTX, trong đó: 400 HTX đang hoạt động, 74 HTX
 * tạm ngừng", in running text, in brackets and in lists.
 *
 * A list of parts can be read in several ways: it may name some parts only,
 * divide the whole twice, or go on to something else.  A reading that adds up
 * is taken as meant.  When none does, the words must show that the list is
 * complete before the sum is called wrong: "gồm", "chia ra", "còn lại", or two
 * states that leave nothing between them.
 */
#include "lint/relation_read.h"

#include <stdlib.h>
#include <string.h>

enum {
	MAX_PARTS = 40,
	MAX_WHOLES = 3,  /* amounts before the word that may be the whole */
	NEAR_SURE = 20,  /* a sum that misses by a 20th is the same list */
	NEAR_CLAIM = 4,
};

/* How much the words promise that the parts are all. */
enum promise {
	PROMISE_NONE,  /* a bracket */
	PROMISE_SOME,  /* trong đó */
	PROMISE_ALL,   /* gồm, chia ra */
};

struct list {
	struct relations *rs;
	enum promise promise;
	size_t whole[MAX_WHOLES]; /* nearest first */
	size_t nwhole;
	size_t part[MAX_PARTS];
	size_t n;
	size_t at;       /* byte of the connecting word */
	size_t passage;  /* where it stands */
	bool direct;     /* it follows the nearest whole at once */
	bool open;       /* "...", "chủ yếu": it does not claim to be all */
	bool rest;       /* "còn lại": it does */
};

/* --- the parts ------------------------------------------------------------------- */

static bool is_countable(const struct amount *m)
{
	return m->role == AMOUNT_COUNT && m->written.qualifier != QUAL_RANGE &&
	       m->written.qualifier != QUAL_APPROX_RANGE;
}

static bool same_unit(const struct amount *x, const struct amount *y)
{
	return strcmp(x->unit, y->unit) == 0;
}

static const char *const rest_words[] = { "còn lại", "số còn lại", NULL };

static const char *const open_words[] = {
	"...", "…", "v.v", "chủ yếu", "như", "điển hình", "tiêu biểu",
	"nổi bật", "một số", "đáng chú ý", "ngoài ra", "và nhiều", "riêng",
	"trong đó có", "hầu hết", "đa số", NULL
};

static void add_part(struct list *l, size_t i)
{
	if (l->n < MAX_PARTS)
		l->part[l->n++] = i;
}

/* The end of the region that the connecting word opens. */
static size_t region_end(const struct stretch *s, size_t at, int depth)
{
	int inner = 0;

	for (size_t i = at; i < s->to; i++) {
		char c = s->text[i];

		if (c == '(')
			inner++;
		if (c == ')' && inner-- == 0 && depth > 0)
			return i;
		if (inner > 0)
			continue;
		inner = inner < 0 ? 0 : inner;
		if (c == '.' && (i + 1 >= s->to || s->text[i + 1] == ' ') &&
		    !(i > 0 && s->text[i - 1] == '.'))
			return i;
	}
	return s->to;
}

/* Amounts of the whole's unit between two bytes of a passage, not in a
 * bracket of their own. */
static void inline_parts(struct list *l, size_t first, size_t from, size_t to,
			 int depth, const struct amount *like)
{
	const struct relations *rs = l->rs;

	for (size_t i = first; i < rs->namount; i++) {
		const struct amount *m = &rs->amount[i];

		if (m->index != l->passage || m->from >= to)
			break;
		if (m->from < from || m->bracket != depth ||
		    !is_countable(m) || !same_unit(m, like))
			continue;
		add_part(l, i);
	}
}

/* --- readings ----------------------------------------------------------------------- */

static void claim(struct list *l, bool sure, size_t whole, size_t from,
		  size_t to)
{
	struct relation_term t[MAX_PARTS];
	struct relation *r;

	for (size_t i = from; i < to; i++)
		t[i - from] = (struct relation_term){ (int)l->part[i], 1 };
	r = relation_add(l->rs, &relation_rules[SUM_MISMATCH], sure);
	relation_sum(l->rs, r, (int)whole, REPAIR_EQ, t, to - from);
}

/* The longest run of at least two parts from `from` that adds up; its end. */
static size_t run_that_fits(const struct list *l, size_t whole, size_t from)
{
	for (size_t to = l->n; to >= from + 2; to--)
		if (amounts_add_up(l->rs, whole, l->part + from, to - from))
			return to;
	return 0;
}

/* Every division that adds up, one after the other. */
static bool claim_fitting(struct list *l, size_t whole)
{
	size_t from = 0;
	size_t to = run_that_fits(l, whole, 0);

	if (to == 0)
		return false;
	while (to > 0) {
		claim(l, true, whole, from, to);
		from = to;
		to = run_that_fits(l, whole, from);
	}
	return true;
}

/* Some choice of the parts adds up: the others are parts of parts, or stand
 * beside the whole. */
static bool some_fit(const struct list *l, size_t whole)
{
	size_t n = l->n < 12 ? l->n : 12;
	size_t part[12];

	for (unsigned set = 3; set < 1u << n; set++) {
		size_t k = 0;

		for (size_t i = 0; i < n; i++)
			if (set >> i & 1)
				part[k++] = l->part[i];
		if (k >= 2 && amounts_add_up(l->rs, whole, part, k))
			return true;
	}
	return false;
}

static struct dec total_of(const struct list *l, size_t n)
{
	struct dec sum = DEC_ZERO;

	for (size_t i = 0; i < n; i++)
		(void)dec_add(sum, amount_base(&l->rs->amount[l->part[i]]),
			      &sum);
	return sum;
}

/* |sum - whole| <= whole / n */
static bool is_near(struct dec sum, struct dec whole, int n)
{
	__int128 d = sum.u > whole.u ? sum.u - whole.u : whole.u - sum.u;

	return d <= whole.u / n;
}

/* đang hoạt động and ngừng hoạt động: nothing is between them. */
static bool are_two_states(const struct list *l)
{
	enum state x;
	enum state y;

	if (l->n < 2)
		return false;
	x = state_of(l->rs, l->part[0]);
	y = state_of(l->rs, l->part[1]);
	return (x == STATE_WORKING && y == STATE_STOPPED) ||
	       (x == STATE_STOPPED && y == STATE_WORKING);
}

static bool has_flow(const struct list *l, size_t whole)
{
	enum amount_flow f = l->rs->amount[whole].flow;
	bool flows = f == FLOW_IN || f == FLOW_OUT;

	for (size_t i = 0; i < l->n; i++) {
		enum amount_flow p = l->rs->amount[l->part[i]].flow;

		if ((p == FLOW_IN || p == FLOW_OUT) != flows)
			return true;
	}
	return false;
}

/* A part above the whole. */
static bool claim_larger(struct list *l, size_t whole)
{
	bool any = false;

	for (size_t i = 0; i < l->n; i++) {
		struct relation_term t = { (int)whole, 1 };
		struct relation *r;
		const struct amount *m = &l->rs->amount[l->part[i]];

		if (dec_cmp(amount_base(m),
			    amount_base(&l->rs->amount[whole])) <= 0)
			continue;
		r = relation_add(l->rs, &relation_rules[SUBSET_LARGER],
				 l->direct && l->promise != PROMISE_NONE &&
					 i == 0);
		relation_sum(l->rs, r, (int)l->part[i], REPAIR_LE, &t, 1);
		any = true;
		break;
	}
	return any;
}

/* No reading adds up: is it an error? */
static void claim_broken(struct list *l)
{
	size_t whole = l->whole[0];
	struct dec w = amount_base(&l->rs->amount[whole]);
	struct dec sum = total_of(l, l->n);
	bool near = is_near(sum, w, NEAR_SURE);
	bool sure;

	if (l->n >= 2 && are_two_states(l) && !l->open && l->direct &&
	    !has_flow(l, whole)) {
		claim(l, true, whole, 0, 2);
		return;
	}
	if (l->n < 2 || l->open || has_flow(l, whole) ||
	    !is_near(sum, w, NEAR_CLAIM)) {
		claim_larger(l, whole);
		return;
	}
	sure = l->direct && ((l->promise == PROMISE_ALL && near) || l->rest);
	if (sure || near)
		claim(l, sure, whole, 0, l->n);
}

static void read_list(struct list *l)
{
	if (l->nwhole == 0 || l->n == 0)
		return;
	for (size_t i = 0; i < l->nwhole; i++)
		if (claim_fitting(l, l->whole[i]))
			return;
	for (size_t i = 0; i < l->nwhole; i++)
		if (some_fit(l, l->whole[i]))
			return;
	claim_broken(l);
}

/* --- connecting words ----------------------------------------------------------------- */

struct connector {
	const char *words;
	enum promise promise;
};

static const struct connector connectors[] = {
	{ "trong đó", PROMISE_SOME },   { "trong số đó", PROMISE_SOME },
	{ "bao gồm", PROMISE_ALL },     { "gồm", PROMISE_ALL },
	{ "gồm có", PROMISE_ALL },      { "chia ra", PROMISE_ALL },
	{ "chia theo", PROMISE_ALL },   { "phân theo", PROMISE_ALL },
	{ "cụ thể", PROMISE_ALL },      { "phân ra", PROMISE_ALL },
	{ "được phân bổ", PROMISE_ALL },
};

static int depth_at(const struct stretch *s, size_t at)
{
	int depth = 0;

	for (size_t i = 0; i < at; i++) {
		depth += s->text[i] == '(';
		depth -= s->text[i] == ')' && depth > 0;
	}
	return depth;
}

/* Does no other amount of its unit stand between the whole and the words? */
static bool is_direct(const struct list *l)
{
	const struct amount *end = l->rs->amount + l->rs->namount;
	const struct amount *w = &l->rs->amount[l->whole[0]];

	for (const struct amount *m = w + 1; m < end; m++) {
		if (m->index != l->passage || m->from >= l->at)
			break;
		if (is_countable(m) && same_unit(m, w))
			return false;
	}
	return true;
}

/* Amounts of the unit before the connector in its sentence and the one
 * before; the nearest first. */
static void find_wholes(struct list *l, size_t first, int depth,
			const struct amount *like)
{
	const struct amount *v = l->rs->amount;

	for (size_t i = first; i-- > 0 && l->nwhole < MAX_WHOLES;) {
		if (v[i].index != like->index ||
		    v[i].sentence + 1 < like->sentence)
			break;
		if (v[i].bracket > depth || !is_countable(&v[i]) ||
		    !same_unit(&v[i], like))
			continue;
		l->whole[l->nwhole++] = i;
	}
}

static void look_at_words(struct list *l, const struct stretch *region)
{
	struct stretch r = *region;

	l->open = stretch_has_any(&r, open_words) ||
		  strstr(arena_strndup(l->rs->lint->arena, r.text + r.from,
				       r.to - r.from),
			 "...") != NULL;
	l->rest = stretch_has_any(&r, rest_words);
}

/* The first amount that begins at or after a byte of a passage. */
static size_t first_after(const struct relations *rs, size_t passage,
			  size_t at)
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

static void read_connector(struct relations *rs, size_t passage, size_t at,
			   const struct connector *c)
{
	struct stretch s = stretch_passage(rs, passage);
	struct list l = { .rs = rs, .promise = c->promise, .at = at,
			  .passage = passage };
	int depth = depth_at(&s, at);
	size_t end = region_end(&s, at, depth);
	size_t first = first_after(rs, passage, at);
	struct stretch region = s;
	size_t like = first;
	int whole_depth = depth;

	while (like < rs->namount && rs->amount[like].index == passage &&
	       rs->amount[like].from < end &&
	       (rs->amount[like].bracket != depth ||
		!is_countable(&rs->amount[like])))
		like++;
	if (like >= rs->namount || rs->amount[like].index != passage ||
	    rs->amount[like].from >= end)
		return;
	region.from = at + strlen(c->words);
	region.to = end;
	/* "(trong đó ...": the whole stands before the bracket */
	for (size_t i = at; i > 0 && strchr(" *(", s.text[i - 1]); i--)
		if (s.text[i - 1] == '(')
			whole_depth = depth - 1;
	find_wholes(&l, first, whole_depth, &rs->amount[like]);
	if (l.nwhole == 0)
		return;
	inline_parts(&l, first, at, end, depth, &rs->amount[like]);
	l.direct = is_direct(&l);
	look_at_words(&l, &region);
	read_list(&l);
}

static void read_passage(struct relations *rs, size_t passage)
{
	struct stretch s = stretch_passage(rs, passage);

	for (size_t k = 0; k < sizeof connectors / sizeof *connectors; k++) {
		struct stretch rest = s;
		size_t at;

		while ((at = stretch_find(&rest, connectors[k].words)) !=
		       SIZE_MAX) {
			/* "bao gồm" is told once, "gồm có" too */
			bool twice = (at >= strlen("bao ") &&
				      strcmp(connectors[k].words, "gồm") == 0 &&
				      memcmp(s.text + at - strlen("bao "),
					     "bao ", strlen("bao ")) == 0);

			if (!twice)
				read_connector(rs, passage, at, &connectors[k]);
			rest.from = at + strlen(connectors[k].words);
		}
	}
}

void read_sums(struct relations *rs)
{
	for (size_t i = 0; i < rs->namount;) {
		size_t passage = rs->amount[i].index;

		read_passage(rs, passage);
		while (i < rs->namount && rs->amount[i].index == passage)
			i++;
	}
}
