/* SPDX-License-Identifier: Apache-2.0 */
/* What keeps a plan a draft. */
#include "lib/base/buf.h"
#include "plan/internal.h"

/* The paragraphs in which something is open: "p1-2, p3 ...". */
struct places {
	struct buf text;
	size_t n;
};

enum { PLACES_NAMED = 3 };

static void add_place(struct places *v, const char *id)
{
	v->n++;
	if (v->n <= PLACES_NAMED)
		buf_addf(&v->text, "%s%s", v->n > 1 ? ", " : "", id);
	else if (v->n == PLACES_NAMED + 1)
		buf_adds(&v->text, " ...");
}

struct obstacles {
	struct arena *arena;
	struct plan_obstacle *v;
	size_t n;
	size_t cap;
};

static void add(struct obstacles *o, enum obstacle_kind kind, const char *text,
		const char *command)
{
	*VEC_PUSH(o->arena, o->v, o->n, o->cap) =
		(struct plan_obstacle){ kind, text, command };
}

static void what_is_missing(const struct plan *p, struct obstacles *o)
{
	struct places v = { .text = BUF_INIT(p->arena) };

	for (size_t i = 0; i < p->nnumber; i++)
		if (p->number[i].missing)
			add_place(&v, p->number[i].paragraph);
	if (v.n)
		add(o, OPEN_FIGURES, arena_printf(p->arena,
			"%zu số liệu trong văn bản còn thiếu (đoạn %s)", v.n,
			v.text.data), NULL);
}

bool is_open(const struct block *b)
{
	return b->open;
}

bool is_undecided(const struct block *b)
{
	return b->state == TEXT_CONFLICT || b->state == TEXT_UNREADABLE;
}

static void what_is_open(const struct plan *p, struct obstacles *o,
			 enum obstacle_kind kind,
			 bool (*wanted)(const struct block *b),
			 const char *words)
{
	struct places v = { .text = BUF_INIT(p->arena) };

	for (size_t i = 0; i < p->nblock; i++)
		if (wanted(&p->block[i]))
			add_place(&v, p->block[i].id);
	if (v.n)
		add(o, kind, arena_printf(p->arena, "%zu %s (đoạn %s)", v.n,
					  words, v.text.data), NULL);
}

static bool has_block(const struct plan *p, const char *id)
{
	for (size_t i = 0; i < p->nblock; i++)
		if (!strcmp(p->block[i].id, id))
			return true;
	return false;
}

/* Wording for paragraphs that the outline does not have any more. */
static void what_is_lost(const struct plan *p, struct obstacles *o)
{
	const struct plan_texts *t = p->request.texts;
	struct places v = { .text = BUF_INIT(p->arena) };

	for (size_t i = 0; t && i < t->n; i++)
		if (!has_block(p, t->v[i].paragraph))
			add_place(&v, t->v[i].paragraph);
	if (v.n)
		add(o, OPEN_LOST, arena_printf(p->arena,
			"%zu lời văn đã sửa cho đoạn không còn trong quy định (đoạn %s)",
			v.n, v.text.data), NULL);
}

size_t plan_obstacles(const struct plan *p, const struct plan_obstacle **out)
{
	const struct plan_request *r = &p->request;
	struct obstacles o = { .arena = p->arena };
	size_t wrong = check_errors(&p->checks);
	size_t unexplained = check_unjustified(&p->checks);

	if (!r->number)
		add(&o, OPEN_NUMBER, "chưa có số văn bản", "--number");
	if (r->day == DAY_MIN)
		add(&o, OPEN_DAY, "chưa có ngày ban hành", "--day");
	if (!r->signer)
		add(&o, OPEN_SIGNER, "chưa có người ký", "--signer");
	if (wrong)
		add(&o, OPEN_ERRORS, arena_printf(p->arena,
			"%zu kiểm tra mức lỗi chưa đạt", wrong),
			arena_printf(p->arena, "hoptac check --year %d",
				     r->year));
	if (unexplained)
		add(&o, OPEN_WARNINGS, arena_printf(p->arena,
			"%zu cảnh báo chưa giải trình", unexplained),
			arena_printf(p->arena, "hoptac justify --year %d",
				     r->year));
	what_is_missing(p, &o);
	what_is_open(p, &o, OPEN_PARAGRAPHS, is_open,
		     "đoạn chờ đơn vị bổ sung");
	what_is_open(p, &o, OPEN_CONFLICTS, is_undecided,
		     "đoạn đã sửa mà lời văn của quy định cũng đổi, chờ chọn");
	what_is_lost(p, &o);
	*out = o.v;
	return o.n;
}

bool plan_is_draft(const struct plan *p, const char **why)
{
	const struct plan_obstacle *v;
	size_t n = plan_obstacles(p, &v);
	struct buf b = BUF_INIT(p->arena);

	for (size_t i = 0; i < n; i++) {
		buf_addf(&b, "%s%s", i ? "; " : "", v[i].text);
		if (v[i].command)
			buf_addf(&b, " (%s)", v[i].command);
	}
	*why = b.data;
	return n > 0;
}
