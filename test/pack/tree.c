/* SPDX-License-Identifier: Apache-2.0 */
/* YAML files as trees.  Tests src/pack/bind.c through them: see load.c. */
#include "pack/tree.h"

#include "pack/fixture.h"

static struct node *read(struct arena *a, const char *text)
{
	struct err e = { 0 };
	struct node *n = tree_read(a, "x.yaml", text, strlen(text), &e);

	CHECK_STR(e.message, "");
	return n;
}

static void refuse(struct arena *a, const char *text, const char *message,
		   const char *detail)
{
	struct err e = { 0 };

	CHECK(!tree_read(a, "x.yaml", text, strlen(text), &e));
	CHECK_ERR(&e, ERR_INPUT, message);
	CHECK_STR(e.detail, detail);
}

TEST(tree_places_and_texts)
{
	const struct node *n = read(a, "số: 012\nlist:\n  - no\n  - \"a: b\"\n"
				       "fold: >-\n  một\n  hai\n");
	const struct node *list = n->child->next;

	CHECK_INT(n->kind, NODE_MAP);
	CHECK_STR(n->child->key, "số");
	CHECK_STR(n->child->text, "012"); /* text, not eight or ten */
	CHECK_INT(n->child->column, 5);   /* in code points */
	CHECK(n->child->plain);
	CHECK_INT(list->kind, NODE_LIST);
	CHECK_STR(list->child->text, "no");
	CHECK_INT(list->child->line, 3);
	CHECK_INT(list->child->column, 5);
	CHECK(!list->child->next->plain);
	CHECK_STR(list->next->text, "một hai");
	CHECK(!list->next->plain);
}

TEST(tree_refuses_what_is_not_plain)
{
	refuse(a, "a: &x 1\nb: 2\n", "neo (&)", "x.yaml, dòng 1, cột 4");
	refuse(a, "a: *x\n", "bí danh (*)", "x.yaml, dòng 1, cột 4");
	refuse(a, "a: !!int 1\n", "thẻ kiểu (!)", "x.yaml, dòng 1, cột 4");
	refuse(a, "a: 1\n---\nb: 2\n", "một tài liệu", "x.yaml, dòng 2, cột 1");
	refuse(a, "", "không có nội dung", "x.yaml, dòng 1, cột 1");
	refuse(a, "[a]: 1\n", "tên khoá", "x.yaml, dòng 1, cột 1");
	refuse(a, "a: 1\nb: 2\na: 3\n", "Khoá “a” ghi hai lần (lần đầu ở dòng 1)",
	       "x.yaml, dòng 3, cột 1");
	refuse(a, "a: \"x\\0y\"\n", "ký tự rỗng", "x.yaml, dòng 1, cột 4");
}

TEST(tree_wrong_indentation)
{
	struct err e = { 0 };
	const char *text = "measures:\n  - code: a\n   name: b\n";

	CHECK(!tree_read(a, "x.yaml", text, strlen(text), &e));
	CHECK_ERR(&e, ERR_INPUT, "cú pháp YAML");
	CHECK(strncmp(e.detail, "x.yaml, dòng 3", 15) == 0);
	CHECK(strstr(e.hint, "thụt đầu dòng") != NULL);
}

TEST(tree_limits)
{
	struct err e = { 0 };
	char *big = arena_alloc(a, TREE_MAX_BYTES + 2);
	char deep[64];

	memset(big, 'a', TREE_MAX_BYTES + 1);
	CHECK(!tree_read(a, "x.yaml", big, TREE_MAX_BYTES + 1, &e));
	CHECK_ERR(&e, ERR_INPUT, "1024 KiB");
	/* many nodes in few bytes */
	big[0] = '[';
	for (size_t i = 1; i < 2 * TREE_MAX_NODES + 9; i++)
		big[i] = i % 2 ? 'a' : ',';
	e = (struct err){ 0 };
	CHECK(!tree_read(a, "x.yaml", big, 2 * TREE_MAX_NODES + 9, &e));
	CHECK_ERR(&e, ERR_INPUT, "quá nhiều mục");
	memset(deep, '[', sizeof deep - 1);
	deep[sizeof deep - 1] = '\0';
	refuse(a, deep, "lồng nhau quá sâu", "x.yaml, dòng 1, cột 18");
}

/* A file on disk that is too large, or not UTF-8, is told by its name. */
TEST(tree_files)
{
	char *big = arena_alloc(a, TREE_MAX_BYTES + 2);

	memset(big, '#', TREE_MAX_BYTES + 1);
	CHECK_REFUSED("codes.yaml", big, "", "codes.yaml");
	CHECK_REFUSED("codes.yaml", "a: \xff\xfe\n", "UTF-8", "codes.yaml");
}
