/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The OpenAPI 3.1 document of a page table.  Whatever a row says is in it, and
 * nothing else: a new row documents itself.
 */
#include "api/internal.h"

enum { TEXT_MAX = 500, LINES_MAX = 20000 }; /* the defaults of lib/http */

static const char *const method[] = { "get", "post", "put", "delete" };

/* --- a field ------------------------------------------------------------------ */

static json_t *choices_json(const char *choices)
{
	json_t *list = json_array();

	for (const char *p = choices; *p; p += *p == '|') {
		const size_t n = strcspn(p, "|");

		json_array_append_new(list, json_stringn(p, n));
		p += n;
	}
	return list;
}

static void add_length(json_t *j, const struct field *f, int64_t standard)
{
	json_object_set_new(j, "maxLength",
			    json_integer(f->max ? f->max : standard));
	if (f->min)
		json_object_set_new(j, "minLength", json_integer(f->min));
}

static json_t *one_schema(const struct field *f)
{
	static const char *const type[] = {
		[FIELD_TEXT] = "string", [FIELD_LINES] = "string",
		[FIELD_SECRET] = "string", [FIELD_INT] = "integer",
		[FIELD_DAY] = "string", [FIELD_DECIMAL] = "string",
		[FIELD_QUANTITY] = "string", [FIELD_CHOICE] = "string",
		[FIELD_FLAG] = "boolean", [FIELD_FILE] = "string",
	};
	json_t *j = json_pack("{s:s}", "type", type[f->type]);

	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_SECRET:
		add_length(j, f, TEXT_MAX);
		break;
	case FIELD_LINES:
		add_length(j, f, LINES_MAX);
		break;
	case FIELD_INT:
		json_object_set_new(j, "minimum", json_integer(f->min));
		if (f->max)
			json_object_set_new(j, "maximum",
					    json_integer(f->max));
		break;
	case FIELD_DAY:
		json_object_set_new(j, "format", json_string("date"));
		break;
	case FIELD_CHOICE:
		json_object_set_new(j, "enum", choices_json(f->choices));
		break;
	case FIELD_DECIMAL:
	case FIELD_QUANTITY:
	case FIELD_FLAG:
		break;
	case FIELD_FILE:
		json_object_set_new(j, "contentMediaType",
				    json_string("application/octet-stream"));
		break;
	}
	return j;
}

static json_t *schema_of(const struct field *f)
{
	if (!(f->flags & FIELD_MANY))
		return one_schema(f);
	return json_pack("{s:s, s:o}", "type", "array", "items",
			 one_schema(f));
}

/* --- where it is sent ------------------------------------------------------------ */

static bool in_path(struct arena *a, const struct page *p,
		    const struct field *f)
{
	return strstr(p->path, arena_printf(a, "{%s}", f->name)) != NULL;
}

static json_t *parameter(const struct field *f, bool path)
{
	return json_pack("{s:s, s:s, s:s, s:b, s:o}", "name", f->name, "in",
			 path ? "path" : "query", "description", f->label,
			 "required", path || f->flags & FIELD_REQUIRED,
			 "schema", schema_of(f));
}

static json_t *parameters(struct arena *a, const struct page *p)
{
	json_t *list = json_array();

	for (const struct field *f = p->fields; f && f->name; f++) {
		const bool path = in_path(a, p, f);

		if (path || p->method == HTTP_GET)
			json_array_append_new(list, parameter(f, path));
	}
	return list;
}

/* A file cannot be sent in JSON. */
static const char *media_type(const struct page *p)
{
	for (const struct field *f = p->fields; f && f->name; f++)
		if (f->type == FIELD_FILE)
			return "multipart/form-data";
	return "application/json";
}

static json_t *body(struct arena *a, const struct page *p)
{
	json_t *properties = json_object();
	json_t *required = json_array();

	for (const struct field *f = p->fields; f && f->name; f++) {
		json_t *schema;

		if (in_path(a, p, f))
			continue;
		schema = schema_of(f);
		json_object_set_new(schema, "description",
				    json_string(f->label));
		json_object_set_new(properties, f->name, schema);
		if (f->flags & FIELD_REQUIRED)
			json_array_append_new(required, json_string(f->name));
	}
	return json_pack("{s:b, s:{s:{s:{s:s, s:o, s:o, s:b}}}}",
			 "required", json_array_size(required) > 0,
			 "content", media_type(p), "schema",
			 "type", "object", "properties", properties,
			 "required", required, "additionalProperties", 0);
}

/* --- what comes back ----------------------------------------------------------------- */

static json_t *reference(const char *to)
{
	return json_pack("{s:s}", "$ref", to);
}

static json_t *responses(const struct page *p)
{
	json_t *j = json_pack("{s:{s:s, s:{s:{s:{}}}}}", "200", "description",
			      p->help ? p->help : p->title, "content",
			      "application/json", "schema");

	json_object_set_new(j, "default",
			    reference("#/components/responses/Problem"));
	return j;
}

/* "getOrganisationsId" */
static const char *operation_id(struct arena *a, const struct page *p)
{
	struct buf b = BUF_INIT(a);
	bool begins = true;

	buf_adds(&b, method[p->method]);
	for (const char *s = p->path; *s; s++) {
		const bool letter = (*s | 32) >= 'a' && (*s | 32) <= 'z';

		if (strncmp(s, "/api/v1", 7) == 0) {
			s += 6;
			continue;
		}
		if (letter)
			buf_addch(&b, begins ? (char)(*s & ~32) : *s);
		begins = !letter;
	}
	return b.data;
}

static json_t *operation(struct arena *a, const struct page *p)
{
	const bool open = strcmp(p->right, RIGHT_PUBLIC) == 0;
	json_t *j = json_pack("{s:s, s:s, s:s, s:o, s:o}",
			      "operationId", operation_id(a, p),
			      "summary", p->title, "x-right", p->right,
			      "parameters", parameters(a, p),
			      "responses", responses(p));

	if (p->help)
		json_object_set_new(j, "description", json_string(p->help));
	if (p->method != HTTP_GET)
		json_object_set_new(j, "requestBody", body(a, p));
	if (open)
		json_object_set_new(j, "security", json_array());
	return j;
}

/* RFC 9457, as lib/http writes it. */
static json_t *components(void)
{
	json_t *problem = json_pack(
		"{s:s, s:{s:{s:s}, s:{s:s}, s:{s:s}, s:{s:s}, s:{s:s},"
		" s:{s:s, s:{s:s, s:{s:{s:s}, s:{s:s}}}}}}",
		"type", "object", "properties", "type", "type", "string",
		"title", "type", "string", "status", "type", "integer",
		"detail", "type", "string", "hint", "type", "string",
		"errors", "type", "array", "items", "type", "object",
		"properties", "field", "type", "string", "message", "type",
		"string");
	json_t *response = json_pack(
		"{s:s, s:{s:{s:o}}}", "description", "Lỗi (RFC 9457)",
		"content", "application/problem+json", "schema",
		reference("#/components/schemas/Problem"));

	return json_pack("{s:{s:o}, s:{s:o}, s:{s:{s:s, s:s}}}",
			 "schemas", "Problem", problem, "responses", "Problem",
			 response, "securitySchemes", "token", "type", "http",
			 "scheme", "bearer");
}

json_t *openapi_json(struct arena *a, const struct page *table)
{
	json_t *paths = json_object();

	for (; table->path; table++) {
		json_t *item = json_object_get(paths, table->path);

		if (!item) {
			item = json_object();
			json_object_set_new(paths, table->path, item);
		}
		json_object_set_new(item, method[table->method],
				    operation(a, table));
	}
	return json_pack("{s:s, s:{s:s, s:s}, s:[{s:[]}], s:o, s:o}",
			 "openapi", "3.1.0", "info", "title", "hoptac",
			 "version", "1", "security", "token", "paths", paths,
			 "components", components());
}
