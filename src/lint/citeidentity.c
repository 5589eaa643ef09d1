/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One document, one number, date, period and title.
 *
 * Numbers begin again every year and every body counts its own, so that a
 * number alone is no identity: two plans 15/KH-UBND may be of two years or two
 * districts.  Two citations are of one document when their code names the
 * year, when one body in the country numbers them, or when the title says so.
 */
#include "lint/cite.h"

#include "lib/base/buf.h"
#include "lib/base/multimap.h"
#include "lib/text/number.h"
#include "lib/text/text.h"

#include <string.h>

enum { MAX_BUCKET = 64 }; /* citations of one code or day that are compared */

/* A bucket: citations with one key, in reading order. */
struct bucket {
	struct cited *x[MAX_BUCKET];
	size_t n;
};

/* An index of the citations by a hash, each bucket taken once. */
struct index {
	struct multimap *map;
	uint64_t *hash; /* of each citation */
	bool *in;       /* has it one, and was its bucket not taken yet? */
};

static struct index index_new(struct cite *k)
{
	return (struct index){ multimap_new(k->a),
			       ARENA_ARRAY(k->a, k->n + 1, uint64_t),
			       ARENA_ARRAY(k->a, k->n + 1, bool) };
}

static void index_add(struct index *x, size_t i, uint64_t hash)
{
	x->hash[i] = hash;
	x->in[i] = true;
	multimap_add(x->map, hash, (int64_t)i);
}

/* The bucket of citation i in reading order; whether it has two. */
static bool take(struct cite *k, struct index *x, size_t i, struct bucket *b)
{
	b->n = 0;
	if (!x->in[i])
		return false;
	for (size_t e = multimap_first(x->map, x->hash[i]); e;
	     e = multimap_next(x->map, e)) {
		size_t at = (size_t)multimap_value(x->map, e);

		x->in[at] = false;
		if (b->n < MAX_BUCKET)
			b->x[b->n++] = &k->cited[at];
	}
	for (size_t lo = 0, hi = b->n; lo + 1 < hi; lo++, hi--) {
		struct cited *swap = b->x[lo];

		b->x[lo] = b->x[hi - 1];
		b->x[hi - 1] = swap;
	}
	return b->n > 1;
}

static bool same_title(const struct cited *x, const struct cited *y)
{
	return cite_same_title(&x->words, &y->words);
}

/* --- issuers ------------------------------------------------------------------- */

/* "UBND tỉnh Lạng Sơn" as "ubnd tinh lang son". */
static const char *issuer_fold(struct cite *k, const char *issuer)
{
	static const char *const shorten[][2] = {
		{ "uy ban nhan dan", "ubnd" }, { "hoi dong nhan dan", "hdnd" },
	};
	const char *fold = text_fold(k->a, issuer);

	for (size_t i = 0; i < ARRAY_LEN(shorten); i++) {
		size_t n = strlen(shorten[i][0]);

		if (strncmp(fold, shorten[i][0], n) == 0)
			return arena_printf(k->a, "%s%s", shorten[i][1],
					    fold + n);
	}
	return fold;
}

/* 1: surely the same body, -1: surely another, 0: not known. */
static int compare_issuers(struct cite *k, const struct cited *x,
			   const struct cited *y)
{
	const char *a = issuer_fold(k, x->c->issuer);
	const char *b = issuer_fold(k, y->c->issuer);
	size_t n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
	bool begins = strncmp(a, b, n) == 0;

	if (n == 0 || (begins && !memchr(a, ' ', n)))
		return 0;
	if (begins)
		return strstr(a, "huyen") || strstr(a, "xa") ? 0 : 1;
	return strncmp(a, b, 4) == 0 ? -1 : 0;
}

/* --- dates --------------------------------------------------------------------- */

enum sameness { OTHER, MAYBE, SURE };

/* Do two citations of one code and two days mean one document? */
static enum sameness same_document(struct cite *k, const struct cited *x,
				   const struct cited *y)
{
	const struct written_day *v = &x->c->written;
	const struct written_day *w = &y->c->written;
	int issuer = compare_issuers(k, x, y);
	int alike = (v->d == w->d) + (v->m == w->m) + (v->y == w->y);

	if (issuer < 0 && !x->is_national)
		return OTHER;
	if (x->c->year > 0 || same_title(x, y))
		return SURE;
	if (v->y == w->y && (x->is_national || issuer > 0))
		return SURE;
	if (v->y == w->y)
		return alike == 2 ? MAYBE : OTHER;
	/* the same day and month of two years, and no title to tell them
	 * apart: hardly two documents */
	if (alike < 2 || (x->words.n > 0 && y->words.n > 0))
		return OTHER;
	return x->is_national ? SURE : MAYBE;
}

/* How many of the bucket have this day. */
static size_t count_day(const struct bucket *b, day_t day)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		n += b->x[i]->c->has_day && b->x[i]->c->day == day;
	return n;
}

static bool is_first_of_day(const struct bucket *b, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (b->x[j]->c->has_day && b->x[j]->c->day == b->x[i]->c->day)
			return false;
	return b->x[i]->c->has_day;
}

static void add_days(struct cite *k, struct lint_finding *f,
		     const struct bucket *b, day_t day)
{
	for (size_t i = 0; i < b->n; i++) {
		const struct citation *c = b->x[i]->c;

		if (c->has_day && c->day == day)
			cite_part(k, f, c, c->day_from, c->day_to);
	}
}

/* Which of two is wrong: the register says, else the rarer; NULL: unknown. */
static const struct cited *wrong_day(const struct bucket *b,
				     const struct cited *x,
				     const struct cited *y)
{
	const struct law_document *d = x->known;
	size_t nx = count_day(b, x->c->day);
	size_t ny = count_day(b, y->c->day);

	if (d && d->has_day && d->day == y->c->day)
		return x;
	if (d && d->has_day && d->day == x->c->day)
		return y;
	if (nx == ny)
		return NULL;
	return nx < ny ? x : y;
}

static void report_days(struct cite *k, const struct bucket *b,
			const struct cited *x, const struct cited *y,
			enum sameness same)
{
	const struct cited *wrong = wrong_day(b, x, y);
	const struct cited *right = wrong == x ? y : x;
	struct lint_finding *f;
	size_t n;

	if (!wrong) {
		f = cite_report(k, CITE_DATE_CONFLICT,
				"%s %s được ghi ngày %s và ngày %s; đối chiếu "
				"bản gốc và ghi một ngày.",
				x->c->type, x->c->code,
				day_vi(k->a, x->c->day),
				day_vi(k->a, y->c->day));
		wrong = x;
		right = y;
	} else {
		n = count_day(b, right->c->day);
		f = cite_report(k, CITE_DATE_CONFLICT,
				"%s %s ở đây ghi ngày %s, %s ghi ngày %s%s; "
				"sửa cho thống nhất.",
				wrong->c->type, wrong->c->code,
				day_vi(k->a, wrong->c->day),
				n > 1 ? arena_printf(k->a, "%zu chỗ khác", n)
				      : "chỗ khác",
				day_vi(k->a, right->c->day),
				right->known && right->known->has_day &&
				right->known->day == right->c->day
					? " (đúng theo sổ văn bản)" : "");
		f->repair = arena_printf(k->a, "%s → %s",
					 cite_text(k, wrong->c,
						   wrong->c->day_from,
						   wrong->c->day_to),
					 cite_text(k, right->c,
						   right->c->day_from,
						   right->c->day_to));
	}
	if (same == MAYBE)
		f->severity = SEV_WARNING;
	add_days(k, f, b, wrong->c->day);
	add_days(k, f, b, right->c->day);
}

static void check_days(struct cite *k, const struct bucket *b)
{
	for (size_t i = 0; i < b->n; i++) {
		if (!is_first_of_day(b, i))
			continue;
		for (size_t j = i + 1; j < b->n; j++) {
			enum sameness same;

			if (!is_first_of_day(b, j))
				continue;
			same = same_document(k, b->x[i], b->x[j]);
			if (same != OTHER)
				report_days(k, b, b->x[i], b->x[j], same);
		}
	}
}

/* --- periods --------------------------------------------------------------------- */

static void check_periods(struct cite *k, const struct bucket *b)
{
	const struct cited *x = NULL;

	for (size_t i = 0; i < b->n; i++) {
		const struct cited *y = b->x[i];
		struct cite_words bare_x;
		struct cite_words bare_y;
		struct lint_finding *f;

		if (y->period.to == 0)
			continue;
		if (!x) {
			x = y;
			continue;
		}
		bare_x = x->name;
		bare_y = y->name;
		memset(bare_x.year, 0, sizeof bare_x.year);
		memset(bare_y.year, 0, sizeof bare_y.year);
		if ((y->period.first == x->period.first &&
		     y->period.last == x->period.last) ||
		    !cite_same_title(&bare_x, &bare_y))
			continue;
		f = cite_report(k, CITE_PERIOD_CONFLICT,
				"%s %s được ghi giai đoạn %d-%d và %d-%d; đối "
				"chiếu bản gốc và ghi một giai đoạn.",
				x->c->type, x->c->code, x->period.first,
				x->period.last, y->period.first,
				y->period.last);
		if (x->c->has_day && y->c->has_day && x->c->day != y->c->day)
			f->severity = SEV_WARNING;
		cite_part(k, f, y->c, y->period.from, y->period.to);
		cite_part(k, f, x->c, x->period.from, x->period.to);
		return;
	}
}

/* --- terms ----------------------------------------------------------------------- */

/* Two terms of the Central Committee for one number and day. */
static void check_terms(struct cite *k, const struct bucket *b)
{
	for (size_t i = 0; i < b->n; i++)
		for (size_t j = i + 1; j < b->n; j++) {
			const struct cited *x = b->x[i];
			const struct cited *y = b->x[j];
			struct lint_finding *f;

			if (x->term == 0 || y->term == 0 ||
			    x->term == y->term || !x->c->has_day ||
			    !y->c->has_day || x->c->day != y->c->day ||
			    x->known)
				continue;
			f = cite_report(k, CITE_TERM,
					"%s %s ngày %s được ghi là của hai "
					"khóa; đối chiếu bản gốc.", x->c->type,
					x->c->code, day_vi(k->a, x->c->day));
			f->severity = SEV_ERROR;
			cite_part(k, f, x->c, x->term_from, x->term_to);
			cite_part(k, f, y->c, y->term_from, y->term_to);
			return;
		}
}

/* --- titles ---------------------------------------------------------------------- */

static size_t dash(const char *s)
{
	return *s == '-' ? 1 : strncmp(s, "–", strlen("–")) == 0
				       ? strlen("–") : 0;
}

/* A title without its opening words, short forms spelled out, with commas. */
static const char *plain_title(struct cite *k, const char *title)
{
	static const char *const opening[] = {
		"về việc", "về", "v/v", "phê duyệt", "ban hành", NULL,
	};
	const char *low = word_small(k->a, title);
	struct buf b = BUF_INIT(k->a);
	size_t n;

	while ((n = word_match_any(low, opening, NULL)) > 0) {
		low += n;
		low += word_blanks(low);
	}
	while (*low) {
		size_t blanks = word_blanks(low);

		n = dash(low + blanks);
		if (n > 0) {
			buf_addch(&b, '-');
			low += blanks + n;
			low += word_blanks(low);
		} else if ((n = word_match(low, "kttt")) > 0) {
			buf_adds(&b, "kinh tế tập thể");
			low += n;
		} else if ((n = word_match(low, "htx")) > 0) {
			buf_adds(&b, "hợp tác xã");
			low += n;
		} else {
			buf_addch(&b, *low++);
		}
	}
	return b.data;
}

/* Do they differ before the shorter ends? */
static bool differ(const char *x, const char *y)
{
	size_t n = strlen(x) < strlen(y) ? strlen(x) : strlen(y);

	return strncmp(x, y, n) != 0;
}

static void check_titles(struct cite *k, const struct bucket *b)
{
	const struct cited *first = NULL;
	struct lint_finding *f = NULL;
	const char *plain = "";

	for (size_t i = 0; i < b->n; i++) {
		const struct cited *x = b->x[i];

		if (x->words.n < 3)
			continue;
		if (!first) {
			first = x;
			plain = plain_title(k, x->c->title);
		} else if (same_title(first, x) &&
			   differ(plain, plain_title(k, x->c->title))) {
			if (!f) {
				f = cite_report(k, CITE_TITLE_VARIANT,
						"Trích yếu của %s %s được viết "
						"khác nhau; chép đúng một trích "
						"yếu.",
						x->c->type, x->c->code);
				cite_part(k, f, first->c, first->c->title_from,
					  first->c->title_to);
			}
			cite_part(k, f, x->c, x->c->title_from, x->c->title_to);
		}
	}
}

/* --- numbers --------------------------------------------------------------------- */

static size_t count_number(const struct bucket *b, const struct cited *x)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		n += b->x[i]->c->number == x->c->number &&
		     b->x[i]->c->year == x->c->year;
	return n;
}

static bool is_first_of_number(const struct bucket *b, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (b->x[j]->c->number == b->x[i]->c->number &&
		    b->x[j]->c->year == b->x[i]->c->year)
			return false;
	return true;
}

static void add_numbers(struct cite *k, struct lint_finding *f,
			const struct bucket *b, const struct cited *x)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->x[i]->c->number == x->c->number)
			cite_part(k, f, b->x[i]->c, b->x[i]->c->code_from,
				  b->x[i]->digits_to);
}

/* Does some citation of the one number have the title of one of the other? */
static bool titles_meet(const struct bucket *b, const struct cited *x,
			const struct cited *y)
{
	for (size_t i = 0; i < b->n; i++)
		for (size_t j = 0; j < b->n; j++)
			if (b->x[i]->c->number == x->c->number &&
			    b->x[j]->c->number == y->c->number &&
			    same_title(b->x[i], b->x[j]))
				return true;
	return false;
}

static bool is_known_on(const struct cited *x)
{
	return x->known && x->known->has_day && x->known->day == x->c->day;
}

/* Have two of the numbers one title, word for word, and a telling one? */
static bool titles_equal(const struct bucket *b, const struct cited *x,
			 const struct cited *y)
{
	for (size_t i = 0; i < b->n; i++)
		for (size_t j = 0; j < b->n; j++) {
			const struct cite_words *v = &b->x[i]->words;
			const struct cite_words *w = &b->x[j]->words;

			if (b->x[i]->c->number == x->c->number &&
			    b->x[j]->c->number == y->c->number && v->n >= 6 &&
			    v->n == w->n &&
			    memcmp(v->word, w->word, v->n * sizeof *v->word) ==
				    0 &&
			    memcmp(v->year, w->year, sizeof v->year) == 0)
				return true;
		}
	return false;
}

enum {
	NEIGHBOURS = 2, /* numbers of acts that were signed together */
	A_DAY = 100,    /* more numbers than one body gives on a day */
};

/*
 * Do two numbers of one symbol and day mean one document?  Two acts of one day
 * have near numbers and may have like titles; numbers far apart cannot be of
 * one day.  rival: one of them is the register's, or cited more often.
 */
static enum sameness same_number(struct cite *k, const struct bucket *b,
				 const struct cited *x, const struct cited *y,
				 bool rival)
{
	enum cite_slip slip = cite_slip(x->c->number, y->c->number);
	int apart = abs(x->c->number - y->c->number);
	int issuer = compare_issuers(k, x, y);

	if (slip == SLIP_NONE || (issuer < 0 && !x->is_national))
		return OTHER;
	if (apart <= NEIGHBOURS)
		return !titles_equal(b, x, y) ? OTHER : rival ? SURE : MAYBE;
	if (titles_meet(b, x, y))
		return rival || slip == SLIP_SWAP ? SURE : MAYBE;
	if (x->words.n > 0 && y->words.n > 0)
		return OTHER;
	if (apart > A_DAY && (x->is_national || issuer > 0))
		return rival ? SURE : MAYBE;
	return slip == SLIP_SWAP && rival ? MAYBE : OTHER;
}

static void check_pair(struct cite *k, const struct bucket *b,
		       const struct cited *x, const struct cited *y)
{
	size_t nx = count_number(b, x);
	size_t ny = count_number(b, y);
	bool sure = is_known_on(x) != is_known_on(y);
	const struct cited *wrong = nx < ny ? x : nx > ny ? y : NULL;
	enum sameness same = same_number(k, b, x, y, sure || wrong);
	const struct cited *right;
	struct lint_finding *f;

	if (same == OTHER)
		return;
	if (sure)
		wrong = is_known_on(x) ? y : x;
	right = wrong == x ? y : x;
	f = cite_report(k, CITE_NUMBER_CONFLICT,
			"%s ngày %s ở đây ghi số %d, chỗ khác (%zu lần) ghi số "
			"%d%s%s%s.", x->c->type, day_vi(k->a, x->c->day),
			(wrong ? wrong : x)->c->number,
			count_number(b, wrong ? right : y),
			(wrong ? right : y)->c->number,
			titles_meet(b, x, y) ? ", cùng trích yếu" : "",
			sure ? "; theo sổ văn bản số đúng là "
			     : "; đối chiếu bản gốc",
			sure ? right->c->code : "");
	if (same == MAYBE)
		f->severity = SEV_WARNING;
	if (wrong)
		f->repair = arena_printf(k->a, "%d → %d", wrong->c->number,
					 right->c->number);
	add_numbers(k, f, b, wrong ? wrong : x);
	add_numbers(k, f, b, wrong ? right : y);
}

static void check_numbers(struct cite *k, const struct bucket *b)
{
	for (size_t i = 0; i < b->n; i++) {
		if (!is_first_of_number(b, i))
			continue;
		for (size_t j = i + 1; j < b->n; j++)
			if (is_first_of_number(b, j))
				check_pair(k, b, b->x[i], b->x[j]);
	}
}

/* --- all ------------------------------------------------------------------------- */

static uint64_t code_hash(const struct citation *c)
{
	uint64_t h = hash_bytes(HASH_BEGIN, c->key, strlen(c->key));

	h = hash_bytes(h, &c->number, sizeof c->number);
	return hash_bytes(h, &c->year, sizeof c->year);
}

static uint64_t day_hash(const struct citation *c)
{
	uint64_t h = hash_bytes(HASH_BEGIN, c->key, strlen(c->key));

	return hash_bytes(h, &c->day, sizeof c->day);
}

/* "193/2013/NĐ-CP ngày 21/11/2014": the year is that of the number. */
static void check_own_year(struct cite *k, const struct cited *x)
{
	const struct citation *c = x->c;
	struct lint_finding *f;

	if (c->year == 0 || !c->has_day || day_year(c->day) == c->year ||
	    !strstr(c->code, arena_printf(k->a, "/%d/", c->year)))
		return;
	f = cite_report(k, CITE_DATE_CONFLICT,
			"%s %s mang số của năm %d nhưng ghi ngày %s; đối chiếu "
			"bản gốc.", c->type, c->code, c->year,
			day_vi(k->a, c->day));
	cite_part(k, f, c, c->day_from, c->day_to);
	cite_part(k, f, c, c->code_from, c->code_to);
}

void cite_identity(struct cite *k)
{
	struct index codes = index_new(k);
	struct index days = index_new(k);
	struct bucket *b = ARENA_NEW(k->a, struct bucket);

	for (size_t i = 0; i < k->n; i++) {
		const struct citation *c = k->cited[i].c;

		if (c->number >= 0)
			index_add(&codes, i, code_hash(c));
		if (c->number >= 0 && c->has_day)
			index_add(&days, i, day_hash(c));
	}
	for (size_t i = 0; i < k->n; i++) {
		check_own_year(k, &k->cited[i]);
		if (take(k, &codes, i, b)) {
			check_days(k, b);
			check_periods(k, b);
			check_terms(k, b);
			check_titles(k, b);
		}
		if (take(k, &days, i, b))
			check_numbers(k, b);
	}
}
