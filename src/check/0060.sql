-- SPDX-License-Identifier: Apache-2.0
-- Reasons that officers gave for broken warnings, and the figures that each
-- reason stood on.  A newer reason, or taking one back, withdraws the version
-- together with its figures.

CREATE TABLE check_reason (
	row BIGINT PRIMARY KEY,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL,
	check_code TEXT NOT NULL,  -- of the pack
	place TEXT NOT NULL,       -- unit code
	year BIGINT NOT NULL,      -- of the plan
	period TEXT NOT NULL,      -- a code of lib/base/period.h
	basis TEXT NOT NULL,       -- actual, estimate, plan
	breakdown TEXT NOT NULL,   -- canonical, '' for the total
	reason TEXT NOT NULL
);
CREATE INDEX check_reason_known_from ON check_reason (known_from);
CREATE INDEX check_reason_known_to ON check_reason (known_to)
	WHERE known_to < 9223372036854775807;
CREATE UNIQUE INDEX check_reason_once
	ON check_reason (place, year, check_code, period, basis, breakdown)
	WHERE known_to = 9223372036854775807;

CREATE TABLE check_reason_figure (
	row BIGINT PRIMARY KEY,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL,
	reason BIGINT NOT NULL,    -- row of check_reason
	indicator TEXT NOT NULL,
	place TEXT NOT NULL,
	breakdown TEXT NOT NULL,
	period TEXT NOT NULL,
	basis TEXT NOT NULL,
	percent BIGINT NOT NULL,   -- 1: the per cent of plan of that figure
	state TEXT NOT NULL,       -- value, missing, not_applicable, refused
	value TEXT,                -- decimal as printed
	value_max TEXT,            -- the upper end of a range
	qualifier TEXT NOT NULL,
	CHECK ((state = 'value') = (value IS NOT NULL))
);
CREATE INDEX check_reason_figure_known_from ON check_reason_figure (known_from);
CREATE INDEX check_reason_figure_known_to ON check_reason_figure (known_to)
	WHERE known_to < 9223372036854775807;
CREATE INDEX check_reason_figure_reason ON check_reason_figure (reason);

INSERT INTO chained (name) VALUES ('check_reason'), ('check_reason_figure');
