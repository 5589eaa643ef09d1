/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests src/lib/http/work.c, src/lib/http/route.c too: addresses, rights, forged
 * requests, sessions, and what is told of errors.
 */
#include "lib/http/fixture.h"

#define GET(path) "GET " path " HTTP/1.1\r\nHost: HOST\r\n"
#define POST(path) "POST " path " HTTP/1.1\r\nHost: HOST\r\n"
#define OWN "Origin: http://HOST\r\n"
#define EMPTY "Content-Length: 0\r\n\r\n"
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"

TEST(addresses_lead_to_pages)
{
	static const struct {
		const char *path;
		int status;
		const char *body; /* holds this */
	} want[] = {
		{ "/", 200, "user=-" },
		{ "/?ngay=30/6/2023&biet=2023-07-10", 200, "on=19538" },
		{ "/?ngay=31/6/2023", 400, "31/6/2023" },
		{ "/?khac=1", 200, "user=-" }, /* old bookmarks go on */
		{ "/?a=%zz", 400, "" },
		{ "/?a=%00", 400, "" },
		{ "/?a=%ff", 400, "" },
		{ "/muc/12", 200, "item 12" },
		{ "/muc/moi", 200, "new" }, /* a word comes before {id} */
		{ "/muc/0", 404, "" },
		{ "/muc/x", 404, "" },
		{ "/muc/1/", 404, "" },
		{ "/muc//1", 404, "" },
		{ "//muc/1", 404, "" },
		{ "/./muc/1", 404, "" },
		{ "/muc/../muc/1", 404, "" },
		{ "/muc/%2e%2e/muc/1", 404, "" },
		{ "/muc%2f1", 404, "" },
		{ "/muc/1%00", 404, "" },
		{ "/muc/1%", 404, "" },
		{ "/m%75c/1", 200, "item 1" },
		{ "http://evil.example/", 404, "" },
		{ "*", 404, "" },
		{ "/khong-co", 404, "Không có trang này" },
	};
	struct http *h = site_start(a, NULL);

	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		const char *got = web_ask(
			a, h, "GET %s HTTP/1.1\r\nHost: HOST\r\n\r\n",
			want[i].path);

		if (!CHECK(web_status(got) == want[i].status &&
			   strstr(web_body(got), want[i].body)))
			printf("%s: %.200s ... %s\n", want[i].path, got,
			       web_body(got));
	}
}

TEST(other_methods_are_told_which_there_are)
{
	static const char *const methods[] = { "PUT", "OPTIONS", "TRACE",
					       "PATCH", "get", "BREW" };
	struct http *h = site_start(a, NULL);
	const char *got;

	for (size_t i = 0; i < ARRAY_LEN(methods); i++) {
		got = web_ask(a, h, "%s /vong HTTP/1.1\r\nHost: HOST\r\n\r\n",
			      methods[i]);
		CHECK_INT(web_status(got), 405);
		CHECK_STR(web_header(a, got, "Allow"), "GET, HEAD, POST");
	}
	got = web_ask(a, h, POST("/muc/1") OWN EMPTY);
	CHECK_INT(web_status(got), 405);
	CHECK_STR(web_header(a, got, "Allow"), "GET, HEAD");
	got = web_ask(a, h, GET("/tep") "\r\n");
	CHECK_STR(web_header(a, got, "Allow"), "POST");
	got = web_ask(a, h, "CONNECT 10.0.0.1:22 HTTP/1.1\r\nHost: HOST\r\n\r\n");
	CHECK(web_status(got) >= 400);
}

TEST(head_is_get_without_its_body)
{
	struct http *h = site_start(a, NULL);
	const char *get = web_ask(a, h, GET("/muc/5") "Connection: close\r\n\r\n");
	const char *head = web_ask(a, h, "HEAD /muc/5 HTTP/1.1\r\nHost: HOST\r\n"
					 "Connection: close\r\n\r\n");

	CHECK_INT(web_status(head), 200);
	CHECK_STR(web_header(a, head, "Content-Length"),
		  web_header(a, get, "Content-Length"));
	CHECK_STR(web_body(head), "");
}

TEST(every_answer_carries_the_protecting_headers)
{
	static const char *const path[] = { "/", "/khong-co", "/rieng",
					    "/tinh/app.12ab.css",
					    "/hong?cach=io", "/?a=%00" };
	struct http *h = site_start(a, NULL);

	for (size_t i = 0; i < ARRAY_LEN(path); i++) {
		const char *got = web_ask(
			a, h, "GET %s HTTP/1.1\r\nHost: HOST\r\n\r\n", path[i]);

		CHECK_STR(web_header(a, got, "Content-Security-Policy"),
			  "default-src 'none'; script-src 'self';"
			  " style-src 'self'; img-src 'self' data:;"
			  " font-src 'self'; connect-src 'self';"
			  " form-action 'self'; base-uri 'none';"
			  " frame-ancestors 'none'");
		CHECK_STR(web_header(a, got, "X-Content-Type-Options"),
			  "nosniff");
		CHECK_STR(web_header(a, got, "Referrer-Policy"),
			  "same-origin");
		CHECK(web_header(a, got, "Cache-Control"));
	}
}

TEST(errors_tell_what_to_do_and_nothing_internal)
{
	struct http *h = site_start(a, NULL);
	const char *got = web_ask(a, h, GET("/hong?cach=rule") "\r\n");

	CHECK_INT(web_status(got), 422);
	CHECK(strstr(web_body(got), "không được &lt;phép&gt;"));
	CHECK(!strstr(web_body(got), "half a page"));
	got = web_ask(a, h, GET("/hong?cach=conflict") "\r\n");
	CHECK_INT(web_status(got), 409);
	got = web_ask(a, h, GET("/hong?cach=none") "\r\n");
	CHECK_INT(web_status(got), 404);
	got = web_ask(a, h, GET("/hong?cach=io") "\r\n");
	CHECK_INT(web_status(got), 500);
	CHECK(!strstr(got, "bí mật") && !strstr(got, "SELECT"));
	CHECK(strstr(web_body(got), "số "));
}

TEST(rights_are_asked_before_anything_else)
{
	struct http *h = site_start(a, NULL);
	const char *cookie = web_login(a, h);
	const char *got;

	got = web_ask(a, h, GET("/rieng?a=1&b=2") "\r\n");
	CHECK_INT(web_status(got), 303);
	CHECK_STR(web_header(a, got, "Location"),
		  "/dang-nhap?ve=%2Frieng%3Fa%3D1%26b%3D2");
	got = web_ask(a, h, GET("/rieng") "HX-Request: true\r\n\r\n");
	CHECK_INT(web_status(got), 401);
	CHECK_STR(web_header(a, got, "HX-Redirect"), "/dang-nhap");
	CHECK_INT(web_status(web_ask(a, h, POST("/rieng") OWN EMPTY)), 401);
	CHECK_INT(web_status(web_ask(a, h, GET("/doc") "%s\r\n", cookie)), 200);
	CHECK_INT(web_status(web_ask(a, h, GET("/duyet") "%s\r\n", cookie)),
		  403);
	CHECK_INT(web_status(web_ask(a, h, GET("/duyet") "\r\n")), 303);
	CHECK_INT(web_status(web_ask(
			  a, h, GET("/rieng") "Cookie: phien=%064d\r\n\r\n", 0)),
		  303);
}

TEST(a_forged_request_changes_nothing)
{
	struct http *h = site_start(a, NULL);
	const char *cookie = web_login(a, h);
	const char *good = arena_printf(a, "csrf=%s", web_token(a, h, cookie));
	const char *other = arena_printf(
		a, "csrf=%s", web_token(a, h, web_login(a, h)));
	const struct {
		const char *source;
		const char *body;
		int status;
	} matrix[] = {
		{ OWN, good, 200 },
		{ OWN "Sec-Fetch-Site: same-origin\r\n", good, 200 },
		{ "Sec-Fetch-Site: same-origin\r\n", good, 200 },
		{ "", good, 403 }, /* a browser says where it comes from */
		{ "Origin: null\r\n", good, 403 },
		{ "Origin: http://evil.example\r\n", good, 403 },
		{ "Origin: https://HOST\r\n", good, 403 },
		{ "Origin: http://HOST.evil.example\r\n", good, 403 },
		{ OWN "Sec-Fetch-Site: cross-site\r\n", good, 403 },
		{ OWN "Sec-Fetch-Site: same-site\r\n", good, 403 },
		{ OWN "Sec-Fetch-Site: none\r\n", good, 403 },
		{ "Origin: http://evil.example\r\n"
		  "Sec-Fetch-Site: same-origin\r\n", good, 403 },
		{ OWN, "", 403 },
		{ OWN, "csrf=", 403 },
		{ OWN, "csrf=abc", 403 },
		{ OWN, other, 403 }, /* of another session */
	};

	for (size_t i = 0; i < ARRAY_LEN(matrix); i++) {
		const char *got = web_ask(
			a, h, POST("/rieng") "%s%s" FORM
			"Content-Length: %zu\r\n\r\n%s", cookie,
			matrix[i].source, strlen(matrix[i].body),
			matrix[i].body);

		if (!CHECK(web_status(got) == matrix[i].status))
			printf("row %zu: %.40s\n", i, got);
	}
	/* logging in needs no session, yet must come from our own page */
	CHECK_INT(web_status(web_ask(a, h, POST("/dang-nhap") EMPTY)), 403);
	CHECK_INT(web_status(web_ask(
			  a, h, POST("/dang-nhap")
			  "Origin: http://evil.example\r\n" EMPTY)), 403);
}

TEST(the_token_is_masked_anew_each_time)
{
	struct http *h = site_start(a, NULL);
	const char *cookie = web_login(a, h);
	const char *one = web_token(a, h, cookie);
	const char *two = web_token(a, h, cookie);

	CHECK(strlen(one) > 60);
	CHECK(strcmp(one, two) != 0);
}

TEST(a_session_is_new_at_login_and_ends_at_logout)
{
	struct http *h = site_start(a, NULL);
	const char *first = web_login(a, h);
	const char *got = web_ask(a, h, POST("/dang-nhap") "%s" OWN
				  "Sec-Fetch-Site: same-origin\r\n" FORM
				  "Content-Length: %zu\r\n\r\ncsrf=%s", first,
				  5 + strlen(web_token(a, h, first)),
				  web_token(a, h, first));
	const char *set = web_header(a, got, "Set-Cookie");
	const char *second;

	CHECK_INT(web_status(got), 303);
	CHECK(set && strstr(set, "; HttpOnly") &&
	      strstr(set, "; SameSite=Lax") && strstr(set, "; Path=/"));
	second = arena_printf(a, "Cookie: %.*s\r\n", (int)strcspn(set, ";"),
			      set);
	CHECK(strcmp(first, second) != 0);
	/* the old one is over */
	CHECK_INT(web_status(web_ask(a, h, GET("/rieng") "%s\r\n", first)),
		  303);
	CHECK_INT(web_status(web_ask(a, h, GET("/rieng") "%s\r\n", second)),
		  200);
	got = web_ask(a, h, POST("/dang-xuat") "%s" OWN FORM
		      "Content-Length: %zu\r\n\r\ncsrf=%s", second,
		      5 + strlen(web_token(a, h, second)),
		      web_token(a, h, second));
	CHECK_INT(web_status(got), 303);
	CHECK(strstr(web_header(a, got, "Set-Cookie"), "Max-Age=0"));
	CHECK_INT(web_status(web_ask(a, h, GET("/rieng") "%s\r\n", second)),
		  303);
}

TEST(behind_tls_cookies_are_for_this_host_alone)
{
	struct http *h = site_start(a, &(struct http_config){
		.origin = "https://htx.example.vn" });
	const char *got = web_ask(a, h,
				  "POST /dang-nhap HTTP/1.1\r\n"
				  "Host: htx.example.vn\r\n"
				  "Origin: https://htx.example.vn\r\n" EMPTY);
	const char *set = web_header(a, got, "Set-Cookie");

	CHECK(set && strncmp(set, "__Host-phien=", 13) == 0 &&
	      strstr(set, "; Secure"));
}

TEST(a_user_sees_and_ends_his_sessions)
{
	struct http *h = site_start(a, NULL);
	const char *one = web_login(a, h);
	const char *two = web_login(a, h);
	const char *list = web_body(web_ask(a, h, GET("/phien") "%s\r\n", one));
	unsigned long long first, second;
	char mark1 = 0, mark2 = 0;

	CHECK_INT(sscanf(list, "%llu%c%llu%c", &first, &mark1, &second,
			 &mark2), 4);
	CHECK((mark1 == '*') != (mark2 == '*'));
	/* the one that is not the asking one */
	CHECK_INT(web_status(web_ask(
			  a, h, "GET /phien?id=%llu HTTP/1.1\r\nHost: HOST\r\n"
			  "%s\r\n", mark1 == '*' ? second : first, one)), 200);
	CHECK_INT(web_status(web_ask(a, h, GET("/rieng") "%s\r\n", one)), 200);
	CHECK_INT(web_status(web_ask(a, h, GET("/rieng") "%s\r\n", two)), 303);
	CHECK_INT(web_status(web_ask(a, h, GET("/phien?id=1") "%s\r\n", one)),
		  404);
}
