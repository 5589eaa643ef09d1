/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files say about a figure: which it is, for when, where from; and
 * the lines of the letter head that depend on the document's state.
 */
#include "figure/words.h"
#include "lib/base/buf.h"
#include "lib/text/number.h"
#include "plan/internal.h"

const char *figure_words(const struct plan *p, const struct figure_key *key)
{
	const struct indicator *i = pack_indicator(p->pack, key->indicator);
	struct buf b = BUF_INIT(p->arena);

	if (key->percent)
		buf_adds(&b, "Tỷ lệ so với kế hoạch: ");
	buf_adds(&b, i ? i->name : key->indicator);
	if (*key->breakdown)
		buf_addf(&b, " (%s)", breakdown_vi(p->arena, p->pack,
						   key->breakdown));
	if (strcmp(key->place, p->request.place))
		buf_addf(&b, ", đơn vị hành chính %s", key->place);
	buf_addf(&b, ", %s %s", basis_vi(key->basis),
		 period_vi(p->arena, key->period));
	return b.data;
}

const char *source_words(const struct plan *p, const struct figure *f)
{
	struct buf b = BUF_INIT(p->arena);

	if (f->state == FIG_MISSING)
		return "chưa có ai báo cáo và không tính được từ sổ đăng ký";
	if (f->source == FIG_REGISTER)
		return "tính từ sổ đăng ký";
	if (f->source == FIG_FORMULA)
		return "tính theo công thức của chỉ tiêu";
	buf_addf(&b, "số liệu báo cáo, %s nhập ngày %s", f->who,
		 day_vi(p->arena, moment_day(f->when)));
	if (f->origin)
		buf_addf(&b, "; nguồn: %s", f->origin);
	if (f->note)
		buf_addf(&b, "; ghi chú: %s", f->note);
	return b.data;
}

const char *check_title(const struct plan *p, const char *code)
{
	for (size_t i = 0; i < p->pack->ncheck; i++)
		if (!strcmp(p->pack->check[i].code, code))
			return p->pack->check[i].title;
	return code;
}

int heading_level(const struct block *b)
{
	return b->level < 1 ? 1 : b->level > 4 ? 4 : b->level;
}

const char *line_text(struct arena *a, const struct line *l)
{
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < l->n; i++)
		buf_adds(&b, l->run[i].text);
	return b.data;
}

const char *plan_number_line(const struct plan *p)
{
	return arena_printf(p->arena, "Số: %s/%s",
			    p->request.number ? p->request.number : "      ",
			    p->outline->symbol);
}

const char *plan_date_line(const struct plan *p)
{
	if (p->request.day != DAY_MIN)
		return arena_printf(p->arena, "%s, %s", p->outline->place,
				    day_vi_long(p->arena, p->request.day));
	return arena_printf(p->arena, "%s, ngày      tháng      năm %d",
			    p->outline->place, p->request.year - 1);
}

const char *plan_mark(const struct plan *p)
{
	const char *why;
	bool draft = plan_is_draft(p, &why);

	if (draft && p->demonstration)
		return "DỰ THẢO - SỐ LIỆU MINH HOẠ";
	if (draft)
		return "DỰ THẢO";
	return p->demonstration ? "SỐ LIỆU MINH HOẠ" : NULL;
}
