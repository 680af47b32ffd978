namespace Usher.Journal.Sqlite;

/// <summary>Every statement of the SQLite store.</summary>
internal static class Sql
{
    public const string Begin = "BEGIN IMMEDIATE";
    public const string Commit = "COMMIT";
    public const string Rollback = "ROLLBACK";

    public const string LastPosition = "SELECT coalesce(max(position), 0) FROM entries";
    public const string LastStream = "SELECT coalesce(max(id), 0) FROM streams";
    public const string AllStreams = "SELECT id, name FROM streams ORDER BY id";
    public const string FindStream = "SELECT id FROM streams WHERE name = ?1";
    public const string AddStream = "INSERT INTO streams (id, name) VALUES (?1, ?2)";

    public const string AddEntry =
        "INSERT INTO entries (position, stream, first_sequence, count, batch, at, hash, payload) "
        + "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

    public const string FindBatch = "SELECT 1 FROM entries WHERE batch = ?1 LIMIT 1";

    public const string EntriesFrom =
        "SELECT position, first_sequence, count, batch, at, hash, payload FROM entries "
        + "WHERE stream = ?1 AND first_sequence >= ?2 ORDER BY first_sequence";

    public const string LastEntry =
        "SELECT position, first_sequence, count, batch, at, hash, payload FROM entries "
        + "WHERE stream = ?1 ORDER BY first_sequence DESC LIMIT 1";

    public const string EndsUpTo =
        "SELECT first_sequence, count, hash FROM entries "
        + "WHERE stream = ?1 AND first_sequence <= ?2 ORDER BY first_sequence DESC LIMIT 2";

    public const string LogFrom =
        "SELECT e.position, e.first_sequence, e.count, e.batch, e.at, e.hash, e.payload, s.name FROM entries AS e "
        + "JOIN streams AS s ON s.id = e.stream WHERE e.position > ?1 ORDER BY e.position LIMIT ?2";

    public const string Place = "SELECT position, count, hash FROM entries WHERE position = ?1";
    public const string LastPlace = "SELECT position, count, hash FROM entries ORDER BY position DESC LIMIT 1";

    public const string CountEntries = "SELECT count(*), coalesce(min(position), 1), coalesce(max(position), 0) FROM entries";

    public const string FirstGap =
        "SELECT coalesce(min(position), 0) FROM entries AS e WHERE position < (SELECT max(position) FROM entries) "
        + "AND NOT EXISTS (SELECT 1 FROM entries WHERE position = e.position + 1)";

    public const string CountOrphans = "SELECT count(*) FROM entries WHERE stream NOT IN (SELECT id FROM streams)";
    public const string CountMisnumbered = "SELECT count(*) FROM entries WHERE first_sequence < 1";

    public const string Settle = "UPDATE settlements SET count = count + 1";

    public const string AddSnapshot =
        "INSERT INTO snapshots (stream, sequence, count, bytes, checksum, complete) VALUES (?1, ?2, ?3, ?4, ?5, 0) RETURNING id";

    public const string AddSnapshotPart = "INSERT INTO snapshot_parts (snapshot, part, payload) VALUES (?1, ?2, ?3)";
    public const string CompleteSnapshot = "UPDATE snapshots SET complete = 1 WHERE id = ?1";

    public const string NewestSnapshot =
        "SELECT coalesce(max(sequence), 0) FROM snapshots WHERE stream = ?1 AND complete = 1";

    public const string CompleteSnapshots =
        "SELECT id, sequence, count, bytes, checksum FROM snapshots WHERE stream = ?1 AND complete = 1 "
        + "ORDER BY sequence DESC, id DESC";

    public const string SnapshotParts = "SELECT payload FROM snapshot_parts WHERE snapshot = ?1 ORDER BY part";

    public const string DropSnapshotPart =
        "DELETE FROM snapshot_parts WHERE id = (SELECT p.id FROM snapshot_parts AS p JOIN snapshots AS s ON s.id = p.snapshot "
        + "WHERE s.stream = ?1 AND s.id <> ?2 LIMIT 1) RETURNING id";

    public const string DropSnapshots = "DELETE FROM snapshots WHERE stream = ?1 AND id <> ?2";

    public const string CheckFile = "PRAGMA integrity_check(1)";
}
