/* SPDX-License-Identifier: Apache-2.0 */
/* Units of measure: definitions and their algebra. */
#include "lib/rule/measure.h"

#include "lib/rule/fixture.h"

static struct measure of(struct arena *a, const char *unit)
{
	struct measure m = measure_none();
	struct err e = { .kind = ERR_NONE };

	if (measure_of(a, &fixture_names, unit, &m, &e) < 0)
		CHECK_STR(e.message, "");
	return m;
}

TEST(measure_definitions)
{
	struct measure m = of(a, "million_vnd_per_person_year");
	struct err e = { .kind = ERR_NONE };

	/* 10^6 đồng a person in 12 months: 250000/3 a month */
	CHECK_INT(m.num, 250000);
	CHECK_INT(m.den, 3);
	CHECK_INT(m.base.n, 3);
	m = of(a, "percent");
	CHECK(measure_percent(&m) && measure_plain(&m));
	m = of(a, "");
	CHECK(measure_plain(&m) && !measure_percent(&m));
	m = of(a, "1");
	CHECK(measure_plain(&m));
	CHECK(measure_of(a, &fixture_names, "sheep", &m, &e) < 0);
	CHECK_ERR(&e, ERR_INPUT, "không có đơn vị “sheep”");
	e = (struct err){ .kind = ERR_NONE };
	CHECK(measure_of(a, &fixture_names, "tangle", &m, &e) < 0);
	CHECK_ERR(&e, ERR_INPUT, "định nghĩa của đơn vị");
}

TEST(measure_algebra)
{
	struct measure budget = of(a, "billion_vnd");
	struct measure per_head = of(a, "million_vnd_per_person_month");
	struct measure person = of(a, "person");
	struct measure month = of(a, "month");
	struct measure m;
	int64_t num;
	int64_t den;

	CHECK_INT(measure_times(&per_head, &person, 1, &m), 0);
	CHECK_INT(measure_times(&m, &month, 1, &m), 0);
	CHECK(measure_same(&m, &budget));
	CHECK(!measure_same(&per_head, &budget));
	CHECK_STR(measure_text(a, &m),
		  "million_vnd_per_person_month*person*month");
	CHECK_INT(measure_ratio(&m, &budget, &num, &den), 0);
	CHECK_INT(num, 1);
	CHECK_INT(den, 1000);
	CHECK_INT(measure_times(&person, &person, -1, &m), 0);
	CHECK(measure_plain(&m));
	CHECK_STR(measure_text(a, &m), "");
	CHECK_STR(measure_words(a, &fixture_names, &budget), "tỷ đồng");
	CHECK_STR(measure_words(a, &fixture_names, &m), "số không có đơn vị");
	m = budget;
	CHECK_INT(measure_times(&m, &budget, 1, &m), 0);
	/* 10^18 still fits, 10^27 does not */
	CHECK_INT(measure_times(&m, &budget, 1, &m), -1);
}
