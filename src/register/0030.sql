-- SPDX-License-Identifier: Apache-2.0
-- The register.  Every table is versioned (see lib/db/db.h): a row says what
-- was known from one transaction on until another withdrew it.  Days are
-- numbers of lib/base/date.h, money is in đồng.

CREATE TABLE organisation (
	row BIGINT PRIMARY KEY,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL,
	id BIGINT NOT NULL,            -- permanent
	kind TEXT NOT NULL,            -- record kind of the pack
	demonstration BIGINT NOT NULL  -- 1: made up, 0: real
);
CREATE INDEX organisation_known_from ON organisation (known_from);
CREATE INDEX organisation_known_to ON organisation (known_to)
	WHERE known_to < 9223372036854775807;
CREATE INDEX organisation_id ON organisation (id);

CREATE TABLE identifier (
	row BIGINT PRIMARY KEY,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL,
	org BIGINT NOT NULL,
	kind TEXT NOT NULL,
	number TEXT NOT NULL,
	issuer TEXT,
	day BIGINT                     -- of issue
);
CREATE INDEX identifier_known_from ON identifier (known_from);
CREATE INDEX identifier_known_to ON identifier (known_to)
	WHERE known_to < 9223372036854775807;
CREATE INDEX identifier_org ON identifier (org);
CREATE INDEX identifier_number ON identifier (number);
CREATE UNIQUE INDEX identifier_once ON identifier (kind, number)
	WHERE known_to = 9223372036854775807;

-- What an organisation is since a day, until the next version.
CREATE TABLE organisation_version (
	row BIGINT PRIMARY KEY,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL,
	org BIGINT NOT NULL,
	valid_from BIGINT NOT NULL,
	name TEXT NOT NULL,
	fold TEXT NOT NULL,            -- the name for search
	sort_key BLOB NOT NULL,        -- the name in dictionary order
	seat BIGINT,                   -- unit of the territory
	address TEXT,
	sector TEXT,
	capital BIGINT,
	members BIGINT,
	labour BIGINT,
	managers BIGINT,
	managers_low BIGINT,
	managers_high BIGINT
);
CREATE INDEX organisation_version_known_from
	ON organisation_version (known_from);
CREATE INDEX organisation_version_known_to ON organisation_version (known_to)
	WHERE known_to < 9223372036854775807;
CREATE INDEX organisation_version_org ON organisation_version (org, valid_from);
CREATE UNIQUE INDEX organisation_version_once
	ON organisation_version (org, valid_from)
	WHERE known_to = 9223372036854775807;

-- What happened; in order of day, then of id.
CREATE TABLE event (
	row BIGINT PRIMARY KEY,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL,
	id BIGINT NOT NULL,            -- permanent: a corrected event keeps it
	org BIGINT NOT NULL,
	kind TEXT NOT NULL,            -- event kind of the pack
	day BIGINT NOT NULL,
	quantity BIGINT,
	decision TEXT,
	reason TEXT
);
CREATE INDEX event_known_from ON event (known_from);
CREATE INDEX event_known_to ON event (known_to)
	WHERE known_to < 9223372036854775807;
CREATE INDEX event_org ON event (org, day, id);
CREATE INDEX event_id ON event (id);
CREATE UNIQUE INDEX event_once ON event (id)
	WHERE known_to = 9223372036854775807;

-- One organisation is a member of another.
CREATE TABLE link (
	row BIGINT PRIMARY KEY,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL,
	member BIGINT NOT NULL,
	of_org BIGINT NOT NULL,
	kind TEXT NOT NULL,
	valid_from BIGINT NOT NULL,
	valid_to BIGINT NOT NULL       -- last day
);
CREATE INDEX link_known_from ON link (known_from);
CREATE INDEX link_known_to ON link (known_to)
	WHERE known_to < 9223372036854775807;
CREATE INDEX link_of_org ON link (of_org);
CREATE UNIQUE INDEX link_once ON link (member, of_org, kind)
	WHERE known_to = 9223372036854775807;

INSERT INTO chained (name) VALUES
	('organisation'), ('identifier'), ('organisation_version'), ('event'),
	('link');
