/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules file: a rule or a saying a line.
 *
 * Sayings about cells are read first, wherever they stand, because what can
 * be below zero decides how a quotient is understood.  A rule "each row" is
 * parsed once and applied at every row.
 */
#include "sheet/sheet.h"

#include "lib/file/file.h"
#include "lib/text/text.h"

#include <ctype.h>

/* A line being read. */
struct line {
	struct rules *rules;
	struct arena *arena;
	struct grid *grid; /* the first worksheet */
	int number;
	const char *text;
	const char *p; /* where in it */
	struct err *e;
	struct table_rule *rule; /* being parsed */
	bool any_negative;       /* a saying allows it somewhere */
};

/* --- refusals --------------------------------------------------------------------- */

static int column_at(const struct line *l, const char *p)
{
	int column = 1;

	for (const char *s = l->text; s < p; s++)
		column += ((unsigned char)*s & 0xc0) != 0x80;
	return column;
}

static int at_column(struct line *l, int column)
{
	return err_detail(l->e, "tệp “%s”, dòng %d, cột %d", l->rules->path,
			  l->number, column);
}

static int refuse(struct line *l, const char *p, const char *message)
{
	const char *here = *p ? arena_printf(l->arena, "gặp “%.40s”", p)
			      : "dòng đã hết";

	err_set(l->e, ERR_INPUT, "%s, nhưng %s", message, here);
	return at_column(l, column_at(l, p));
}

/* --- small pieces ------------------------------------------------------------------ */

static void skip_blanks(struct line *l)
{
	while (*l->p == ' ' || *l->p == '\t')
		l->p++;
}

static bool took_word(struct line *l, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(l->p, word, n) != 0 || (l->p[n] != ' ' &&
					    l->p[n] != '\t' && l->p[n] != ':'))
		return false;
	l->p += n;
	skip_blanks(l);
	return true;
}

static int64_t take_int(struct line *l)
{
	int64_t n = 0;

	if (!isdigit((unsigned char)*l->p))
		return -1;
	for (; isdigit((unsigned char)*l->p); l->p++)
		if (n <= 100000000)
			n = n * 10 + (*l->p - '0');
	return n;
}

/* What closes the name or title that s opens; NULL when it opens none. */
static const char *closing(const char *s)
{
	static const char *const pairs[][2] = {
		{ "[", "]" }, { "'", "'" }, { "\"", "\"" }, { "“", "”" },
	};

	for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
		if (strncmp(s, pairs[i][0], strlen(pairs[i][0])) == 0)
			return pairs[i][1];
	return NULL;
}

/* The first such sign outside of names and titles, or the end. */
static const char *find_outside(const char *s, char sign)
{
	const char *until = NULL;

	for (; *s; s++) {
		if (until && strncmp(s, until, strlen(until)) == 0)
			until = NULL;
		else if (!until && *s == sign)
			return s;
		else if (!until)
			until = closing(s);
	}
	return s;
}

/* Where the sentence ends: before a comment and the blanks before it. */
static size_t without_comment(const char *s)
{
	size_t n = (size_t)(find_outside(s, '#') - s);

	while (n > 0 && isspace((unsigned char)s[n - 1]))
		n--;
	return n;
}

/* --- names -------------------------------------------------------------------------- */

static int outside(struct line *l, const struct grid *g, const char *text)
{
	err_set(l->e, ERR_INPUT, "“%s” nằm ngoài bảng%s%s, bảng có A1:%s", text,
		g->name ? " " : "", g->name ? g->name : "",
		sheet_cell_name(l->arena, g->ncolumn - 1, g->nrow));
	return err_hint(l->e, "Tên cột trùng dạng tên ô thì viết trong ngoặc "
			      "vuông: [T1].");
}

/* What the name means in this book: its grid, and its columns and rows as far
 * as they do not depend on where the rule applies. */
static int resolve(struct line *l, const char *text, struct known_name *out)
{
	struct name *n = &out->name;
	struct span *s = &out->span;
	int64_t row = 0;

	out->text = text;
	if (name_scan(l->arena, text, n) == 0)
		*n = (struct name){ .kind = NAME_HEADER, .header = text };
	*s = n->span;
	s->grid = n->sheet ? book_grid(l->rules->book, n->sheet, l->e)
			   : l->grid;
	if (!s->grid)
		return -1;
	if (n->kind == NAME_HEADER) {
		if (name_header(l->arena, s->grid, n->header, &s->left, &row,
				l->e) < 0)
			return -1;
		s->right = s->left;
		s->top = row; /* of the heading, for now */
		return 0;
	}
	if ((n->kind != NAME_ROWS && s->right >= s->grid->ncolumn) ||
	    (n->kind != NAME_COLUMNS && s->bottom > s->grid->nrow))
		return outside(l, s->grid, text);
	return 0;
}

static bool fits_each(struct line *l, const struct name *n, const char *text)
{
	struct table_rule *r = l->rule;

	if (n->kind == NAME_CELLS ||
	    (n->kind == NAME_ROWS && r->each == EACH_COLUMN) ||
	    (n->kind != NAME_ROWS && r->each == EACH_ROW))
		return true;
	if (n->kind == NAME_ROWS)
		err_set(l->e, ERR_INPUT,
			"“%s” là một hàng: chỉ dùng sau “each column B..F:”",
			text);
	else
		err_set(l->e, ERR_INPUT,
			"“%s” là một cột: chỉ dùng sau “each row:”", text);
	err_hint(l->e, "Một ô thì viết cột rồi hàng: B2.");
	return false;
}

static const struct known_name *find_name(const struct table_rule *r,
					  const char *text)
{
	for (size_t i = 0; i < r->nname; i++)
		if (strcmp(r->name[i].text, text) == 0)
			return &r->name[i];
	return NULL;
}

static const struct known_name *learn_name(struct line *l, const char *text)
{
	struct table_rule *r = l->rule;
	const struct known_name *have = find_name(r, text);
	struct known_name k;

	if (have)
		return have;
	if (resolve(l, text, &k) < 0 || !fits_each(l, &k.name, text))
		return NULL;
	if (k.name.kind == NAME_HEADER && k.span.top > r->below)
		r->below = k.span.top;
	*VEC_PUSH(l->arena, r->name, r->nname, r->capname) = k;
	return &r->name[r->nname - 1];
}

/* --- what the parser asks ------------------------------------------------------------ */

/* Can no cell of it be below zero? */
static bool nonnegative(const struct line *l, const struct span *s)
{
	if (l->any_negative)
		return false;
	for (size_t c = s->left; c <= s->right && c < SHEET_MAX_COLUMNS; c++)
		if (s->grid->minus[c])
			return false;
	return true;
}

static int on_indicator(void *ctx, const char *name, const char **unit,
			bool *positive)
{
	struct line *l = ctx;
	const struct known_name *k = learn_name(l, name);

	if (!k)
		return -1;
	*unit = NULL; /* cells are numbers as printed */
	*positive = k->name.kind == NAME_ROWS ? !l->any_negative
					      : nonnegative(l, &k->span);
	return 0;
}

static int no_category(void *ctx, const char *dimension, const char *category)
{
	(void)ctx;
	(void)dimension;
	(void)category;
	return -1;
}

static int no_field(void *ctx, const char *kind, const char *field,
		    const char **unit)
{
	(void)ctx;
	(void)kind;
	(void)field;
	(void)unit;
	return -1;
}

static int no_event(void *ctx, const char *kind, const char *event)
{
	return no_category(ctx, kind, event);
}

static int no_unit(void *ctx, const char *unit, const char **dimension,
		   struct dec *factor)
{
	(void)ctx;
	(void)unit;
	(void)dimension;
	(void)factor;
	return -1;
}

static size_t on_name(void *ctx, const char *text)
{
	struct line *l = ctx;
	struct name name;

	return name_scan(l->arena, text, &name);
}

/* By how many cells it stands for. */
static const char *on_parts(void *ctx, const char *name)
{
	struct line *l = ctx;
	const struct known_name *k = find_name(l->rule, name);
	size_t wide = k->span.right - k->span.left + 1;
	int64_t high = k->span.bottom - k->span.top + 1;

	if (k->name.kind == NAME_ROWS)
		wide = 1;
	if (k->name.kind == NAME_COLUMNS || k->name.kind == NAME_HEADER)
		high = 1;
	return arena_printf(l->arena, "%lld", (long long)wide * high);
}

/* --- rules ---------------------------------------------------------------------------- */

struct ref_check {
	struct line *line;
	int column; /* 0: all is well */
	const char *message;
};

/* What parses and still has no meaning in a table. */
static void check_ref(void *ctx, const struct rule_ref *ref)
{
	struct ref_check *c = ctx;
	const struct known_name *k = find_name(c->line->rule, ref->indicator);

	if (c->column || !k)
		return;
	if (ref->percent)
		c->message = "pct và implied_plan không dùng trong bảng: gọi "
			     "thẳng ô chứa tỷ lệ";
	else if (ref->nsel == 0 &&
		 (k->span.left != k->span.right ||
		  (k->name.kind != NAME_HEADER &&
		   k->span.top != k->span.bottom)))
		c->message = "nhiều ô phải nằm trong sum(...), min(...), "
			     "max(...) hoặc mean(...)";
	if (c->message)
		c->column = ref->column;
}

static int parse_check(struct line *l)
{
	const struct rule_names names = {
		.ctx = l, .indicator = on_indicator, .category = no_category,
		.field = no_field, .event = no_event, .unit = no_unit,
		.name_len = on_name, .parts = on_parts,
	};
	struct table_rule *r = l->rule;
	int before = column_at(l, l->p) - 1;
	const char *sign = find_outside(l->p, '%');
	struct ref_check c = { .line = l };
	struct err *e = l->e;
	struct err mine = { 0 };
	int column = 1;

	if (*sign) { /* it would say a hundredth, and cells count per cents */
		err_set(e, ERR_INPUT, "không viết dấu %% trong quan hệ: ô ghi "
				      "67,6%% là số 67,6");
		err_hint(e, "Ví dụ 100 * B3 / B2 = C3, hoặc "
			    "100 * B3 / B2 <= 40.");
		return at_column(l, column_at(l, sign));
	}
	l->e = &mine;
	r->rule = rule_parse_check(l->arena, l->p, &names, &mine);
	l->e = e;
	if (r->rule) {
		rule_each_ref(r->rule, check_ref, &c);
		if (!c.column)
			return 0;
		err_set(&mine, ERR_INPUT, "%s", c.message);
		err_detail(&mine, "cột %d", c.column);
	}
	*e = mine;
	e->detail[0] = '\0';
	if (sscanf(mine.detail, "cột %d", &column) != 1)
		column = 1;
	return at_column(l, before + column);
}

static int take_range(struct line *l)
{
	struct table_rule *r = l->rule;
	bool rows = r->each == EACH_ROW;
	int64_t most = rows ? l->grid->nrow : (int64_t)l->grid->ncolumn;
	const char *start = l->p;

	if (*l->p == ':' && rows)
		return 0;
	for (int i = 0; i < 2; i++) {
		int64_t n = 0;

		if (rows)
			n = take_int(l);
		else
			for (; isalpha((unsigned char)*l->p); l->p++)
				if (n <= most)
					n = n * 26 +
					    toupper((unsigned char)*l->p) -
					    'A' + 1;
		if (n < 1)
			return refuse(l, l->p, rows ? "chờ số hàng, như “3..20”"
						    : "chờ cột, như “B..F”");
		if (n > most) {
			err_set(l->e, ERR_INPUT, "bảng chỉ có %lld %s",
				(long long)most, rows ? "hàng" : "cột");
			return at_column(l, column_at(l, start));
		}
		*(i ? &r->to : &r->from) = n;
		if (i == 0 && strncmp(l->p, "..", 2) != 0)
			return refuse(l, l->p, "chờ “..”");
		l->p += i == 0 ? 2 : 0;
	}
	r->spelled = true;
	if (r->to < r->from)
		return refuse(l, start, "số sau phải lớn hơn số trước");
	return 0;
}

static int take_each(struct line *l)
{
	struct table_rule *r = l->rule;

	if (!took_word(l, "each"))
		return 0;
	if (took_word(l, "row"))
		r->each = EACH_ROW;
	else if (took_word(l, "column"))
		r->each = EACH_COLUMN;
	else
		return refuse(l, l->p, "sau “each” chờ “row” hoặc “column”");
	if (take_range(l) < 0)
		return -1;
	skip_blanks(l);
	if (*l->p != ':')
		return refuse(l, l->p, "chờ dấu hai chấm");
	l->p++;
	skip_blanks(l);
	return 0;
}

static int take_title(struct line *l)
{
	const char *quote = strchr("['", *l->p) ? NULL : closing(l->p);
	const char *start = l->p;
	const char *end;

	if (!quote)
		return 0;
	start += *start == '"' ? 1 : strlen("“");
	end = strstr(start, quote);
	if (!end)
		return refuse(l, l->p, "tên quan hệ mở ngoặc kép mà không "
				       "đóng");
	l->rule->title = arena_strndup(l->arena, start, (size_t)(end - start));
	l->p = end + strlen(quote);
	skip_blanks(l);
	if (*l->p == ':')
		l->p++;
	skip_blanks(l);
	return 0;
}

static int take_rule(struct line *l)
{
	struct rules *rs = l->rules;
	struct table_rule r = { .line = l->number };
	struct arena *a = l->arena;

	l->rule = &r;
	if (take_title(l) < 0 || take_each(l) < 0)
		return -1;
	r.text = l->p;
	if (parse_check(l) < 0)
		return -1;
	if (r.each == EACH_ROW && !r.spelled) {
		if (r.below == 0)
			return refuse(l, l->text,
				      "không gọi cột theo tên thì phải ghi "
				      "các hàng, như “each row 3..20:”");
		r.from = r.below + 1;
		r.to = l->grid->nrow;
	}
	*VEC_PUSH(a, rs->rule, rs->nrule, rs->caprule) = r;
	return 0;
}

/* --- sayings ---------------------------------------------------------------------------- */

static const struct {
	const char *word;
	enum saying what;
} sayings[] = {
	{ "trust", SAY_TRUST },
	{ "fixed", SAY_FIXED },
	{ "rounded", SAY_ROUNDED },
	{ "negative", SAY_NEGATIVE },
};

/* Cells, or a whole column by letter or heading. */
static int take_span(struct line *l, struct span *out)
{
	struct known_name k;
	struct name name;
	size_t n = name_scan(l->arena, l->p, &name);
	const char *start = l->p;

	if (n == 0)
		n = strcspn(l->p, " \t");
	if (n == 0)
		return refuse(l, l->p, "chờ ô, như B2:B9, hoặc cột, như $B");
	if (resolve(l, arena_strndup(l->arena, l->p, n), &k) < 0)
		return at_column(l, column_at(l, start));
	*out = k.span;
	if (k.name.kind == NAME_COLUMNS || k.name.kind == NAME_HEADER) {
		out->top = 1;
		out->bottom = k.span.grid->nrow;
	} else if (k.name.kind == NAME_ROWS) {
		out->left = 0;
		out->right = k.span.grid->ncolumn - 1;
	}
	l->p += n;
	skip_blanks(l);
	return 0;
}

/* 1 when the line was one. */
static int take_saying(struct line *l)
{
	struct span where;
	int64_t weight = 1;
	size_t i = 0;

	while (i < ARRAY_LEN(sayings) && !took_word(l, sayings[i].word))
		i++;
	if (i == ARRAY_LEN(sayings))
		return 0;
	if (take_span(l, &where) < 0)
		return -1;
	if (sayings[i].what == SAY_TRUST) {
		const char *start = l->p;

		weight = take_int(l);
		if (weight < 1 || weight > REPAIR_MAX_WEIGHT)
			return refuse(l, start,
				      "chờ độ tin, số nguyên từ 1 đến 1000000");
	}
	if (*l->p)
		return refuse(l, l->p, "chờ hết dòng");
	l->any_negative = l->any_negative || sayings[i].what == SAY_NEGATIVE;
	book_say(l->rules->book, sayings[i].what, &where, weight);
	return 1;
}

/* --- where rules apply --------------------------------------------------------------------- */

struct span rules_span(const struct instance *in, const struct rule_ref *ref)
{
	const struct known_name *k = find_name(in->rule, ref->indicator);
	struct span s;

	if (!k)
		BUG("%s is no name of the rule", ref->indicator);
	s = k->span;
	if (k->name.kind == NAME_COLUMNS || k->name.kind == NAME_HEADER)
		s.top = s.bottom = in->at;
	else if (k->name.kind == NAME_ROWS)
		s.left = s.right = (size_t)in->at - 1;
	return s;
}

size_t span_size(const struct span *s)
{
	return (s->right - s->left + 1) * (size_t)(s->bottom - s->top + 1);
}

struct cell *rules_cell(const struct rules *r, const struct span *s, size_t i,
			struct err *e)
{
	size_t width = s->right - s->left + 1;

	return book_cell(r->book, s->grid, s->left + i % width,
			 s->top + (int64_t)(i / width), e);
}

struct count {
	const struct instance *in;
	size_t operands;
	size_t filled;
	size_t numbers;
};

static void count_cells(void *ctx, const struct rule_ref *ref)
{
	struct count *c = ctx;
	const struct known_name *k = find_name(c->in->rule, ref->indicator);
	struct span s = rules_span(c->in, ref);
	size_t n = span_size(&s);

	c->operands += n;
	if (k->name.kind == NAME_CELLS)
		return;
	for (size_t i = 0; i < n; i++) {
		size_t column = s.left + i % (s.right - s.left + 1);
		int64_t row = s.top +
			      (int64_t)(i / (s.right - s.left + 1));

		c->filled += *grid_text(s.grid, column, row) != '\0';
		c->numbers += grid_is_number(s.grid, column, row);
	}
}

/* Is there anything to check at this row or column? */
static bool applies(const struct instance *in, size_t *operands)
{
	struct count c = { .in = in };

	rule_each_ref(in->rule->rule, count_cells, &c);
	if (in->rule->each != EACH_NONE &&
	    (in->rule->spelled ? c.filled : c.numbers) == 0)
		return false;
	*operands += c.operands;
	return true;
}

static const char *where(struct arena *a, const struct instance *in)
{
	const struct table_rule *r = in->rule;
	char *column;

	if (r->each == EACH_NONE)
		return arena_printf(a, "dòng %d", r->line);
	if (r->each == EACH_ROW)
		return arena_printf(a, "dòng %d, hàng %lld", r->line,
				    (long long)in->at);
	column = sheet_cell_name(a, (size_t)in->at - 1, 1);
	column[strcspn(column, "0123456789")] = '\0';
	return arena_printf(a, "dòng %d, cột %s", r->line, column);
}

static int too_many(const struct table_rule *r, struct err *e)
{
	err_set(e, ERR_INPUT, "quá nhiều quan hệ: tối đa %d quan hệ với %d "
			      "lần nhắc đến ô", SHEET_MAX_RULES,
		SHEET_MAX_OPERANDS);
	err_detail(e, "dòng %d của tệp quy tắc", r->line);
	return err_hint(e, "Chia bảng hoặc tệp quy tắc thành nhiều phần.");
}

static int apply_rule(struct rules *rs, const struct table_rule *r,
		      size_t *operands, struct err *e)
{
	struct arena *a = book_arena(rs->book);
	int64_t to = r->each == EACH_NONE ? r->from : r->to;

	for (int64_t at = r->from; at <= to; at++) {
		struct instance in = { .rule = r, .at = at };

		if (!applies(&in, operands))
			continue;
		if (rs->ninstance == SHEET_MAX_RULES ||
		    *operands > SHEET_MAX_OPERANDS)
			return too_many(r, e);
		in.where = where(a, &in);
		*VEC_PUSH(a, rs->instance, rs->ninstance, rs->capinstance) =
			in;
	}
	return 0;
}

struct cell_read {
	struct rules *rules;
	const struct instance *in;
	struct err *e;
	bool failed;
};

static void read_cells(void *ctx, const struct rule_ref *ref)
{
	struct cell_read *c = ctx;
	struct span s = rules_span(c->in, ref);
	size_t n = span_size(&s);

	for (size_t i = 0; i < n && !c->failed; i++)
		c->failed = !rules_cell(c->rules, &s, i, c->e);
}

static int apply_all(struct rules *rs, struct err *e)
{
	size_t operands = 0;

	for (size_t i = 0; i < rs->nrule; i++)
		if (apply_rule(rs, &rs->rule[i], &operands, e) < 0)
			return -1;
	for (size_t i = 0; i < rs->ninstance; i++) {
		struct cell_read c = { rs, &rs->instance[i], e, false };

		rule_each_ref(c.in->rule->rule, read_cells, &c);
		if (c.failed)
			return err_detail(e, "tệp “%s”; tệp quy tắc “%s”, %s",
					  book_path(rs->book), rs->path,
					  c.in->where);
	}
	return 0;
}

/* --- the file ------------------------------------------------------------------------------- */

/* Calls fn with each line that says something; stops when it fails. */
static int each_line(struct line *l, const char *text,
		     int (*fn)(struct line *l))
{
	l->number = 0;
	while (*text) {
		size_t n = strcspn(text, "\n");
		const char *line = arena_strndup(l->arena, text, n);

		l->number++;
		text += n + (text[n] == '\n');
		l->text = arena_strndup(l->arena, line, without_comment(line));
		l->p = l->text;
		skip_blanks(l);
		if (*l->p && fn(l) < 0)
			return -1;
	}
	return 0;
}

static bool is_saying(struct line *l)
{
	const char *start = l->p;
	bool is = false;

	for (size_t i = 0; i < ARRAY_LEN(sayings); i++)
		is = is || took_word(l, sayings[i].word);
	l->p = start;
	return is;
}

static int only_sayings(struct line *l)
{
	return take_saying(l);
}

static int only_rules(struct line *l)
{
	return is_saying(l) ? 0 : take_rule(l);
}

int rules_parse(struct book *b, const char *path, const char *text, size_t n,
		struct rules *out, struct err *e)
{
	struct arena *a = book_arena(b);
	struct line l = { .rules = out, .arena = a, .e = e };
	char *nfc;

	*out = (struct rules){ .book = b, .path = arena_strdup(a, path) };
	l.grid = book_grid(b, NULL, e);
	if (!l.grid)
		return -1;
	if (text_nfc(a, text, n, &nfc, e) < 0)
		return err_detail(e, "tệp “%s”", path);
	if (each_line(&l, nfc, only_sayings) < 0 ||
	    each_line(&l, nfc, only_rules) < 0)
		return -1;
	if (out->nrule == 0) {
		err_set(e, ERR_INPUT, "Tệp quy tắc “%s” không có quan hệ nào",
			path);
		return err_hint(e, "Mỗi dòng một quan hệ, ví dụ B2 = B3 + B4.");
	}
	return apply_all(out, e);
}

int rules_read(struct book *b, const char *path, struct rules *out,
	       struct err *e)
{
	size_t n;
	char *text = file_read(book_arena(b), path, SHEET_MAX_RULES_FILE, &n,
			       e);

	return text ? rules_parse(b, path, text, n, out, e) : -1;
}
