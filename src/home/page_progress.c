/* SPDX-License-Identifier: Apache-2.0 */
/* Every estimate of the year that has a per cent of plan, judged by the bounds
 * of the pack. */
#include "figure/page.h"
#include "figure/words.h"
#include "home/page.html.h"
#include "home/reading.h"

static bool speaks_of(const struct finding *fd, const struct figure_key *key,
		      const struct figure_key *percent)
{
	for (size_t i = 0; i < fd->result.noperand; i++) {
		const struct figure *f = operand_figure(&fd->result, i);

		if (f && (figure_key_same(&f->key, key) ||
			  figure_key_same(&f->key, percent)))
			return true;
	}
	return false;
}

/* Why the figure is in question: what a broken check says that reads it. */
static const char *doubt_of(const struct reading *x,
			    const struct figure_key *key)
{
	struct figure_key percent = *key;

	percent.percent = true;
	for (size_t i = 0; i < x->checks.nbroken; i++)
		if (speaks_of(&x->checks.broken[i], key, &percent))
			return x->checks.broken[i].message;
	return NULL;
}

static bool read_bullet(struct reading *x, const struct indicator *ind,
			struct bullet *b)
{
	struct told value, percent;
	struct figure fig;

	if (!read_of(x, ind, "", &x->year, BASIS_ESTIMATE, &fig) ||
	    !read_percent(x, &fig, &percent, &b->percent))
		return false;
	value = tell(x, &fig);
	b->text = ind->name;
	b->value = value.text;
	b->source = value.url;
	b->percent_text = percent.text;
	b->percent_source = percent.url;
	b->tone = target_tone(x->asked.pack, b->percent);
	b->doubt = doubt_of(x, &fig.key);
	return true;
}

static int by_percent(const void *a, const void *b)
{
	const struct bullet *x = a;
	const struct bullet *y = b;
	int c = dec_cmp(y->percent, x->percent);

	return c ? c : strcmp(x->text, y->text);
}

void progress_write(struct reading *x, struct buf *out)
{
	const struct pack *p = x->asked.pack;
	struct plan_view v = { .year = x->asked.year - 1 };

	v.bullet = ARENA_ARRAY(x->a, p->nindicator, struct bullet);
	for (size_t i = 0; i < p->nindicator; i++)
		v.n += read_bullet(x, &p->indicator[i], &v.bullet[v.n]);
	qsort(v.bullet, v.n, sizeof *v.bullet, by_percent);
	if (p->overview) {
		v.bounds = &p->overview->plan;
		v.on_course = number_vi(x->a, v.bounds->on_course, -1);
		v.behind = number_vi(x->a, v.bounds->behind, -1);
	}
	home_plan(out, &v);
}
