-- SPDX-License-Identifier: Apache-2.0
-- Administrative units as a dated graph.

-- A unit has one name, kind and parent from its first day to its last; when
-- one of these changes, another unit begins.  A code may be given again.
CREATE TABLE unit (
	row BIGINT PRIMARY KEY,
	id BIGINT NOT NULL,          -- stands for (code, valid_from) for ever
	code TEXT NOT NULL,
	valid_from BIGINT NOT NULL,  -- day; -719162: not known
	valid_to BIGINT NOT NULL,    -- last day; 2932896: until further notice
	level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 3),
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	parent BIGINT,               -- id of a unit; none for a province
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL
);

CREATE INDEX unit_known_from ON unit (known_from);
CREATE INDEX unit_known_to ON unit (known_to)
	WHERE known_to < 9223372036854775807;
CREATE INDEX unit_parent ON unit (parent);
CREATE INDEX unit_id ON unit (id);
CREATE INDEX unit_code ON unit (code);

INSERT INTO chained (name) VALUES ('unit');

-- What a unit that ended became: one row for each unit that got some of it.
CREATE TABLE unit_change (
	row BIGINT PRIMARY KEY,
	old_unit BIGINT NOT NULL,
	new_unit BIGINT NOT NULL,
	kind TEXT NOT NULL,          -- whole, split, rename, recode, abolish
	day BIGINT NOT NULL,         -- the first day of the new order
	area_m2 BIGINT,              -- of the part; none: not known
	people BIGINT,               -- living there; none: not known
	decision TEXT,
	note TEXT,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL
);

CREATE INDEX unit_change_known_from ON unit_change (known_from);
CREATE INDEX unit_change_known_to ON unit_change (known_to)
	WHERE known_to < 9223372036854775807;

INSERT INTO chained (name) VALUES ('unit_change');

-- The days for which the list of a province is complete.
CREATE TABLE unit_coverage (
	row BIGINT PRIMARY KEY,
	province TEXT NOT NULL,      -- code
	valid_from BIGINT NOT NULL,
	valid_to BIGINT NOT NULL,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL
);

CREATE INDEX unit_coverage_known_from ON unit_coverage (known_from);
CREATE INDEX unit_coverage_known_to ON unit_coverage (known_to)
	WHERE known_to < 9223372036854775807;

INSERT INTO chained (name) VALUES ('unit_coverage');

-- The province whose data these are.
CREATE TABLE unit_home (
	row BIGINT PRIMARY KEY,
	code TEXT NOT NULL,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL
);

CREATE INDEX unit_home_known_from ON unit_home (known_from);
CREATE INDEX unit_home_known_to ON unit_home (known_to)
	WHERE known_to < 9223372036854775807;

INSERT INTO chained (name) VALUES ('unit_home');
