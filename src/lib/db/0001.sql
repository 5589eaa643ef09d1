-- SPDX-License-Identifier: Apache-2.0
-- Transactions, and the tables whose rows they chain.

CREATE TABLE tx (
	id BIGINT PRIMARY KEY,       -- 1, 2, 3 ... without gaps
	at BIGINT NOT NULL,          -- UTC milliseconds, strictly increasing
	who TEXT NOT NULL,
	why TEXT NOT NULL,
	digest BLOB NOT NULL,        -- of all that it wrote and withdrew
	hash BLOB NOT NULL           -- of this row and the hash before it
);

CREATE INDEX tx_at ON tx (at);

-- Every versioned table, with indexes on known_from and on known_to.
CREATE TABLE chained (
	name TEXT PRIMARY KEY
);
