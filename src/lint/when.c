/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the words of a sentence to the time and basis of its numbers: events
 * ("Đến 30/6/2023", "ước") are found once a passage, and a number takes those
 * that stand before it in its sentence.
 */
#include "lint/when.h"

#include <ctype.h>
#include <string.h>

struct event {
	size_t at, end; /* words */
	struct said_time time; /* of a time; else TIME_UNSAID */
	enum basis basis;
	bool open;  /* "dự kiến": an estimate of this year, a plan of later */
	bool now;   /* "đến nay": no time that was said before */
	bool done;  /* "đã", "hiện có": done unless an estimate is told */
	bool bound; /* "474 HTX năm 2023": it tells of that number only */
};

struct state {
	struct said_time time;
	bool own; /* the time is said in this sentence */
	enum basis basis;
	bool has_basis; /* said; else as the section has it */
	bool open;      /* it is "dự kiến" */
	size_t clause;  /* in which the basis was said */
};

struct calendar {
	struct arena *arena;
	const struct document *doc;
	const struct lint_outline *outline;
	const struct words *words; /* of each passage */
	struct said *title;     /* of each section; kind unset until read */
	bool *is_read;
	struct state *opening;  /* what the latest paragraph of a section
				 * opened with */
	bool *leads_in;         /* ... and that paragraph ends with a colon */
	struct state top;       /* the same before any section */
	int year;               /* of the title of the document; 0 */
	struct said banner;     /* what the last line in capitals says */
	int year_now;           /* that "6 tháng đầu năm" is of */
	day_t day;              /* of the document; 0: unknown */
	struct said_time last;  /* the last day for which something is told */
	/* of the passage: */
	size_t index;
	int home;               /* section, items passed over; -1 */
	const struct words *w;
	const struct spot *spot;
	struct event *event;
	size_t n, cap;
	struct state start;     /* what the passage inherits */
	enum basis heading;     /* of that, what headings say */
	struct state end;       /* of the sentence before */
	size_t sentence;        /* the one that the state is of */
	size_t next;            /* event that was not applied yet */
	struct state now;
	struct state outside;   /* what it was before the bracket */
	bool in_bracket;
};

static int later_year(const struct said_time *t)
{
	return t->kind == TIME_UNSAID
		       ? 0
		       : (int)strtol(strlen(t->code) == 9 ? t->code + 5 : t->code,
				     NULL, 10);
}

/* --- events ------------------------------------------------------------------- */

static const struct {
	const char *words;
	enum basis basis;
	bool open, done, now;
} basis_words[] = {
	{ "ước", BASIS_ESTIMATE, false, false, false },
	{ "dự ước", BASIS_ESTIMATE, false, false, false },
	{ "ước tính", BASIS_ESTIMATE, false, false, false },
	{ "dự kiến", BASIS_ESTIMATE, true, false, false },
	{ "phấn đấu", BASIS_PLAN, false, false, false },
	{ "nhu cầu", BASIS_PLAN, false, false, false },
	{ "dự toán", BASIS_PLAN, false, false, false },
	{ "mục tiêu", BASIS_PLAN, false, false, false },
	{ "chỉ tiêu", BASIS_PLAN, false, false, false },
	{ "kế hoạch", BASIS_PLAN, false, false, false },
	{ "đã", BASIS_ACTUAL, false, true, false },
	{ "hiện có", BASIS_ACTUAL, false, true, true },
	{ "hiện nay", BASIS_ACTUAL, false, true, true },
	{ "hiện tại", BASIS_ACTUAL, false, true, true },
	{ "đến nay", BASIS_ACTUAL, false, true, true },
	{ "lũy kế", BASIS_ACTUAL, false, true, false },
	{ "thực hiện được", BASIS_ACTUAL, false, true, false },
};

/* Words that name documents when written with a capital. */
static const char *const documents[] = {
	"chương trình", "kế hoạch", "đề án", "quyết định", "nghị quyết",
	"chiến lược", "thông tư", "nghị định", "công văn", "báo cáo",
	"tờ trình", "hướng dẫn", "luật", "kết luận", "chỉ thị", "dự án", NULL
};

static bool starts_sentence(const struct calendar *c, size_t i)
{
	return i == 0 || c->spot[i - 1].sentence != c->spot[i].sentence;
}

/* "kế hoạch", "chỉ tiêu", "mục tiêu" that begin to tell a plan, and do not
 * name a document or what a per cent is of. */
static bool tells_plan(const struct calendar *c, size_t i)
{
	const struct words *w = c->w;
	bool first = starts_sentence(c, i) ||
		     (w->word[i - 1].is->kind == WORD_MARK &&
		      !word_is(w, i - 1, "%") && !word_is(w, i - 1, "/"));

	if (word_is(w, i + 2, "số") || word_is(w, i + 2, "hành"))
		return false;
	if (first)
		return starts_sentence(c, i) || !w->word[i].is->capital;
	return phrase_before(w, i, "theo") && !w->word[i].is->capital;
}

/* Is the time at word i that of a comparison, a law or a document? */
static bool is_of_another(const struct calendar *c, size_t i)
{
	const struct words *w = c->w;
	size_t k = i;
	int steps = 0;

	while (k > 0 && (word_is(w, k - 1, "ngày") ||
			 word_is(w, k - 1, "đoạn") ||
			 word_is(w, k - 1, "giai")))
		k--;
	if (starts_sentence(c, k))
		return false;
	for (size_t j = k; j > 0 && steps < 6; j--, steps++) {
		/* "96,4% kế hoạch năm 2023" */
		if (phrase_at(w, j - 1, "so với") ||
		    phrase_at(w, j - 1, "cùng kỳ") ||
		    phrase_at(w, j - 1, "luật") || word_is(w, j - 1, "%"))
			return true;
		if (w->word[j - 1].is->kind == WORD_MARK &&
		    !word_is(w, j - 1, "("))
			break;
	}
	if (w->word[k - 1].is->kind == WORD_MARK &&
	    w->passage->kind != PASSAGE_NOTE)
		return false;
	steps = 0;
	for (size_t j = k; j > 0 && steps < 30; j--, steps++) {
		if (word_is(w, j - 1, ";") ||
		    c->spot[j - 1].sentence != c->spot[i].sentence)
			break;
		if (w->word[j - 1].is->capital &&
		    phrase_any(w, j - 1, documents) &&
		    (!starts_sentence(c, j - 1) || steps > 2))
			return true;
	}
	return false;
}

/* A day counts only where the words before it make it one of the numbers, not
 * of a document: "đến ngày", "tại thời điểm", the begin of the sentence. */
static bool is_day_of_numbers(const struct calendar *c, size_t i)
{
	static const char *const before[] = { "đến", "tới", "hết", "điểm",
					      "cuối", "vào", "(", NULL };

	if (i > 0 && word_is(c->w, i - 1, "ngày"))
		i--;
	return starts_sentence(c, i) || phrase_any_before(c->w, i, before) > 0;
}

/* "474 HTX năm 2023": right behind a unit, and no further. */
static bool is_bound(const struct calendar *c, size_t i, size_t end)
{
	struct unit u;
	size_t k;

	if (!word_is(c->w, i, "năm") || i < 2)
		return false;
	for (k = i - 1; k > 0 && i - k < 8; k--)
		if (c->w->word[k - 1].is->kind == WORD_NUMBER &&
		    unit_at(c->arena, c->w, k, &u) && k + u.n == i)
			return end < c->w->n &&
			       (word_is(c->w, end, "lên") ||
				word_is(c->w, end, "xuống") ||
				word_is(c->w, end, "đến") ||
				word_is(c->w, end, ")"));
	return false;
}

static size_t add_time(struct calendar *c, size_t i)
{
	struct event e = { .at = i };
	size_t n = time_at(c->w, i, c->year_now, &e.time);

	if (n == 0)
		return 0;
	e.end = i + n;
	if (is_of_another(c, i))
		return n;
	c->year_now = later_year(&e.time);
	if (e.time.kind == TIME_DAY && c->w->word[i].is->kind == WORD_NUMBER &&
	    !is_day_of_numbers(c, i))
		return n;
	e.bound = is_bound(c, i, e.end);
	*VEC_PUSH(c->arena, c->event, c->n, c->cap) = e;
	return n;
}

static size_t add_basis(struct calendar *c, size_t i)
{
	for (size_t k = 0; k < ARRAY_LEN(basis_words); k++) {
		const char *words = basis_words[k].words;
		size_t n = phrase_at(c->w, i, words);
		struct event e = { .at = i, .end = i + n,
				   .basis = basis_words[k].basis,
				   .open = basis_words[k].open,
				   .now = basis_words[k].now,
				   .done = basis_words[k].done };

		if (n == 0)
			continue;
		if (e.basis == BASIS_PLAN && strcmp(words, "phấn đấu") != 0 &&
		    strcmp(words, "dự toán") != 0 &&
		    strcmp(words, "nhu cầu") != 0 && !tells_plan(c, i))
			return 0;
		*VEC_PUSH(c->arena, c->event, c->n, c->cap) = e;
		return n;
	}
	return 0;
}

static void find_events(struct calendar *c)
{
	c->event = NULL;
	c->n = c->cap = 0;
	for (size_t i = 0; i < c->w->n;) {
		size_t n = 0;

		if (c->w->word[i].is->kind != WORD_MARK) {
			n = add_time(c, i);
			if (n == 0)
				n = add_basis(c, i);
		}
		i += n ? n : 1;
	}
}

/* --- headings ------------------------------------------------------------------- */

static const char *const telling_done[] = { "đánh giá", "kết quả", "tình hình",
					    "thực trạng", "tồn tại",
					    "khó khăn", NULL };
static const char *const telling_plan[] = { "mục tiêu", "chỉ tiêu",
					    "phương hướng", "kế hoạch",
					    "nhiệm vụ", "định hướng",
					    "nhu cầu", "dự kiến", "giải pháp",
					    "phấn đấu", NULL };

struct said said_by(const struct words *w, size_t from, size_t to, int year)
{
	struct said s = { 0 };
	size_t done = phrase_any_in(w, from, to, telling_done);
	size_t plan = phrase_any_in(w, from, to, telling_plan);

	for (size_t i = from; i < to && s.time.kind == TIME_UNSAID; i++)
		time_at(w, i, year, &s.time);
	if (done < to || plan < to) {
		s.has_basis = true;
		s.basis = plan < done ? BASIS_PLAN : BASIS_ACTUAL;
	}
	if (phrase_in(w, from, to, "ước") < to) {
		s.has_basis = true;
		s.basis = BASIS_ESTIMATE;
	}
	return s;
}

enum {
	MAX_TITLE = 60,    /* words of a heading; more is a paragraph */
	MAX_DATELINE = 14, /* words of the line with place and day */
};

static struct said *title_of(struct calendar *c, int section)
{
	struct said *s = &c->title[section];
	size_t index = c->outline->section[section].passage;
	struct words w;
	size_t end;

	if (c->is_read[section])
		return s;
	c->is_read[section] = true;
	w = c->words[index];
	end = phrase_in(&w, 0, w.n, ":");
	if (end <= MAX_TITLE)
		*s = said_by(&w, 0, end, c->year);
	return s;
}

static bool is_item(enum section_style style)
{
	return style == SECTION_DASH || style == SECTION_PLUS;
}

/* What the headings and lead-in paragraphs above a section say. */
static struct state from_above(struct calendar *c, int section)
{
	struct state s = { 0 };
	bool inner = true;

	for (; section >= 0; section = c->outline->section[section].parent) {
		const struct said *t = title_of(c, section);
		const struct state *o = &c->opening[section];

		if (s.time.kind == TIME_UNSAID && (inner || c->leads_in[section]))
			s = (struct state){ .time = o->time,
					    .basis = s.has_basis ? s.basis
								 : o->basis,
					    .has_basis = s.has_basis ||
							 o->has_basis };
		if (s.time.kind == TIME_UNSAID)
			s.time = t->time;
		if (!s.has_basis && t->has_basis) {
			s.basis = t->basis;
			s.has_basis = true;
		}
		inner = false;
	}
	if (s.time.kind == TIME_UNSAID)
		s.time = c->banner.time;
	if (!s.has_basis && c->banner.has_basis) {
		s.basis = c->banner.basis;
		s.has_basis = true;
	}
	return s;
}

/* The basis that the headings above tell, whatever paragraphs say. */
static enum basis heading_basis(struct calendar *c, int section)
{
	for (; section >= 0; section = c->outline->section[section].parent)
		if (title_of(c, section)->has_basis)
			return title_of(c, section)->basis;
	return c->banner.has_basis ? c->banner.basis : BASIS_ACTUAL;
}

/* "Lạng Sơn, ngày ... tháng 7 năm 2023": the day of the document; the last of
 * the month when it is blank. */
static void read_day(struct calendar *c, const struct words *w, size_t month,
		     size_t year)
{
	int m = (int)strtol(w->word[month].is->usual, NULL, 10);
	int y = (int)strtol(w->word[year].is->usual, NULL, 10);
	char code[16];
	struct period p;

	if (c->day != 0 || w->n > MAX_DATELINE || m < 1 || m > 12)
		return;
	snprintf(code, sizeof code, "%04d-%02d", y, m);
	if (period_parse(code, &p) == 0)
		c->day = p.last;
}

/* The year of the title, and the day of the document: among its first
 * passages. */
static void read_head(struct calendar *c)
{
	static const char *const earlier[] = { "cùng kỳ", "so với",
					       "hợp tác xã", "htx", NULL };

	for (size_t i = 0; i < c->doc->npassage && i < 20; i++) {
		struct words w = c->words[i];

		for (size_t k = 0; k < w.n; k++) {
			struct said_time t;

			if (!word_is(&w, k, "năm") || !time_at(&w, k, 0, &t) ||
			    phrase_any_before(&w, k, earlier))
				continue;
			if (k >= 2 && word_is(&w, k - 2, "tháng") &&
			    w.word[k - 1].is->kind == WORD_NUMBER)
				read_day(c, &w, k - 1, k + 1);
			else if (c->year == 0 && strlen(t.code) == 4 &&
				 w.n <= MAX_TITLE)
				c->year = (int)strtol(t.code, NULL, 10);
		}
	}
}

struct calendar *calendar_new(struct arena *a, const struct document *d,
			      const struct words *words,
			      const struct lint_outline *o)
{
	struct calendar *c = ARENA_NEW(a, struct calendar);
	size_t n = o ? o->n : 0;

	*c = (struct calendar){ .arena = a, .doc = d, .words = words,
				.outline = o };
	c->title = ARENA_ARRAY(a, n, struct said);
	c->is_read = ARENA_ARRAY(a, n, bool);
	c->opening = ARENA_ARRAY(a, n, struct state);
	c->leads_in = ARENA_ARRAY(a, n, bool);
	read_head(c);
	return c;
}

/* --- sentences -------------------------------------------------------------------- */

static int home_of(const struct calendar *c, size_t index)
{
	int s = c->outline ? c->outline->of[index] : -1;

	while (s >= 0 && is_item(c->outline->section[s].style))
		s = c->outline->section[s].parent;
	return s;
}

static void apply(struct calendar *c, const struct event *e, size_t clause)
{
	struct state *s = &c->now;

	if (e->time.kind != TIME_UNSAID) {
		/* "...; ước đến 31/12 có ...": another clause begins anew */
		if (s->own && s->has_basis && s->clause != clause)
			s->has_basis = false;
		if (!s->has_basis)
			s->basis = c->heading;
		s->time = e->time;
		s->own = true;
		return;
	}
	if (e->now && !s->own)
		s->time = (struct said_time){ 0 };
	if (e->done && s->has_basis && s->basis != BASIS_PLAN)
		return;
	if (e->done && s->has_basis && s->clause == clause)
		return;
	s->basis = e->basis;
	s->has_basis = true;
	s->clause = clause;
	s->open = e->open;
}

/* What a bracket says is forgotten behind it. */
static void cross_bracket(struct calendar *c, const struct spot *p)
{
	bool in = p->bracket > 0;

	if (in && !c->in_bracket)
		c->outside = c->now;
	else if (c->in_bracket && (!in || p->sentence != c->sentence))
		c->now = c->outside;
	c->in_bracket = in;
}

/* Moves on to word i: applies the events before it. */
static void advance(struct calendar *c, size_t i)
{
	size_t sentence = c->spot[i].sentence;

	while (c->next < c->n && c->event[c->next].at < i) {
		const struct event *e = &c->event[c->next++];
		const struct spot *p = &c->spot[e->at];

		cross_bracket(c, p);
		if (p->sentence != c->sentence) {
			c->sentence = p->sentence;
			c->now.own = false;
			c->end = c->now;
			c->now.has_basis = false;
			c->now.clause = p->clause;
		}
		if (!e->bound)
			apply(c, e, p->clause);
	}
	cross_bracket(c, &c->spot[i]);
	if (sentence != c->sentence) {
		c->sentence = sentence;
		c->now.own = false;
		c->now.has_basis = false;
	}
}

/* Is the passage written in capitals, as titles of parts are? */
static bool is_in_capitals(const struct words *w)
{
	size_t capitals = 0;

	for (size_t i = 0; i < w->n; i++) {
		const struct word *x = &w->word[i];

		if (x->is->kind != WORD_LETTERS)
			continue;
		for (size_t k = x->from; k < x->to; k++)
			if (islower((unsigned char)w->passage->text[k]))
				return false;
		capitals += x->is->capital;
	}
	return capitals > 1;
}

static void read_banner(struct calendar *c)
{
	struct said s;

	if (c->w->passage->kind == PASSAGE_CELL || c->w->n > MAX_TITLE ||
	    !is_in_capitals(c->w))
		return;
	s = said_by(c->w, 0, c->w->n, c->year);
	if (s.time.kind != TIME_UNSAID)
		c->banner = s;
}

void calendar_passage(struct calendar *c, size_t index,
		      const struct words *w, const struct spot *spot)
{
	c->index = index;
	c->w = w;
	c->spot = spot;
	c->home = home_of(c, index);
	read_banner(c);
	c->start = c->home >= 0 ? from_above(c, c->home) : c->top;
	if (c->start.time.kind == TIME_UNSAID)
		c->start.time = c->banner.time;
	if (!c->start.has_basis && c->banner.has_basis)
		c->start.basis = c->banner.basis;
	c->heading = heading_basis(c, c->home);
	c->year_now = later_year(&c->start.time);
	if (c->year_now == 0)
		c->year_now = c->year;
	find_events(c);
	c->start.own = false;
	c->now = c->start;
	c->now.has_basis = false;
	c->next = 0;
	c->in_bracket = false;
	c->sentence = w->n > 0 ? spot[0].sentence : 0;
	/* what the first sentence of the latest paragraph says of time goes on
	 * in the next ones of the section */
	for (size_t i = 0; i < c->n; i++) {
		struct state *o = c->home >= 0 ? &c->opening[c->home] : &c->top;

		if (spot[c->event[i].at].sentence != spot[0].sentence)
			break;
		if (c->event[i].time.kind == TIME_UNSAID || c->event[i].bound)
			continue;
		if (w->passage->kind == PASSAGE_NOTE ||
		    w->passage->kind == PASSAGE_CELL || index == 0)
			break;
		*o = (struct state){ .time = c->event[i].time,
				     .basis = c->start.basis };
		for (size_t k = 0; k < i; k++)
			if (!c->event[k].done && c->event[k].time.kind == TIME_UNSAID) {
				o->basis = c->event[k].basis;
				o->has_basis = true;
			}
		if (c->home >= 0)
			c->leads_in[c->home] = word_is(w, w->n - 1, ":");
		break;
	}
}

/* A time that stands behind the number, before the next one. */
static const struct event *event_behind(const struct calendar *c,
					const struct site *s)
{
	for (size_t k = c->next; k < c->n; k++) {
		const struct event *e = &c->event[k];

		if (e->at < s->end)
			continue;
		if (c->spot[e->at].clause != c->spot[s->number].clause)
			return NULL;
		for (size_t i = s->end; i < e->at; i++)
			if (c->w->word[i].is->kind == WORD_NUMBER)
				return NULL;
		if (e->time.kind != TIME_UNSAID)
			return e;
	}
	return NULL;
}

static bool is_mid_year(const struct said_time *t)
{
	return t->kind != TIME_UNSAID && strlen(t->code) != 4 &&
	       strlen(t->code) != 9 && strcmp(t->code + 4, "-12-31") != 0;
}

static void to_year(struct said_time *t)
{
	t->kind = TIME_PERIOD;
	t->code[4] = '\0';
}

static bool ends_in(const char *unit, const char *rate)
{
	const char *slash = strrchr(unit, '/');

	return slash && strcmp(slash, rate) == 0;
}

/* What a year or a month brings: as an estimate, that of the whole year. */
static bool is_per_year(const char *unit)
{
	return ends_in(unit, "/nam") || ends_in(unit, "/thang");
}

/* Does the time lie after the day of the document? */
static bool is_ahead(const struct calendar *c, const struct said_time *t)
{
	struct period p;

	return c->day != 0 && t->kind != TIME_UNSAID &&
	       period_parse(t->code, &p) == 0 && p.last > c->day;
}

/* "so với năm 2023 (480 HTX)": the value of then. */
static bool tell_compared(struct calendar *c, const struct site *s,
			  struct amount *m)
{
	size_t with = site_compared(s);
	struct said_time t = { 0 };

	for (size_t i = with; i < s->number && t.kind == TIME_UNSAID; i++)
		time_at(c->w, i, 0, &t);
	if (with == s->number)
		return false;
	m->basis = BASIS_ACTUAL;
	m->when = time_code(c->arena, &t, m->flow == FLOW_STOCK);
	return true;
}

void calendar_tell(struct calendar *c, const struct site *s, struct amount *m)
{
	bool stock = m->flow == FLOW_STOCK;
	struct said_time t;
	const struct event *e;
	bool own;

	advance(c, s->number);
	t = c->now.time;
	own = c->now.own;
	m->basis = c->now.basis;
	if (tell_compared(c, s, m))
		return;
	e = event_behind(c, s);
	if (e && (!own || e->bound)) {
		t = e->time;
		own = true;
	}
	if (c->now.open && m->basis == BASIS_ESTIMATE &&
	    (c->start.basis == BASIS_PLAN || strlen(t.code) == 9))
		m->basis = BASIS_PLAN;
	if (!own && m->basis == BASIS_ESTIMATE && is_mid_year(&t))
		to_year(&t);
	if (is_per_year(m->unit) && is_mid_year(&t) &&
	    (m->basis != BASIS_ACTUAL || !ends_in(m->unit, "/thang")))
		to_year(&t);
	if (m->basis == BASIS_ACTUAL && is_ahead(c, &t)) {
		if (own && later_year(&t) > 0 && c->now.has_basis == false &&
		    t.kind == TIME_DAY)
			m->basis = BASIS_ESTIMATE;
		else if (!own) /* of this year, but when? */
			t = stock ? c->last : (struct said_time){ 0 };
	}
	if (own && m->basis == BASIS_ACTUAL && stock && t.kind == TIME_DAY)
		c->last = t;
	if (site_is_plan(s))
		m->basis = BASIS_PLAN;
	m->when = time_code(c->arena, &t, stock);
}

void calendar_tell_cell(struct calendar *c, const struct said *said,
			struct amount *m)
{
	struct said_time t = said->time.kind != TIME_UNSAID ? said->time
							    : c->start.time;

	m->basis = said->has_basis ? said->basis : c->start.basis;
	m->when = time_code(c->arena, &t, m->flow == FLOW_STOCK);
}

int calendar_year(const struct calendar *c)
{
	return c->year;
}
