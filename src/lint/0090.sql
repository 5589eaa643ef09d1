-- SPDX-License-Identifier: Apache-2.0
-- Drafts that officers kept, and findings that they let stand.

CREATE TABLE draft (
	row BIGINT PRIMARY KEY,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL,
	name TEXT NOT NULL,   -- of the file, without folders
	data BLOB NOT NULL
);
CREATE INDEX draft_known_from ON draft (known_from);
CREATE INDEX draft_known_to ON draft (known_to)
	WHERE known_to < 9223372036854775807;

CREATE TABLE finding_accepted (
	row BIGINT PRIMARY KEY,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL,
	id TEXT NOT NULL,     -- of lint.h: the rule and the words
	rule TEXT NOT NULL,
	quote TEXT NOT NULL,  -- for people
	reason TEXT NOT NULL
);
CREATE INDEX finding_accepted_known_from ON finding_accepted (known_from);
CREATE INDEX finding_accepted_known_to ON finding_accepted (known_to)
	WHERE known_to < 9223372036854775807;
CREATE UNIQUE INDEX finding_accepted_once ON finding_accepted (id)
	WHERE known_to = 9223372036854775807;

INSERT INTO chained (name) VALUES ('draft'), ('finding_accepted');
