/* SPDX-License-Identifier: Apache-2.0 */
/* Folding, case, width. */
#include "lib/base/buf.h"
#include "lib/text/text.h"
#include "test.h"

TEST(fold_examples)
{
	CHECK_STR(text_fold(a, "HTX  Đình-Lập"), "htx dinh lap");
	CHECK_STR(text_fold(a, "  “Đầu tư”, (xã) Hoàng Văn Thụ. "),
		  "dau tu xa hoang van thu");
	CHECK_STR(text_fold(a, "hòa"), text_fold(a, "hoà"));
	CHECK_STR(text_fold(a, "Đắk R'Lấp"), "dak r lap");
	CHECK_STR(text_fold(a, ""), "");
	CHECK_STR(text_fold(a, " - "), "");
	/* eth and African D look like Đ; NFD; no-break and zero-width space */
	CHECK_STR(text_fold(a, "\xc3\x90\xc3\xacnh"), "dinh");
	CHECK_STR(text_fold(a, "\xc6\x89inh"), "dinh");
	CHECK_STR(text_fold(a, "Vie\xcc\xa3\xcc\x82t\xc2\xa0Nam\xe2\x80\x8b"),
		  "viet nam");
	/* full-width letters and digits, a ligature */
	CHECK_STR(text_fold(a, "ＨＴＸ　１２ ﬁ"), "htx 12 fi");
	CHECK_STR(text_fold(a, "a\xff" "b"), "a b");
}

/* Each row: the plain letter and every letter that folds to it. */
static const char *const letters[][2] = {
	{ "a", "aàảãáạăằẳẵắặâầẩẫấậAÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬ" },
	{ "d", "dđDĐ" },
	{ "e", "eèẻẽéẹêềểễếệEÈẺẼÉẸÊỀỂỄẾỆ" },
	{ "i", "iìỉĩíịIÌỈĨÍỊ" },
	{ "o", "oòỏõóọôồổỗốộơờởỡớợOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢ" },
	{ "u", "uùủũúụưừửữứựUÙỦŨÚỤƯỪỬỮỨỰ" },
	{ "y", "yỳỷỹýỵYỲỶỸÝỴ" },
	{ "n", "nN" },
	{ "g", "gG" },
	{ "7", "7" },
};

/* The i-th sign of a UTF-8 text, and how many there are. */
static size_t sign_at(const char *s, size_t i, char out[5])
{
	size_t n = 0;

	for (const char *p = s; *p; n++) {
		size_t len = 1;

		while (((unsigned char)p[len] & 0xc0) == 0x80)
			len++;
		if (n == i) {
			memcpy(out, p, len);
			out[len] = '\0';
		}
		p += len;
	}
	return n;
}

TEST(fold_equals_oracle)
{
	uint64_t state = 11;
	char sign[5];

	for (int i = 0; i < 3000; i++) {
		struct buf in = BUF_INIT(a);
		struct buf want = BUF_INIT(a);

		for (uint32_t n = 1 + test_random(&state, 20); n > 0; n--) {
			uint32_t row = test_random(&state, ARRAY_LEN(letters));
			size_t many = sign_at(letters[row][1], 0, sign);

			sign_at(letters[row][1],
				test_random(&state, (uint32_t)many), sign);
			buf_adds(&in, sign);
			buf_adds(&want, letters[row][0]);
		}
		CHECK_STR(text_fold(a, in.data), want.data);
	}
}

TEST(case_of_texts)
{
	CHECK_STR(text_upper(a, "ủy ban nhân dân tỉnh đó"),
		  "ỦY BAN NHÂN DÂN TỈNH ĐÓ");
	CHECK_STR(text_lower(a, "ỦY BAN NHÂN DÂN TỈNH ĐÓ"),
		  "ủy ban nhân dân tỉnh đó");
	CHECK_STR(text_upper(a, ""), "");
	for (size_t row = 0; row < ARRAY_LEN(letters); row++)
		CHECK_STR(text_upper(a, text_lower(a, letters[row][1])),
			  text_upper(a, letters[row][1]));
}

TEST(width_counts_cells)
{
	CHECK_INT(text_width(""), 0);
	CHECK_INT(text_width("Lạng Sơn"), 8);
	CHECK_INT(text_width("La\xcc\xa3ng"), 4);
	CHECK_INT(text_width("中文"), 4);
}
