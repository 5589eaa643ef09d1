/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lib/http/answer.c and src/lib/http/piece.c: compression, versions, files. */
#include "lib/http/fixture.h"

#include "lib/http/internal.h"

#include <zlib.h>

#define GET(path) "GET " path " HTTP/1.1\r\nHost: HOST\r\n"

static char *unzip(struct arena *a, const char *got)
{
	const size_t n = strtoul(web_header(a, got, "Content-Length"), NULL, 10);
	char *out = arena_alloc(a, 1 << 20);
	z_stream z = { .next_in = (unsigned char *)(uintptr_t)web_body(got),
		       .avail_in = (uInt)n, .next_out = (unsigned char *)out,
		       .avail_out = (1 << 20) - 1 };

	CHECK_INT(inflateInit2(&z, 15 + 16), Z_OK);
	CHECK_INT(inflate(&z, Z_FINISH), Z_STREAM_END);
	inflateEnd(&z);
	return out;
}

TEST(a_long_page_is_compressed_for_who_takes_it)
{
	struct http *h = site_start(a, NULL);
	const char *plain = web_ask(a, h, GET("/lon?n=500") "\r\n");
	const char *got = web_ask(a, h, GET("/lon?n=500")
				  "Accept-Encoding: br, gzip;q=0.5\r\n\r\n");

	CHECK_STR(web_header(a, got, "Content-Encoding"), "gzip");
	CHECK_STR(web_header(a, got, "Vary"), "Accept-Encoding");
	CHECK(strtoul(web_header(a, got, "Content-Length"), NULL, 10) < 500);
	CHECK_STR(unzip(a, got), web_body(plain));
	CHECK(!web_header(a, plain, "Content-Encoding"));
	for (int i = 0; i < 3; i++) {
		static const char *const no[] = { "gzip;q=0", "br",
						  "gzip;q=0.000, br" };

		got = web_ask(a, h, GET("/lon?n=500")
			      "Accept-Encoding: %s\r\n\r\n", no[i]);
		CHECK(!web_header(a, got, "Content-Encoding"));
	}
	got = web_ask(a, h, GET("/lon?n=5") "Accept-Encoding: gzip\r\n\r\n");
	CHECK(!web_header(a, got, "Content-Encoding"));
}

/* What unpacks it checks the sum over all three parts. */
TEST(a_page_is_compressed_around_its_piece)
{
	static const int words[] = { 0, 1, 90, 9000 };
	struct http *h = site_start(a, NULL);

	for (size_t i = 0; i < 64; i++) {
		const char *path = arena_printf(a,
			"/manh?truoc=%d&trong=%d&sau=%d", words[i & 3],
			words[i >> 2 & 3], words[i >> 4]);
		const char *plain = web_ask(a, h, GET("%s") "\r\n", path);
		const char *got = web_ask(a, h, GET("%s")
					  "Accept-Encoding: gzip\r\n\r\n",
					  path);

		CHECK_INT(web_status(plain), 200);
		if (strlen(web_body(plain)) <= 600) {
			CHECK_STR(web_body(got), web_body(plain));
			continue;
		}
		CHECK_STR(web_header(a, got, "Content-Encoding"), "gzip");
		CHECK(strcmp(unzip(a, got), web_body(plain)) == 0);
	}
}

/* An error draws another page: nothing of the piece is sent. */
TEST(a_piece_is_not_sent_with_an_error)
{
	struct http *h = site_start(a, NULL);
	const char *got = web_ask(a, h, GET("/manh?truoc=9&trong=900&hong=1")
				  "Accept-Encoding: gzip\r\n\r\n");

	CHECK_INT(web_status(got), 404);
	CHECK(!web_header(a, got, "Content-Encoding") ||
	      !strstr(unzip(a, got), "số"));
}

TEST(what_the_browser_holds_is_not_sent_again)
{
	struct http *h = site_start(a, NULL);
	const char *got = web_ask(a, h, GET("/ban") "\r\n");
	const char *tag = web_header(a, got, "ETag");

	CHECK_STR(tag, "W/\"v12\"");
	CHECK_STR(web_header(a, got, "Cache-Control"), "private, no-cache");
	got = web_ask(a, h, GET("/ban") "If-None-Match: \"x\", %s\r\n\r\n", tag);
	CHECK_INT(web_status(got), 304);
	CHECK_STR(web_body(got), "");
	got = web_ask(a, h, GET("/ban") "If-None-Match: \"v123\"\r\n\r\n");
	CHECK_INT(web_status(got), 200);
	CHECK_STR(web_body(got), "version 12");
}

TEST(static_files_are_kept_for_ever)
{
	struct http *h = site_start(a, NULL);
	const char *got = web_ask(a, h, GET("/tinh/app.12ab.css") "\r\n");

	CHECK_STR(web_body(got), "body { margin: 0 }");
	CHECK_STR(web_header(a, got, "Content-Type"),
		  "text/css; charset=utf-8");
	CHECK_STR(web_header(a, got, "Cache-Control"),
		  "public, max-age=31536000, immutable");
	got = web_ask(a, h, GET("/tinh/app.12ab.css")
		      "Accept-Encoding: gzip\r\n\r\n");
	CHECK_STR(web_header(a, got, "Content-Encoding"), "gzip");
	CHECK_STR(web_body(got), "not really gzip");
	CHECK_INT(web_status(web_ask(a, h, GET("/tinh/app.12ac.css") "\r\n")),
		  404);
	CHECK_INT(web_status(web_ask(a, h, "POST /tinh/app.12ab.css HTTP/1.1"
				     "\r\nHost: HOST\r\n\r\n")), 404);
}

TEST(a_file_to_keep_has_a_name_that_is_safe)
{
	struct http *h = site_start(a, NULL);
	const char *got = web_ask(a, h, GET("/tai") "\r\n");

	CHECK_STR(web_header(a, got, "Content-Disposition"),
		  "attachment; filename=\"K_ ho_ch _2024__.._x_.docx\";"
		  " filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20_2024__.._x_"
		  ".docx");
	CHECK_STR(web_header(a, got, "Content-Type"),
		  "application/octet-stream");
}

TEST(the_log_names_the_page_and_not_the_address)
{
	char path[] = "/tmp/hoptac-log-XXXXXX";
	const int fd = mkstemp(path);
	struct http *h = site_start(a, &(struct http_config){ .log = fd });
	char text[1024] = "";
	FILE *f;

	web_ask(a, h, GET("/muc/12?ten=Lan") "\r\n");
	web_ask(a, h, GET("/hong?cach=io") "\r\n");
	f = fopen(path, "r");
	CHECK(fread(text, 1, sizeof text - 1, f) > 0);
	fclose(f);
	remove(path);
	CHECK(strstr(text, "method=GET page=/muc/{id} status=200"));
	CHECK(!strstr(text, "Lan") && !strstr(text, "/muc/12"));
	CHECK(strstr(text, "incident id=") &&
	      strstr(text, "message=\"bí mật /var/lib; SELECT secret\""));
}
