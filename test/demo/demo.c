/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/demo/table.c too. */
#include "test.h"

#include "demo/fixture.h"

#include <errno.h>
#include <sys/stat.h>

static void write_file(const char *dir, const char *name, const char *text)
{
	struct arena *a = arena_new();
	FILE *f = fopen(arena_printf(a, "%s/%s", dir, name), "w");

	if (!f || fputs(text, f) < 0 || fclose(f) != 0)
		BUG("%s/%s: %s", dir, name, strerror(errno));
	arena_free(a);
}

TEST(data_of_the_demonstration)
{
	struct demo_data *d = demo_fixture_data(a);

	CHECK_INT(d->ndistrict, 11);
	CHECK_STR(d->sector[0].code, "agri");
	CHECK_INT(d->sector[0].operating, 293);
	CHECK_INT(d->sector[3].idle, 6);
	CHECK_INT(d->totals.new_capital, 36480);
	CHECK_INT(d->totals.left, 10);
	CHECK_STR(d->district[2].code, "181");
	CHECK(!d->district[2].hosts);
	CHECK_INT(d->nnamed, 16);
	CHECK_STR(d->named[2].scheme, "supported");
}

TEST(data_missing_or_malformed)
{
	struct err e = { 0 };
	char *dir = test_dir(a);

	CHECK(!demo_read(a, dir, &e));
	CHECK_ERR(&e, ERR_NOTFOUND, "totals.csv");

	e = (struct err){ 0 };
	write_file(dir, "totals.csv", "name,value\ndormant,48\n");
	CHECK(!demo_read(a, dir, &e));
	CHECK_ERR(&e, ERR_INPUT, "“new”");

	e = (struct err){ 0 };
	write_file(dir, "totals.csv", "name,value\ndormant,nhiều\n");
	CHECK(!demo_read(a, dir, &e));
	CHECK_ERR(&e, ERR_INPUT, "dòng 2, cột value");

	e = (struct err){ 0 };
	write_file(dir, "totals.csv", "name\ndormant\n");
	CHECK(!demo_read(a, dir, &e));
	CHECK_ERR(&e, ERR_INPUT, "“value”");
}
