/* SPDX-License-Identifier: Apache-2.0 */
/* Making and verifying a data directory.  test/cli/care.sh tries the commands
 * of src/admin/cmd.c. */
#include "admin/admin.h"

#include "lib/db/db.h"
#include "test.h"
#include "territory/territory.h"

#include <unistd.h>

static void keep(void *ctx, const char *text)
{
	struct buf *b = ctx;

	buf_adds(b, text);
	buf_addch(b, '\n');
}

TEST(admin_init_makes_a_sound_directory)
{
	char *dir = arena_printf(a, "%s/data", test_dir(a));
	struct buf findings = BUF_INIT(a);
	struct err e = { 0 };
	struct db *db = admin_init(a, dir, ".", NULL, "thử", &e);

	if (!CHECK(db != NULL)) {
		CHECK_STR(e.message, "");
		return;
	}
	CHECK_INT(db_last_tx(db), 1);
	CHECK_STR(territory_home(a, db, 1), "20");
	CHECK_INT(admin_verify(a, db, keep, &findings, &e), 0);
	CHECK_STR(findings.data, "");

	CHECK(!admin_init(a, dir, ".", NULL, "thử", &e));
	CHECK_ERR(&e, ERR_CONFLICT, "đã có");
}

TEST(admin_init_leaves_nothing_half_done)
{
	char *dir = arena_printf(a, "%s/data", test_dir(a));
	struct err e = { 0 };

	CHECK(!admin_init(a, dir, ".", "00", "thử", &e));
	CHECK_ERR(&e, ERR_NOTFOUND, "00");
	CHECK(access(dir, F_OK) != 0);
	memset(&e, 0, sizeof e);
	CHECK(!admin_init(a, dir, "/nowhere", NULL, "thử", &e));
	CHECK(e.kind != ERR_NONE);
	CHECK(access(dir, F_OK) != 0);
}
