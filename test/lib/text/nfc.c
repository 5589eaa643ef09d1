/* SPDX-License-Identifier: Apache-2.0 */
/* The door for outside text. */
#include "lib/base/buf.h"
#include "lib/text/text.h"
#include "test.h"

#include <utf8proc.h>

static char *nfc(struct arena *a, const char *s)
{
	struct err e = { 0 };
	char *out = NULL;

	CHECK(text_nfc(a, s, strlen(s), &out, &e) == 0);
	return out;
}

TEST(nfc_composes)
{
	CHECK_STR(nfc(a, ""), "");
	CHECK_STR(nfc(a, "Lạng Sơn"), "Lạng Sơn");
	CHECK_STR(nfc(a, "La\xcc\xa3ng So\xcc\x9bn"), "Lạng Sơn");
	/* marks in either order: e + circumflex + dot, e + dot + circumflex */
	CHECK_STR(nfc(a, "Vie\xcc\x82\xcc\xa3t"), "Việt");
	CHECK_STR(nfc(a, "Vie\xcc\xa3\xcc\x82t"), "Việt");
	/* half composed, as windows-1258 converters leave it: ê + dot */
	CHECK_STR(nfc(a, "Vi\xc3\xaa\xcc\xa3t"), "Việt");
	/* byte order mark; the Angstrom sign is Å */
	CHECK_STR(nfc(a, "\xef\xbb\xbfSố"), "Số");
	CHECK_STR(nfc(a, "\xef\xbb\xbf\xef\xbb\xbfSố"), "Số");
	CHECK_STR(nfc(a, "\xe2\x84\xab"), "\xc3\x85");
}

static int refuse(const char *s, size_t n, struct err *e)
{
	struct arena *a = arena_new();
	char *out;
	int r;

	memset(e, 0, sizeof *e);
	r = text_nfc(a, s, n, &out, e);
	arena_free(a);
	return r;
}

TEST(nfc_names_the_encoding)
{
	struct err e;
	static const char utf16[] = "\xff\xfeT\0\xea\0n\0";
	static const char utf16_bare[] = "H\0T\0X\0 \0S\0\xd1\x1e";

	CHECK_INT(refuse(utf16, 8, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "UTF-16");
	CHECK_ERR(&e, ERR_INPUT, "CSV UTF-8");
	CHECK_INT(refuse(utf16_bare, 12, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "UTF-16");
	/* "Hợp tác xã nông nghiệp Đình Lập" in each, by hand from the tables */
	CHECK_INT(refuse("H\xee" "p t\xb8" "c x\xb7 n\xab" "ng nghi\xd6" "p "
			 "\xa7\xd7nh L\xcb" "p", 31, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "TCVN3");
	CHECK_INT(refuse("H\xf4\xef" "p ta\xf9" "c xa\xf5 no\xe2" "ng nghie\xe4"
			 "p \xd1\xecnh La\xe4" "p", 36, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "VNI");
	CHECK_INT(refuse("H\xf5\xf2" "p t\xe1" "c x\xe3\xde n\xf4" "ng nghi\xea"
			 "\xf2p \xd0i\xccnh L\xe2\xf2p", 36, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "windows-1258");
	CHECK_ERR(&e, ERR_INPUT, "UniKey");
}

static int font(const char *s, struct err *e)
{
	*e = (struct err){ 0 };
	return text_check_font(s, e);
}

TEST(font_before_unicode)
{
	struct err e;

	/* as a spreadsheet shows .VnTime and VNI-Times text in another font */
	CHECK_INT(font("Hîp t¸c x· n«ng nghiÖp §×nh LËp", &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "TCVN3");
	CHECK_ERR(&e, ERR_INPUT, "n«ng");
	CHECK_ERR(&e, ERR_INPUT, "UniKey");
	CHECK_INT(font("Tªn hîp t¸c x·", &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "TCVN3");
	CHECK_INT(font("Hôïp taùc xaõ noâng nghieäp Ñình Laäp", &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "VNI");
	/* what is right must pass */
	CHECK_INT(font("", &e), 0);
	CHECK_INT(font("Tên xã Giá hoà toà loài", &e), 0);
	CHECK_INT(font("Dien tich (m²) The tich (m³) 1ª nº §5 §6", &e), 0);
	CHECK_INT(font("Hợp tác xã", &e), 0);
	CHECK_INT(font("HTX Müller", &e), 0);
	CHECK_INT(font("HÐQT HÐND", &e), 0); /* eth */
	CHECK_INT(font("Ma HTX,Ten,Xa,Von", &e), 0);
	CHECK_INT(font("Đã đổi: t¸c x· n«ng", &e), 0);
}

TEST(nfc_refuses_what_is_no_text)
{
	struct err e;

	CHECK_INT(refuse("ab\0c", 4, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "byte thứ 3");
	CHECK_INT(refuse("ab\xff", 3, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "byte thứ 3 là 0xFF");
	/* overlong slash, a surrogate, beyond U+10FFFF, cut in the middle */
	CHECK_INT(refuse("\xc0\xaf", 2, &e), -1);
	CHECK_INT(refuse("\xed\xa0\x80", 3, &e), -1);
	CHECK_INT(refuse("\xf4\x90\x80\x80", 4, &e), -1);
	CHECK_INT(refuse("So\xcc", 3, &e), -1);
}

/* Random texts of the signs that combine; utf8proc's own one-call form is
 * the slow oracle, and the result is stable. */
TEST(nfc_equals_oracle)
{
	static const char *const part[] = {
		"a", "o", "ư", "\xcc\x82", "\xcc\xa3", "\xcc\x81", "\xcc\x9b",
		"đ", " ", "ế", "\xe2\x84\xab", "Z", "\xcc\x86", "\xe1\x84\x80",
		"\xe1\x85\xa1",
	};
	uint64_t state = 7;

	for (int i = 0; i < 2000; i++) {
		struct buf b = BUF_INIT(a);
		char *want;
		char *got;

		for (uint32_t n = test_random(&state, 12); n > 0; n--)
			buf_adds(&b, part[test_random(&state,
						      ARRAY_LEN(part))]);
		want = (char *)utf8proc_NFC((const utf8proc_uint8_t *)b.data);
		got = nfc(a, b.data);
		CHECK_STR(got, want);
		CHECK_STR(nfc(a, got), want);
		free(want);
	}
}
