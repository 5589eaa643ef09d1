/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lib/rule/lex.c, src/lib/rule/parser.c, src/lib/rule/typing.c and
 * src/lib/rule/records.c too: what the grammar takes, and each refusal with
 * its column. */
#include "lib/rule/fixture.h"

#include "lib/base/buf.h"

static struct rule *parse_value(struct arena *a, const char *text,
				const char *unit, struct err *e)
{
	*e = (struct err){ .kind = ERR_NONE };
	return rule_parse_value(a, text, &fixture_names, unit, e);
}

static void refused(struct arena *a, bool check, const char *text,
		    const char *where, const char *message)
{
	struct err e = { .kind = ERR_NONE };
	struct rule *r;

	r = check ? rule_parse_check(a, text, &fixture_names, &e) :
		    rule_parse_value(a, text, &fixture_names, NULL, &e);
	if (!CHECK(r == NULL))
		test_str(text, NULL, "accepted", 0);
	CHECK_STR(e.detail, where);
	CHECK_ERR(&e, ERR_INPUT, message);
}

TEST(rule_values)
{
	static const char *const texts[] = {
		"htx_total",
		" htx_total [ sector = agri , period = 2023-H1 ] ",
		"htx_total[place=06040]",
		"htx_total[sector=all]",
		"-(a + b) * -c / 2 - 0.5",
		"sum(htx_total by sector)",
		"sum(htx_total[period=previous] by sector)",
		"min(htx_total by place)",
		"mean(htx_avg_revenue by sector weight htx_operating)",
		"pct(htx_total[period=h1])",
		"whole(implied_plan(htx_total))",
		"round(100 * htx_operating / htx_total, 1)",
		"value(htx_total)",
		"count(htx)",
		"count(htx with dissolved)",
		("count(htx where status = operating and not (sector = agri "
		 "or members < 7) and capital >= 1 billion_vnd)"),
		"sum(quantity of htx with dissolved where sector != trade)",
		"distinct(commune of thing where members >= 7 person)",
		"max(members of htx)",
		"7 person * htx_total / 1 HTX",
		"count(thing) + 1",
		"htx_total + 0",
	};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct err e;
		struct rule *r = parse_value(a, texts[i], NULL, &e);

		if (!CHECK(r != NULL))
			CHECK_STR(e.message, texts[i]);
		else
			CHECK_STR(rule_text(r), texts[i]);
	}
}

TEST(rule_syntax_errors)
{
	refused(a, false, "", "cột 1", "chờ một giá trị");
	refused(a, false, "", "cột 1", "công thức đã hết");
	refused(a, false, "a + ", "cột 5", "công thức đã hết");
	refused(a, false, "a + )", "cột 5", "gặp “)”");
	refused(a, false, "(a + b", "cột 7", "chờ “)”");
	refused(a, false, "a b", "cột 3", "chờ một phép tính hoặc hết");
	refused(a, false, "36,48", "cột 3", "gặp “,”");
	refused(a, false, "a + “b”", "cột 5", "gặp ““”");
	refused(a, false, "a + ước", "cột 5", "gặp “ư”");
	refused(a, false, "1.2.3", "cột 4", "gặp “.”");
	refused(a, false, "1.2345678", "cột 1", "quá 6 chữ số thập phân");
	refused(a, false, "--a", "cột 2", "chờ một giá trị");
	refused(a, false, "foo(a)", "cột 1", "không có hàm “foo”");
	refused(a, false, "a + foo", "cột 5", "không có chỉ tiêu “foo”");
	refused(a, false, "htx_total[colour=red]", "cột 11",
		"không có chiều phân tổ “colour”");
	refused(a, false, "htx_total[period=2023-]", "cột 18",
		"chiều “period” không có mã “2023”");
	refused(a, false, "htx_total[period=]", "cột 18", "chờ mã phân tổ");
	refused(a, false, "htx_total[sector=x]", "cột 18",
		"chiều “sector” không có mã “x”");
	refused(a, false, "htx_total[period=all]", "cột 18",
		"không có mã “all”");
	refused(a, false, "htx_total[sector=agri,sector=trade]", "cột 23",
		"nêu hai lần");
	refused(a, false, "sum(htx_total[sector=agri] by sector)", "cột 31",
		"nêu hai lần");
	refused(a, false, "sum(htx_total)", "cột 14", "“by”");
	refused(a, false, "round(a, 7)", "cột 10", "từ 0 đến 6");
	refused(a, false, "count(farm)", "cột 7", "loại hồ sơ “farm”");
	refused(a, false, "count(htx with born)", "cột 16",
		"không có sự kiện “born”");
	refused(a, false, "count(htx where colour = red)", "cột 17",
		"“htx” không có trường “colour”");
	refused(a, false, "count(htx where sector = red)", "cột 26",
		"“sector” không có mã “red”");
	refused(a, false, "count(htx where sector < agri)", "cột 24",
		"chỉ so sánh được bằng = và !=");
	refused(a, false, "count(htx where members > many)", "cột 27",
		"chờ một số");
	refused(a, false, "sum(status of htx)", "cột 5", "là mã");
	refused(a, false, "a = b", "cột 3", "gặp “=”");
	refused(a, true, "a + b", "cột 6", "chờ phép so sánh");
	refused(a, true, "a = b and", "cột 10", "công thức đã hết");
	refused(a, true, "a = b and b = c", "cột 16", "“=>”");
	refused(a, true, "a in b", "cột 7", "chờ “..”");
	refused(a, true, "a = b => b = c => c = d", "cột 16", "gặp “=>”");
}

TEST(rule_unit_errors)
{
	struct err e;

	refused(a, false, "htx_capital + htx_members", "cột 13",
		"không thể cộng “tỷ đồng” (htx_capital) với “người” "
		"(htx_members)");
	refused(a, false, "htx_members - (htx_capital)", "cột 13",
		"không thể trừ “người” (htx_members) cho “tỷ đồng” "
		"((htx_capital))");
	refused(a, true, "htx_capital / htx_total <= htx_capital", "cột 25",
		"không thể so sánh “tỷ đồng/HTX” (htx_capital / htx_total) "
		"với “tỷ đồng” (htx_capital)");
	refused(a, true, "htx_total >= 7", "cột 11", "số không có đơn vị");
	refused(a, true, "wage * 12 month = income", "cột 17",
		"không thể so sánh");
	/* 100 has made per cents of it; is x * 6 % meant, or x * 600 %? */
	refused(a, false, "100 * htx_new / htx_total * htx_members", "cột 15",
		"đã nhân 100 để thành phần trăm");
	refused(a, false, "htx_members * 6% / 100", "cột 18",
		"không chia cho 100 nữa");
	refused(a, false, "unitless", "cột 1",
		"không có đơn vị “no_such_unit”");
	refused(a, false, "tangled", "cột 1", "không đúng");
	refused(a, false, "a + 7 sheep", "cột 7", "không có đơn vị “sheep”");
	refused(a, false, "count(htx where members > 7 HTX)", "cột 27",
		"không thể so sánh “người” (members) với “HTX”");

	CHECK(parse_value(a, "htx_capital", "person", &e) == NULL);
	CHECK_ERR(&e, ERR_INPUT, "công thức tính ra “tỷ đồng”, cần “người”");
}

static const char *unit_of(struct arena *a, const char *text,
			   const char *wanted)
{
	struct err e;
	struct rule *r = parse_value(a, text, wanted, &e);

	return r ? rule_unit(r) : arena_strdup(a, e.message);
}

TEST(rule_units)
{
	struct err e = { .kind = ERR_NONE };
	struct rule *r;

	CHECK_STR(unit_of(a, "htx_capital", NULL), "billion_vnd");
	CHECK_STR(unit_of(a, "2 * htx_capital", NULL), "billion_vnd");
	CHECK_STR(unit_of(a, "htx_capital / htx_total", NULL),
		  "billion_vnd/HTX");
	CHECK_STR(unit_of(a, "htx_total * htx_capital / htx_total", NULL),
		  "billion_vnd");
	CHECK_STR(unit_of(a, "1 / htx_total", NULL), "1/HTX");
	CHECK_STR(unit_of(a, "htx_new / htx_total", NULL), "");
	CHECK_STR(unit_of(a, "100 * htx_new / htx_total", NULL), "percent");
	CHECK_STR(unit_of(a, "htx_new / htx_total * 100", NULL), "percent");
	CHECK_STR(unit_of(a, "100 * (htx_new / htx_total - 1)", NULL),
		  "percent");
	CHECK_STR(unit_of(a, "htx_share / 100", NULL), "");
	CHECK_STR(unit_of(a, "100 * htx_new / htx_total / 100 * htx_members",
			  NULL),
		  "person");
	/* what never had a unit only becomes per cents in a quotient */
	CHECK_STR(unit_of(a, "100 * factor", NULL), "");
	CHECK_STR(unit_of(a, "100 * factor * htx_total", NULL), "HTX");
	CHECK_STR(unit_of(a, "100 * factor / a", NULL), "percent");
	CHECK_STR(unit_of(a, "htx_total * 6%", NULL), "HTX");
	CHECK_STR(unit_of(a, "htx_new / htx_total", "percent"), "percent");
	CHECK_STR(unit_of(a, "htx_capital / htx_total", "million_vnd_per_org"),
		  "million_vnd_per_org");
	CHECK_STR(unit_of(a, "wage", "million_vnd_per_person_year"),
		  "million_vnd_per_person_year");
	CHECK_STR(unit_of(a, "5", "HTX"), "HTX");
	CHECK_STR(unit_of(a, "count(thing)", "HTX"), "HTX");
	r = rule_parse_check(a, "wage < income", &fixture_names, &e);
	CHECK_STR(e.message, "");
	if (r)
		CHECK_STR(rule_unit(r), "million_vnd_per_person_year");
}

TEST(rule_limits)
{
	struct buf b = BUF_INIT(a);
	struct err e;

	for (int i = 0; i < RULE_MAX_DEPTH - 1; i++)
		buf_addch(&b, '(');
	buf_addch(&b, 'a');
	for (int i = 0; i < RULE_MAX_DEPTH - 1; i++)
		buf_addch(&b, ')');
	CHECK(parse_value(a, b.data, NULL, &e) != NULL);

	b = (struct buf)BUF_INIT(a);
	for (int i = 0; i < 1000; i++)
		buf_addch(&b, '(');
	CHECK(parse_value(a, b.data, NULL, &e) == NULL);
	CHECK_ERR(&e, ERR_INPUT, "lồng quá 100 cấp");
	CHECK_STR(e.detail, "cột 101");

	b = (struct buf)BUF_INIT(a);
	buf_adds(&b, "count(htx where ");
	for (int i = 0; i < 1000; i++)
		buf_addch(&b, '(');
	CHECK(parse_value(a, b.data, NULL, &e) == NULL);
	CHECK_ERR(&e, ERR_INPUT, "lồng quá 100 cấp");

	b = (struct buf)BUF_INIT(a);
	for (int i = 0; i < 10000; i++)
		buf_addch(&b, '(');
	CHECK(parse_value(a, b.data, NULL, &e) == NULL);
	CHECK_ERR(&e, ERR_INPUT, "dài quá 4096 byte");

	b = (struct buf)BUF_INIT(a);
	buf_addch(&b, 'a');
	while (b.len + 2 <= RULE_MAX_TEXT)
		buf_adds(&b, "-a");
	CHECK(parse_value(a, b.data, NULL, &e) != NULL);
	while (b.len < 1 << 20)
		buf_adds(&b, "-a");
	CHECK(parse_value(a, b.data, NULL, &e) == NULL);

	CHECK(parse_value(a, "1000000000000000000000000000000", NULL, &e) !=
	      NULL);
	CHECK(parse_value(a, "1000000000000000000000000000001", NULL, &e) ==
	      NULL);
	CHECK_ERR(&e, ERR_INPUT, "quá lớn");
	/* a unit of nine kinds of thing is nobody's */
	CHECK(parse_value(a, "htx_total*htx_total*htx_capital/htx_members",
			  NULL, &e) != NULL);
}

TEST(rule_aggregates)
{
	const struct rule_agg *agg;
	const struct rule_cond *c;
	struct rule *r;
	struct err e;
	int64_t num;
	int64_t den;

	r = parse_value(a,
			"sum(capital of htx with dissolved where sector = agri "
			"and members >= 7 or capital < 1.5 billion_vnd)",
			NULL, &e);
	CHECK_STR(e.message, "");
	agg = r ? rule_as_aggregate(r) : NULL;
	if (!CHECK(agg != NULL))
		return;
	CHECK_INT(agg->op, AGG_SUM);
	CHECK_STR(agg->kind, "htx");
	CHECK_STR(agg->field, "capital");
	CHECK_STR(agg->event, "dissolved");
	CHECK_INT(agg->column, 5);
	c = agg->where;
	CHECK_INT(c->op, COND_OR);
	CHECK_INT(c->left->op, COND_AND);
	CHECK_STR(c->left->left->field, "sector");
	CHECK_STR(c->left->left->literal, "agri");
	CHECK(!c->left->left->is_number);
	CHECK_STR(c->left->right->literal, "7");
	CHECK_STR(dec_str(a, c->left->right->number), "7");
	/* 1.5 tỷ, in the đồng of the field */
	CHECK_INT(c->right->op, COND_LT);
	CHECK_STR(dec_str(a, c->right->number), "1500000000");

	r = parse_value(a, "count(htx where not sector = agri)", "HTX", &e);
	agg = rule_as_aggregate(r);
	CHECK_INT(agg->where->op, COND_NOT);
	CHECK_INT(agg->where->left->op, COND_EQ);
	CHECK(agg->field == NULL && agg->event == NULL);

	r = parse_value(a, "sum(capital of htx)", "billion_vnd", &e);
	CHECK(rule_as_aggregate(r) == NULL);
	CHECK(rule_as_scaled_aggregate(r, &num, &den) != NULL);
	CHECK_INT(num, 1);
	CHECK_INT(den, 1000000000);
	r = parse_value(a, "count(htx) + 1 HTX", NULL, &e);
	CHECK(rule_as_aggregate(r) == NULL);
	CHECK(rule_as_scaled_aggregate(r, &num, &den) == NULL);
}

static void list_ref(void *ctx, const struct rule_ref *ref)
{
	struct buf *b = ctx;

	buf_addf(b, "%s%s%s", b->len ? " " : "", ref->indicator,
		 ref->percent ? "%" : "");
	for (size_t i = 0; i < ref->nsel; i++)
		buf_addf(b, ",%s=%s", ref->sel[i].dimension,
			 ref->sel[i].category);
	buf_addf(b, "@%d", ref->column);
}

TEST(rule_refs)
{
	struct buf b = BUF_INIT(a);
	struct err e = { .kind = ERR_NONE };
	struct rule *r = rule_parse_check(
		a,
		"htx_new > 0 => mean(wage[period=h1] by sector weight "
		"htx_labour) + value(wage) in pct(htx_total) * wage .. wage",
		&fixture_names, &e);

	if (!CHECK(r != NULL))
		return;
	rule_each_ref(r, list_ref, &b);
	CHECK_STR(b.data, "htx_new@1 wage,period=h1,sector=*@21 "
			  "htx_labour,sector=*@54 wage@74 htx_total%@87 "
			  "wage@100 wage@108");
}
