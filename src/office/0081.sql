-- SPDX-License-Identifier: Apache-2.0
-- Tokens by which a program of a user's asks in his name.  Only a hash is
-- kept.  A token is made in known_from and revoked in known_to.

CREATE TABLE token (
	row BIGINT PRIMARY KEY,
	known_from BIGINT NOT NULL,
	known_to BIGINT NOT NULL,
	account BIGINT NOT NULL, -- id
	name TEXT NOT NULL,      -- what it is for
	hash TEXT NOT NULL       -- BLAKE2b of the token, 64 digits of base 16
);
CREATE INDEX token_known_from ON token (known_from);
CREATE INDEX token_known_to ON token (known_to)
	WHERE known_to < 9223372036854775807;
CREATE INDEX token_account ON token (account);
CREATE UNIQUE INDEX token_hash ON token (hash);

INSERT INTO chained (name) VALUES ('token');
