/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is said to fit does fit, and does so where each rule has an unknown of
 * its own.
 */
#include "lib/rule/slack.h"
#include "test.h"

enum { COLS = 5, ROWS = 4 };

static struct edge at(int64_t v, int k)
{
	return (struct edge){ .on = true, .at = { v, k } };
}

static void put(struct slack *s, size_t row, size_t col, int64_t coef)
{
	s->col[s->at[row + 1]] = col;
	s->coef[s->at[row + 1]++] = coef;
}

static void stand(struct slack *s, size_t col, int64_t v, int64_t step)
{
	s->start[col] = v;
	s->step[col] = step;
	slack_bounded(s, col);
}

TEST(slack_gives_way_in_a_chain)
{
	struct slack s;

	/* a + b = c, c + d = 10, from a = 1, b = 2, c held at 4, d = 0 */
	slack_init(a, &s, 2, 4, 5);
	put(&s, 0, 0, 1);
	put(&s, 0, 1, 1);
	put(&s, 0, 2, -1);
	s.at[2] = s.at[1];
	put(&s, 1, 2, 1);
	put(&s, 1, 3, 1);
	s.low[4] = s.high[4] = at(0, 0);
	s.low[5] = s.high[5] = at(10, 0);
	s.low[2] = s.high[2] = at(4, 0);
	for (size_t j = 0; j < 4; j++)
		stand(&s, j, (int64_t[]){ 1, 2, 4, 0 }[j], 1);
	CHECK(slack_fit(a, &s));
	CHECK(s.value[0] + s.value[1] == 4);
	CHECK(s.value[2] == 4);
	CHECK(s.value[3] == 6);
	/* d is not above 5: c + d = 10 has nothing to give */
	s.high[3] = at(5, 0);
	slack_bounded(&s, 3);
	CHECK(!slack_fit(a, &s));
	/* with c free to start from 5 there is */
	s.low[2].on = s.high[2].on = false;
	stand(&s, 2, 5, 1);
	CHECK(slack_fit(a, &s));
	CHECK(s.value[2] == 5 && s.value[3] == 5);
	CHECK(s.value[0] + s.value[1] == 5);
}

TEST(slack_shares_what_one_cannot_give)
{
	struct slack s;

	/* x + y >= 9 from 0, neither above 5 */
	slack_init(a, &s, 1, 2, 2);
	put(&s, 0, 0, 1);
	put(&s, 0, 1, 1);
	s.low[2] = at(9, 0);
	for (size_t j = 0; j < 2; j++) {
		s.high[j] = at(5, 0);
		stand(&s, j, 0, 1);
	}
	CHECK(slack_fit(a, &s));
	CHECK(s.value[0] + s.value[1] >= 9);
	CHECK(s.value[0] <= 5 && s.value[1] <= 5);
	s.low[2] = at(11, 0);
	CHECK(!slack_fit(a, &s));
}

TEST(slack_keeps_to_whole_numbers)
{
	struct slack s;

	/* 2 x = 7 has none of them; 2 x > 6 has */
	slack_init(a, &s, 1, 1, 1);
	put(&s, 0, 0, 2);
	s.low[1] = s.high[1] = at(7, 0);
	stand(&s, 0, 0, 1);
	CHECK(!slack_fit(a, &s));
	s.high[1].on = false;
	s.low[1] = at(8, 0);
	CHECK(slack_fit(a, &s));
	CHECK(s.value[0] >= 4);
}

static struct edge some_edge(uint64_t *seed, int64_t v, int k)
{
	return test_random(seed, 2) ? (struct edge){ .on = false }
				    : at(v, test_random(seed, 3) ? 0 : k);
}

static void fill(uint64_t *seed, struct arena *a, struct slack *s)
{
	slack_init(a, s, ROWS, COLS, ROWS * COLS);
	for (size_t i = 0; i < ROWS; i++) {
		int64_t v = (int64_t)test_random(seed, 30) - 10;

		s->at[i + 1] = s->at[i];
		for (size_t j = 0; j < COLS; j++) {
			int coef = (int)test_random(seed, 5) - 2;

			if (coef && test_random(seed, 2))
				put(s, i, j, coef);
		}
		s->low[COLS + i] = some_edge(seed, v, 1);
		s->high[COLS + i] =
			some_edge(seed, v + (int)test_random(seed, 8), -1);
	}
	for (size_t j = 0; j < COLS; j++) {
		int64_t v = (int64_t)test_random(seed, 9) - 4;

		s->low[j] = some_edge(seed, v, 1);
		s->high[j] = some_edge(seed, v + (int)test_random(seed, 20), -1);
		stand(s, j, (int64_t)test_random(seed, 20) * 2, 1 + (j & 1));
	}
}

static bool within(const struct slack *s, size_t var, __int128 v)
{
	const struct edge *low = &s->low[var];
	const struct edge *high = &s->high[var];

	return (!low->on || v > low->at.a ||
		(v == low->at.a && low->at.k <= 0)) &&
	       (!high->on || v < high->at.a ||
		(v == high->at.a && high->at.k >= 0));
}

TEST(slack_is_right_where_it_says_so)
{
	uint64_t seed = 5;
	int found = 0;

	for (int n = 0; n < 3000; n++) {
		struct arena *b = arena_new();
		struct slack s;
		bool right = true;

		fill(&seed, b, &s);
		if (slack_fit(b, &s)) {
			found++;
			for (size_t j = 0; j < COLS; j++)
				right = right && within(&s, j, s.value[j]) &&
					s.value[j] % s.step[j] == 0;
			for (size_t i = 0; i < ROWS; i++) {
				__int128 sum = 0;

				for (size_t k = s.at[i]; k < s.at[i + 1]; k++)
					sum += s.coef[k] * s.value[s.col[k]];
				right = right && within(&s, COLS + i, sum);
			}
		}
		CHECK(right);
		arena_free(b);
	}
	CHECK(found > 100);
}
