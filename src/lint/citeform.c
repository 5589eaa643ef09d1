/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Citations that are wrong by themselves: symbols that no document bears, a
 * type that its symbol denies, days that no calendar has, terms
 * that were at another time.
 */
#include "lint/cite.h"

#include "lib/text/number.h"
#include "lib/text/text.h"

#include <string.h>

/* --- symbols --------------------------------------------------------------------- */

/* Types and what stands for them in a symbol (Nghị định 30/2020/NĐ-CP, Phụ
 * lục III; the Party's beside them). */
static const struct {
	const char *type;
	const char *abbr[4]; /* the first is the one to write */
	bool strict;         /* makes law or binds: never another's symbol */
} abbreviations[] = {
	{ "Nghị quyết", { "NQ", "NQLT" }, true },
	{ "Nghị định", { "NĐ" }, true },
	{ "Quyết định", { "QĐ" }, true },
	{ "Thông tư", { "TT", "TTLT" }, true },
	{ "Thông tư liên tịch", { "TTLT", "TT" }, true },
	{ "Chỉ thị", { "CT" }, true },
	{ "Kết luận", { "KL", "TB" }, false },
	{ "Kế hoạch", { "KH", "QĐ", "NQ" }, false },
	{ "Báo cáo", { "BC" }, false },
	{ "Tờ trình", { "TTr", "TT" }, false },
	{ "Thông báo", { "TB", "KL" }, false },
	{ "Hướng dẫn", { "HD" }, false },
	{ "Chương trình", { "CTr", "CT", "QĐ", "NQ" }, false },
	{ "Chương trình hành động", { "CTr", "CT", "NQ" }, false },
	{ "Đề án", { "ĐA", "QĐ", "KH" }, false },
	{ "Công điện", { "CĐ" }, false },
};

/* Bodies whose symbol follows a type. */
static const char *const bodies[] = {
	"UBND", "HĐND", "TTG", "CP", "TU", "TW", NULL,
};

static bool is_abbr(const char *abbr, const char *group, size_t n)
{
	/* all of them are ASCII or Đ: capitals by hand */
	for (; *abbr && n > 0; abbr++, group++, n--) {
		char c = *abbr >= 'a' && *abbr <= 'z'
				 ? (char)(*abbr - 'a' + 'A') : *abbr;

		if (c != *group)
			return false;
	}
	return !*abbr && n == 0;
}

/* Has the type this abbreviation? */
static bool may_have(size_t type, const char *group, size_t n)
{
	for (size_t i = 0; i < 4 && abbreviations[type].abbr[i]; i++)
		if (is_abbr(abbreviations[type].abbr[i], group, n))
			return true;
	return false;
}

static size_t type_index(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(abbreviations); i++)
		if (strcmp(abbreviations[i].type, name) == 0)
			return i;
	return ARRAY_LEN(abbreviations);
}

/* The type whose own abbreviation this is. */
static size_t type_of(const char *group, size_t n)
{
	for (size_t i = 0; i < ARRAY_LEN(abbreviations); i++)
		if (is_abbr(abbreviations[i].abbr[0], group, n))
			return i;
	return ARRAY_LEN(abbreviations);
}

static struct lint_finding *malformed(struct cite *k, const struct citation *c,
				      const char *what, const char *symbol)
{
	struct lint_finding *f =
		cite_report(k, CITE_MALFORMED, "Ký hiệu “%s” %s; đối chiếu bản "
			    "gốc và ghi đúng ký hiệu.", c->code, what);

	if (symbol) {
		const char *head = strstr(c->code, c->symbol);

		f->repair = arena_printf(k->a, "%s → %.*s%s", c->code,
					 (int)(head - c->code), c->code,
					 symbol);
	}
	cite_part(k, f, c, c->code_from, c->code_to);
	return f;
}

/* "QĐUBND": a type and a body without what joins them. */
static const char *torn_apart(struct cite *k, const struct citation *c)
{
	if (strchr(c->key, '-'))
		return NULL;
	for (size_t i = 0; i < ARRAY_LEN(abbreviations); i++) {
		const char *abbr = text_upper(k->a, abbreviations[i].abbr[0]);
		size_t n = strlen(abbr);

		if (strncmp(c->key, abbr, n) != 0)
			continue;
		for (size_t j = 0; bodies[j]; j++)
			if (strcmp(c->key + n, bodies[j]) == 0)
				return arena_printf(k->a, "%.*s-%s", (int)n,
						    c->symbol, c->symbol + n);
	}
	return NULL;
}

static void check_symbol(struct cite *k, const struct citation *c)
{
	size_t type = type_index(c->type);
	size_t n = strlen(c->key);
	const char *joined;

	if (c->number < 0)
		return;
	if (c->key[0] == '-') {
		malformed(k, c, "thiếu chữ viết tắt tên loại văn bản",
			  type < ARRAY_LEN(abbreviations)
				  ? arena_printf(k->a, "%s%s",
						 abbreviations[type].abbr[0],
						 c->symbol)
				  : NULL);
		return;
	}
	if (c->key[n - 1] == '-') {
		malformed(k, c, "thiếu chữ viết tắt tên cơ quan ban hành",
			  NULL);
		return;
	}
	joined = torn_apart(k, c);
	if (joined)
		malformed(k, c, "thiếu dấu gạch nối giữa tên loại và cơ quan",
			  joined);
	else if (c->has_type && type < ARRAY_LEN(abbreviations) &&
		 c->code_to + strlen("–") < c->passage->n &&
		 abbreviations[type].strict && may_have(type, c->key, n))
		malformed(k, c, "thiếu chữ viết tắt tên cơ quan ban hành",
			  NULL)->severity = SEV_WARNING;
}

static void check_type(struct cite *k, const struct citation *c)
{
	size_t type = type_index(c->type);
	size_t n = strcspn(c->key, "-");
	size_t other = type_of(c->key, n);
	struct lint_finding *f;

	if (!c->has_type || n == 0 || type == ARRAY_LEN(abbreviations) ||
	    other == ARRAY_LEN(abbreviations) || may_have(type, c->key, n))
		return;
	f = cite_report(k, CITE_TYPE_MISMATCH,
			"“%s” nhưng ký hiệu %s là của %s; sửa tên loại hoặc ký "
			"hiệu.", c->type, c->code, abbreviations[other].type);
	if (!abbreviations[type].strict || !abbreviations[other].strict)
		f->severity = SEV_WARNING;
	cite_part(k, f, c, c->from, c->from + strlen(c->type));
	cite_part(k, f, c, c->code_from, c->code_to);
}

/* --- issuers -------------------------------------------------------------------------- */

/* Bodies by what ends their symbols, and how their names begin, folded. */
static const struct {
	const char *symbol;
	const char *name[4];
} issuers[] = {
	{ "TTG", { "thu tuong", "pho thu tuong" } },
	{ "CP", { "chinh phu" } },
	{ "UBND", { "uy ban nhan dan", "ubnd", "chu tich ubnd",
		    "chu tich uy ban" } },
	{ "HĐND", { "hoi dong nhan dan", "hdnd", "thuong truc h" } },
	{ "TW", { "ban chap hanh trung uong", "bo chinh tri", "trung uong",
		  "ban bi thu" } },
};

/* Which of them a name is of; ARRAY_LEN when none. */
static size_t body_of(const char *fold)
{
	for (size_t i = 0; i < ARRAY_LEN(issuers); i++)
		for (size_t j = 0; j < 4 && issuers[i].name[j]; j++)
			if (strncmp(fold, issuers[i].name[j],
				    strlen(issuers[i].name[j])) == 0)
				return i;
	return ARRAY_LEN(issuers);
}

/* "Nghị quyết số 15/2021/NQ-HĐND của UBND tỉnh".  Decisions of the Prime
 * Minister are often called the Government's: that is a warning. */
static void check_issuer(struct cite *k, const struct citation *c)
{
	const char *last = strrchr(c->key, '-');
	size_t by_symbol = 0;
	size_t by_name;
	struct lint_finding *f;
	const char *s;

	if (!*c->issuer || !last)
		return;
	while (by_symbol < ARRAY_LEN(issuers) &&
	       strcmp(issuers[by_symbol].symbol, last + 1) != 0)
		by_symbol++;
	by_name = body_of(text_fold(k->a, c->issuer));
	if (by_symbol == ARRAY_LEN(issuers) || by_name == ARRAY_LEN(issuers) ||
	    by_symbol == by_name)
		return;
	s = strstr(c->passage->text + c->from, c->issuer);
	if (!s)
		return;
	f = cite_report(k, CITE_ISSUER_MISMATCH,
			"Ký hiệu %s không phải của %s; sửa tên cơ quan hoặc ký "
			"hiệu.", c->code, c->issuer);
	if (by_symbol <= 1 && by_name <= 1)
		f->severity = SEV_WARNING;
	cite_part(k, f, c, (size_t)(s - c->passage->text),
		  (size_t)(s - c->passage->text) + strlen(c->issuer));
	cite_part(k, f, c, c->code_from, c->code_to);
}

/* --- days of no calendar ------------------------------------------------------------- */

/* "31/6/2023", "30 tháng 02 năm 2022": a slip in the day, not a fraction. */
static bool is_calendar_slip(const struct written_day *w)
{
	return w->state == DAY_IMPOSSIBLE && w->m <= 12 && w->d >= 29 &&
	       w->d <= 31;
}

static void check_days(struct cite *k, const struct passage *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct written_day w;
		struct lint_finding *f;

		if (!word_is_digit(p->text[i]) ||
		    (i > 0 && (word_goes_on(p->text + i - 1) ||
			       strchr(".,/-", p->text[i - 1]))))
			continue;
		if (!strchr("/.-0123456789 ", p->text[i + 1]) ||
		    !day_scan(p->text, i, false, &w) || !is_calendar_slip(&w))
			continue;
		f = cite_report(k, CITE_DATE_IMPOSSIBLE,
				"Tháng %d năm %d không có ngày %d; sửa ngày.",
				w.m, w.y, w.d);
		lint_part(k->l, f, p, w.from, w.to);
		i = w.to;
	}
}

/* --- terms ---------------------------------------------------------------------------- */

/*
 * The National Assembly and the Party's Central Committee sit for about five
 * years.  From one known document of a term the middle of every other is
 * reckoned; a day more than five years from it is surely of another term.
 * The fixed points: Luật 23/2012/QH13 of 2012-11, Nghị quyết 20-NQ/TW of
 * 2022-06, term XIII.
 */
enum { TERM = 13, ASSEMBLY_MONTH = 2012 * 12 + 10, PARTY_MONTH = 2022 * 12 + 5 };

static bool is_of_other_time(int term, int fixed, int month)
{
	int middle = fixed + 60 * (term - TERM);

	return abs(month - middle) > 60;
}

static void report_term(struct cite *k, const struct citation *c, int term,
			size_t from, size_t to)
{
	struct lint_finding *f = cite_report(k, CITE_TERM,
			"%s %s năm %d không thuộc khóa %d; kiểm tra khóa hoặc "
			"ngày.", c->type, c->code,
			c->has_day ? c->written.y : c->year, term);

	cite_part(k, f, c, from, to);
	if (c->has_day)
		cite_part(k, f, c, c->day_from, c->day_to);
}

/* "23/2012/QH13": the year in the code against the term. */
static void check_assembly(struct cite *k, const struct citation *c)
{
	const char *qh = strstr(c->key, "QH");
	int term = qh ? (int)strtol(qh + 2, NULL, 10) : 0;

	if (term > 0 && c->year > 0 &&
	    is_of_other_time(term, ASSEMBLY_MONTH, c->year * 12 + 6))
		report_term(k, c, term, c->code_from, c->code_to);
}

/* The term that the register gives its issuer; 0. */
static int known_term(struct cite *k, const struct law_document *d)
{
	size_t at;
	size_t end;
	const char *low = d ? word_small(k->a, d->issuer) : "";

	return cite_term(low, 0, strlen(low), &at, &end);
}

/* "Nghị quyết số 20-NQ/TW ngày ... của Ban Chấp hành Trung ương khóa XIII". */
static void check_party(struct cite *k, const struct cited *x)
{
	const struct citation *c = x->c;
	int right = known_term(k, x->known);
	struct lint_finding *f;

	if (x->term == 0 || !c->has_day)
		return;
	if (right > 0 && x->known->has_day && x->known->day == c->day) {
		if (right == x->term)
			return;
		f = cite_report(k, CITE_TERM,
				"%s %s ngày %s là của %s (theo sổ văn bản); "
				"sửa khóa.", c->type, c->code,
				day_vi(k->a, c->day), x->known->issuer);
		f->severity = SEV_ERROR;
		cite_part(k, f, c, x->term_from, x->term_to);
	} else if (is_of_other_time(x->term, PARTY_MONTH,
				    c->written.y * 12 + c->written.m)) {
		report_term(k, c, x->term, x->term_from, x->term_to);
	}
}

void cite_form(struct cite *k)
{
	for (size_t i = 0; i < k->n; i++) {
		const struct citation *c = k->cited[i].c;

		check_symbol(k, c);
		check_type(k, c);
		check_issuer(k, c);
		check_assembly(k, c);
		check_party(k, &k->cited[i]);
	}
	for (size_t i = 0; i < k->l->doc->npassage; i++)
		check_days(k, &k->l->doc->passage[i]);
}
