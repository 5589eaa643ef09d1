/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests the templates of src/lib/html: every part is drawn, and what was given
 * is in the page.  The pages are kept in build/gallery, where
 * test/tools/gallery.mjs opens them in a browser.
 */
#include "test/lib/html/gallery.html.h"

#include "test.h"

#include <sys/stat.h>

static const struct rail_item lead[] = {
	{ .text = "Tổng quan", .url = "/", .icon = "layout-dashboard",
	  .key = "t", .current = true },
	{ .text = "Sổ đăng ký HTX", .url = "/so-dang-ky",
	  .icon = "building-community", .key = "s", .count = 474 },
	{ .text = "Biểu nhập liệu", .url = "/bieu", .icon = "clipboard-list",
	  .key = "b" },
	{ .text = "Chỉ tiêu, kế hoạch", .url = "/chi-tieu",
	  .icon = "target-arrow", .key = "c" },
	{ .text = "Kiểm tra số liệu", .url = "/kiem-tra", .icon = "scale",
	  .key = "k", .count = 2, .bad = true },
};
static const struct rail_item work[] = {
	{ .text = "Giải thể", .url = "/giai-the", .icon = "building-off",
	  .count = 48 },
	{ .text = "Văn bản kế hoạch", .url = "/van-ban", .icon = "file-text",
	  .key = "v" },
};
static const struct rail_item rest[] = {
	{ .text = "Địa bàn", .url = "/dia-ban", .icon = "map-2" },
	{ .text = "Nhật ký", .url = "/nhat-ky", .icon = "history",
	  .key = "n" },
	{ .text = "Gói quy định", .url = "/quy-dinh", .icon = "books" },
};
static const struct rail_group groups[] = {
	{ "Điều hành", lead, ARRAY_LEN(lead) },
	{ "Nghiệp vụ", work, ARRAY_LEN(work) },
	{ "Hệ thống", rest, ARRAY_LEN(rest) },
};
static const struct hyperlink crumbs[] = {
	{ "Sổ đăng ký HTX", "/so-dang-ky" }, { "TP Lạng Sơn", "/dia-ban/178" },
};
static const struct param params[] = { { "q", "an \"sơn\"" } };
static const struct complaint complaints[] = {
	{ "ngay-hieu-luc", "Ngày hiệu lực phải trước hôm nay" },
	{ "quyet-dinh", "Cần số quyết định" },
};

/* 400 at work, 74 suspended, 48 of which wait to be dissolved */
static const int64_t shares[] = { 400, 26, 48 };
static const enum tone share_tones[] = { TONE_OK, TONE_WARN, TONE_ERR };
static const struct kpi kpis[] = {
	{ .label = "Hợp tác xã", .icon = "building-community", .figure = "474",
	  .source = "/so/1", .parts = shares, .tones = share_tones,
	  .n_parts = 3, .wide = true,
	  .note = "400 đang hoạt động · 74 tạm ngừng, trong đó 48 chờ giải thể" },
	{ .label = "Tổ hợp tác", .icon = "users", .figure = "230",
	  .source = "/so/2", .note = "4.650 thành viên, ước cuối năm 250" },
	{ .label = "Liên hiệp HTX", .figure = "02", .source = "/so/3",
	  .note = "13 HTX thành viên" },
	{ .label = "Thành viên HTX", .figure = "5.409", .source = "/so/4",
	  .note = "170 thành viên mới, đạt 26% kế hoạch" },
	{ .label = "Lao động thường xuyên", .figure = "7.302",
	  .source = "/so/5", .note = "đạt 87% kế hoạch" },
	{ .label = "Vốn đăng ký", .figure = "991,5", .unit = "tỷ đồng",
	  .source = "/so/6", .note = "20 HTX mới đăng ký 36,48 tỷ đồng" },
};

#define PERCENT(n, tenths) { (__int128)(n) * DEC_ONE + (tenths) * DEC_ONE / 10 }
#define BULLET(t, v, n, tenths, shown, tone_) { .text = t, .text_url = "/ct", \
	.value = v, .source = "/so/1", .percent = PERCENT(n, tenths), \
	.percent_text = shown, .percent_source = "/so/2", .tone = tone_ }
static const struct bullet bullets_[] = {
	BULLET("Thành viên tổ hợp tác", "5.050", 158, 0, "158%", TONE_OK),
	BULLET("Tổng số hợp tác xã", "500", 108, 0, "108%", TONE_OK),
	BULLET("Cán bộ quản lý HTX", "1.590", 103, 2, "103,2%", TONE_OK),
	BULLET("Số tổ hợp tác", "250", 100, 0, "100%", TONE_OK),
	BULLET("Doanh thu đối với thành viên", "75 tr", 100, 0, "100%", TONE_OK),
	BULLET("Lao động thường xuyên", "8.100", 96, 4, "96,4%", TONE_OK),
	{ .text = "Tổng số thành viên HTX", .value = "5.630",
	  .percent = PERCENT(88, 0), .percent_text = "88%", .tone = TONE_WARN,
	  .doubt = "5.409 = 115% nhưng 5.630 = 88%" },
	BULLET("Doanh thu bình quân/HTX", "900 tr", 72, 0, "72%", TONE_WARN),
	BULLET("Thành viên mới gia nhập", "390", 60, 0, "60%", TONE_ERR),
	BULLET("HTX hoạt động tốt, khá", "80", 53, 0, "53%", TONE_ERR),
	BULLET("Hợp tác xã giải thể", "10", 50, 0, "50%", TONE_ERR),
	BULLET("Lãi bình quân/HTX", "90 tr", 47, 0, "47%", TONE_ERR),
};

static const struct bar bars_[] = {
	{ "Nông, lâm, ngư nghiệp", "30/6", 293, 45, 0, 1, "/so/1", "/so/2", NULL },
	{ NULL, "ước 31/12", 308, 50, 0, 1, "/so/1", "/so/2", NULL },
	{ "Công nghiệp – TTCN, xây dựng", "30/6", 52, 15, 0, 2, "/so/1", "/so/2",
	  NULL },
	{ NULL, "ước 31/12", 54, 15, 0, 2, "/so/1", "/so/2", NULL },
	{ "Thương mại, dịch vụ, môi trường", "30/6", 44, 8, 0, 3, "/so/1",
	  "/so/2", NULL },
	{ NULL, "ước 31/12", 46, 9, 56, 3, "/so/1", "/so/2", "46 + 9 ≠ 56" },
	{ "Vận tải", "30/6", 11, 6, 0, 4, "/so/1", "/so/2", NULL },
	{ NULL, "ước 31/12", 11, 6, 0, 4, "/so/1", "/so/2", NULL },
};

static const struct item items[] = {
	{ "Thương mại, dịch vụ, môi trường", "46 + 9 ≠ 56, thiếu 1", "KT-12",
	  "/kiem-tra/12", TONE_ERR, NULL, true },
	{ "Hỗ trợ nhiều hơn thành lập mới", "hỗ trợ 23, thành lập mới 20",
	  "KT-19", "/kiem-tra/19", TONE_WARN, NULL, false },
	{ "Tổng số HTX 30/6/2023", "400 + 74 = 474", "KT-01", "/kiem-tra/1",
	  TONE_OK, NULL, false },
};
static const struct tab tabs_[] = {
	{ "Vòng đời, đánh giá", "/a", 0, true },
	{ "Thành viên, lao động", "/b", 0, false },
	{ "Tài chính", "/c", 3, false }, { "Nhật ký", "/d", 0, false },
};
static const struct step steps_[] = {
	{ "Huyện, ngành nhập biểu", STEP_DONE },
	{ "Tổng hợp, kiểm tra", STEP_NOW },
	{ "Lãnh đạo Sở duyệt", STEP_AHEAD },
	{ "UBND tỉnh ký ban hành", STEP_AHEAD },
};
static const struct happening happenings[] = {
	{ "Đánh giá mô hình Đề án", "hạn 30/9/2023 · KH 189/KH-SKHĐT", NULL,
	  "award", TONE_NONE, true, false },
	{ "Đã được hỗ trợ theo Đề án 167", "báo cáo 30/6/2023", "/su-kien/4",
	  "heart-handshake", TONE_OK, false, false },
	{ "Tạm ngừng hoạt động", "ghi nhầm, huỷ ngày 02/7/2023", NULL, "ban",
	  TONE_ERR, false, true },
	{ "Đăng ký thay đổi ngành nghề", "2020 · minh hoạ", NULL, "edit",
	  TONE_WARN, false, false },
	{ "Thành lập, cấp giấy chứng nhận", "2017 · minh hoạ", NULL,
	  "building-community", TONE_INFO, false, false },
};
static const struct term row[] = {
	{ "46", "/so/1", NULL, true, false }, { "9", "/so/2", "+", false, false },
	{ "55", NULL, "=", false, false }, { "56", "/so/3", "≠", false, true },
};
static const struct term sum[] = {
	{ "400", "/so/1", NULL, false, false },
	{ "74", "/so/2", "+", false, false },
	{ "474", "/so/3", "=", false, false },
};
static const struct equation equations[] = {
	{ "KT-12 · theo hàng", row, ARRAY_LEN(row), false },
	{ "KT-01 · 30/6/2023", sum, ARRAY_LEN(sum), true },
};
static const char *const sectors[] = {
	"Nông, lâm, ngư nghiệp", "Công nghiệp – TTCN, xây dựng",
	"Thương mại, dịch vụ, môi trường", "Vận tải",
};
static const char *const cells[][3] = {
	{ "308", "50", "358" }, { "54", "15", "69" }, { "46", "9", "56" },
	{ "11", "6", "17" },
};
static const struct choice kinds[] = {
	{ "tam_ngung", "Tạm ngừng hoạt động" },
	{ "giai_the", "Giải thể" },
};
static const struct control controls[] = {
	{ .kind = CONTROL_SELECT, .name = "loai", .label = "Sự kiện",
	  .choices = kinds, .n_choices = 2, .value = "giai_the" },
	{ .kind = CONTROL_DAY, .name = "ngay-hieu-luc", .label = "Ngày hiệu lực",
	  .value = "2024-01-05", .hint = "Ngày ghi trong quyết định",
	  .error = "Ngày hiệu lực phải trước hôm nay" },
	{ .name = "quyet-dinh", .label = "Số quyết định",
	  .error = "Cần số quyết định" },
	{ .kind = CONTROL_FIGURE, .name = "von", .label = "Vốn (triệu đồng)",
	  .value = "3,5-4,5", .optional = true },
	{ .kind = CONTROL_LINES, .name = "ly-do", .label = "Lý do",
	  .value = "Dòng một\n</textarea><script>alert(1)</script>" },
	{ .kind = CONTROL_RADIO, .name = "muc", .label = "Mức độ",
	  .choices = kinds, .n_choices = 2, .value = "tam_ngung" },
	{ .kind = CONTROL_CHECK, .name = "bao-cao", .label = "Đã báo cáo Sở",
	  .value = "1" },
	{ .kind = CONTROL_FILE, .name = "tep", .label = "Tệp đính kèm",
	  .accept = ".xlsx,.csv", .optional = true },
	{ .name = "ma", .label = "Mã số", .value = "4900123456",
	  .readonly = true },
};
static const struct control login[] = {
	{ .name = "ten", .label = "Tên đăng nhập", .autocomplete = "username" },
	{ .kind = CONTROL_SECRET, .name = "mat-khau", .label = "Mật khẩu",
	  .autocomplete = "current-password" },
};

/* Districts of Lạng Sơn and made-up counts. */
static const struct { const char *code; int64_t n; bool star; } counts[] = {
	{ "178", 78, true }, { "180", 29, false }, { "181", 24, false },
	{ "182", 31, true }, { "183", 52, false }, { "184", 28, false },
	{ "185", 41, true }, { "186", 66, false }, { "187", 61, true },
	{ "188", 47, false }, { "189", 17, false },
};

static void fill_map(struct arena *a, struct gallery *g)
{
	struct area_value *v = ARENA_ARRAY(a, ARRAY_LEN(counts),
					   struct area_value);
	int64_t n[ARRAY_LEN(counts)];
	day_t on;

	if (day_parse("2023-06-30", &on) < 0)
		BUG("no such day");
	for (size_t i = 0; i < ARRAY_LEN(counts); i++)
		n[i] = counts[i].n;
	chart_bounds(a, n, ARRAY_LEN(counts), g->bounds);
	for (size_t i = 0; i < ARRAY_LEN(counts); i++)
		v[i] = (struct area_value){
			.code = counts[i].code,
			.text = arena_printf(a, "%d", (int)counts[i].n),
			.class = chart_class(counts[i].n, g->bounds),
			.url = "/dia-ban/178",
			.star = counts[i].star,
		};
	g->map = map_find("20", on);
	g->areas = v;
	g->n_areas = ARRAY_LEN(counts);
}

static struct gallery gallery_of(struct arena *a)
{
	struct gallery g = {
		.frame = {
			.site = "KTTT Lạng Sơn",
			.tagline = "Kinh tế tập thể, hợp tác xã",
			.owner = "UBND tỉnh Lạng Sơn, Sở Kế hoạch và Đầu tư",
			.groups = groups, .n_groups = ARRAY_LEN(groups),
			.search_url = "/tim", .account_url = "/tai-khoan",
			.logout_url = "/dang-xuat", .user = "Chuyên viên KTTT",
			.initials = "KT", .place = "Sở KH&ĐT", .csrf = "abc",
			.path = "/", .params = params, .n_params = 1,
			.dated = true,
			.title = "Tổng quan kinh tế tập thể, hợp tác xã",
			.subtitle = "Tỉnh Lạng Sơn · số liệu đến 30/6/2023, "
				    "ước thực hiện đến 31/12/2023",
		},
		.kpis = kpis, .n_kpis = ARRAY_LEN(kpis),
		.bullets = bullets_, .n_bullets = ARRAY_LEN(bullets_),
		.bars = bars_, .n_bars = ARRAY_LEN(bars_),
		.items = items, .n_items = ARRAY_LEN(items),
		.sort = { "/so-dang-ky?q=an&sap=", "ten", false },
		.pager = { "/so-dang-ky?q=an&trang=", 4, 50, 474,
			   "hợp tác xã" },
		.hostile = "<script>alert(\"1\")</script>",
		.tabs = tabs_, .n_tabs = ARRAY_LEN(tabs_),
		.steps = steps_, .n_steps = ARRAY_LEN(steps_),
		.happenings = happenings, .n_happenings = ARRAY_LEN(happenings),
		.equations = equations, .n_equations = ARRAY_LEN(equations),
		.sectors = sectors, .cells = cells,
		.controls = controls, .n_controls = ARRAY_LEN(controls),
		.login = login,
		.action = { "Gửi nhắc", "/nhac" },
	};

	if (day_parse("2023-06-30", &g.frame.on) < 0)
		BUG("no such day");
	fill_map(a, &g);
	return g;
}

static void save(const char *name, const struct buf *b)
{
	char path[64];
	FILE *f;

	mkdir("build", 0777);
	mkdir("build/gallery", 0777);
	snprintf(path, sizeof(path), "build/gallery/%s.html", name);
	f = fopen(path, "w");
	if (!CHECK(f != NULL))
		return;
	CHECK_INT(fwrite(b->data, 1, b->len, f), b->len);
	CHECK(fclose(f) == 0);
}

/* In no page may what our policy blocks, or a hostile text as markup. */
static void check_page(const struct buf *b)
{
	static const char *const never[] = {
		" style=", " onclick=", "<script>", "javascript:", "{{", "}}",
		"(null)", "<style",
	};

	CHECK(strncmp(b->data, "<!DOCTYPE html><html lang=\"vi\">", 31) == 0);
	CHECK(b->len > 14 &&
	      strcmp(b->data + b->len - 14, "</body></html>") == 0);
	for (size_t i = 0; i < ARRAY_LEN(never); i++)
		CHECK_STR(strstr(b->data, never[i]), NULL);
}

TEST(the_gallery_shows_every_part)
{
	static const char *const names[] = { "overview", "register", "record",
					     "forms" };
	struct gallery g = gallery_of(a);

	for (int i = 0; i < 4; i++) {
		struct buf b = BUF_INIT(a);

		g.part = i;
		if (i == 2) {
			g.frame.title = "Hợp tác xã nông nghiệp An Sơn";
			g.frame.icon = "tractor";
			g.frame.crumbs = crumbs;
			g.frame.n_crumbs = ARRAY_LEN(crumbs);
			g.frame.has_on = g.frame.has_known = true;
			g.frame.known = g.frame.on + 10;
			g.frame.today_url = "/so-dang-ky/1";
			g.frame.flash = "Đã ghi sự kiện.";
			g.frame.flash_tone = TONE_OK;
		}
		if (i == 3) {
			g.frame.complaints = complaints;
			g.frame.n_complaints = ARRAY_LEN(complaints);
			g.frame.dated = false;
		}
		gallery(&b, &g);
		check_page(&b);
		save(names[i], &b);
		CHECK(b.len < 100000);
	}
}

TEST(the_gallery_shows_pages_apart)
{
	struct gallery g = gallery_of(a);
	struct buf b = BUF_INIT(a);

	g.frame.title = "Nguồn của số 420";
	gallery_source(&b, &g);
	check_page(&b);
	save("source", &b);
	buf_cut(&b, 0);
	g.frame.user = NULL;
	g.frame.dated = false;
	g.frame.title = "Đăng nhập";
	gallery_login(&b, &g);
	check_page(&b);
	save("login", &b);
}
