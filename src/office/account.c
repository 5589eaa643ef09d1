/* SPDX-License-Identifier: Apache-2.0 */
/* Users, their roles and what proves that they are it. */
#include "office/internal.h"

#include "lib/db/db.h"
#include "lib/text/text.h"

#include <oath.h>
#include <pthread.h>
#include <sodium.h>

/* --- roles ------------------------------------------------------------------- */

static const char *const viewer[] = { "read", NULL };
static const char *const unit[] = { "read", "report", NULL };
static const char *const officer[] = {
	"read", "report", "register", "settle", "write", NULL
};
static const char *const approver[] = {
	"read", "report", "register", "settle", "write", "approve", NULL
};
static const char *const administrator[] = {
	"read", "report", "register", "settle", "write", "packs", "users", NULL
};

const struct role roles[] = {
	{ "viewer", "Người xem", "Xem mọi số liệu, không ghi", viewer, false },
	{ "unit", "Cán bộ huyện, xã", "Xem, nhập số liệu của đơn vị mình", unit,
	  false },
	{ "officer", "Chuyên viên", "Ghi sổ đăng ký, nhập và xử lý số liệu, soạn "
	  "kế hoạch", officer, false },
	{ "approver", "Lãnh đạo", "Như chuyên viên, và duyệt bản kế hoạch",
	  approver, true },
	{ "administrator", "Quản trị", "Như chuyên viên, và quản lý người dùng, "
	  "gói quy định", administrator, true },
	{ 0 },
};

const struct role *role_find(const char *code)
{
	for (const struct role *r = roles; r->code; r++)
		if (strcmp(r->code, code) == 0)
			return r;
	return NULL;
}

bool account_may(const struct account *u, const char *right)
{
	if (u->disabled || !u->role)
		return false;
	for (const char *const *r = u->role->rights; *r; r++)
		if (strcmp(*r, right) == 0)
			return true;
	return false;
}

/* --- looking up ---------------------------------------------------------------- */

size_t account_list(struct arena *a, struct db *db, int64_t known,
		 struct account **out)
{
	return account_rows(a, db, known, out);
}

int account_get(struct arena *a, struct db *db, int64_t id, struct account *out,
	     struct err *e)
{
	if (account_row_by_id(a, db, id, out))
		return 0;
	if (db_failed(db, e) < 0)
		return -1;
	return err_set(e, ERR_NOTFOUND, "không có người dùng số %lld",
		       (long long)id);
}

int account_find(struct arena *a, struct db *db, const char *login,
	      struct account *out, struct err *e)
{
	if (account_row_by_login(a, db, login, out))
		return 0;
	if (db_failed(db, e) < 0)
		return -1;
	return err_set(e, ERR_NOTFOUND, "không có người dùng “%s”", login);
}

/* --- writing -------------------------------------------------------------------- */

enum { LOGIN_MIN = 3, LOGIN_MAX = 32, NAME_MAX_BYTES = 200 };

static int check_login(const char *login, struct err *e)
{
	size_t n = strlen(login);

	if (n < LOGIN_MIN || n > LOGIN_MAX ||
	    strspn(login, "abcdefghijklmnopqrstuvwxyz0123456789._-") != n) {
		err_set(e, ERR_INPUT, "tên đăng nhập “%s” không hợp lệ", login);
		err_hint(e, "dùng %d đến %d chữ thường không dấu, chữ số, dấu "
			    "chấm, gạch nối", LOGIN_MIN, LOGIN_MAX);
		return err_field(e, "login");
	}
	return 0;
}

static int check_account(struct db *db, const struct account *u, struct err *e)
{
	if (check_login(u->login, e) < 0)
		return -1;
	if (!*u->name || strlen(u->name) > NAME_MAX_BYTES) {
		err_set(e, ERR_INPUT, "chưa có họ tên, hoặc họ tên quá dài");
		return err_field(e, "name");
	}
	if (!u->role) {
		err_set(e, ERR_INPUT, "chưa chọn vai trò");
		return err_field(e, "role");
	}
	if (*u->place && !unit_known(db, u->place)) {
		err_set(e, ERR_INPUT, "không có đơn vị hành chính mã “%s”",
			u->place);
		return err_field(e, "place");
	}
	return 0;
}

int account_add(struct db *db, const struct account *u, const char *password,
	     int64_t *id, struct err *e)
{
	struct arena *step = arena_new();
	struct account made = *u;
	struct account twin;
	int status = check_account(db, u, e);

	if (status == 0 && account_row_by_login(step, db, u->login, &twin)) {
		err_set(e, ERR_CONFLICT, "đã có người dùng “%s”", u->login);
		status = err_field(e, "login");
	}
	arena_free(step);
	if (status < 0 || password_check(password, u->login, e) < 0)
		return -1;
	made.id = account_next(db);
	*id = made.id;
	account_write(db, &made);
	return account_set_password(db, made.id, password, e);
}

/* Somebody must stay who can give rights. */
static int keep_an_administrator(struct db *db, const struct account *u,
				 struct err *e)
{
	if (!u->disabled && account_may(u, "users"))
		return 0;
	if (account_count(db, "administrator", u->id) > 0)
		return 0;
	err_set(e, ERR_RULE, "“%s” là người quản trị duy nhất đang hoạt động",
		u->login);
	return err_hint(e, "giao vai trò quản trị cho một người khác trước");
}

int account_change(struct db *db, const struct account *u, struct err *e)
{
	struct arena *step = arena_new();
	struct account was;
	int status = account_get(step, db, u->id, &was, e);

	if (status == 0)
		status = check_account(db, u, e);
	if (status == 0 && account_may(&was, "users"))
		status = keep_an_administrator(db, u, e);
	if (status == 0 && strcmp(was.login, u->login) != 0)
		status = err_set(e, ERR_RULE, "không đổi được tên đăng nhập “%s”",
				 was.login);
	arena_free(step);
	if (status < 0)
		return -1;
	account_write(db, u);
	if (u->disabled) {
		/* for good: to enable it again brings none of them back */
		credential_since(db, u->id, moment_now());
		token_revoke_all(db, u->id);
	}
	return db_failed(db, e);
}

/* --- passwords ------------------------------------------------------------------- */

/* Argon2id takes 64 MB at a time; more than one at a time would let a crowd of
 * log-ins exhaust the memory. */
static pthread_mutex_t hashing = PTHREAD_MUTEX_INITIALIZER;

/* What people choose when they must choose something: a password whose
 * letters are nothing but these words, with any digits and signs between, is
 * refused.  First what stands in every list of stolen passwords, then what one
 * would try here. */
static const char *const weak[] = {
	"password", "passwd", "passw", "pass", "word", "admin", "administrator",
	"root", "user", "guest", "test", "login", "welcome", "letmein", "hello",
	"changeme", "default", "secret", "master", "monkey", "dragon", "shadow",
	"sunshine", "princess", "football", "baseball", "superman", "batman",
	"michael", "charlie", "iloveyou", "love", "trustno", "starwars",
	"computer", "internet", "google", "facebook", "samsung", "iphone",
	"qwerty", "qwertyuiop", "qwertz", "azerty", "asdf", "asdfgh",
	"asdfghjkl", "zxcv", "zxcvbn", "zxcvbnm", "qaz", "wsx", "edc", "rfv",
	"qazwsx", "qazwsxedc", "qwe", "asd", "zxc", "abc", "abcd", "abcde",
	"abcdef", "abcdefgh", "xyz", "aaa", "zzz",
	"matkhau", "dangnhap", "quantri", "nguoidung", "taikhoan", "baomat",
	"mothai", "mothaiba", "xinchao", "anhyeuem", "emyeuanh", "yeuem",
	"yeuanh", "giadinh", "concho", "hanhphuc", 
	"vietnam", "vietnamvodich", "hanoi", "saigon", "hochiminh", "danang",
	"haiphong", "langson", "thanhpholangson", "tinhlangson", "xulang",
	"caobang", "bacgiang", "quangninh", "thainguyen", "backan",
	"trangdinh", "binhgia", "vanlang", "caoloc", "vanquan", "bacson",
	"huulung", "chilang", "locbinh", "dinhlap", "dongdang", "tamthanh",
	"hoptac", "hoptacxa", "tohoptac", "lienhiephoptacxa", "kinhtetapthe",
	"htx", "tht", "ktth", "lienminh", "lienminhhoptacxa", "ketkhau",
	"kehoach", "dautu", "sokehoachdautu", "sokehoachvadautu", "khdt",
	"sotaichinh", "taichinh", "sonongnghiep", "nongnghiep", "congthuong",
	"uybannhandan", "ubnd", "uyban", "tinh", "huyen", "phong", "chuyenvien",
	"lanhdao", "giamdoc", "vanphong", "coquan", "nhanuoc",
};

static size_t characters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

/* The letters of it, without marks. */
static char *letters(struct arena *a, const char *s)
{
	char *fold = text_fold(a, s);
	char *to = fold;

	for (char *c = fold; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*to++ = *c;
	*to = '\0';
	return fold;
}

static size_t different_bytes(const char *s)
{
	bool seen[256] = { false };
	size_t n = 0;

	for (; *s; s++) {
		n += !seen[(unsigned char)*s];
		seen[(unsigned char)*s] = true;
	}
	return n;
}

/* Is the text nothing but such words, in any order, as often as one likes? */
static bool made_of_words(struct arena *a, const char *text, const char *login)
{
	const size_t n = strlen(text);
	bool *reached = arena_alloc(a, n + 1);

	memset(reached, 0, n + 1);
	reached[0] = true;
	for (size_t at = 0; at < n; at++) {
		for (size_t i = 0; reached[at] && i <= ARRAY_LEN(weak); i++) {
			const char *w = i < ARRAY_LEN(weak) ? weak[i] : login;
			const size_t size = strlen(w);

			if (size && size <= n - at &&
			    memcmp(text + at, w, size) == 0)
				reached[at + size] = true;
		}
	}
	return reached[n];
}

static bool is_weak(const char *password, const char *login)
{
	struct arena *step = arena_new();
	bool found = different_bytes(password) < 5 ||
		     made_of_words(step, letters(step, password),
				   letters(step, login));

	arena_free(step);
	return found;
}

int password_check(const char *password, const char *login, struct err *e)
{
	size_t n = characters(password);

	if (n < PASSWORD_MIN || n > PASSWORD_MAX)
		err_set(e, ERR_INPUT, "mật khẩu phải có từ %d đến %d ký tự",
			PASSWORD_MIN, PASSWORD_MAX);
	else if (is_weak(password, login))
		err_set(e, ERR_INPUT, "mật khẩu này dễ đoán");
	else
		return 0;
	err_hint(e, "một câu ngắn dễ nhớ của riêng mình là mật khẩu tốt");
	return err_field(e, "password");
}

static void hash_password(const char *password,
			  char out[crypto_pwhash_STRBYTES])
{
	int status;

	pthread_mutex_lock(&hashing);
	status = crypto_pwhash_str(out, password, strlen(password),
				   crypto_pwhash_OPSLIMIT_INTERACTIVE,
				   crypto_pwhash_MEMLIMIT_INTERACTIVE);
	pthread_mutex_unlock(&hashing);
	if (status != 0)
		BUG("out of memory for a password");
}

int account_set_password(struct db *db, int64_t id, const char *password,
		      struct err *e)
{
	char hash[crypto_pwhash_STRBYTES];
	struct arena *step = arena_new();
	struct account u;
	int status = account_get(step, db, id, &u, e);

	if (status == 0)
		status = password_check(password, u.login, e);
	arena_free(step);
	if (status < 0)
		return -1;
	hash_password(password, hash);
	credential_password(db, id, hash, moment_now());
	token_revoke_all(db, id);
	return db_failed(db, e);
}

/* No password gives this (both halves are random): an unknown name takes as
 * long as a known one. */
static const char nobody[] =
	"$argon2id$v=19$m=65536,t=2,p=1$X3dkmqnMaXKrmUNuIGZECw$mqQTq9"
	"x+ji53F6/CG27Iqu44VLwk0K2tbCRiMV0ByC8";

/* Whether the password is that of the hash. */
static bool verify_password(const char *hash, const char *password)
{
	int status;

	pthread_mutex_lock(&hashing);
	status = crypto_pwhash_str_verify(hash, password, strlen(password));
	pthread_mutex_unlock(&hashing);
	return status == 0;
}

int account_login(struct arena *a, struct db *db, const char *login,
	       const char *password, struct account *out, struct err *e)
{
	struct credential c = { 0 };
	bool known = account_row_by_login(a, db, login, out);
	bool right;

	if (known)
		credential_read(a, db, out->id, &c);
	if (db_failed(db, e) < 0)
		return -1;
	right = verify_password(c.password ? c.password : nobody, password);
	if (right && known && !out->disabled && out->role)
		return 0;
	err_set(e, ERR_RULE, "tên đăng nhập hoặc mật khẩu không đúng");
	return err_hint(e, "gõ lại; nếu quên mật khẩu, đề nghị người quản trị "
			   "đặt mật khẩu mới");
}

/* --- second factor ----------------------------------------------------------------- */

enum { TOTP_SECONDS = 30, TOTP_DIGITS = 6 };

void totp_secret(uint8_t out[TOTP_SECRET])
{
	randombytes_buf(out, TOTP_SECRET);
}

int totp_code(const uint8_t secret[TOTP_SECRET], moment_t at)
{
	char digits[TOTP_DIGITS + 1];
	int code = 0;

	if (oath_totp_generate((const char *)secret, TOTP_SECRET,
			       (time_t)(at / 1000), TOTP_SECONDS, 0,
			       TOTP_DIGITS, digits) != OATH_OK)
		BUG("no one-time code");
	for (const char *d = digits; *d; d++)
		code = code * 10 + (*d - '0');
	return code;
}

char *totp_url(struct arena *a, const char *login,
	       const uint8_t secret[TOTP_SECRET])
{
	char *base32;
	char *url;

	if (oath_base32_encode((const char *)secret, TOTP_SECRET, &base32,
			       NULL) != OATH_OK)
		BUG("out of memory for a secret");
	url = arena_printf(a, "otpauth://totp/hoptac:%s?secret=%s"
			      "&issuer=hoptac&digits=%d&period=%d",
			   login, base32, TOTP_DIGITS, TOTP_SECONDS);
	free(base32);
	return url;
}

/* The half-minute, now or beside it and after `last`, whose code this is; 0
 * when there is none. */
static int64_t totp_step(const uint8_t secret[TOTP_SECRET], int code,
			 moment_t now, int64_t last)
{
	int64_t present = now / 1000 / TOTP_SECONDS;

	for (int64_t step = present - 1; step <= present + 1; step++)
		if (step > last &&
		    totp_code(secret, step * TOTP_SECONDS * 1000) == code)
			return step;
	return 0;
}

static int wrong_code(struct err *e)
{
	err_set(e, ERR_RULE, "mã xác thực không đúng hoặc đã dùng rồi");
	err_hint(e, "chờ mã mới trên thiết bị rồi gõ lại");
	return err_field(e, "code");
}

int account_totp_set(struct db *db, int64_t id, const uint8_t secret[TOTP_SECRET],
		  int code, moment_t now, struct err *e)
{
	int64_t step = totp_step(secret, code, now, 0);

	if (!step)
		return wrong_code(e);
	credential_totp(db, id, secret);
	credential_step(db, id, step);
	return db_failed(db, e);
}

int account_totp_take(struct db *db, int64_t id, int code, moment_t now,
		   struct err *e)
{
	struct arena *a = arena_new();
	struct credential c;
	int64_t step;

	credential_read(a, db, id, &c);
	arena_free(a);
	if (db_failed(db, e) < 0)
		return -1;
	step = c.has_totp ? totp_step(c.totp, code, now, c.totp_step) : 0;
	if (!step)
		return wrong_code(e);
	credential_step(db, id, step);
	return db_failed(db, e);
}
