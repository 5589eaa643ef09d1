/* SPDX-License-Identifier: Apache-2.0 */
/* How alike two names are. */
#include "lib/text/text.h"
#include "test.h"

TEST(likeness_examples)
{
	CHECK_INT(text_likeness("dinh lap", "dinh lap"), 100);
	CHECK_INT(text_likeness("", ""), 100);
	CHECK_INT(text_likeness("", "abcd"), 0);
	/* one letter of eight; two neighbours swapped count one */
	CHECK_INT(text_likeness("dinh lap", "dinh lac"), 87);
	CHECK_INT(text_likeness("dinh lap", "dnih lap"), 87);
	CHECK_INT(text_likeness("dinh lap", "lap dinh"), 99);
	CHECK(text_likeness("nong nghiep dinh lap", "rau sach cao loc") < 50);
}

TEST(likeness_other_numbers)
{
	CHECK(text_likeness("minh hoa 017", "minh hoa 018") < 50);
	CHECK(text_likeness("so 1 khu 12", "so 11 khu 2") <= 50);
	CHECK_INT(text_likeness("htx 19 5", "htx 19 5"), 100);
}

TEST(likeness_is_bounded)
{
	char x[1000];
	char y[1000];

	memset(x, 'a', sizeof x);
	memset(y, 'b', sizeof y);
	x[999] = y[999] = '\0';
	CHECK_INT(text_likeness(x, y), 0);
	CHECK_INT(text_likeness(x, x), 100);
	for (size_t i = 1; i < 999; i += 2)
		x[i] = y[i] = ' ';
	CHECK(text_likeness(x, y) < 60);
}

/* Plain recursion without memory as the slow oracle of the edit distance. */
static int slow(const char *x, const char *y)
{
	int best;
	int d;

	if (!*x || !*y)
		return (int)(strlen(x) + strlen(y));
	best = slow(x + 1, y + 1) + (*x != *y);
	d = slow(x + 1, y) + 1;
	best = d < best ? d : best;
	d = slow(x, y + 1) + 1;
	best = d < best ? d : best;
	if (x[1] && y[1] && x[0] == y[1] && x[1] == y[0]) {
		d = slow(x + 2, y + 2) + 1;
		best = d < best ? d : best;
	}
	return best;
}

TEST(likeness_equals_oracle)
{
	uint64_t state = 3;

	for (int i = 0; i < 2000; i++) {
		char x[7] = "";
		char y[7] = "";
		int nx = (int)test_random(&state, 6);
		int ny = (int)test_random(&state, 6);
		int longer = nx > ny ? nx : ny;
		int want;

		for (int j = 0; j < nx; j++)
			x[j] = (char)('a' + (int)test_random(&state, 3));
		for (int j = 0; j < ny; j++)
			y[j] = (char)('a' + (int)test_random(&state, 3));
		if (longer == 0)
			continue;
		want = 100 - (100 * slow(x, y) + longer - 1) / longer;
		CHECK_INT(text_likeness(x, y), want);
	}
}

TEST(likeness_without_generic_words)
{
	static const char *const generic[] = { "htx", "hop tac xa", "dich vu",
					       "dich vu nong nghiep" };

	CHECK_STR(text_without(a, "hop tac xa dich vu nong nghiep dinh lap",
			       generic, 4), "dinh lap");
	CHECK_STR(text_without(a, "dinh lap htx", generic, 4), "dinh lap");
	CHECK_STR(text_without(a, "htx", generic, 4), "");
	CHECK_STR(text_without(a, "htxa dich vui", generic, 4),
		  "htxa dich vui");
	CHECK_STR(text_without(a, "a b", generic, 0), "a b");
}
