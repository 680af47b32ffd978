using System.Collections.Concurrent;

namespace Usher.Journal.Sqlite;

/// <summary>
/// Connections for reading. Each is used for a moment and given back, so that no reader keeps the write-ahead log from
/// being copied and used again.
/// </summary>
internal sealed class ReaderPool(string path, TimeSpan lockWait) : IDisposable
{
    private const int KeptMax = 4;

    private readonly ConcurrentQueue<Database> free = new();
    private volatile bool isClosed;

    /// <summary>Reads something, away from the caller's thread.</summary>
    public Task<T> ReadAsync<T>(Func<Database, T> read, CancellationToken cancellationToken) =>
        Task.Run(() => Read(read), cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        isClosed = true;
        while (free.TryDequeue(out var database))
            database.Dispose();
    }

    private T Read<T>(Func<Database, T> read)
    {
        if (isClosed)
            throw WriterQueue.Closed();
        try
        {
            var database = free.TryDequeue(out var kept) ? kept : JournalFile.OpenReader(path, lockWait);
            try
            {
                return read(database);
            }
            finally
            {
                GiveBack(database);
            }
        }
        catch (SqliteException error)
        {
            throw error.AsFault();
        }
    }

    private void GiveBack(Database database)
    {
        if (free.Count >= KeptMax)
            database.Dispose();
        else
            free.Enqueue(database);
        if (isClosed)
            Dispose();
    }
}
