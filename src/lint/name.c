/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names of bodies: a steering committee under several names, one name in
 * several spellings.
 *
 * There is one steering committee for the collective economy, one task force
 * and one fund at each level; two names of it at one level are therefore two
 * names of one body, unless the text tells of a renaming or agrees on a short
 * name.  Of other bodies
 * (departments, companies) two can exist whose names share most words; of
 * them only spellings of one name are compared.
 */
#include "lint/pass.h"

#include "lib/base/buf.h"
#include "lint/word.h"

#include <string.h>

enum { VARIANT, CAPITAL, PLACE };

static const struct lint_rule rules[] = {
	[VARIANT] = { "org-name-variant", SEV_WARNING,
		      "Một cơ quan, tổ chức có nhiều tên gọi",
		      "Tên cơ quan, tổ chức viết đúng theo quyết định thành "
		      "lập và thống nhất trong văn bản." },
	[CAPITAL] = { "capitalisation", SEV_NOTE,
		      "Viết hoa tên cơ quan không thống nhất",
		      "Tên cơ quan, tổ chức viết hoa theo Nghị định "
		      "30/2020/NĐ-CP, Phụ lục II." },
	[PLACE] = { "place-name-variant", SEV_NOTE,
		    "Tên địa danh viết theo hai cách",
		    "Một địa danh viết một cách trong cả văn bản." },
	{ 0 }
};

enum {
	MAX_NAME = 24,  /* words of a name */
	MAX_PARTS = 12, /* spellings that one finding shows */
	MAX_TRIED = 20, /* places whose full name is looked for */
};

/* --- bodies of which each level has one -------------------------------------------- */

/* How their names begin, each in three words. */
static const struct {
	const char *words, *title;
} heads[] = {
	{ "ban chỉ đạo", "Ban Chỉ đạo" },
	{ "tổ công tác", "Tổ công tác" },
	{ "quỹ hỗ trợ", "Quỹ hỗ trợ" },
};

/* What such a body is about; without one of these it is another one, or a
 * short mention of the one just named. */
static const char *const topics[] = {
	"kinh tế tập thể", "hợp tác xã", "kinh tế hợp tác",
};

/* Abbreviations that names are compared without. */
static const struct {
	const char *abbreviation, *words;
} expansions[] = {
	{ "kttt", "kinh tế tập thể" },
	{ "htx", "hợp tác xã" },
	{ "ktht", "kinh tế hợp tác" },
	{ "dn", "doanh nghiệp" },
};

/* Words that a name is made of: it goes on as long as they come. */
static const char *const name_words[] = {
	"đổi",	"mới",	"phát", "triển", "và",	"nâng",	 "cao",	  "hiệu",
	"quả",	"kinh",	"tế",	"tập",	 "thể",	"hợp",	 "tác",	  "xã",
	"htx",	"kttt", "ktht", "doanh", "nghiệp", "sắp", "xếp",  "dn",
	"hoạt", "động", "tổ",	"về",	 "củng", "cố",	 "tư",	  "nhân",
	"nông", "thôn", "liên", "hiệp",	 "khu",	"vực",
};

/* Not told apart: "đổi mới và phát triển", "đổi mới, phát triển". */
static const char *const skipped[] = { "và", "của", "về" };

enum level { UNKNOWN, CENTRAL, PROVINCE, CITY, DISTRICT, COMMUNE };

static const struct {
	const char *word;
	enum level level;
} levels[] = {
	{ "trung ương", CENTRAL },     { "chính phủ", CENTRAL },
	{ "cấp tỉnh", PROVINCE },      { "tỉnh", PROVINCE },
	{ "cấp huyện", DISTRICT },     { "huyện", DISTRICT },
	{ "các huyện", DISTRICT },     { "cấp xã", COMMUNE },
	{ "của tỉnh", PROVINCE },      { "của huyện", DISTRICT },
	{ "thành phố", CITY },
};

/* Before a name that was given up, or one agreed on. */
static const char *const renamed[] = {
	"trên cơ sở", "đổi tên", "sáp nhập", "hợp nhất", "tiền thân",
	"thay thế", "gọi tắt", "viết tắt", "gọi chung", "trước đây",
};

struct mention {
	size_t head;
	const struct passage *passage;
	size_t from, to;
	const char *key; /* its words, expanded, without skipped ones */
	enum level level;
};

static void add_words(struct buf *key, const char *lower)
{
	for (size_t i = 0; i < ARRAY_LEN(expansions); i++)
		if (strcmp(expansions[i].abbreviation, lower) == 0)
			lower = expansions[i].words;
	if (!WORD_IN(lower, skipped))
		buf_addf(key, "%s%s", key->len ? " " : "", lower);
}

static enum level read_level(const char *s, size_t *n)
{
	size_t most = 0;
	enum level level = UNKNOWN;

	for (size_t i = 0; i < ARRAY_LEN(levels); i++)
		if (word_match(s, levels[i].word) > most) {
			most = word_match(s, levels[i].word);
			level = levels[i].level;
		}
	*n = most;
	return level;
}

/* A committee of the districts, when the sentence begins with them: "UBND các
 * huyện, thành phố kiện toàn Ban Chỉ đạo ...". */
static enum level level_before(struct arena *a, const struct passage *p,
			       size_t at)
{
	size_t from, to;
	const char *s;

	word_sentence(p->text, at, &from, &to);
	s = arena_strndup(a, p->text + from, at - from);
	if (word_find(s, "tỉnh") || word_find(s, "trung ương"))
		return UNKNOWN;
	return word_find(s, "các huyện") || word_find(s, "cấp huyện") ?
		       DISTRICT :
		       UNKNOWN;
}

static bool has_topic(const char *key)
{
	for (size_t i = 0; i < ARRAY_LEN(topics); i++)
		if (strstr(key, topics[i]))
			return true;
	return false;
}

/* Reads the name whose head is words [k, k + 3). */
static bool read_mention(struct lint *l, size_t passage, size_t k,
			 size_t head, struct mention *m)
{
	const struct passage *p = &l->doc->passage[passage];
	const struct words *w = &l->words[passage];
	struct buf key = BUF_INIT(l->arena);
	size_t i = k + 3;
	size_t n;

	while (i < w->n && i < k + MAX_NAME &&
	       (w->word[i].gap == ' ' || w->word[i].gap == ',') &&
	       WORD_IN(w->word[i].is->lower, name_words))
		add_words(&key, w->word[i++].is->lower);
	while (i > k + 3 && WORD_IN(w->word[i - 1].is->lower, skipped))
		i--; /* "... kinh tế tập thể và" */
	*m = (struct mention){ head, p, w->word[k].from, w->word[i - 1].to,
			       key.data, UNKNOWN };
	if (!has_topic(key.data))
		return false;
	if (i < w->n && w->word[i].gap == ' ')
		m->level = read_level(p->text + w->word[i].from, &n);
	if (m->level != UNKNOWN)
		m->to = w->word[i].from + n;
	else
		m->level = level_before(l->arena, p, m->from);
	return m->level != UNKNOWN;
}

static bool is_renaming(struct arena *a, const struct mention *m)
{
	size_t from, to;
	const char *before;

	word_sentence(m->passage->text, m->from, &from, &to);
	/* a bracket is enough: the sentence around it may go on */
	for (size_t i = m->from; i > from; i--)
		if (m->passage->text[i] == '(')
			from = i;
	before = arena_strndup(a, m->passage->text + from, m->from - from);
	return WORD_FIND_IN(before, renamed) != NULL;
}

/* Which head stands at s; their number when none does. */
static size_t head_at(const char *s)
{
	size_t h = 0;

	while (h < ARRAY_LEN(heads) && word_match(s, heads[h].words) == 0)
		h++;
	return h;
}

static struct mention *find_mentions(struct lint *l, size_t *n)
{
	struct mention *all = NULL;
	size_t cap = 0;

	*n = 0;
	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct words *w = &l->words[i];
		const char *text = l->doc->passage[i].text;

		for (size_t k = 0; k + 3 < w->n; k++) {
			struct mention m;
			size_t h = head_at(text + w->word[k].from);

			if (h < ARRAY_LEN(heads) &&
			    read_mention(l, i, k, h, &m) &&
			    !is_renaming(l->arena, &m))
				*VEC_PUSH(l->arena, all, *n, cap) = m;
		}
	}
	return all;
}

/* A name as written, and how often. */
struct name {
	const struct mention *first;
	const char *text;
	size_t uses;
};

/* The names of a level as they are written; *keys counts those that differ in
 * more than commas and abbreviations. */
static size_t names_of(struct arena *a, const struct mention *all, size_t n,
		       size_t head, enum level level, struct name *name,
		       size_t *keys)
{
	size_t names = 0;

	*keys = 0;
	for (size_t i = 0; i < n; i++) {
		const char *text = arena_strndup(a, all[i].passage->text +
						 all[i].from,
						 all[i].to - all[i].from);
		bool known = false;
		size_t k = 0;

		if (all[i].level != level || all[i].head != head)
			continue;
		for (size_t j = 0; j < names; j++)
			known |= strcmp(name[j].first->key, all[i].key) == 0;
		*keys += !known;
		while (k < names && strcmp(name[k].text, text) != 0)
			k++;
		if (k == MAX_PARTS)
			continue;
		if (k == names)
			name[names++] = (struct name){ &all[i], text, 0 };
		name[k].uses++;
	}
	return names;
}

static int by_uses(const void *x, const void *y)
{
	const struct name *a = x;
	const struct name *b = y;

	if (a->uses != b->uses)
		return a->uses < b->uses ? -1 : 1;
	return a->first < b->first ? -1 : a->first > b->first;
}

/* One finding for a level: each name once, the rarest first. */
static void report_level(struct lint *l, const struct mention *all, size_t n,
			 size_t head, enum level level)
{
	static const char *const words[] = { "", "Trung ương", "tỉnh",
					     "thành phố", "cấp huyện",
					     "cấp xã" };
	struct name name[MAX_PARTS];
	size_t keys;
	size_t names = names_of(l->arena, all, n, head, level, name, &keys);
	struct lint_finding *f;

	if (names < 2)
		return;
	f = lint_report(l, &rules[VARIANT],
			arena_printf(l->arena,
				     "%s %s về kinh tế tập thể có %zu tên gọi "
				     "trong văn bản; dùng tên theo quyết định "
				     "thành lập hoặc kiện toàn mới nhất.",
				     heads[head].title, words[level], names));
	if (keys < 2)
		f->severity = SEV_NOTE;
	qsort(name, names, sizeof *name, by_uses);
	for (size_t k = 0; k < names; k++)
		lint_part(l, f, name[k].first->passage, name[k].first->from,
			  name[k].first->to);
}

static void check_unique(struct lint *l)
{
	size_t n;
	struct mention *all = find_mentions(l, &n);

	for (size_t h = 0; h < ARRAY_LEN(heads); h++)
		for (int level = CENTRAL; level <= COMMUNE; level++)
			report_level(l, all, n, h, (enum level)level);
}

/* --- spellings of one name ------------------------------------------------------ */

/* Ways of writing one name, in lower case; the first is the proper one. */
static const struct body {
	const char *proper;
	const char *form[4];
	int rule;
} bodies[] = {
	{ "Bộ Chính trị", { "bộ chính trị" }, CAPITAL },
	{ "Ban Chỉ đạo", { "ban chỉ đạo" }, CAPITAL },
	{ "Ban Chấp hành", { "ban chấp hành" }, CAPITAL },
	{ "Thủ tướng Chính phủ", { "thủ tướng chính phủ" }, CAPITAL },
	{ "Hội đồng nhân dân", { "hội đồng nhân dân" }, CAPITAL },
	{ "Ủy ban nhân dân", { "ủy ban nhân dân", "uỷ ban nhân dân" },
	  CAPITAL },
	{ "Quỹ Hỗ trợ phát triển hợp tác xã",
	  { "quỹ hỗ trợ phát triển hợp tác xã", "quỹ hỗ trợ phát triển htx",
	    "quỹ htpt htx" }, VARIANT },
	{ "Liên minh Hợp tác xã",
	  { "liên minh hợp tác xã", "liên minh htx" }, VARIANT },
	{ "Ủy ban Mặt trận Tổ quốc",
	  { "ủy ban mặt trận tổ quốc", "uỷ ban mặt trận tổ quốc", "ubmttq",
	    "ubmt tổ quốc" }, VARIANT },
	{ "Phòng Tài chính - Kế hoạch",
	  { "phòng tài chính - kế hoạch", "phòng tài chính – kế hoạch",
	    "phòng tài chính-kế hoạch", "phòng tc-kh" }, VARIANT },
	{ "Công ty cổ phần", { "công ty cổ phần", "công ty cp" }, VARIANT },
};

struct spelling {
	const char *text; /* as written */
	const struct passage *passage;
	size_t from, to;
	size_t n;
};

static bool begins_sentence(const char *s, size_t at)
{
	size_t from, to;

	word_sentence(s, at, &from, &to);
	return from == at || strchr("-+*", s[from]) != NULL;
}

static bool is_title(const char *s)
{
	int32_t c;
	int n;

	for (; (n = word_next(s, &c)) > 0; s += n)
		if (word_is_letter(c) && !word_is_upper(c))
			return false;
	return true;
}

static void add_spelling(struct lint *l, struct spelling *all, size_t *n,
			 const struct passage *p, size_t from, size_t to)
{
	const char *text = arena_strndup(l->arena, p->text + from, to - from);

	/* capitals of a title, or of the begin of a sentence, say nothing */
	if (is_title(text) && strchr(text, ' '))
		return;
	if (begins_sentence(p->text, from) && !is_title(arena_strndup(
						     l->arena, text,
						     strcspn(text, " "))))
		return;
	for (size_t i = 0; i < *n; i++)
		if (strcmp(all[i].text, text) == 0) {
			all[i].n++;
			return;
		}
	if (*n < MAX_PARTS)
		all[(*n)++] = (struct spelling){ text, p, from, to, 1 };
}

static int rarest_first(const void *x, const void *y)
{
	const struct spelling *a = x;
	const struct spelling *b = y;

	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	return strcmp(a->text, b->text);
}

static void report_spellings(struct lint *l, const struct body *b,
			     struct spelling *all, size_t n)
{
	struct buf names = BUF_INIT(l->arena);
	struct lint_finding *f;

	qsort(all, n, sizeof *all, rarest_first);
	for (size_t i = 0; i < n; i++)
		buf_addf(&names, "%s“%s”", i ? ", " : "", all[i].text);
	f = lint_report(l, &rules[b->rule],
			arena_printf(l->arena,
				     "Một tên viết nhiều cách: %s; viết thống "
				     "nhất, ví dụ “%s”.",
				     names.data, b->proper));
	f->severity = SEV_NOTE;
	for (size_t i = 0; i < n; i++)
		lint_part(l, f, all[i].passage, all[i].from, all[i].to);
}

static void check_spellings(struct lint *l)
{
	for (size_t k = 0; k < ARRAY_LEN(bodies); k++) {
		const struct body *b = &bodies[k];
		struct spelling all[MAX_PARTS];
		size_t n = 0;

		for (size_t v = 0; v < ARRAY_LEN(b->form) && b->form[v]; v++) {
			struct word_place at = { 0 };

			while (word_index_next(l->index, b->form[v], &at))
				add_spelling(l, all, &n,
					     &l->doc->passage[at.passage],
					     at.from, at.to);
		}
		if (n > 1)
			report_spellings(l, b, all, n);
	}
}

/* --- places ---------------------------------------------------------------------- */

/* The words in capitals from k on: the name of a place. */
static size_t name_end(const struct words *w, size_t k)
{
	while (k < w->n && w->word[k].is->capital &&
	       (w->word[k].gap == ' ' || w->word[k].gap == '.'))
		k++;
	return k;
}

/* Finds a text in the document; the passage, or NULL. */
static const struct passage *find_text(const struct lint *l, const char *text,
				       size_t *at)
{
	for (size_t i = 0; i < l->doc->npassage; i++) {
		const char *s = strstr(l->doc->passage[i].text, text);

		if (s) {
			*at = (size_t)(s - l->doc->passage[i].text);
			return &l->doc->passage[i];
		}
	}
	return NULL;
}

/* "TP Lạng Sơn" where elsewhere it is "thành phố Lạng Sơn"; before a date, as
 * the place of issue, it is written so. */
static bool check_place(struct lint *l, size_t passage, size_t k)
{
	const struct words *w = &l->words[passage];
	const struct passage *p = &l->doc->passage[passage];
	size_t end = name_end(w, k + 1);
	const struct passage *other;
	struct lint_finding *f;
	const char *full;
	size_t at;

	if (end < k + 3 || k == 0)
		return false;
	full = arena_printf(l->arena, "thành phố %.*s",
			    (int)(w->word[end - 1].to - w->word[k + 1].from),
			    p->text + w->word[k + 1].from);
	other = find_text(l, full, &at);
	if (!other)
		return false;
	f = lint_report(l, &rules[PLACE],
			arena_printf(l->arena,
				     "Ở đây viết tắt, nơi khác viết “%s”; viết "
				     "một cách.",
				     full));
	lint_part(l, f, p, w->word[k].from, w->word[end - 1].to);
	lint_part(l, f, other, at, at + strlen(full));
	return true;
}

static void check_places(struct lint *l)
{
	size_t tried = 0;

	for (size_t i = 0; i < l->doc->npassage; i++)
		for (size_t k = 0; k < l->words[i].n && tried < MAX_TRIED; k++)
			if (strcmp(l->words[i].word[k].is->lower, "tp") == 0 &&
			    tried++ < MAX_TRIED && check_place(l, i, k))
				return;
}

static void run(struct lint *l)
{
	check_unique(l);
	check_spellings(l);
	check_places(l);
}

const struct lint_pass lint_name_pass = { rules, run };
