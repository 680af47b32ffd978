namespace Usher.Journal.Sqlite;

/// <summary>
/// Reads a journal's file from outside, while a server writes to it or not: for <c>usher verify-log --file</c>. Writes
/// nothing, holds no lock between calls.
/// </summary>
public sealed class SqliteJournalReader : IDisposable
{
    private readonly ReaderPool readers;
    private readonly JournalReads reads;

    private SqliteJournalReader(ReaderPool readers, IJournalObserver? observer) =>
        (this.readers, reads) = (readers, new JournalReads(readers, observer));

    /// <summary>Opens the file and checks that it is a journal of a version that this Usher knows.</summary>
    /// <param name="path">The database file; it must exist.</param>
    /// <param name="observer">Told of damaged snapshots; null: nobody is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="JournalUnavailableException">It cannot be opened now.</exception>
    /// <exception cref="JournalCorruptException">It is damaged, foreign, empty, or of a newer version.</exception>
    public static async ValueTask<SqliteJournalReader> OpenAsync(
        string path, IJournalObserver? observer = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var readers = new ReaderPool(path, lockWait: TimeSpan.FromSeconds(5));
        try
        {
            await readers.ReadAsync(RequireReadable, cancellationToken).ConfigureAwait(false);
            return new SqliteJournalReader(readers, observer);
        }
        catch
        {
            readers.Dispose();
            throw;
        }
    }

    /// <summary>SQLite's own check of every page and index; null: nothing is wrong. Reads the whole file.</summary>
    /// <exception cref="JournalUnavailableException">It cannot be read now.</exception>
    public async ValueTask<string?> CheckFileAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await readers.ReadAsync(LogQueries.FileFault, cancellationToken).ConfigureAwait(false);
        }
        catch (JournalCorruptException error)
        {
            return error.Message;
        }
    }

    /// <summary>Copies the journal as it is at one instant into a file of its own, while a server writes to it or not.</summary>
    /// <param name="path">A new file, for its owner alone.</param>
    /// <param name="cancellationToken">Not looked at once the copying has begun.</param>
    /// <remarks>A server that runs goes on meanwhile; its write-ahead log grows until the copy is done.</remarks>
    /// <exception cref="JournalUnavailableException">The one cannot be read now, or the other not be written.</exception>
    /// <exception cref="JournalCorruptException">The journal is damaged.</exception>
    public async ValueTask CopyToAsync(string path, CancellationToken cancellationToken = default)
    {
        JournalFile.MakePrivate(path);
        await readers.ReadAsync(
            database =>
            {
                database.CopyTo(path);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="IJournal.VerifyAsync" />
    public IAsyncEnumerable<ChainReport> VerifyAsync(CancellationToken cancellationToken = default) =>
        reads.VerifyAsync(cancellationToken);

    /// <inheritdoc cref="IJournal.ReadAsync" />
    public IAsyncEnumerable<JournalEntry> ReadAsync(StreamId stream, long afterSequence, CancellationToken cancellationToken = default) =>
        reads.ReadAsync(stream, afterSequence, cancellationToken);

    /// <inheritdoc cref="IJournal.ListAsync" />
    public async ValueTask<IReadOnlyList<StreamHead>> ListAsync(CancellationToken cancellationToken = default) =>
        await reads.ListAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc cref="IJournal.ReadSnapshotAsync" />
    public async ValueTask<Snapshot?> ReadSnapshotAsync(StreamId stream, CancellationToken cancellationToken = default) =>
        await reads.ReadSnapshotAsync(stream, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc />
    public void Dispose() => readers.Dispose();

    private static bool RequireReadable(Database database)
    {
        Schema.RequireReadable(database, Schema.Migrations.Count);
        return true;
    }
}
