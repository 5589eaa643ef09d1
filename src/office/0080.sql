-- SPDX-License-Identifier: Apache-2.0
-- Who may work here.  What a user is and may do is versioned like every fact;
-- the secrets are not: an old password proves nothing and is not kept.

CREATE TABLE account (
	row BIGINT PRIMARY KEY,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL,
	id BIGINT NOT NULL,      -- permanent
	login TEXT NOT NULL,     -- lower case
	name TEXT NOT NULL,
	role TEXT NOT NULL,      -- a role of office/account.h
	place TEXT NOT NULL,     -- unit that he is limited to; '' for all
	sector TEXT NOT NULL,    -- sector that he is limited to; '' for all
	disabled BIGINT NOT NULL
);
CREATE INDEX account_known_from ON account (known_from);
CREATE INDEX account_known_to ON account (known_to)
	WHERE known_to < 9223372036854775807;
CREATE INDEX account_id ON account (id);
CREATE UNIQUE INDEX account_login ON account (login)
	WHERE known_to = 9223372036854775807;

INSERT INTO chained (name) VALUES ('account');

CREATE TABLE credential (
	account BIGINT PRIMARY KEY, -- id
	password TEXT NOT NULL,  -- argon2id, with its salt and its cost
	since BIGINT NOT NULL,   -- moment when it was set
	totp BLOB,               -- the shared secret, 20 bytes; NULL: none
	totp_step BIGINT NOT NULL -- the last half-minute whose code was taken
);
