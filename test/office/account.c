/* SPDX-License-Identifier: Apache-2.0 */
/* Users, passwords and one-time codes; tests src/office/store.c and
 * src/office/cmd.c too (see test/cli/user.sh). */
#include "office/account.h"

#include "admin/admin.h"
#include "lib/db/db.h"
#include "office/token.h"
#include "test.h"

#include <time.h>
#include <unistd.h>

static struct db *data(struct arena *a)
{
	struct err e = { 0 };
	struct db *db = admin_init(a, arena_printf(a, "%s/data", test_dir(a)),
				   ".", NULL, "thử", &e);

	CHECK_STR(e.message, "");
	return db;
}

static const char good[] = "mùa hồi tháng bảy";

static int add(struct db *db, const char *login, const char *role,
	       const char *password, int64_t *id, struct err *e)
{
	struct account u = { .login = login, .name = "Người thử",
			  .role = role_find(role), .place = "",
			  .sector = "" };
	int status;

	if (db_begin(db, "thử", "thêm", e) < 0)
		return -1;
	status = account_add(db, &u, password, id, e);
	if (status < 0) {
		db_rollback(db);
		return -1;
	}
	return db_commit(db, e);
}

TEST(account_logs_in_with_the_right_password_only)
{
	struct db *db = data(a);
	struct err e = { 0 };
	struct account u;
	int64_t id;

	CHECK_INT(add(db, "hoa", "officer", good, &id, &e), 0);
	CHECK_INT(account_login(a, db, "hoa", good, &u, &e), 0);
	CHECK_INT(u.id, id);
	CHECK(account_may(&u, "settle"));
	CHECK(!account_may(&u, "users"));
	CHECK(account_login(a, db, "hoa", "mùa hồi tháng tám", &u, &e) < 0);
	CHECK_ERR(&e, ERR_RULE, "không đúng");
	e = (struct err){ 0 };
	CHECK(account_login(a, db, "lan", good, &u, &e) < 0);
	CHECK_ERR(&e, ERR_RULE, "không đúng");
}

TEST(account_locked_keeps_history_and_stays_out)
{
	struct db *db = data(a);
	struct err e = { 0 };
	struct account u;
	struct account *list;
	int64_t id;
	int64_t before;

	CHECK_INT(add(db, "hoa", "unit", good, &id, &e), 0);
	before = db_last_tx(db);
	CHECK_INT(account_get(a, db, id, &u, &e), 0);
	u.disabled = true;
	CHECK_INT(db_begin(db, "thử", "khoá", &e), 0);
	CHECK_INT(account_change(db, &u, &e), 0);
	CHECK_INT(db_commit(db, &e), 0);
	CHECK(account_login(a, db, "hoa", good, &u, &e) < 0);
	CHECK_ERR(&e, ERR_RULE, "không đúng");
	CHECK_INT(account_list(a, db, before, &list), 1);
	CHECK(!list[0].disabled);
	CHECK_INT(account_list(a, db, db_last_tx(db), &list), 1);
	CHECK(list[0].disabled);
	CHECK(!account_may(&list[0], "read"));
}

TEST(account_last_administrator_stays)
{
	struct db *db = data(a);
	struct err e = { 0 };
	struct account u;
	int64_t first;
	int64_t second;

	CHECK_INT(add(db, "quan.tri", "administrator", good, &first, &e), 0);
	CHECK_INT(account_get(a, db, first, &u, &e), 0);
	u.role = role_find("viewer");
	CHECK_INT(db_begin(db, "thử", "hạ", &e), 0);
	CHECK(account_change(db, &u, &e) < 0);
	db_rollback(db);
	CHECK_ERR(&e, ERR_RULE, "duy nhất");
	e = (struct err){ 0 };
	CHECK_INT(add(db, "quan.tri.2", "administrator", good, &second, &e), 0);
	CHECK_INT(db_begin(db, "thử", "hạ", &e), 0);
	CHECK_INT(account_change(db, &u, &e), 0);
	CHECK_INT(db_commit(db, &e), 0);
}

TEST(account_add_refuses_what_is_wrong)
{
	static const struct {
		const char *login;
		const char *role;
		const char *password;
		const char *says;
		const char *field;
	} wrong[] = {
		{ "ab", "unit", good, "tên đăng nhập", "login" },
		{ "Hoa", "unit", good, "tên đăng nhập", "login" },
		{ "hoa; --", "unit", good, "tên đăng nhập", "login" },
		{ "hoa", "king", good, "vai trò", "role" },
		{ "hoa", "unit", "ngắn quá", "từ 12 đến 128", "password" },
		{ "hoa", "unit", "matkhau@2026!", "dễ đoán", "password" },
		{ "hoa", "unit", "123456789012", "dễ đoán", "password" },
		{ "hoa.lang.son", "unit", "hoalangson1234", "dễ đoán",
		  "password" },
		{ "hoa", "unit", "aaaabbbbcccc", "dễ đoán", "password" },
	};
	struct db *db = data(a);
	int64_t id;

	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		struct err e = { 0 };

		CHECK(add(db, wrong[i].login, wrong[i].role, wrong[i].password,
			  &id, &e) < 0);
		CHECK(strstr(e.message, wrong[i].says) != NULL);
		CHECK_STR(e.field, wrong[i].field);
	}
}

TEST(password_takes_any_characters_by_count)
{
	struct err e = { 0 };
	char long_one[4 * PASSWORD_MAX + 1] = "";

	/* 128 letters of three bytes each are 128 characters */
	for (int i = 0; i < PASSWORD_MAX; i++)
		strncat(long_one, i % 5 == 0 ? "ặ" : i % 5 == 1 ? "ể"
			: i % 5 == 2 ? "ỗ" : i % 5 == 3 ? "ợ" : "ữ", 4);
	CHECK_INT(password_check(long_one, "hoa", &e), 0);
	CHECK_INT(password_check("  khoảng trắng cũng được  ", "hoa", &e), 0);
	strncat(long_one, "x", 2);
	CHECK(password_check(long_one, "hoa", &e) < 0);
}

TEST(password_from_a_list_is_refused)
{
	static const char *const weak[] = {
		"Password12345", "P.a.s.s.w.o.r.d.1", "qwertyuiop12", "1qaz2wsx3edc",
		"Qwerty!@#456", "iloveyou2024", "admin@123456", "Letmein-2026",
		"changeme-123", "abc123abc123abc", "superman20252025",
		"matkhau123456", "Mật khẩu 2026", "LangSon@2026", "langson1langson2",
		"hoptacxa-langson", "Kế hoạch đầu tư 2024", "UBND tỉnh Lạng Sơn",
		"anhyeuem12345", "Đồng Đăng 2026!", "hoa.hoa.hoa.1", "hoa@LangSon1",
		"vietnamvodich1", "2468101214161",
	};
	static const char *const strong[] = {
		"mùa hồi tháng bảy", "con trâu trắng ăn lá sắn", "correct horse battery",
		"Lạng Sơn mưa ba ngày rồi", "hợp tác xã nhà tôi trồng na",
		"x8#Vn!pQ2m_Lz", "        một hàng       ",
	};

	for (size_t i = 0; i < ARRAY_LEN(weak); i++) {
		struct err e = { 0 };

		if (!CHECK(password_check(weak[i], "hoa", &e) < 0) ||
		    !CHECK(strstr(e.message, "dễ đoán")))
			printf("%s\n", weak[i]);
	}
	for (size_t i = 0; i < ARRAY_LEN(strong); i++) {
		struct err e = { 0 };

		if (!CHECK(password_check(strong[i], "hoa", &e) == 0))
			printf("%s: %s\n", strong[i], e.message);
	}
}

/* Nanoseconds of work that a log-in takes. */
static int64_t work_of(struct arena *a, struct db *db, const char *login,
		       const char *password)
{
	struct timespec from, to;
	struct account u;
	struct err e = { 0 };

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
	CHECK(account_login(a, db, login, password, &u, &e) < 0);
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
	return (int64_t)(to.tv_sec - from.tv_sec) * 1000000000 + to.tv_nsec -
	       from.tv_nsec;
}

/* Whether a name exists shows neither in the answer nor in the time. */
TEST(account_login_takes_as_long_for_nobody)
{
	struct db *db = data(a);
	struct err e = { 0 };
	struct account u;
	int64_t id, best[3] = { INT64_MAX, INT64_MAX, INT64_MAX };

	CHECK_INT(add(db, "hoa", "officer", good, &id, &e), 0);
	CHECK_INT(add(db, "lan", "officer", good, &id, &e), 0);
	CHECK_INT(account_get(a, db, id, &u, &e), 0);
	u.disabled = true;
	CHECK_INT(db_begin(db, "thử", "khoá", &e), 0);
	CHECK_INT(account_change(db, &u, &e), 0);
	CHECK_INT(db_commit(db, &e), 0);
	for (int i = 0; i < 4; i++) {
		const int64_t t[] = {
			work_of(a, db, "hoa", "sai mật khẩu rồi"),
			work_of(a, db, "nobody", "sai mật khẩu rồi"),
			work_of(a, db, "lan", good), /* right, but locked */
		};

		for (int k = 0; k < 3; k++)
			best[k] = t[k] < best[k] ? t[k] : best[k];
	}
	CHECK(best[0] > 10000000); /* a memory-hard hash, not a comparison */
	for (int k = 1; k < 3; k++)
		if (!CHECK(best[k] * 4 > best[0] * 3 &&
			   best[k] * 3 < best[0] * 4))
			printf("%lld ns against %lld ns\n", (long long)best[k],
			       (long long)best[0]);
}

/* What stands of a user's tokens, after whatever has been done to him. */
static int standing(struct arena *a, struct db *db, int64_t id)
{
	struct token *list;
	size_t n = token_list(a, db, id, &list);
	int stand = 0;

	for (size_t i = 0; i < n; i++)
		stand += list[i].revoked == 0;
	return stand;
}

static int token(struct db *db, int64_t id, char text[TOKEN_TEXT + 1])
{
	struct err e = { 0 };

	if (db_begin(db, "thử", "mã", &e) < 0 ||
	    token_make(db, id, "kho dữ liệu", text, &e) < 0)
		return -1;
	return db_commit(db, &e);
}

TEST(account_tokens_end_with_password_and_account)
{
	char text[TOKEN_TEXT + 1], other[TOKEN_TEXT + 1];
	struct db *db = data(a);
	struct err e = { 0 };
	struct account u;
	int64_t id, lan;
	moment_t since;

	CHECK_INT(add(db, "hoa", "officer", good, &id, &e), 0);
	CHECK_INT(add(db, "lan", "officer", good, &lan, &e), 0);
	CHECK_INT(token(db, id, text), 0);
	CHECK_INT(token(db, id, text), 0);
	CHECK_INT(token(db, lan, other), 0);
	CHECK_INT(token_account(db, text, moment_now()), id);
	CHECK_INT(db_begin(db, "thử", "mật khẩu", &e), 0);
	CHECK_INT(account_set_password(db, id, "một câu khác hẳn", &e), 0);
	CHECK_INT(db_commit(db, &e), 0);
	CHECK_INT(standing(a, db, id), 0);
	CHECK_INT(token_account(db, text, moment_now()), 0);
	CHECK_INT(token_account(db, other, moment_now()), lan);

	CHECK_INT(token(db, id, text), 0);
	CHECK_INT(account_get(a, db, id, &u, &e), 0);
	since = u.since;
	usleep(2000);
	u.disabled = true;
	CHECK_INT(db_begin(db, "thử", "khoá", &e), 0);
	CHECK_INT(account_change(db, &u, &e), 0);
	u.disabled = false;
	CHECK_INT(account_change(db, &u, &e), 0);
	CHECK_INT(db_commit(db, &e), 0);
	CHECK_INT(token_account(db, text, moment_now()), 0);
	CHECK_INT(account_get(a, db, id, &u, &e), 0);
	CHECK(u.since > since); /* nor do sessions come back */
	CHECK_STR(e.message, "");
}

/* Gives hoa a unit, and says that this was on the n-th day of the epoch. */
static void give_place(struct arena *a, struct db *db, int64_t id,
		       const char *name, const char *place, int64_t n)
{
	struct err e = { 0 };
	struct account u;

	CHECK_INT(account_get(a, db, id, &u, &e), 0);
	u.name = name;
	u.place = place;
	CHECK_INT(db_begin(db, "thử", "đơn vị", &e), 0);
	CHECK_INT(account_change(db, &u, &e), 0);
	CHECK_INT(db_commit(db, &e), 0);
	CHECK_INT(db_begin(db, "thử", "ngày", &e), 0);
	db_run(db, "UPDATE tx SET at = $1 WHERE id = $2",
	       db_int(n * 86400000), db_int(db_last_tx(db)));
	CHECK_INT(db_commit(db, &e), 0);
	CHECK_STR(e.message, "");
}

TEST(account_keeps_the_day_of_its_unit)
{
	struct db *db = data(a);
	struct err e = { 0 };
	struct account u;
	int64_t id;

	CHECK_INT(add(db, "hoa", "unit", good, &id, &e), 0);
	give_place(a, db, id, "Hoa", "183", 100);
	give_place(a, db, id, "Lê Hoa", "183", 200); /* another name alone */
	CHECK_INT(account_get(a, db, id, &u, &e), 0);
	CHECK_INT(u.place_since, 100);
	give_place(a, db, id, "Lê Hoa", "181", 300);
	CHECK_INT(account_get(a, db, id, &u, &e), 0);
	CHECK_INT(u.place_since, 300);
	give_place(a, db, id, "Lê Hoa", "183", 400); /* and back */
	CHECK_INT(account_get(a, db, id, &u, &e), 0);
	CHECK_INT(u.place_since, 400);
}

/* RFC 6238, appendix B, the last six digits: secret "12345678901234567890". */
TEST(totp_agrees_with_the_rfc)
{
	const uint8_t *secret = (const uint8_t *)"12345678901234567890";

	CHECK_INT(totp_code(secret, INT64_C(59) * 1000), 287082);
	CHECK_INT(totp_code(secret, INT64_C(1111111109) * 1000), 81804);
	CHECK_INT(totp_code(secret, INT64_C(1234567890) * 1000), 5924);
	CHECK_INT(totp_code(secret, INT64_C(20000000000) * 1000), 353130);
	CHECK_STR(totp_url(a, "hoa", secret),
		  "otpauth://totp/hoptac:hoa?secret="
		  "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
		  "&issuer=hoptac&digits=6&period=30");
}

TEST(totp_code_is_taken_once_and_in_its_time)
{
	const uint8_t *secret = (const uint8_t *)"12345678901234567890";
	const moment_t now = INT64_C(1234567890) * 1000;
	struct db *db = data(a);
	struct err e = { 0 };
	int64_t id;

	CHECK_INT(add(db, "hoa", "approver", good, &id, &e), 0);
	CHECK_INT(db_begin(db, "thử", "mã", &e), 0);
	CHECK(account_totp_take(db, id, 5924, now, &e) < 0); /* has none */
	e = (struct err){ 0 };
	CHECK(account_totp_set(db, id, secret, 5925, now, &e) < 0);
	e = (struct err){ 0 };
	CHECK_INT(account_totp_set(db, id, secret, 5924, now, &e), 0);
	CHECK(account_totp_take(db, id, 5924, now, &e) < 0); /* used */
	CHECK_ERR(&e, ERR_RULE, "đã dùng");
	e = (struct err){ 0 };
	CHECK_INT(account_totp_take(db, id, totp_code(secret, now + 30000),
				 now + 30000, &e), 0);
	/* two half-minutes late */
	CHECK(account_totp_take(db, id, totp_code(secret, now + 60000),
			     now + 120000, &e) < 0);
	e = (struct err){ 0 };
	CHECK_INT(db_commit(db, &e), 0);
}
