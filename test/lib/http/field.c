/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lib/http/field.c: what officers and strangers put into forms. */
#include "lib/http/fixture.h"

static const char *post(struct arena *a, struct http *h, const char *form)
{
	return web_ask(a, h, "POST /vong HTTP/1.1\r\nHost: HOST\r\n"
		       "Origin: http://HOST\r\n"
		       "Content-Type: application/x-www-form-urlencoded\r\n"
		       "Content-Length: %zu\r\n\r\n%s", strlen(form), form);
}

TEST(fields_are_validated_by_their_rows)
{
	static const struct {
		const char *form;
		int status;
		const char *body; /* holds this */
	} want[] = {
		{ "ten=HTX+An+S%C6%A1n", 200, "[ten=HTX An Sơn#0+0]" },
		{ "ten=++HTX++", 200, "[ten=HTX#" },
		{ "ten=S%C6%A1+%C4%90%E1%BB%93", 200, "[ten=Sơ Đồ#" },
		/* decomposed letters are composed */
		{ "ten=So%CC%9Bn", 200, "[ten=Sơn#" },
		{ "", 422, "[ten=#0+0;Chưa nhập]" },
		{ "ten=", 422, "(ten: Tên: Chưa nhập)" },
		{ "ten=%20%09", 422, "Chưa nhập" },
		{ "ten=aaaaaaaaaaaaaaaaaaaaa", 422, "Dài quá 20 ký tự" },
		{ "ten=%E1%BB%93%E1%BB%93%E1%BB%93%E1%BB%93%E1%BB%93%E1%BB%93"
		  "%E1%BB%93%E1%BB%93%E1%BB%93%E1%BB%93", 200, "ồồồ" },
		{ "ten=a%0Ab", 422, "không in được" },
		{ "ten=a%1Bb", 422, "không in được" },
		{ "ten=a%00b", 400, "không đọc được" },
		{ "ten=a%FFb", 400, "không đọc được" },
		{ "ten=a%4", 400, "không đọc được" },
		{ "ten=a&ten=b", 400, "hai lần" },
		{ "ten=a&la=1", 400, "ô lạ" },
		{ "ten=a&so=12", 200, "[so=12#12" },
		{ "ten=a&so=0", 422, "nhỏ hơn 1" },
		{ "ten=a&so=101", 422, "lớn hơn 100" },
		{ "ten=a&so=1.000", 422, "lớn hơn 100" },
		{ "ten=a&so=1,5", 422, "số nguyên" },
		{ "ten=a&so=x", 422, "[so=x#0+0;" },
		{ "ten=a&so=99999999999999999999", 422, "[so=9999" },
		{ "ten=a&so=", 200, "[ten=a#0+0]" },
		{ "ten=a&von=1.250,5", 200, "[von=1.250,5#" },
		{ "ten=a&von=1.5", 422, "[von=1.5#0+0;" },
		{ "ten=a&von=kho%E1%BA%A3ng+5", 422, "không kèm chữ" },
		{ "ten=a&luong=kho%E1%BA%A3ng+5", 200, "[luong=khoảng 5#" },
		{ "ten=a&luong=3,5+-+4,5", 200, "[luong=3,5 - 4,5#" },
		{ "ten=a&loai=htx", 200, "[loai=htx#" },
		{ "ten=a&loai=ht", 422, "Chọn một" },
		{ "ten=a&loai=htx|tht", 422, "Chọn một" },
		{ "ten=a&ngay_cap=30/6/2023", 200, "#19538+" },
		{ "ten=a&ngay_cap=31/6/2023", 422, "Không có ngày này" },
		{ "ten=a&y_kien=m%E1%BB%99t%0D%0Ahai", 200,
		  "[y_kien=một\nhai#" },
		{ "ten=a&nhan=x&nhan=y", 200, "[nhan=x#0+0][nhan=y#0+0]" },
		{ "ten=a&o.12.2023=5&o.13.2023=tr%C3%AAn+6", 200,
		  "[o.12.2023=5#0+0][o.13.2023=trên 6#0+0]" },
		{ "ten=a&o.=5", 400, "ô lạ" },
		{ "ten=a&dong_y=on", 200, "[dong_y=on#1+0]" },
		{ "ten=a&mat_khau=+ab+", 200, "[mat_khau= ab #" },
		{ "ten=a&mat_khau=ab", 422, "ít nhất 3" },
		{ "so=0&von=x", 422, "có 3 ô cần sửa" },
		{ "ten=%3Cscript%3E", 200, "[ten=<script>#" },
		{ "&&ten=a&&", 200, "[ten=a#" },
		{ "=a&ten=b", 400, "không đọc được" },
	};
	struct http *h = site_start(a, NULL);

	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		const char *got = post(a, h, want[i].form);

		if (!CHECK(web_status(got) == want[i].status &&
			   strstr(web_body(got), want[i].body)))
			printf("%s: %d %s\n", want[i].form, web_status(got),
			       web_body(got));
	}
}

TEST(a_form_must_say_what_it_is)
{
	struct http *h = site_start(a, NULL);

	CHECK_INT(web_status(web_ask(
			  a, h, "POST /vong HTTP/1.1\r\nHost: HOST\r\n"
			  "Origin: http://HOST\r\nContent-Type: text/plain\r\n"
			  "Content-Length: 5\r\n\r\nten=a")), 400);
	CHECK_INT(web_status(web_ask(
			  a, h, "POST /vong HTTP/1.1\r\nHost: HOST\r\n"
			  "Origin: http://HOST\r\n"
			  "Content-Length: 5\r\n\r\nten=a")), 400);
}

TEST(a_form_of_very_many_fields_is_refused)
{
	struct http *h = site_start(a, NULL);
	struct buf b = BUF_INIT(a);

	buf_adds(&b, "ten=a");
	for (int i = 0; i < 5000; i++)
		buf_addf(&b, "&o.%d=1", i);
	CHECK_INT(web_status(post(a, h, b.data)), 400);
}

TEST(a_file_comes_whole_under_a_name_without_folders)
{
	static const char form[] =
		"--xYz\r\n"
		"Content-Disposition: form-data; name=\"tep\";"
		" filename=\"C:\\thu muc\\B\xc3\xa1o c\xc3\xa1o.xlsx\"\r\n"
		"Content-Type: application/octet-stream\r\n\r\n"
		"PK\x03\x04\r\n--xY\r\n--xYz\r\n"
		"Content-Disposition: form-data; name=\"ten\"\r\n\r\n"
		"T\xc3\xaan\r\n--xYz--\r\n";
	struct http *h = site_start(a, NULL);
	const char *got = web_ask(
		a, h, "POST /tep HTTP/1.1\r\nHost: HOST\r\n"
		"Origin: http://HOST\r\n"
		"Content-Type: multipart/form-data; boundary=xYz\r\n"
		"Content-Length: %zu\r\n\r\n%s", strlen(form), form);

	CHECK_INT(web_status(got), 200);
	CHECK_STR(web_body(got), "Báo cáo.xlsx 10 PK\x03\x04\r\n--");
}

TEST(the_same_address_with_one_thing_changed)
{
	struct http *h = site_start(a, NULL);
	const char *got = web_ask(
		a, h, "GET /duong/5?loc=a%%26b&sap=cu&trang=3&ngay=1/1/2024"
		" HTTP/1.1\r\nHost: HOST\r\n\r\n");

	CHECK_STR(web_body(got),
		  "/duong/5?loc=a%26b&ngay=1%2F1%2F2024"
		  "&sap=t%C3%AAn%20%26%20s%E1%BB%91"
		  " /duong/5?sap=cu&ngay=1%2F1%2F2024");
}
