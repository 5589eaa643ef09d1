/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lib/http/session.c, src/lib/http/csrf.c too: limits in time and
 * number, on a clock of the test's own. */
#include "lib/http/internal.h"
#include "test.h"

enum { IDLE = 1800, LIFE = 43200 };
#define S 1000 /* milliseconds */

TEST(a_session_ends_when_it_is_not_used)
{
	struct sessions *s = sessions_new(a, NULL, IDLE, LIFE);
	char token[2 * TOKEN_SIZE + 1];
	moment_t begun = 0;

	sessions_begin(s, 7, "10.0.0.1", 1000 * S, token);
	CHECK_INT(strlen(token), 64);
	CHECK_INT(sessions_find(s, token, 1000 * S, &begun, NULL), 7);
	CHECK_INT(begun, 1000 * S);
	/* used after 1,800 s it lives on, after 1,801 more it is over */
	CHECK_INT(sessions_find(s, token, 2800 * S, NULL, NULL), 7);
	CHECK_INT(sessions_find(s, token, 4601 * S, NULL, NULL), 0);
	CHECK_INT(sessions_find(s, token, 2800 * S, NULL, NULL), 0);
}

TEST(a_session_ends_however_much_it_is_used)
{
	struct sessions *s = sessions_new(a, NULL, IDLE, LIFE);
	char token[2 * TOKEN_SIZE + 1];
	int64_t t;

	sessions_begin(s, 7, "10.0.0.1", 0, token);
	for (t = 0; t <= LIFE; t += 600)
		CHECK_INT(sessions_find(s, token, t * S, NULL, NULL), 7);
	CHECK_INT(sessions_find(s, token, (LIFE + 1) * S, NULL, NULL), 0);
}

TEST(tokens_that_are_none_open_nothing)
{
	struct sessions *s = sessions_new(a, NULL, IDLE, LIFE);
	char token[2 * TOKEN_SIZE + 1], other[2 * TOKEN_SIZE + 1];

	sessions_begin(s, 7, "10.0.0.1", 0, token);
	CHECK_INT(sessions_find(s, "", 0, NULL, NULL), 0);
	CHECK_INT(sessions_find(s, "x", 0, NULL, NULL), 0);
	memcpy(other, token, sizeof token);
	other[63] = other[63] == '0' ? '1' : '0';
	CHECK_INT(sessions_find(s, other, 0, NULL, NULL), 0);
	sessions_end(s, other);
	CHECK_INT(sessions_find(s, token, 0, NULL, NULL), 7);
	sessions_end(s, token);
	CHECK_INT(sessions_find(s, token, 0, NULL, NULL), 0);
}

TEST(a_user_has_twenty_sessions_at_most)
{
	struct sessions *s = sessions_new(a, NULL, IDLE, LIFE);
	char first[2 * TOKEN_SIZE + 1], other[2 * TOKEN_SIZE + 1];
	char token[2 * TOKEN_SIZE + 1];
	size_t n;

	sessions_begin(s, 7, "10.0.0.1", 0, first);
	sessions_begin(s, 8, "10.0.0.2", 0, other);
	for (int i = 1; i <= 20; i++)
		sessions_begin(s, 7, "10.0.0.1", i * S, token);
	sessions_list(s, a, 7, 21 * S, &n);
	CHECK_INT(n, 20);
	CHECK_INT(sessions_find(s, first, 21 * S, NULL, NULL), 0);
	CHECK_INT(sessions_find(s, token, 21 * S, NULL, NULL), 7);
	CHECK_INT(sessions_find(s, other, 21 * S, NULL, NULL), 8);
}

TEST(all_sessions_together_stay_within_their_space)
{
	struct sessions *s = sessions_new(a, NULL, IDLE, LIFE);
	char token[2 * TOKEN_SIZE + 1];

	for (int i = 1; i <= 5000; i++) {
		sessions_begin(s, i, "10.0.0.1", i, token);
		CHECK_INT(sessions_find(s, token, i, NULL, NULL), i);
	}
}

TEST(a_user_ends_only_what_is_his)
{
	struct sessions *s = sessions_new(a, NULL, IDLE, LIFE);
	char one[2 * TOKEN_SIZE + 1], two[2 * TOKEN_SIZE + 1];
	uint64_t id = 0;

	sessions_begin(s, 7, "10.0.0.1", 0, one);
	sessions_begin(s, 8, "10.0.0.2", 0, two);
	CHECK_INT(sessions_find(s, two, 0, NULL, &id), 8);
	CHECK(!sessions_end_id(s, 7, id));
	CHECK_INT(sessions_find(s, two, 0, NULL, NULL), 8);
	CHECK(sessions_end_id(s, 8, id));
	CHECK_INT(sessions_find(s, two, 0, NULL, NULL), 0);
}

TEST(the_file_of_sessions_opens_none)
{
	const char *file = arena_printf(a, "%s/sessions", test_dir(a));
	struct sessions *s = sessions_new(a, file, IDLE, LIFE);
	char token[2 * TOKEN_SIZE + 1];
	char text[4096] = "";
	const moment_t now = moment_now();
	FILE *f;

	sessions_begin(s, 7, "10.0.0.1", now, token);
	sessions_save(s);
	f = fopen(file, "r");
	CHECK(f && fread(text, 1, sizeof text - 1, f) > 0);
	fclose(f);
	CHECK(!strstr(text, token)); /* the hash of it only */
	s = sessions_new(a, file, IDLE, LIFE);
	CHECK_INT(sessions_find(s, token, now, NULL, NULL), 7);
	/* a file that somebody has spoilt ends sessions, nothing worse */
	f = fopen(file, "w");
	fprintf(f, "x y z\n%0200d 1 7 0 0 a\n\n%.40s", 7, text);
	fclose(f);
	s = sessions_new(a, file, IDLE, LIFE);
	CHECK_INT(sessions_find(s, token, now, NULL, NULL), 0);
}

TEST(a_token_of_forms_belongs_to_one_session)
{
	const char *one = "1111111111111111";
	const char *two = "2222222222222222";
	char *t = csrf_token(a, one);
	char *u = csrf_token(a, one);

	CHECK(strcmp(t, u) != 0);
	CHECK(csrf_valid(t, one) && csrf_valid(u, one));
	CHECK(!csrf_valid(t, two));
	CHECK(!csrf_valid("", one) && !csrf_valid("%%%", one));
	for (size_t i = 0; i < strlen(t); i += 7) {
		const char c = t[i];

		t[i] = c == 'A' ? 'B' : 'A';
		CHECK(!csrf_valid(t, one));
		t[i] = c;
	}
	t[strlen(t) - 2] = '\0';
	CHECK(!csrf_valid(t, one));
}
