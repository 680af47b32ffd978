using SQLitePCL;

namespace Usher.Journal.Sqlite;

/// <summary>
/// Begins, commits and abandons transactions, and never guesses how a COMMIT ended. After one that failed half-way, its
/// frames may lie in the write-ahead log, invisible until a crash brings them back. The next commit is written over
/// them: only then is the outcome final. Belongs to the writer's thread.
/// </summary>
internal sealed class Committer(SqliteJournalSettings settings, Database database)
{
    private readonly Statement begin = database.Prepare(Sql.Begin);
    private readonly Statement commit = database.Prepare(Sql.Commit);

    /// <summary>Whether the outcome of every commit so far is final.</summary>
    public bool IsSettled { get; private set; } = true;

    /// <summary>Begins a transaction; waits for the lock as long as the settings allow.</summary>
    public void Begin() => begin.Run();

    /// <summary>Makes the transaction durable.</summary>
    /// <exception cref="SqliteException">It is not; nothing was written.</exception>
    /// <exception cref="OutcomeUnknownException">It may be; <see cref="Settle"/> makes it final.</exception>
    public void Commit()
    {
        var rc = TryCommit();
        if (rc == raw.SQLITE_OK)
            return;

        var message = database.LastMessage;
        if (!SqliteFault.IsUnclearAtCommit(rc))
            throw new SqliteException(rc, message, settings.Path);
        IsSettled = false;
        throw SqliteFault.Unknown(rc, message, settings.Path);
    }

    /// <summary>Drops the open transaction, if there is one.</summary>
    public void Abandon()
    {
        if (!database.IsIdle)
            database.TryExecute(Sql.Rollback);
    }

    /// <summary>Makes the outcome of the last commit final.</summary>
    /// <exception cref="JournalUnavailableException">It is not final yet; try again later.</exception>
    public void Settle()
    {
        Abandon();
        var rc = begin.TryRun();
        if (rc == raw.SQLITE_OK)
            rc = database.Prepare(Sql.Settle).TryRun();
        if (rc == raw.SQLITE_OK)
            rc = TryCommit();
        IsSettled = rc == raw.SQLITE_OK;
        if (IsSettled)
            return;

        var message = database.LastMessage;
        Abandon();
        throw new JournalUnavailableException(
            JournalCodes.Unsettled,
            $"'{settings.Path}' has not recovered from a failed commit: {message} (SQLite error {rc})",
            "look for disk errors in the system's log; the server goes on by itself once the disk works");
    }

    private int TryCommit() => settings.AroundCommit is { } around ? around(commit.TryRun) : commit.TryRun();
}
