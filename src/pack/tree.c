/* SPDX-License-Identifier: Apache-2.0 */
/* YAML events into a tree of texts; everything that is not plain is refused. */
#include "pack/tree.h"

#include <yaml.h>

struct reader {
	struct arena *arena;
	const char *file;
	yaml_parser_t parser;
	yaml_event_t event; /* the current one */
	bool have;          /* event holds memory of libyaml */
	int nodes;
	struct err *err;
};

int tree_err(struct err *e, const char *file, int line, int column,
	     const char *fmt, ...)
{
	char message[sizeof e->message];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(message, sizeof message, fmt, ap);
	va_end(ap);
	err_set(e, ERR_INPUT, "%s", message);
	return err_detail(e, "%s, dòng %d, cột %d", file, line, column);
}

static int line_of(const yaml_mark_t *m)
{
	return (int)m->line + 1;
}

static int column_of(const yaml_mark_t *m)
{
	return (int)m->column + 1;
}

/* An error at the current event. */
static int refuse(struct reader *r, const char *message)
{
	const yaml_mark_t *m = &r->event.start_mark;

	return tree_err(r->err, r->file, line_of(m), column_of(m), "%s",
			message);
}

static int syntax_error(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	const char *what = p->problem ? p->problem : "?";

	if (p->error == YAML_READER_ERROR) {
		err_set(r->err, ERR_INPUT,
			"Tệp không phải văn bản UTF-8 hợp lệ (%s)", what);
		return err_detail(r->err, "%s, byte thứ %zu", r->file,
				  p->problem_offset + 1);
	}
	tree_err(r->err, r->file, line_of(&p->problem_mark),
		 column_of(&p->problem_mark),
		 "Tệp không đúng cú pháp YAML (%s)", what);
	return err_hint(r->err, "Kiểm tra thụt đầu dòng (dấu cách, không dùng "
				"tab), dấu hai chấm và dấu ngoặc kép.");
}

static int next_event(struct reader *r)
{
	if (r->have)
		yaml_event_delete(&r->event);
	r->have = false;
	if (!yaml_parser_parse(&r->parser, &r->event))
		return syntax_error(r);
	r->have = true;
	return 0;
}

static struct node *new_node(struct reader *r, enum node_kind kind)
{
	struct node *n = ARENA_NEW(r->arena, struct node);

	n->kind = kind;
	n->line = line_of(&r->event.start_mark);
	n->column = column_of(&r->event.start_mark);
	return n;
}

static int check_plain(struct reader *r, const yaml_char_t *anchor,
		       const yaml_char_t *tag)
{
	if (++r->nodes > TREE_MAX_NODES)
		return refuse(r, "Tệp có quá nhiều mục");
	if (anchor)
		return refuse(r, "Không dùng neo (&) của YAML trong gói quy tắc");
	if (tag)
		return refuse(r, "Không dùng thẻ kiểu (!) của YAML trong gói "
				 "quy tắc");
	return 0;
}

static int read_node(struct reader *r, int depth, struct node **out);

static int read_text(struct reader *r, struct node **out)
{
	const char *s = (const char *)r->event.data.scalar.value;
	size_t n = r->event.data.scalar.length;

	if (check_plain(r, r->event.data.scalar.anchor,
			r->event.data.scalar.tag) < 0)
		return -1;
	if (memchr(s, '\0', n))
		return refuse(r, "Văn bản không được chứa ký tự rỗng");
	*out = new_node(r, NODE_TEXT);
	while (n > 0 && s[n - 1] == '\n')
		n--; /* block texts end with a line feed that nobody means */
	(*out)->text = arena_strndup(r->arena, s, n);
	(*out)->plain =
		r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
		r->event.start_mark.line == r->event.end_mark.line;
	return 0;
}

static int read_list(struct reader *r, int depth, struct node **out)
{
	struct node **tail;

	if (check_plain(r, r->event.data.sequence_start.anchor,
			r->event.data.sequence_start.tag) < 0)
		return -1;
	*out = new_node(r, NODE_LIST);
	tail = &(*out)->child;
	for (;;) {
		if (next_event(r) < 0)
			return -1;
		if (r->event.type == YAML_SEQUENCE_END_EVENT)
			return 0;
		if (read_node(r, depth + 1, tail) < 0)
			return -1;
		tail = &(*tail)->next;
	}
}

static const struct node *member(const struct node *map, const char *key)
{
	for (const struct node *m = map->child; m; m = m->next)
		if (strcmp(m->key, key) == 0)
			return m;
	return NULL;
}

/* The key that stands at the current event. */
static int read_key(struct reader *r, const struct node *map,
		    struct node **out)
{
	const struct node *before;

	if (r->event.type != YAML_SCALAR_EVENT)
		return refuse(r, "Ở đây phải là tên khoá, rồi dấu hai chấm");
	if (read_text(r, out) < 0)
		return -1;
	before = member(map, (*out)->text);
	if (!before)
		return 0;
	return tree_err(r->err, r->file, (*out)->line, (*out)->column,
			"Khoá “%s” ghi hai lần (lần đầu ở dòng %d)",
			(*out)->text, before->key_line);
}

static int read_map(struct reader *r, int depth, struct node **out)
{
	struct node **tail;
	struct node *key = NULL;

	if (check_plain(r, r->event.data.mapping_start.anchor,
			r->event.data.mapping_start.tag) < 0)
		return -1;
	*out = new_node(r, NODE_MAP);
	tail = &(*out)->child;
	for (;;) {
		if (next_event(r) < 0)
			return -1;
		if (r->event.type == YAML_MAPPING_END_EVENT)
			return 0;
		if (read_key(r, *out, &key) < 0 || next_event(r) < 0 ||
		    read_node(r, depth + 1, tail) < 0)
			return -1;
		(*tail)->key = key->text;
		(*tail)->key_line = key->line;
		(*tail)->key_column = key->column;
		tail = &(*tail)->next;
	}
}

/* A member is linked in before its key is known; member() must not meet it,
 * so the tail is set only when the value is complete. */
static int read_node(struct reader *r, int depth, struct node **out)
{
	struct node *n = NULL;
	int status;

	if (depth > TREE_MAX_DEPTH)
		return refuse(r, "Các mục lồng nhau quá sâu");
	switch (r->event.type) {
	case YAML_SCALAR_EVENT:
		status = read_text(r, &n);
		break;
	case YAML_SEQUENCE_START_EVENT:
		status = read_list(r, depth, &n);
		break;
	case YAML_MAPPING_START_EVENT:
		status = read_map(r, depth, &n);
		break;
	case YAML_ALIAS_EVENT:
		return refuse(r, "Không dùng bí danh (*) của YAML trong gói "
				 "quy tắc");
	default:
		return refuse(r, "Thiếu giá trị");
	}
	*out = n;
	return status;
}

static int read_document(struct reader *r, struct node **out)
{
	if (next_event(r) < 0 || next_event(r) < 0)
		return -1;
	if (r->event.type == YAML_STREAM_END_EVENT)
		return refuse(r, "Tệp không có nội dung");
	if (next_event(r) < 0 || read_node(r, 0, out) < 0 ||
	    next_event(r) < 0 || next_event(r) < 0)
		return -1;
	if (r->event.type != YAML_STREAM_END_EVENT)
		return refuse(r, "Mỗi tệp chỉ chứa một tài liệu YAML");
	return 0;
}

struct node *tree_read(struct arena *a, const char *file, const char *text,
		       size_t n, struct err *e)
{
	struct reader r = { .arena = a, .file = file, .err = e };
	struct node *root = NULL;
	int status;

	if (n > TREE_MAX_BYTES) {
		err_set(e, ERR_INPUT, "Tệp lớn quá %d KiB",
			TREE_MAX_BYTES >> 10);
		err_detail(e, "%s", file);
		return NULL;
	}
	if (!yaml_parser_initialize(&r.parser))
		BUG("libyaml has no memory");
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)text,
				     n);
	status = read_document(&r, &root);
	if (r.have)
		yaml_event_delete(&r.event);
	yaml_parser_delete(&r.parser);
	return status < 0 ? NULL : root;
}
