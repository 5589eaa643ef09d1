/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lint/noun_items.c and src/lint/noun_sector.c too. */
#include "lint/amount.h"
#include "lint/noun.h"

#include "test.h"

#include <string.h>

static struct amounts *find(struct arena *a, const char *text)
{
	struct err e = { 0 };
	struct document *d =
		document_parse(a, "t.txt", text, strlen(text), &e);

	if (!d)
		BUG("%s", e.message);
	return amounts_find(a, d, words_of_document(a, d),
			    outline_make(a, d));
}

static const char *const flows[] = { "stock", "in", "out", "none" };

/* The subject, scope and flow of the last amount of each text. */
static const struct {
	const char *text;
	const char *want;
} cases[] = {
	/* one thing in several words */
	{ "Thành lập mới 20 HTX.", "htx thanh lap moi//in" },
	{ "Có 20 hợp tác xã mới thành lập.", "htx thanh lap moi//in" },
	{ "Số HTX thành lập mới: 20", "htx thanh lap moi//in" },
	{ "Số HTX thành lập mới: năm 2022 có 20 HTX; năm 2023 có 30 HTX.",
	  "htx thanh lap moi//in" },
	{ "Trong đó 400 HTX đang hoạt động, 74 HTX tạm ngừng hoạt động.",
	  "htx ngung hoat dong//stock" },
	{ "Đã giải thể 6 HTX.", "htx giai the//out" },
	{ "Còn 6 HTX chờ giải thể.", "htx cho giai the//stock" },
	{ "Sẽ giải thể 02 LHHTX và thành lập mới 01 liên hiệp HTX.",
	  "lhhtx thanh lap moi//in" },
	/* members, workers, money of whom */
	{ "Tổng số thành viên HTX là 5.409 người.", "thanh vien htx//stock" },
	{ "Tổng số xã viên của hợp tác xã: 5.409 người",
	  "thanh vien htx//stock" },
	{ "Có 230 THT với 4.650 thành viên.", "thanh vien tht//stock" },
	{ "Số thành viên mới gia nhập là 170 người.",
	  "thanh vien moi gia nhap//in" },
	{ "Lao động thường xuyên trong HTX là 7.302 người.",
	  "lao dong thuong xuyen htx//stock" },
	{ "Tổng vốn điều lệ của HTX đạt 36,48 tỷ đồng.",
	  "von dieu le htx//stock" },
	{ "Lãi bình quân 01 HTX đạt 90 triệu đồng/năm.",
	  "loi nhuan htx//none" },
	{ "Có 400 HTX đang hoạt động, chiếm 84,4%.",
	  "htx dang hoat dong//stock" },
	/* of which part */
	{ "Có 338 HTX nông nghiệp.", "htx/nong nghiep/stock" },
	{ "Lĩnh vực nông, lâm, ngư nghiệp có 338 HTX.",
	  "htx/nong lam ngu nghiep/stock" },
	{ "Có 69 HTX hoạt động trong lĩnh vực CN-TTCN, xây dựng.",
	  "htx/cong nghiep tieu thu cong nghiep xay dung/stock" },
	{ "Đối với HTX giao thông vận tải: có 17 HTX.", "htx/van tai/stock" },
	{ "Có 56 HTX TMDV (trong đó 46 HTX đang hoạt động).",
	  "htx dang hoat dong/thuong mai dich vu/stock" },
	{ "Toàn tỉnh có: nông nghiệp 338 HTX, vận tải 17 HTX.",
	  "htx/van tai/stock" },
	{ "Tại huyện Chi Lăng có 30 HTX.", "htx/chi lang/stock" },
	/* parts of a count before them */
	{ "Giải thể 152 HTX (trong đó 95 HTX nông nghiệp và 57 HTX vận tải).",
	  "htx giai the/van tai/out" },
	{ "Thành lập mới 843 HTX; trong đó nông nghiệp 635 HTX (chiếm 75%), "
	  "vận tải là 208 HTX.",
	  "htx thanh lap moi/van tai/in" },
	{ "Giải thể 152 HTX; trong đó Tây Bắc (39 HTX), Đồng bằng sông Hồng "
	  "(16 HTX).",
	  "htx giai the/dong bang song hong/out" },
	{ "Có 1.550 cán bộ quản lý HTX (trình độ cao đẳng, đại học là 350 "
	  "người).",
	  "can bo quan ly htx trinh do cao dang dai hoc//stock" },
	{ "Tổng nhu cầu vốn 20 tỷ đồng (ĐTPT: 5 tỷ đồng, SN: 15 tỷ đồng).",
	  "su nghiep nhu cau von//none" },
	{ "Thành lập mới 8 HTX (đạt 57%), với 65 xã viên, vốn điều lệ 13,14 tỷ "
	  "đồng.",
	  "von dieu le htx thanh lap moi//none" },
	{ "Có 300 HTX, trong đó: 147 HTX nông nghiệp, 7 quỹ tín dụng; tổng vốn "
	  "điều lệ 717 tỷ đồng.",
	  "von dieu le htx//stock" },
	{ "Thành lập mới 60 THT và 40 HTX.", "htx thanh lap moi//in" },
	{ "Huyện Đại Từ 120 HTX, thành phố Phổ Yên 88 HTX.",
	  "htx/pho yen/stock" },
	{ "Phân theo huyện: huyện Đại Từ 120 HTX.", "htx/dai tu/stock" },
	{ "Có 250 HTX xếp loại trung bình, 72 HTX loại yếu.",
	  "htx loai yeu//stock" },
	{ "Mở 12 lớp cho 650 lượt người.", "luot nguoi//none" },
	{ "Tổng số lao động thường xuyên trong HTX: 15.600 lao động.",
	  "lao dong thuong xuyen htx//stock" },
	{ "Có 310 THT, tăng 5% so với cùng kỳ, thu hút 4.650 thành viên.",
	  "thanh vien tht//stock" },
	{ "Có 430 HTX và 7.150 THT với 20.000 thành viên.",
	  "thanh vien//stock" },
	{ "# Lĩnh vực vận tải\n\nCó 17 HTX.", "htx/van tai/stock" },
	{ "# Tổ hợp tác\n\nDoanh thu đạt 5 tỷ đồng.", "doanh thu tht//none" },
};

TEST(subjects_are_the_same_in_other_words)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct amounts *m = find(a, cases[i].text);
		const struct amount *x;

		if (!CHECK(m->n > 0))
			continue;
		x = &m->amount[m->n - 1];
		if (!CHECK_STR(arena_printf(a, "%s/%s/%s", x->subject, x->scope,
					    flows[x->flow]),
			       cases[i].want))
			printf("  %s\n", cases[i].text);
	}
}
