/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"

#include "demo/demo.h"

#include "lib/db/db.h"

/* 492 HTX, 230 THT, 2 LHHTX; 95 values and 20 per cents of plan. */
TEST(demo_command)
{
	struct cli cli = { .arena = a, .share = ".",
			   .data = arena_printf(a, "%s/data", test_dir(a)),
			   .out = BUF_INIT(a) };
	struct err e = { 0 };
	struct db *db;

	CHECK_INT(demo_cmds[0].run(&cli), 0);
	CHECK_STR(cli.err.message, "");
	CHECK(strstr(cli.out.data, "724 tổ chức, 115 số liệu") != NULL);
	db = db_open(a, cli.data, DB_READ, &e);
	CHECK(db != NULL);
	CHECK_INT(db_last_tx(db), 3); /* units and packs, register, figures */
}

TEST(demo_command_refuses_a_directory_in_use)
{
	struct cli cli = { .arena = a, .share = ".",
			   .data = arena_printf(a, "%s/data", test_dir(a)),
			   .out = BUF_INIT(a) };
	struct err e = { 0 };

	CHECK(db_open(a, cli.data, DB_CREATE, &e) != NULL);
	CHECK_INT(demo_cmds[0].run(&cli), -1);
	CHECK_INT(cli.err.kind, ERR_CONFLICT);
}
