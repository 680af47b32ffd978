-- What reports read. Written behind the journal; may be deleted at any time and is then written anew.
-- docs/history.md explains every column. Times are UTC ticks (100 ns since 0001-01-01), sums are seats times ticks.

CREATE TABLE progress (
    id           INTEGER PRIMARY KEY CHECK (id = 1),
    caught_up_at INTEGER NOT NULL,
    minutes_from INTEGER NOT NULL
) STRICT;

INSERT INTO progress (id, caught_up_at, minutes_from) VALUES (1, 0, 0);

CREATE TABLE streams (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    vendor     TEXT NOT NULL,
    feature    TEXT NOT NULL,
    position   INTEGER NOT NULL,
    hash       BLOB NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE lines (
    stream    INTEGER NOT NULL,
    id        TEXT NOT NULL,
    seats     INTEGER NOT NULL,
    sharing   INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    PRIMARY KEY (stream, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE capacity (
    stream INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    seats  INTEGER NOT NULL,
    PRIMARY KEY (stream, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    stream      INTEGER NOT NULL,
    sequence    INTEGER NOT NULL,
    lease       BLOB NOT NULL,
    user        TEXT NOT NULL,
    host        TEXT NOT NULL,
    display     TEXT NOT NULL,
    application TEXT NOT NULL,
    seats       INTEGER NOT NULL,
    version     TEXT NOT NULL,
    kind        INTEGER NOT NULL,
    detached    INTEGER NOT NULL,
    connectionless INTEGER NOT NULL,
    overdraft   INTEGER NOT NULL,
    granted_at  INTEGER NOT NULL,
    waited      INTEGER NOT NULL,
    draws       TEXT NOT NULL,
    lingering   INTEGER NOT NULL,
    ended_at    INTEGER,
    reason      INTEGER,
    note        TEXT,
    by          TEXT,
    PRIMARY KEY (stream, sequence)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX sessions_open ON sessions (stream, lease) WHERE ended_at IS NULL;
CREATE INDEX sessions_by_start ON sessions (granted_at);
CREATE INDEX sessions_by_end ON sessions (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX sessions_by_user ON sessions (user, granted_at);

CREATE TABLE waits (
    stream      INTEGER NOT NULL,
    lease       BLOB NOT NULL,
    sequence    INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    user        TEXT NOT NULL,
    host        TEXT NOT NULL,
    display     TEXT NOT NULL,
    application TEXT NOT NULL,
    seats       INTEGER NOT NULL,
    version     TEXT NOT NULL,
    PRIMARY KEY (stream, lease)
) STRICT, WITHOUT ROWID;

CREATE TABLE denials (
    stream      INTEGER NOT NULL,
    sequence    INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    user        TEXT NOT NULL,
    host        TEXT NOT NULL,
    display     TEXT NOT NULL,
    application TEXT NOT NULL,
    seats       INTEGER NOT NULL,
    version     TEXT NOT NULL,
    cause       INTEGER NOT NULL,
    waited      INTEGER NOT NULL,
    PRIMARY KEY (stream, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX denials_by_time ON denials (at);

CREATE TABLE usage_minutes (
    stream         INTEGER NOT NULL,
    span           INTEGER NOT NULL,
    used_peak      INTEGER NOT NULL,
    active_peak    INTEGER NOT NULL,
    lingering_peak INTEGER NOT NULL,
    overdraft_peak INTEGER NOT NULL,
    queued_peak    INTEGER NOT NULL,
    active_sum     INTEGER NOT NULL,
    lingering_sum  INTEGER NOT NULL,
    overdraft_sum  INTEGER NOT NULL,
    queued_sum     INTEGER NOT NULL,
    full_ticks     INTEGER NOT NULL,
    active_end     INTEGER NOT NULL,
    lingering_end  INTEGER NOT NULL,
    overdraft_end  INTEGER NOT NULL,
    queued_end     INTEGER NOT NULL,
    PRIMARY KEY (stream, span)
) STRICT, WITHOUT ROWID;

CREATE TABLE usage_hours (
    stream         INTEGER NOT NULL,
    span           INTEGER NOT NULL,
    used_peak      INTEGER NOT NULL,
    active_peak    INTEGER NOT NULL,
    lingering_peak INTEGER NOT NULL,
    overdraft_peak INTEGER NOT NULL,
    queued_peak    INTEGER NOT NULL,
    active_sum     INTEGER NOT NULL,
    lingering_sum  INTEGER NOT NULL,
    overdraft_sum  INTEGER NOT NULL,
    queued_sum     INTEGER NOT NULL,
    full_ticks     INTEGER NOT NULL,
    active_end     INTEGER NOT NULL,
    lingering_end  INTEGER NOT NULL,
    overdraft_end  INTEGER NOT NULL,
    queued_end     INTEGER NOT NULL,
    PRIMARY KEY (stream, span)
) STRICT, WITHOUT ROWID;
