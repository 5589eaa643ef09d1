/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests src/lib/http/answer.c, src/lib/http/work.c, src/lib/http/field.c,
 * src/lib/http/body.c, src/lib/http/head.c and src/lib/http/server.c
 * src/lib/http/form.c src/lib/http/route.c src/lib/http/session.c
 * src/lib/http/csrf.c too, over real sockets.
 */
#include "lib/http/fixture.h"

#define GET(path) "GET " path " HTTP/1.1\r\nHost: HOST\r\n"

TEST(a_page_is_served)
{
	struct http *h = site_start(a, NULL);
	const char *got = web_ask(a, h, GET("/") "\r\n");

	CHECK_INT(web_status(got), 200);
	CHECK(strstr(web_body(got), "user=- on=-1"));
	CHECK_STR(web_header(a, got, "Content-Type"), "text/html; charset=utf-8");
	CHECK_STR(web_header(a, got, "Cache-Control"), "no-store");
}

TEST(who_logs_in_is_known)
{
	struct http *h = site_start(a, NULL);
	const char *cookie = web_login(a, h);
	const char *got = web_ask(a, h, GET("/") "%s\r\n", cookie);

	CHECK(strstr(web_body(got), "user=lan"));
}
