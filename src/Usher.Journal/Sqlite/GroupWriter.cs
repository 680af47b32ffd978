using System.Security.Cryptography;
using SQLitePCL;

namespace Usher.Journal.Sqlite;

/// <summary>Writes groups of batches, each group in one transaction. Belongs to the writer's thread.</summary>
internal sealed class GroupWriter : IDisposable
{
    private readonly SqliteJournalSettings settings;
    private readonly TimeProvider time;
    private readonly Database database;
    private readonly HeadTable heads = new();
    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement addEntry;
    private bool isSettled = true;

    public GroupWriter(SqliteJournalSettings settings, TimeProvider time, Database database)
    {
        (this.settings, this.time, this.database) = (settings, time, database);
        begin = database.Prepare(Sql.Begin);
        commit = database.Prepare(Sql.Commit);
        addEntry = database.Prepare(Sql.AddEntry);
        heads.Load(database);
    }

    /// <summary>Writes all of a group that fits, and answers every caller.</summary>
    public void Write(List<PendingAppend> group)
    {
        var started = time.GetTimestamp();
        try
        {
            Settle();
            if (Stage(group))
                Commit();
        }
        catch (Exception error)
        {
            Abandon();
            Fail(group, AsJournalException(error));
            return;
        }

        Answer(group, started);
    }

    /// <summary>Does something in a transaction of its own.</summary>
    public void Transact(Action<Database> work)
    {
        Settle();
        try
        {
            begin.Run();
            work(database);
            Commit();
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <summary>Whether a batch is durable. Asked here, after the last commit has become final one way or the other.</summary>
    public bool Contains(Guid batchId)
    {
        Settle();
        return EntryQueries.Contains(database, batchId);
    }

    /// <summary>The end of a stream; null when there is none of that name.</summary>
    public Head? Find(StreamId stream) => heads.Find(stream);

    /// <inheritdoc />
    public void Dispose() => sha.Dispose();

    // A batch that meets a row of somebody else is taken out, or shows that the ends must be read again; then the
    // whole group is written anew. Both are rare, so the price does not matter.
    private bool Stage(List<PendingAppend> group)
    {
        for (var again = 0; ; again++)
        {
            var meeting = StageOnce(group, out var isOpen);
            if (meeting is null)
                return isOpen;

            Abandon();
            if (EntryQueries.Contains(database, meeting.Batch.Id))
                Refuse(group, meeting);
            else if (again == 0)
                heads.Load(database);
            else
                throw SqliteFault.Damaged("an entry is already where the next one belongs", settings.Path);
        }
    }

    private PendingAppend? StageOnce(List<PendingAppend> group, out bool isOpen)
    {
        isOpen = false;
        foreach (var pending in group)
        {
            pending.Staged = FindConflict(pending.Batch);
            if (pending.Staged is not null)
                continue;
            if (!isOpen)
                begin.Run();
            isOpen = true;
            if (!TryStage(pending.Batch))
                return pending;
            pending.Staged = AppendOutcome.Appended.Instance;
        }

        return null;
    }

    private AppendOutcome.Conflict? FindConflict(Batch batch)
    {
        for (var i = 0; i < batch.Appends.Count; i++)
        {
            var append = batch.Appends[i];
            var last = heads.LastSequence(append.Stream);
            if (last != append.ExpectedSequence)
                return new AppendOutcome.Conflict(append.Stream, last);
        }

        return null;
    }

    private bool TryStage(Batch batch)
    {
        try
        {
            for (var i = 0; i < batch.Appends.Count; i++)
                Insert(batch.Id, batch.Appends[i]);
            return true;
        }
        catch (SqliteException error) when (SqliteFault.IsConstraint(error.Rc))
        {
            return false;
        }
    }

    private void Insert(Guid batchId, StreamAppend append)
    {
        var head = heads.Find(append.Stream) ?? AddStream(append.Stream);
        var first = append.ExpectedSequence + 1;
        var payload = append.Payload.Span;
        var hash = Chain.Next(sha, head.Hash, append.Stream, first, append.Count, batchId, append.At, payload);
        addEntry
            .Bind(1, heads.NextPosition())
            .Bind(2, head.Number)
            .Bind(3, first)
            .Bind(4, append.Count)
            .Bind(5, batchId)
            .Bind(6, append.At.UtcTicks)
            .Bind(7, hash)
            .Bind(8, payload)
            .Run();
        heads.Stage(head, append.ExpectedSequence + append.Count, hash);
    }

    private Head AddStream(StreamId stream)
    {
        var head = heads.Add(stream);
        database.Prepare(Sql.AddStream).Bind(1, head.Number).Bind(2, stream.Value).Run();
        return head;
    }

    private void Commit()
    {
        var rc = settings.AroundCommit is { } around ? around(commit.TryRun) : commit.TryRun();
        if (rc == raw.SQLITE_OK)
        {
            heads.Keep();
            return;
        }

        var message = database.LastMessage;
        if (!SqliteFault.IsUnclearAtCommit(rc))
            throw new SqliteException(rc, message, settings.Path);
        isSettled = false;
        throw SqliteFault.Unknown(rc, message, settings.Path);
    }

    // After a COMMIT that failed half-way its frames may lie in the log, invisible until a crash brings them back. The
    // next commit is written over them: only then is the outcome final, and the ends can be read.
    private void Settle()
    {
        if (isSettled)
            return;
        Abandon();
        var rc = TrySettle();
        if (rc != raw.SQLITE_OK)
            throw new JournalUnavailableException(
                JournalCodes.Unsettled, $"'{settings.Path}' has not recovered from a failed commit: {database.LastMessage} (SQLite error {rc})",
                "look for disk errors in the system's log; the server goes on by itself once the disk works");
        heads.Load(database);
        isSettled = true;
    }

    private int TrySettle()
    {
        var rc = begin.TryRun();
        if (rc == raw.SQLITE_OK)
            rc = database.Prepare(Sql.Settle).TryRun();
        if (rc == raw.SQLITE_OK)
            rc = settings.AroundCommit is { } around ? around(commit.TryRun) : commit.TryRun();
        if (rc != raw.SQLITE_OK && !database.IsIdle)
            database.TryExecute(Sql.Rollback);
        return rc;
    }

    private void Abandon()
    {
        if (!database.IsIdle)
            database.TryExecute(Sql.Rollback);
        heads.Drop();
    }

    private void Answer(List<PendingAppend> group, long started)
    {
        var elapsed = time.GetElapsedTime(started);
        var (batches, bytes) = (0, 0L);
        foreach (var pending in group)
        {
            if (pending.Staged is AppendOutcome.Appended)
            {
                batches++;
                for (var i = 0; i < pending.Batch.Appends.Count; i++)
                    bytes += pending.Batch.Appends[i].Payload.Length;
            }

            pending.SetResult(pending.Staged!);
        }

        if (batches > 0)
            settings.Observer?.Committed(batches, bytes, elapsed);
    }

    private void Fail(List<PendingAppend> group, JournalException error)
    {
        settings.Observer?.Failed(error);
        foreach (var pending in group)
            pending.SetException(error);
    }

    private static void Refuse(List<PendingAppend> group, PendingAppend reused)
    {
        group.Remove(reused);
        reused.SetException(new ArgumentException($"batch id {reused.Batch.Id} was used before"));
    }

    private JournalException AsJournalException(Exception error) => error switch
    {
        SqliteException sqlite => sqlite.AsFault(),
        JournalException known => known,
        _ => new JournalUnavailableException(
            JournalCodes.InputOutput, $"'{settings.Path}' was not written: {error.Message}", "report this: it is a fault of Usher", error),
    };
}
