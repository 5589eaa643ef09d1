/* SPDX-License-Identifier: Apache-2.0 */
/* Relations over amounts made by hand: findings, their parts and repairs. */
#include "lint/relation_read.h"

#include "test.h"

#include <string.h>

/* A document that is a list of numbers: "46;9;56"; "115%" is a per cent. */
struct sheet {
	struct lint *l;
	struct amount *amount;
	size_t n;
};

static struct sheet numbers(struct arena *a, const char *text)
{
	static const struct lint_options all;
	struct err e = { 0 };
	struct sheet s = { .amount = ARENA_ARRAY(a, 32, struct amount) };
	struct document *d = document_parse(a, "t.txt", text, strlen(text), &e);

	if (!d)
		BUG("%s", e.message);
	s.l = ARENA_NEW(a, struct lint);
	*s.l = (struct lint){ .arena = a, .doc = d, .options = &all };
	for (size_t i = 0; text[i];) {
		size_t n = strcspn(text + i, ";");
		size_t digits = strcspn(text + i, "%;");
		struct amount *m = &s.amount[s.n++];

		*m = (struct amount){
			.passage = &d->passage[0], .from = i, .to = i + n,
			.digits = i, .digits_end = i + digits,
			.unit = digits < n ? "%" : "htx",
			.factor = dec_int(1), .unit_text = "",
		};
		if (quantity_parse(arena_strndup(a, text + i, digits),
				   &m->written, &e) < 0)
			BUG("%s", e.message);
		i += n + (text[i + n] == ';');
	}
	return s;
}

static void add_sum(struct relations *rs, int whole, const int *part)
{
	struct relation_term t[16];
	size_t n = 0;

	for (; *part >= 0; part++)
		t[n++] = (struct relation_term){ *part, 1 };
	relation_sum(rs, relation_add(rs, &relation_rules[SUM_MISMATCH], true),
		     whole, REPAIR_EQ, t, n);
}

static const char *parts(struct arena *a, const struct lint *l, size_t finding)
{
	const struct lint_finding *f = &l->finding[finding];
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < f->npart; i++)
		buf_addf(&b, "%s%s", i ? " " : "",
			 lint_quote(a, l->doc, f->part[i].start,
				    f->part[i].end));
	return b.data;
}

/* 46 + 9 = 55, 308 + 54 + 46 + 11 = 419: only 46 stands in both. */
TEST(system_tells_one_figure_for_two_sums)
{
	struct sheet s = numbers(a, "46;09;56;308;54;11;420");
	struct relations *rs = relations_new(s.l, s.amount, s.n);

	add_sum(rs, 2, (int[]){ 0, 1, -1 });
	add_sum(rs, 6, (int[]){ 3, 4, 0, 5, -1 });
	relations_tell(rs);
	CHECK_INT(s.l->nfinding, 1);
	CHECK_STR(s.l->finding[0].rule->id, "sum-mismatch");
	CHECK_STR(s.l->finding[0].repair, "46 → 47");
	CHECK_STR(s.l->finding[0].message,
		  "46 + 9 = 55, không phải 56; 308 + 54 + 46 + 11 = 419, không "
		  "phải 420. Sửa 46 → 47 thì cả hai đúng.");
	CHECK_STR(parts(a, s.l, 0), "46 56 09 420 308 54 11");
}

/* A sum by itself can be mended at each of its numbers. */
TEST(system_offers_every_repair_of_a_lone_sum)
{
	struct sheet s = numbers(a, "46;09;56");
	struct relations *rs = relations_new(s.l, s.amount, s.n);

	add_sum(rs, 2, (int[]){ 0, 1, -1 });
	relations_tell(rs);
	CHECK_INT(s.l->nfinding, 1);
	CHECK(strstr(s.l->finding[0].message, "46 → 47") != NULL);
	CHECK(strstr(s.l->finding[0].message, "56 → 55") != NULL);
	CHECK(strstr(s.l->finding[0].message, "09 → 10") != NULL);
}

/* 474 = 338 + 136, and 338 of it are 71 %; but 75 % are not. */
TEST(system_judges_shares_as_printed)
{
	struct sheet s = numbers(a, "474;338;71%;75%");
	struct relations *rs = relations_new(s.l, s.amount, s.n);

	relation_product(rs, relation_add(rs, &relation_rules[SHARE_MISMATCH],
					  true), 1, 2, 0);
	relation_product(rs, relation_add(rs, &relation_rules[SHARE_MISMATCH],
					  true), 1, 3, 0);
	relations_tell(rs);
	CHECK_INT(s.l->nfinding, 1);
	CHECK(strstr(s.l->finding[0].message,
		     "338/474 = 71,31%, không phải 75%") != NULL);
	CHECK_STR(s.l->finding[0].repair, "75% → 71%");
}

/* 87 of 108 are 80,55 %: printed 80,5 % it was cut off, 80,4 % is wrong. */
TEST(system_lets_per_cents_be_cut_off)
{
	struct sheet s = numbers(a, "108;87;80,5%;80,4%");
	struct relations *rs = relations_new(s.l, s.amount, s.n);

	relation_product(rs, relation_add(rs, &relation_rules[SHARE_MISMATCH],
					  true), 1, 2, 0);
	relations_tell(rs);
	CHECK_INT(s.l->nfinding, 0);
	relation_product(rs, relation_add(rs, &relation_rules[SHARE_MISMATCH],
					  true), 1, 3, 0);
	relations_tell(rs);
	CHECK_INT(s.l->nfinding, 1);
}

/* One figure stated twice is changed in both places or not at all. */
TEST(system_trusts_what_is_said_twice)
{
	struct sheet s = numbers(a, "46;09;56;56");
	struct relations *rs = relations_new(s.l, s.amount, s.n);

	relations_same(rs, 2, 3);
	add_sum(rs, 3, (int[]){ 0, 1, -1 });
	relations_tell(rs);
	CHECK_INT(s.l->nfinding, 1);
	CHECK(strstr(s.l->finding[0].message, "56 →") == NULL);
	CHECK(strstr(s.l->finding[0].message, "46 → 47") != NULL);
}

/* What is doubtful is a warning, and silent where an error explains it. */
TEST(system_only_warns_of_what_is_doubtful)
{
	struct sheet s = numbers(a, "46;09;56;12");
	struct relations *rs = relations_new(s.l, s.amount, s.n);
	struct relation_term t[2] = { { 0, 1 }, { 1, 1 } };

	relation_sum(rs, relation_add(rs, &relation_rules[SUM_MISMATCH], false),
		     2, REPAIR_EQ, t, 2);
	relations_tell(rs);
	CHECK_INT(s.l->nfinding, 1);
	CHECK_INT(s.l->finding[0].severity, SEV_WARNING);
	s.l->nfinding = 0;
	add_sum(rs, 2, (int[]){ 0, 1, -1 });
	relations_tell(rs);
	CHECK_INT(s.l->nfinding, 1);
	CHECK_INT(s.l->finding[0].severity, SEV_ERROR);
}
