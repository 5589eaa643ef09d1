-- SPDX-License-Identifier: Apache-2.0
-- Rule packs that were put into force, with the texts of their files.

CREATE TABLE pack (
	row BIGINT PRIMARY KEY,
	code TEXT NOT NULL,
	version BIGINT NOT NULL,
	title TEXT NOT NULL,
	valid_from BIGINT NOT NULL,  -- days; the last day is included
	valid_to BIGINT NOT NULL,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL
);
CREATE INDEX pack_known_from ON pack (known_from);
CREATE INDEX pack_known_to ON pack (known_to)
	WHERE known_to < 9223372036854775807;
INSERT INTO chained (name) VALUES ('pack');

CREATE TABLE pack_file (
	row BIGINT PRIMARY KEY,
	pack BIGINT NOT NULL REFERENCES pack (row),
	name TEXT NOT NULL,          -- checks.yaml
	text TEXT NOT NULL,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL
);
CREATE INDEX pack_file_pack ON pack_file (pack);
CREATE INDEX pack_file_known_from ON pack_file (known_from);
CREATE INDEX pack_file_known_to ON pack_file (known_to)
	WHERE known_to < 9223372036854775807;
INSERT INTO chained (name) VALUES ('pack_file');
