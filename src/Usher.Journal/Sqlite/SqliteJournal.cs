namespace Usher.Journal.Sqlite;

/// <summary>
/// The journal of a single server: one SQLite file. Every append that is answered has been synced to the disk; batches
/// that wait at the same time are made durable by one sync.
/// </summary>
public sealed class SqliteJournal : IJournal, ILogReader
{
    private readonly JournalLock held;
    private readonly JournalWriter writer;
    private readonly ReaderPool readers;
    private readonly JournalReads reads;
    private readonly SnapshotWriter snapshots;
    private int disposed;

    private SqliteJournal(SqliteJournalSettings settings, JournalLock held, JournalWriter writer)
    {
        (this.held, this.writer) = (held, writer);
        readers = new ReaderPool(settings.Path, settings.LockWait);
        reads = new JournalReads(readers, settings.Observer);
        snapshots = new SnapshotWriter(writer, settings.SnapshotPartBytes);
    }

    /// <summary>Opens the journal, or makes one; brings an older one to the newest version.</summary>
    /// <param name="settings">Where it is.</param>
    /// <param name="time">Measures commits for the observer; nothing else.</param>
    /// <param name="cancellationToken">Ends the wait; the file may be made nevertheless.</param>
    /// <exception cref="JournalUnavailableException">It cannot be opened now, or another server has it.</exception>
    /// <exception cref="JournalCorruptException">It is damaged, foreign, or of a newer version.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public static async ValueTask<SqliteJournal> OpenAsync(
        SqliteJournalSettings settings, TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        return await Task.Run(() => Open(settings, time), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    /// <remarks>
    /// Cancelling ends only the wait for a place in the queue; a batch that has one is written. Ids that grow with time
    /// (<see cref="Guid.CreateVersion7(DateTimeOffset)"/>) keep the index of batches small in memory and on disk.
    /// </remarks>
    public ValueTask<AppendOutcome> AppendAsync(Batch batch, CancellationToken cancellationToken = default)
    {
        BatchRules.Check(batch);
        return writer.AppendAsync(batch, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<bool> ContainsAsync(Guid batchId, CancellationToken cancellationToken = default) =>
        await writer.CallAsync(groups => groups.Contains(batchId)).WaitAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    public IAsyncEnumerable<JournalEntry> ReadAsync(StreamId stream, long afterSequence, CancellationToken cancellationToken = default)
    {
        BatchRules.Check(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(afterSequence);
        return reads.ReadAsync(stream, afterSequence, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<StreamHead>> ListAsync(CancellationToken cancellationToken = default) =>
        await reads.ListAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<LogEntry>> ReadLogAsync(
        long afterPosition, int entriesMax, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterPosition);
        ArgumentOutOfRangeException.ThrowIfLessThan(entriesMax, 1);
        return await readers.ReadAsync(
            database => LogQueries.After(database, afterPosition, entriesMax), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<LogPlace?> FindPlaceAsync(long? position, CancellationToken cancellationToken = default) =>
        await readers.ReadAsync(database => LogQueries.Place(database, position), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    public async ValueTask<Snapshot?> ReadSnapshotAsync(StreamId stream, CancellationToken cancellationToken = default)
    {
        BatchRules.Check(stream);
        return await reads.ReadSnapshotAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask WriteSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default)
    {
        BatchRules.Check(snapshot);
        await snapshots.WriteAsync(snapshot, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<ChainReport> VerifyAsync(CancellationToken cancellationToken = default) =>
        reads.VerifyAsync(cancellationToken);

    /// <summary>Writes what waits, then closes. Later calls get a <see cref="JournalUnavailableException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;
        // Readers first: the writer is then the last connection, which empties the write-ahead log into the file.
        readers.Dispose();
        await writer.DisposeAsync().ConfigureAwait(false);
        held.Dispose();
    }

    private static SqliteJournal Open(SqliteJournalSettings settings, TimeProvider time)
    {
        var held = JournalLock.Take(settings.Path);
        try
        {
            RefuseVanished(settings.Path, held);
            var writer = OpenWriter(settings, time, held);
            return new SqliteJournal(settings, held, writer);
        }
        catch (SqliteException error)
        {
            held.Dispose();
            throw error.AsFault();
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static JournalWriter OpenWriter(SqliteJournalSettings settings, TimeProvider time, JournalLock held)
    {
        var database = JournalFile.OpenWriter(settings);
        try
        {
            if (held.IsMarked && Schema.IsEmpty(database))
                throw Vanished(settings.Path);
            Schema.Migrate(database, Schema.Migrations);
            var writer = new JournalWriter(settings, time, database);
            held.WriteMark();
            return writer;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static void RefuseVanished(string path, JournalLock held)
    {
        if (held.IsMarked && !File.Exists(path))
            throw Vanished(path);
    }

    private static JournalCorruptException Vanished(string path) => new(
        JournalCodes.Vanished,
        $"there was a journal at '{path}', and now the file is missing or empty",
        $"restore the newest good backup; to start anew and forget every lease, remove '{path}.lock' too");
}
