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

#include "lib/text/text.h"

#include <stdlib.h>
#include <string.h>

enum {
	MAX_PARTS = 40,
	MAX_COLUMNS = 4, /* of divisions that are compared */
	MAX_WHOLES = 3,  /* amounts before the word that may be the whole */
	NEAR_SURE = 20,  /* a sum that misses by a 20th is the same list */
	NEAR_SLIP = 100,
	RECENT = 64, /* relations that one passage may have given */
	NEAR_CLAIM = 4,
};

/* How much the words promise that the parts are all. */
enum promise {
	PROMISE_NONE,  /* a bracket */
	PROMISE_SOME,  /* trong đó */
	PROMISE_ALL,   /* gồm, chia ra */
};

struct division;

struct list {
	struct relations *rs;
	struct division *divisions; /* of each amount */
	enum promise promise;
	size_t whole[MAX_WHOLES]; /* nearest first */
	size_t nwhole;
	size_t part[MAX_PARTS];
	size_t n;
	size_t at;       /* byte of the connecting word */
	size_t passage;  /* where it stands */
	int whole_depth; /* brackets around the whole */
	bool direct;     /* it follows the nearest whole at once */
	bool open;       /* "...", "chủ yếu": it does not claim to be all */
	bool rest;       /* "còn lại": it does */
	bool items;      /* the parts stand in the lines of a list */
	bool gap;        /* some line has no such amount */
	bool beside;     /* a flow stands among them */
};

/* --- the parts ------------------------------------------------------------------- */

static const char *const rest_words[] = { "còn lại", "số còn lại", NULL };

static const char *const open_words[] = {
	"...", "…", "v.v", "chủ yếu", "như", "điển hình", "tiêu biểu",
	"nổi bật", "một số", "đáng chú ý", "ngoài ra", "và nhiều", "riêng",
	"trong đó có", "hầu hết", "đa số", NULL
};

/* Words before an amount that begin something else than the next part. */
static const char *const next_words[] = {
	"tổng", "tổng số", "so với", "nâng", "đưa", "lũy kế", "luỹ kế", "ước",
	"dự kiến", "phấn đấu", "cùng kỳ", "tăng", "giảm", NULL
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

static bool begins_anew(struct relations *rs, size_t amount)
{
	struct stretch s = stretch_before(rs, amount);

	return stretch_has_any(&s, next_words);
}

/* M of "N/M". */
static bool is_base(const struct relations *rs, size_t amount)
{
	return amount > 0 && rs->amount[amount - 1].whole == (int)amount;
}

static bool is_flow(const struct amount *m)
{
	return m->flow == FLOW_IN || m->flow == FLOW_OUT;
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
		if (m->from < from || m->bracket != depth)
			continue;
		if (l->n > 0 && begins_anew(l->rs, i))
			break;
		/* what was dissolved stands beside what there is */
		if (l->n > 0 &&
		    is_flow(m) != is_flow(&rs->amount[l->part[0]])) {
			l->beside = true;
			continue;
		}
		if (amount_is_count(m) && amount_part_unit(m, like) &&
		    !is_base(l->rs, i))
			add_part(l, i);
	}
}

/* How a line of a list begins: '-', '+', 'a' for "a)", '1' for "(1)", "1.";
 * 'i' of an item without a mark; 0 when it is no item. */
static char item_style(const struct passage *p)
{
	const char *s = p->text;
	size_t digits;

	if (strchr("-+*", s[0]) && s[0])
		return s[0];
	if (strncmp(s, "–", strlen("–")) == 0)
		return '-';
	if (strncmp(s, "•", strlen("•")) == 0)
		return 'o';
	if (s[0] >= 'a' && s[0] <= 'z' && s[1] == ')')
		return 'a';
	digits = strspn(s + (s[0] == '('), "0123456789");
	if (digits > 0 && digits < 3 &&
	    strchr(s[0] == '(' ? ")" : ".)", s[(s[0] == '(') + digits]))
		return '1';
	return p->kind == PASSAGE_ITEM ? 'i' : 0;
}

/* The first amount of each line of the list that follows the passage. */
static void item_parts(struct list *l, const struct amount *like)
{
	const struct document *d = l->rs->lint->doc;
	size_t p = l->passage + 1;
	char style = p < d->npassage ? item_style(&d->passage[p]) : 0;

	for (; style && p < d->npassage; p++) {
		char now = item_style(&d->passage[p]);
		size_t i = amount_first(l->rs, p, 0);

		if (!now || (now != style && now != '+'))
			break;
		if (now != style)
			continue;
		while (i < l->rs->namount && l->rs->amount[i].index == p &&
		       (!amount_is_count(&l->rs->amount[i]) ||
			!amount_same_unit(&l->rs->amount[i], like)))
			i++;
		if (i >= l->rs->namount || l->rs->amount[i].index != p) {
			l->gap = true;
			continue;
		}
		add_part(l, i);
	}
	l->items = l->n > 0;
}

/* --- parts of parts ----------------------------------------------------------------- */

/* "(ĐTPT: 10.000 triệu đồng, SN: 13.720 triệu đồng)" behind an amount. */
struct division {
	size_t part[MAX_COLUMNS];
	const char *label[MAX_COLUMNS];
	size_t n;
};

/* What stands around a part, as a label: without the words of lists. */
static const char *label_of(struct relations *rs, size_t amount)
{
	static const char *const filler[] = { "trong do", "gom", "bao gom",
					      "co", "la", "so", "cu the",
					      "va" };
	struct stretch before = stretch_before(rs, amount);
	struct stretch after = stretch_after(rs, amount);
	struct arena *a = rs->lint->arena;

	return text_without(
		a,
		text_fold(a, arena_printf(a, "%.*s %.*s",
					  (int)(before.to - before.from),
					  before.text + before.from,
					  (int)(after.to - after.from),
					  after.text + after.from)),
		filler, sizeof filler / sizeof *filler);
}

/* When the whole and every part are divided in the same way, the divisions
 * add up column by column. */
static void claim_columns(struct relations *rs,
			  const struct division *divisions, size_t whole,
			  const size_t *part, size_t n)
{
	const struct division *w = &divisions[whole];

	for (size_t k = 0; k < w->n; k++) {
		struct relation_term t[MAX_PARTS];
		struct relation *r;

		for (size_t i = 0; i < n; i++) {
			const struct division *d = &divisions[part[i]];

			if (d->n != w->n ||
			    strcmp(d->label[k], w->label[k]) != 0)
				return;
			t[i] = (struct relation_term){ (int)d->part[k], 1 };
		}
		r = relation_add(rs, &relation_rules[SUM_MISMATCH], true);
		relation_sum(rs, r, (int)w->part[k], REPAIR_EQ, t, n);
	}
}

/* --- readings ----------------------------------------------------------------------- */

/* Two ways of reading a passage may find the same parts. */
static bool is_claimed(const struct list *l, size_t whole, size_t from,
		       size_t to)
{
	size_t n = l->rs->n;

	for (size_t i = n > RECENT ? n - RECENT : 0; i < n; i++) {
		const struct relation_line *line = &l->rs->v[i].line[0];
		bool same = line->n == to - from + 1 &&
			    line->term[0].of == (int)whole;

		for (size_t k = from; same && k < to; k++)
			same = line->term[1 + k - from].of == (int)l->part[k];
		if (same)
			return true;
	}
	return false;
}

static void claim(struct list *l, bool sure, size_t whole, size_t from,
		  size_t to)
{
	struct relation_term t[MAX_PARTS];
	struct relation *r;

	if (is_claimed(l, whole, from, to))
		return;

	for (size_t i = from; i < to; i++)
		t[i - from] = (struct relation_term){ (int)l->part[i], 1 };
	r = relation_add(l->rs, &relation_rules[SUM_MISMATCH], sure);
	relation_sum(l->rs, r, (int)whole, REPAIR_EQ, t, to - from);
	if (sure)
		claim_columns(l->rs, l->divisions, whole, l->part + from,
			      to - from);
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
	for (size_t i = 0; i < l->n; i++)
		if (is_flow(&l->rs->amount[l->part[i]]) !=
		    is_flow(&l->rs->amount[whole]))
			return true;
	return false;
}

/* A part above the whole. */
static bool claim_larger(struct list *l, size_t whole)
{
	bool any = false;

	for (size_t i = 0; i < l->n && i < 1; i++) {
		struct relation_term t = { (int)whole, 1 };
		struct relation *r;
		const struct amount *m = &l->rs->amount[l->part[i]];

		if (dec_cmp(amount_base(m),
			    amount_base(&l->rs->amount[whole])) <= 0)
			continue;
		r = relation_add(l->rs, &relation_rules[SUBSET_LARGER],
				 l->direct && l->promise == PROMISE_SOME);
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

	/* with more in the list there may be a third state */
	if (l->n >= 2 && are_two_states(l) && !l->open && l->direct &&
	    !has_flow(l, whole) &&
	    is_near(total_of(l, 2), w,
		    l->n > 2 || l->beside ? NEAR_SURE : NEAR_CLAIM)) {
		claim(l, true, whole, 0, 2);
		return;
	}
	if (l->n < 2 || l->open || has_flow(l, whole) ||
	    !is_near(sum, w, NEAR_CLAIM)) {
		claim_larger(l, whole);
		return;
	}
	/* parts that leave something out do not exceed the whole, and what
	 * they leave out is more than a slip */
	sure = l->direct && !l->gap &&
	       ((l->promise == PROMISE_ALL && near) || l->rest ||
		(l->n >= 3 && near && dec_cmp(sum, w) > 0) ||
		(l->n >= 3 && is_near(sum, w, NEAR_SLIP)));
	if (sure || near)
		claim(l, sure, whole, 0, l->n);
}

/* The list without what is of another unit: whether the total holds credit
 * funds only its parts can tell. */
static bool of_one_unit(const struct list *l, struct list *out)
{
	*out = *l;
	out->n = 0;
	for (size_t i = 0; i < l->n; i++)
		if (amount_same_unit(&l->rs->amount[l->part[i]],
				     &l->rs->amount[l->whole[0]]))
			out->part[out->n++] = l->part[i];
	return out->n < l->n && out->n > 0;
}

static void read_list(struct list *l)
{
	struct list fewer;

	if (l->nwhole == 0 || l->n == 0)
		return;
	for (size_t i = 0; i < l->nwhole && of_one_unit(l, &fewer); i++)
		if (claim_fitting(&fewer, l->whole[i]))
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
		if (amount_is_count(m) && amount_same_unit(m, w))
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
		/* a paragraph may begin with "Trong đó" */
		bool before = l->at == 0 && v[i].index + 1 == like->index;

		if ((v[i].index != like->index ||
		     v[i].sentence + 1 < like->sentence) && !before)
			break;
		if (v[i].bracket > depth || !amount_is_count(&v[i]) ||
		    !amount_same_unit(&v[i], like))
			continue;
		l->whole[l->nwhole++] = i;
	}
}

/* "hỗ trợ khác 2.000 triệu đồng" as the last part: the others are in it. */
static bool ends_with_others(const struct list *l)
{
	struct stretch before;
	struct stretch after;

	if (l->n < 2 || l->items)
		return false;
	before = stretch_before(l->rs, l->part[l->n - 1]);
	after = stretch_after(l->rs, l->part[l->n - 1]);
	return stretch_has(&before, "khác") || stretch_has(&after, "khác");
}

static void look_at_words(struct list *l, const struct stretch *region)
{
	struct stretch r = *region;

	l->open = stretch_has_any(&r, open_words) ||
		  strstr(arena_strndup(l->rs->lint->arena, r.text + r.from,
				       r.to - r.from),
			 "...") != NULL;
	l->rest = stretch_has_any(&r, rest_words) || ends_with_others(l);
}

/* The parts between the words and the end of the region; or, when the words
 * end the passage, those of the list after it. */
static void find_parts(struct list *l, size_t first, size_t end, int depth,
		       const struct stretch *s)
{
	const struct amount *v = l->rs->amount;
	size_t like = first;

	while (like < l->rs->namount && v[like].index == l->passage &&
	       v[like].from < end &&
	       (v[like].bracket != depth || !amount_is_count(&v[like])))
		like++;
	if (like < l->rs->namount && v[like].index == l->passage &&
	    v[like].from < end) {
		find_wholes(l, first, l->whole_depth, &v[like]);
		if (l->nwhole > 0)
			inline_parts(l, first, l->at, end, depth, &v[like]);
		return;
	}
	if (s->text[s->to - 1] != ':' && end < s->to)
		return;
	for (size_t i = first; i-- > 0 && v[i].index == l->passage;) {
		if (!amount_is_count(&v[i]) || v[i].bracket > depth)
			continue;
		if (l->nwhole == 0)
			item_parts(l, &v[i]);
		if (l->n == 0)
			return;
		if (l->nwhole < MAX_WHOLES &&
		    amount_same_unit(&v[i], &v[l->part[0]]))
			l->whole[l->nwhole++] = i;
	}
}

static void read_connector(struct relations *rs, struct division *divisions,
			   size_t passage, size_t at, size_t n,
			   enum promise promise)
{
	struct stretch s = stretch_passage(rs, passage);
	struct list l = { .rs = rs, .promise = promise, .at = at,
			  .passage = passage, .divisions = divisions };
	int depth = depth_at(&s, at);
	size_t end = region_end(&s, at, depth);
	struct stretch region = s;

	l.whole_depth = depth;
	/* "(trong đó ...": the whole stands before the bracket */
	for (size_t i = at; i > 0 && strchr(" *(", s.text[i - 1]); i--)
		if (s.text[i - 1] == '(')
			l.whole_depth = depth - 1;
	find_parts(&l, amount_first(rs, passage, at), end, depth, &s);
	if (l.nwhole == 0 || l.n == 0)
		return;
	l.direct = is_direct(&l);
	region.from = at + n;
	region.to = end;
	look_at_words(&l, &region);
	read_list(&l);
}

/* A bracket right behind an amount: its division. */
static void read_bracket(struct relations *rs, struct division *divisions,
			 size_t whole)
{
	const struct amount *w = &rs->amount[whole];
	struct stretch s = stretch_passage(rs, w->index);
	struct division *d = &divisions[whole];
	size_t open = w->to;
	size_t end;

	while (open < s.to && strchr(" *", s.text[open]))
		open++;
	if (open >= s.to || s.text[open] != '(' || !amount_is_count(w))
		return;
	end = region_end(&s, open + 1, w->bracket + 1);
	for (size_t i = whole + 1; i < rs->namount; i++) {
		const struct amount *m = &rs->amount[i];

		if (m->index != w->index || m->from >= end)
			break;
		if (m->bracket != w->bracket + 1 || !amount_is_count(m) ||
		    !amount_same_unit(m, w))
			continue;
		if (d->n == MAX_COLUMNS)
			return;
		d->label[d->n] = label_of(rs, i);
		d->part[d->n++] = i;
	}
}

static bool has_connector(struct stretch s)
{
	for (size_t k = 0; k < sizeof connectors / sizeof *connectors; k++)
		if (stretch_has(&s, connectors[k].words))
			return true;
	return false;
}

/* A bracket without a connecting word. */
static void read_plain_bracket(struct relations *rs,
			       struct division *divisions, size_t whole)
{
	const struct division *d = &divisions[whole];
	struct stretch s;

	if (d->n < 2)
		return;
	s = stretch_passage(rs, rs->amount[whole].index);
	s.from = rs->amount[whole].to;
	s.to = rs->amount[d->part[0]].from;
	if (!has_connector(s))
		read_connector(rs, divisions, rs->amount[whole].index,
			       s.from + 2, 0, PROMISE_NONE);
}

static void read_passage(struct relations *rs, struct division *divisions,
			 size_t passage)
{
	struct stretch s = stretch_passage(rs, passage);

	for (size_t k = 0; k < sizeof connectors / sizeof *connectors; k++) {
		const char *words = connectors[k].words;
		struct stretch rest = s;
		size_t at;

		while ((at = stretch_find(&rest, words)) != SIZE_MAX) {
			/* "bao gồm" is told once */
			bool twice = at >= strlen("bao ") &&
				     strcmp(words, "gồm") == 0 &&
				     memcmp(s.text + at - strlen("bao "),
					    "bao ", strlen("bao ")) == 0;

			if (!twice)
				read_connector(rs, divisions, passage, at,
					       strlen(words),
					       connectors[k].promise);
			rest.from = at + strlen(words);
		}
	}
}

/* "trong tổng số 425 HTX có 290 HTX ...": the whole follows the words. */
static void read_of_all(struct relations *rs, struct division *divisions,
			size_t passage)
{
	static const char *const words[] = { "trong tổng số", "trong số",
					     NULL };
	struct stretch rest = stretch_passage(rs, passage);
	const char *found;
	size_t at;

	while ((at = stretch_find_any(&rest, words, &found)) != SIZE_MAX) {
		size_t end = at + strlen(found);
		size_t i = amount_first(rs, passage, end);

		rest.from = end;
		if (i < rs->namount && rs->amount[i].index == passage &&
		    rs->amount[i].from <= end + 1)
			read_connector(rs, divisions, passage,
				       rs->amount[i].to, 0, PROMISE_SOME);
	}
}

/* "52 HTX: 44 HTX hoạt động, 08 HTX ngừng": a colon soon behind the whole. */
static void read_colon(struct relations *rs, struct division *divisions,
		       size_t whole)
{
	enum { SOON = 30 };
	const struct amount *w = &rs->amount[whole];
	struct stretch s = stretch_passage(rs, w->index);
	size_t i = w->to;

	if (!amount_is_count(w))
		return;
	while (i < s.to && i < w->to + SOON && !strchr(",;.():", s.text[i]))
		i++;
	if (i < s.to && s.text[i] == ':' &&
	    (whole + 1 >= rs->namount || rs->amount[whole + 1].index != w->index ||
	     rs->amount[whole + 1].from > i))
		read_connector(rs, divisions, w->index, i + 1, 0,
			       PROMISE_NONE);
}

/* "280 HTX đang hoạt động, ...; còn lại 32 HTX": the rest of the total of the
 * day, after one amount in the sentence. */
static void read_rest(struct relations *rs, size_t rest)
{
	const struct amount *m = &rs->amount[rest];
	struct stretch s = stretch_before(rs, rest);
	struct relation_term t[2] = { { (int)rest, 1 }, { 0, 1 } };
	size_t total;
	size_t n = 0;

	if (!amount_is_count(m) || !stretch_has_any(&s, rest_words))
		return;
	for (size_t i = rest; i-- > 0;) {
		const struct amount *x = &rs->amount[i];

		if (x->sentence != m->sentence || x->index != m->index)
			break;
		if (!amount_is_count(x) || !amount_same_unit(x, m))
			continue;
		t[1].of = (int)i;
		n++;
	}
	if (n != 1)
		return;
	total = amount_total(rs, (size_t)t[1].of);
	if (total == SIZE_MAX || total == (size_t)t[1].of)
		return;
	relation_sum(rs,
		     relation_add(rs, &relation_rules[SUM_MISMATCH], true),
		     (int)total, REPAIR_EQ, t, 2);
}

void read_sums(struct relations *rs)
{
	struct division *divisions = ARENA_ARRAY(
		rs->lint->arena, rs->namount + 1, struct division);

	for (size_t i = 0; i < rs->namount; i++)
		read_bracket(rs, divisions, i);
	for (size_t i = 0; i < rs->namount;) {
		size_t passage = rs->amount[i].index;

		read_passage(rs, divisions, passage);
		read_of_all(rs, divisions, passage);
		while (i < rs->namount && rs->amount[i].index == passage)
			read_colon(rs, divisions, i++);
	}
	for (size_t i = 0; i < rs->namount; i++)
		read_plain_bracket(rs, divisions, i);
	for (size_t i = 0; i < rs->namount; i++)
		read_rest(rs, i);
}
