/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comments in a Word document.
 *
 * A comment stands in three places: its text in the comments part, which the
 * content types and the relations of the document name, the range that it is
 * about, and a reference behind the range.  A range begins and ends between
 * runs, so a run that it begins in is divided: both halves have its
 * properties.
 */
#include "lib/file/docxnote.h"

#include "lib/base/buf.h"
#include "lib/file/markup.h"
#include "lib/file/zip.h"

#include <stdint.h>
#include <string.h>

#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define R "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define CONTENT_TYPE                                                         \
	"application/vnd.openxmlformats-officedocument.wordprocessingml."    \
	"comments+xml"

enum {
	MAX_PART = 64 << 20,
	MAX_RUNS = 16, /* in each other: a text box in a text box */
};

/* A run, by its bytes. */
struct run {
	size_t start, end;
	size_t props, props_end; /* <w:rPr>; equal: there is none */
	size_t first, last;      /* what it holds but the properties */
	size_t outer;            /* index of the outermost run around it */
};

/* The element <w:t>, by its bytes. */
struct text {
	size_t start, inner, outer, end;
	size_t run;
	bool preserve; /* keeps blanks */
};

/* One end of a comment's range. */
struct mark {
	size_t at;   /* byte of the part */
	bool opens;
	bool inside; /* of a text, which is divided here */
	size_t text; /* that one's index */
	size_t id;
};

struct job {
	struct arena *arena;
	const char *name;
	struct zip_archive *zip;
	const char *part;
	struct markup xml;
	const char *prefix; /* "w:" */
	struct run *run;
	size_t nrun, caprun;
	struct text *text;
	size_t ntext, captext;
	size_t open[MAX_RUNS];
	int depth;
	struct mark *mark;
	size_t nmark, capmark;
	/* the parts that are written */
	struct zip_entry entry[4];
	size_t nentry;
	/* the comments part, and what is known of others */
	const char *comments;
	long next; /* id */
	struct element *root;
	bool has_id[10];
};

/* --- runs and texts ----------------------------------------------------------------------- */

static struct run *open_run(struct job *j)
{
	return j->depth > 0 && j->depth <= MAX_RUNS ?
		       &j->run[j->open[j->depth - 1]] : NULL;
}

/* Is it an element of the document's own language, not of a formula? */
static bool is_own(const struct job *j, const struct element *el,
		   const char *local)
{
	return element_is(el, local) && j->prefix &&
	       strncmp(el->name, j->prefix, strlen(j->prefix)) == 0;
}

static void on_open(void *ctx, const struct element *el)
{
	struct job *j = ctx;
	struct run *r;

	if (!j->prefix && element_is(el, "document"))
		j->prefix = element_prefix(j->arena, el);
	if (!is_own(j, el, "r"))
		return;
	r = VEC_PUSH(j->arena, j->run, j->nrun, j->caprun);
	*r = (struct run){ .start = el->start, .first = SIZE_MAX,
			   .outer = j->depth ? j->open[0] : j->nrun - 1 };
	if (j->depth < MAX_RUNS)
		j->open[j->depth] = j->nrun - 1;
	j->depth++;
}

static void on_close(void *ctx, const struct element *el)
{
	struct job *j = ctx;
	struct run *r;

	if (is_own(j, el, "r")) {
		r = open_run(j);
		if (r)
			r->end = el->end;
		j->depth--;
		return;
	}
	r = open_run(j);
	if (!r || !el->parent || el->parent->start != r->start)
		return;
	if (is_own(j, el, "rPr")) {
		r->props = el->start;
		r->props_end = el->end;
		return;
	}
	if (r->first == SIZE_MAX)
		r->first = el->start;
	r->last = el->end;
	if (is_own(j, el, "t"))
		*VEC_PUSH(j->arena, j->text, j->ntext, j->captext) =
			(struct text){ el->start, el->inner, el->outer,
				       el->end, (size_t)(r - j->run),
				       element_get(el, "space") != NULL };
}

static const struct text *text_at(const struct job *j, size_t at)
{
	size_t low = 0;
	size_t high = j->ntext;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (j->text[mid].outer <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low < j->ntext && j->text[low].inner <= at ? &j->text[low] :
							    NULL;
}

/* The run that holds a byte, else the last one before it. */
static const struct run *run_at(const struct job *j, size_t at)
{
	size_t low = 0;
	size_t high = j->nrun;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (j->run[mid].start <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low > 0 ? &j->run[j->run[low - 1].outer] : NULL;
}

/* --- marks -------------------------------------------------------------------------------- */

static void add_mark(struct job *j, struct mark m)
{
	*VEC_PUSH(j->arena, j->mark, j->nmark, j->capmark) = m;
}

/* Where a range begins: at byte `at`, or before its run. */
static bool mark_start(struct job *j, size_t id, size_t at)
{
	const struct text *t = text_at(j, at);
	const struct run *r = t ? &j->run[t->run] : run_at(j, at);
	struct mark m = { .opens = true, .id = id };

	if (!r)
		return false;
	m.at = j->run[r->outer].start;
	if (t && r->outer == t->run &&
	    !(at == t->inner && t->start == r->first)) {
		m.at = at;
		m.inside = true;
		m.text = (size_t)(t - j->text);
	}
	add_mark(j, m);
	return true;
}

/* Where it ends: behind byte `at`, or behind its run. */
static void mark_end(struct job *j, size_t id, size_t at)
{
	const struct text *t = text_at(j, at);
	const struct run *r = t ? &j->run[t->run] : run_at(j, at);
	struct mark m = { .id = id };

	m.at = j->run[r->outer].end;
	if (t && r->outer == t->run &&
	    !(at + 1 == t->outer && t->end == r->last)) {
		m.at = at + 1;
		m.inside = true;
		m.text = (size_t)(t - j->text);
	}
	add_mark(j, m);
}

static int by_place(const void *x, const void *y)
{
	const struct mark *a = x;
	const struct mark *b = y;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->opens != b->opens)
		return a->opens ? 1 : -1;
	return a->id < b->id ? -1 : a->id > b->id;
}

static void tell_mark(struct job *j, struct buf *b, const struct mark *m)
{
	long id = j->next + (long)m->id;
	const char *w = j->prefix;

	if (m->opens)
		buf_addf(b, "<%scommentRangeStart %sid=\"%ld\"/>", w, w, id);
	else
		buf_addf(b, "<%scommentRangeEnd %sid=\"%ld\"/><%sr>"
			    "<%scommentReference %sid=\"%ld\"/></%sr>",
			 w, w, id, w, w, w, id, w);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Divides a run around the marks that stand at one place in its text. */
static void divide(struct job *j, size_t at, const char *marks,
		   const struct mark *m)
{
	struct text *t = &j->text[m->text];
	const struct run *r = &j->run[t->run];
	const char *w = j->prefix;
	struct buf b = BUF_INIT(j->arena);

	buf_addf(&b, "</%st></%sr>%s<%sr>", w, w, marks, w);
	buf_add(&b, j->xml.data + r->props, r->props_end - r->props);
	buf_addf(&b, "<%st xml:space=\"preserve\">", w);
	markup_replace(&j->xml, at, at, b.data);
	if (!t->preserve &&
	    (is_blank(j->xml.data[at - 1]) || is_blank(j->xml.data[t->inner])))
		markup_replace(&j->xml, t->inner - 1, t->inner - 1,
			       " xml:space=\"preserve\"");
	t->preserve = true;
}

static void tell_marks(struct job *j)
{
	if (j->nmark == 0)
		return;
	qsort(j->mark, j->nmark, sizeof *j->mark, by_place);
	for (size_t i = 0, k; i < j->nmark; i = k) {
		const struct mark *m = &j->mark[i];
		struct buf b = BUF_INIT(j->arena);

		for (k = i; k < j->nmark && j->mark[k].at == m->at; k++)
			tell_mark(j, &b, &j->mark[k]);
		if (m->inside)
			divide(j, m->at, b.data, m);
		else
			markup_replace(&j->xml, m->at, m->at, b.data);
	}
}

/* --- the other parts ------------------------------------------------------------------------- */

static int read_part(struct job *j, const char *name, struct markup *m,
		     const struct markup_reader *reader, struct err *e)
{
	size_t n;
	char *data = zip_entry_read(j->arena, j->zip, name, MAX_PART, &n, e);

	if (!data)
		return -1;
	*m = (struct markup){ .arena = j->arena, .what = name, .data = data,
			      .n = n };
	return markup_read(m, reader, e);
}

static void write_part(struct job *j, const char *name, struct markup *m)
{
	struct zip_entry *entry = &j->entry[j->nentry++];

	entry->name = name;
	entry->data = markup_result(m, &entry->n);
}

static void write_text(struct job *j, const char *name, const char *text)
{
	j->entry[j->nentry++] = (struct zip_entry){ name, text, strlen(text) };
}

/* The last child of a root is closed before it. */
static void keep_root(void *ctx, const struct element *el)
{
	struct job *j = ctx;

	if (el->depth == 0)
		j->root = element_keep(&j->xml, el);
}

static void on_relation(void *ctx, const struct element *el)
{
	struct job *j = ctx;
	const char *type = element_get(el, "Type");
	const char *target = element_get(el, "Target");
	const char *id = element_get(el, "Id");
	const char *last = type ? strrchr(type, '/') : NULL;

	keep_root(ctx, el);
	if (id && strncmp(id, "hoptac", 6) == 0 && id[6] >= '0' &&
	    id[6] <= '9' && !id[7])
		j->has_id[id[6] - '0'] = true;
	if (last && target && strcmp(last, "/comments") == 0)
		j->comments = arena_strdup(j->arena, target);
}

/* Finds the comments part, or makes the document name one. */
static int find_comments(struct job *j, struct err *e)
{
	const struct markup_reader reader = { j, NULL, on_relation };
	const char *slash = strrchr(j->part, '/');
	size_t folder = slash ? (size_t)(slash + 1 - j->part) : 0;
	const char *rels = arena_printf(j->arena, "%.*s_rels/%s.rels",
					(int)folder, j->part,
					j->part + folder);
	const char *relation;
	struct markup m;
	int id = 0;

	if (zip_has(j->zip, rels) && read_part(j, rels, &m, &reader, e) < 0)
		return -1;
	if (j->comments) {
		j->comments = j->comments[0] == '/' ?
				      j->comments + 1 :
				      arena_printf(j->arena, "%.*s%s",
						   (int)folder, j->part,
						   j->comments);
		if (zip_has(j->zip, j->comments))
			return 0;
		return err_set(e, ERR_INPUT, "Tệp “%s” thiếu phần “%s”",
			       j->name, j->comments);
	}
	j->comments = arena_printf(j->arena, "%.*scomments.xml", (int)folder,
				   j->part);
	while (id < 9 && j->has_id[id])
		id++;
	relation = arena_printf(j->arena, "<Relationship Id=\"hoptac%d\" Type=\""
				R "/comments\" Target=\"comments.xml\"/>", id);
	if (j->root) {
		markup_append(&m, j->root, relation);
		write_part(j, rels, &m);
	} else {
		write_text(j, rels, arena_printf(j->arena,
			"<?xml version=\"1.0\" encoding=\"UTF-8\" "
			"standalone=\"yes\"?>\n<Relationships xmlns=\"http://"
			"schemas.openxmlformats.org/package/2006/"
			"relationships\">%s</Relationships>", relation));
	}
	return 1;
}

static int name_type(struct job *j, struct err *e)
{
	const struct markup_reader reader = { j, NULL, keep_root };
	static const char types[] = "[Content_Types].xml";
	struct markup m;

	if (read_part(j, types, &m, &reader, e) < 0)
		return -1;
	markup_append(&m, j->root, arena_printf(j->arena,
		"<Override PartName=\"/%s\" ContentType=\"" CONTENT_TYPE
		"\"/>", j->comments));
	write_part(j, types, &m);
	return 0;
}

static void tell_comment(struct buf *b, const char *w, long id,
			 const char *text)
{
	buf_addf(b, "<%scomment %sid=\"%ld\" %sauthor=\"hoptac\" "
		    "%sinitials=\"ht\">", w, w, id, w, w);
	while (*text) {
		size_t n = strcspn(text, "\n");

		buf_addf(b, "<%sp><%sr><%st xml:space=\"preserve\">", w, w, w);
		buf_addxml(b, arena_strndup(b->arena, text, n));
		buf_addf(b, "</%st></%sr></%sp>", w, w, w);
		text += n + (text[n] == '\n');
	}
	buf_addf(b, "</%scomment>", w);
}

static void on_comment(void *ctx, const struct element *el)
{
	struct job *j = ctx;
	const char *id = element_get(el, "id");
	long v = id ? strtol(id, NULL, 10) : -1;

	keep_root(ctx, el);
	if (element_is(el, "comment") && v >= j->next && v < INT32_MAX / 2)
		j->next = v + 1;
}

/* The texts of the comments; is_new: the part is made. */
static int tell_comments(struct job *j, bool is_new,
			 const struct docx_remark *remark, size_t count,
			 struct err *e)
{
	const struct markup_reader reader = { j, NULL, on_comment };
	struct buf b = BUF_INIT(j->arena);
	const char *w = "w:";
	struct markup m;

	if (!is_new) {
		if (read_part(j, j->comments, &m, &reader, e) < 0)
			return -1;
		w = element_prefix(j->arena, j->root);
	}
	for (size_t i = 0; i < count; i++)
		tell_comment(&b, w, j->next + (long)i, remark[i].text);
	if (!is_new) {
		markup_append(&m, j->root, b.data);
		write_part(j, j->comments, &m);
		return 0;
	}
	write_text(j, j->comments, arena_printf(j->arena,
		"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
		"\n<w:comments xmlns:w=\"" W "\">%s</w:comments>", b.data));
	return name_type(j, e);
}

/* --- all -------------------------------------------------------------------------------------- */

static int add_all(struct job *j, const struct docx_remark *remark,
		   size_t count, struct err *e)
{
	const struct markup_reader reader = { j, on_open, on_close };
	struct docx_remark *told =
		ARENA_ARRAY(j->arena, count + 1, struct docx_remark);
	struct markup document;
	size_t n = 0;
	int is_new;

	if (read_part(j, j->part, &document, &reader, e) < 0)
		return -1;
	if (!j->prefix)
		j->prefix = "w:";
	for (size_t i = 0; i < count; i++) {
		if (remark[i].to <= remark[i].from ||
		    remark[i].to > document.n)
			BUG("a remark on bytes %zu to %zu", remark[i].from,
			    remark[i].to);
		if (!mark_start(j, n, remark[i].from))
			continue; /* no run before it: nothing to hold it */
		mark_end(j, n, remark[i].to - 1);
		told[n++] = remark[i];
	}
	is_new = find_comments(j, e);
	if (is_new < 0 || tell_comments(j, is_new, told, n, e) < 0)
		return -1;
	j->xml = document;
	tell_marks(j);
	write_part(j, j->part, &j->xml);
	return 0;
}

char *docx_remarks_add(struct arena *a, const char *name, const void *data,
		       size_t n, const char *part,
		       const struct docx_remark *remark, size_t count,
		       size_t *len, struct err *e)
{
	struct arena *step = arena_new();
	struct job j = { .arena = step, .name = name, .part = part };
	char *out = NULL;

	j.xml.arena = step;
	j.zip = zip_archive_parse(step, name, data, n, e);
	if (j.zip && add_all(&j, remark, count, e) == 0)
		out = zip_rewritten(a, name, data, n, j.entry, j.nentry, len,
				    e);
	arena_free(step);
	return out;
}
