/* SPDX-License-Identifier: Apache-2.0 */
/* The door for outside text: is it UTF-8 at all, and then into NFC.
 *
 * What is not UTF-8 mostly comes from two places: a spreadsheet program that
 * saved "Unicode text" (UTF-16), and files from before Unicode, whose three
 * usual encodings can be told apart by the bytes they like.  Naming the
 * encoding spares the officer a guess. */
#include "lib/text/text.h"

#include <ctype.h>
#include <stdbool.h>
#include <utf8proc.h>

#define HINT_UTF8                                                            \
	"Mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành (Save As), kiểu "  \
	"tệp “CSV UTF-8 (Comma delimited)”, rồi nhập lại."
#define HINT_LEGACY                                                          \
	"Dùng UniKey (Ctrl+Shift+F6) chuyển nội dung từ bảng mã cũ sang "      \
	"Unicode dựng sẵn, lưu thành “CSV UTF-8”, rồi nhập lại."

/* Where s stops being UTF-8 without NULs; n when it does not. */
static size_t first_bad(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n) {
		utf8proc_int32_t cp;
		utf8proc_ssize_t len;

		if (s[i] > 0) {
			i++;
			continue;
		}
		if (s[i] == 0)
			return i;
		len = utf8proc_iterate((const utf8proc_uint8_t *)s + i,
				       (utf8proc_ssize_t)(n - i), &cp);
		if (len <= 0)
			return i;
		i += (size_t)len;
	}
	return n;
}

/* A byte order mark, or every second byte NUL as Latin letters have it. */
static bool looks_utf16(const unsigned char *s, size_t n)
{
	size_t nul[2] = { 0, 0 };

	if (n >= 2 && ((s[0] == 0xff && s[1] == 0xfe) ||
		       (s[0] == 0xfe && s[1] == 0xff)))
		return true;
	if (n > 4096)
		n = 4096;
	for (size_t i = 0; i < n; i++)
		nul[i % 2] += s[i] == 0;
	return (nul[0] > n / 4 && nul[1] == 0) ||
	       (nul[1] > n / 4 && nul[0] == 0);
}

static bool in(unsigned char c, const char *set)
{
	return c != 0 && strchr(set, c);
}

/* The letters that TCVN3 alone has below C0: đ ă â ê ô ơ ư, and tones of a. */
static bool tcvn3_letter(unsigned char c)
{
	return (c >= 0xa7 && c <= 0xae) || (c >= 0xb5 && c <= 0xb9) ||
	       (c >= 0xbb && c <= 0xbe);
}

/*
 * The legacy encoding that the high bytes of s speak for, or NULL.  VNI
 * writes a vowel and then a mark byte; windows-1258 writes few precomposed
 * letters and then a combining tone.
 */
static const char *legacy_name(const unsigned char *s, size_t n)
{
	static const char vni_mark[] = "\xf9\xf8\xfb\xf5\xef\xe2\xe1\xe0\xe5"
				       "\xe3\xe4\xea\xe9\xe8\xfa\xfc\xeb"
				       "\xd9\xd8\xdb\xd5\xcf\xc2\xc1\xc0\xc5"
				       "\xc3\xc4\xca\xc9\xc8\xda\xdc\xcb";
	static const char vni_vowel[] = "aeouyAEOUY\xf4\xf6\xd4\xd6";
	static const char cp_tone[] = "\xcc\xd2\xde\xec\xf2";
	static const char cp_vowel[] = "aeiouyAEIOUY\xe2\xe3\xea\xf4\xf5\xfd"
				       "\xc2\xc3\xca\xd4\xd5\xdd";
	size_t tcvn = 0;
	size_t vni = 0;
	size_t cp1258 = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = s[i];
		unsigned char before = i ? s[i - 1] : ' ';

		if (c < 0x80)
			continue;
		tcvn += tcvn3_letter(c);
		vni += in(c, vni_mark) && in(before, vni_vowel);
		vni += c == 0xf1 || c == 0xd1;
		cp1258 += in(c, cp_tone) && in(before, cp_vowel);
		cp1258 += c == 0xf0 || c == 0xd0;
	}
	if (tcvn > vni && tcvn > cp1258)
		return "TCVN3 (ABC)";
	if (vni > cp1258)
		return "VNI";
	return cp1258 ? "windows-1258" : NULL;
}

int text_check(const char *s, size_t n, struct err *e)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t bad = first_bad(s, n);
	const char *legacy;

	if (bad == n)
		return 0;
	if (looks_utf16(u, n)) {
		err_set(e, ERR_INPUT,
			"Văn bản ở bảng mã UTF-16, không phải UTF-8");
		return err_hint(e, "%s", HINT_UTF8);
	}
	if (s[bad] == 0)
		return err_set(e, ERR_INPUT,
			       "Văn bản có ký tự NUL ở byte thứ %zu: đây không "
			       "phải tệp văn bản",
			       bad + 1);
	legacy = legacy_name(u, n);
	if (legacy) {
		err_set(e, ERR_INPUT,
			"Văn bản không phải UTF-8 (byte thứ %zu là 0x%02X); "
			"có vẻ ở bảng mã cũ %s",
			bad + 1, u[bad], legacy);
		return err_hint(e, "%s", HINT_LEGACY);
	}
	err_set(e, ERR_INPUT, "Văn bản không phải UTF-8 (byte thứ %zu là 0x%02X)",
		bad + 1, u[bad]);
	return err_hint(e, "%s", HINT_UTF8);
}

/* A letter that only Unicode text has: Ă, Đ, Ơ, ạ ... */
static bool modern_letter(int32_t cp)
{
	return cp == 0x102 || cp == 0x103 || cp == 0x110 || cp == 0x111 ||
	       cp == 0x128 || cp == 0x129 || cp == 0x168 || cp == 0x169 ||
	       cp == 0x1a0 || cp == 0x1a1 || cp == 0x1af || cp == 0x1b0 ||
	       (cp >= 0x300 && cp <= 0x323) || (cp >= 0x1ea0 && cp <= 0x1ef9);
}

/* A sign of Latin-1 that no Vietnamese word holds, while words in a legacy
 * font do.  Ð (eth) is taken for Đ, as in text_fold. */
static bool strange(int32_t cp)
{
	static const char vietnamese[] = "\xc0\xc1\xc2\xc3\xc8\xc9\xca\xcc"
					 "\xcd\xd0\xd2\xd3\xd4\xd5\xd9\xda"
					 "\xdd";
	unsigned char c = (unsigned char)cp;

	if (cp < 0xc0)
		return cp >= 0xa7 && tcvn3_letter(c);
	if (cp > 0xff || cp == 0xd7 || cp == 0xf7)
		return false;
	return !in((unsigned char)(c & 0xdf), vietnamese);
}

int text_check_font(const char *s, struct err *e)
{
	unsigned char latin[1024]; /* s as the bytes it was typed with */
	size_t n = 0;
	int found = 0;
	bool after_letter = false;
	const char *start = s;
	const char *legacy;

	while (*s && n < sizeof latin) {
		utf8proc_int32_t cp;
		utf8proc_ssize_t len = utf8proc_iterate(
			(const utf8proc_uint8_t *)s, -1, &cp);

		if (len <= 0 || modern_letter(cp))
			return 0;
		s += len;
		found += after_letter && strange(cp);
		after_letter = (cp < 0x80 && isalpha(cp)) || strange(cp);
		latin[n++] = cp <= 0xff ? (unsigned char)cp : ' ';
	}
	legacy = found >= 2 ? legacy_name(latin, n) : NULL;
	if (!legacy)
		return 0;
	err_set(e, ERR_INPUT,
		"Chữ được gõ bằng phông cũ theo bảng mã %s, không phải "
		"Unicode: “%s”",
		legacy, start);
	return err_hint(e, "%s", HINT_LEGACY);
}

/*
 * True when UTF-8 text is NFC for certain: only code points that no
 * normalisation touches and that combine with nothing.  Every Vietnamese
 * text typed the usual way is such.
 */
static bool surely_nfc(const char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		utf8proc_int32_t cp;

		if (s[i] > 0) {
			i++;
			continue;
		}
		i += (size_t)utf8proc_iterate((const utf8proc_uint8_t *)s + i,
					      (utf8proc_ssize_t)(n - i), &cp);
		if (cp >= 0x300 && !(cp >= 0x1ea0 && cp <= 0x1eff) &&
		    !(cp >= 0x2010 && cp <= 0x2027))
			return false;
	}
	return true;
}

static char *normalise(struct arena *a, const char *s, size_t n)
{
	const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	utf8proc_ssize_t cap = (utf8proc_ssize_t)n;
	utf8proc_ssize_t len;
	utf8proc_int32_t *cp;

	for (;;) {
		/* reencode writes up to four bytes for each, and a NUL */
		cp = ARENA_ARRAY(a, (size_t)cap + 1, utf8proc_int32_t);
		len = utf8proc_decompose((const utf8proc_uint8_t *)s,
					 (utf8proc_ssize_t)n, cp, cap, how);
		if (len < 0)
			BUG("utf8proc_decompose: %s", utf8proc_errmsg(len));
		if (len <= cap)
			break;
		cap = len;
	}
	len = utf8proc_reencode(cp, len, how);
	if (len < 0)
		BUG("utf8proc_reencode: %s", utf8proc_errmsg(len));
	return (char *)cp;
}

int text_nfc(struct arena *a, const char *s, size_t n, char **out,
	     struct err *e)
{
	if (text_check(s, n, e) < 0)
		return -1;
	/* several, when files were joined */
	while (n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0) {
		s += 3;
		n -= 3;
	}
	*out = surely_nfc(s, n) ? arena_strndup(a, s, n) : normalise(a, s, n);
	return 0;
}
