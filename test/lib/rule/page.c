/* SPDX-License-Identifier: Apache-2.0 */
/*
 * docs/rule.md keeps its word: every formula it shows is read with the names
 * of the pack, and every mistake it shows is refused in those words.
 */
#include "lib/rule/rule.h"
#include "pack/pack.h"
#include "test.h"

static struct rule *parse(struct arena *a, const struct pack *p, bool check,
			  const char *text, struct err *e)
{
	*e = (struct err){.kind = ERR_NONE};
	return check ? rule_parse_check(a, text, &p->names, e)
		     : rule_parse_value(a, text, &p->names, NULL, e);
}

/* "| `formula` | 24 | message |" */
static bool mistake(struct arena *a, const struct pack *p, char *line)
{
	char *rest = NULL;
	char *formula = strtok_r(line, "`", &rest); /* "| " */
	char *column;
	char *message;
	struct err e;

	formula = strtok_r(NULL, "`", &rest);
	column = strtok_r(NULL, "| ", &rest);
	message = rest;
	if (!formula || !column || strspn(column, "0123456789") == 0)
		return false;
	message += strspn(message, "| ");
	message[strlen(message) - strlen(" |")] = '\0';
	CHECK(parse(a, p, strchr(formula, '>') != NULL, formula, &e) == NULL);
	CHECK_STR(e.message, message);
	CHECK_STR(e.detail, arena_printf(a, "cột %s", column));
	return true;
}

TEST(rule_page)
{
	struct err e = {.kind = ERR_NONE};
	struct pack *p = pack_read(a, "packs/vn-htx-2012", &e);
	FILE *f = fopen("docs/rule.md", "r");
	bool check = false;
	bool block = false;
	char line[1024];
	int formulas = 0;
	int mistakes = 0;

	CHECK_STR(e.message, "");
	if (!CHECK(p != NULL) || !CHECK(f != NULL))
		return;
	while (fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "```", 3) == 0) {
			block = line[3] != '\0';
			check = strcmp(line, "```check") == 0;
		} else if (block) {
			if (!parse(a, p, check, line, &e))
				CHECK_STR(e.message, line);
			formulas++;
		} else if (strncmp(line, "| `", 3) == 0) {
			mistakes += mistake(a, p, line);
		}
	}
	fclose(f);
	CHECK_INT(formulas, 25);
	CHECK_INT(mistakes, 4);
}
