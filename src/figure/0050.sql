-- SPDX-License-Identifier: Apache-2.0
-- What units reported: one row is one figure as somebody gave it, or the per
-- cent of plan that was given with it.  A revision withdraws and inserts.

CREATE TABLE figure_reported (
	row BIGINT PRIMARY KEY,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL,
	indicator TEXT NOT NULL,   -- of the pack
	place TEXT NOT NULL,       -- unit code on the days of the period
	breakdown TEXT NOT NULL,   -- canonical, '' for the total
	period TEXT NOT NULL,      -- a code of lib/base/period.h
	basis TEXT NOT NULL,       -- actual, estimate, plan
	percent BIGINT NOT NULL,   -- 1: the per cent of plan of that figure
	state TEXT NOT NULL,       -- value, missing, not_applicable, refused
	value TEXT,                -- decimal as printed, so 96.40 keeps its zero
	value_max TEXT,            -- the upper end of a range
	qualifier TEXT NOT NULL,
	note TEXT,
	origin TEXT,               -- the paper or file it came from
	CHECK ((state = 'value') = (value IS NOT NULL))
);
CREATE INDEX figure_reported_known_from ON figure_reported (known_from);
CREATE INDEX figure_reported_known_to ON figure_reported (known_to)
	WHERE known_to < 9223372036854775807;
CREATE UNIQUE INDEX figure_reported_once
	ON figure_reported (place, period, indicator, breakdown, basis, percent)
	WHERE known_to = 9223372036854775807;

INSERT INTO chained (name) VALUES ('figure_reported');
