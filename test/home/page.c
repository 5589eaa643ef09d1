/* SPDX-License-Identifier: Apache-2.0 */
/* The row of the first page; what it shows is tested in a browser
 * (test/web/home.test.js). */
#include "home/home.h"
#include "test.h"

TEST(the_first_page_is_for_who_may_read_and_writes_nothing)
{
	CHECK_STR(home_pages[0].path, "/");
	CHECK_STR(home_pages[0].right, "read");
	CHECK_INT(home_pages[0].method, HTTP_GET);
	CHECK(!home_pages[1].path);
}
