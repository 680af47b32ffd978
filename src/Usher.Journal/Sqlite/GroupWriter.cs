namespace Usher.Journal.Sqlite;

/// <summary>Writes groups of batches, each group in one transaction. Belongs to the writer's thread.</summary>
internal sealed class GroupWriter : IDisposable
{
    private readonly SqliteJournalSettings settings;
    private readonly TimeProvider time;
    private readonly Database database;
    private readonly HeadTable heads = new();
    private readonly Committer transaction;
    private readonly EntryWriter entries;
    private bool areHeadsStale;

    public GroupWriter(SqliteJournalSettings settings, TimeProvider time, Database database)
    {
        (this.settings, this.time, this.database) = (settings, time, database);
        transaction = new Committer(settings, database);
        entries = new EntryWriter(database, heads);
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
            transaction.Begin();
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
    public void Dispose() => entries.Dispose();

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
                transaction.Begin();
            isOpen = true;
            if (!entries.TryWrite(pending.Batch))
                return pending;
            pending.Staged = AppendOutcome.Appended.Instance;
        }

        return null;
    }

    private AppendOutcome.Conflict? FindConflict(Batch batch)
    {
        if (batch.After is { } before && !EntryQueries.Contains(database, before))
            return new AppendOutcome.Conflict(batch.Appends[0].Stream, heads.LastSequence(batch.Appends[0].Stream));
        for (var i = 0; i < batch.Appends.Count; i++)
        {
            var append = batch.Appends[i];
            var last = heads.LastSequence(append.Stream);
            if (last != append.ExpectedSequence)
                return new AppendOutcome.Conflict(append.Stream, last);
        }

        return null;
    }

    private void Commit()
    {
        transaction.Commit();
        heads.Keep();
    }

    private void Settle()
    {
        if (!transaction.IsSettled)
        {
            heads.Drop();
            areHeadsStale = true;
            transaction.Settle();
        }

        if (areHeadsStale)
            heads.Load(database);
        areHeadsStale = false;
    }

    private void Abandon()
    {
        transaction.Abandon();
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
