/* SPDX-License-Identifier: Apache-2.0 */
/* Units of measure in running text. */
#include "lint/amount_unit.h"

#include <string.h>

struct noun {
	const char *words;  /* lower case */
	const char *base;
	enum unit_kind kind;
	int64_t millionths; /* of the base unit; 0: one */
};

/* The longest phrase that stands at the place counts, in any order here. */
static const struct noun nouns[] = {
	/* organisations */
	{ "hợp tác xã", "htx", UNIT_ORG, 0 },
	{ "htx", "htx", UNIT_ORG, 0 },
	{ "tổ hợp tác", "tht", UNIT_ORG, 0 },
	{ "tổ nhóm hợp tác", "tht", UNIT_ORG, 0 },
	{ "tổ , nhóm hợp tác", "tht", UNIT_ORG, 0 },
	{ "tht", "tht", UNIT_ORG, 0 },
	{ "liên hiệp hợp tác xã", "lhhtx", UNIT_ORG, 0 },
	{ "liên hiệp htx", "lhhtx", UNIT_ORG, 0 },
	{ "lh htx", "lhhtx", UNIT_ORG, 0 },
	{ "lhhtx", "lhhtx", UNIT_ORG, 0 },
	{ "liên hiệp", "lhhtx", UNIT_ORG, 0 },
	{ "quỹ tín dụng nhân dân", "qtdnd", UNIT_ORG, 0 },
	{ "quỹ tdnd", "qtdnd", UNIT_ORG, 0 },
	{ "quỹ tín dụng", "qtdnd", UNIT_ORG, 0 },
	{ "qtdnd", "qtdnd", UNIT_ORG, 0 },
	{ "doanh nghiệp", "doanh nghiep", UNIT_ORG, 0 },
	{ "công ty", "cong ty", UNIT_ORG, 0 },
	{ "hộ kinh doanh", "ho kinh doanh", UNIT_ORG, 0 },
	{ "trang trại", "trang trai", UNIT_ORG, 0 },
	{ "đơn vị", "don vi", UNIT_ORG, 0 },
	{ "tổ chức", "to chuc", UNIT_ORG, 0 },
	{ "cơ sở", "co so", UNIT_ORG, 0 },
	/* persons */
	{ "người", "nguoi", UNIT_PERSON, 0 },
	{ "thành viên", "nguoi", UNIT_PERSON, 0 },
	{ "xã viên", "nguoi", UNIT_PERSON, 0 },
	{ "tổ viên", "nguoi", UNIT_PERSON, 0 },
	{ "lao động", "nguoi", UNIT_PERSON, 0 },
	{ "người lao động", "nguoi", UNIT_PERSON, 0 },
	{ "cán bộ", "nguoi", UNIT_PERSON, 0 },
	{ "chuyên viên", "nguoi", UNIT_PERSON, 0 },
	{ "công chức", "nguoi", UNIT_PERSON, 0 },
	{ "viên chức", "nguoi", UNIT_PERSON, 0 },
	{ "trí thức trẻ", "nguoi", UNIT_PERSON, 0 },
	{ "học viên", "nguoi", UNIT_PERSON, 0 },
	{ "hội viên", "nguoi", UNIT_PERSON, 0 },
	{ "đoàn viên", "nguoi", UNIT_PERSON, 0 },
	{ "nông dân", "nguoi", UNIT_PERSON, 0 },
	{ "đại biểu", "nguoi", UNIT_PERSON, 0 },
	{ "giám đốc", "nguoi", UNIT_PERSON, 0 },
	{ "kế toán", "nguoi", UNIT_PERSON, 0 },
	{ "nhân viên", "nguoi", UNIT_PERSON, 0 },
	{ "đồng chí", "nguoi", UNIT_PERSON, 0 },
	{ "lượt người", "luot nguoi", UNIT_PERSON, 0 },
	{ "lượt thành viên", "luot nguoi", UNIT_PERSON, 0 },
	{ "lượt cán bộ", "luot nguoi", UNIT_PERSON, 0 },
	{ "lượt học viên", "luot nguoi", UNIT_PERSON, 0 },
	{ "lượt lao động", "luot nguoi", UNIT_PERSON, 0 },
	{ "hộ", "ho", UNIT_THING, 0 },
	{ "hộ dân", "ho", UNIT_THING, 0 },
	{ "hộ gia đình", "ho", UNIT_THING, 0 },
	{ "hộ nông dân", "ho", UNIT_THING, 0 },
	{ "hộ thành viên", "ho", UNIT_THING, 0 },
	/* money */
	{ "đồng", "dong", UNIT_MONEY, 0 },
	{ "đ", "dong", UNIT_MONEY, 0 },
	{ "vnđ", "dong", UNIT_MONEY, 0 },
	{ "vnd", "dong", UNIT_MONEY, 0 },
	{ "trđ", "dong", UNIT_MONEY, INT64_C(1000000000000) },
	{ "trđồng", "dong", UNIT_MONEY, INT64_C(1000000000000) },
	{ "tr . đồng", "dong", UNIT_MONEY, INT64_C(1000000000000) },
	{ "tr đồng", "dong", UNIT_MONEY, INT64_C(1000000000000) },
	{ "usd", "usd", UNIT_MONEY, 0 },
	{ "đô la", "usd", UNIT_MONEY, 0 },
	/* shares and factors */
	{ "%", "%", UNIT_PERCENT, 0 },
	{ "phần trăm", "%", UNIT_PERCENT, 0 },
	{ "điểm %", "diem %", UNIT_THING, 0 },
	{ "điểm phần trăm", "diem %", UNIT_THING, 0 },
	{ "lần", "lan", UNIT_TIMES, 0 },
	/* how long */
	{ "năm", "nam", UNIT_TIME, 0 },
	{ "tháng", "thang", UNIT_TIME, 0 },
	{ "ngày", "ngay", UNIT_TIME, 0 },
	{ "tuần", "tuan", UNIT_TIME, 0 },
	{ "giờ", "gio", UNIT_TIME, 0 },
	{ "phút", "phut", UNIT_TIME, 0 },
	{ "quý", "quy", UNIT_TIME, 0 },
	{ "vụ", "vu", UNIT_TIME, 0 },
	{ "tuổi", "tuoi", UNIT_TIME, 0 },
	/* grades: nothing is counted either */
	{ "điểm", "diem", UNIT_TIME, 0 },
	{ "sao", "sao", UNIT_TIME, 0 },
	/* measures */
	{ "ha", "ha", UNIT_MEASURE, 0 },
	{ "héc ta", "ha", UNIT_MEASURE, 0 },
	{ "hecta", "ha", UNIT_MEASURE, 0 },
	{ "m2", "ha", UNIT_MEASURE, 100 },
	{ "m²", "ha", UNIT_MEASURE, 100 },
	{ "mét vuông", "ha", UNIT_MEASURE, 100 },
	{ "sào", "sao", UNIT_MEASURE, 0 },
	{ "km2", "ha", UNIT_MEASURE, INT64_C(100000000) },
	{ "km²", "ha", UNIT_MEASURE, INT64_C(100000000) },
	{ "km", "m", UNIT_MEASURE, INT64_C(1000000000) },
	{ "mét", "m", UNIT_MEASURE, 0 },
	{ "m", "m", UNIT_MEASURE, 0 },
	{ "m3", "m3", UNIT_MEASURE, 0 },
	{ "m³", "m3", UNIT_MEASURE, 0 },
	{ "tấn", "kg", UNIT_MEASURE, INT64_C(1000000000) },
	{ "tạ", "kg", UNIT_MEASURE, INT64_C(100000000) },
	{ "yến", "kg", UNIT_MEASURE, INT64_C(10000000) },
	{ "kg", "kg", UNIT_MEASURE, 0 },
	{ "lít", "lit", UNIT_MEASURE, 0 },
	{ "kwh", "kwh", UNIT_MEASURE, 0 },
	{ "mw", "mw", UNIT_MEASURE, 0 },
	/* things that are counted */
	{ "xã", "xa", UNIT_THING, 0 },
	{ "phường", "phuong", UNIT_THING, 0 },
	{ "thị trấn", "thi tran", UNIT_THING, 0 },
	{ "huyện", "huyen", UNIT_THING, 0 },
	{ "huyện , thành phố", "huyen", UNIT_THING, 0 },
	{ "huyện , thị xã", "huyen", UNIT_THING, 0 },
	{ "huyện , thị xã , thành phố", "huyen", UNIT_THING, 0 },
	{ "xã , phường", "xa", UNIT_THING, 0 },
	{ "xã , thị trấn", "xa", UNIT_THING, 0 },
	{ "xã , phường , thị trấn", "xa", UNIT_THING, 0 },
	{ "tỉnh", "tinh", UNIT_THING, 0 },
	{ "tỉnh , thành phố", "tinh", UNIT_THING, 0 },
	{ "thành phố", "thanh pho", UNIT_THING, 0 },
	{ "thị xã", "thi xa", UNIT_THING, 0 },
	{ "thôn", "thon", UNIT_THING, 0 },
	{ "bản", "ban", UNIT_THING, 0 },
	{ "ấp", "ap", UNIT_THING, 0 },
	{ "chuỗi", "chuoi", UNIT_THING, 0 },
	{ "chuỗi liên kết", "chuoi", UNIT_THING, 0 },
	{ "chuỗi giá trị", "chuoi", UNIT_THING, 0 },
	{ "mô hình", "mo hinh", UNIT_THING, 0 },
	{ "dự án", "du an", UNIT_THING, 0 },
	{ "đề án", "de an", UNIT_THING, 0 },
	{ "chương trình", "chuong trinh", UNIT_THING, 0 },
	{ "kế hoạch liên kết", "ke hoach lien ket", UNIT_THING, 0 },
	{ "sản phẩm", "san pham", UNIT_THING, 0 },
	{ "lớp", "lop", UNIT_THING, 0 },
	{ "khóa", "lop", UNIT_THING, 0 },
	{ "cuộc", "cuoc", UNIT_THING, 0 },
	{ "hội nghị", "hoi nghi", UNIT_THING, 0 },
	{ "hội thảo", "hoi thao", UNIT_THING, 0 },
	{ "hội chợ", "hoi cho", UNIT_THING, 0 },
	{ "gian hàng", "gian hang", UNIT_THING, 0 },
	{ "phiên", "phien", UNIT_THING, 0 },
	{ "đợt", "dot", UNIT_THING, 0 },
	{ "lượt", "luot", UNIT_THING, 0 },
	{ "văn bản", "van ban", UNIT_THING, 0 },
	{ "nghị quyết", "nghi quyet", UNIT_THING, 0 },
	{ "quyết định", "quyet dinh", UNIT_THING, 0 },
	{ "hồ sơ", "ho so", UNIT_THING, 0 },
	{ "tin", "tin", UNIT_THING, 0 },
	{ "tin , bài", "tin", UNIT_THING, 0 },
	{ "bài", "bai", UNIT_THING, 0 },
	{ "phóng sự", "phong su", UNIT_THING, 0 },
	{ "hợp đồng", "hop dong", UNIT_THING, 0 },
	{ "hợp đồng liên kết", "hop dong", UNIT_THING, 0 },
	{ "công trình", "cong trinh", UNIT_THING, 0 },
	{ "nhà kho", "nha kho", UNIT_THING, 0 },
	{ "nhà xưởng", "nha xuong", UNIT_THING, 0 },
	{ "máy", "may", UNIT_THING, 0 },
	{ "phương tiện", "phuong tien", UNIT_THING, 0 },
	{ "xe", "xe", UNIT_THING, 0 },
	{ "tàu", "tau", UNIT_THING, 0 },
	{ "chiếc", "chiec", UNIT_THING, 0 },
	{ "con", "con", UNIT_THING, 0 },
	{ "cây", "cay", UNIT_THING, 0 },
	{ "nhãn hiệu", "nhan hieu", UNIT_THING, 0 },
	{ "thương hiệu", "thuong hieu", UNIT_THING, 0 },
	{ "giấy chứng nhận", "giay chung nhan", UNIT_THING, 0 },
	{ "lĩnh vực", "linh vuc", UNIT_THING, 0 },
	{ "ngành", "nganh", UNIT_THING, 0 },
	{ "tiêu chí", "tieu chi", UNIT_THING, 0 },
	{ "chỉ tiêu", "chi tieu", UNIT_THING, 0 },
	{ "nhóm", "nhom", UNIT_THING, 0 },
	{ "tổ", "to", UNIT_THING, 0 },
	{ "loại hình", "loai hinh", UNIT_THING, 0 },
	{ "nội dung", "noi dung", UNIT_THING, 0 },
	{ "nhiệm vụ", "nhiem vu", UNIT_THING, 0 },
	{ "giải pháp", "giai phap", UNIT_THING, 0 },
	{ "mức lương tối thiểu", "muc luong toi thieu", UNIT_TIMES, 0 },
};

static const struct {
	const char *word;
	int64_t times;
} scales[] = {
	{ "trăm", 100 },
	{ "nghìn", 1000 },
	{ "vạn", 10000 },
	{ "triệu", 1000000 },
	{ "tỷ", 1000000000 },
};

static const struct noun *noun_at(const struct words *w, size_t i, size_t *n)
{
	const struct noun *best = NULL;

	*n = 0;
	for (size_t k = 0; k < ARRAY_LEN(nouns); k++) {
		size_t m = phrase_at(w, i, nouns[k].words);

		if (m > *n) {
			*n = m;
			best = &nouns[k];
		}
	}
	return best;
}

static void take(struct unit *u, const struct noun *noun)
{
	u->kind = noun->kind;
	u->base = noun->base;
	u->factor = noun->millionths ? (struct dec){ noun->millionths }
				     : dec_int(1);
}

bool unit_noun_at(const struct words *w, size_t i, struct unit *out)
{
	const struct noun *noun = noun_at(w, i, &out->n);

	if (!noun)
		return false;
	*out = (struct unit){ .n = out->n };
	take(out, noun);
	return true;
}

/* Things stand before times: "dong/htx/nam". */
void unit_per(struct arena *a, struct unit *u, const char *base, bool time)
{
	const char *slash = strchr(u->base, '/');

	if (time || !slash || u->per_thing)
		u->base = arena_printf(a, "%s/%s", u->base, base);
	else
		u->base = arena_printf(a, "%.*s/%s%s", (int)(slash - u->base),
				       u->base, base, slash);
	u->rate = true;
	u->per_time |= time;
	u->per_thing |= !time;
}

/* "/HTX", "/01 HTX", "/người", " một năm" at word i: its words. */
static size_t add_rate(struct arena *a, const struct words *w, size_t i,
		       struct unit *u)
{
	const struct noun *noun;
	size_t n = 0;
	size_t m;

	if (word_is(w, i, "/"))
		n = 1;
	else if (u->kind != UNIT_MONEY ||
		 !(word_is(w, i, "một") || word_is(w, i, "mỗi")))
		return 0;
	if (word_is(w, i + n, "01") || word_is(w, i + n, "1") ||
	    word_is(w, i + n, "một") || word_is(w, i + n, "mỗi"))
		n++;
	noun = noun_at(w, i + n, &m);
	if (!noun || noun->kind == UNIT_MONEY || noun->kind == UNIT_PERCENT)
		return 0;
	unit_per(a, u, noun->base, noun->kind == UNIT_TIME);
	return n + m;
}

bool unit_at(struct arena *a, const struct words *w, size_t i,
	     struct unit *out)
{
	struct unit u = { 0 };
	struct dec scale = dec_int(1);
	const struct noun *noun;
	size_t n;

	for (size_t k = 0; k < ARRAY_LEN(scales); k++) {
		if (!word_is(w, i + u.n, scales[k].word))
			continue;
		if (dec_mul(scale, dec_int(scales[k].times), &scale) < 0)
			return false;
		u.scaled = true;
		u.n++;
		k = (size_t)-1; /* "nghìn tỷ" */
		if (u.n == 2)
			break;
	}
	u.noun = u.n;
	noun = noun_at(w, i + u.n, &n);
	/* "5 tỷ", "3,5 triệu/người/tháng": money unless something is counted */
	if (u.scaled && (!noun || noun->kind == UNIT_TIME ||
			 word_is(w, i + u.n - 1, "tỷ"))) {
		u.kind = UNIT_MONEY;
		u.base = "dong";
		u.factor = dec_int(1);
		n = noun && noun->kind == UNIT_MONEY ? n : 0;
	} else if (noun) {
		take(&u, noun);
	} else {
		return false;
	}
	if (dec_mul(u.factor, scale, &u.factor) < 0)
		return false;
	u.n += n;
	while ((n = add_rate(a, w, i + u.n, &u)) > 0)
		u.n += n;
	*out = u;
	return true;
}

bool unit_is_org(const char *base)
{
	static const char *const orgs[] = { "htx", "tht", "lhhtx", "qtdnd" };

	for (size_t i = 0; i < ARRAY_LEN(orgs); i++)
		if (strcmp(base, orgs[i]) == 0)
			return true;
	return false;
}
