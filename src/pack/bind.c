/* SPDX-License-Identifier: Apache-2.0 */
/* The table-driven reader behind every file of a pack. */
#include "pack/bind.h"

#include "lib/base/buf.h"

enum { MAX_ITEMS = 5000 }; /* of one list; duplicates are sought in pairs */

int bind_err(struct binder *b, const struct node *n, const char *fmt, ...)
{
	va_list ap;
	char *message;

	va_start(ap, fmt);
	message = arena_vprintf(b->arena, fmt, ap);
	va_end(ap);
	return tree_err(b->err, b->file, n->line, n->column, "%s", message);
}

/* --- the nearest name ----------------------------------------------------- */

enum { NAME_MAX_LENGTH = 48 };

static int min_int(int x, int y)
{
	return x < y ? x : y;
}

/* Edit distance in bytes; names longer than NAME_MAX_LENGTH are far. */
static int distance(const char *x, const char *y)
{
	int row[NAME_MAX_LENGTH + 1];
	size_t nx = strlen(x), ny = strlen(y);

	if (nx > NAME_MAX_LENGTH || ny > NAME_MAX_LENGTH)
		return NAME_MAX_LENGTH;
	for (size_t j = 0; j <= ny; j++)
		row[j] = (int)j;
	for (size_t i = 1; i <= nx; i++) {
		int corner = row[0];

		row[0] = (int)i;
		for (size_t j = 1; j <= ny; j++) {
			int up = row[j];
			int change = corner + (x[i - 1] != y[j - 1]);

			row[j] = min_int(change,
					 min_int(up, row[j - 1]) + 1);
			corner = up;
		}
	}
	return row[ny];
}

static const char *name_at(const void *names, size_t i, size_t size)
{
	const char *name;

	memcpy(&name, (const char *)names + i * size, sizeof name);
	return name;
}

/* The name that somebody who wrote `name` most likely meant, or NULL. */
static const char *nearest(const char *name, const void *names, size_t count,
			   size_t size)
{
	int best = min_int(3, (int)strlen(name) / 3 + 1) + 1;
	const char *found = NULL;

	for (size_t i = 0; i < count; i++) {
		const char *known = name_at(names, i, size);
		int d = known ? distance(name, known) : best;

		if (d < best) {
			best = d;
			found = known;
		}
	}
	return found;
}

int bind_unknown(struct binder *b, const struct node *n, const char *what,
		 const char *name, const void *names, size_t count,
		 size_t size)
{
	const char *near = nearest(name, names, count, size);

	bind_err(b, n, "Không có %s “%s”", what, name);
	if (near)
		err_hint(b->err, "Có phải ý là “%s”?", near);
	return -1;
}

/* --- values --------------------------------------------------------------- */

/* The text of a node, NULL with an error when it is something else. */
static const char *text_of(struct binder *b, const struct node *n,
			   const char *wanted)
{
	if (n->kind == NODE_TEXT && *n->text)
		return n->text;
	bind_err(b, n, n->kind == NODE_TEXT ?
		 "Khoá “%s” chưa có giá trị; ở đây phải là %s" :
		 "Khoá “%s” nhận nhầm một danh sách hay một nhóm khoá; "
		 "ở đây phải là %s",
		 n->key ? n->key : "-", wanted);
	return NULL;
}

int bind_text(struct binder *b, const struct node *n, const struct key *k,
	      void *at)
{
	const char *s = text_of(b, n, "một đoạn văn bản");

	(void)k;
	if (!s)
		return -1;
	*(const char **)at = s;
	return 0;
}

int bind_blank(struct binder *b, const struct node *n, const struct key *k,
	       void *at)
{
	if (n->kind != NODE_TEXT)
		return bind_text(b, n, k, at);
	*(const char **)at = n->text;
	return 0;
}

int bind_formula(struct binder *b, const struct node *n, const struct key *k,
		 void *at)
{
	struct pack_place *place =
		(void *)((char *)at - k->offset + k->count);

	*place = (struct pack_place){ b->file, n->line, n->column, n->plain };
	return bind_text(b, n, k, at);
}

static bool is_code(const char *s, const char *more)
{
	static const char small[] = "abcdefghijklmnopqrstuvwxyz";

	if (!*more && !strchr(small, *s))
		return false;
	for (; *s; s++)
		if (!strchr(small, *s) && !strchr("0123456789_", *s) &&
		    !strchr(more, *s))
			return false;
	return true;
}

int bind_code(struct binder *b, const struct node *n, const struct key *k,
	      void *at)
{
	const char *s = text_of(b, n, "một mã");

	(void)k;
	if (!s)
		return -1;
	if (!is_code(s, ""))
		return bind_err(b, n, "“%s” không phải là mã: mã bắt đầu bằng "
				"chữ thường, rồi chữ thường, chữ số và dấu _",
				s);
	*(const char **)at = s;
	return 0;
}

int bind_id(struct binder *b, const struct node *n, const struct key *k,
	    void *at)
{
	const char *s = text_of(b, n, "một mã");

	(void)k;
	if (!s)
		return -1;
	if (!is_code(s, "-.ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
		return bind_err(b, n, "“%s” không phải là mã: chỉ dùng chữ cái "
				"không dấu, chữ số và các dấu _ - .", s);
	*(const char **)at = s;
	return 0;
}

static const char *const yes_no[] = { "no", "yes", NULL };

static int word_index(struct binder *b, const struct node *n,
		      const char *const *words, int *out)
{
	const char *s = text_of(b, n, "một từ trong danh sách cho phép");
	struct buf list = BUF_INIT(b->arena);

	if (!s)
		return -1;
	for (int i = 0; words[i]; i++) {
		if (strcmp(words[i], s) == 0) {
			*out = i;
			return 0;
		}
		buf_addf(&list, "%s%s", i ? ", " : "", words[i]);
	}
	return bind_err(b, n, "“%s” không hợp lệ; ở đây phải là một trong: %s",
			s, list.data);
}

int bind_flag(struct binder *b, const struct node *n, const struct key *k,
	      void *at)
{
	int i;

	(void)k;
	if (word_index(b, n, yes_no, &i) < 0)
		return -1;
	*(bool *)at = i == 1;
	return 0;
}

int bind_choice(struct binder *b, const struct node *n, const struct key *k,
		void *at)
{
	return word_index(b, n, k->words, at);
}

int bind_dec(struct binder *b, const struct node *n, const struct key *k,
	     void *at)
{
	const char *s = text_of(b, n, "một số");

	(void)k;
	if (!s)
		return -1;
	if (dec_parse(s, at, NULL) < 0)
		return bind_err(b, n, "“%s” không phải là số: viết như 1000 "
				"hay 0.5, tối đa sáu chữ số thập phân", s);
	return 0;
}

int bind_int(struct binder *b, const struct node *n, const struct key *k,
	     void *at)
{
	struct dec d;
	int64_t i;

	if (bind_dec(b, n, k, &d) < 0)
		return -1;
	if (dec_to_int(d, &i) < 0 || i < 0)
		return bind_err(b, n, "“%s” phải là số nguyên không âm",
				n->text);
	*(int64_t *)at = i;
	return 0;
}

int bind_small(struct binder *b, const struct node *n, const struct key *k,
	       void *at)
{
	int64_t i;

	if (bind_int(b, n, k, &i) < 0)
		return -1;
	if (i > 9)
		return bind_err(b, n, "“%s” phải là số từ 0 đến 9", n->text);
	*(int *)at = (int)i;
	return 0;
}

int bind_day(struct binder *b, const struct node *n, const struct key *k,
	     void *at)
{
	const char *s = text_of(b, n, "một ngày");

	(void)k;
	if (!s)
		return -1;
	if (day_parse(s, at) < 0)
		return bind_err(b, n, "“%s” không phải là ngày: viết như "
				"2013-07-01", s);
	return 0;
}

/* --- lists and mappings ---------------------------------------------------- */

/* The length of a list, -1 with an error when it is none. */
static int list_length(struct binder *b, const struct node *n)
{
	int length = 0;

	if (n->kind != NODE_LIST)
		return bind_err(b, n, "Khoá “%s” phải là một danh sách (mỗi "
				"mục bắt đầu bằng dấu gạch ngang)",
				n->key ? n->key : "-");
	for (const struct node *c = n->child; c; c = c->next)
		length++;
	if (length > MAX_ITEMS)
		return bind_err(b, n, "Danh sách dài quá %d mục", MAX_ITEMS);
	return length;
}

/* Where the count of a list goes: beside its pointer, in the same struct. */
static size_t *count_of(const struct key *k, void *at)
{
	return (size_t *)(void *)((char *)at - k->offset + k->count);
}

int bind_texts(struct binder *b, const struct node *n, const struct key *k,
	       void *at)
{
	int length = list_length(b, n);
	const char **texts;
	size_t i = 0;

	if (length < 0)
		return -1;
	texts = ARENA_ARRAY(b->arena, (size_t)length, const char *);
	for (const struct node *c = n->child; c; c = c->next)
		if (bind_text(b, c, k, &texts[i++]) < 0)
			return -1;
	*(const char ***)at = texts;
	*count_of(k, at) = (size_t)length;
	return 0;
}

static const struct key *find_key(const struct shape *shape, const char *name)
{
	for (const struct key *k = shape->keys; k->name; k++)
		if (strcmp(k->name, name) == 0)
			return k;
	return NULL;
}

static int unknown_key(struct binder *b, const struct node *member,
		       const struct shape *shape)
{
	struct node at = *member; /* the place of the key, not of its value */
	struct buf list = BUF_INIT(b->arena);
	size_t count = 0;

	at.line = member->key_line;
	at.column = member->key_column;
	for (const struct key *k = shape->keys; k->name; k++)
		buf_addf(&list, "%s%s", count++ ? ", " : "", k->name);
	bind_unknown(b, &at, arena_printf(b->arena, "khoá nào trong mục %s tên là",
					  shape->what),
		     member->key, shape->keys, count, sizeof *shape->keys);
	return err_hint(b->err, "Các khoá dùng được: %s.", list.data);
}

static int read_members(struct binder *b, const struct node *n,
			const struct shape *shape, char *out)
{
	for (const struct node *m = n->child; m; m = m->next) {
		const struct key *k = find_key(shape, m->key);

		if (!k)
			return unknown_key(b, m, shape);
		if (k->read(b, m, k, out + k->offset) < 0)
			return -1;
	}
	return 0;
}

static bool has_member(const struct node *n, const char *key)
{
	for (const struct node *m = n->child; m; m = m->next)
		if (strcmp(m->key, key) == 0)
			return true;
	return false;
}

static int read_shape(struct binder *b, const struct node *n,
		      const struct shape *shape, char *out)
{
	if (n->kind != NODE_MAP)
		return bind_err(b, n, "Mục %s phải là các cặp “khoá: giá trị”",
				shape->what);
	if (shape->blank)
		memcpy(out, shape->blank, shape->size);
	if (shape->has_place)
		*(struct pack_place *)(void *)(out + shape->place) =
			(struct pack_place){ b->file, n->line, n->column, true };
	if (read_members(b, n, shape, out) < 0)
		return -1;
	for (const struct key *k = shape->keys; k->name; k++)
		if (k->must && !has_member(n, k->name))
			return bind_err(b, n, "Mục %s thiếu khoá “%s”",
					shape->what, k->name);
	return 0;
}

int bind_map(struct binder *b, const struct node *n, const struct key *k,
	     void *at)
{
	return read_shape(b, n, k->shape, at);
}

/* Refuses the element i when its id stands before it. */
static int check_unique(struct binder *b, const struct node *n,
			const struct shape *shape, const char *items,
			size_t i)
{
	const char *id = name_at(items + shape->id, i, shape->size);

	for (size_t j = 0; id && j < i; j++)
		if (strcmp(name_at(items + shape->id, j, shape->size), id) == 0)
			return bind_err(b, n, "Mã “%s” của %s ghi hai lần", id,
					shape->what);
	return 0;
}

int bind_list(struct binder *b, const struct node *n, const struct key *k,
	      void *at)
{
	const struct shape *shape = k->shape;
	int length = list_length(b, n);
	char *items;
	size_t i = 0;

	if (length < 0)
		return -1;
	items = arena_array(b->arena, (size_t)length, shape->size);
	for (const struct node *c = n->child; c; c = c->next, i++)
		if (read_shape(b, c, shape, items + i * shape->size) < 0 ||
		    (shape->has_id && check_unique(b, c, shape, items, i) < 0))
			return -1;
	memcpy(at, &items, sizeof items);
	*count_of(k, at) = (size_t)length;
	return 0;
}

int bind_file(struct binder *b, const struct node *root,
	      const struct shape *shape, void *out)
{
	return read_shape(b, root, shape, out);
}
