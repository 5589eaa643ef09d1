/* SPDX-License-Identifier: Apache-2.0 */
/* Vietnamese dictionary order. */
#include "lib/base/buf.h"
#include "lib/text/text.h"
#include "test.h"

/* By hand, from the rule: letters of the whole text, then tones (ngang huyền
 * hỏi ngã sắc nặng), then case. */
static const char *const dictionary[] = {
	"",      " ",     "(a)",   "-",     "1",     "10",    "2",
	"9",     "a",     "A",     "à",     "À",     "ả",     "ã",
	"á",     "ạ",     "ai",    "am",    "an",    "ăn",    "ân",
	"ấn",    "ba",    "bà",    "bá",    "bạ",    "ba la", "bà lá",
	"bả la", "ba lô", "bác",   "băng",  "bằng",  "bâng",  "co",
	"cô",    "cơ",    "cu",    "cư",    "da",    "dầu",   "Đa",
	"đá",    "đe",    "Đình Lập", "Đinh Lập A", "e",      "ê",
	"fa",    "gà",    "hoa",   "hòa",   "hoà",   "hóa",   "hô",
	"hợp tác", "in",  "jo",    "không", "la",    "lá",    "lạ",
	"Lạng Sơn", "Lộc Bình", "ma", "na", "o",     "ô",     "ơ",
	"pa",    "qua",   "ra",    "sa",    "ta",    "tá",    "u",
	"ư",     "va",    "wa",    "xa",    "xã",    "y",     "ý",
	"za",    "Ω",
};

/* hòa and hoà have the tone on other letters: hoà (ngang, ngang, huyền) comes
 * before hòa (ngang, huyền, ngang). */
static bool out_of_order(const char *x, const char *y)
{
	return strcmp(x, "hòa") == 0 && strcmp(y, "hoà") == 0;
}

static int sign(int n)
{
	return (n > 0) - (n < 0);
}

TEST(sort_follows_dictionary)
{
	for (size_t i = 0; i < ARRAY_LEN(dictionary); i++) {
		for (size_t j = i; j < ARRAY_LEN(dictionary); j++) {
			const char *x = dictionary[i];
			const char *y = dictionary[j];
			int want = i == j ? 0 : out_of_order(x, y) ? 1 : -1;

			if (!CHECK_INT(sign(text_cmp(x, y)), want) ||
			    !CHECK_INT(sign(text_cmp(y, x)), -want))
				printf("  %s | %s\n", x, y);
		}
	}
}

/* The slow oracle: every sign of a text looked up in one long table. */
static const char *const table[] = {
	"aàảãáạAÀẢÃÁẠ", "ăằẳẵắặĂẰẲẴẮẶ", "âầẩẫấậÂẦẨẪẤẬ", "b     B     ",
	"d     D     ", "đ     Đ     ", "eèẻẽéẹEÈẺẼÉẸ", "êềểễếệÊỀỂỄẾỆ",
	"iìỉĩíịIÌỈĨÍỊ", "oòỏõóọOÒỎÕÓỌ", "ôồổỗốộÔỒỔỖỐỘ", "ơờởỡớợƠỜỞỠỚỢ",
	"t     T     ", "uùủũúụUÙỦŨÚỤ", "ưừửữứựƯỪỬỮỨỰ", "yỳỷỹýỵYỲỶỸÝỴ",
};

struct word {
	char text[64];
	int letter[8];
	int tone[8];
	int upper[8];
	int n;
};

static void cell(int row, int column, char out[5])
{
	const char *p = table[row];
	size_t len;

	for (;; p += len) {
		len = 1;
		while (((unsigned char)p[len] & 0xc0) == 0x80)
			len++;
		if (column-- == 0)
			break;
	}
	memcpy(out, p, len);
	out[len] = '\0';
}

static struct word random_word(uint64_t *state)
{
	struct word w = { .n = (int)test_random(state, 5) };
	char s[5];

	for (int i = 0; i < w.n; i++) {
		int column;

		/* few letters, so that the later levels decide often */
		w.letter[i] = (int)test_random(state, 3) * 5 % 16;
		do {
			column = (int)test_random(state, 12);
			cell(w.letter[i], column, s);
		} while (s[0] == ' ');
		w.tone[i] = column % 6;
		w.upper[i] = column / 6;
		memcpy(w.text + strlen(w.text), s, strlen(s) + 1);
	}
	return w;
}

static int levels(const int *x, int nx, const int *y, int ny)
{
	for (int i = 0; i < nx && i < ny; i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return (nx > ny) - (nx < ny);
}

TEST(sort_equals_oracle)
{
	uint64_t state = 5;

	for (int i = 0; i < 5000; i++) {
		struct word x = random_word(&state);
		struct word y = random_word(&state);
		int want = levels(x.letter, x.n, y.letter, y.n);

		if (want == 0)
			want = levels(x.tone, x.n, y.tone, y.n);
		if (want == 0)
			want = levels(x.upper, x.n, y.upper, y.n);
		if (!CHECK_INT(sign(text_cmp(x.text, y.text)), want))
			printf("  %s | %s\n", x.text, y.text);
	}
}

TEST(sort_key_ignores_the_form)
{
	size_t n, m;
	uint8_t *x = text_sort_key(a, "Việt", &n);
	uint8_t *y = text_sort_key(a, "Vie\xcc\xa3\xcc\x82t", &m);

	CHECK_INT(n, m);
	CHECK(memcmp(x, y, n) == 0);
	CHECK(text_cmp("a\xff", "b") < 0); /* no UTF-8: an order all the same */
}
