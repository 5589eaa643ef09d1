/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the figures of the first page, each with the way to its source. */
#include "home/reading.h"

#include "figure/words.h"

int reading_open(struct request *q, struct reading *x)
{
	*x = (struct reading){ .q = q, .a = q->arena };
	if (figures_asked(q, 0, &x->asked) < 0)
		return -1;
	if (period_parse(x->asked.now, &x->now) < 0 ||
	    period_word("year", x->asked.year, &x->year) < 0)
		BUG("no periods for %d", x->asked.year);
	return 0;
}

bool read_figure(struct reading *x, const struct figure_key *key,
		 struct figure *out)
{
	struct err e = { 0 };

	return figures_get(x->asked.figures, key, out, &e) == 1 &&
	       out->state == FIG_VALUE;
}

bool read_of(struct reading *x, const struct indicator *ind,
	     const char *breakdown, const struct period *period,
	     enum basis basis, struct figure *out)
{
	struct figure_key key = { .indicator = ind->code,
				  .place = x->asked.place,
				  .breakdown = breakdown,
				  .period = period->code,
				  .basis = basis };

	return read_figure(x, &key, out);
}

struct told tell(struct reading *x, const struct figure *fig)
{
	return (struct told){ .text = figure_vi(x->a, fig),
			      .url = asked_source(x->q, &fig->key) };
}

bool read_percent(struct reading *x, const struct figure *of,
		  struct told *out, struct dec *value)
{
	struct figure_key key = of->key;
	struct figure fig;

	key.percent = true;
	if (!of->has_percent || !read_figure(x, &key, &fig))
		return false;
	*out = tell(x, &fig);
	out->text = figure_signed_vi(x->a, &fig);
	if (value)
		*value = fig.value.low;
	return true;
}

bool is_whole(const struct figure *fig, int64_t *out)
{
	return dec_to_int(fig->value.low, out) == 0;
}
