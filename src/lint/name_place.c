/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of places and cooperatives that do not fit: another province's name,
 * left over from a document that served as a model; a cooperative under two
 * names.
 */
#include "lint/pass.h"

#include "lib/base/buf.h"
#include "lib/base/multimap.h"
#include "lint/word.h"

#include <string.h>

enum { PROVINCE, COOPERATIVE };

static const struct lint_rule rules[] = {
	[PROVINCE] = { "province-mismatch", SEV_WARNING,
		       "Tên tỉnh khác với tỉnh của văn bản",
		       "Tên tỉnh khác ở chỗ nói về địa bàn của mình thường là "
		       "còn sót của văn bản mẫu." },
	[COOPERATIVE] = { "org-name-variant", SEV_NOTE,
			  "Một hợp tác xã có hai tên gọi",
			  "Tên hợp tác xã viết đúng theo giấy chứng nhận đăng "
			  "ký." },
	{ 0 }
};

enum {
	HOME = 5,     /* times that a province is named which is at home */
	STRAY = 2,    /* at most, of one that is not */
	MAX_NAME = 14, /* words of a cooperative's name */
	MAX_PAIRS = 20,
};

/* --- provinces -------------------------------------------------------------- */

struct province {
	const char *name; /* "Lạng Sơn" */
	size_t n;
};

struct provinces {
	struct province *all;
	size_t n, cap;
	struct multimap *index;
};

/* Two words in capitals after "tỉnh" at word k; NULL: none. */
static const char *province_at(struct lint *l, size_t passage, size_t k)
{
	const struct words *w = &l->words[passage];
	const char *text = l->doc->passage[passage].text;

	if (strcmp(w->word[k].is->lower, "tỉnh") != 0 || k + 2 >= w->n)
		return NULL;
	for (size_t i = k + 1; i < k + 3; i++)
		if (!w->word[i].is->capital || w->word[i].is->all_capitals ||
		    w->word[i].gap != ' ')
			return NULL;
	return arena_strndup(l->arena, text + w->word[k + 1].from,
			     w->word[k + 2].to - w->word[k + 1].from);
}

static struct province *count(struct lint *l, struct provinces *x,
			      const char *name)
{
	uint64_t key = hash_bytes(HASH_BEGIN, name, strlen(name));
	size_t e = multimap_first(x->index, key);

	if (e)
		return &x->all[multimap_value(x->index, e)];
	multimap_add(x->index, key, (int64_t)x->n);
	*VEC_PUSH(l->arena, x->all, x->n, x->cap) =
		(struct province){ .name = name };
	return &x->all[x->n - 1];
}

/* Words in the sentence that give another province its reason. */
static bool has_reason(struct arena *a, const struct passage *p, size_t at)
{
	static const char *const reasons[] = {
		"kinh nghiệm", "tham quan", "học tập", "giáp", "liên kết",
		"ngoài tỉnh",  "sáp nhập", "hợp nhất", "trước đây", "cũ",
		"các tỉnh",    "tỉnh bạn",
	};
	size_t from, to;
	const char *s;

	word_sentence(p->text, at, &from, &to);
	s = arena_strndup(a, p->text + from, to - from);
	return WORD_FIND_IN(s, reasons) != NULL;
}

/* "trên địa bàn tỉnh Y" */
static bool is_own_ground(const struct words *w, size_t k)
{
	return k >= 2 && strcmp(w->word[k - 1].is->lower, "bàn") == 0 &&
	       strcmp(w->word[k - 2].is->lower, "địa") == 0;
}

static void check_provinces(struct lint *l)
{
	struct provinces x = { .index = multimap_new(l->arena) };
	const struct province *home = NULL;

	for (size_t i = 0; i < l->doc->npassage; i++)
		for (size_t k = 0; k < l->words[i].n; k++) {
			const char *name = province_at(l, i, k);

			if (name)
				count(l, &x, name)->n++;
		}
	for (size_t i = 0; i < x.n; i++)
		if (!home || x.all[i].n > home->n)
			home = &x.all[i];
	if (!home || home->n < HOME)
		return;
	for (size_t i = 0; i < l->doc->npassage; i++)
		for (size_t k = 0; k < l->words[i].n; k++) {
			const struct words *w = &l->words[i];
			const struct passage *p = &l->doc->passage[i];
			const char *name = province_at(l, i, k);
			struct lint_finding *f;

			if (!name || strcmp(name, home->name) == 0 ||
			    count(l, &x, name)->n > STRAY ||
			    !is_own_ground(w, k) ||
			    has_reason(l->arena, p, w->word[k].from))
				continue;
			f = lint_report(
				l, &rules[PROVINCE],
				arena_printf(l->arena,
					     "Văn bản của tỉnh %s mà ở đây nói "
					     "“trên địa bàn tỉnh %s”; kiểm tra "
					     "xem có phải còn sót của văn bản "
					     "mẫu không.",
					     home->name, name));
			f->repair = arena_printf(l->arena, "tỉnh %s → tỉnh %s",
						 name, home->name);
			lint_part(l, f, p, w->word[k].from, w->word[k + 2].to);
		}
}

/* --- cooperatives ------------------------------------------------------------ */

/* "HTX dịch vụ thủy sản Hoa Sen": the words of its trade and its own name. */
struct cooperative {
	const struct passage *passage;
	size_t from, to;
	const char *trade; /* " dịch vụ thủy sản " */
	const char *name;  /* "hoa sen" */
};

static bool is_place(const char *lower)
{
	static const char *const places[] = { "huyện", "tỉnh", "xã", "phường",
					      "phố",   "thôn", "trấn", "bản" };

	return WORD_IN(lower, places);
}

/* The word after "HTX" or "Hợp tác xã" at word k; 0: neither. */
static size_t after_head(const struct words *w, size_t k, const char *text)
{
	if (strcmp(w->word[k].is->lower, "htx") == 0)
		return k + 1;
	return word_match(text + w->word[k].from, "hợp tác xã") > 0 ? k + 3 :
								       0;
}

static bool read_cooperative(struct lint *l, size_t passage, size_t k,
			     struct cooperative *c)
{
	const struct passage *p = &l->doc->passage[passage];
	const struct words *w = &l->words[passage];
	size_t i = after_head(w, k, p->text);
	struct buf trade = BUF_INIT(l->arena);
	struct buf name = BUF_INIT(l->arena);
	size_t end = i;
	size_t last;

	if (i == 0)
		return false;
	/* words in small letters, a comma among them, then two capitals */
	while (end < w->n && end < k + MAX_NAME && !w->word[end].is->capital &&
	       (w->word[end].gap == ' ' || w->word[end].gap == ','))
		end++;
	if (end < w->n && end == i && w->word[end].is->capital &&
	    end + 1 < w->n && !w->word[end + 1].is->capital)
		end++; /* "HTX Nông nghiệp Hoa Sen" */
	while (end < w->n && end < k + MAX_NAME && !w->word[end].is->capital &&
	       w->word[end].gap == ' ')
		end++;
	for (last = end; last < w->n && w->word[last].is->capital &&
			 w->word[last].gap == ' ' && last < end + 4;)
		buf_addf(&name, "%s ", w->word[last++].is->lower);
	if (last < end + 2 || (end > i && is_place(w->word[end - 1].is->lower)))
		return false;
	buf_addch(&trade, ' ');
	for (size_t t = i; t < end; t++)
		buf_addf(&trade, "%s ", w->word[t].is->lower);
	*c = (struct cooperative){ p, w->word[k].from, w->word[last - 1].to,
				   trade.data, name.data };
	return true;
}

/* Are all words of trade x in trade y? */
static bool is_within(struct arena *a, const char *x, const char *y)
{
	while (*x == ' ')
		x++;
	while (*x) {
		size_t n = strcspn(x, " ");

		if (!strstr(y, arena_printf(a, " %.*s ", (int)n, x)))
			return false;
		x += n + strspn(x + n, " ");
	}
	return true;
}

/* Two of one name may exist when their trades differ; when one's trade is a
 * part of the other's, it is probably one. */
static bool is_same(struct arena *a, const struct cooperative *x,
		    const struct cooperative *y)
{
	return strcmp(x->name, y->name) == 0 &&
	       strcmp(x->trade, y->trade) != 0 &&
	       (is_within(a, x->trade, y->trade) ||
		is_within(a, y->trade, x->trade));
}

static void report(struct lint *l, const struct cooperative *x,
		   const struct cooperative *y)
{
	struct lint_finding *f = lint_report(
		l, &rules[COOPERATIVE],
		"Có lẽ là một hợp tác xã viết theo hai tên; viết theo giấy "
		"chứng nhận đăng ký.");

	lint_part(l, f, x->passage, x->from, x->to);
	lint_part(l, f, y->passage, y->from, y->to);
}

static void check_cooperatives(struct lint *l)
{
	struct multimap *index = multimap_new(l->arena); /* by name */
	struct multimap *seen = multimap_new(l->arena); /* and trade */
	struct cooperative *all = NULL;
	size_t n = 0;
	size_t cap = 0;
	size_t told = 0;

	for (size_t i = 0; i < l->doc->npassage; i++)
		for (size_t k = 0; k < l->words[i].n; k++) {
			struct cooperative c;
			uint64_t key;
			uint64_t whole;
			size_t e;

			if (!read_cooperative(l, i, k, &c))
				continue;
			key = hash_bytes(HASH_BEGIN, c.name, strlen(c.name));
			whole = hash_bytes(key, c.trade, strlen(c.trade));
			if (multimap_first(seen, whole))
				continue;
			multimap_add(seen, whole, 1);
			e = multimap_first(index, key);
			if (e && told < MAX_PAIRS &&
			    is_same(l->arena, &c,
				    &all[multimap_value(index, e)])) {
				report(l, &c, &all[multimap_value(index, e)]);
				told++;
			}
			if (!e) {
				multimap_add(index, key, (int64_t)n);
				*VEC_PUSH(l->arena, all, n, cap) = c;
			}
		}
}

static void run(struct lint *l)
{
	check_provinces(l);
	check_cooperatives(l);
}

const struct lint_pass lint_name_place_pass = { rules, run };
