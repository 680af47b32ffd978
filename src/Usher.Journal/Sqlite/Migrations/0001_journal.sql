-- Streams of events, their entries and their snapshots. docs/journal.md explains every column.

CREATE TABLE streams (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE entries (
    position       INTEGER PRIMARY KEY,
    stream         INTEGER NOT NULL,
    first_sequence INTEGER NOT NULL,
    count          INTEGER NOT NULL,
    batch          BLOB NOT NULL,
    at             INTEGER NOT NULL,
    hash           BLOB NOT NULL,
    payload        BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX entries_by_stream ON entries (stream, first_sequence);
CREATE UNIQUE INDEX entries_by_batch ON entries (batch, stream);

CREATE TABLE snapshots (
    id       INTEGER PRIMARY KEY,
    stream   INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    count    INTEGER NOT NULL,
    bytes    INTEGER NOT NULL,
    checksum BLOB NOT NULL,
    complete INTEGER NOT NULL
) STRICT;

CREATE INDEX snapshots_by_stream ON snapshots (stream, sequence);

CREATE TABLE snapshot_parts (
    id       INTEGER PRIMARY KEY,
    snapshot INTEGER NOT NULL,
    part     INTEGER NOT NULL,
    payload  BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX snapshot_parts_by_snapshot ON snapshot_parts (snapshot, part);

-- Counted up after a commit whose outcome was unknown: the write that follows makes the outcome final.
CREATE TABLE settlements (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    count INTEGER NOT NULL
) STRICT;

INSERT INTO settlements (id, count) VALUES (1, 0);
