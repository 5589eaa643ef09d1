/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Items: known phrases in one spelling (organisations, measures, activities,
 * states), fillers that are dropped, and other words as they are.
 */
#include "lint/noun_items.h"

#include "lib/base/buf.h"
#include "lint/noun.h"

#include <string.h>

#define FILLER(s) { s, NULL, ITEM_FILLER, FLOW_NONE }
#define STOP(s) { s, NULL, ITEM_STOP, FLOW_NONE }
#define ORG(s, t) { s, t, ITEM_ORG, FLOW_NONE }
#define MEASURE(s, t) { s, t, ITEM_MEASURE, FLOW_NONE }
#define ACTIVITY(s, t) { s, t, ITEM_ACTIVITY, FLOW_NONE }
#define STATE(s, t, f) { s, t, ITEM_STATE, f }

/* The longest that stands at a word counts. */
static const struct item_phrase phrases[] = {
	ORG("hợp tác xã", "htx"),
	ORG("htx", "htx"),
	ORG("tổ hợp tác", "tht"),
	ORG("tổ nhóm hợp tác", "tht"),
	ORG("tht", "tht"),
	ORG("liên hiệp hợp tác xã", "lhhtx"),
	ORG("liên hiệp htx", "lhhtx"),
	ORG("lh htx", "lhhtx"),
	ORG("lhhtx", "lhhtx"),
	ORG("quỹ tín dụng nhân dân", "qtdnd"),
	ORG("quỹ tdnd", "qtdnd"),
	ORG("qtdnd", "qtdnd"),
	/* no count of cooperatives */
	MEASURE("liên minh hợp tác xã", "lien minh"),
	MEASURE("liên minh htx", "lien minh"),
	MEASURE("quỹ hỗ trợ phát triển hợp tác xã", "quy ho tro"),
	MEASURE("quỹ hỗ trợ phát triển htx", "quy ho tro"),

	MEASURE("thành viên", "thanh vien"),
	MEASURE("xã viên", "thanh vien"),
	MEASURE("tổ viên", "thanh vien"),
	MEASURE("người lao động", "lao dong"),
	MEASURE("lao động", "lao dong"),
	MEASURE("lao động thường xuyên", "lao dong thuong xuyen"),
	MEASURE("lao động làm việc thường xuyên", "lao dong thuong xuyen"),
	MEASURE("người lao động thường xuyên", "lao dong thuong xuyen"),
	MEASURE("cán bộ quản lý", "can bo quan ly"),
	MEASURE("cbql", "can bo quan ly"),
	MEASURE("cán bộ", "can bo"),
	MEASURE("lượt người", "luot nguoi"),
	MEASURE("trí thức trẻ", "tri thuc tre"),
	MEASURE("học viên", "hoc vien"),
	MEASURE("hội viên", "hoi vien"),
	MEASURE("doanh thu", "doanh thu"),
	MEASURE("tổng doanh thu", "tong doanh thu"),
	MEASURE("doanh số cho vay", "doanh so cho vay"),
	MEASURE("lợi nhuận", "loi nhuan"),
	MEASURE("lãi", "loi nhuan"),
	MEASURE("lãi suất", "lai suat"),
	MEASURE("thu nhập", "thu nhap"),
	MEASURE("đầu người", "dau nguoi"),
	MEASURE("tiền lương", "tien luong"),
	MEASURE("vốn đăng ký", "von dang ky"),
	MEASURE("vốn điều lệ", "von dieu le"),
	MEASURE("vốn điều lệ đăng ký", "von dieu le"),
	MEASURE("vốn góp", "von gop"),
	MEASURE("vốn hoạt động", "von hoat dong"),
	MEASURE("vốn", "von"),
	MEASURE("nguồn vốn", "nguon von"),
	MEASURE("nhu cầu vốn", "nhu cau von"),
	MEASURE("tài sản", "tai san"),
	MEASURE("dư nợ", "du no"),
	MEASURE("kinh phí", "kinh phi"),
	MEASURE("dự toán kinh phí", "kinh phi"),
	MEASURE("dự toán", "kinh phi"),
	MEASURE("ngân sách trung ương", "ngan sach trung uong"),
	MEASURE("nstw", "ngan sach trung uong"),
	MEASURE("ngân sách địa phương", "ngan sach dia phuong"),
	MEASURE("nsđp", "ngan sach dia phuong"),
	MEASURE("ngân sách tỉnh", "ngan sach tinh"),
	MEASURE("ngân sách huyện", "ngan sach huyen"),
	MEASURE("ngân sách nhà nước", "ngan sach nha nuoc"),
	MEASURE("nsnn", "ngan sach nha nuoc"),
	MEASURE("đầu tư phát triển", "dau tu phat trien"),
	MEASURE("vốn đầu tư phát triển", "dau tu phat trien"),
	MEASURE("đtpt", "dau tu phat trien"),
	MEASURE("sn", "su nghiep"),
	MEASURE("sự nghiệp", "su nghiep"),
	MEASURE("vốn sự nghiệp", "su nghiep"),
	MEASURE("kinh phí sự nghiệp", "su nghiep"),

	ACTIVITY("hỗ trợ", "ho tro"),
	ACTIVITY("đào tạo", "dao tao"),
	ACTIVITY("bồi dưỡng", "boi duong"),
	ACTIVITY("tập huấn", "tap huan"),
	ACTIVITY("tổ chức", "to chuc"),
	ACTIVITY("tư vấn", "tu van"),
	ACTIVITY("cho vay", "cho vay"),
	ACTIVITY("vay vốn", "vay von"),
	ACTIVITY("giải ngân", "giai ngan"),
	ACTIVITY("tuyên truyền", "tuyen truyen"),
	ACTIVITY("thực hiện hỗ trợ", "ho tro"),
	ACTIVITY("phê duyệt", "phe duyet"),
	ACTIVITY("hoàn thiện", "hoan thien"),
	ACTIVITY("củng cố", "cung co"),
	ACTIVITY("nộp ngân sách", "nop ngan sach"),

	STATE("đang hoạt động", "dang hoat dong", FLOW_STOCK),
	STATE("còn hoạt động", "dang hoat dong", FLOW_STOCK),
	STATE("đang còn hoạt động", "dang hoat dong", FLOW_STOCK),
	STATE("hiện đang hoạt động", "dang hoat dong", FLOW_STOCK),
	STATE("hoạt động hiệu quả", "hieu qua", FLOW_STOCK),
	STATE("hoạt động có hiệu quả", "hieu qua", FLOW_STOCK),
	STATE("làm ăn hiệu quả", "hieu qua", FLOW_STOCK),
	STATE("làm ăn có hiệu quả", "hieu qua", FLOW_STOCK),
	STATE("ngừng hoạt động", "ngung hoat dong", FLOW_STOCK),
	STATE("đã ngừng hoạt động", "ngung hoat dong", FLOW_STOCK),
	STATE("tạm ngừng hoạt động", "ngung hoat dong", FLOW_STOCK),
	STATE("dừng hoạt động", "ngung hoat dong", FLOW_STOCK),
	STATE("tạm dừng hoạt động", "ngung hoat dong", FLOW_STOCK),
	STATE("tạm ngừng", "ngung hoat dong", FLOW_STOCK),
	STATE("không hoạt động", "khong hoat dong", FLOW_STOCK),
	STATE("không còn hoạt động", "khong hoat dong", FLOW_STOCK),
	STATE("chờ giải thể", "cho giai the", FLOW_STOCK),
	STATE("đang chờ giải thể", "cho giai the", FLOW_STOCK),
	STATE("đang làm thủ tục giải thể", "cho giai the", FLOW_STOCK),
	STATE("làm thủ tục giải thể", "cho giai the", FLOW_STOCK),
	STATE("đang tiến hành giải thể", "cho giai the", FLOW_STOCK),
	STATE("khó khăn trong giải thể", "kho giai the", FLOW_STOCK),
	STATE("chưa giải thể", "cho giai the", FLOW_STOCK),
	STATE("giải thể", "giai the", FLOW_OUT),
	STATE("đã giải thể", "giai the", FLOW_OUT),
	STATE("chuyển đổi", "chuyen doi", FLOW_OUT),
	STATE("chuyển sang", "chuyen doi", FLOW_OUT),
	STATE("sáp nhập", "sap nhap", FLOW_OUT),
	STATE("thu hồi giấy chứng nhận", "thu hoi", FLOW_OUT),
	STATE("loại tốt", "loai tot", FLOW_STOCK),
	STATE("loại khá", "loai kha", FLOW_STOCK),
	STATE("loại trung bình", "loai trung binh", FLOW_STOCK),
	STATE("loại yếu", "loai yeu", FLOW_STOCK),
	STATE("loại yếu kém", "loai yeu", FLOW_STOCK),
	STATE("xếp loại tốt", "loai tot", FLOW_STOCK),
	STATE("xếp loại khá", "loai kha", FLOW_STOCK),
	STATE("xếp loại trung bình", "loai trung binh", FLOW_STOCK),
	STATE("xếp loại yếu", "loai yeu", FLOW_STOCK),
	STATE("xếp loại yếu kém", "loai yeu", FLOW_STOCK),
	STATE("thành lập mới", "thanh lap moi", FLOW_IN),
	STATE("mới thành lập", "thanh lap moi", FLOW_IN),
	STATE("lập mới", "thanh lap moi", FLOW_IN),
	STATE("được thành lập mới", "thanh lap moi", FLOW_IN),
	STATE("được thành lập", "thanh lap moi", FLOW_IN),
	STATE("thành lập", "thanh lap moi", FLOW_IN),
	STATE("đăng ký thành lập mới", "thanh lap moi", FLOW_IN),
	STATE("đăng ký mới", "thanh lap moi", FLOW_IN),
	STATE("phát triển mới", "thanh lap moi", FLOW_IN),
	STATE("mới gia nhập", "moi gia nhap", FLOW_IN),
	STATE("gia nhập mới", "moi gia nhap", FLOW_IN),
	STATE("gia nhập", "moi gia nhap", FLOW_IN),
	STATE("kết nạp mới", "moi gia nhap", FLOW_IN),
	STATE("kết nạp", "moi gia nhap", FLOW_IN),
	STATE("mới", "moi", FLOW_IN),
	STATE("xin ra", "ra khoi", FLOW_OUT),
	STATE("ra khỏi", "ra khoi", FLOW_OUT),

	FILLER("tổng số"), FILLER("tổng"), FILLER("số lượng"), FILLER("số"),
	FILLER("lượng"), FILLER("các"), FILLER("những"), FILLER("là"),
	FILLER("có"), FILLER("đạt"), FILLER("được"), FILLER("gồm"),
	FILLER("bao gồm"), FILLER("khoảng"), FILLER("cả"), FILLER("toàn"),
	FILLER("toàn tỉnh"), FILLER("trên địa bàn tỉnh"),
	FILLER("trên địa bàn"), FILLER("địa bàn"), FILLER("hiện có"),
	FILLER("hiện nay"), FILLER("hiện"), FILLER("nay"), FILLER("đến"),
	FILLER("tính"), FILLER("tính đến"), FILLER("ước"), FILLER("ước đạt"),
	FILLER("ước tính"), FILLER("thực hiện"), FILLER("dự kiến"),
	FILLER("phấn đấu"), FILLER("đã"), FILLER("đang"), FILLER("sẽ"),
	FILLER("vẫn"), FILLER("chỉ"), FILLER("còn"), FILLER("còn lại"),
	FILLER("trong đó"), FILLER("riêng"), FILLER("cụ thể"),
	FILLER("lũy kế"), FILLER("cộng dồn"), FILLER("bình quân"),
	FILLER("trung bình"), FILLER("mỗi"), FILLER("một"), FILLER("hết"),
	FILLER("ngày"), FILLER("tháng"), FILLER("năm"), FILLER("quý"),
	FILLER("đầu năm"), FILLER("cuối năm"), FILLER("cả năm"),
	FILLER("giai đoạn"), FILLER("tại thời điểm"), FILLER("thời điểm"),
	FILLER("với"), FILLER("và"), FILLER("cho"), FILLER("của"),
	FILLER("trong"), FILLER("tại"), FILLER("về"), FILLER("đối với"),
	FILLER("từ"), FILLER("theo"), FILLER("tỉnh"), FILLER("xem xét"),
	FILLER("tiến hành"), FILLER("chiếm"), FILLER("chiếm tỷ lệ"),
	FILLER("tỷ lệ"), FILLER("tỷ trọng"), FILLER("tăng"), FILLER("giảm"),
	FILLER("thêm"), FILLER("nâng"), FILLER("đưa"), FILLER("lên"),
	FILLER("này"), FILLER("đó"), FILLER("thì"), FILLER("ra"),
	FILLER("khối"), FILLER("khu vực"), FILLER("người"), FILLER("ở"),
	FILLER("như sau"), FILLER("lĩnh vực"), FILLER("ngành"),
	FILLER("hoạt động trong lĩnh vực"), FILLER("trong lĩnh vực"),
	FILLER("thuộc lĩnh vực"), FILLER("ngành nghề"), FILLER("ubnd"),
	FILLER("trên"), FILLER("hơn"), FILLER("gần"), FILLER("dưới"),
	FILLER("so với"), FILLER("trở lên"), FILLER("ngoài ra"),
	FILLER("thu hút"), FILLER("giải quyết việc làm"), FILLER("tạo việc làm"),
	FILLER("các huyện"), FILLER("thuộc"), FILLER("tổng cộng"), FILLER("cộng"),
	FILLER("thành phố"), FILLER("cùng kỳ"), FILLER("so với cùng kỳ"), FILLER("để"), FILLER("gấp"),
	FILLER("đăng ký hoạt động"), FILLER("các lĩnh vực kinh tế"),
	FILLER("đăng ký hoạt động sản xuất kinh doanh"),
	FILLER("hoạt động sản xuất kinh doanh"),
	FILLER("tham gia"), FILLER("các loại"), FILLER("sự"), FILLER("nhiều"),

	STOP("trong đó"), STOP("gồm"), STOP("bao gồm"), STOP("cụ thể"),
	STOP("so với"), STOP("đạt"), STOP("chiếm"), STOP("tăng"),
	STOP("giảm"), STOP("bằng"), STOP("để"), STOP("nhằm"), STOP("do"),
	STOP("nên"), STOP("nhưng"), STOP("tuy nhiên"), STOP("với"),
	STOP("là"), STOP("góp phần"), STOP("qua đó"), STOP("theo"),
	STOP("từ"), STOP("thu hút"),
	STOP("vượt"), STOP("như"), STOP("đảm bảo"), STOP("bảo đảm"),
	STOP("đến"), STOP("trên tổng số"), STOP("có tổng"),
	STOP("có vốn"), STOP("bình quân"), STOP("/"), STOP("vào"),
};

enum {
	MAX_AFTER = 14, /* words behind a number that may tell of it ... */
	MAX_OVER = 80,  /* ... and words in brackets among them */
};

static bool is_after_only(const struct item_phrase *p)
{
	return p->kind == ITEM_STOP;
}

/* The longest known phrase at word i; stops only where they are asked for. */
const struct item_phrase *item_phrase_at(const struct words *w, size_t i,
				      bool stops, size_t *n)
{
	const struct item_phrase *best = NULL;

	*n = 0;
	for (size_t k = 0; k < ARRAY_LEN(phrases); k++) {
		size_t m;

		if (is_after_only(&phrases[k]) && !stops)
			continue;
		m = phrase_at(w, i, phrases[k].words);
		if (m > *n || (m > 0 && m == *n && is_after_only(&phrases[k]))) {
			*n = m;
			best = &phrases[k];
		}
	}
	return best;
}

static const char *const place_kinds[] = { "huyện", "thành phố", "tp",
					   "thị xã", "xã", "phường",
					   "thị trấn", NULL };

/* "huyện Chi Lăng", "TP Lạng Sơn": the words of a place. */
static size_t place_at(struct arena *a, const struct words *w, size_t i,
		       size_t to, const char **scope)
{
	struct buf b = BUF_INIT(a);
	size_t n = phrase_any(w, i, place_kinds);
	size_t k;

	if (n == 0)
		return 0;
	for (k = i + n; k < to && k - i < n + 4; k++) {
		if (w->word[k].is->kind != WORD_LETTERS ||
		    !w->word[k].is->capital)
			break;
		buf_addf(&b, "%s%s", b.len ? " " : "", w->word[k].is->fold);
	}
	if (b.len == 0)
		return 0;
	*scope = b.data;
	return k - i;
}

size_t province_at(struct arena *a, const struct words *w, size_t i,
		   const char **place)
{
	static const char *const cities[] = { "hà nội", "hồ chí minh",
					      "hải phòng", "đà nẵng",
					      "cần thơ", "huế", NULL };
	struct buf b = BUF_INIT(a);
	size_t k = i + 1;

	if (phrase_at(w, i, "thành phố") && phrase_any(w, i + 2, cities))
		k = i + 2;
	else if (word_is(w, i, "tp") && phrase_any(w, k, cities))
		k = i + 1;
	else if (!word_is(w, i, "tỉnh"))
		return 0;
	while (k < w->n && k < i + 5 && w->word[k].is->kind == WORD_LETTERS &&
	       w->word[k].is->capital) {
		buf_addf(&b, "%s%s", b.len ? " " : "", w->word[k].is->fold);
		k++;
	}
	*place = b.data;
	return b.len > 0 ? k - i : 0;
}

/* Two to four capitalized words and nothing else: a place as a label. */
const char *items_bare_place(struct arena *a, const struct words *w,
			      size_t from, size_t to)
{
	/* small letters in names of regions */
	static const char *const small[] = { "vùng", "đồng", "bằng", "sông",
					     "duyên", "hải", "miền", "bộ",
					     NULL };
	struct buf b = BUF_INIT(a);
	const struct item_phrase *p;
	size_t n = 0;
	size_t k;

	for (size_t i = from; i < to; i++) {
		if (w->word[i].is->kind == WORD_MARK)
			continue;
		k = n == 0 ? phrase_any(w, i, place_kinds) : 0;
		if (k > 0) {
			i += k - 1;
			continue;
		}
		p = item_phrase_at(w, i, false, &k);
		if (p && p->kind == ITEM_FILLER &&
		    (!w->word[i].is->capital || k > 1)) {
			i += k - 1;
			continue;
		}
		if (p && p->kind != ITEM_FILLER)
			return NULL;
		if (w->word[i].is->kind != WORD_LETTERS ||
		    (!w->word[i].is->capital && !phrase_any(w, i, small)) ||
		    n++ == 6)
			return NULL;
		buf_addf(&b, "%s%s", b.len ? " " : "", w->word[i].is->fold);
	}
	return n >= 2 ? b.data : NULL;
}

void items_add(struct items *s, enum item_kind kind,
		     enum amount_flow flow, const char *text, size_t at)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->item[i].text, text) == 0)
			return;
	if (s->n < MAX_ITEMS)
		s->item[s->n++] = (struct item){ kind, flow, text, at };
}

/* "hoạt động" alone: a state unless it goes on ("hoạt động trong ..."). */
static bool is_operating(const struct words *w, size_t i, size_t to)
{
	size_t k = i + 2;

	return phrase_at(w, i, "hoạt động") &&
	       (k >= to || w->word[k].is->kind != WORD_LETTERS);
}

/* May a sector stand at word i: after "HTX", "lĩnh vực", a mark, or first? */
static bool sector_fits(const struct words *w, size_t i, size_t from)
{
	static const char *const before[] = {
		"lĩnh vực", "ngành", "nghề", "khối", "htx", "hợp tác xã",
		"tht", "tổ hợp tác", "thành viên", "xã viên", "lao động", "là", "trong", "về", "thuộc", "khu vực",
		"nhóm", "và", "các", NULL
	};

	return i == from || w->word[i - 1].is->kind == WORD_MARK ||
	       phrase_any_before(w, i, before) > 0;
}

/* "và 20 THT", "và thành lập mới 01 LHHTX": another amount follows. */
static bool leads_on(const struct words *w, size_t i, size_t to)
{
	if (!word_is(w, i, "và"))
		return false;
	for (size_t k = i + 1; k < to && k < i + 8; k++) {
		if (w->word[k].is->kind == WORD_NUMBER)
			return true;
		if (w->word[k].is->kind == WORD_MARK)
			return false;
	}
	return false;
}

/* Does a measure stand at word i, fillers passed over? */
static bool names_measure(const struct words *w, size_t i)
{
	while (i < w->n) {
		size_t n;
		const struct item_phrase *p = item_phrase_at(w, i, false, &n);

		if (!p || p->kind != ITEM_FILLER)
			return p && p->kind == ITEM_MEASURE;
		i += n;
	}
	return false;
}

/* Cuts words [from, to) into items; with `stops`, up to what is not about the
 * number any more.  Words in deeper brackets are passed over.  Returns where it
 * stopped. */
size_t items_collect(struct arena *a, const struct site *s,
		      const struct words *w, size_t from, size_t to,
		      const char *home, bool stops, struct items *out)
{
	int depth = s ? s->spot[s->number].bracket : 0;

	for (size_t i = from; i < to;) {
		const struct item_phrase *p;
		const char *scope;
		size_t n;

		if (s && stops && (s->spot[i].bracket < depth ||
				   s->spot[i].sentence !=
					   s->spot[s->number].sentence))
			return i;
		if (stops && i - from > MAX_OVER)
			return i;
		if (s && s->spot[i].bracket > depth) {
			i++;
			continue;
		}
		/* "quý II" */
		if (i > from && word_is(w, i - 1, "quý") &&
		    strspn(w->word[i].is->usual, "iv") == w->word[i].is->len) {
			i++;
			continue;
		}
		if (stops && (i - from > MAX_AFTER || leads_on(w, i, to)))
			return i;
		n = number_names(w, i);
		if (n > 0) {
			i += n;
			continue;
		}
		if (w->word[i].is->kind == WORD_MARK) {
			if (stops && !word_is(w, i, "-"))
				return i;
			i++;
			continue;
		}
		if (w->word[i].is->kind == WORD_NUMBER) {
			if (stops)
				return i;
			i++;
			continue;
		}
		if (phrase_at(w, i, "toàn tỉnh") ||
		    phrase_at(w, i, "toàn thành phố") ||
		    phrase_at(w, i, "trên địa bàn thành phố") ||
		    phrase_at(w, i, "trên địa bàn tỉnh"))
			out->everywhere = true;
		if (phrase_at(w, i, "cả nước") || phrase_at(w, i, "toàn quốc")) {
			out->scope = "ca nuoc";
			i += 2;
			continue;
		}
		n = province_at(a, w, i, &scope);
		if (n > 0 && i + n <= to) {
			if (strcmp(scope, home) == 0)
				out->everywhere = true;
			else
				out->scope = scope;
			i += n;
			continue;
		}
		n = place_at(a, w, i, to, &scope);
		if (n == 0 && sector_fits(w, i, from))
			n = sector_at(a, w, i, &scope);
		if (n > 0 && i + n <= to) {
			out->scope = scope;
			i += n;
			continue;
		}
		if (is_operating(w, i, to)) {
			items_add(out, ITEM_STATE, FLOW_STOCK, "dang hoat dong",
				 i);
			i += 2;
			continue;
		}
		p = item_phrase_at(w, i, stops, &n);
		if (p && i + n > to)
			p = NULL;
		if (p && p->kind == ITEM_STOP)
			return i;
		/* "379 HTX có tổng số vốn ..." */
		if (stops && word_is(w, i, "có") && names_measure(w, i + 1))
			return i;
		if (p && p->kind != ITEM_FILLER)
			items_add(out, p->kind, p->flow, p->text, i);
		else if (!p)
			items_add(out, ITEM_WORD, FLOW_NONE,
				  w->word[i].is->fold, i);
		i += p ? n : 1;
	}
	return to;
}

/* --- where the label before a number begins --------------------------------- */

/* Is the first word after a comma the begin of something new: a noun, a
 * state, a name?  1 yes, 0 no, -1 when only fillers follow. */
static int begins_anew(struct arena *a, const struct words *w, size_t i,
		       size_t to)
{
	while (i < to) {
		const struct item_phrase *p;
		const char *scope;
		size_t n = number_names(w, i);

		if (n > 0 || w->word[i].is->kind != WORD_LETTERS) {
			i += n ? n : 1;
			continue;
		}
		if (sector_at(a, w, i, &scope) > 0)
			return 1;
		p = item_phrase_at(w, i, false, &n);
		if (p && p->kind == ITEM_FILLER) {
			i += n;
			continue;
		}
		return p || w->word[i].is->capital;
	}
	return -1;
}

/* A comma inside a list of one kind: "nông, lâm nghiệp", "KTTT, HTX". */
static bool joins_list(struct arena *a, const struct words *w, size_t k)
{
	static const char *const orgs[] = { "htx", "tht", "lhhtx", "kttt",
					    "hợp tác xã", "tổ hợp tác",
					    "kinh tế tập thể", "qtdnd",
					    "quỹ tín dụng nhân dân",
					    "liên hiệp hợp tác xã",
					    "liên hiệp htx", "lh htx", NULL };
	const char *scope;

	if (k == 0)
		return false;
	if (phrase_any_before(w, k, orgs) && phrase_any(w, k + 1, orgs))
		return true;
	for (size_t i = k; i > 0 && i + 6 > k; i--)
		if (i - 1 + sector_at(a, w, i - 1, &scope) > k)
			return true;
	return false;
}

static bool is_boundary(const struct words *w, size_t k)
{
	if (word_is(w, k, ",") || word_is(w, k, ":"))
		return true;
	if (word_is(w, k, "-") || word_is(w, k, "–"))
		return k + 1 < w->n && w->word[k].gap && w->word[k + 1].gap &&
		       w->word[k + 1].is->kind == WORD_LETTERS;
	return phrase_at(w, k, "trong đó") > 0;
}

/* Where the label of a number begins: after the last mark behind which
 * something new is named. */
size_t items_label_begin(struct arena *a, const struct site *s)
{
	const struct words *w = s->w;

	for (size_t i = s->open; i > s->label; i--) {
		size_t k = i - 1;

		if (s->spot[k].bracket > s->spot[s->number].bracket ||
		    !is_boundary(w, k) || joins_list(a, w, k))
			continue;
		if (begins_anew(a, w, i, s->open) == 1)
			return i;
	}
	return s->label;
}

bool items_have_kind(const struct items *s, enum item_kind kind)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->item[i].kind == kind)
			return true;
	return false;
}

bool items_have(const struct items *s, const char *text)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->item[i].text, text) == 0)
			return true;
	return false;
}
