/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules about citations.  Tests src/lint/citeidentity.c,
 * src/lint/citeknown.c, src/lint/citeorder.c, src/lint/citeform.c and
 * src/lint/citestyle.c too.
 */
#include "lint/cite.h"

#include "lib/file/file.h"
#include "lint/pass.h"
#include "test.h"

#include <string.h>

static int by_place(const void *x, const void *y)
{
	const struct lint_finding *f = x;
	const struct lint_finding *g = y;

	if (f->part[0].start != g->part[0].start)
		return f->part[0].start < g->part[0].start ? -1 : 1;
	return strcmp(f->rule->id, g->rule->id);
}

/* This pass alone. */
static struct lint *lint(struct arena *a, const char *text)
{
	static const struct lint_options all;
	struct err e = { 0 };
	struct document *d = document_parse(a, "t.txt", text, strlen(text), &e);
	struct lint *l = ARENA_NEW(a, struct lint);

	if (!d)
		BUG("%s", e.message);
	*l = (struct lint){ .arena = a, .doc = d, .options = &all };
	l->marked = words_of_document(a, d);
	l->citations = citations_find(a, d, l->marked);
	lint_cite_pass.run(l);
	if (l->nfinding > 1)
		qsort(l->finding, l->nfinding, sizeof *l->finding, by_place);
	return l;
}

/* The findings of this pass, one a line: severity, rule, parts, repair. */
static const char *told(struct arena *a, const char *text)
{
	static const char mark[] = { 'E', 'W', 'N' };
	struct lint *l = lint(a, text);
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < l->nfinding; i++) {
		const struct lint_finding *f = &l->finding[i];

		if (b.len > 0)
			buf_addch(&b, '\n');
		buf_addf(&b, "%c %s", mark[f->severity], f->rule->id);
		for (size_t j = 0; j < f->npart; j++)
			buf_addf(&b, "%s%s", j > 0 ? " | " : ": ",
				 lint_quote(a, l->doc, f->part[j].start,
					    f->part[j].end));
		if (f->repair)
			buf_addf(&b, " => %s", f->repair);
	}
	return b.data;
}

struct sample {
	const char *text;
	const char *told;
};

static void check(struct arena *a, const struct sample *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!CHECK_STR(told(a, s[i].text), s[i].told))
			printf("  %s\n", s[i].text);
}

#define CHECK_ALL(a, samples) check(a, samples, ARRAY_LEN(samples))

/* Documents invented for the tests; none of them is in the register. */
#define VAY " của UBND tỉnh về hỗ trợ vay vốn lưu động cho hợp tác xã chè"

TEST(cite_number_conflicts)
{
	static const struct sample samples[] = {
		/* two digits changed places; the majority is right */
		{ "Quyết định số 7316/QĐ-UBND ngày 12/8/2022" VAY ".\n\n"
		  "Theo Quyết định số 7136/QĐ-UBND ngày 12/8/2022" VAY ".\n\n"
		  "Quyết định số 7316/QĐ-UBND ngày 12/8/2022" VAY ".",
		  "E citation-number-conflict: 7136 | 7316 | 7316 => "
		  "7136 → 7316" },
		/* one digit wrong, same title */
		{ "Kế hoạch số 45/KH-UBND ngày 12/8/2022" VAY "; Kế hoạch số "
		  "45/KH-UBND ngày 12/8/2022" VAY "; Kế hoạch số 95/KH-UBND "
		  "ngày 12/8/2022" VAY ".",
		  "N citation-duplicate-in-list: Kế hoạch số 45/KH-UBND ngày "
		  "12/8/2022 | Kế hoạch số 45/KH-UBND ngày 12/8/2022\n"
		  "E citation-number-conflict: 95 | 45 | 45 => 95 → 45" },
		/* once each: nobody knows which, but one is wrong */
		{ "Quyết định số 7316/QĐ-UBND ngày 12/8/2022" VAY ".\n\n"
		  "Theo Quyết định số 7136/QĐ-UBND ngày 12/8/2022" VAY ".",
		  "E citation-number-conflict: 7316 | 7136" },
		/* two acts of one day, unless their titles are one */
		{ "Quyết định số 7316/QĐ-UBND ngày 12/8/2022" VAY ".\n\n"
		  "Quyết định số 7317/QĐ-UBND ngày 12/8/2022" VAY " xã A.",
		  "" },
		{ "Quyết định số 7316/QĐ-UBND ngày 12/8/2022" VAY ".\n\n"
		  "Quyết định số 7317/QĐ-UBND ngày 12/8/2022" VAY ".",
		  "W citation-number-conflict: 7316 | 7317" },
		{ "Quyết định số 7316/QĐ-UBND ngày 12/8/2022" VAY ".\n\n"
		  "Quyết định số 7317/QĐ-UBND ngày 12/8/2022" VAY ".\n\n"
		  "Quyết định số 7316/QĐ-UBND ngày 12/8/2022",
		  "E citation-number-conflict: 7317 | 7316 | 7316 => "
		  "7317 → 7316" },
		/* the titles differ in the document that they name */
		{ "Nghị quyết số 61/NQ-HĐND ngày 14/3/2016 về sửa đổi, bổ sung "
		  "một số điều của Nghị quyết số 15/2012/NQ-HĐND; Nghị quyết "
		  "số 62/NQ-HĐND ngày 14/3/2016 về sửa đổi, bổ sung một số "
		  "điều của Nghị quyết số 16/2012/NQ-HĐND", "" },
		/* far apart on one day; near ones are two acts */
		{ "Quyết định số 1715/QĐ-TTg ngày 14/3/2016, Quyết định số "
		  "1215/QĐ-TTg ngày 14/3/2016, Quyết định số 1715/QĐ-TTg ngày "
		  "14/3/2016",
		  "E citation-number-conflict: 1215 | 1715 | 1715 => "
		  "1215 → 1715" },
		{ "Quyết định số 1715/QĐ-TTg ngày 14/3/2016, Quyết định số "
		  "1735/QĐ-TTg ngày 14/3/2016, Quyết định số 1715/QĐ-TTg ngày "
		  "14/3/2016", "" },
		{ "Quyết định số 7316/QĐ-UBND ngày 12/8/2022" VAY ".\n\n"
		  "Quyết định số 7136/QĐ-UBND ngày 12/8/2022 của UBND tỉnh về "
		  "quy hoạch mạng lưới trường học.", "" },
		/* one digit apart, no title: two acts */
		{ "Quyết định số 731/QĐ-UBND ngày 12/8/2022; Quyết định số "
		  "781/QĐ-UBND ngày 12/8/2022; Quyết định số 781/QĐ-UBND", "" },
		/* the register knows one of them */
		{ "Quyết định số 1408/QĐ-TTg ngày 13/11/2020 của Thủ tướng "
		  "Chính phủ phê duyệt Chương trình hỗ trợ phát triển KTTT, HTX "
		  "giai đoạn 2021-2025.",
		  "E citation-number-conflict: 1408 => 1408 → 1804" },
	};

	CHECK_ALL(a, samples);
}

TEST(cite_date_conflicts)
{
	static const struct sample samples[] = {
		/* a code with its year; the rarer day is wrong */
		{ "Nghị định số 5/2016/NĐ-CP ngày 14/3/2016; Nghị định số "
		  "5/2016/NĐ-CP ngày 14/3/2016.\n\nNghị định số 5/2016/NĐ-CP "
		  "ngày 04/3/2016",
		  "N citation-duplicate-in-list: Nghị định số 5/2016/NĐ-CP "
		  "ngày 14/3/2016 | Nghị định số 5/2016/NĐ-CP ngày 14/3/2016\n"
		  "E citation-date-conflict: 04/3/2016 | 14/3/2016 | 14/3/2016 "
		  "=> 04/3/2016 → 14/3/2016" },
		/* one body numbers it for the country */
		{ "Quyết định số 715/QĐ-TTg ngày 14/3/2016, Quyết định số "
		  "715/QĐ-TTg ngày 15/4/2016.",
		  "E citation-date-conflict: 14/3/2016 | 15/4/2016" },
		/* the day and month of another year */
		{ "Quyết định số 715/QĐ-TTg ngày 14/3/2016, Quyết định số "
		  "715/QĐ-TTg ngày 14/3/2018.",
		  "E citation-date-conflict: 14/3/2016 | 14/3/2018" },
		/* of another year: another document */
		{ "Quyết định số 715/QĐ-TTg ngày 14/3/2016, Quyết định số "
		  "715/QĐ-TTg ngày 15/4/2018.", "" },
		/* the same, with one title */
		{ "Kế hoạch số 31/KH-UBND ngày 14/3/2016" VAY ".\n\nKế hoạch "
		  "số 31/KH-UBND ngày 14/3/2018" VAY ".",
		  "E citation-date-conflict: 14/3/2016 | 14/3/2018" },
		/* two districts number their own */
		{ "Kế hoạch số 31/KH-UBND ngày 14/3/2016 của UBND huyện A; Kế "
		  "hoạch số 31/KH-UBND ngày 15/3/2016 của UBND huyện B", "" },
		/* nobody is named: likely one, not surely */
		{ "Kế hoạch số 31/KH-UBND ngày 14/3/2016; Kế hoạch số "
		  "31/KH-UBND ngày 15/3/2016",
		  "W citation-date-conflict: 14/3/2016 | 15/3/2016" },
		{ "Kế hoạch số 31/KH-UBND ngày 14/3/2016; Kế hoạch số "
		  "31/KH-UBND ngày 25/7/2016", "" },
		/* padded or not, long or short: one day */
		{ "Chỉ thị số 12/CT-TTg ngày 03/4/2019, Chỉ thị số 12/CT-TTg "
		  "ngày 03 tháng 4 năm 2019",
		  "N date-style: 03 tháng 4 năm 2019" },
		/* the Party's symbol in two spellings is one */
		{ "Chương trình số 9-CTr/TU ngày 14/3/2016 của Tỉnh ủy về "
		  "phát triển chợ đầu mối nông sản; Chương trình số 9/CTR-TU "
		  "ngày 24/3/2016 của Tỉnh ủy về phát triển chợ đầu mối nông "
		  "sản",
		  "E citation-date-conflict: 14/3/2016 | 24/3/2016" },
		/* the number is of one year, the date of another */
		{ "Thông tư số 6/2018/TT-BTC ngày 14/3/2019",
		  "E citation-date-conflict: 14/3/2019 | 6/2018/TT-BTC" },
		/* the register knows the day */
		{ "Nghị định số 98/2018/NĐ-CP ngày 15/7/2018",
		  "E citation-date-conflict: 15/7/2018 => 15/7/2018 → "
		  "05/7/2018" },
		{ "Quyết định số 340/QĐ-TTg ngày 12/3/2020", "" },
		/* two laws of one name */
		{ "Luật Hợp tác xã năm 2003, Luật Hợp tác xã năm 2012", "" },
	};

	CHECK_ALL(a, samples);
}

TEST(cite_period_conflicts)
{
	static const struct sample samples[] = {
		/* the register knows the period; a witness in the text */
		{ "CHIẾN LƯỢC PHÁT TRIỂN KTTT, HTX GIAI ĐOẠN 2021-2030\n\n"
		  "Phù hợp với Chiến lược phát triển kinh tế tập thể, hợp tác "
		  "xã giai đoạn 2021 - 2025 (Quyết định số 340/QĐ-TTg ngày "
		  "12/3/2021).",
		  "E citation-period-conflict: 2021 - 2025 | 2021-2030 => "
		  "2021-2025 → 2021-2030" },
		{ "Quyết định số 1318/QĐ-TTg ngày 22/7/2021 của Thủ tướng "
		  "Chính phủ ban hành Kế hoạch phát triển kinh tế tập thể, hợp "
		  "tác xã giai đoạn 2021-2030.",
		  "E citation-period-conflict: 2021-2030 => 2021-2030 → "
		  "2021-2025" },
		/* one document that nobody knows, two periods */
		{ "Quyết định số 7316/QĐ-UBND ngày 12/8/2022" VAY " giai đoạn "
		  "2022-2025.\n\nQuyết định số 7316/QĐ-UBND ngày 12/8/2022"
		  VAY " giai đoạn 2022-2026.",
		  "E citation-period-conflict: 2022-2026 | 2022-2025" },
		/* one period in two spellings; one title that has two */
		{ "Quyết định số 7316/QĐ-UBND ngày 12/8/2022" VAY " giai đoạn "
		  "2022-2025.\n\nQuyết định số 7316/QĐ-UBND ngày 12/8/2022"
		  VAY " giai đoạn 2022 – 2025.", "" },
		/* the title is another's */
		{ "Quyết định số 340/QĐ-TTg ngày 12/3/2021 về quy hoạch rừng "
		  "gỗ lớn giai đoạn 2021-2025.", "" },
		/* another matter of the same years */
		{ "Quyết định số 340/QĐ-TTg ngày 12/3/2021 của Thủ tướng Chính "
		  "phủ; kế hoạch đầu tư công giai đoạn 2021-2025.", "" },
	};

	CHECK_ALL(a, samples);
}

TEST(cite_symbols)
{
	static const struct sample samples[] = {
		{ "Nghị quyết số 61/-CP ngày 14/3/2016",
		  "E citation-malformed-symbol: 61/-CP => 61/-CP → 61/NQ-CP" },
		{ "Quyết định số 61/QĐUBND ngày 14/3/2016",
		  "E citation-malformed-symbol: 61/QĐUBND => 61/QĐUBND → "
		  "61/QĐ-UBND" },
		{ "Quyết định số 61/QĐ- ngày 14/3/2016",
		  "E citation-malformed-symbol: 61/QĐ-" },
		{ "Quyết định số 61/QĐ ngày 14/3/2016",
		  "W citation-malformed-symbol: 61/QĐ" },
		/* cut off at the end of a page */
		{ "theo Quyết định số 61/QĐ-", "" },
		{ "theo Quyết định số 61/QĐ", "" },
		{ "Quyết định số 61/2016/NĐ-CP",
		  "E citation-type-mismatch: Quyết định | 61/2016/NĐ-CP" },
		{ "Báo cáo số 61/KH-UBND",
		  "W citation-type-mismatch: Báo cáo | 61/KH-UBND" },
		{ "Báo cáo số 61/QĐ-UBND",
		  "W citation-type-mismatch: Báo cáo | 61/QĐ-UBND" },
		{ "Chương trình số 61/CTr-UBND, Chương trình 1804/QĐ-TTg, Công "
		  "văn số 7/SKHĐT-KTN, Nghị quyết liên tịch số "
		  "8/NQLT-CP-MTTW, Thông tư liên tịch số 5/2012/TTLT-BNN-BTC, "
		  "Báo cáo số 17/SNN-PTNT, Quy định số 37-QĐ/TW", "" },
		{ "Nghị quyết số 61/2021/NQ-HĐND của UBND tỉnh, Quyết định số "
		  "715/QĐ-TTg ngày 14/3/2016 của Chính phủ",
		  "E citation-issuer-mismatch: UBND tỉnh | 61/2021/NQ-HĐND\n"
		  "W citation-issuer-mismatch: Chính phủ | 715/QĐ-TTg" },
		{ "Quyết định số 61/QĐ-UBND của Chủ tịch UBND tỉnh, Nghị quyết "
		  "số 7-NQ/TW của Bộ Chính trị, Nghị quyết số 8-NQ/TU của Ban "
		  "Chấp hành Đảng bộ tỉnh, Kế hoạch số 9/KH-UBND của tỉnh, "
		  "Quyết định số 5/QĐ-UBND của Ban Dân tộc", "" },
		{ "đến ngày 31/6/2023, hết 30 tháng 02 năm 2022; 31/12/2023; "
		  "ngày 29/02/2024; 30/13/2023; 29/02/2023",
		  "E date-impossible: 31/6/2023\n"
		  "E date-impossible: 30 tháng 02 năm 2022\n"
		  "E date-impossible: 29/02/2023" },
		{ "Luật số 23/2012/QH10",
		  "W citation-term-mismatch: 23/2012/QH10" },
		{ "Luật số 45/2013/QH13, Luật số 5/2017/QH14, Luật số "
		  "13/2003/QH11, Nghị quyết số 81/2014/UBTVQH13", "" },
		{ "Nghị quyết số 41-NQ/TW ngày 14/3/2004 của Ban Chấp hành "
		  "Trung ương Đảng khóa XIII",
		  "W citation-term-mismatch: XIII | 14/3/2004" },
		{ "Nghị quyết số 41-NQ/TW ngày 14/3/2002 của Ban Chấp hành "
		  "Trung ương Đảng khoá IX", "" },
		/* the term of what it implements */
		{ "Kết luận số 41-KL/TW ngày 14/3/2013 của Bộ Chính trị về đẩy "
		  "mạnh thực hiện Nghị quyết Trung ương 5 khóa IX; Kết luận số "
		  "42-KL/TW ngày 14/3/2013 thực hiện Nghị quyết Trung ương 5 "
		  "khóa IX", "" },
		/* one day, two terms; the register knows one */
		{ "Nghị quyết số 41-NQ/TW ngày 14/3/2016, khóa XI. Theo Nghị quyết "
		  "số 41-NQ/TW ngày 14/3/2016 (khóa XII)",
		  "E citation-term-mismatch: XI | XII" },
		{ "Nghị quyết số 41-NQ/TW ngày 14/3/2016, khóa XII. Theo Nghị "
		  "quyết số 41-NQ/TW ngày 14/3/2016 (khóa XII)", "" },
		{ "Nghị quyết số 41-NQ/TW ngày 14/3/2004. Khóa XIII", "" },
		{ "Nghị quyết số 20-NQ/TW ngày 16/6/2022, Hội nghị lần thứ 5 "
		  "Ban Chấp hành Trung ương Đảng khóa XII",
		  "E citation-term-mismatch: XII" },
	};

	CHECK_ALL(a, samples);
}

TEST(cite_order)
{
	static const struct sample samples[] = {
		{ "Kế hoạch số 61/KH-UBND ngày 14/3/2016 của UBND tỉnh về "
		  "triển khai thực hiện Nghị quyết số 72/NQ-CP ngày 15/4/2016",
		  "E implementation-older-than-parent: 14/3/2016 | "
		  "15/4/2016" },
		{ "Kế hoạch số 61/KH-UBND ngày 15/4/2016 thực hiện Nghị quyết "
		  "số 72/NQ-CP ngày 14/3/2016", "" },
		{ "Quyết định số 61/QĐ-UBND ngày 14/3/2016 được thay thế bởi "
		  "Quyết định số 72/QĐ-UBND ngày 15/4/2016 thực hiện Nghị "
		  "quyết số 7/NQ-CP ngày 14/4/2015; Kế hoạch số 6/KH-UBND ngày "
		  "14/4/2015, năm 2016 thực hiện Nghị quyết số 8/NQ-CP ngày "
		  "15/5/2016", "" },
		{ "Tỉnh A, ngày    tháng 7 năm 2021\n\nCông văn số 61/SKHĐT-KT "
		  "ngày 31/7/2021, Công văn số 62/SKHĐT-KT ngày 15/8/2021",
		  "E citation-after-document: 15/8/2021" },
		{ "Tỉnh A, ngày 05 tháng 7 năm 2021\n\nCông văn số "
		  "61/SKHĐT-KT ngày 15/8/2021, Công văn số 62/SKHĐT-KT ngày "
		  "16/8/2021, Công văn số 63/SKHĐT-KT ngày 17/9/2021",
		  "E citation-after-document: 05 tháng 7 năm 2021 | 15/8/2021 "
		  "| 16/8/2021 | 17/9/2021" },
		/* two documents in one; what stands above the date */
		{ "Tỉnh A, ngày 05 tháng 7 năm 2021\n\nTỉnh A, ngày 09 tháng 6 "
		  "năm 2021\n\nCông văn số 61/SKHĐT-KT ngày 06/7/2021", "" },
		{ "Công văn số 61/SKHĐT-KT ngày 15/8/2021\n\nTỉnh A, ngày 09 "
		  "tháng 6 năm 2021", "" },
		/* the year of a note */
		{ "UBND tỉnh đã ban hành các Kế hoạch thực hiện trong năm "
		  "2019<sup>4</sup>.\n\n<sup>4</sup> Kế hoạch số 61/KH-UBND "
		  "ngày 14/3/2020 về giá năm 2020.",
		  "E text-footnote-year-conflict: 2019 | 14/3/2020 | 2020 => "
		  "năm 2019 → năm 2020" },
		{ "UBND tỉnh đã ban hành các Kế hoạch thực hiện trong năm "
		  "2020<sup>4</sup>.\n\n<sup>4</sup> Kế hoạch số 61/KH-UBND "
		  "ngày 14/11/2019 về giá năm 2020.", "" },
		{ "UBND tỉnh đã ban hành các Kế hoạch thực hiện trong năm "
		  "2019<sup>4</sup>.\n\n<sup>4</sup> Kế hoạch số 61/KH-UBND "
		  "ngày 14/3/2020 về giá năm 2020; Kế hoạch số 7/KH-UBND ngày "
		  "14/3/2019.", "" },
		{ "UBND tỉnh đã ban hành các Kế hoạch thực hiện trong năm "
		  "2019<sup>4</sup>.\n\n<sup>4</sup> Kế hoạch số 61/KH-UBND "
		  "ngày 14/3/2020 về giá năm 2020, thay giá năm 2019.", "" },
		{ "Doanh thu bình quân năm 2019<sup>4</sup>.\n\n<sup>4</sup> "
		  "Báo cáo số 61/BC-UBND ngày 14/3/2020 về nhiệm vụ năm 2020.",
		  "" },
	};

	CHECK_ALL(a, samples);
}

TEST(cite_number_order)
{
	static const struct sample samples[] = {
		{ "Quyết định số 715/QĐ-TTg ngày 14/3/2016, Quyết định số "
		  "902/QĐ-TTg ngày 20/01/2016, Quyết định số 950/QĐ-TTg ngày "
		  "20/4/2016.",
		  "N citation-number-order: 715/QĐ-TTg | 14/3/2016 | "
		  "902/QĐ-TTg | 20/01/2016" },
		/* the one that disagrees with two */
		{ "Quyết định số 715/QĐ-TTg ngày 14/3/2016, Quyết định số "
		  "820/QĐ-TTg ngày 10/4/2016, Quyết định số 902/QĐ-TTg ngày "
		  "20/01/2016.",
		  "N citation-number-order: 902/QĐ-TTg | 20/01/2016 | "
		  "715/QĐ-TTg | 14/3/2016" },
		/* some days, other years, other bodies, nobody named */
		{ "Quyết định số 715/QĐ-TTg ngày 14/3/2016, Quyết định số "
		  "716/QĐ-TTg ngày 10/3/2016, Quyết định số 902/QĐ-TTg ngày "
		  "20/01/2015, Nghị quyết số 91/NQ-CP ngày 20/01/2016.", "" },
		{ "Kế hoạch số 61/KH-UBND ngày 14/3/2016 của UBND huyện A, Kế "
		  "hoạch số 91/KH-UBND ngày 14/01/2016 của UBND huyện B.", "" },
		{ "Kế hoạch số 61/KH-UBND ngày 14/3/2016, Kế hoạch số "
		  "91/KH-UBND ngày 14/01/2016.", "" },
	};

	CHECK_ALL(a, samples);
}

TEST(cite_style_notes)
{
	static const struct sample samples[] = {
		{ "Theo công văn số 61/SNN-KT ngày 14/3/2016. Công văn số "
		  "61/SNN-KT ngày 14/3/2016.",
		  "N citation-title-variant: công văn" },
		{ "Theo công văn số 61/SNN-KT. Công văn số 62/SNN-KT. CÔNG VĂN "
		  "SỐ 63/SNN-KT", "" },
		/* a name without some of its words; another name */
		{ "Quyết định số 61/QĐ-UBND phê duyệt Chương trình hỗ trợ phát "
		  "triển nuôi ong lấy mật giai đoạn 2021-2025.\n\nChương "
		  "trình hỗ trợ nuôi ong lấy mật phù hợp với tỉnh.\n\nChương "
		  "trình hỗ trợ phát triển nuôi ong lấy mật.\n\nChương trình "
		  "hỗ trợ trồng chè lấy búp.",
		  "N citation-title-variant: Chương trình hỗ trợ nuôi ong lấy "
		  "mật phù hợp với tỉnh" },
		{ "Quyết định số 715/QĐ-TTg ngày 14/3/2016 của Thủ tướng Chính "
		  "phủ, Quyết định số 902/QĐ-TTg ngày 20/5/2016",
		  "N citation-issuer-missing: Quyết định số 902/QĐ-TTg ngày "
		  "20/5/2016" },
		/* said at the end of the list; said before */
		{ "Quyết định số 715/QĐ-TTg ngày 14/3/2016 (Chiến lược), Quyết "
		  "định số 902/QĐ-TTg ngày 20/5/2016 (Kế hoạch) của Thủ tướng "
		  "Chính phủ; Quyết định số 910/QĐ-TTg ngày 22/5/2016 của Thủ "
		  "tướng Chính phủ; Quyết định số 910/QĐ-TTg ngày 22/5/2016 "
		  "nêu trên.",
		  "N citation-duplicate-in-list: Quyết định số 910/QĐ-TTg ngày "
		  "22/5/2016 | Quyết định số 910/QĐ-TTg ngày 22/5/2016" },
		{ "Kế hoạch số 61/KH-UBND, ngày 14/3/2016, Kế hoạch số "
		  "62/KH-UBND ngày 15/3/2016, Kế hoạch số 63/KH-UBND ngày "
		  "16/3/2016.",
		  "N citation-punctuation: ," },
		{ "Kế hoạch số 61/KH-UBND, ngày 14/3/2016, Kế hoạch số "
		  "62/KH-UBND, ngày 15/3/2016, Kế hoạch số 63/KH-UBND ngày "
		  "16/3/2016.", "" },
		{ "theo văn bản số 61/SNN-KT ngày 14/3/2016 của Sở",
		  "N citation-type-vague: văn bản" },
		{ "Kế hoạch số 61/KH-UBND của UBND tỉnh kế hoạch trồng rừng",
		  "N citation-repeated-word: kế hoạch" },
		{ "Chương trình số 61/CTr-UBND về phân loại và đánh giá chất "
		  "lượng chè; sau đó, Chương trình số 61/CTr-UBND về phân loại "
		  "đánh giá chất lượng chè",
		  "N citation-title-variant: về phân loại và đánh giá chất "
		  "lượng chè | về phân loại đánh giá chất lượng chè" },
		{ "Chương trình số 61/CTr-UBND về hỗ trợ HTX chè giai đoạn "
		  "2021-2025. Chương trình số 61/CTr-UBND về hỗ trợ hợp tác xã "
		  "chè giai đoạn 2021 – 2025", "" },
		{ "Thực hiện các Kết luận của Bộ Chính trị, Nghị quyết Trung "
		  "ương 4 khóa X.",
		  "N citation-incomplete: Kết luận của Bộ Chính trị | Nghị "
		  "quyết Trung ương 4 khóa X" },
		{ "ban hành Kế hoạch trồng rừng gỗ lớn (Quyết định số "
		  "61/QĐ-UBND ngày 14/3/2016)", "" },
		{ "Quyết định số 61/QĐ-UBND ngày 21/2/2013, Quyết định số "
		  "62/QĐ-UBND ngày 21/3/2013, Quyết định số 63/QĐ-UBND ngày "
		  "01/4/2013", "N date-unpadded: 21/2/2013" },
		{ "UBND tỉnh ban hành Kế hoạch trồng rừng với nội dung sau:",
		  "" },
		{ "Luật Hợp tác xã năm 2012 và Luật Hợp tác xã (sửa đổi); theo "
		  "Luật Hợp tác xã;",
		  "N citation-incomplete: Luật Hợp tác xã" },
	};

	CHECK_ALL(a, samples);
}

TEST(cite_law_years)
{
	static const struct sample samples[] = {
		{ "Luật Hợp tác xã năm 2013",
		  "W citation-date-conflict: Luật Hợp tác xã năm 2013" },
		{ "Luật HTX năm 1996, Luật HTX 2003, Luật Hợp tác xã năm 2023, "
		  "Luật Đất đai năm 2011", "" },
		{ "Luật Hợp tác xã năm 2012 số 17/2023/QH15",
		  "E citation-date-conflict: 17/2023/QH15" },
		{ "Luật Hợp tác xã năm 2023 số 17/2023/QH15", "" },
	};

	CHECK_ALL(a, samples);
}

TEST(cite_superseded)
{
	static const struct sample samples[] = {
		{ "Tỉnh A, ngày 05 tháng 8 năm 2025\n\ntheo Luật Hợp tác xã "
		  "năm 2012 và Luật HTX 2012.",
		  "W law-superseded: Luật Hợp tác xã năm 2012 | Luật HTX "
		  "2012" },
		{ "Tỉnh A, ngày 05 tháng 8 năm 2025\n\nLuật Hợp tác xã năm "
		  "2012 đã hết hiệu lực.", "" },
		{ "Tỉnh A, ngày 05 tháng 8 năm 2025\n\ntheo Luật Hợp tác xã số "
		  "23/2012/QH13 và Luật Hợp tác xã số 17/2023/QH15",
		  "N law-superseded: Luật Hợp tác xã số 23/2012/QH13" },
		{ "Tỉnh A, ngày 05 tháng 8 năm 2018\n\ntheo Luật Hợp tác xã "
		  "năm 2012.", "" },
		/* no date of its own: a note, by the latest citation */
		{ "Công văn số 6/SKHĐT-KT ngày 5/8/2025, theo Luật Hợp tác xã "
		  "năm 2012.",
		  "N date-unpadded: 5/8/2025\n"
		  "N law-superseded: Luật Hợp tác xã năm 2012" },
		{ "theo Luật Hợp tác xã năm 2012.", "" },
	};

	CHECK_ALL(a, samples);
}

/* --- any document ------------------------------------------------------------------ */

enum { DOCUMENTS = 8, MENTIONS = 3 };

struct invented {
	int kind;
	int number, d, m, y;
	const char *title;
};

static const struct {
	const char *type;
	const char *symbol;
	const char *issuer;
} kinds[] = {
	{ "Quyết định", "/QĐ-UBND", "UBND tỉnh" },
	{ "Kế hoạch", "/KH-UBND", "Ủy ban nhân dân tỉnh" },
	{ "Quyết định", "/QĐ-TTg", "Thủ tướng Chính phủ" },
	{ "Nghị quyết", "/NQ-CP", "Chính phủ" },
	{ "Công văn", "/BTC-HCSN", "Bộ Tài chính" },
	{ "Chương trình", "-CTr/TU", "Tỉnh ủy" },
};

static const char *const things[] = {
	"nuôi ong lấy mật", "làng nghề đan lát", "tưới nước tiết kiệm",
	"vận tải đường sông", "chợ đầu mối hoa quả", "trồng rừng gỗ lớn",
	"chế biến thủy sản", "cơ giới hóa đồng ruộng",
};

static struct invented invent(struct arena *a, uint64_t *seed, int i)
{
	struct invented x = {
		.kind = (int)test_random(seed, ARRAY_LEN(kinds)),
		/* far enough apart that no slip makes one of another */
		.number = 1000 * (i + 1) + 111 * (i + 1) +
			  (int)test_random(seed, 80),
		.d = 10 + (int)test_random(seed, 18),
		.m = 10 + (int)test_random(seed, 3),
		.y = 2015 + (int)test_random(seed, 8),
	};

	x.title = arena_printf(a, "hỗ trợ hợp tác xã %s", things[i]);
	return x;
}

static void write_mention(struct buf *b, const struct invented *x, bool longer,
			  bool titled)
{
	buf_addf(b, "Theo %s số %d%s ngày ", kinds[x->kind].type, x->number,
		 kinds[x->kind].symbol);
	buf_addf(b, longer ? "%02d tháng %02d năm %d" : "%02d/%02d/%d", x->d,
		 x->m, x->y);
	buf_addf(b, " của %s%s%s, các đơn vị đã tổ chức thực hiện.\n\n",
		 kinds[x->kind].issuer, titled ? " về " : "",
		 titled ? x->title : "");
}

/* Another digit at a random place, so that it is no neighbour. */
static void slip(struct invented *x, uint64_t *seed, bool in_number)
{
	static const int place[] = { 10, 100, 1000 };
	int p = place[test_random(seed, 3)];
	int digit;

	if (!in_number) {
		x->d = x->d < 20 ? x->d + 10 : x->d - 10;
		x->d = x->d > 28 ? 28 : x->d;
		return;
	}
	digit = x->number / p % 10;
	x->number += digit < 9 ? p : -p;
}

static size_t count_told(struct arena *a, const char *text, const char *rule,
			 const char *part)
{
	struct lint *l = lint(a, text);
	size_t n = 0;

	for (size_t i = 0; i < l->nfinding; i++) {
		const struct lint_finding *f = &l->finding[i];

		if (f->severity == SEV_NOTE)
			continue;
		if (!rule)
			printf("  %s %s\n", f->rule->id, f->message);
		n += !rule || (strcmp(f->rule->id, rule) == 0 && part &&
			       strcmp(lint_quote(a, l->doc, f->part[0].start,
						 f->part[0].end), part) == 0);
	}
	return n;
}

/* One slip in one of three mentions is found and blamed; none is found where
 * there is none. */
TEST(cite_finds_one_slip_in_any_document)
{
	uint64_t seed = 20231104;

	for (int round = 0; round < 150; round++) {
		bool in_number = test_random(&seed, 2);
		int wrong = (int)test_random(&seed, DOCUMENTS * MENTIONS);
		bool longer = test_random(&seed, 2);
		struct buf right = BUF_INIT(a);
		struct buf b = BUF_INIT(a);
		const char *part = "";
		struct invented x[DOCUMENTS];

		for (int i = 0; i < DOCUMENTS; i++)
			x[i] = invent(a, &seed, i);
		for (int i = 0; i < DOCUMENTS * MENTIONS; i++) {
			struct invented y = x[i % DOCUMENTS];
			bool titled = in_number || test_random(&seed, 2);

			write_mention(&right, &y, longer, titled);
			if (i == wrong) {
				slip(&y, &seed, in_number);
				part = arena_printf(
					a, in_number ? "%d"
					   : longer ? "%02d tháng %02d năm %d"
						    : "%02d/%02d/%d",
					in_number ? y.number : y.d, y.m, y.y);
			}
			write_mention(&b, &y, longer, titled);
		}
		if (!CHECK_INT(count_told(a, right.data, NULL, NULL), 0) ||
		    !CHECK_INT(count_told(a, b.data,
					  in_number ? "citation-number-conflict"
						    : "citation-date-conflict",
					  part), 1)) {
			printf("  round %d, mention %d, %s\n", round, wrong,
			       part);
			return;
		}
	}
}
