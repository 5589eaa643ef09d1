/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Abbreviations: undefined, close to another one, defined late, defined and
 * not used, with two meanings, in two spellings.
 *
 * An abbreviation is a word in capitals that is no Vietnamese syllable (titles
 * are written in capitals too) and no part of a document's symbol ("KTHT" in
 * 4879/BKHĐT-KTHT).  It is defined where the words whose first letters it has
 * stand around it: "kinh tế tập thể (KTTT)".
 */
#include "lint/pass.h"

#include "lib/base/buf.h"
#include "lib/base/multimap.h"
#include "lib/text/text.h"
#include "lint/word.h"

#include <string.h>

enum { UNDEFINED, LATE, UNUSED, AMBIGUOUS, VARIANT };

static const struct lint_rule rules[] = {
	[UNDEFINED] = { "abbreviation-undefined", SEV_NOTE,
			"Chữ viết tắt chưa được giải nghĩa",
			"Cụm từ viết tắt phải viết đầy đủ lần đầu, chữ viết "
			"tắt đặt trong ngoặc đơn ngay sau." },
	[LATE] = { "abbreviation-used-before-definition", SEV_NOTE,
		   "Chữ viết tắt dùng trước khi giải nghĩa",
		   "Cụm từ viết tắt phải viết đầy đủ ở lần đầu xuất hiện." },
	[UNUSED] = { "abbreviation-unused", SEV_NOTE,
		     "Chữ viết tắt được giải nghĩa nhưng không dùng",
		     "Chỉ đặt chữ viết tắt cho cụm từ dùng nhiều lần." },
	[AMBIGUOUS] = { "abbreviation-ambiguous", SEV_WARNING,
			"Một chữ viết tắt có hai nghĩa",
			"Trong một văn bản mỗi chữ viết tắt có một nghĩa." },
	[VARIANT] = { "abbreviation-variant", SEV_NOTE,
		      "Một chữ viết tắt viết hai cách",
		      "Trong một văn bản mỗi chữ viết tắt viết một cách." },
	{ 0 }
};

/* Known to every reader of administrative papers: bodies, kinds of documents
 * (Nghị định 30/2020/NĐ-CP, Phụ lục III), signs, ministries, money, programmes.
 * What the trade itself is made of comes last. */
static const char *const customary[] = {
	"UBND",	 "HĐND",   "TW",     "TƯ",     "TU",	 "CP",	   "VT",
	"TP",	 "QĐ",	   "NĐ",     "TT",     "NQ",	 "KH",	   "CT",
	"BC",	 "TB",	   "CV",     "KL",     "HD",	 "QC",	   "QH",
	"ND",	 "SL",	   "ĐA",     "DA",     "PA",	 "BB",	   "HĐ",
	"CĐ",	 "CTr",	   "TTr",    "TM",     "KT",	 "TL",	   "TUQ",
	"MTTQ",	 "HĐQT",   "UBMTTQ", "UBTVQH", "UBKT",	 "BCH",	   "BTV",
	"BCĐ",	 "BCT",	   "CHXHCN", "XHCN",   "QLNN",	 "VPCP",   "VPUB",
	"KHĐT",	 "KH&ĐT",  "BKHĐT",  "SKHĐT",  "NN&PTNT", "NNPTNT", "PTNT",
	"NNMT",	 "NN&MT",  "TN&MT",  "TNMT",   "KH&CN",	 "KHCN",   "GTVT",
	"VHTTDL", "VHTT&DL", "TT&TT", "TTTT",  "GD&ĐT",	 "GDĐT",   "LĐTBXH",
	"LĐTB&XH", "LĐ-TBXH", "TBXH", "BTC",   "BNNPTNT", "BNN",   "NHNN",
	"NHCSXH", "KBNN",  "NSNN",   "BHXH",   "BHYT",	 "BHTN",   "TNHH",
	"MTV",	 "DN",	   "DNTN",   "DNNN",   "SXKD",	 "TMDV",   "KCN",
	"CCN",	 "KKT",	   "CNTT",   "TTHC",   "TTCN",	 "NTM",	   "OCOP",
	"GDP",	 "GRDP",   "FDI",    "ODA",    "USD",	 "VND",	   "VNĐ",
	"WTO",	 "EVFTA",  "CPTPP",  "RCEP",   "ASEAN",	 "APEC",   "ISO",
	"HACCP", "GMP",	   "GAP",    "TCVN",   "QCVN",	 "QR",	   "IT",
	"AI",	 "PCI",	   "COVID",  "SARS",   "EU",	 "UNESCO", "ILO",
	"JICA",	 "GIZ",	   "HIV",    "AIDS",   "PCCC",	 "ATTP",   "VSATTP",
	"ANTT",	 "QPAN",   "XDCB",   "KTXH",   "KT-XH",	 "HTX",	   "LHHTX",
	"THT",	 "LH",	   "NN",     "KTTT",   "QTDND",	 "TDND",   "LMHTX",
	"VCA",	 "NTTS",
	"PTNN",	 "KHKT",   "SXNN",   "KTXH",   "GMT",    "LMHTXVN",
};

/* Before these, capitals are a part of a name: "Phòng KTHT", "HTX DVNN A". */
static const char *const owners[] = {
	"phòng", "sở", "ban", "cục", "vụ", "hội", "tâm", "ty", "htx", "lhhtx",
	"xã", "viện", "trường", "hàng", "hiệu", "số",
};

enum {
	MAX_INITIALS = 12, /* letters of an abbreviation */
	REACH = 30,        /* words before it among which its meaning stands */
	MANY = 5,          /* uses of an abbreviation that is at home */
	FEW = 2,           /* uses of one that may be a slip of it */
	MAX_HOME = 64,     /* abbreviations at home that slips are tried on */
	MAX_PARTS = 20,
};

struct use {
	size_t passage;
	uint32_t from, to;
	size_t word;
};

struct abbreviation {
	const char *name;
	size_t n;             /* uses outside symbols and names */
	struct use first;     /* the first of them */
	bool is_customary;
	bool is_bracketed;    /* stands alone in brackets: someone defined it */
	bool has_meaning;
	struct use defined;   /* where */
	const char *meaning;  /* folded words */
	bool is_exact;        /* they stand right before it */
	size_t other;         /* uses before the definition */
	struct use conflict;  /* another meaning */
	const char *conflict_meaning;
};

struct scan {
	struct lint *l;
	struct abbreviation *all;
	size_t n, cap;
	struct multimap *index;
};

/* --- reading ----------------------------------------------------------------- */

/* Capitals of a foreign name are pronounced, those of an abbreviation are
 * spelled: NIPPON, GLOBALGAP. */
static bool is_pronounced(const char *lower)
{
	size_t vowels = 0;
	size_t n = strlen(lower);

	for (size_t i = 0; i < n; i++)
		vowels += strchr("aeiouy", lower[i]) != NULL;
	return n >= 4 && 3 * vowels >= n;
}

/* Abbreviations have no marks but those of Đ and Ư: "ĐẮK LẮK" is a name. */
static bool has_mark(const char *lower)
{
	int32_t c;
	int n;

	for (; (n = word_next(lower, &c)) > 0; lower += n)
		if (c > 0x7f && c != 0x111 && c != 0x1b0)
			return true;
	return false;
}

static bool is_abbreviation(const struct word *w)
{
	if (!w->is->all_capitals || w->is->has_digit || w->is->letters < 2 ||
	    w->is->letters > MAX_INITIALS ||
	    strspn(w->is->lower, "ivx") == w->to - w->from)
		return false;
	return w->is->syllable > SYLLABLE_MISPLACED &&
	       !has_mark(w->is->lower) && !is_pronounced(w->is->lower);
}

/* Is word k joined to a number or a symbol before it: 15/2021/NQ-HĐND? */
static bool is_in_symbol(const char *text, const struct word *w, size_t k)
{
	while (k > 0 && strchr("/-", text[w[k - 1].to]) &&
	       w[k].from <= w[k - 1].to + 2) { /* "QĐ-UBND", "QĐ- UBND" */
		k--;
		if (w[k].is->has_digit)
			return true;
	}
	/* the number was left blank: "Số: /KH-UBND" */
	return w[k].from > 0 && text[w[k].from - 1] == '/' &&
	       (k == 0 || w[k - 1].to + 1 < w[k].from);
}

/* "KH&ĐT" is one: its last word; k when it is none. */
static size_t join(const char *text, const struct words *w, size_t k)
{
	while (k + 1 < w->n && text[w->word[k].to] == '&' &&
	       w->word[k + 1].from == w->word[k].to + 1 &&
	       w->word[k + 1].is->all_capitals)
		k++;
	return k;
}

static bool is_name_part(const struct words *w, size_t k)
{
	return k > 0 && w->word[k].gap == ' ' &&
	       WORD_IN(w->word[k - 1].is->lower, owners);
}

static struct abbreviation *find(struct scan *s, const char *name)
{
	uint64_t key = hash_bytes(HASH_BEGIN, name, strlen(name));
	struct abbreviation *a;
	size_t e;

	for (e = multimap_first(s->index, key); e;
	     e = multimap_next(s->index, e)) {
		a = &s->all[multimap_value(s->index, e)];
		if (strcmp(a->name, name) == 0)
			return a;
	}
	multimap_add(s->index, key, (int64_t)s->n);
	a = VEC_PUSH(s->l->arena, s->all, s->n, s->cap);
	*a = (struct abbreviation){
		.name = name,
		.is_customary = WORD_IN(name, customary),
	};
	return a;
}

/* --- meanings ---------------------------------------------------------------- */

/* The letters of a name, folded: "HĐND" is h, d, n, d. */
static size_t initials(struct arena *a, const char *name, char *out)
{
	const char *fold = text_fold(a, name);
	size_t n = 0;

	for (size_t i = 0; fold[i] && n < MAX_INITIALS; i++)
		if (fold[i] != ' ')
			out[n++] = fold[i];
	return n;
}

/* Do words [at, at + n) have these first letters, none in capitals? */
static bool spells(const struct words *w, size_t at, const char *letters,
		   size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (at + i >= w->n || w->word[at + i].is->has_digit ||
		    (w->word[at + i].is->all_capitals &&
		     w->word[at + i].is->letters > 1 &&
		     w->word[at + i].is->syllable > SYLLABLE_MISPLACED) ||
		    w->word[at + i].is->initial != letters[i])
			return false;
	return true;
}

static const char *meaning(struct arena *a, const struct words *w, size_t at,
			   size_t n)
{
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s%s", i ? " " : "",
			 text_fold(a, w->word[at + i].is->lower));
	return b.data;
}

/* The words around word k (to `last`) that it abbreviates; NULL: none.  Only
 * an abbreviation in brackets, or one before a bracket or colon, is
 * explained. */
static const char *explained(struct scan *s, size_t passage, size_t k,
			     size_t last, const char *name, bool *exact)
{
	struct arena *a = s->l->arena;
	const char *text = s->l->doc->passage[passage].text;
	const struct words *w = &s->l->words[passage];
	char letters[MAX_INITIALS];
	size_t n = initials(a, name, letters);
	int32_t before = word_before(text, w->word[k].from);
	size_t low = k > REACH ? k - REACH : 0;

	if (last + 1 < w->n && strchr("(:", w->word[last + 1].gap) &&
	    spells(w, last + 1, letters, n))
		return meaning(a, w, last + 1, n);
	if (before != '(' && w->word[k].gap != ',' && w->word[k].gap != '(' &&
	    w->word[k].gap != 0x201c &&
	    !(k > 0 && (strcmp(w->word[k - 1].is->lower, "là") == 0 ||
			strcmp(w->word[k - 1].is->lower, "tắt") == 0)))
		return NULL;
	if (w->word[k].gap == ',') { /* (HTX, LHHTX, THT) */
		size_t i = k;

		while (i > 0 && w->word[i].gap == ',' &&
		       is_abbreviation(&w->word[i - 1]))
			i--;
		if (w->word[i].gap != '(')
			return NULL;
	}
	for (size_t at = k; at-- > low;)
		if (at + n <= k && spells(w, at, letters, n)) {
			*exact = at + n == k && w->word[k].gap == '(';
			return meaning(a, w, at, n);
		}
	return NULL;
}

static void define(struct abbreviation *a, const struct use *u,
		   const char *words, bool exact)
{
	if (!a->has_meaning) {
		a->has_meaning = true;
		a->is_exact = exact;
		a->defined = *u;
		a->meaning = words;
		a->other = a->n;
	} else if (exact && a->is_exact && !a->conflict_meaning &&
		   strcmp(a->meaning, words) != 0) {
		a->conflict = *u;
		a->conflict_meaning = words;
	}
}

static bool is_alone_in_brackets(const char *text, const struct use *u)
{
	return u->from > 0 && text[u->from - 1] == '(' && text[u->to] == ')';
}

/* "gọi tắt là X", "viết tắt: X" */
static bool is_called_so(const struct words *w, size_t k)
{
	return (k > 0 && strcmp(w->word[k - 1].is->lower, "tắt") == 0) ||
	       (k > 1 && strcmp(w->word[k - 1].is->lower, "là") == 0 &&
		strcmp(w->word[k - 2].is->lower, "tắt") == 0);
}

static void visit(struct scan *s, size_t passage, size_t k, size_t last)
{
	const struct passage *p = &s->l->doc->passage[passage];
	const struct words *w = &s->l->words[passage];
	struct use u = { passage, w->word[k].from, w->word[last].to, k };
	struct abbreviation *a;
	const char *name = arena_strndup(s->l->arena, p->text + u.from,
					 u.to - u.from);
	bool exact = false;
	const char *words;

	if (is_in_symbol(p->text, w->word, k))
		return;
	a = find(s, name);
	words = explained(s, passage, k, last, name, &exact);
	if (words)
		define(a, &u, words, exact);
	else if (is_alone_in_brackets(p->text, &u) ||
		 is_called_so(w, k) || p->kind == PASSAGE_CELL)
		a->is_bracketed = true;
	else if (!is_name_part(w, k) && a->n++ == 0)
		a->first = u;
}

/* --- findings ---------------------------------------------------------------- */

static void part_use(struct scan *s, struct lint_finding *f,
		     const struct use *u)
{
	if (f->npart < MAX_PARTS)
		lint_part(s->l, f, &s->l->doc->passage[u->passage], u->from,
			  u->to);
}

/* Does one letter make the difference (or two neighbours that changed
 * places)? */
static bool is_slip(struct arena *a, const char *x, const char *y)
{
	char p[MAX_INITIALS];
	char q[MAX_INITIALS];
	size_t n = initials(a, x, p);
	size_t wrong = 0;
	size_t at = 0;

	if (n < 4 || initials(a, y, q) != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (p[i] != q[i] && wrong++ == 0)
			at = i;
	if (wrong == 2)
		return p[at] == q[at + 1] && p[at + 1] == q[at];
	return wrong == 1;
}

/* The abbreviation that this one is probably meant for. */
static const struct abbreviation *meant(struct scan *s,
					const struct abbreviation *a)
{
	size_t tried = 0;

	if (a->n > FEW || a->has_meaning || a->is_bracketed || a->is_customary)
		return NULL;
	for (size_t i = 0; i < s->n && tried < MAX_HOME; i++) {
		const struct abbreviation *o = &s->all[i];

		if (o->n < MANY || o->n < MANY * a->n)
			continue;
		tried++;
		if (is_slip(s->l->arena, a->name, o->name))
			return o;
	}
	return NULL;
}

static void report_slip(struct scan *s, const struct abbreviation *a,
			const struct abbreviation *o)
{
	struct lint_finding *f = lint_report(
		s->l, &rules[UNDEFINED],
		arena_printf(s->l->arena,
			     "“%s” chưa được giải nghĩa và chỉ dùng %zu lần; "
			     "cả văn bản dùng “%s” (%zu lần). Có lẽ viết nhầm.",
			     a->name, a->n, o->name, o->n));

	f->severity = SEV_WARNING;
	f->repair = arena_printf(s->l->arena, "%s → %s", a->name, o->name);
	part_use(s, f, &a->first);
	part_use(s, f, &o->first);
}

/* All that have no meaning, in one note. */
static void report_undefined(struct scan *s)
{
	struct buf names = BUF_INIT(s->l->arena);
	struct lint_finding *f = NULL;

	for (size_t i = 0; i < s->n; i++) {
		const struct abbreviation *a = &s->all[i];
		const struct abbreviation *o;

		if (a->n == 0 || a->has_meaning || a->is_bracketed ||
		    a->is_customary)
			continue;
		o = meant(s, a);
		if (o) {
			report_slip(s, a, o);
			continue;
		}
		if (names.len > 0)
			buf_adds(&names, ", ");
		buf_adds(&names, a->name);
	}
	for (size_t i = 0; names.len > 0 && i < s->n; i++) {
		const struct abbreviation *a = &s->all[i];

		if (a->n == 0 || a->has_meaning || a->is_bracketed ||
		    a->is_customary || meant(s, a))
			continue;
		if (!f)
			f = lint_report(
				s->l, &rules[UNDEFINED],
				arena_printf(s->l->arena,
					     "Chữ viết tắt chưa được giải "
					     "nghĩa: %s. Viết đầy đủ ở lần "
					     "đầu, kèm chữ viết tắt trong "
					     "ngoặc đơn.",
					     names.data));
		part_use(s, f, &a->first);
	}
}

static size_t place(const struct scan *s, const struct use *u)
{
	return s->l->doc->passage[u->passage].at[u->from];
}

static void report_late(struct scan *s, const struct abbreviation *a)
{
	struct lint_finding *f;

	if (a->n == 0 || place(s, &a->first) > place(s, &a->defined) ||
	    a->first.passage == a->defined.passage ||
	    s->l->doc->passage[a->first.passage].kind == PASSAGE_HEADING)
		return;
	f = lint_report(s->l, &rules[LATE],
			arena_printf(s->l->arena,
				     "“%s” dùng ở đây trước khi được giải "
				     "nghĩa; chuyển phần giải nghĩa lên lần "
				     "dùng đầu tiên.",
				     a->name));
	part_use(s, f, &a->first);
	part_use(s, f, &a->defined);
}

static void report_meanings(struct scan *s, const struct abbreviation *a)
{
	struct lint_finding *f;

	if (a->conflict_meaning) {
		f = lint_report(s->l, &rules[AMBIGUOUS],
				arena_printf(s->l->arena,
					     "“%s” được giải nghĩa theo hai "
					     "cách; dùng chữ viết tắt khác cho "
					     "một trong hai.",
					     a->name));
		part_use(s, f, &a->conflict);
		part_use(s, f, &a->defined);
	}
	if (a->n > 0 || a->is_customary)
		return;
	f = lint_report(s->l, &rules[UNUSED],
			arena_printf(s->l->arena,
				     "“%s” được giải nghĩa nhưng không dùng "
				     "lần nào sau đó.",
				     a->name));
	part_use(s, f, &a->defined);
}

/* "LH HTX" where "LHHTX" is at home. */
static void check_variants(struct scan *s, size_t passage)
{
	const struct words *w = &s->l->words[passage];
	const struct passage *p = &s->l->doc->passage[passage];

	for (size_t k = 0; k + 1 < w->n; k++) {
		const struct word *x = &w->word[k];
		const struct word *y = x + 1;
		struct lint_finding *f;
		const char *joined;
		uint64_t key;
		size_t e;

		if (!is_abbreviation(x) || !is_abbreviation(y) ||
		    y->gap != ' ')
			continue;
		joined = arena_printf(s->l->arena, "%.*s%.*s",
				      (int)(x->to - x->from),
				      p->text + x->from,
				      (int)(y->to - y->from),
				      p->text + y->from);
		key = hash_bytes(HASH_BEGIN, joined, strlen(joined));
		e = multimap_first(s->index, key);
		if (!e)
			continue;
		f = lint_report(s->l, &rules[VARIANT],
				arena_printf(s->l->arena,
					     "Ở đây viết rời, nơi khác viết "
					     "liền “%s”; viết một cách.",
					     joined));
		f->repair = arena_printf(s->l->arena, "%.*s → %s",
					 (int)(y->to - x->from),
					 p->text + x->from, joined);
		lint_part(s->l, f, p, x->from, y->to);
		part_use(s, f, &s->all[multimap_value(s->index, e)].first);
	}
}

static void run(struct lint *l)
{
	struct scan s = { .l = l, .index = multimap_new(l->arena) };

	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct words *w = &l->words[i];

		for (size_t k = 0; k < w->n; k++) {
			size_t last;

			if (!w->word[k].is->all_capitals)
				continue;
			last = join(l->doc->passage[i].text, w, k);
			if (last > k || is_abbreviation(&w->word[k]))
				visit(&s, i, k, last);
			k = last;
		}
	}
	report_undefined(&s);
	for (size_t i = 0; i < s.n; i++)
		if (s.all[i].has_meaning) {
			report_late(&s, &s.all[i]);
			report_meanings(&s, &s.all[i]);
		}
	for (size_t i = 0; i < l->doc->npassage; i++)
		check_variants(&s, i);
}

const struct lint_pass lint_abbreviation_pass = { rules, run };
