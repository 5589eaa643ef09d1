/* SPDX-License-Identifier: Apache-2.0 */
/* Commands: user list, add, change, password. */
#include "lib/cli/cli.h"
#include "lib/db/db.h"
#include "office/account.h"
#include "office/token.h"

#include <termios.h>
#include <unistd.h>

/* A line of standard input, without echo when somebody types it. */
static int read_password(struct cli *cli, char *out, size_t size)
{
	struct termios shown;
	bool terminal = tcgetattr(STDIN_FILENO, &shown) == 0;
	bool got;

	if (terminal) {
		struct termios hidden = shown;

		hidden.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
		fputs("Mật khẩu: ", stderr);
	}
	got = fgets(out, (int)size, stdin) != NULL;
	if (terminal) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
		fputs("\n", stderr);
	}
	if (!got)
		return err_set(&cli->err, ERR_INPUT,
			       "không có mật khẩu ở đầu vào chuẩn");
	out[strcspn(out, "\r\n")] = '\0';
	return 0;
}

static int list_users(struct cli *cli)
{
	static const struct column columns[] = {
		{ "login", "Tên đăng nhập", COL_LEFT, false },
		{ "name", "Họ tên", COL_LEFT, false },
		{ "role", "Vai trò", COL_LEFT, false },
		{ "place", "Đơn vị", COL_LEFT, false },
		{ "sector", "Lĩnh vực", COL_LEFT, false },
		{ "state", "Tình trạng", COL_LEFT, false },
	};
	struct table *t = table_new(cli->arena, columns, ARRAY_LEN(columns));
	struct account *u;
	int64_t known;
	size_t n;

	if (cli_known(cli, &known) < 0)
		return -1;
	n = account_list(cli->arena, cli->db, known, &u);
	for (size_t i = 0; i < n; i++) {
		table_cell(t, u[i].login);
		table_cell(t, u[i].name);
		table_cell(t, u[i].role ? u[i].role->name : NULL);
		table_cell(t, *u[i].place ? u[i].place : "toàn tỉnh");
		table_cell(t, *u[i].sector ? u[i].sector : "tất cả");
		table_cell(t, u[i].disabled ? "đã khoá" : "hoạt động");
	}
	table_print(t, cli_text(cli, "format"), &cli->out);
	return db_failed(cli->db, &cli->err);
}

/* What the options say, over what already stands. */
static void take_options(struct cli *cli, struct account *u)
{
	const char *role = cli_text(cli, "role");

	if (role)
		u->role = role_find(role);
	if (cli_text(cli, "name"))
		u->name = cli_text(cli, "name");
	if (cli_text(cli, "place"))
		u->place = cli_text(cli, "place");
	if (cli_text(cli, "sector"))
		u->sector = cli_text(cli, "sector");
}

enum { PASSWORD_LINE = 4 * PASSWORD_MAX + 3 };

static int add_user(struct cli *cli)
{
	struct account u = { .login = cli->argv[0], .name = cli->argv[0],
			  .place = "", .sector = "" };
	char password[PASSWORD_LINE];
	int64_t id;

	take_options(cli, &u);
	if (read_password(cli, password, sizeof password) < 0 ||
	    db_begin(cli->db, cli_who(cli),
		     arena_printf(cli->arena, "Thêm người dùng %s", u.login),
		     &cli->err) < 0)
		return -1;
	if (account_add(cli->db, &u, password, &id, &cli->err) < 0) {
		db_rollback(cli->db);
		return -1;
	}
	if (db_commit(cli->db, &cli->err) < 0)
		return -1;
	buf_addf(&cli->out, "Đã thêm người dùng “%s”, vai trò %s.\n", u.login,
		 u.role->name);
	return 0;
}

static int change_user(struct cli *cli)
{
	struct account u;

	if (account_find(cli->arena, cli->db, cli->argv[0], &u, &cli->err) < 0)
		return -1;
	take_options(cli, &u);
	if (cli_flag(cli, "disable"))
		u.disabled = true;
	if (cli_flag(cli, "enable"))
		u.disabled = false;
	if (db_begin(cli->db, cli_who(cli),
		     arena_printf(cli->arena, "Sửa người dùng %s", u.login),
		     &cli->err) < 0)
		return -1;
	if (account_change(cli->db, &u, &cli->err) < 0) {
		db_rollback(cli->db);
		return -1;
	}
	if (db_commit(cli->db, &cli->err) < 0)
		return -1;
	buf_addf(&cli->out, "Đã sửa người dùng “%s”.\n", u.login);
	return 0;
}

static int set_password(struct cli *cli)
{
	char password[PASSWORD_LINE];
	struct account u;

	if (account_find(cli->arena, cli->db, cli->argv[0], &u, &cli->err) < 0 ||
	    read_password(cli, password, sizeof password) < 0 ||
	    db_begin(cli->db, cli_who(cli),
		     arena_printf(cli->arena, "Đặt mật khẩu cho %s", u.login),
		     &cli->err) < 0)
		return -1;
	if (account_set_password(cli->db, u.id, password, &cli->err) < 0) {
		db_rollback(cli->db);
		return -1;
	}
	if (db_commit(cli->db, &cli->err) < 0)
		return -1;
	buf_addf(&cli->out, "Đã đặt mật khẩu mới cho “%s”.\n", u.login);
	return 0;
}

static int make_token(struct cli *cli)
{
	char text[TOKEN_TEXT + 1];
	struct account u;

	if (account_find(cli->arena, cli->db, cli->argv[0], &u, &cli->err) < 0 ||
	    db_begin(cli->db, cli_who(cli),
		     arena_printf(cli->arena, "Tạo mã truy cập của %s: %s",
				  u.login, cli->argv[1]), &cli->err) < 0)
		return -1;
	if (token_make(cli->db, u.id, cli->argv[1], text, &cli->err) < 0) {
		db_rollback(cli->db);
		return -1;
	}
	if (db_commit(cli->db, &cli->err) < 0)
		return -1;
	buf_addf(&cli->out, "%s\n", text);
	return 0;
}

#define USER_OPTS                                                            \
	{ "role", 0, OPT_CHOICE, ROLE_CHOICES, "what the user may do" },     \
	{ "name", 0, OPT_TEXT, "NAME", "full name" },                        \
	{ "place", 0, OPT_TEXT, "CODE", "limited to this unit and those below" }, \
	{ "sector", 0, OPT_TEXT, "CODE", "limited to this sector" }

static const struct opt user_list_opts[] = { OPT_KNOWN, OPT_FORMAT, OPT_END };
static const struct opt user_add_opts[] = { USER_OPTS, OPT_END };
static const struct opt user_change_opts[] = {
	USER_OPTS,
	{ "disable", 0, OPT_FLAG, NULL, "may not log in any more" },
	{ "enable", 0, OPT_FLAG, NULL, "may log in again" },
	OPT_END
};

const struct cmd office_cmds[] = {
	{ .name = "user list", .run = list_users, .access = CMD_READ,
	  .opts = user_list_opts, .summary = "list who may work here" },
	{ .name = "user add", .args = "LOGIN", .min_args = 1, .max_args = 1,
	  .run = add_user, .access = CMD_WRITE, .opts = user_add_opts,
	  .summary = "add a user; the password is read from standard input" },
	{ .name = "user change", .args = "LOGIN", .min_args = 1, .max_args = 1,
	  .run = change_user, .access = CMD_WRITE, .opts = user_change_opts,
	  .summary = "change name, role or limits of a user, or lock it" },
	{ .name = "user password", .args = "LOGIN", .min_args = 1,
	  .max_args = 1, .run = set_password, .access = CMD_WRITE,
	  .summary = "set a password, read from standard input" },
	{ .name = "user token", .args = "LOGIN PURPOSE", .min_args = 2,
	  .max_args = 2, .run = make_token, .access = CMD_WRITE,
	  .summary = "make a token for a program of a user's, and print it",
	  .help = "The token is shown this once.  It carries the rights of the "
		  "user; he revokes it on the page Mã truy cập.  docs/api.md "
		  "tells what it opens." },
	{ 0 }
};
