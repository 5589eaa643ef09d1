/* SPDX-License-Identifier: Apache-2.0 */
/* From what was sent to what a handler may rely on: the fields of a page. */
#include "lib/http/internal.h"

#include "lib/text/text.h"

#include <ctype.h>

enum { TEXT_MAX = 500, LINES_MAX = 20000 };

static bool is_family(const struct field *f)
{
	return f->name[strlen(f->name) - 1] == '*';
}

static const struct field *field_of(const struct page *p, const char *name)
{
	for (const struct field *f = p->fields; f && f->name; f++) {
		const size_t n = strlen(f->name);

		if (strcmp(f->name, name) == 0 ||
		    (is_family(f) && strncmp(f->name, name, n - 1) == 0 &&
		     name[n - 1]))
			return f;
	}
	return NULL;
}

/* --- one value ------------------------------------------------------------------ */

static size_t characters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += (*s & 0xc0) != 0x80;
	return n;
}

/* Without blanks at its ends. */
static char *trimmed(struct arena *a, const char *s)
{
	size_t n;

	s += strspn(s, " \t\r\n");
	n = strlen(s);
	while (n > 0 && strchr(" \t\r\n", s[n - 1]))
		n--;
	return arena_strndup(a, s, n);
}

/* Line ends become \n. */
static char *lines(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, strlen(s) + 1);
	char *o = out;

	for (; *s; s++)
		if (*s != '\r')
			*o++ = *s;
		else if (s[1] != '\n')
			*o++ = '\n';
	return trimmed(a, out);
}

static void take_text(struct arena *a, struct value *v)
{
	const struct field *f = v->field;
	const bool many = f->type == FIELD_LINES;
	const int64_t max = f->max ? f->max : many ? LINES_MAX : TEXT_MAX;
	const int64_t n = (int64_t)characters(v->text);

	if (n > max)
		v->error = arena_printf(a, "Dài quá %lld ký tự (đang có %lld)",
					(long long)max, (long long)n);
	else if (n < f->min)
		v->error = arena_printf(a, "Cần ít nhất %lld ký tự",
					(long long)f->min);
	if (f->type == FIELD_SECRET)
		return;
	for (const char *p = v->text; *p; p++)
		if (((unsigned char)*p < ' ' || *p == 127) &&
		    !(many && (*p == '\n' || *p == '\t')))
			v->error = "Có ký tự không in được; gõ lại";
}

static void check_range(struct arena *a, struct value *v)
{
	const struct field *f = v->field;
	const int64_t max = f->max ? f->max : INT64_MAX;

	if (v->number < f->min)
		v->error = arena_printf(a, "Không được nhỏ hơn %lld",
					(long long)f->min);
	else if (v->number > max)
		v->error = arena_printf(a, "Không được lớn hơn %lld",
					(long long)max);
}

/* Figures as an officer types them. */
static void take_number(struct arena *a, struct value *v)
{
	const enum field_type type = v->field->type;
	struct err e = { 0 };

	if (quantity_parse(v->text, &v->quantity, &e) < 0) {
		v->error = arena_printf(a, "%s%s%s", e.message,
					e.hint[0] ? "; " : "", e.hint);
		return;
	}
	if (type != FIELD_QUANTITY && v->quantity.qualifier != QUAL_EXACT)
		v->error = "Ghi một con số, không kèm chữ";
	else if (type == FIELD_INT &&
		 dec_to_int(v->quantity.low, &v->number) < 0)
		v->error = "Ghi một số nguyên";
	else if (type == FIELD_INT)
		check_range(a, v);
}

static bool is_choice(const char *choices, const char *s)
{
	const size_t n = strlen(s);

	for (const char *p = choices;; p++) {
		const size_t len = strcspn(p, "|");

		if (len == n && memcmp(p, s, n) == 0)
			return true;
		p += len;
		if (!*p)
			return false;
	}
}

/* Fills v from p; v->text is NULL when nothing was given. */
static void take(struct arena *a, const struct pair *p, struct value *v)
{
	const struct field *f = v->field;
	day_t day;

	v->name = p->name;
	if (f->type == FIELD_FILE) {
		const size_t max = f->max ? (size_t)f->max : FILE_MAX;

		v->text = p->file && (*p->file || p->size) ? p->file : NULL;
		v->data = p->value;
		v->size = p->size;
		if (v->text && p->size > max)
			v->error = arena_printf(a, "Tệp lớn quá %zu kB",
						max >> 10);
		return;
	}
	v->text = f->type == FIELD_SECRET ? p->value
		: f->type == FIELD_LINES ? lines(a, p->value)
					 : trimmed(a, p->value);
	if (!*v->text) {
		v->text = NULL;
		return;
	}
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_LINES:
	case FIELD_SECRET:
		take_text(a, v);
		break;
	case FIELD_INT:
	case FIELD_DECIMAL:
	case FIELD_QUANTITY:
		take_number(a, v);
		break;
	case FIELD_DAY:
		if (day_parse(v->text, &day) == 0)
			v->number = day;
		else
			v->error = "Không có ngày này; ghi như 30/6/2023";
		break;
	case FIELD_CHOICE:
		if (!is_choice(f->choices, v->text))
			v->error = "Chọn một trong các mục đã cho";
		break;
	case FIELD_FLAG:
		v->number = 1;
		break;
	case FIELD_FILE:
		break;
	}
}

/* --- all of a request -------------------------------------------------------------- */

static struct value *first_of(const struct exchange *x, const struct field *f)
{
	for (size_t i = 0; i < x->n_value; i++)
		if (x->value[i].field == f)
			return &x->value[i];
	return NULL;
}

/* The days that every page understands.  -1: not such a day. */
static int take_time(struct request *q, const struct pair *p)
{
	if (strcmp(p->name, "ngay") == 0) {
		if (*p->value && day_parse(p->value, &q->on) < 0) {
			err_set(&q->err, ERR_INPUT,
				"không có ngày “%.40s”", p->value);
			err_hint(&q->err, "ghi như 30/6/2023");
			return err_field(&q->err, "ngay");
		}
		q->has_on = *p->value;
	} else {
		if (*p->value && moment_parse(p->value, &q->known) < 0) {
			err_set(&q->err, ERR_INPUT,
				"không có thời điểm “%.40s”", p->value);
			err_hint(&q->err, "ghi như 10/7/2023");
			return err_field(&q->err, "biet");
		}
		q->has_known = *p->value;
	}
	return 0;
}

static bool is_time(const char *name)
{
	return strcmp(name, "ngay") == 0 || strcmp(name, "biet") == 0;
}

/* A program says yes or no; true when it is no, which is as not given. */
static bool take_boolean(struct value *v)
{
	if (!v->text || strcmp(v->text, "false") == 0 ||
	    strcmp(v->text, "0") == 0)
		return true;
	if (strcmp(v->text, "true") && strcmp(v->text, "1"))
		v->error = "Ghi true hoặc false";
	return false;
}

/* A pair into x->value.  strict: a name that the page does not know is an
 * error. */
static int take_pair(struct exchange *x, const struct pair *p, bool strict)
{
	const struct field *f = field_of(x->q.page, p->name);
	struct value v = { .field = f };

	if (!f) {
		if (!strict || strcmp(p->name, "csrf") == 0)
			return 0;
		err_set(&x->q.err, x->api ? ERR_INPUT : ERR_USAGE,
			x->api ? "không có trường “%.40s”"
			       : "biểu mẫu có ô lạ “%.40s”", p->name);
		return x->api ? err_field(&x->q.err, p->name) : -1;
	}
	if ((f->type == FIELD_FILE) != (p->file != NULL))
		return err_set(&x->q.err, ERR_USAGE,
			       "ô “%.40s” gửi sai kiểu", p->name);
	if (first_of(x, f) && !is_family(f) && !(f->flags & FIELD_MANY))
		return err_set(&x->q.err, ERR_USAGE,
			       "ô “%.40s” được gửi hai lần", p->name);
	take(x->arena, p, &v);
	if (x->api && f->type == FIELD_FLAG && take_boolean(&v))
		return 0;
	if (!v.text)
		return 0;
	x->wrong |= v.error != NULL;
	x->value[x->n_value++] = v;
	return 0;
}

/* "{id}" of the path: a value that cannot be is an address that is not. */
static int take_path(struct exchange *x)
{
	const struct route *t = x->route;

	for (size_t i = 0; i < t->n; i++) {
		const char *word = t->segment[i];
		struct pair p = { .value = x->segment[i] };

		if (word[0] != '{')
			continue;
		p.name = arena_strndup(x->arena, word + 1, strlen(word) - 2);
		if (take_pair(x, &p, true) < 0 || x->wrong)
			return err_set(&x->q.err, ERR_NOTFOUND,
				       "không có trang này");
	}
	return 0;
}

/* Required fields that did not come, and the message for all.  A GET that
 * shows the form has its table too, and asks for nothing yet. */
static void conclude(struct exchange *x)
{
	const struct field *first = NULL;
	const char *why = NULL;
	size_t n = 0;

	for (const struct field *f = x->q.page->fields; f && f->name; f++) {
		if (!(f->flags & FIELD_REQUIRED) || first_of(x, f) ||
		    (x->q.page->method == HTTP_GET && !x->api))
			continue;
		x->value[x->n_value++] = (struct value){
			.name = f->name, .field = f, .error = "Chưa nhập"
		};
		x->wrong = true;
	}
	if (!x->wrong)
		return;
	for (const struct field *f = x->q.page->fields; f->name; f++) {
		for (size_t i = 0; i < x->n_value; i++) {
			if (x->value[i].field != f || !x->value[i].error)
				continue;
			if (n++ == 0) {
				first = f;
				why = x->value[i].error;
			}
		}
	}
	if (n == 1)
		err_set(&x->q.err, ERR_INPUT, "%s: %s", first->label, why);
	else
		err_set(&x->q.err, ERR_INPUT, "có %zu ô cần sửa", n);
	err_field(&x->q.err, first->name);
}

static int malformed(struct exchange *x)
{
	return err_set(&x->q.err, ERR_USAGE, "yêu cầu gửi lên không đọc được");
}

/* The form in the body, by its type. */
static int take_form(struct exchange *x, struct pairs *form)
{
	static const char urlencoded[] = "application/x-www-form-urlencoded";
	static const char json[] = "application/json";
	const char *const type = x->content_type ? x->content_type : "";
	const char *data;
	size_t n;

	if (body_whole(x, &data, &n) < 0)
		return err_set(&x->q.err, ERR_IO, "không đọc được tệp gửi lên");
	if (n == 0)
		return 0;
	if (x->api && strncasecmp(type, json, sizeof json - 1) == 0)
		return json_form(x->arena, data, n, form, &x->q.err);
	if (x->api && !page_has_files(x->q.page))
		goto refused;
	if (!x->api && strncasecmp(type, urlencoded, sizeof urlencoded - 1) == 0)
		return form_query(x->arena, data, n, form) < 0 ? malformed(x)
							       : 0;
	if (strncasecmp(type, "multipart/form-data;", 20) == 0)
		return form_multipart(x->arena, type, data, n, form) < 0
			       ? malformed(x) : 0;
refused:
	err_set(&x->q.err, ERR_USAGE, "kiểu nội dung không được nhận");
	return x->api ? err_hint(&x->q.err, "gửi %s",
				 page_has_files(x->q.page)
					 ? "multipart/form-data"
					 : "application/json") : -1;
}

int fields_take(struct exchange *x)
{
	const bool is_get = x->q.page->method == HTTP_GET;
	struct pairs query = { 0 };
	size_t n_required = 0;

	if (form_query(x->arena, x->query, strlen(x->query), &query) < 0)
		return malformed(x);
	if (!is_get && take_form(x, &x->pairs) < 0)
		return -1;
	for (const struct field *f = x->q.page->fields; f && f->name; f++)
		n_required++;
	x->value = ARENA_ARRAY(x->arena, query.n + x->pairs.n + n_required +
			       SEGMENTS_MAX, struct value);
	if (take_path(x) < 0)
		return -1;
	for (size_t i = 0; i < query.n; i++) {
		if (is_time(query.v[i].name)
			    ? take_time(&x->q, &query.v[i]) < 0
			    : is_get && take_pair(x, &query.v[i], x->api) < 0)
			return -1;
	}
	for (size_t i = 0; i < x->pairs.n; i++)
		if (take_pair(x, &x->pairs.v[i], true) < 0)
			return -1;
	conclude(x);
	return 0;
}

/* --- what handlers call --------------------------------------------------------------- */

const struct value *http_value(const struct request *q, const char *name,
			       size_t i)
{
	const struct exchange *x = q->x;
	const struct field *f = q->page ? q->page->fields : NULL;

	while (f && f->name && strcmp(f->name, name))
		f++;
	if (!f || !f->name)
		BUG("page %s has no field %s", q->path, name);
	for (size_t k = 0; k < x->n_value; k++)
		if (x->value[k].field == f && i-- == 0)
			return &x->value[k];
	return NULL;
}

static const struct value *valid(const struct request *q, const char *name)
{
	const struct value *v = http_value(q, name, 0);

	return v && !v->error ? v : NULL;
}

const char *http_text(const struct request *q, const char *name)
{
	const struct value *v = valid(q, name);

	return v ? v->text : NULL;
}

bool http_flag(const struct request *q, const char *name)
{
	return valid(q, name) != NULL;
}

bool http_int(const struct request *q, const char *name, int64_t *out)
{
	const struct value *v = valid(q, name);

	if (v)
		*out = v->number;
	return v;
}

bool http_day(const struct request *q, const char *name, day_t *out)
{
	const struct value *v = valid(q, name);

	if (v)
		*out = (day_t)v->number;
	return v;
}

bool http_decimal(const struct request *q, const char *name, struct dec *out)
{
	const struct value *v = valid(q, name);

	if (v)
		*out = v->quantity.low;
	return v;
}

bool http_quantity(const struct request *q, const char *name,
		   struct quantity *out)
{
	const struct value *v = valid(q, name);

	if (v)
		*out = v->quantity;
	return v;
}

const char *http_typed(const struct request *q, const char *name)
{
	const struct value *v = http_value(q, name, 0);

	return v && v->text && v->field->type != FIELD_SECRET ? v->text : "";
}

const char *http_error(const struct request *q, const char *name)
{
	const struct value *v = http_value(q, name, 0);

	if (v && v->error)
		return v->error;
	return q->err.kind != ERR_NONE && !q->x->wrong &&
			       strcmp(q->err.field, name) == 0
		       ? q->err.message : NULL;
}

const char *http_url(const struct request *q, const char *name,
		     const char *value)
{
	struct pairs old = { 0 };
	struct buf b = BUF_INIT(q->arena);
	char mark = '?';

	buf_adds(&b, q->path);
	form_query(q->arena, q->x->query, strlen(q->x->query), &old);
	for (size_t i = 0; i < old.n; i++) {
		if (strcmp(old.v[i].name, name) == 0 ||
		    strcmp(old.v[i].name, "trang") == 0)
			continue;
		buf_addch(&b, mark);
		form_escape(&b, old.v[i].name);
		buf_addch(&b, '=');
		form_escape(&b, old.v[i].value);
		mark = '&';
	}
	if (value) {
		buf_addch(&b, mark);
		form_escape(&b, name);
		buf_addch(&b, '=');
		form_escape(&b, value);
	}
	return b.data;
}
