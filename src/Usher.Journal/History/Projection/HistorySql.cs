namespace Usher.Journal.History.Projection;

/// <summary>Every statement of the projector.</summary>
internal static class HistorySql
{
    public const string Begin = "BEGIN IMMEDIATE";
    public const string Commit = "COMMIT";
    public const string Rollback = "ROLLBACK";

    public const string FindStream = "SELECT id, position, hash, seen_at FROM streams WHERE name = ?1";
    public const string AddStream =
        "INSERT INTO streams (name, vendor, feature, position, hash, seen_at) VALUES (?1, ?2, ?3, 0, x'', 0) RETURNING id";
    public const string MoveStream = "UPDATE streams SET position = ?2, hash = ?3, seen_at = ?4 WHERE id = ?1";
    public const string AllStreams = "SELECT id FROM streams ORDER BY id";

    public const string Lines = "SELECT id, seats, sharing, withdrawn FROM lines WHERE stream = ?1";
    public const string DropLines = "DELETE FROM lines WHERE stream = ?1";
    public const string AddLine = "INSERT INTO lines (stream, id, seats, sharing, withdrawn) VALUES (?1, ?2, ?3, ?4, ?5)";

    public const string Capacity = "SELECT at, seats FROM capacity WHERE stream = ?1 ORDER BY at";
    public const string DropCapacity = "DELETE FROM capacity WHERE stream = ?1";
    public const string AddCapacity = "INSERT INTO capacity (stream, at, seats) VALUES (?1, ?2, ?3)";

    public const string AddSession =
        "INSERT OR IGNORE INTO sessions (stream, sequence, lease, user, host, display, application, seats, version, kind, "
        + "detached, connectionless, overdraft, granted_at, waited, draws, lingering) "
        + "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, 0) RETURNING 1";

    private const string IsOpen = " WHERE stream = ?1 AND lease = ?2 AND ended_at IS NULL";
    private const string Held = "draws, user, host, display, lingering";

    public const string FindOpen = "SELECT " + Held + " FROM sessions" + IsOpen;
    public const string SetLingering = "UPDATE sessions SET lingering = ?3" + IsOpen + " AND lingering <> ?3 RETURNING " + Held;
    public const string MoveSession = "UPDATE sessions SET draws = ?3" + IsOpen;
    public const string EndSession =
        "UPDATE sessions SET ended_at = ?3, reason = ?4, note = ?5, by = ?6" + IsOpen + " RETURNING " + Held;
    public const string BringAllBack =
        "UPDATE sessions SET lingering = 0 WHERE stream = ?1 AND ended_at IS NULL AND lingering = 1 AND detached = 0 RETURNING " + Held;
    public const string AllOpen = "SELECT " + Held + " FROM sessions WHERE stream = ?1 AND ended_at IS NULL";

    public const string AddWait =
        "INSERT OR IGNORE INTO waits (stream, lease, sequence, at, user, host, display, application, seats, version) "
        + "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 "
        + "WHERE NOT EXISTS (SELECT 1 FROM sessions" + IsOpen + ") RETURNING 1";
    public const string EndWait =
        "DELETE FROM waits WHERE stream = ?1 AND lease = ?2 RETURNING at, user, host, display, application, seats, version";
    public const string CountWaits = "SELECT count(*), coalesce(sum(seats), 0) FROM waits WHERE stream = ?1";

    public const string AddDenial =
        "INSERT OR IGNORE INTO denials (stream, sequence, at, user, host, display, application, seats, version, cause, waited) "
        + "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

    private const string UsageColumns =
        "span, used_peak, active_peak, lingering_peak, overdraft_peak, queued_peak, active_sum, lingering_sum, overdraft_sum, "
        + "queued_sum, full_ticks, active_end, lingering_end, overdraft_end, queued_end";
    private const string UsageValues = " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";

    public const string SaveMinute = "INSERT OR REPLACE INTO usage_minutes (stream, " + UsageColumns + ")" + UsageValues;
    public const string SaveHour = "INSERT OR REPLACE INTO usage_hours (stream, " + UsageColumns + ")" + UsageValues;
    public const string LastMinute = LastUpTo + "usage_minutes" + UpTo;
    public const string LastHour = LastUpTo + "usage_hours" + UpTo;
    public const string Minutes = "SELECT " + UsageColumns + " FROM usage_minutes" + Between;
    public const string Hours = "SELECT " + UsageColumns + " FROM usage_hours" + Between;

    private const string LastUpTo = "SELECT " + UsageColumns + " FROM ";
    private const string UpTo = " WHERE stream = ?1 AND span <= ?2 ORDER BY span DESC LIMIT 1";
    private const string Between = " WHERE stream = ?1 AND span >= ?2 AND span < ?3 ORDER BY span";

    public const string CatchUp = "UPDATE progress SET caught_up_at = max(caught_up_at, ?1)";

    public const string PruneSessions =
        "DELETE FROM sessions WHERE (stream, sequence) IN "
        + "(SELECT stream, sequence FROM sessions WHERE ended_at IS NOT NULL AND ended_at < ?1 LIMIT ?2) RETURNING 1";
    public const string PruneDenials =
        "DELETE FROM denials WHERE (stream, sequence) IN (SELECT stream, sequence FROM denials WHERE at < ?1 LIMIT ?2) RETURNING 1";
    public const string ForgetMinutes = "UPDATE progress SET minutes_from = max(minutes_from, ?1)";

    // The last row before the limit stays: it says what the counts are from there on.
    public const string PruneMinutes = PruneUsage + "usage_minutes" + PruneBefore + "usage_minutes" + PruneLast + "usage_minutes" + PruneEnd;
    public const string PruneHours = PruneUsage + "usage_hours" + PruneBefore + "usage_hours" + PruneLast + "usage_hours" + PruneEnd;
    private const string PruneUsage = "DELETE FROM ";
    private const string PruneBefore = " WHERE stream = ?1 AND span IN (SELECT span FROM ";
    private const string PruneLast = " WHERE stream = ?1 AND span < (SELECT max(span) FROM ";
    private const string PruneEnd = " WHERE stream = ?1 AND span <= ?2) ORDER BY span LIMIT ?3) RETURNING 1";
}
