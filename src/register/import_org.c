/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Import of organisations: a row is one, as it stands now.
 *
 * It is entered with its founding; when the row says another status, with the
 * event that leads there.  Places are looked up on the day that --on gives;
 * without it on the day of founding, and if that has no such place, today.
 */
#include "register/import.h"

#include "lib/base/multimap.h"
#include "lib/db/db.h"
#include "lib/text/number.h"
#include "lib/text/text.h"

enum {
	KIND, NAME, TAX, CERTIFICATE, OLD, DEMO, FOUNDED, SECTOR, DISTRICT, COMMUNE,
	ADDRESS, CAPITAL, MEMBERS, LABOUR, MANAGERS, LOW, HIGH, STATUS,
	STATUS_DAY, DEMONSTRATION, NCOLUMNS
};

/* The one table of the names under which columns are known. */
static const struct intake_column columns[NCOLUMNS] = {
	[KIND] = { "Loại hình",
		   "loai hinh|loai hinh to chuc|loai|kind",
		   INTAKE_TEXT, INTAKE_OPTIONAL },
	[NAME] = { "Tên tổ chức",
		   "ten to chuc|ten|ten htx|ten hop tac xa|ten lhhtx|"
		   "ten lien hiep htx|ten lien hiep hop tac xa|ten tht|"
		   "ten to hop tac|ten don vi|name",
		   INTAKE_TEXT, INTAKE_FILLED },
	[TAX] = { "Mã số thuế", "ma so thue|mst|tax|tax code",
		  INTAKE_TEXT, INTAKE_OPTIONAL },
	[CERTIFICATE] = { "Số giấy chứng nhận",
			  "so giay chung nhan|so gcn|so giay chung nhan dang "
			  "ky|so gcn dang ky|so dang ky|ma so|ma so htx|"
			  "ma so hop tac xa|certificate",
			  INTAKE_TEXT, INTAKE_OPTIONAL },
	[OLD] = { "Mã số cũ", "ma so cu|ma cu|old|old number", INTAKE_TEXT,
		  INTAKE_OPTIONAL },
	[DEMO] = { "Mã số minh hoạ", "ma so minh hoa|demo", INTAKE_TEXT,
		   INTAKE_OPTIONAL },
	[FOUNDED] = { "Ngày đăng ký",
		      "ngay dang ky|ngay thanh lap|ngay dang ky thanh lap|"
		      "ngay cap|founded|registered",
		      INTAKE_DAY, INTAKE_FILLED },
	[SECTOR] = { "Lĩnh vực",
		     "linh vuc|linh vuc hoat dong|nganh|nganh nghe|sector",
		     INTAKE_TEXT, INTAKE_COLUMN },
	[DISTRICT] = { "Huyện",
		       "huyen|huyen thanh pho|quan huyen|huyen tp|ma huyen|"
		       "district",
		       INTAKE_TEXT, INTAKE_OPTIONAL },
	[COMMUNE] = { "Xã",
		      "xa|xa phuong|xa phuong thi tran|phuong xa|ma xa|commune",
		      INTAKE_TEXT, INTAKE_COLUMN },
	[ADDRESS] = { "Địa chỉ", "dia chi|tru so|dia chi tru so|address",
		      INTAKE_TEXT, INTAKE_OPTIONAL },
	[CAPITAL] = { "Vốn điều lệ",
		      "von dieu le|von|von dang ky|tong von|capital",
		      INTAKE_MONEY, INTAKE_OPTIONAL },
	[MEMBERS] = { "Số thành viên",
		      "so thanh vien|thanh vien|tong so thanh vien|members",
		      INTAKE_COUNT, INTAKE_OPTIONAL },
	[LABOUR] = { "Số lao động",
		     "so lao dong|lao dong|lao dong thuong xuyen|"
		     "so lao dong thuong xuyen|labour",
		     INTAKE_COUNT, INTAKE_OPTIONAL },
	[MANAGERS] = { "Số cán bộ quản lý",
		       "so can bo quan ly|can bo quan ly|can bo|managers",
		       INTAKE_COUNT, INTAKE_OPTIONAL },
	[LOW] = { "Cán bộ quản lý trình độ sơ cấp, trung cấp",
		  "can bo quan ly trinh do so cap trung cap|"
		  "can bo so cap trung cap|so cap trung cap|managers low",
		  INTAKE_COUNT, INTAKE_OPTIONAL },
	[HIGH] = { "Cán bộ quản lý trình độ cao đẳng, đại học",
		   "can bo quan ly trinh do cao dang dai hoc|"
		   "can bo cao dang dai hoc|cao dang dai hoc|managers high",
		   INTAKE_COUNT, INTAKE_OPTIONAL },
	[STATUS] = { "Tình trạng",
		     "tinh trang|tinh trang hoat dong|trang thai|"
		     "trang thai hoat dong|status",
		     INTAKE_TEXT, INTAKE_OPTIONAL },
	[STATUS_DAY] = { "Ngày của tình trạng",
			 "ngay cua tinh trang|ngay tinh trang|ngay trang thai|"
			 "ngay|tu ngay|ngay ngung|status day|status date",
			 INTAKE_DAY, INTAKE_OPTIONAL },
	[DEMONSTRATION] = { "Dữ liệu minh hoạ",
			    "du lieu minh hoa|minh hoa|demonstration",
			    INTAKE_TEXT, INTAKE_OPTIONAL },
};

static const struct import_field fields[] = {
	{ "name", NAME },	  { "kind", KIND },
	{ "tax", TAX },		  { "certificate", CERTIFICATE },
	{ "old", OLD },		  { "demo", DEMO },
	{ "founded", FOUNDED },	  { "sector", SECTOR },
	{ "seat", COMMUNE },
	{ "capital", CAPITAL },	  { "members", MEMBERS },
	{ "labour", LABOUR },	  { "managers", MANAGERS },
	{ "managers_low", LOW },  { "managers_high", HIGH },
	{ "event", STATUS },
};

enum { IDENTIFIERS = 4 }; /* in a row, at most */

/* An identifier that the file has had, by row. */
struct seen {
	const char *kind;
	const char *number;
	int64_t row;
};

struct more {
	struct likeness *likeness;
	struct multimap *index; /* of identifiers, to seen */
	struct seen *seen;
	size_t nseen;
	size_t cap;
	int64_t first; /* organisation that this file entered */
	int64_t *row;  /* of the file, by organisation from there */
	size_t nrow;
	size_t row_cap;
	int64_t no_sector;
	int64_t no_seat;
};

static int begin(struct import *im, struct err *e)
{
	struct more *m = ARENA_NEW(im->arena, struct more);

	m->likeness = likeness_read(im->arena, im->db, im->territory);
	m->index = multimap_new(im->arena);
	im->more = m;
	return db_failed(im->db, e);
}

/* --- places --------------------------------------------------------------- */

static bool is_code(const char *s)
{
	return *s && s[strspn(s, "0123456789")] == '\0';
}

/* A code with the zeros that spreadsheet programs take off numbers. */
static const char *whole_code(struct arena *a, const char *code,
			      enum unit_level level)
{
	size_t full = level == UNIT_COMMUNE ? 5 : 3;
	size_t n = strlen(code);

	return n < full ? arena_printf(a, "%0*d%s", (int)(full - n), 0, code) :
			  code;
}

/* The units that a cell may mean on a day: one when it is clear. */
static size_t places(struct import *im, const char *text,
		     const struct unit *under, enum unit_level level,
		     day_t on, const struct unit ***out)
{
	const struct unit *u;

	if (!is_code(text))
		return territory_named(im->row, im->territory, text, under,
				       level, on, out);
	u = territory_find(im->territory, whole_code(im->row, text, level), on);
	if (!u || u->level != level || (under && !unit_is_under(u, under)))
		return 0;
	*out = arena_memdup(im->row, &u, sizeof u);
	return 1;
}

/* "xã A, xã B": the units whose names are most like the text. */
static const char *nearest(struct import *im, const char *text,
			   const struct unit *under, enum unit_level level,
			   day_t on)
{
	enum { MOST = 3, LEAST_PERCENT = 50 };
	const struct unit *best[MOST] = { NULL };
	int percent[MOST] = { 0 };
	const char *fold = text_fold(im->row, text);
	struct buf b = BUF_INIT(im->row);
	const struct unit **unit;
	size_t n = territory_below(im->row, im->territory, under, level, on,
				   &unit);

	for (size_t i = 0; i < n; i++) {
		const char *bare = text_fold(im->row, unit[i]->name +
							strlen(unit[i]->kind));
		int p = text_likeness(fold, unit[i]->fold);
		int q = text_likeness(fold, bare);
		size_t k = MOST;

		p = p > q ? p : q;
		for (; k > 0 && p > percent[k - 1]; k--) {
			if (k == MOST)
				continue;
			percent[k] = percent[k - 1];
			best[k] = best[k - 1];
		}
		if (k < MOST && p >= LEAST_PERCENT) {
			percent[k] = p;
			best[k] = unit[i];
		}
	}
	for (size_t i = 0; i < MOST && best[i]; i++)
		buf_addf(&b, "%s%s (%s%s%s)", i ? "; " : "", best[i]->name,
			 best[i]->code, level == UNIT_COMMUNE ? ", " : "",
			 level == UNIT_COMMUNE ? best[i]->parent->name : "");
	return b.data;
}

static void fault_place(struct import *im, size_t column,
			const struct unit *under, enum unit_level level,
			day_t on)
{
	const char *text = intake_text(im->in, column);
	const char *what = level == UNIT_COMMUNE ? "xã, phường, thị trấn" :
						   "huyện, thành phố";
	const char *like = is_code(text) ?
				   "" :
				   nearest(im, text, under, level, on);

	intake_fault(im->in, column, "không có %s này%s%s vào ngày %s%s%s%s",
		     what, under ? " ở " : "", under ? under->name : "",
		     day_vi(im->row, on), *like ? "; gần giống: " : "", like,
		     im->dated ? "" :
				 "; nếu tệp theo địa giới của một ngày khác "
				 "thì thêm --on NGÀY");
}

static void fault_several(struct import *im, size_t column,
			  const struct unit **unit, size_t n)
{
	struct buf b = BUF_INIT(im->row);

	for (size_t i = 0; i < n && i < 5; i++)
		buf_addf(&b, "%s%s, %s (%s)", i ? "; " : "", unit[i]->name,
			 unit[i]->parent ? unit[i]->parent->name : "",
			 unit[i]->code);
	intake_fault(im->in, column,
		     "có %zu nơi cùng tên: %s; ghi thêm cột huyện hoặc ghi mã",
		     n, b.data);
}

/* The one place that a cell names on one of the days; NULL with a fault. */
static const struct unit *place(struct import *im, size_t column,
				const struct unit *under,
				enum unit_level level, const day_t *day,
				size_t nday)
{
	const struct unit **unit;
	size_t n = 0;

	for (size_t i = 0; i < nday && n == 0; i++)
		n = places(im, intake_text(im->in, column), under, level,
			   day[i], &unit);
	if (n == 1)
		return unit[0];
	if (n == 0)
		fault_place(im, column, under, level, day[0]);
	else
		fault_several(im, column, unit, n);
	return NULL;
}

/* The unit id of the seat: the commune, within the district when given.  A
 * district alone serves as the seat of one whose commune is not known. */
static int64_t read_seat(struct import *im, day_t founded)
{
	day_t day[] = { im->dated ? im->on : founded, im->today };
	size_t nday = im->dated ? 1 : 2;
	const struct unit *district = NULL;
	const struct unit *commune = NULL;

	if (intake_has(im->in, DISTRICT))
		district = place(im, DISTRICT, NULL, UNIT_DISTRICT, day, nday);
	if (!intake_row_ok(im->in))
		return REG_NONE;
	if (intake_has(im->in, COMMUNE))
		commune = place(im, COMMUNE, district, UNIT_COMMUNE, day,
				nday);
	if (commune)
		return commune->id;
	return district ? district->id : REG_NONE;
}

/* --- a row ----------------------------------------------------------------- */

static const char *read_kind(struct import *im)
{
	const char *kind = choose_cell(im->in, KIND, &im->kinds);

	if (im->kind && kind && strcmp(kind, im->kind) != 0)
		intake_fault(im->in, KIND,
			     "lệnh này chỉ nhập loại hình %s; dùng: hoptac "
			     "import organisations",
			     im->kind);
	else if (!im->kind && !intake_has(im->in, KIND))
		intake_fault(im->in, KIND, "phải ghi loại hình: htx, lhhtx "
					   "hoặc tht");
	return im->kind ? im->kind : kind;
}

/* The event that leads to a status from the one after founding; NULL when
 * founding leads there itself. */
static const struct event_kind *leading_to(const struct pack *p,
					   const char *status)
{
	const struct event_kind *found = NULL;

	for (size_t i = 0; i < p->nevent; i++) {
		const struct event_kind *k = &p->event[i];

		if (!k->to || strcmp(k->to, status) != 0)
			continue;
		if (k->first)
			return NULL;
		found = found ? found : k;
	}
	return found;
}

static const char *founding(const struct pack *p)
{
	for (size_t i = 0; i < p->nevent; i++) {
		if (p->event[i].first)
			return p->event[i].code;
	}
	BUG("pack %s has no founding event", p->code);
}

/* Founding, and what led to the status; how many. */
static size_t read_life(struct import *im, day_t founded,
			struct org_event life[2])
{
	const char *status = choose_cell(im->in, STATUS, &im->statuses);
	const struct event_kind *k = status ? leading_to(im->pack, status) :
					      NULL;

	life[0] = (struct org_event){ .kind = founding(im->pack),
				      .day = founded,
				      .quantity = REG_NONE };
	if (!k)
		return 1;
	life[1] = (struct org_event){ .kind = k->code, .quantity = REG_NONE };
	if (!intake_has(im->in, STATUS_DAY)) {
		intake_fault(im->in, STATUS_DAY,
			     "phải ghi ngày bắt đầu tình trạng “%s”",
			     intake_text(im->in, STATUS));
	} else if (intake_day(im->in, STATUS_DAY, &life[1].day) &&
		   life[1].day < founded) {
		intake_fault(im->in, STATUS_DAY,
			     "không thể trước ngày đăng ký %s",
			     day_vi(im->row, founded));
	}
	return 2;
}

/* The row where the file has had this number, 0: not yet; it has now. */
static int64_t see(struct import *im, const char *kind, const char *number)
{
	struct more *m = im->more;
	uint64_t key = hash_bytes(HASH_BEGIN, kind, strlen(kind) + 1);

	key = hash_bytes(key, number, strlen(number));
	for (size_t i = multimap_first(m->index, key); i;
	     i = multimap_next(m->index, i)) {
		const struct seen *s = &m->seen[multimap_value(m->index, i)];

		if (strcmp(s->kind, kind) == 0 &&
		    strcmp(s->number, number) == 0)
			return s->row;
	}
	multimap_add(m->index, key, (int64_t)m->nseen);
	*VEC_PUSH(im->arena, m->seen, m->nseen, m->cap) = (struct seen){
		kind, arena_strdup(im->arena, number), intake_row(im->in)
	};
	return 0;
}

static size_t read_identifiers(struct import *im, struct org_identifier id[IDENTIFIERS])
{
	static const struct {
		size_t column;
		const char *kind;
	} from[] = { { TAX, "tax" },
		     { CERTIFICATE, "certificate" },
		     { OLD, "old" },
		     { DEMO, "demo" } };
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(from); i++) {
		const char *number = intake_text(im->in, from[i].column);
		int64_t row;

		if (!number)
			continue;
		row = see(im, from[i].kind, number);
		if (row)
			intake_fault(im->in, from[i].column,
				     "đã có ở hàng %lld của tệp này",
				     (long long)row);
		id[n++] = (struct org_identifier){ from[i].kind, number, NULL,
						   DAY_MIN };
	}
	return n;
}

static bool read_demonstration(struct import *im)
{
	static const char *const yes[] = { "1", "x", "co", "yes", "true" };
	const char *text = intake_text(im->in, DEMONSTRATION);
	const char *fold = text ? text_fold(im->row, text) : "";

	for (size_t i = 0; i < ARRAY_LEN(yes); i++) {
		if (strcmp(fold, yes[i]) == 0)
			return true;
	}
	if (text && strcmp(fold, "0") != 0 && strcmp(fold, "khong") != 0)
		intake_fault(im->in, DEMONSTRATION, "ghi 1 hoặc 0");
	return false;
}

/* --- likely duplicates ------------------------------------------------------ */

static void note_duplicates(struct import *im, const struct org_new *org)
{
	struct more *m = im->more;
	struct org_likeness like[LIKENESS_MOST];
	size_t n = likeness_find(im->row, m->likeness, org->version.name,
				 org->version.seat, like);

	for (size_t i = 0; i < n; i++) {
		bool here = m->nrow && like[i].org >= m->first;
		const char *with =
			here ? arena_printf(im->row, "hàng %lld “%s”",
					    (long long)m->row[like[i].org -
							      m->first],
					    like[i].name) :
			       arena_printf(im->row, "#%lld “%s” trong sổ",
					    (long long)like[i].org,
					    like[i].name);

		import_note(im, "Lưu ý: hàng %lld “%s” có thể trùng với %s "
				"(%s, giống %d %%)",
			    (long long)intake_row(im->in), org->version.name,
			    with, like[i].why, like[i].percent);
	}
}

static int store(struct import *im, const struct org_new *org, struct err *e)
{
	struct more *m = im->more;
	struct err why = { 0 };
	int64_t id = register_add(im->db, im->pack, org, &why);

	if (id < 0) {
		if (db_failed(im->db, e) < 0)
			return -1;
		import_refused(im, fields, ARRAY_LEN(fields), &why);
		return 0;
	}
	note_duplicates(im, org);
	likeness_add(m->likeness, id, org->version.name, org->version.seat);
	if (m->nrow == 0)
		m->first = id;
	*VEC_PUSH(im->arena, m->row, m->nrow, m->row_cap) =
		intake_row(im->in);
	m->no_sector += !org->version.sector;
	m->no_seat += org->version.seat == REG_NONE;
	im->stored++;
	return 0;
}

static int take(struct import *im, struct err *e)
{
	struct intake *in = im->in;
	struct org_event life[2];
	struct org_identifier id[IDENTIFIERS];
	struct org_new org = { .event = life, .identifier = id };
	struct org_version *v = &org.version;
	bool dated = intake_day(in, FOUNDED, &v->from);

	org.kind = read_kind(im);
	org.nidentifier = read_identifiers(im, id);
	org.demonstration = read_demonstration(im);
	v->name = intake_text(in, NAME);
	v->sector = choose_cell(in, SECTOR, &im->sectors);
	v->address = intake_text(in, ADDRESS);
	v->capital = intake_int(in, CAPITAL);
	v->members = intake_int(in, MEMBERS);
	v->labour = intake_int(in, LABOUR);
	v->managers = intake_int(in, MANAGERS);
	v->managers_low = intake_int(in, LOW);
	v->managers_high = intake_int(in, HIGH);
	v->seat = REG_NONE;
	if (dated && v->from > im->today)
		intake_fault(in, FOUNDED, "là ngày chưa đến");
	if (dated) {
		org.nevent = read_life(im, v->from, life);
		v->seat = read_seat(im, v->from);
	}
	return intake_row_ok(in) ? store(im, &org, e) : 0;
}

static void end(struct import *im)
{
	const struct more *m = im->more;

	if (m->no_sector)
		import_note(im, "Lưu ý: %lld tổ chức chưa ghi lĩnh vực",
			    (long long)m->no_sector);
	if (m->no_seat)
		import_note(im, "Lưu ý: %lld tổ chức chưa ghi xã",
			    (long long)m->no_seat);
}

const struct import_kind import_organisations = {
	.what = "tổ chức",
	.column = columns,
	.ncolumn = NCOLUMNS,
	.begin = begin,
	.take = take,
	.end = end,
};
