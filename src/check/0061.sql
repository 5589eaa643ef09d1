-- SPDX-License-Identifier: Apache-2.0
-- Inquiries: what is asked of the unit that reported figures of a broken check.
-- What is said next (an answer, another question, that it is closed) is a new
-- version of the inquiry, so its versions are the whole conversation.  The
-- figures are those that the last question was asked about; the next question
-- withdraws them.

CREATE TABLE check_inquiry (
	row BIGINT PRIMARY KEY,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL,
	id BIGINT NOT NULL,
	check_code TEXT NOT NULL,  -- of the pack
	place TEXT NOT NULL,       -- unit code: where the check is broken
	year BIGINT NOT NULL,      -- of the plan
	period TEXT NOT NULL,      -- a code of lib/base/period.h
	basis TEXT NOT NULL,       -- actual, estimate, plan
	breakdown TEXT NOT NULL,   -- canonical, '' for the total
	unit TEXT NOT NULL,        -- code of who is asked, in that period
	state TEXT NOT NULL,       -- asked, answered, closed
	words TEXT NOT NULL,       -- the question, the answer; '' when closed
	                           -- without any
	due BIGINT,                -- day until which an answer is asked for
	CHECK (state IN ('asked', 'answered', 'closed'))
);
CREATE INDEX check_inquiry_known_from ON check_inquiry (known_from);
CREATE INDEX check_inquiry_known_to ON check_inquiry (known_to)
	WHERE known_to < 9223372036854775807;
CREATE UNIQUE INDEX check_inquiry_id ON check_inquiry (id)
	WHERE known_to = 9223372036854775807;
CREATE UNIQUE INDEX check_inquiry_once
	ON check_inquiry (place, year, check_code, period, basis, breakdown, unit)
	WHERE known_to = 9223372036854775807 AND state <> 'closed';

CREATE TABLE check_inquiry_figure (
	row BIGINT PRIMARY KEY,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL,
	inquiry BIGINT NOT NULL,   -- id of check_inquiry
	asked BIGINT NOT NULL,     -- 1: the unit reported it and is asked about it
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
CREATE INDEX check_inquiry_figure_known_from
	ON check_inquiry_figure (known_from);
CREATE INDEX check_inquiry_figure_known_to ON check_inquiry_figure (known_to)
	WHERE known_to < 9223372036854775807;
CREATE INDEX check_inquiry_figure_inquiry ON check_inquiry_figure (inquiry);

INSERT INTO chained (name) VALUES ('check_inquiry'), ('check_inquiry_figure');
