-- SPDX-License-Identifier: Apache-2.0
-- Who may work here.  What a user is and may do is versioned like every fact;
-- the secrets are not: an old password proves nothing and is not kept.

CREATE TABLE app_user (
	row BIGINT PRIMARY KEY,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL,
	id BIGINT NOT NULL,      -- permanent
	login TEXT NOT NULL,     -- lower case
	name TEXT NOT NULL,
	role TEXT NOT NULL,      -- a role of admin/user.h
	place TEXT NOT NULL,     -- unit that he is limited to; '' for all
	sector TEXT NOT NULL,    -- sector that he is limited to; '' for all
	disabled BIGINT NOT NULL
);
CREATE INDEX app_user_known_from ON app_user (known_from);
CREATE INDEX app_user_known_to ON app_user (known_to)
	WHERE known_to < 9223372036854775807;
CREATE INDEX app_user_id ON app_user (id);
CREATE UNIQUE INDEX app_user_login ON app_user (login)
	WHERE known_to = 9223372036854775807;

INSERT INTO chained (name) VALUES ('app_user');

CREATE TABLE credential (
	app_user BIGINT PRIMARY KEY,
	password TEXT NOT NULL,  -- argon2id, with its salt and its cost
	totp BLOB,               -- the shared secret, 20 bytes; NULL: none
	totp_step BIGINT NOT NULL -- the last half-minute whose code was taken
);
