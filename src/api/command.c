/* SPDX-License-Identifier: Apache-2.0 */
/* Between a request and a command; what a user limited to a unit may write. */
#include "api/internal.h"

#include "figure/words.h"
#include "lib/db/db.h"
#include "office/office.h"
#include "register/page.h"
#include "register/view.h"

#define JSON "application/json"

int answer_json(struct response *r, json_t *j)
{
	json_print(&r->body, j);
	r->type = JSON;
	return 0;
}

/* The day and the moment that every page understands, where the command has
 * such an option and its own field says nothing. */
static void add_times(struct request *q, const struct cmd *c,
		      struct cli_arg *arg, size_t *n)
{
	bool on = false;
	bool known = false;

	for (size_t i = 0; i < *n; i++) {
		on |= arg[i].name && strcmp(arg[i].name, "on") == 0;
		known |= arg[i].name && strcmp(arg[i].name, "known") == 0;
	}
	if (q->has_on && !on && cmd_has(c, "on"))
		arg[(*n)++] = (struct cli_arg){ "on", day_iso(q->arena, q->on) };
	if (q->has_known && !known && cmd_has(c, "known"))
		arg[(*n)++] = (struct cli_arg){ "known", moment_iso(q->arena,
								    q->known) };
}

static size_t count_fields(const struct page *p)
{
	size_t n = 0;

	for (const struct field *f = p->fields; f && f->name; f++)
		n++;
	return n;
}

/* Is it one of the words "a|b"? */
static bool word_in(const char *words, const char *s)
{
	const size_t n = strlen(s);

	for (const char *p = words; *p; p += *p == '|') {
		const size_t len = strcspn(p, "|");

		if (len == n && memcmp(p, s, n) == 0)
			return true;
		p += len;
	}
	return false;
}

int run_command(struct request *q, struct response *r, const struct cmd *c,
		const char *argument, const char *flag)
{
	struct cli cli = { .arena = q->arena, .db = q->db,
			   .user = q->user->login,
			   .out = (struct buf)BUF_INIT(q->arena) };
	struct cli_arg *arg = ARENA_ARRAY(q->arena, count_fields(q->page) + 4,
					  struct cli_arg);
	size_t n = 0;

	for (const struct field *f = q->page->fields; f && f->name; f++) {
		const struct value *v = http_value(q, f->name, 0);
		bool positional = argument && word_in(argument, f->name);

		if (v && (positional || cmd_has(c, f->name)))
			arg[n++] = (struct cli_arg){
				positional ? NULL : f->name, v->text
			};
	}
	add_times(q, c, arg, &n);
	if (flag)
		arg[n++] = (struct cli_arg){ flag, "" };
	if (cmd_has(c, "format"))
		arg[n++] = (struct cli_arg){ "format", "json" };
	if (cli_call(&cli, c, arg, n) < 0) {
		/* to a program every value is a part of the request; what a
		 * field names and is not there is a value too */
		if (cli.err.kind == ERR_USAGE ||
		    (cli.err.kind == ERR_NOTFOUND && *cli.err.field))
			cli.err.kind = ERR_INPUT;
		q->err = cli.err;
		return -1;
	}
	r->type = JSON;
	r->body = cli.out;
	return 0;
}

/* --- whose ------------------------------------------------------------------- */

int may_write_org(struct request *q, int64_t org, day_t on)
{
	const struct org *o;
	const char *why;
	struct view v;

	if (view_at(q->arena, q->db, on, db_last_tx(q->db), &v, &q->err) < 0)
		return -1;
	o = register_org(q->arena, q->db, v.pack, org, v.known, &q->err);
	if (!o)
		return -1;
	why = page_barred(q, &v, org_version_on(o, on));
	return why ? http_forbid(q, why) : 0;
}
