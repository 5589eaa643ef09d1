/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Import of reported figures: a row is one figure, with its per cent of plan,
 * or only that per cent.
 */
#include "figure/import.h"

#include "figure/internal.h"
#include "figure/words.h"
#include "lib/db/db.h"
#include "register/import.h"
#include "register/search.h"

enum { INDICATOR, PLACE, BREAKDOWN, PERIOD, BASIS, VALUE, VALUE_MAX,
       QUALIFIER, PERCENT, STATE, NOTE, ORIGIN, UNIT, SOURCE, NCOLUMNS };

static const struct intake_column columns[NCOLUMNS] = {
	[INDICATOR] = { "Chỉ tiêu",
			"chi tieu|ma chi tieu|ten chi tieu|indicator",
			INTAKE_TEXT, INTAKE_FILLED },
	[PLACE] = { "Địa bàn", "dia ban|ma dia ban|don vi hanh chinh|place",
		    INTAKE_TEXT, INTAKE_OPTIONAL },
	[BREAKDOWN] = { "Phân tổ", "phan to|linh vuc|breakdown", INTAKE_TEXT,
			INTAKE_OPTIONAL },
	[PERIOD] = { "Kỳ", "ky|ky so lieu|ky bao cao|period", INTAKE_TEXT,
		     INTAKE_FILLED },
	[BASIS] = { "Loại số liệu", "loai so lieu|loai|basis", INTAKE_TEXT,
		    INTAKE_FILLED },
	[VALUE] = { "Số liệu", "so lieu|gia tri|value", INTAKE_TEXT,
		    INTAKE_OPTIONAL },
	[VALUE_MAX] = { "Giá trị lớn nhất",
			"gia tri lon nhat|so lieu lon nhat|den|value max",
			INTAKE_TEXT, INTAKE_OPTIONAL },
	[QUALIFIER] = { "Mức chính xác", "muc chinh xac|qualifier",
			INTAKE_TEXT, INTAKE_OPTIONAL },
	[PERCENT] = { "Tỷ lệ so với kế hoạch",
		      "ty le so voi ke hoach|so voi ke hoach|so kh|"
		      "dat ke hoach|percent of plan", INTAKE_TEXT,
		      INTAKE_OPTIONAL },
	[STATE] = { "Tình trạng số liệu", "tinh trang so lieu|state",
		    INTAKE_TEXT, INTAKE_OPTIONAL },
	[NOTE] = { "Ghi chú", "ghi chu|note", INTAKE_TEXT, INTAKE_OPTIONAL },
	[ORIGIN] = { "Xuất xứ", "xuat xu|can cu|tai lieu|origin", INTAKE_TEXT,
		     INTAKE_OPTIONAL },
	/* printed by "figures --format csv"; the pack and the data say these */
	[UNIT] = { "Đơn vị tính", "don vi tinh|unit", INTAKE_TEXT,
		   INTAKE_OPTIONAL },
	[SOURCE] = { "Nguồn", "nguon|source", INTAKE_TEXT, INTAKE_OPTIONAL },
};

static const struct import_field fields[] = {
	{ "indicator", INDICATOR }, { "place", PLACE },
	{ "breakdown", BREAKDOWN }, { "period", PERIOD },
	{ "value", VALUE },	    { "value_max", VALUE_MAX },
};

/* Code lists that only this import has. */
struct lists {
	struct choices indicators;
	struct choices bases;
	struct choices states;
	const char *home;
};

static int begin(struct import *im, struct err *e)
{
	struct arena *a = im->arena;
	struct lists *l = ARENA_NEW(a, struct lists);

	l->indicators.title = "chỉ tiêu";
	l->bases.title = "loại số liệu";
	l->states.title = "tình trạng số liệu";
	for (size_t i = 0; i < im->pack->nindicator; i++) {
		const struct indicator *ind = &im->pack->indicator[i];

		choices_add(a, &l->indicators, ind->code, ind->name, NULL);
	}
	for (int b = BASIS_ACTUAL; b <= BASIS_PLAN; b++)
		choices_add(a, &l->bases, basis_name((enum basis)b),
			    basis_vi((enum basis)b),
			    b == BASIS_ESTIMATE ? "ước" : NULL);
	choices_add(a, &l->states, "value", "có số liệu", NULL);
	choices_add(a, &l->states, "missing", "chưa có số liệu", NULL);
	choices_add(a, &l->states, "not_applicable", "không có", NULL);
	choices_add(a, &l->states, "refused", "không cung cấp", NULL);
	l->home = territory_home(a, im->db, db_last_tx(im->db));
	im->more = l;
	return db_failed(im->db, e);
}

/* The code of the indicator, without the list of all on a mistake. */
static const char *read_indicator(struct import *im)
{
	const struct lists *l = im->more;
	const char *text = intake_text(im->in, INDICATOR);
	const char *key = text ? search_key(im->row, text) : "";

	for (size_t i = 0; text && i < l->indicators.n; i++) {
		const struct choice *one = &l->indicators.choice[i];

		if (strcmp(one->code, text) == 0 ||
		    strcmp(one->fold[1], key) == 0)
			return one->code;
	}
	if (text)
		intake_fault(im->in, INDICATOR, "không có chỉ tiêu này");
	return NULL;
}

/* A unit by code or by a name that is only one's, on a day of the period. */
static const char *read_place(struct import *im, const char *period)
{
	const struct lists *l = im->more;
	const char *text = intake_text(im->in, PLACE);
	const struct unit **unit;
	struct period p;
	size_t n;

	if (!text)
		return l->home;
	if (!period || period_parse(period, &p) < 0)
		return text;
	if (territory_find(im->territory, text, p.first) ||
	    territory_find(im->territory, text, p.last))
		return text;
	n = territory_named(im->row, im->territory, text, NULL, 0, p.first,
			    &unit);
	if (n == 0)
		n = territory_named(im->row, im->territory, text, NULL, 0,
				    p.last, &unit);
	if (n == 1)
		return unit[0]->code;
	intake_fault(im->in, PLACE, n == 0
		? "không có đơn vị hành chính này trong kỳ %s"
		: "có nhiều đơn vị hành chính tên này trong kỳ %s; ghi mã",
		p.code);
	return NULL;
}

/* A breakdown as codes, or as the name of a category that is only one's. */
static const char *read_breakdown(struct import *im, const char *indicator)
{
	const char *text = intake_text(im->in, BREAKDOWN);
	const struct indicator *ind =
		indicator ? pack_indicator(im->pack, indicator) : NULL;
	const char *key, *found = NULL;
	size_t n = 0;

	if (!text || !ind || strchr(text, '='))
		return text ? text : "";
	key = search_key(im->row, text);
	for (size_t i = 0; i < ind->nby; i++) {
		const struct classification *c = ind->by[i];

		for (size_t k = 0; k < c->ncategory; k++) {
			const struct category *one = &c->category[k];
			const char *brief = one->brief ? one->brief
						       : one->name;

			if (strcmp(search_key(im->row, one->name), key) &&
			    strcmp(search_key(im->row, brief), key))
				continue;
			found = arena_printf(im->row, "%s=%s", c->code,
					     one->code);
			n++;
		}
	}
	if (n == 1)
		return found;
	intake_fault(im->in, BREAKDOWN,
		     "chỉ tiêu này không có phân tổ này; ghi dạng chiều=mã, "
		     "ví dụ sector=agri");
	return "";
}

/* One number: 36,48 in a text, 36.48 in a typed cell. */
static bool read_number(struct import *im, size_t column, const char *text,
			struct quantity *out)
{
	struct err why = { 0 };

	*out = (struct quantity){ .qualifier = QUAL_EXACT };
	if (intake_typed(im->in) &&
	    dec_parse(text, &out->low, &out->places) == 0) {
		out->high = out->low;
		return true;
	}
	if (quantity_parse(text, out, &why) == 0)
		return true;
	intake_fault(im->in, column, "%s%s%s", why.message,
		     why.hint[0] ? "; " : "", why.hint);
	return false;
}

static bool read_value(struct import *im, struct quantity *out)
{
	const char *text = intake_text(im->in, VALUE);
	const char *most = intake_text(im->in, VALUE_MAX);
	const char *word = intake_text(im->in, QUALIFIER);
	struct quantity high;

	if (!text) {
		if (most)
			intake_fault(im->in, VALUE, "thiếu giá trị nhỏ nhất");
		return false;
	}
	if (!read_number(im, VALUE, text, out))
		return false;
	if (most) {
		if (!read_number(im, VALUE_MAX, most, &high))
			return false;
		out->high = high.high;
		out->qualifier = QUAL_RANGE;
		if (high.places > out->places)
			out->places = high.places;
	}
	if (word && qualifier_parse(word, &out->qualifier) < 0)
		intake_fault(im->in, QUALIFIER,
			     "ghi exact, approx, more_than, at_least, range "
			     "...; hoặc để trống và ghi “khoảng 500” ở cột "
			     "số liệu");
	return true;
}

static bool read_percent(struct import *im, struct quantity *out)
{
	const char *text = intake_text(im->in, PERCENT);
	size_t n = text ? strlen(text) : 0;

	if (n > 0 && text[n - 1] == '%')
		n--;
	return text && read_number(im, PERCENT,
				   arena_strndup(im->row, text, n), out);
}

/* Checks one report and keeps it while the row has no fault. */
static void keep(struct import *im, const struct figure_report *r)
{
	struct figure_report sound;
	struct err why = { 0 };

	if (!intake_row_ok(im->in))
		return;
	if (report_check(im->row, im->pack, im->territory, r, &sound, &why) <
		    0 ||
	    (!db_failed(im->db, NULL) &&
	     reported_insert(im->row, im->db, &sound, &why) < 0))
		import_refused(im, fields, ARRAY_LEN(fields), &why);
}

static enum figure_state read_state(struct import *im, bool value)
{
	struct lists *l = im->more;
	const char *code = choose_cell(im->in, STATE, &l->states);
	enum figure_state state = FIG_VALUE;

	if (!code || state_parse(code, &state) < 0)
		return FIG_VALUE;
	if ((state == FIG_VALUE) != value)
		intake_fault(im->in, STATE,
			     value ? "có số liệu thì không ghi tình trạng này"
				   : "thiếu số liệu");
	return state;
}

static int take(struct import *im, struct err *e)
{
	struct lists *l = im->more;
	struct figure_report r = { .note = intake_text(im->in, NOTE),
				   .origin = intake_text(im->in, ORIGIN) };
	const char *basis = choose_cell(im->in, BASIS, &l->bases);
	struct figure_report pct;
	struct quantity percent;
	bool value, has_percent;

	r.key.indicator = read_indicator(im);
	r.key.period = intake_text(im->in, PERIOD);
	r.key.place = read_place(im, r.key.period);
	r.key.breakdown = read_breakdown(im, r.key.indicator);
	if (basis)
		(void)basis_parse(basis, &r.key.basis);
	value = read_value(im, &r.value);
	has_percent = read_percent(im, &percent);
	r.state = read_state(im, value);
	if (!value && !has_percent && r.state == FIG_VALUE)
		intake_fault(im->in, VALUE,
			     "phải ghi số liệu, tỷ lệ so với kế hoạch hoặc "
			     "tình trạng số liệu");
	pct = r;
	pct.key.percent = true;
	pct.state = FIG_VALUE;
	pct.value = percent;
	if (value || r.state != FIG_VALUE)
		keep(im, &r);
	if (has_percent)
		keep(im, &pct);
	if (intake_row_ok(im->in))
		im->stored++;
	return db_failed(im->db, e);
}

static const struct import_kind kind = {
	.what = "số liệu",
	.column = columns,
	.ncolumn = NCOLUMNS,
	.begin = begin,
	.take = take,
};

int import_figures(struct cli *cli)
{
	return import_run(cli, &kind, NULL);
}
