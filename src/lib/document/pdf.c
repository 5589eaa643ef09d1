/* SPDX-License-Identifier: Apache-2.0 */
/*
 * PDF with text: lines become paragraphs by where they begin and end.  A line
 * goes on in the next one when the next word had no room in it; an indent
 * begins a paragraph.
 */
#include "lib/document/build.h"
#include "lib/document/convert.h"
#include "lib/document/pdfpage.h"

#include <ctype.h>
#include <string.h>

struct note_text {
	const char *label;
	struct buf text;
};

struct reading {
	struct build build;
	struct pdf_lines *ls;
	const struct pdf_line *last; /* of the paragraph that is open; NULL */
	const char *last_text;
	struct note_text *note; /* not told yet */
	size_t n, cap;
};

/* "72/", "QĐ-": half a word. */
static bool ends_in_word(const char *s)
{
	size_t n = strlen(s);

	return n > 1 && strchr("-/", s[n - 1]) &&
	       (isalnum((unsigned char)s[n - 2]) || (s[n - 2] & 0x80));
}

/* --- notes ----------------------------------------------------------------------------- */

static void tell_notes(struct reading *r)
{
	for (size_t i = 0; i < r->n; i++) {
		build_para(&r->build, PASSAGE_NOTE, 0);
		build_open(&r->build)->label = r->note[i].label;
		build_text(&r->build, r->note[i].text.data,
			   r->note[i].text.len, 0, 0);
		build_end(&r->build);
	}
	r->n = 0;
}

static void end_para(struct reading *r)
{
	if (r->last)
		build_end(&r->build);
	r->last = NULL;
	tell_notes(r);
}

static const char *line_text(struct reading *r, const struct pdf_line *l)
{
	struct buf b = BUF_INIT(r->build.arena);

	for (size_t i = 0; i < l->n; i++) {
		if (i > 0)
			buf_addch(&b, ' ');
		buf_adds(&b, pdf_piece_text(r->build.arena, &l->piece[i]));
	}
	return b.data;
}

static void take_note(struct reading *r, struct pdf_line *l)
{
	size_t digits = pdf_note_digits(l);
	struct note_text *note;

	if (digits > 0 || r->n == 0) {
		note = VEC_PUSH(r->build.arena, r->note, r->n, r->cap);
		*note = (struct note_text){
			.label = arena_strndup(r->build.arena,
					       l->piece[0].word[0].text,
					       digits),
			.text = BUF_INIT(r->build.arena),
		};
	}
	note = &r->note[r->n - 1];
	if (digits > 0) { /* the number is the label */
		l->piece[0].word++;
		l->piece[0].n--;
	}
	if (note->text.len > 0 && !ends_in_word(note->text.data))
		buf_addch(&note->text, ' ');
	buf_adds(&note->text, line_text(r, l));
}

/* --- does a line go on? -------------------------------------------------------------------- */

static bool ends_sentence(const char *s)
{
	size_t n = strlen(s);

	while (n > 0 && strchr(" )\"", s[n - 1]))
		n--;
	return n > 0 && strchr(".;:!?", s[n - 1]);
}

static bool is_centred(const struct pdf_lines *ls, const struct pdf_line *l)
{
	int before = l->x0 - ls->left;
	int behind = ls->right - l->x1;
	int differ = before > behind ? before - behind : behind - before;

	return before > 2 * l->height && behind > 2 * l->height &&
	       differ < (ls->right - ls->left) / 16;
}

static int first_word(const struct pdf_line *l)
{
	const struct pdf_piece *p = &l->piece[0];
	size_t n = 1;

	while (n < p->n && 10 * (p->word[n].x0 - p->word[n - 1].x1) <
				   l->height)
		n++;
	return p->word[n - 1].x1 - p->word[0].x0;
}

/* Had the first word of l no room in the line before? */
static bool is_full(const struct pdf_lines *ls, const struct pdf_line *before,
		    const struct pdf_line *l)
{
	return before->x1 + l->height / 5 + first_word(l) >
	       ls->right - l->height / 4;
}

static bool is_full_centred(const struct pdf_lines *ls,
			    const struct pdf_line *before,
			    const struct pdf_line *l)
{
	return before->x1 - before->x0 + l->height / 5 + first_word(l) >
	       ls->right - ls->left - l->height / 4;
}

enum joint { JOINT_NONE, JOINT_BLANK, JOINT_BREAK };

/* How l follows the line before. */
static enum joint joint(const struct reading *r, const struct pdf_line *l,
			const char *text)
{
	const struct pdf_lines *ls = r->ls;
	const struct pdf_line *before = r->last;
	const char *end = text + strlen(text);
	int indent = l->x0 - ls->left;
	int shift = l->x0 - before->x0;
	bool full = is_full(ls, before, l);
	bool ended = ends_sentence(r->last_text);
	size_t len;
	bool lower = point_is_lower(point_at(text, end, &len));

	if (label_scan(text, end) &&
	    !(full && !ended && indent < l->height / 2 &&
	      (isdigit((unsigned char)text[0]) || bullet_scan(text, end))))
		return JOINT_NONE;
	if (before->stretched || l->stretched)
		return JOINT_BREAK;
	if (is_centred(ls, l) && !is_centred(ls, before))
		return !ended && is_full_centred(ls, before, l) &&
				       before->x0 > ls->left ?
			       JOINT_BLANK : JOINT_NONE;
	if (is_centred(ls, l) != is_centred(ls, before))
		return lower && full && !ended ? JOINT_BLANK : JOINT_NONE;
	if (is_centred(ls, l))
		return !ended && is_full_centred(ls, before, l) ? JOINT_BLANK :
								  JOINT_BREAK;
	if (l->page == before->page && l->y0 - before->y1 > l->height &&
	    !(full && lower))
		return JOINT_NONE;
	if (full && !ended)
		return shift > l->height && !lower ? JOINT_NONE : JOINT_BLANK;
	if (5 * indent > 4 * l->height && (shift > l->height / 3 ||
					   -shift < l->height / 3))
		return JOINT_NONE;
	if (full)
		return JOINT_BLANK;
	return JOINT_BREAK;
}

static void take_text(struct reading *r, const struct pdf_line *l)
{
	const char *text = line_text(r, l);
	enum joint how = r->last ? joint(r, l, text) : JOINT_NONE;

	if (how == JOINT_NONE) {
		end_para(r);
		build_para(&r->build, PASSAGE_BODY, 0);
	} else if (how == JOINT_BREAK) {
		build_break(&r->build);
	} else if (!ends_in_word(r->last_text)) {
		build_text(&r->build, " ", 1, 0, 0);
	}
	build_text(&r->build, text, strlen(text), 0, 0);
	r->last = l;
	r->last_text = text;
}

/* --- what stands side by side ----------------------------------------------------------------- */

/* The letter head, signatures: lines of two columns, told one after the
 * other.  How many lines. */
static size_t take_columns(struct reading *r, size_t i)
{
	const struct pdf_lines *ls = r->ls;
	size_t end = i;
	int middle = (ls->left + ls->right) / 2;

	while (end < ls->n && ls->line[end].page == ls->line[i].page &&
	       (ls->line[end].gone || ls->line[end].n == 2 ||
		(end + 1 < ls->n && ls->line[end + 1].n == 2 &&
		 (ls->line[end].x1 < middle || ls->line[end].x0 > middle))))
		end++;
	if (end == i)
		return 0;
	end_para(r);
	for (int side = 0; side < 2; side++) {
		build_para(&r->build, PASSAGE_BODY, 0);
		for (size_t k = i; k < end; k++) {
			const struct pdf_line *l = &ls->line[k];

			for (size_t j = 0; j < l->n && !l->gone; j++) {
				const struct pdf_piece *p = &l->piece[j];
				bool right = l->n > 1 ? j > 0 :
							p->x0 > middle;
				const char *text;

				if (right != side)
					continue;
				text = pdf_piece_text(r->build.arena, p);
				build_text(&r->build, text, strlen(text), 0,
					   0);
				build_break(&r->build);
			}
		}
		build_end(&r->build);
	}
	return end - i;
}

/* --- pages ------------------------------------------------------------------------------------- */

static void take_lines(struct reading *r)
{
	struct pdf_lines *ls = r->ls;
	int page = 0;

	for (size_t i = 0; i < ls->n;) {
		struct pdf_line *l = &ls->line[i];
		size_t n;

		if (l->page != page)
			r->build.torn = true;
		page = l->page;
		if (l->gone || l->note) {
			if (!l->gone)
				take_note(r, l);
			i++;
			continue;
		}
		n = 0;
		if (l->n > 2) {
			if (r->last)
				end_para(r);
			n = pdf_table(&r->build, ls, i);
		} else if (l->n == 2) {
			n = take_columns(r, i);
		}
		if (n == 0) {
			take_text(r, l);
			n = 1;
		}
		i += n;
	}
	end_para(r);
}

/* Text and passages out of what pdftotext wrote. */
int document_pdf_words(struct document *d, char *bbox, size_t n,
		       struct err *e)
{
	struct arena *step = arena_new();
	struct reading r = { .build = { .arena = step, .d = d } };
	int rc;

	r.ls = pdf_lines(step, bbox, n);
	if (r.ls->n == 0) {
		err_set(e, ERR_INPUT,
			"Tệp “%s” không có chữ: có lẽ là bản chụp (scan)",
			d->path);
		err_hint(e, "Dùng bản Word gốc, hoặc nhận dạng chữ (OCR) rồi "
			    "rà soát kết quả.");
		rc = -1;
	} else {
		take_lines(&r);
		rc = build_finish(&r.build, e);
	}
	arena_free(step);
	return rc;
}

static int explain(const struct document *d, enum convert_status status,
		   const char *data, size_t n, struct err *e)
{
	size_t tail = n > 4096 ? n - 4096 : 0;

	switch (status) {
	case CONVERT_MISSING:
		err_set(e, ERR_IO, "Không chạy được chương trình pdftotext để "
				   "đọc tệp “%s”", d->path);
		return err_hint(e, "Cài gói poppler-utils, hoặc rà soát bản "
				   "Word của văn bản.");
	case CONVERT_REFUSED:
		err_set(e, ERR_INPUT, "Tệp “%s” không cho phép lấy chữ ra",
			d->path);
		return err_hint(e, "Dùng bản Word gốc, hoặc bản PDF không đặt "
				   "quyền hạn chế.");
	case CONVERT_TOO_MUCH:
		err_set(e, ERR_INPUT, "Tệp “%s” quá lớn hoặc quá phức tạp: "
				      "không đọc xong trong giới hạn", d->path);
		return err_hint(e, "Dùng bản Word gốc, hoặc tách tệp thành "
				   "nhiều phần.");
	default:
		break;
	}
	if (memmem(data, n, "/Encrypt", 8)) {
		err_set(e, ERR_INPUT, "Tệp “%s” có mật khẩu", d->path);
		return err_hint(e, "Mở tệp, bỏ mật khẩu rồi lưu lại.");
	}
	if (!memmem(data + tail, n - tail, "%%EOF", 5)) {
		err_set(e, ERR_INPUT, "Tệp “%s” bị cắt cụt", d->path);
		return err_hint(e, "Chép hoặc tải lại tệp.");
	}
	err_set(e, ERR_INPUT, "Tệp “%s” hỏng: không đọc được như PDF", d->path);
	return err_hint(e, "Xuất lại PDF từ văn bản gốc, hoặc dùng bản Word.");
}

int document_read_pdf(struct document *d, const char *data, size_t n,
		      struct err *e)
{
	struct arena *step = arena_new();
	char *bbox;
	size_t len;
	enum convert_status status = convert_pdf(step, data, n, &bbox, &len);
	int rc;

	if (status == CONVERT_OK)
		rc = document_pdf_words(d, bbox, len, e);
	else
		rc = explain(d, status, data, n, e);
	arena_free(step);
	return rc;
}
