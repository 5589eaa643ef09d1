/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading XLSX: a ZIP of XML parts, each streamed through expat.
 *
 * The workbook names its worksheets, its relations say which part each is;
 * shared strings and the number formats that mean dates are kept in memory.
 * The worksheet itself is parsed only as far as rows are asked for: the
 * handler of a row's end suspends the parser.  Elements are known by their
 * local names, since the two editions of the standard differ in namespaces.
 * A document type declaration has no place in these files and is refused,
 * and with it every entity bomb.
 */
#include "lib/file/sheet.h"

#include "lib/file/zip.h"

#include <ctype.h>
#include <expat.h>

enum {
	PIECE = 1 << 14,
	BUILTIN_FORMATS = 164, /* ids of formats of the file begin here */
	MOST_STYLES = 65536,
};

static const char NS_SEPARATOR = '|';

struct text {
	const char *s;
	size_t n;
};

struct part {
	const char *name; /* of the worksheet or the relation */
	const char *id;
	const char *kind; /* relation: last word of its type */
	const char *target;
	bool hidden;
};

/* One XML part being parsed; fn gets its elements by local name. */
struct parse {
	struct xlsx *x;
	XML_Parser parser;
	struct zip_stream *stream;
	const char *entry;
	struct err *e; /* of the call that feeds the parser now */
	bool failed;   /* *e is set */
	struct buf text;
	bool collect; /* is character data wanted? */
};

/* As what a number format shows its numbers. */
enum shown { AS_NUMBER, AS_DATE, AS_PERCENT };

/* A number format that the file defines itself. */
struct own_format {
	size_t id;
	enum shown shown;
};

struct xlsx {
	struct sheet *sheet;
	struct arena *arena;
	struct zip_archive *zip;
	bool base1904;

	struct part *sheets;
	size_t n_sheets, cap_sheets;
	struct part *relations;
	size_t n_relations, cap_relations;

	struct text *strings; /* shared */
	size_t n_strings, cap_strings;
	bool in_phonetic;

	enum shown *shown; /* by cell format index */
	size_t n_shown, cap_shown;
	struct own_format *own; /* those that matter */
	size_t n_own, cap_own;
	bool in_cell_formats;

	struct parse rows; /* the worksheet */
	bool begun, at_end;
	int64_t row;
	size_t column; /* of the open cell */
	char type[12]; /* its attribute t */
	size_t style;
	bool formula; /* has it one? */
};

static const char *local(const char *name)
{
	const char *bar = strrchr(name, NS_SEPARATOR);

	return bar ? bar + 1 : name;
}

static bool is(const char *name, const char *want)
{
	return strcmp(local(name), want) == 0;
}

/* The attribute of that local name, or NULL. */
static const char *attribute(const char **attributes, const char *name)
{
	for (; attributes[0]; attributes += 2)
		if (is(attributes[0], name))
			return attributes[1];
	return NULL;
}

static int fail(struct parse *p)
{
	p->failed = true;
	XML_StopParser(p->parser, XML_FALSE);
	return -1;
}

static void no_doctype(void *arg, const XML_Char *name, const XML_Char *system,
		       const XML_Char *public, int internal)
{
	struct parse *p = arg;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	err_set(p->e, ERR_INPUT,
		"Tệp “%s” có khai báo DTD ở phần “%s”: từ chối đọc",
		p->x->sheet->path, p->entry);
	fail(p);
}

static void on_text(void *arg, const XML_Char *s, int n)
{
	struct parse *p = arg;

	/* one byte more than allowed, so that the limit is seen */
	if (p->collect && p->text.len <= SHEET_MAX_CELL)
		buf_add(&p->text, s, (size_t)n);
}

static void free_parser(void *parser)
{
	XML_ParserFree(parser);
}

/* Makes a parser for a part; it lives as long as the arena. */
static int begin(struct arena *a, struct xlsx *x, struct parse *p,
		 const char *entry, XML_StartElementHandler start,
		 XML_EndElementHandler end, struct err *e)
{
	p->x = x;
	p->entry = entry;
	p->text = (struct buf)BUF_INIT(a);
	p->stream = zip_stream_open(a, x->zip, entry, e);
	if (!p->stream)
		return -1;
	p->parser = XML_ParserCreateNS(NULL, NS_SEPARATOR);
	if (!p->parser)
		BUG("out of memory: XML parser");
	arena_defer(a, free_parser, p->parser);
	XML_SetUserData(p->parser, p);
	XML_SetElementHandler(p->parser, start, end);
	XML_SetCharacterDataHandler(p->parser, on_text);
	XML_SetStartDoctypeDeclHandler(p->parser, no_doctype);
	return 0;
}

/* What expat says after a step: 1 suspended, 0 go on, -1 with e. */
static int outcome(struct parse *p, enum XML_Status status, struct err *e)
{
	if (status == XML_STATUS_SUSPENDED)
		return 1;
	if (status == XML_STATUS_OK && !p->failed)
		return 0;
	if (!p->failed)
		err_set(e, ERR_INPUT,
			"Tệp “%s” hỏng ở phần “%s”, dòng %lu: %s",
			p->x->sheet->path, p->entry,
			XML_GetCurrentLineNumber(p->parser),
			XML_ErrorString(XML_GetErrorCode(p->parser)));
	return -1;
}

/* Parses on, to the next suspension (1) or the end (0). */
static int feed(struct parse *p, struct err *e)
{
	XML_ParsingStatus state;
	int got = 1;

	p->e = e;
	XML_GetParsingStatus(p->parser, &state);
	if (state.parsing == XML_SUSPENDED) {
		int r = outcome(p, XML_ResumeParser(p->parser), e);

		if (r != 0)
			return r;
		XML_GetParsingStatus(p->parser, &state);
		if (state.parsing == XML_FINISHED)
			return 0;
	}
	while (got > 0) {
		void *piece = XML_GetBuffer(p->parser, PIECE);
		int r;

		if (!piece)
			BUG("out of memory: XML buffer");
		got = zip_stream_read(p->stream, piece, PIECE, e);
		if (got < 0)
			return -1;
		r = outcome(p, XML_ParseBuffer(p->parser, got, got == 0), e);
		if (r != 0)
			return r;
	}
	return 0;
}

/* Parses a whole part. */
static int parse_part(struct xlsx *x, const char *entry,
		      XML_StartElementHandler start, XML_EndElementHandler end,
		      struct err *e)
{
	struct arena *step = arena_new();
	struct parse p = { 0 };
	int r = begin(step, x, &p, entry, start, end, e);

	if (r == 0)
		r = feed(&p, e);
	arena_free(step);
	return r;
}

/* A non-negative whole number below max, or max. */
static size_t index_of(const char *s, size_t max)
{
	size_t n = 0;

	if (!s || !isdigit((unsigned char)*s))
		return max;
	for (; isdigit((unsigned char)*s); s++) {
		n = n * 10 + (size_t)(*s - '0');
		if (n >= max)
			return max;
	}
	return *s ? max : n;
}

/* --- the workbook and its relations --- */

static void workbook_start(void *arg, const XML_Char *name,
			   const XML_Char **attributes)
{
	struct parse *p = arg;
	struct xlsx *x = p->x;
	const char *v;

	if (is(name, "workbookPr")) {
		v = attribute(attributes, "date1904");
		x->base1904 = v && (*v == '1' || *v == 't');
	} else if (is(name, "sheet")) {
		struct part *s = VEC_PUSH(x->arena, x->sheets, x->n_sheets,
					  x->cap_sheets);
		const char *state = attribute(attributes, "state");

		*s = (struct part){ .name = "", .id = "" };
		if ((v = attribute(attributes, "name")))
			s->name = arena_strdup(x->arena, v);
		if ((v = attribute(attributes, "id")))
			s->id = arena_strdup(x->arena, v);
		s->hidden = state && strcmp(state, "visible") != 0;
	}
}

static void relations_start(void *arg, const XML_Char *name,
			    const XML_Char **attributes)
{
	struct parse *p = arg;
	struct xlsx *x = p->x;
	const char *id = attribute(attributes, "Id");
	const char *type = attribute(attributes, "Type");
	const char *target = attribute(attributes, "Target");
	const char *slash;

	if (!is(name, "Relationship") || !id || !type || !target)
		return;
	slash = strrchr(type, '/');
	*VEC_PUSH(x->arena, x->relations, x->n_relations, x->cap_relations) =
		(struct part){
			.id = arena_strdup(x->arena, id),
			.kind = arena_strdup(x->arena,
					     slash ? slash + 1 : type),
			.target = arena_strdup(x->arena, target),
		};
}

static void nothing_end(void *arg, const XML_Char *name)
{
	(void)arg;
	(void)name;
}

/* The entry that a relation target means, seen from a folder. */
static const char *resolve(struct arena *a, const char *folder,
			   const char *target)
{
	if (*target == '/')
		return target + 1;
	while (strncmp(target, "../", 3) == 0) {
		target += 3;
		folder = "";
	}
	return arena_printf(a, "%s%s", folder, target);
}

static const struct part *relation(const struct xlsx *x, const char *id,
				   const char *kind)
{
	for (size_t i = 0; i < x->n_relations; i++) {
		const struct part *r = &x->relations[i];

		if ((!id || strcmp(r->id, id) == 0) &&
		    strcmp(r->kind, kind) == 0)
			return r;
	}
	return NULL;
}

/* --- shared strings --- */

/* "_x000D_" in a text stands for the code point; only controls are written
 * so, and they end as blanks. */
static void decode_escapes(struct buf *b)
{
	char *from = b->data;
	char *to = b->data;
	char *end = b->data + b->len;

	while (from < end) {
		unsigned code;
		int used = 0;

		if (*from == '_' && end - from >= 7 &&
		    sscanf(from, "_x%4x_%n", &code, &used) == 1 && used == 7 &&
		    code < 0x20) {
			*to++ = code == '\n' ? '\n' : ' ';
			from += 7;
		} else {
			*to++ = *from++;
		}
	}
	buf_cut(b, (size_t)(to - b->data));
}

static void strings_start(void *arg, const XML_Char *name,
			  const XML_Char **attributes)
{
	struct parse *p = arg;

	(void)attributes;
	if (is(name, "si"))
		buf_cut(&p->text, 0);
	else if (is(name, "rPh"))
		p->x->in_phonetic = true;
	p->collect = is(name, "t") && !p->x->in_phonetic;
}

static void strings_end(void *arg, const XML_Char *name)
{
	struct parse *p = arg;
	struct xlsx *x = p->x;

	p->collect = false;
	if (is(name, "rPh"))
		x->in_phonetic = false;
	if (!is(name, "si"))
		return;
	decode_escapes(&p->text);
	*VEC_PUSH(x->arena, x->strings, x->n_strings, x->cap_strings) =
		(struct text){ arena_strndup(x->arena, p->text.data,
					     p->text.len),
			       p->text.len };
}

/* --- styles: which cell formats are dates --- */

static enum shown builtin(size_t id)
{
	if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) ||
	    (id >= 50 && id <= 58))
		return AS_DATE;
	return id == 9 || id == 10 ? AS_PERCENT : AS_NUMBER;
}

static enum shown shown_by(const struct xlsx *x, size_t id)
{
	for (size_t i = 0; i < x->n_own; i++)
		if (x->own[i].id == id)
			return x->own[i].shown;
	return builtin(id);
}

static void add_format(struct xlsx *x, size_t id, const char *code)
{
	enum shown shown = AS_NUMBER;

	if (id >= MOST_STYLES || x->n_own == MOST_STYLES)
		return;
	if (xlsx_date_format(code))
		shown = AS_DATE;
	else if (xlsx_percent_format(code))
		shown = AS_PERCENT;
	if (shown != AS_NUMBER)
		*VEC_PUSH(x->arena, x->own, x->n_own, x->cap_own) =
			(struct own_format){ id, shown };
}

static void styles_start(void *arg, const XML_Char *name,
			 const XML_Char **attributes)
{
	struct parse *p = arg;
	struct xlsx *x = p->x;
	size_t id = index_of(attribute(attributes, "numFmtId"), MOST_STYLES);
	const char *code = attribute(attributes, "formatCode");

	if (is(name, "cellXfs"))
		x->in_cell_formats = true;
	if (is(name, "numFmt") && code)
		add_format(x, id, code);
	if (is(name, "xf") && x->in_cell_formats && x->n_shown < MOST_STYLES)
		*VEC_PUSH(x->arena, x->shown, x->n_shown, x->cap_shown) =
			shown_by(x, id);
}

static void styles_end(void *arg, const XML_Char *name)
{
	struct parse *p = arg;

	if (is(name, "cellXfs"))
		p->x->in_cell_formats = false;
}

/* --- the worksheet --- */

/* The column of a cell name like "AB7"; SHEET_MAX_COLUMNS when beyond. */
static size_t column_of(const char *name)
{
	size_t n = 0;

	for (; isalpha((unsigned char)*name); name++) {
		n = n * 26 + (size_t)(toupper((unsigned char)*name) - 'A' + 1);
		if (n > SHEET_MAX_COLUMNS)
			break;
	}
	return n ? n - 1 : 0;
}

static int begin_row(struct parse *p, const char *r)
{
	struct xlsx *x = p->x;
	int64_t number = x->row + 1;

	if (r) {
		size_t i = index_of(r, (size_t)SHEET_MAX_ROWS + 2);

		if ((int64_t)i < number) {
			err_set(p->e, ERR_INPUT,
				"Tệp “%s” hỏng: hàng %s đứng sau hàng %lld",
				x->sheet->path, r, (long long)x->row);
			return fail(p);
		}
		number = (int64_t)i;
	}
	x->row = number;
	x->column = (size_t)-1;
	if (sheet_begin_row(x->sheet, number, p->e) < 0)
		return fail(p);
	return 0;
}

static void begin_cell(struct parse *p, const char **attributes)
{
	struct xlsx *x = p->x;
	const char *r = attribute(attributes, "r");
	const char *t = attribute(attributes, "t");

	x->column = r ? column_of(r) : x->column + 1;
	snprintf(x->type, sizeof x->type, "%s", t ? t : "n");
	x->style = index_of(attribute(attributes, "s"), MOST_STYLES);
	x->formula = false;
	buf_cut(&p->text, 0);
}

static void rows_start(void *arg, const XML_Char *name,
		       const XML_Char **attributes)
{
	struct parse *p = arg;

	if (is(name, "row"))
		begin_row(p, attribute(attributes, "r"));
	else if (is(name, "c"))
		begin_cell(p, attributes);
	else if (is(name, "f"))
		p->x->formula = true;
	else if (is(name, "rPh"))
		p->x->in_phonetic = true;
	p->collect = is(name, "v") || (is(name, "t") && !p->x->in_phonetic);
}

static enum shown cell_shown(const struct xlsx *x)
{
	return x->style < x->n_shown ? x->shown[x->style] : AS_NUMBER;
}

/* The text of the open cell by its type; *number: it is one. */
static struct text cell_text(struct parse *p, bool *number)
{
	struct xlsx *x = p->x;
	struct arena *a = x->sheet->row_arena;
	char *s;

	if (strcmp(x->type, "s") == 0) {
		size_t i = index_of(p->text.data, x->n_strings);

		if (i < x->n_strings)
			return x->strings[i];
		err_set(p->e, ERR_INPUT,
			"Ô trỏ tới chuỗi “%s” không có trong tệp",
			p->text.data);
		sheet_at_cell(x->sheet, x->column, p->e);
		fail(p);
		return (struct text){ "", 0 };
	}
	if (strcmp(x->type, "n") == 0 && p->text.len > 0) {
		bool date = cell_shown(x) == AS_DATE;

		s = date ? xlsx_date(a, p->text.data, x->base1904) : NULL;
		*number = !s;
		if (!s)
			s = xlsx_number(a, p->text.data);
		*number = *number && s;
		if (s)
			return (struct text){ s, strlen(s) };
	}
	if (strcmp(x->type, "d") == 0 && p->text.len > 10 &&
	    strncmp(p->text.data + 10, "T00:00:00", 9) == 0)
		return (struct text){ p->text.data, 10 };
	decode_escapes(&p->text);
	return (struct text){ p->text.data, p->text.len };
}

static void end_cell(struct parse *p)
{
	struct xlsx *x = p->x;
	bool number = false;
	struct text t = cell_text(p, &number);

	/* an empty cell beyond the columns is only a format */
	if (p->failed || t.n == 0)
		return;
	if (sheet_put_cell(x->sheet, x->column, t.s, t.n, p->e) < 0) {
		fail(p);
		return;
	}
	if (number)
		x->sheet->mark[x->column] |= SHEET_NUMBER;
	if (number && cell_shown(x) == AS_PERCENT)
		x->sheet->mark[x->column] |= SHEET_PERCENT;
	if (x->formula)
		x->sheet->mark[x->column] |= SHEET_FORMULA;
}

static void rows_end(void *arg, const XML_Char *name)
{
	struct parse *p = arg;

	p->collect = false;
	if (is(name, "rPh"))
		p->x->in_phonetic = false;
	else if (is(name, "c"))
		end_cell(p);
	else if (is(name, "row") && p->x->sheet->any && !p->failed)
		XML_StopParser(p->parser, XML_TRUE);
}

static int xlsx_next(struct sheet *s, struct err *e)
{
	struct xlsx *x = s->reader;
	int r;

	if (x->at_end)
		return 0;
	r = feed(&x->rows, e);
	x->at_end = r <= 0;
	return r;
}

/* The worksheet of that name, or the first one to be seen. */
static const struct part *choose(struct xlsx *x, const char *name,
				 struct err *e)
{
	struct buf all = BUF_INIT(x->arena);

	for (size_t i = 0; i < x->n_sheets; i++) {
		const struct part *s = &x->sheets[i];

		if (name ? strcmp(s->name, name) == 0 : !s->hidden)
			return s;
		buf_addf(&all, "%s“%s”", i ? ", " : "", s->name);
	}
	if (name) {
		err_set(e, ERR_NOTFOUND, "Tệp “%s” không có trang tính “%s”",
			x->sheet->path, name);
		err_hint(e, "Có các trang tính: %s.", all.data);
	} else {
		err_set(e, ERR_INPUT, "Tệp “%s” không có trang tính nào",
			x->sheet->path);
	}
	return NULL;
}

/* Reads the workbook and its relations; *folder gets where its parts are. */
static int open_workbook(struct xlsx *x, const char **folder, struct err *e)
{
	static const char no_workbook[] =
		"Tệp “%s” không phải là bảng tính XLSX";
	const struct part *r;
	const char *workbook, *relations, *slash;

	if (!zip_has(x->zip, "_rels/.rels"))
		return err_set(e, ERR_INPUT, no_workbook, x->sheet->path);
	if (parse_part(x, "_rels/.rels", relations_start, nothing_end, e) < 0)
		return -1;
	r = relation(x, NULL, "officeDocument");
	if (!r)
		return err_set(e, ERR_INPUT, no_workbook, x->sheet->path);
	workbook = resolve(x->arena, "", r->target);
	slash = strrchr(workbook, '/');
	*folder = slash ? arena_strndup(x->arena, workbook,
					(size_t)(slash + 1 - workbook))
			: "";
	relations = arena_printf(x->arena, "%s_rels/%s.rels", *folder,
				 workbook + strlen(*folder));
	x->n_relations = 0;
	if (!zip_has(x->zip, relations))
		return err_set(e, ERR_INPUT, no_workbook, x->sheet->path);
	if (parse_part(x, workbook, workbook_start, nothing_end, e) < 0)
		return -1;
	return parse_part(x, relations, relations_start, nothing_end, e);
}

/* Reads what all worksheets share. */
static int open_shared(struct xlsx *x, const char *folder, struct err *e)
{
	const struct part *r = relation(x, NULL, "sharedStrings");
	const char *entry;

	if (r) {
		entry = resolve(x->arena, folder, r->target);
		if (zip_has(x->zip, entry) &&
		    parse_part(x, entry, strings_start, strings_end, e) < 0)
			return -1;
	}
	r = relation(x, NULL, "styles");
	if (!r)
		return 0;
	entry = resolve(x->arena, folder, r->target);
	return parse_part(x, entry, styles_start, styles_end, e);
}

/* The entry of a worksheet; NULL with e. */
static const char *sheet_entry(struct xlsx *x, const char *folder,
			       const char *sheet_name, struct err *e)
{
	const struct part *sheet = choose(x, sheet_name, e);
	const struct part *r;

	if (!sheet)
		return NULL;
	x->sheet->name = sheet->name;
	r = relation(x, sheet->id, "worksheet");
	if (r)
		return resolve(x->arena, folder, r->target);
	err_set(e, ERR_INPUT, "Tệp “%s” hỏng: không thấy trang tính “%s”",
		x->sheet->path, sheet->name);
	return NULL;
}

static int open_parts(struct xlsx *x, const char *sheet_name, struct err *e)
{
	const char *folder, *entry;

	if (open_workbook(x, &folder, e) < 0 || open_shared(x, folder, e) < 0)
		return -1;
	entry = sheet_entry(x, folder, sheet_name, e);
	if (!entry)
		return -1;
	return begin(x->arena, x, &x->rows, entry, rows_start, rows_end, e);
}

int xlsx_places(struct arena *a, const char *path, const char *sheet_name,
		struct xlsx_places *out, struct err *e)
{
	struct sheet *s = ARENA_NEW(a, struct sheet);
	struct xlsx x = { .sheet = s, .arena = a };
	const struct part *styles;
	const char *folder;

	s->path = path;
	x.zip = zip_archive_open(a, path, e);
	if (!x.zip || open_workbook(&x, &folder, e) < 0)
		return -1;
	out->sheet = sheet_entry(&x, folder, sheet_name, e);
	if (!out->sheet)
		return -1;
	styles = relation(&x, NULL, "styles");
	out->styles = styles ? resolve(a, folder, styles->target) : NULL;
	return 0;
}

int xlsx_open(struct sheet *s, const char *sheet_name, struct err *e)
{
	struct xlsx *x = ARENA_NEW(s->arena, struct xlsx);

	x->sheet = s;
	x->arena = s->arena;
	s->reader = x;
	s->next = xlsx_next;
	s->typed = true;
	x->zip = zip_archive_open(x->arena, s->path, e);
	if (!x->zip)
		return -1;
	return open_parts(x, sheet_name, e);
}
