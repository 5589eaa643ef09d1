/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests src/lib/http/head.c: heads that two readers could take for two things
 * are refused and end the connection.  After every hostile head a whole second
 * request lies in the same packet; it must never be answered.
 */
#include "lib/http/fixture.h"

#include <unistd.h>

#define NEXT "GET /muc/666 HTTP/1.1\r\nHost: HOST\r\n\r\n"

static const struct hostile {
	const char *name;
	const char *head;
	int want; /* 0: any refusal, or the connection cut */
} corpus[] = {
	{ "length and coding",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nContent-Length: 4\r\n"
	  "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400 },
	{ "coding and length",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n"
	  "Content-Length: 4\r\n\r\n0\r\n\r\n", 400 },
	{ "chunked",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\n"
	  "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411 },
	{ "a coding nobody knows",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\n"
	  "Transfer-Encoding: xchunked\r\n\r\n", 411 },
	{ "chunked twice",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n"
	  "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n", 411 },
	{ "chunked with a blank before the colon",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\n"
	  "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400 },
	{ "chunked behind a tab",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\n"
	  "Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n", 400 },
	{ "chunked behind a vertical tab",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\n"
	  "Transfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n", 400 },
	{ "chunked on a folded line",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\n"
	  "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n", 400 },
	{ "two lengths",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n"
	  "Content-Length: 44\r\n\r\n", 400 },
	{ "the same length twice",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n"
	  "Content-Length: 0\r\n\r\n", 400 },
	{ "a list of lengths",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0, 0\r\n\r\n",
	  400 },
	{ "a signed length",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nContent-Length: +0\r\n\r\n",
	  400 },
	{ "a negative length",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n\r\n",
	  400 },
	{ "a length in hexadecimal",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0x0\r\n\r\n",
	  400 },
	{ "a length with a letter",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0a\r\n\r\n",
	  400 },
	{ "an empty length",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nContent-Length:\r\n\r\n", 400 },
	{ "a length beyond 64 bits",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\n"
	  "Content-Length: 18446744073709551617\r\n\r\n", 0 },
	{ "a blank before the length's colon",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nContent-Length : 0\r\n\r\n",
	  400 },
	{ "a length hidden by a null",
	  "POST /vong HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\1\r\n\r\n",
	  400 },
	{ "a body in a GET",
	  "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 4\r\n\r\nabcd", 400 },
	{ "line feeds alone",
	  "GET / HTTP/1.1\nHost: HOST\n\n", 400 },
	{ "one line feed alone, after the request line",
	  "GET / HTTP/1.1\nHost: HOST\r\n\r\n", 400 },
	{ "one line feed alone, after a header",
	  "GET / HTTP/1.1\r\nA: b\nHost: HOST\r\n\r\n", 400 },
	{ "one line feed alone, after the last header",
	  "GET / HTTP/1.1\r\nHost: HOST\n\r\n", 400 },
	{ "an empty line with a line feed alone",
	  "GET / HTTP/1.1\r\nHost: HOST\r\n\n", 400 },
	{ "a carriage return alone",
	  "GET / HTTP/1.1\r\nA: b\rContent-Length: 4\r\nHost: HOST\r\n\r\n",
	  400 },
	{ "a header without a colon",
	  "GET / HTTP/1.1\r\nHost: HOST\r\nnonsense\r\n\r\n", 400 },
	{ "a header without a name",
	  "GET / HTTP/1.1\r\nHost: HOST\r\n: x\r\n\r\n", 400 },
	{ "a name with a blank",
	  "GET / HTTP/1.1\r\nHost: HOST\r\nA b: x\r\n\r\n", 400 },
	{ "a first header that begins with a blank",
	  "GET / HTTP/1.1\r\n A: x\r\nHost: HOST\r\n\r\n", 400 },
	{ "a folded header",
	  "GET / HTTP/1.1\r\nHost: HOST\r\nA: x\r\n y\r\n\r\n", 400 },
	{ "no host", "GET / HTTP/1.1\r\nA: x\r\n\r\n", 400 },
	{ "no host in 1.0", "GET / HTTP/1.0\r\nA: x\r\n\r\n", 400 },
	{ "two hosts",
	  "GET / HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\n\r\n", 400 },
	{ "somebody else's host",
	  "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421 },
	{ "a host with another port",
	  "GET / HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n", 421 },
	{ "an address without its slash",
	  "GET muc/5 HTTP/1.1\r\nHost: HOST\r\n\r\n", 400 },
	{ "a colon for an empty line",
	  "GET / HTTP/1.1\r\nHost: HOST\r\n:\r\n", 400 },
	{ "a colon alone, and more",
	  "GET / HTTP/1.1\r\nHost: HOST\r\n:\r\nA: b\r\n\r\n", 400 },
	{ "a request line without a version", "GET /\r\nHost: HOST\r\n\r\n", 0 },
	{ "version 2.0", "GET / HTTP/2.0\r\nHost: HOST\r\n\r\n", 505 },
	{ "version 1.2", "GET / HTTP/1.2\r\nHost: HOST\r\n\r\n", 505 },
	{ "a version in small letters",
	  "GET / http/1.1\r\nHost: HOST\r\n\r\n", 400 },
	{ "a blank in the address",
	  "GET /muc/ 5 HTTP/1.1\r\nHost: HOST\r\n\r\n", 0 },
	{ "blanks between the words",
	  "GET  /  HTTP/1.1\r\nHost: HOST\r\n\r\n", 0 },
	{ "tabs between the words",
	  "GET\t/\tHTTP/1.1\r\nHost: HOST\r\n\r\n", 0 },
	{ "an empty request line",
	  "\r\n\r\n\r\n\r\nnonsense\r\n\r\n", 0 },
};

/* What comes until the server closes. */
static const char *hear_all(struct arena *a, int fd)
{
	struct buf b = BUF_INIT(a);
	const char *got;

	do {
		got = web_hear(a, fd, 3000);
		buf_adds(&b, got);
	} while (*got);
	return b.data;
}

TEST(no_request_hides_in_another)
{
	struct http *h = site_start(a, &(struct http_config){
					       .head_ms = 1500 });

	for (size_t i = 0; i < ARRAY_LEN(corpus); i++) {
		const struct hostile *c = &corpus[i];
		const char *text = arena_printf(a, "%s" NEXT, c->head);
		const int fd = web_dial(h);
		const char *got;

		web_send(fd, h, text);
		got = hear_all(a, fd);
		close(fd);
		/* the library sends the head of its own refusals twice,
		 * and then closes too */
		if (!CHECK(!strstr(got, "item 666") &&
			   !strstr(got, "HTTP/1.1 2") &&
			   (!c->want || web_status(got) == c->want)))
			printf("%s: wanted %d, got:\n%.300s\n", c->name,
			       c->want, got);
	}
}

/* What browsers, curl and proxies really send is not refused. */
TEST(honest_heads_are_taken)
{
	static const char *const heads[] = {
		"GET / HTTP/1.1\r\nHost: HOST\r\nConnection: keep-alive\r\n"
		"User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n"
		"Accept: text/html,*/*;q=0.8\r\nAccept-Language: vi\r\n"
		"Sec-Fetch-Site: none\r\nUpgrade-Insecure-Requests: 1\r\n\r\n",
		"GET / HTTP/1.1\r\nhost:HOST\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: HOST  \r\nA: \r\nB:\r\n\r\n",
		"GET / HTTP/1.0\r\nHost: HOST\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: HOST\r\nA: hợp tác xã\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: HOST\r\nA: x\t \r\nB: y \r\n\r\n",
	};
	struct http *h = site_start(a, NULL);

	for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
		const char *got = web_ask(a, h, "%s", heads[i]);

		if (!CHECK(web_status(got) == 200))
			printf("head %zu: %.200s\n", i, got);
	}
	CHECK_INT(web_status(web_ask(
			  a, h, "GET / HTTP/1.1\r\nHost: localhost:%u\r\n\r\n",
			  site_port(h))), 200);
}

TEST(two_honest_requests_in_one_packet_are_both_answered)
{
	struct http *h = site_start(a, NULL);
	const int fd = web_dial(h);
	const char *got;

	web_send(fd, h, "GET /muc/1 HTTP/1.1\r\nHost: HOST\r\n\r\n"
			"GET /muc/2 HTTP/1.1\r\nHost: HOST\r\n"
			"Connection: close\r\n\r\n");
	got = hear_all(a, fd);
	CHECK(strstr(got, "item 1") && strstr(got, "item 2"));
	close(fd);
}

TEST(an_oversized_head_is_refused)
{
	struct http *h = site_start(a, NULL);
	char *big = arena_alloc(a, 40001);
	struct buf many = BUF_INIT(a);

	memset(big, 'a', 40000);
	CHECK_INT(web_status(web_ask(
			  a, h, "GET / HTTP/1.1\r\nHost: HOST\r\nA: %s\r\n\r\n",
			  big)), 431);
	CHECK(web_status(web_ask(a, h, "GET /%s HTTP/1.1\r\nHost: HOST\r\n\r\n",
				 big)) >= 400);
	for (int i = 0; i < 65; i++)
		buf_addf(&many, "A%d: x\r\n", i);
	CHECK_INT(web_status(web_ask(
			  a, h, "GET / HTTP/1.1\r\nHost: HOST\r\n%s\r\n",
			  many.data)), 431);
}

/* The answer needs room too: no head of any size is dropped in silence. */
TEST(a_head_around_the_limit_is_answered)
{
	struct http *h = site_start(a, NULL);
	char *fill = arena_alloc(a, 70000);

	memset(fill, 'a', 70000);
	for (int n = 14000; n < 18000; n += 97) {
		const char *got = web_ask(
			a, h, "GET / HTTP/1.1\r\nHost: HOST\r\nA: %.*s\r\n\r\n",
			n, fill);

		/* 64 bytes for the lines around it */
		if (!CHECK(web_status(got) == 200 || n > (16 << 10) - 64) ||
		    !CHECK(web_status(got) == 431 || n < (16 << 10)))
			printf("%d bytes: %.20s\n", n, got);
	}
	/* up to where the library itself refuses, and closely before that */
	for (int n = 18000; n < 70000; n += n > 62000 && n < 66000 ? 53 : 1999)
		CHECK_INT(web_status(web_ask(
			a, h, "GET / HTTP/1.1\r\nHost: HOST\r\nA: %.*s\r\n\r\n",
			n, fill)), 431);
}

TEST(behind_a_proxy_the_browser_is_known)
{
	struct http *h = site_start(a, &(struct http_config){
		.origin = "https://htx.example.vn" });
	const char *got = web_ask(a, h,
				  "GET / HTTP/1.1\r\nHost: htx.example.vn\r\n"
				  "X-Forwarded-For: 1.2.3.4, 10.1.2.3\r\n\r\n");

	CHECK(strstr(web_body(got), "address=10.1.2.3"));
	CHECK(web_header(a, got, "Strict-Transport-Security"));
	/* no proxy in front: what the client says of itself counts nothing */
	h = site_start(a, NULL);
	got = web_ask(a, h, "GET / HTTP/1.1\r\nHost: HOST\r\n"
			    "X-Forwarded-For: 10.1.2.3\r\n\r\n");
	CHECK(strstr(web_body(got), "address=127.0.0.1"));
	CHECK(!web_header(a, got, "Strict-Transport-Security"));
}
