/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the register of documents; finding one. */
#include "lint/law.h"

#include "lib/text/text.h"
#include "lint/citecode.h"
#include "pack/tree.h"

#include <string.h>

extern const char law_yaml[]; /* written by tools/text2c */

static const char *const fields[] = {
	"type", "code", "day", "issuer", "name", "year", "period", "from", "to",
	"replaced", "place", "sure", NULL,
};

static int refuse(struct err *e, const char *file, const struct node *n,
		  const char *message)
{
	return tree_err(e, file, n->line, n->column, "%s", message);
}

static const char *field(const struct node *map, const char *key)
{
	for (const struct node *n = map->child; n; n = n->next)
		if (strcmp(n->key, key) == 0)
			return n->text;
	return "";
}

static int read_years(const char *s, int *from, int *to)
{
	char *end;

	if (!*s)
		return 0;
	*from = *to = (int)strtol(s, &end, 10);
	if (*end == '-')
		*to = (int)strtol(end + 1, &end, 10);
	return *end || *from < 1945 || *to > 2099 || *from > *to ? -1 : 0;
}

static int read_day(const char *s, day_t *day)
{
	return *s ? day_parse(s, day) : 0;
}

static int check_fields(const char *file, const struct node *map,
			struct err *e)
{
	for (const struct node *n = map->child; n; n = n->next) {
		size_t i = 0;

		while (fields[i] && strcmp(fields[i], n->key) != 0)
			i++;
		if (!fields[i] || n->kind != NODE_TEXT)
			return refuse(e, file, n, "Mục không có trong danh sách văn bản");
	}
	return 0;
}

static int read_document(struct arena *a, const char *file,
			 const struct node *n, struct law_document *d,
			 struct err *e)
{
	const char *day = field(n, "day");
	struct code code;
	int ignored = 0;

	if (n->kind != NODE_MAP)
		return refuse(e, file, n, "Mỗi văn bản là một nhóm các mục");
	if (check_fields(file, n, e) < 0)
		return -1;
	*d = (struct law_document){
		.type = field(n, "type"), .code = field(n, "code"),
		.issuer = field(n, "issuer"), .name = field(n, "name"),
		.replaced = field(n, "replaced"), .from = DAY_MIN, .to = DAY_MAX,
		.place = text_fold(a, field(n, "place")), .has_day = *day,
		.sure = strcmp(field(n, "sure"), "no") != 0,
	};
	if (!*d->type || !code_scan(a, d->code, 0, true, &code) ||
	    !*code.symbol || d->code[code.to])
		return refuse(e, file, n, "Văn bản thiếu loại hoặc số, ký hiệu");
	if (read_day(day, &d->day) < 0 ||
	    read_day(field(n, "from"), &d->from) < 0 ||
	    read_day(field(n, "to"), &d->to) < 0 ||
	    read_years(field(n, "year"), &d->year, &ignored) < 0 ||
	    read_years(field(n, "period"), &d->period_from, &d->period_to) < 0)
		return refuse(e, file, n, "Ngày hoặc năm không đúng");
	d->number = code.number;
	d->code_year = code.year;
	d->key = code_key(a, code.symbol);
	d->words = cite_words(a, d->name);
	return 0;
}

struct law *law_read(struct arena *a, const char *file, const char *text,
		     size_t n, struct err *e)
{
	struct law *law = ARENA_NEW(a, struct law);
	struct node *tree = tree_read(a, file, text, n, e);
	size_t cap = 0;

	if (!tree)
		return NULL;
	*law = (struct law){ 0 };
	if (tree->kind != NODE_MAP || !tree->child ||
	    strcmp(tree->child->key, "documents") != 0 ||
	    tree->child->kind != NODE_LIST) {
		refuse(e, file, tree, "Thiếu danh sách \"documents\"");
		return NULL;
	}
	for (const struct node *d = tree->child->child; d; d = d->next)
		if (read_document(a, file, d,
				  VEC_PUSH(a, law->document, law->n, cap),
				  e) < 0)
			return NULL;
	return law;
}

struct law *law_register(struct arena *a)
{
	struct err e = { 0 };
	struct law *law = law_read(a, "documents.yaml", law_yaml,
				   strlen(law_yaml), &e);

	if (!law)
		BUG("%s: %s", e.message, e.detail);
	return law;
}

const struct law_document *law_find(const struct law *law, const char *key,
				    int number, int year)
{
	for (size_t i = 0; i < law->n; i++) {
		const struct law_document *d = &law->document[i];

		if (d->number == number && d->code_year == year &&
		    strcmp(d->key, key) == 0)
			return d;
	}
	return NULL;
}
