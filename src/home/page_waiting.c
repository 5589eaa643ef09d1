/* SPDX-License-Identifier: Apache-2.0 */
/* What waits for an officer: errors that block the plan, warnings that nobody
 * has explained. */
#include "check/reason.h"
#include "figure/words.h"
#include "home/reading.h"
#include "lib/base/buf.h"

enum { SHOWN = 3 }; /* of each kind; the others are counted */

/* "Huyện Cao Lộc; thương mại; ước thực hiện, năm 2023: hai bên là 56 và 55". */
static const char *sides(const struct reading *x, const struct finding *fd)
{
	const char *cut = breakdown_vi(x->a, x->asked.pack,
				       fd->context.breakdown);

	bool here = strcmp(fd->context.place, x->asked.home) == 0;

	return arena_printf(x->a, "%s%s%s%s%s, %s: hai bên là %s và %s",
			    here ? "" : place_vi(x->asked.figures,
						 fd->context.place,
						 fd->context.period),
			    here ? "" : "; ", cut, *cut ? "; " : "",
			    basis_vi(fd->context.basis),
			    period_vi(x->a, fd->context.period), fd->left,
			    fd->right);
}

static bool waits(const struct finding *fd, enum severity s)
{
	return fd->check->severity == s &&
	       (s == SEV_ERROR || !is_justified(fd));
}

static void add_findings(struct reading *x, enum severity s, enum tone tone,
			 const char *rest, struct inside_view *v)
{
	int64_t n = 0;

	for (size_t i = 0; i < x->checks.nbroken; i++) {
		const struct finding *fd = &x->checks.broken[i];

		if (!waits(fd, s) || n++ >= SHOWN)
			continue;
		v->item[v->n_item++] = (struct item){
			.text = fd->check->title, .note = sides(x, fd),
			.url = v->errors_url, .tone = tone,
		};
	}
	if (n > SHOWN)
		v->item[v->n_item++] = (struct item){
			.text = arena_printf(x->a, "và %lld %s",
					     (long long)(n - SHOWN), rest),
			.url = v->errors_url, .tone = tone,
		};
}

/* The errors in one line, for the note at the top. */
static void tell_errors(struct reading *x, struct inside_view *v)
{
	struct buf b = BUF_INIT(x->a);

	for (size_t i = 0; i < x->checks.nbroken; i++) {
		const struct finding *fd = &x->checks.broken[i];

		if (!waits(fd, SEV_ERROR))
			continue;
		if (v->n_errors++ < SHOWN)
			buf_addf(&b, "%s%s: %s và %s", b.len ? "; " : "",
				 fd->check->title, fd->left, fd->right);
	}
	buf_addch(&b, '.');
	v->errors = b.data;
}

int waiting_read(struct reading *x, struct inside_view *v, struct err *e)
{
	const struct reasons *reasons =
		reasons_read(x->a, x->q->db, x->asked.home, x->asked.year,
			     x->asked.known, e);

	if (!reasons)
		return -1;
	reasons_match(reasons, x->asked.figures, &x->checks);
	v->errors_url = asked_url(x->q, arena_printf(x->a, "/kiem-tra?nam=%d",
						     x->asked.year));
	v->item = ARENA_ARRAY(x->a, 2 * (SHOWN + 1), struct item);
	tell_errors(x, v);
	add_findings(x, SEV_ERROR, TONE_ERR, "lỗi khác", v);
	add_findings(x, SEV_WARNING, TONE_WARN,
		     "cảnh báo khác cần giải trình", v);
	return 0;
}
