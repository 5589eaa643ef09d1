/* SPDX-License-Identifier: Apache-2.0 */
/* The routes. */
#include "api/internal.h"

#include "check/check.h"
#include "figure/asked.h"
#include "register/register.h"
#include "territory/territory.h"

/* --- those that run a command ------------------------------------------------------ */

static int list_organisations(struct request *q, struct response *r)
{
	return run_command(q, r, cmd_named(register_cmds, "register list"),
			   "text", NULL);
}

static int show_organisation(struct request *q, struct response *r)
{
	return run_command(q, r, cmd_named(register_cmds, "register show"),
			   "id", NULL);
}

static int list_figures(struct request *q, struct response *r)
{
	return run_command(q, r, cmd_named(figure_cmds, "figures"), NULL,
			   NULL);
}

static int explain_figure(struct request *q, struct response *r)
{
	return run_command(q, r, cmd_named(check_cmds, "explain"), "figure",
			   NULL);
}

static int list_checks(struct request *q, struct response *r)
{
	return run_command(q, r, cmd_named(check_cmds, "check"), NULL, NULL);
}

static int repair_checks(struct request *q, struct response *r)
{
	return run_command(q, r, cmd_named(check_cmds, "check"), NULL,
			   "repair");
}

static int list_units(struct request *q, struct response *r)
{
	return run_command(q, r, cmd_named(territory_cmds, "units"), "text",
			   NULL);
}

/* Settles something of the checks of a place, and answers what they say then.
 * A check is of all sectors of its place. */
static int settle(struct request *q, struct response *r, const char *command,
		  const char *argument)
{
	const char *place = http_text(q, "place");
	int64_t year = 0;
	struct figure_key total = { .breakdown = "" };
	struct period h1;
	struct asked x;
	const char *why;

	http_int(q, "year", &year);
	if (figures_asked(q, (int)year, &x) < 0)
		return -1;
	if (period_word("h1", x.year, &h1) < 0)
		BUG("year %d", x.year);
	total.period = h1.code;
	total.place = place ? place : x.home;
	why = asked_barred(q, &x, &total);
	if (why)
		return http_forbid(q, why);
	if (run_command(q, r, cmd_named(check_cmds, command), argument,
			NULL) < 0)
		return -1;
	return list_checks(q, r);
}

static int accept(struct request *q, struct response *r)
{
	return settle(q, r, "accept", "proposal");
}

static int justify(struct request *q, struct response *r)
{
	return settle(q, r, "justify", "check");
}

int get_openapi(struct request *q, struct response *r)
{
	return answer_json(r, openapi_json(q->arena, api_pages));
}

/* --- fields ---------------------------------------------------------------------------- */

#define PLACE FIELD("place", FIELD_TEXT, "Đơn vị hành chính (mã hoặc tên)", .max = 100)
#define YEAR FIELD("year", FIELD_INT, "Năm kế hoạch", .min = 2000, .max = 2100)
#define ON FIELD("on", FIELD_DAY, "Như tại ngày")
#define KNOWN FIELD("known", FIELD_TEXT, "Như đã biết tại thời điểm", .max = 40)
#define BASES "actual|estimate|plan"
#define QUALIFIERS                                                          \
	"exact|approx|nearly|more_than|less_than|at_least|at_most|range|"   \
	"approx_range"
#define NEEDED .flags = FIELD_REQUIRED

static const struct field organisations_fields[] = {
	FIELD("text", FIELD_TEXT, "Chữ trong tên, mã số hoặc địa bàn", .max = 200),
	FIELD("kind", FIELD_TEXT, "Loại hình: htx, lhhtx, tht", .max = 40),
	FIELD("status", FIELD_TEXT, "Tình trạng", .max = 40),
	FIELD("sector", FIELD_TEXT, "Lĩnh vực", .max = 40),
	PLACE, ON, KNOWN, FIELD_END
};
static const struct field organisation_fields[] = {
	FIELD("id", FIELD_TEXT, "Số, mã số hoặc tên của tổ chức", .max = 200),
	ON, KNOWN, FIELD_END
};
static const struct field event_fields[] = {
	FIELD("id", FIELD_TEXT, "Số, mã số hoặc tên của tổ chức", .max = 200),
	FIELD("kind", FIELD_TEXT, "Loại sự kiện", NEEDED, .max = 100),
	FIELD("day", FIELD_DAY, "Ngày có hiệu lực", NEEDED),
	FIELD("quantity", FIELD_INT, "Số người", .max = 1000000),
	FIELD("decision", FIELD_TEXT, "Số, ngày văn bản", .max = 200),
	FIELD("reason", FIELD_TEXT, "Lý do"),
	FIELD_END
};
static const struct field figures_fields[] = {
	FIELD("indicator", FIELD_TEXT, "Chỉ tiêu", .max = 100),
	FIELD("below", FIELD_FLAG, "Cả các đơn vị trực thuộc"),
	PLACE, YEAR, ON, KNOWN, FIELD_END
};
static const struct field explain_fields[] = {
	FIELD("figure", FIELD_TEXT, "Số cần giải thích, hoặc công thức", NEEDED,
	      .max = 1000),
	FIELD("period", FIELD_TEXT, "Kỳ số liệu", .max = 20),
	FIELD("basis", FIELD_CHOICE, "Loại số liệu", .choices = BASES),
	PLACE, YEAR, ON, KNOWN, FIELD_END
};
static const struct field report_fields[] = {
	FIELD("indicator", FIELD_TEXT, "Chỉ tiêu", NEEDED, .max = 100),
	FIELD("period", FIELD_TEXT, "Kỳ số liệu", NEEDED, .max = 20),
	FIELD("basis", FIELD_CHOICE, "Loại số liệu", NEEDED, .choices = BASES),
	FIELD("place", FIELD_TEXT, "Mã đơn vị hành chính", .max = 10),
	FIELD("breakdown", FIELD_TEXT, "Phân tổ: sector=agri", .max = 200),
	FIELD("percent", FIELD_FLAG, "Là tỷ lệ so với kế hoạch"),
	FIELD("value", FIELD_TEXT, "Giá trị: 36.48", .max = 40),
	FIELD("value_max", FIELD_TEXT, "Cận trên của khoảng", .max = 40),
	FIELD("qualifier", FIELD_CHOICE, "Mức độ chính xác", .choices = QUALIFIERS),
	FIELD("state", FIELD_CHOICE, "Có số liệu hay không",
	      .choices = "value|missing|not_applicable|refused"),
	FIELD("note", FIELD_TEXT, "Ghi chú", .max = 1000),
	FIELD("origin", FIELD_TEXT, "Tài liệu gốc", .max = 200),
	FIELD("reason", FIELD_TEXT, "Lý do ghi vào nhật ký"),
	FIELD_END
};
static const struct field checks_fields[] = {
	FIELD("all", FIELD_FLAG, "Cả các kiểm tra chưa xét được"),
	PLACE, YEAR, KNOWN, FIELD_END
};
static const struct field accept_fields[] = {
	FIELD("proposal", FIELD_TEXT, "Mã đề xuất", NEEDED, .max = 40),
	FIELD("reason", FIELD_TEXT, "Lý do", NEEDED, .max = 2000),
	PLACE, YEAR, FIELD_END
};
static const struct field justify_fields[] = {
	FIELD("check", FIELD_TEXT, "Mã kiểm tra", NEEDED, .max = 100),
	FIELD("reason", FIELD_TEXT, "Lý do", NEEDED, .max = 2000),
	FIELD("period", FIELD_TEXT, "Kỳ số liệu", .max = 20),
	FIELD("basis", FIELD_CHOICE, "Loại số liệu", .choices = BASES),
	FIELD("breakdown", FIELD_TEXT, "Phân tổ", .max = 200),
	PLACE, YEAR, FIELD_END
};
static const struct field inquiries_fields[] = {
	FIELD("check", FIELD_TEXT, "Mã kiểm tra", .max = 100),
	PLACE, YEAR, KNOWN, FIELD_END
};
static const struct field ask_fields[] = {
	FIELD("check", FIELD_TEXT, "Mã kiểm tra", NEEDED, .max = 100),
	FIELD("question", FIELD_TEXT, "Nội dung cần rà soát", NEEDED, .max = 2000),
	FIELD("unit", FIELD_TEXT, "Mã đơn vị được hỏi", .max = 100),
	FIELD("due", FIELD_DAY, "Trả lời chậm nhất ngày"),
	FIELD("period", FIELD_TEXT, "Kỳ số liệu", .max = 20),
	FIELD("basis", FIELD_CHOICE, "Loại số liệu", .choices = BASES),
	FIELD("breakdown", FIELD_TEXT, "Phân tổ", .max = 200),
	PLACE, YEAR, FIELD_END
};
#define INQUIRY                                                             \
	FIELD("id", FIELD_INT, "Số của yêu cầu rà soát", .min = 1),         \
	FIELD("version", FIELD_INT, "Chỉ khi yêu cầu vẫn là bản này", .min = 1)
static const struct field answer_fields[] = {
	INQUIRY,
	FIELD("text", FIELD_TEXT, "Câu trả lời", NEEDED, .max = 2000),
	FIELD_END
};
static const struct field again_fields[] = {
	INQUIRY,
	FIELD("question", FIELD_TEXT, "Nội dung cần rà soát thêm", NEEDED, .max = 2000),
	FIELD("due", FIELD_DAY, "Trả lời chậm nhất ngày"),
	FIELD_END
};
static const struct field close_fields[] = {
	INQUIRY,
	FIELD("remark", FIELD_TEXT, "Ghi chú khi đóng", .max = 2000),
	FIELD_END
};
static const struct field plan_fields[] = { YEAR, FIELD_END };
static const struct field units_fields[] = {
	FIELD("text", FIELD_TEXT, "Chữ trong tên, hoặc mã", .max = 200),
	FIELD("successors", FIELD_FLAG, "Đơn vị đã kết thúc thành đơn vị nào"),
	PLACE, ON, KNOWN, FIELD_END
};
static const struct field lint_fields[] = {
	FIELD("file", FIELD_FILE, "Dự thảo: .docx, .odt, .pdf, .html, .txt, .md",
	      NEEDED),
	FIELD("only", FIELD_TEXT, "Chỉ các quy tắc này, cách nhau dấu phẩy"),
	FIELD("without", FIELD_TEXT, "Trừ các quy tắc này"),
	FIELD("copy", FIELD_FLAG, "Cả bản .docx có nhận xét, ở trường copy (base64)"),
	FIELD_END
};
static const struct field log_fields[] = {
	FIELD("before", FIELD_INT, "Trước giao dịch số", .min = 1),
	FIELD("who", FIELD_TEXT, "Người ghi", .max = 64),
	FIELD("limit", FIELD_INT, "Nhiều nhất bao nhiêu dòng", .min = 1, .max = 1000),
	FIELD_END
};

/* --- the table --------------------------------------------------------------------------- */

const struct page api_pages[] = {
	{ .path = "/api/v1/organisations", .right = "read",
	  .title = "Danh sách tổ chức", .fields = organisations_fields,
	  .help = "Như lệnh register list: không có text và status thì chỉ những "
		  "tổ chức đang tồn tại trong ngày.",
	  .run = list_organisations },
	{ .path = "/api/v1/organisations/{id}", .right = "read",
	  .title = "Một tổ chức và lịch sử của nó",
	  .fields = organisation_fields, .run = show_organisation },
	{ .method = HTTP_POST, .path = "/api/v1/organisations/{id}/events",
	  .right = "register", .title = "Ghi một sự kiện của tổ chức",
	  .help = "Trả về tổ chức như sau khi ghi.", .fields = event_fields,
	  .run = post_event },
	{ .path = "/api/v1/figures", .right = "read", .title = "Số liệu",
	  .help = "Số liệu của năm kế hoạch, từ sổ đăng ký và từ báo cáo. Số là "
		  "chữ số thập phân chính xác trong ngoặc kép.",
	  .fields = figures_fields, .run = list_figures },
	{ .path = "/api/v1/figures/explain", .right = "read",
	  .title = "Nguồn của một số", .fields = explain_fields,
	  .help = "Công thức, các số hạng, tổ chức hoặc báo cáo đứng sau, các lần "
		  "đính chính, các kiểm tra có nêu số ấy.",
	  .run = explain_figure },
	{ .method = HTTP_POST, .path = "/api/v1/figures", .right = "report",
	  .title = "Nhập một số báo cáo",
	  .help = "Số đã báo cáo trước đó được thay, số cũ vẫn còn trong lịch sử. "
		  "Trả về số như sau khi ghi.",
	  .fields = report_fields, .run = post_figure },
	{ .path = "/api/v1/checks", .right = "read",
	  .title = "Kiểm tra số liệu", .fields = checks_fields,
	  .run = list_checks },
	{ .path = "/api/v1/checks/repair", .right = "read",
	  .title = "Đề xuất sửa số liệu", .fields = checks_fields,
	  .help = "Cách sửa ít nhất làm mọi quan hệ mức lỗi cùng đúng; không số "
		  "nào bị sửa.",
	  .run = repair_checks },
	{ .method = HTTP_POST, .path = "/api/v1/checks/accept",
	  .right = "settle", .title = "Chấp nhận một đề xuất",
	  .help = "Mã đề xuất là id trong repairs. Trả về kết quả kiểm tra sau "
		  "khi sửa.",
	  .fields = accept_fields, .run = accept },
	{ .method = HTTP_POST, .path = "/api/v1/checks/justify",
	  .right = "settle", .title = "Giải trình một cảnh báo",
	  .help = "Trả về kết quả kiểm tra sau khi ghi.",
	  .fields = justify_fields, .run = justify },
	{ .path = "/api/v1/inquiries", .right = "read",
	  .title = "Các yêu cầu rà soát", .fields = inquiries_fields,
	  .help = "Điều đã hỏi các đơn vị về những kiểm tra không đúng, trả lời, "
		  "số đã đổi từ đó. version là bản đang có của yêu cầu.",
	  .run = list_inquiries },
	{ .method = HTTP_POST, .path = "/api/v1/inquiries",
	  .right = "settle", .title = "Trả lại đơn vị rà soát",
	  .help = "Không nêu unit thì hỏi đơn vị nơi kiểm tra không đúng. Trả về "
		  "yêu cầu.",
	  .fields = ask_fields, .run = post_inquiry },
	{ .method = HTTP_POST, .path = "/api/v1/inquiries/{id}/answer",
	  .right = "report", .title = "Trả lời yêu cầu rà soát",
	  .help = "Số sai thì nhập số khác, không cần trả lời. Trả về yêu cầu.",
	  .fields = answer_fields, .run = post_answer },
	{ .method = HTTP_POST, .path = "/api/v1/inquiries/{id}/again",
	  .right = "settle", .title = "Hỏi lại đơn vị",
	  .fields = again_fields, .run = post_again },
	{ .method = HTTP_POST, .path = "/api/v1/inquiries/{id}/close",
	  .right = "settle", .title = "Đóng yêu cầu rà soát",
	  .fields = close_fields, .run = post_close },
	{ .path = "/api/v1/plan", .right = "read",
	  .title = "Văn bản kế hoạch: các số và việc còn phải làm",
	  .fields = plan_fields, .run = get_plan },
	{ .path = "/api/v1/plan/trace", .right = "read",
	  .title = "Nguồn của mọi số trong văn bản kế hoạch",
	  .help = "Nội dung của tệp trace.json.", .fields = plan_fields,
	  .run = get_plan_trace },
	{ .path = "/api/v1/units", .right = "read",
	  .title = "Đơn vị hành chính", .fields = units_fields,
	  .run = list_units },
	{ .method = HTTP_POST, .path = "/api/v1/lint", .right = "read",
	  .title = "Rà soát một dự thảo",
	  .help = "Như lệnh lint --format json. Tệp gửi bằng multipart/form-data, "
		  "không được giữ lại.",
	  .fields = lint_fields, .flags = PAGE_SLOW, .run = lint_draft },
	{ .path = "/api/v1/log", .right = "read", .title = "Nhật ký",
	  .help = "Mới nhất đứng trước; trang sau: before là id cuối cùng.",
	  .fields = log_fields, .run = get_log },
	{ .path = "/api/v1/openapi.json", .right = RIGHT_PUBLIC,
	  .title = "Mô tả giao diện này (OpenAPI 3.1)", .run = get_openapi },
	PAGE_END
};
