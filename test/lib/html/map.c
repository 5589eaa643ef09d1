/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lib/html/map.c. */
#include "lib/html/map.h"

#include "lib/html/chart.h"
#include "lib/http/asset.h"
#include "test.h"

TEST(a_map_holds_between_its_days)
{
	day_t before;
	day_t after;

	CHECK(day_parse("2025-06-30", &before) == 0);
	CHECK(day_parse("2025-07-01", &after) == 0);
	CHECK(map_find("20", before) != NULL);
	/* the districts were abolished on 1/7/2025 */
	CHECK(map_find("20", after) == NULL);
	CHECK(map_find("01", before) == NULL);
	CHECK_INT(map_find("20", before)->n, 11);
}

TEST(figures_fall_into_five_classes)
{
	static const int64_t n[] = { 78, 29, 24, 31, 52, 28, 41, 66, 61, 47,
				     17 };
	int64_t bounds[4];
	int filled[6] = { 0 };

	/* sorted 17 24 28 29 31 41 47 52 61 66 78: bounds at 2, 4, 6, 8 */
	chart_bounds(a, n, ARRAY_LEN(n), bounds);
	CHECK_INT(bounds[0], 28);
	CHECK_INT(bounds[1], 31);
	CHECK_INT(bounds[2], 47);
	CHECK_INT(bounds[3], 61);
	CHECK_INT(chart_class(27, bounds), 1);
	CHECK_INT(chart_class(28, bounds), 2);
	CHECK_INT(chart_class(61, bounds), 5);
	for (size_t i = 0; i < ARRAY_LEN(n); i++)
		filled[chart_class(n[i], bounds)]++;
	for (int c = 1; c <= 5; c++)
		CHECK(filled[c] >= 2);
	chart_bounds(a, n, 0, bounds);
	CHECK_INT(bounds[3], 0);
}

TEST(a_hostile_figure_on_a_map_stays_text)
{
	struct area_value v = { .code = "178", .text = "<a>\"", .class = 5,
				.url = "javascript:x" };
	struct buf b = BUF_INIT(a);

	chart_map(&b, maps, &v, 1);
	chart_tiles(&b, maps, &v, 1);
	CHECK_STR(strstr(b.data, "<a>"), NULL);
	CHECK_STR(strstr(b.data, "javascript"), NULL);
	CHECK(strstr(b.data, "<a href=\"#\" aria-label=\"TP Lạng Sơn: "
			     "&lt;a&gt;&quot;\">") != NULL);
}

/* What a page names is in the file that the browser keeps. */
TEST(every_area_has_its_outline)
{
	const struct asset *x = assets;
	struct buf b = BUF_INIT(a);

	while (x->path && strcmp(x->path, maps->url) != 0)
		x++;
	if (!CHECK(x->path))
		return;
	chart_map(&b, maps, NULL, 0);
	for (size_t i = 0; i < maps->n; i++) {
		const char *id = arena_printf(a, "id=\"u%s\" d=\"M",
					      maps->areas[i].code);

		CHECK(memmem(x->data, x->size, id, strlen(id)));
		CHECK(strstr(b.data, arena_printf(a, "%s#u%s\"", maps->url,
						  maps->areas[i].code)));
	}
}
