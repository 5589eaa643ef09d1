/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lib/http/form.c, src/lib/http/route.c too: parsing, without a
 * server. */
#include "lib/http/internal.h"
#include "test.h"

/* Pairs as "[name=value]", a file as "[name=value@file]"; "-" when refused. */
static const char *shown(struct arena *a, int rc, const struct pairs *p)
{
	struct buf b = BUF_INIT(a);

	if (rc < 0)
		return "-";
	for (size_t i = 0; i < p->n; i++) {
		buf_addf(&b, "[%s=", p->v[i].name);
		buf_add(&b, p->v[i].value, p->v[i].size);
		buf_addf(&b, "%s%s]", p->v[i].file ? "@" : "",
			 p->v[i].file ? p->v[i].file : "");
	}
	return b.data;
}

static const char *query(struct arena *a, const char *s)
{
	struct pairs p = { 0 };

	return shown(a, form_query(a, s, strlen(s), &p), &p);
}

TEST(queries_are_taken_apart)
{
	CHECK_STR(query(a, ""), "");
	CHECK_STR(query(a, "a=1&b=2"), "[a=1][b=2]");
	CHECK_STR(query(a, "a&b="), "[a=][b=]");
	CHECK_STR(query(a, "a=b=c"), "[a=b=c]");
	CHECK_STR(query(a, "a+b=c%2Bd+e"), "[a b=c+d e]");
	CHECK_STR(query(a, "%C4%91=%E1%BB%93"), "[đ=ồ]");
	CHECK_STR(query(a, "a=%2"), "-");
	CHECK_STR(query(a, "a=%"), "-");
	CHECK_STR(query(a, "a=%2G"), "-");
	CHECK_STR(query(a, "a=%00"), "-");
	CHECK_STR(query(a, "%00=a"), "-");
	CHECK_STR(query(a, "a=%C4"), "-");
	CHECK_STR(query(a, "a=%ED%A0%80"), "-"); /* a surrogate */
	CHECK_STR(query(a, "a=%C0%AF"), "-");    /* an overlong slash */
	CHECK_STR(query(a, "=x"), "-");
}

static const char *multipart(struct arena *a, const char *type,
			     const char *body)
{
	struct pairs p = { 0 };

	return shown(a, form_multipart(a, type, body, strlen(body), &p), &p);
}

#define TYPE "multipart/form-data; boundary=b"
#define PART(head, text) "--b\r\n" head "\r\n\r\n" text "\r\n"
#define DISPOSITION "Content-Disposition: form-data; "

TEST(forms_of_parts_are_taken_apart)
{
	CHECK_STR(multipart(a, TYPE, PART(DISPOSITION "name=\"a\"", "1")
			    PART("content-type: text/plain\r\n"
				 DISPOSITION "name=\"b\"", "2") "--b--"),
		  "[a=1][b=2]");
	CHECK_STR(multipart(a, "multipart/form-data; boundary=\"b\"",
			    PART(DISPOSITION "name=\"a\"", "") "--b--\r\n"),
		  "[a=]");
	CHECK_STR(multipart(a, TYPE, "--b--\r\n"), "");
	CHECK_STR(multipart(a, TYPE, PART(DISPOSITION
			    "name=\"t\"; filename=\"x;y\"", "--b\r\n--bb")
			    "--b--"), "-"); /* the boundary inside */
	CHECK_STR(multipart(a, TYPE, PART(DISPOSITION
			    "name=\"t\"; filename=\"x;y\"", "--bb") "--b--"),
		  "[t=--bb@x;y]");
	CHECK_STR(multipart(a, TYPE, PART(DISPOSITION
			    "filename=\"a; name=z\"; name=\"t\"", "1")
			    "--b--"), "[t=1@a; name=z]");
	CHECK_STR(multipart(a, TYPE, PART(DISPOSITION
			    "name=\"t\"; filename=\"../../etc/passwd\"", "1")
			    "--b--"), "[t=1@passwd]");
	CHECK_STR(multipart(a, TYPE, PART(DISPOSITION
			    "name=\"t\"; filename=\"a%22b\"", "1") "--b--"),
		  "[t=1@a\"b]");
}

TEST(broken_forms_of_parts_are_refused)
{
	static const char *const body[] = {
		"", "--", "--b", "--b\r\n", "--b-", "--b\n",
		"x" PART(DISPOSITION "name=\"a\"", "1") "--b--",
		"--b\r\n" DISPOSITION "name=\"a\"\r\n\r\n1",
		"--b\r\n" DISPOSITION "name=\"a\"\r\n1\r\n--b--",
		PART(DISPOSITION "name=\"a\"", "1"),
		PART(DISPOSITION "name=\"a\"", "1") "--b",
		PART(DISPOSITION "nam=\"a\"", "1") "--b--",
		PART(DISPOSITION "name=\"\"", "1") "--b--",
		PART(DISPOSITION "name=\"a", "1") "--b--",
		PART(DISPOSITION "name=a", "1") "--b--",
		PART("Content-Disposition: attachment; name=\"a\"", "1") "--b--",
		PART("X: y", "1") "--b--",
		PART(DISPOSITION "name=\"a\"\r\n" DISPOSITION "name=\"b\"", "1")
		"--b--",
		PART(DISPOSITION "name=\"a\"", "\xff") "--b--",
	};
	static const char *const type[] = {
		"multipart/form-data", "multipart/form-data; boundary=",
		"multipart/form-data; boundary=\"b",
		"multipart/form-data; xboundary=b",
	};

	for (size_t i = 0; i < ARRAY_LEN(body); i++)
		if (!test_str(multipart(a, TYPE, body[i]), "-", __FILE__,
			      __LINE__))
			printf("body %zu: %s\n", i, body[i]);
	for (size_t i = 0; i < ARRAY_LEN(type); i++)
		CHECK_STR(multipart(a, type[i], PART(DISPOSITION "name=\"a\"",
						     "1") "--b--"), "-");
}

TEST(a_cookie_is_found_by_its_whole_name)
{
	CHECK_STR(form_cookie(a, "phien=1", "phien"), "1");
	CHECK_STR(form_cookie(a, "a=b; phien=1; c=d", "phien"), "1");
	CHECK_STR(form_cookie(a, "a=b;phien=1;", "phien"), "1");
	CHECK_STR(form_cookie(a, "xphien=1; phien2=3", "phien"), NULL);
	CHECK_STR(form_cookie(a, "__Host-phien=1", "phien"), NULL);
	CHECK_STR(form_cookie(a, "a=\"; phien=1\"", "phien"), "1\"");
	CHECK_STR(form_cookie(a, "phien=1; phien=2", "phien"), NULL);
	CHECK_STR(form_cookie(a, "phien", "phien"), NULL);
	CHECK_STR(form_cookie(a, "phien=", "phien"), "");
	CHECK_STR(form_cookie(a, "", "phien"), NULL);
	CHECK_STR(form_cookie(a, NULL, "phien"), NULL);
}

TEST(what_is_escaped_comes_back)
{
	struct buf b = BUF_INIT(a);
	struct pairs p = { 0 };
	const char *text = "Đồng & bạn =+%/?#<>\"'\\ \t\n~";

	buf_adds(&b, "a=");
	form_escape(&b, text);
	CHECK_INT(form_query(a, b.data, b.len, &p), 0);
	CHECK_STR(p.v[0].value, text);
}
