/* SPDX-License-Identifier: Apache-2.0 */
/* See fixture.h. */
#include "register/fixture.h"

static struct category sectors[] = {
	{ .code = "agri", .name = "Nông, lâm, ngư nghiệp", .brief = "Nông" },
	{ .code = "nonagri", .name = "Phi nông nghiệp", .brief = "Phi nông",
	  .rollup = true },
	{ .code = "transport", .name = "Vận tải", .brief = "Vận tải",
	  .parent = "nonagri" },
};
static const char *sector_leaves[] = { "agri", "transport" };
static struct classification classifications[] = {
	{ .code = "sector", .name = "Lĩnh vực", .category = sectors,
	  .ncategory = ARRAY_LEN(sectors), .leaf = sector_leaves,
	  .nleaf = ARRAY_LEN(sector_leaves) },
};
static struct record_kind kinds[] = {
	{ .code = "htx", .name = "Hợp tác xã", .brief = "HTX" },
	{ .code = "tht", .name = "Tổ hợp tác", .brief = "THT" },
	{ .code = "lhhtx", .name = "Liên hiệp hợp tác xã", .brief = "LHHTX" },
};
static struct status statuses[] = {
	{ .code = "operating", .name = "Đang hoạt động", .exists = true },
	{ .code = "not_operating", .name = "Không hoạt động", .exists = true },
	{ .code = "suspended", .name = "Tạm ngừng", .exists = true,
	  .parent = "not_operating" },
	{ .code = "dormant", .name = "Ngừng, còn trên sổ", .exists = true,
	  .parent = "not_operating" },
	{ .code = "dissolving", .name = "Đang giải thể", .exists = true,
	  .parent = "not_operating" },
	{ .code = "ended", .name = "Đã chấm dứt" },
	{ .code = "dissolved", .name = "Đã giải thể", .parent = "ended" },
};
static const char *from_operating[] = { "operating" };
static const char *from_stopped[] = { "suspended", "dormant" };
static const char *from_running[] = { "operating", "suspended" };
static const char *from_any[] = { "operating", "not_operating" };
static const char *only_htx[] = { "htx" };
static struct event_kind events[] = {
	{ .code = "founded", .name = "Thành lập", .first = true,
	  .to = "operating" },
	{ .code = "suspended", .name = "Tạm ngừng hoạt động",
	  .basis = "Điều A Luật thử", .from = from_operating, .nfrom = 1,
	  .to = "suspended" },
	{ .code = "resumed", .name = "Hoạt động trở lại",
	  .basis = "Điều B Luật thử", .from = from_stopped, .nfrom = 2,
	  .to = "operating" },
	{ .code = "found_dormant", .name = "Xác định ngừng hoạt động",
	  .from = from_running, .nfrom = 2, .to = "dormant" },
	{ .code = "dissolution_started", .name = "Bắt đầu giải thể",
	  .from = from_any, .nfrom = 2, .to = "dissolving" },
	{ .code = "dissolved", .name = "Giải thể", .basis = "Điều C Luật thử",
	  .to = "dissolved" },
	{ .code = "members_joined", .name = "Kết nạp thành viên",
	  .quantity = "person" },
	{ .code = "scheme_joined", .name = "Tham gia đề án",
	  .kind = only_htx, .nkind = 1 },
};

static const struct identifier_kind identifiers[] = {
	{ .code = "tax", .name = "Mã số thuế" },
	{ .code = "certificate", .name = "Số giấy chứng nhận đăng ký" },
	{ .code = "old", .name = "Mã số cũ" },
};

const struct pack register_pack = {
	.code = "test",
	.classification = classifications,
	.nclassification = ARRAY_LEN(classifications),
	.kind = kinds,
	.nkind = ARRAY_LEN(kinds),
	.status = statuses,
	.nstatus = ARRAY_LEN(statuses),
	.event = events,
	.nevent = ARRAY_LEN(events),
	.identifier = identifiers,
	.nidentifier = ARRAY_LEN(identifiers),
};

struct db *register_fixture(struct arena *a, char **dir)
{
	struct err e = { 0 };
	char *path = test_dir(a);
	struct db *db = db_open(a, path, DB_CREATE, &e);

	if (!db || db_begin(db, "test", "mở sổ", &e) < 0)
		BUG("fixture: %s", e.message);
	if (dir)
		*dir = path;
	return db;
}

int64_t fixture_next(struct db *db, const char *why)
{
	struct err e = { 0 };
	int64_t tx = db_tx(db);

	if (db_commit(db, &e) < 0 || db_begin(db, "test", why, &e) < 0)
		BUG("%s", e.message);
	return tx;
}

day_t day(const char *s)
{
	day_t d;

	if (day_parse(s, &d) < 0)
		BUG("no day: %s", s);
	return d;
}

struct org_event happening(const char *kind, const char *on)
{
	return (struct org_event){ .kind = kind, .day = day(on),
				   .quantity = REG_NONE };
}

int64_t add_htx(struct db *db, const char *name, const char *founded)
{
	struct org_event first = happening("founded", founded);
	struct org_new org = {
		.kind = "htx",
		.version = { .from = day(founded), .name = name,
			     .seat = REG_NONE, .sector = "agri",
			     .capital = REG_NONE, .members = 7,
			     .labour = REG_NONE, .managers = REG_NONE,
			     .managers_low = REG_NONE,
			     .managers_high = REG_NONE },
		.event = &first,
		.nevent = 1,
	};
	struct err e = { 0 };
	int64_t id = register_add(db, &register_pack, &org, &e);

	if (id < 0)
		BUG("add_htx: %s", e.message);
	return id;
}
