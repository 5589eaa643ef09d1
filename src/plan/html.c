/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The plan as one page that stands by itself: the document on paper, the
 * appendices, and behind them the sources.  Every number is a link to its
 * source, every source leads back to the places where it is printed.  It is
 * well-formed XML, needs no script and prints as the document.
 */
#include "lib/base/buf.h"
#include "lib/file/file.h"
#include "lib/text/number.h"
#include "plan/internal.h"

enum { RECORDS_SHOWN = 50 };

static const char style[] =
	"body{margin:0;background:#e2e5ea;color:#1b1f24;"
	"font:16px/1.5 'Times New Roman',Tinos,serif}\n"
	".paper{max-width:46rem;margin:1.5rem auto;padding:3rem 4rem;"
	"background:#fff;border:1px solid #cfd4da;"
	"box-shadow:0 1px 3px rgba(0,0,0,.15)}\n"
	".wide{max-width:76rem;padding:2rem;"
	"font:15px/1.5 Inter,'Segoe UI',Arial,sans-serif}\n"
	"p{margin:.5rem 0;text-align:justify}\n"
	"p.body{text-indent:2.5rem}p.note{font-style:italic;text-align:center}\n"
	"h1,h2,h3,h4,h5{font-size:1rem;line-height:1.4;margin:1rem 0 .4rem}\n"
	"h1,h2.part{text-align:center}h2.part{margin-top:2rem}\n"
	"h2.sheet{text-align:center;font-size:1.1rem}\n"
	"h4,h5{margin-left:2.5rem}\n"
	".head{display:flex;justify-content:space-between;text-align:center;"
	"gap:1rem;font-size:.95rem;flex-wrap:wrap}\n"
	".head p,.sign p{text-align:center;margin:0}\n"
	".rule{border-top:1px solid #1b1f24;width:40%;margin:.3rem auto}\n"
	".mark{border:1px solid #9b1c1c;color:#9b1c1c;padding:.1rem .6rem;"
	"display:inline-block;font-weight:bold}\n"
	"p.warn{text-align:center;font-style:italic;text-indent:0}\n"
	"a{color:#0b4f8a}\n"
	"a.n{color:#0b3d6b;background:#e8f1fa;border-bottom:1px solid #7fb0da;"
	"text-decoration:none;padding:0 .15em;white-space:nowrap}\n"
	"a.n.note{background:#fdf3d7;border-color:#b98900;color:#5c4400}\n"
	"a.n.wrong{background:#fde2df;border-color:#b3261e;color:#8c1d18}\n"
	"a.n.missing{background:#eceff2;border-color:#6b7480;color:#3d444d}\n"
	"a:focus,:target{outline:3px solid #0b4f8a;outline-offset:2px}\n"
	".scroll{overflow-x:auto}\n"
	"table{border-collapse:collapse;width:100%;font-size:.9rem;"
	"margin:.5rem 0}\n"
	"th,td{border:1px solid #8b939c;padding:.25rem .4rem;"
	"vertical-align:top}\n"
	"th{background:#f2f4f6;text-align:center}\n"
	".lines{white-space:pre-wrap}\n"
	"td.v{text-align:right;white-space:nowrap}td.c{text-align:center}\n"
	"tr.b td{font-weight:bold}.implied{font-style:italic}\n"
	"sup{line-height:0}.notes{font-size:.9rem;margin-bottom:1rem}\n"
	".sign{display:flex;justify-content:space-between;gap:2rem;"
	"margin-top:1.5rem}.sign ul{list-style:none;padding:0;margin:0;"
	"font-size:.8rem}\n"
	".fn{font-size:.85rem;border-top:1px solid #8b939c;margin-top:2rem}\n"
	".src{border-top:1px solid #cfd4da;padding:.6rem 0}\n"
	".src h3{margin:0}.src p,.src ul{margin:.2rem 0;text-align:left}\n"
	"code{font:.85em/1.4 ui-monospace,Consolas,monospace;"
	"overflow-wrap:anywhere}\n"
	"nav ul{columns:2;list-style:none;padding:0}\n"
	"@media(max-width:48rem){.paper{padding:1.2rem;margin:0}"
	"nav ul{columns:1}}\n"
	"@media print{body{background:#fff}.paper{border:0;box-shadow:none;"
	"max-width:none;margin:0;padding:0}a.n{background:none;border:0;"
	"color:inherit}nav,.back{display:none}"
	".wide{break-before:page}}\n";

/* --- numbers ------------------------------------------------------------------ */

/* Numbers of the same formula share one source, that of the first. */
struct page {
	struct buf *b;
	const struct plan *plan;
	size_t *source; /* per number: the number whose source it shares */
	size_t *once;   /* per number: times it has been printed */
	size_t footnotes;
	const char *where; /* before ids of what stands in text and appendix */
};

static void share_sources(struct page *g)
{
	const struct plan *p = g->plan;

	g->source = ARENA_ARRAY(p->arena, p->nnumber, size_t);
	g->once = ARENA_ARRAY(p->arena, p->nnumber, size_t);
	for (size_t i = 0; i < p->nnumber; i++) {
		size_t j = 0;

		while (strcmp(p->number[j].formula, p->number[i].formula))
			j++;
		g->source[i] = j;
	}
}

/* A number where it is printed; its place is named once. */
static void number(struct page *g, size_t i, const char *text)
{
	const struct plan_number *n = &g->plan->number[i];
	const char *class = n->wrong ? " wrong" : n->ncheck ? " note"
			    : n->missing ? " missing" : "";

	buf_adds(g->b, "<a class=\"n");
	buf_adds(g->b, class);
	buf_adds(g->b, "\"");
	if (!g->once[i]++)
		buf_addf(g->b, " id=\"%s\"", n->id);
	buf_addf(g->b, " href=\"#s-%s\">", g->plan->number[g->source[i]].id);
	buf_addxml(g->b, text);
	buf_adds(g->b, "</a>");
}

static void line(struct page *g, const struct line *l)
{
	for (size_t i = 0; i < l->n; i++) {
		if (l->run[i].number == NO_NUMBER)
			buf_addxml(g->b, l->run[i].text);
		else
			number(g, l->run[i].number, l->run[i].text);
	}
}

/* Text in an element. */
static void element(struct page *g, const char *open, const char *text,
		    const char *close)
{
	buf_adds(g->b, open);
	buf_addxml(g->b, text);
	buf_adds(g->b, close);
}

/* --- the document --------------------------------------------------------------- */

static void broken_lines(struct page *g, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");

		buf_addxml(g->b, arena_strndup(g->plan->arena, text, n));
		text += n;
		if (*text++ != '\n')
			return;
		buf_adds(g->b, "<br/>");
	}
}

static void letter_head(struct page *g)
{
	const struct plan *p = g->plan;
	const char *mark = plan_mark(p);

	if (mark)
		element(g, "<p style=\"text-align:right\"><span class=\"mark\">",
			mark, "</span></p>\n");
	buf_adds(g->b, "<div class=\"head\"><div><p><strong>");
	broken_lines(g, p->outline->issuer);
	buf_adds(g->b, "</strong></p><div class=\"rule\"></div>");
	element(g, "<p class=\"lines\">", plan_number_line(p), "</p></div>\n");
	buf_adds(g->b, "<div><p><strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
		       "<br/>Độc lập - Tự do - Hạnh phúc</strong></p>"
		       "<div class=\"rule\"></div>");
	element(g, "<p class=\"lines\"><em>", plan_date_line(p),
		"</em></p></div></div>\n");
	element(g, "<h1>", p->outline->type, "<br/>");
	element(g, "", p->title, "</h1>\n<div class=\"rule\"></div>\n");
	if (p->demonstration)
		buf_adds(g->b, "<p class=\"warn\">(Tổng hợp từ số liệu minh "
			       "hoạ, không phải số liệu chính thức)</p>\n");
	if (p->outline->addressee)
		element(g, "<p class=\"warn\" style=\"font-style:normal\">"
			   "Kính gửi: ", p->outline->addressee, ".</p>\n");
}

static void heading(struct page *g, const struct block *b)
{
	int level = b->level < 1 ? 1 : b->level > 4 ? 4 : b->level;

	buf_addf(g->b, "<h%d id=\"%s\"%s>", level + 1, b->id,
		 level == 1 ? " class=\"part\"" : "");
	if (b->label) {
		buf_addxml(g->b, b->label);
		buf_adds(g->b, level == 1 ? "<br/>" : " ");
	}
	line(g, &b->text);
	buf_addf(g->b, "</h%d>\n", level + 1);
}

static void paragraph(struct page *g, const struct block *b)
{
	static const char *const class[] = {
		[PARA_BODY] = "body", [PARA_ITEM] = "body",
		[PARA_NOTE] = "note", [PARA_TABLE] = "body",
	};

	buf_addf(g->b, "<p class=\"%s\" id=\"%s\">", class[b->style], b->id);
	line(g, &b->text);
	if (b->footnote.n) {
		g->footnotes++;
		buf_addf(g->b, "<sup><a id=\"r%zu\" href=\"#f%zu\">%zu</a></sup>",
			 g->footnotes, g->footnotes, g->footnotes);
	}
	buf_adds(g->b, "</p>\n");
}

static void footnotes(struct page *g)
{
	size_t n = 0;

	if (!g->footnotes)
		return;
	buf_adds(g->b, "<div class=\"fn\">\n");
	for (size_t i = 0; i < g->plan->nblock; i++) {
		const struct block *b = &g->plan->block[i];

		if (!b->footnote.n)
			continue;
		n++;
		buf_addf(g->b, "<p id=\"f%zu\"><a href=\"#r%zu\">%zu</a> ", n,
			 n, n);
		line(g, &b->footnote);
		buf_adds(g->b, "</p>\n");
	}
	buf_adds(g->b, "</div>\n");
}

static void signature(struct page *g)
{
	const struct outline *o = g->plan->outline;

	buf_adds(g->b, "<div class=\"sign\"><div><strong><em>Nơi nhận:</em>"
		       "</strong><ul>\n");
	for (size_t i = 0; i < o->nrecipient; i++)
		element(g, "<li>- ", o->recipient[i], "</li>\n");
	buf_adds(g->b, "</ul></div><div>");
	for (size_t i = 0; i < o->nsignature; i++)
		element(g, "<p><strong>", o->signature[i], "</strong></p>");
	if (g->plan->request.signer)
		element(g, "<p style=\"margin-top:4rem\"><strong>",
			g->plan->request.signer, "</strong></p>");
	buf_adds(g->b, "</div></div>\n");
}

/* --- tables ------------------------------------------------------------------- */

static void table_head(struct page *g, const struct table *t)
{
	const struct appendix *x = t->appendix;

	buf_adds(g->b, "<thead><tr><th rowspan=\"2\" scope=\"col\">TT</th>"
		       "<th rowspan=\"2\" scope=\"col\">Chỉ tiêu</th>"
		       "<th rowspan=\"2\" scope=\"col\">Đơn vị tính</th>");
	for (size_t c = 0; c < x->ncolumn; c++) {
		size_t end = c + 1;

		if (t->hide_column[c])
			continue;
		if (!t->group[c]) {
			element(g, "<th rowspan=\"2\" scope=\"col\">",
				t->head[c], "</th>");
			continue;
		}
		if (c && !t->hide_column[c - 1] && t->group[c - 1] &&
		    !strcmp(t->group[c - 1], t->group[c]))
			continue;
		while (end < x->ncolumn && !t->hide_column[end] &&
		       t->group[end] && !strcmp(t->group[end], t->group[c]))
			end++;
		buf_addf(g->b, "<th colspan=\"%zu\" scope=\"colgroup\">",
			 end - c);
		element(g, "", t->group[c], "</th>");
	}
	buf_adds(g->b, "</tr>\n<tr>");
	for (size_t c = 0; c < x->ncolumn; c++)
		if (!t->hide_column[c] && t->group[c])
			element(g, "<th scope=\"col\">", t->head[c], "</th>");
	buf_adds(g->b, "</tr></thead>\n");
}

/* "(1)", each mark leading to its note. */
static void marks(struct page *g, const struct table *t,
		  const struct cell *cell)
{
	const size_t *mark = cell_marks(g->plan, t, cell);

	for (; mark && *mark; mark++)
		buf_addf(g->b, "<sup><a href=\"#%s-%s-%zu\">(%zu)</a></sup>",
			 g->where, t->appendix->code, *mark, *mark);
}

static void notes(struct page *g, const struct table *t)
{
	if (!t->nfoot)
		return;
	buf_adds(g->b, "<div class=\"notes\"><p><em>" NOTES_HEAD "</em></p>\n");
	for (size_t i = 0; i < t->nfoot; i++) {
		const struct note *n = &t->foot[i];

		if (n->mark)
			buf_addf(g->b, "<p id=\"%s-%s-%zu\">(%zu) ", g->where,
				 t->appendix->code, n->mark, n->mark);
		else
			buf_adds(g->b, "<p>");
		element(g, "", note_text(g->plan, n), "</p>\n");
	}
	buf_adds(g->b, "</div>\n");
}

static void table_row(struct page *g, const struct table *t, size_t r)
{
	const struct appendix_row *row = &t->appendix->row[r];
	bool bold = row->sum || !(row->ref || row->category);

	buf_adds(g->b, bold ? "<tr class=\"b\">" : "<tr>");
	element(g, "<td class=\"c\">", row->number ? row->number : "", "</td>");
	element(g, "<td>", row->title, "</td>");
	element(g, "<td class=\"c\">", row->unit ? row->unit : "", "</td>");
	for (size_t c = 0; c < t->appendix->ncolumn; c++) {
		const struct cell *cell = table_cell_at(t, r, c);

		if (t->hide_column[c])
			continue;
		buf_adds(g->b, "<td class=\"v\">");
		if (cell->kind != CELL_EMPTY && cell->number != NO_NUMBER)
			number(g, cell->number, cell->text);
		else if (cell->kind != CELL_EMPTY && cell->implied &&
			 t->appendix->column[c].period && !row->sum)
			element(g, "<span class=\"implied\">", cell->text,
				"</span>");
		else if (cell->kind != CELL_EMPTY)
			buf_addxml(g->b, cell->text);
		marks(g, t, cell);
		buf_adds(g->b, "</td>");
	}
	buf_adds(g->b, "</tr>\n");
}

static void table(struct page *g, const struct table *t)
{
	if (t->note)
		element(g, "<p class=\"note\">", t->note, "</p>\n");
	buf_adds(g->b, "<div class=\"scroll\"><table>");
	element(g, "<caption>", t->appendix->number, "</caption>\n");
	table_head(g, t);
	buf_adds(g->b, "<tbody>\n");
	for (size_t r = 0; r < t->appendix->nrow; r++)
		if (!t->hide_row[r])
			table_row(g, t, r);
	buf_adds(g->b, "</tbody></table></div>\n");
	notes(g, t);
}

static void blocks(struct page *g)
{
	const struct plan *p = g->plan;

	g->where = "van-ban";
	for (size_t i = 0; i < p->nblock; i++) {
		switch (p->block[i].kind) {
		case BLOCK_HEADING:
			heading(g, &p->block[i]);
			break;
		case BLOCK_PARAGRAPH:
			paragraph(g, &p->block[i]);
			break;
		case BLOCK_TABLE:
			table(g, &p->table[p->block[i].table]);
			break;
		}
	}
}

static void appendices(struct page *g)
{
	g->where = "giai-trinh";
	buf_adds(g->b, "<section class=\"paper wide\" id=\"phu-luc\">\n");
	for (size_t i = 0; i < g->plan->ntable; i++) {
		const struct table *t = &g->plan->table[i];

		buf_addf(g->b, "<h2 class=\"sheet\" id=\"%s\">",
			 t->appendix->code);
		element(g, "", t->appendix->number, "<br/>");
		element(g, "", t->title, "</h2>\n");
		table(g, t);
	}
	buf_adds(g->b, "</section>\n");
}

/* --- checks and sources ----------------------------------------------------------- */

/* What was said of a broken warning. */
static void explained(struct page *g, const struct finding *f)
{
	if (f->check->severity != SEV_WARNING)
		return;
	if (!is_justified(f)) {
		buf_adds(g->b, "<br/><em>Chưa giải trình.</em>");
		return;
	}
	element(g, "<br/>Giải trình (",
		reason_by(g->plan->arena, f->justification->given), "): ");
	buf_addxml(g->b, f->justification->given->text);
}

static void checks(struct page *g)
{
	static const char *const severity[] = {
		[SEV_ERROR] = "lỗi", [SEV_WARNING] = "cảnh báo",
		[SEV_NOTE] = "lưu ý",
	};
	const struct check_report *r = &g->plan->checks;

	buf_addf(g->b, "<h2 id=\"kiem-tra\">Kiểm tra số liệu: %zu lượt, %zu "
		       "chưa đạt, %zu chưa đủ số liệu</h2>\n",
		 r->nrun, r->nbroken, r->nunknown);
	if (!r->nbroken)
		return;
	buf_adds(g->b, "<ul>\n");
	for (size_t i = 0; i < r->nbroken; i++) {
		const struct finding *f = &r->broken[i];

		buf_addf(g->b, "<li><strong>%s</strong>: ",
			 severity[f->check->severity]);
		buf_addxml(g->b, f->message);
		element(g, " <code>", f->check->code, "</code>");
		explained(g, f);
		buf_adds(g->b, "</li>\n");
	}
	buf_adds(g->b, "</ul>\n");
}

static int records(struct page *g, const struct figure *f, struct err *e)
{
	struct figure_record *v;
	size_t n;

	if (figures_records(g->plan->figures, &f->key, &v, &n, e))
		return -1;
	if (!n)
		return 0;
	buf_addf(g->b, "<details><summary>%zu tổ chức</summary><ol>\n", n);
	for (size_t i = 0; i < n && i < RECORDS_SHOWN; i++) {
		element(g, "<li>", v[i].name, "");
		if (v[i].number)
			element(g, ", số ", v[i].number, "");
		element(g, ": ", number_vi(g->plan->arena, v[i].value, -1),
			"</li>\n");
	}
	buf_adds(g->b, "</ol>");
	if (n > RECORDS_SHOWN)
		buf_addf(g->b, "<p>và %zu tổ chức khác (đầy đủ trong "
			       "trace.json)</p>", n - RECORDS_SHOWN);
	buf_adds(g->b, "</details>\n");
	return 0;
}

static int operand(struct page *g, const struct figure *f, struct err *e)
{
	element(g, "<p>", figure_words(g->plan, &f->key), ": <strong>");
	element(g, "", figure_text(g->plan, f), "</strong>");
	if (f->indicator->measure && !f->key.percent &&
	    f->state == FIG_VALUE &&
	    strcmp(f->indicator->measure->code, "percent"))
		element(g, " ", f->indicator->measure->name, "");
	element(g, "; ", source_words(g->plan, f), ".");
	if (f->source != FIG_REPORTED && f->state == FIG_VALUE &&
	    f->indicator->formula)
		element(g, " <code>", f->indicator->formula, "</code>");
	buf_adds(g->b, "</p>\n");
	if (f->state != FIG_VALUE || f->source == FIG_REPORTED)
		return 0;
	return records(g, f, e);
}

/* Where the numbers of a source are printed. */
static void backlinks(struct page *g, size_t source)
{
	const struct plan *p = g->plan;

	buf_adds(g->b, "<p class=\"back\">Dùng tại:");
	for (size_t i = source; i < p->nnumber; i++) {
		if (g->source[i] != source || !g->once[i])
			continue;
		buf_addf(g->b, " <a href=\"#%s\">", p->number[i].id);
		element(g, "", p->number[i].paragraph, "</a>");
	}
	buf_adds(g->b, "</p>\n");
}

static int source(struct page *g, size_t i, struct err *e)
{
	const struct plan_number *n = &g->plan->number[i];

	buf_addf(g->b, "<section class=\"src\" id=\"s-%s\">", n->id);
	element(g, "<h3>", n->text, "</h3>\n");
	element(g, "<p>Công thức: <code>", n->formula, "</code></p>\n");
	for (size_t k = 0; k < n->result.noperand; k++) {
		const struct rule_operand *o = &n->result.operand[k];
		const struct figure *f = o->ref ? o->value.source : NULL;

		if (f && operand(g, f, e))
			return -1;
	}
	for (size_t k = 0; k < n->ncheck; k++)
		element(g, "<p><a class=\"n wrong\" href=\"#kiem-tra\">"
			   "Kiểm tra chưa đạt</a> ",
			check_title(g->plan, n->check[k]), "</p>\n");
	for (size_t k = 0; k < n->nreason; k++)
		element(g, "<p>Giải trình: ",
			n->reason[k]->justification->given->text, "</p>\n");
	backlinks(g, i);
	buf_adds(g->b, "</section>\n");
	return 0;
}

static int sources(struct page *g, struct err *e)
{
	buf_adds(g->b, "<section class=\"paper wide\" id=\"nguon\">\n");
	checks(g);
	buf_adds(g->b, "<h2>Nguồn của từng số</h2>\n");
	for (size_t i = 0; i < g->plan->nnumber; i++)
		if (g->source[i] == i && source(g, i, e))
			return -1;
	buf_adds(g->b, "</section>\n");
	return 0;
}

static void top(struct page *g)
{
	buf_adds(g->b, "<!DOCTYPE html>\n<html lang=\"vi\" "
		       "xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
		       "<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" "
		       "content=\"width=device-width, initial-scale=1\"/>\n");
	element(g, "<title>", g->plan->title, "</title>\n<style>\n");
	buf_adds(g->b, style);
	buf_adds(g->b, "</style>\n</head>\n<body>\n");
}

int plan_write_html(const struct plan *p, const char *path, struct err *e)
{
	struct buf b = BUF_INIT(p->arena);
	struct page g = { .b = &b, .plan = p };

	share_sources(&g);
	top(&g);
	buf_adds(&b, "<main>\n<section class=\"paper\">\n");
	letter_head(&g);
	blocks(&g);
	signature(&g);
	footnotes(&g);
	buf_adds(&b, "</section>\n");
	appendices(&g);
	if (sources(&g, e))
		return -1;
	buf_adds(&b, "</main>\n</body>\n</html>\n");
	return file_write(path, b.data, b.len, e);
}
