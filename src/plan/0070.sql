-- SPDX-License-Identifier: Apache-2.0
-- Paragraphs of a plan in an officer's wording.  Numbers stand in both texts
-- as their formulas, {{ htx_total[...] }}, so that they follow the figures.

CREATE TABLE plan_text (
	row BIGINT PRIMARY KEY,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL,
	place TEXT NOT NULL,     -- unit code
	year BIGINT NOT NULL,    -- of the plan
	paragraph TEXT NOT NULL, -- its id in the outline of the pack
	base TEXT NOT NULL,      -- what the pack said when he wrote
	text TEXT NOT NULL       -- what he wrote
);
CREATE INDEX plan_text_known_from ON plan_text (known_from);
CREATE INDEX plan_text_known_to ON plan_text (known_to)
	WHERE known_to < 9223372036854775807;
CREATE UNIQUE INDEX plan_text_once ON plan_text (place, year, paragraph)
	WHERE known_to = 9223372036854775807;

INSERT INTO chained (name) VALUES ('plan_text');
