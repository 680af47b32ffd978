namespace Usher.Journal;

/// <summary>Reads the whole log, all streams together, in the order in which entries became durable.</summary>
/// <remarks>
/// For those who follow what happens. The chain of hashes is not checked here; <see cref="IJournal.ReadAsync"/> does that
/// for those who decide by what they read. Both methods throw <see cref="JournalUnavailableException"/> when the store
/// cannot be read now.
/// </remarks>
public interface ILogReader
{
    /// <summary>The next entries, as many as are there, up to a limit and to about <see cref="JournalLimits.LogBytesMax"/>.</summary>
    /// <param name="afterPosition">The place of the entry before; 0 begins at the first.</param>
    /// <param name="entriesMax">At most so many, 1 and up.</param>
    /// <param name="cancellationToken">Gives up before it begins.</param>
    /// <returns>Empty: there is nothing after it yet.</returns>
    ValueTask<IReadOnlyList<LogEntry>> ReadLogAsync(long afterPosition, int entriesMax, CancellationToken cancellationToken = default);

    /// <summary>The last entry of the log, or the one of a position; null when there is none. Without its payload.</summary>
    /// <param name="position">Which; null: the last.</param>
    /// <param name="cancellationToken">Gives up before it begins.</param>
    ValueTask<LogPlace?> FindPlaceAsync(long? position, CancellationToken cancellationToken = default);
}
