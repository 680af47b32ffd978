namespace Usher.Journal.Sqlite;

/// <summary>The one thread that writes: it takes everything that waits, makes it durable together, and answers.</summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    private readonly SqliteJournalSettings settings;
    private readonly TimeProvider time;
    private readonly WriterQueue queue;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Database database;
    private readonly GroupWriter groups;
    private int pagesInLog;

    /// <summary>Starts writing to a database that is migrated; owns it from now on.</summary>
    public JournalWriter(SqliteJournalSettings settings, TimeProvider time, Database database)
    {
        (this.settings, this.time, this.database) = (settings, time, database);
        queue = new WriterQueue(settings.WaitingMax);
        groups = new GroupWriter(settings, time, database);
        pagesInLog = JournalFile.PagesInLog(settings.Path);
        new Thread(Run) { IsBackground = true, Name = "usher journal writer" }.Start();
    }

    /// <summary>Appends a batch together with whatever else waits.</summary>
    public ValueTask<AppendOutcome> AppendAsync(Batch batch, CancellationToken cancellationToken) =>
        queue.AddAsync(new PendingAppend(batch), cancellationToken);

    /// <summary>Does something on the writer's thread, after the batches that wait.</summary>
    public Task<T> CallAsync<T>(Func<GroupWriter, T> work) => queue.AddAsync(new WriterCall.Of<T>(() => work(groups)));

    /// <summary>Does something on the writer's thread in a transaction of its own.</summary>
    public Task<T> TransactAsync<T>(Func<Database, T> work) => CallAsync(writer =>
    {
        T result = default!;
        writer.Transact(open => result = work(open));
        return result;
    });

    /// <summary>Writes what waits, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Close();
        await ended.Task.ConfigureAwait(false);
    }

    private void Run()
    {
        while (queue.Take(out var appends, out var call))
        {
            if (appends.Count > 0)
                groups.Write(appends);
            call?.Run();
            Checkpoint();
        }

        groups.Dispose();
        database.Dispose();
        ended.SetResult();
    }

    // Done here and nowhere else: one connection writes and checkpoints, so no lock is waited for between two, and no
    // commit keeps the log from being copied to its end. The callers have their answers by now; those who come wait.
    private void Checkpoint()
    {
        pagesInLog += database.TakePagesWritten();
        if (pagesInLog < settings.CheckpointPages)
            return;

        var started = time.GetTimestamp();
        try
        {
            var (pages, copied) = database.Checkpoint();
            // A reader in its way: the rest is copied when the log has grown by half as much again.
            pagesInLog = copied == pages ? 0 : settings.CheckpointPages / 2;
            settings.Observer?.Checkpointed(pages, time.GetElapsedTime(started));
        }
        catch (SqliteException error)
        {
            // What was appended is safe in the log; only the log grows until the cause is gone.
            pagesInLog = settings.CheckpointPages / 2;
            settings.Observer?.Failed(error.AsFault());
        }
    }
}
