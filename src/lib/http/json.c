/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What programs send and are told: a flat JSON object read as a form, and
 * errors as problems (RFC 9457).
 */
#include "lib/http/internal.h"

#include "lib/text/text.h"

#include <jansson.h>

/* --- an object as a form -------------------------------------------------------- */

static int no_value(struct err *e, const char *name, const char *why)
{
	err_set(e, ERR_INPUT, "trường “%.40s”: %s", name, why);
	return err_field(e, name);
}

static int add_member(struct arena *a, struct pairs *out, const char *name,
		      const json_t *j, bool inside, struct err *e)
{
	const char *value = NULL;
	char *nfc;

	if (json_is_array(j) && !inside) {
		for (size_t i = 0; i < json_array_size(j); i++)
			if (add_member(a, out, name, json_array_get(j, i), true,
				       e) < 0)
				return -1;
		return 0;
	}
	if (json_is_null(j))
		return 0;
	if (json_is_string(j)) {
		/* jansson has refused \u0000 */
		if (text_nfc(a, json_string_value(j), json_string_length(j),
			     &nfc, NULL) < 0)
			return no_value(e, name, "không phải chữ UTF-8");
		value = nfc;
	} else if (json_is_integer(j)) {
		value = arena_printf(a, "%lld",
				     (long long)json_integer_value(j));
	} else if (json_is_boolean(j)) {
		value = json_is_true(j) ? "true" : "false";
	} else if (json_is_real(j)) {
		return no_value(e, name, "số lẻ ghi trong ngoặc kép: \"36.48\"");
	} else {
		return no_value(e, name, "không nhận đối tượng lồng nhau");
	}
	if (out->n == FIELDS_MAX || !*name || strlen(name) > FIELD_NAME_MAX)
		return err_set(e, ERR_USAGE, "đối tượng JSON có quá nhiều"
					     " trường, hoặc tên quá dài");
	*VEC_PUSH(a, out->v, out->n, out->cap) =
		(struct pair){ name, value, strlen(value), NULL };
	return 0;
}

int json_form(struct arena *a, const char *s, size_t n, struct pairs *out,
	      struct err *e)
{
	json_error_t why;
	json_t *j = json_loadb(s, n, JSON_REJECT_DUPLICATES, &why);
	const char *name;
	json_t *member;
	int status = 0;

	if (!json_is_object(j)) {
		json_decref(j);
		err_set(e, ERR_USAGE, "nội dung không phải một đối tượng JSON");
		return err_detail(e, "dòng %d, cột %d", why.line, why.column);
	}
	json_object_foreach(j, name, member) {
		status = add_member(a, out, arena_strdup(a, name), member,
				    false, e);
		if (status < 0)
			break;
	}
	json_decref(j);
	return status;
}

/* --- a problem -------------------------------------------------------------------- */

static void add_error(json_t *list, const char *field, const char *message)
{
	json_t *j = json_object();

	json_object_set_new(j, "field", json_string(field));
	json_object_set_new(j, "message", json_string(message));
	json_array_append_new(list, j);
}

/* Every field that was refused; what a handler says of one comes last. */
static json_t *errors(const struct exchange *x)
{
	const struct err *e = &x->q.err;
	json_t *list = json_array();
	bool told = !*e->field;

	for (size_t i = 0; i < x->n_value; i++) {
		const struct value *v = &x->value[i];

		if (!v->error)
			continue;
		add_error(list, v->name, v->error);
		told = told || strcmp(v->name, e->field) == 0;
	}
	if (!told)
		add_error(list, e->field, e->message);
	return list;
}

void json_problem(const struct exchange *x, const char *title,
		  struct buf *out)
{
	const struct err *e = &x->q.err;
	json_t *j = json_object();
	char *text;

	json_object_set_new(j, "type", json_string("about:blank"));
	json_object_set_new(j, "title", json_string(title));
	json_object_set_new(j, "status", json_integer(x->r.status));
	if (*e->message)
		json_object_set_new(j, "detail",
				    json_string(*e->detail ? arena_printf(
					x->arena, "%s (%s)", e->message,
					e->detail) : e->message));
	if (*e->hint)
		json_object_set_new(j, "hint", json_string(e->hint));
	json_object_set_new(j, "errors", errors(x));
	text = json_dumps(j, JSON_INDENT(2));
	buf_adds(out, text ? text : "{}");
	buf_addch(out, '\n');
	free(text);
	json_decref(j);
}
