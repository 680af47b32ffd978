using System.Text.Json;
using Usher.Journal;
using Usher.Server.Time;

namespace Usher.Server.Events;

/// <summary>
/// The single writer of the stream <c>server</c>. Decides, makes durable, applies, in this order and one at a time;
/// should another writer have been first, applies what that one wrote and decides again.
/// </summary>
internal sealed class ServerLog : IDisposable
{
    /// <summary>The stream.</summary>
    internal static readonly StreamId Stream = new("server");

    /// <summary>How often an append is decided again because another writer was first.</summary>
    internal const int ConflictsMax = 16;

    private readonly IJournal journal;
    private readonly IServerClock clock;
    private readonly IdSource ids;
    private readonly Action<ServerEvent, DateTimeOffset> apply;
    private readonly SemaphoreSlim turn = new(1, 1);
    private long sequence;

    /// <summary>The stream's last entry that is applied.</summary>
    internal long LastSequence => Volatile.Read(ref sequence);

    private ServerLog(IJournal journal, IServerClock clock, IdSource ids, Action<ServerEvent, DateTimeOffset> apply) =>
        (this.journal, this.clock, this.ids, this.apply) = (journal, clock, ids, apply);

    /// <summary>Reads the whole stream.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="clock">The time of new entries.</param>
    /// <param name="ids">Ids of batches.</param>
    /// <param name="apply">Makes an event true; called for every old and new one, in order, never twice at once.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <exception cref="ServerStartException">An entry is of a newer version of Usher, or no entry of it (USH4105).</exception>
    internal static async Task<ServerLog> OpenAsync(
        IJournal journal, IServerClock clock, IdSource ids, Action<ServerEvent, DateTimeOffset> apply, CancellationToken cancellationToken)
    {
        var log = new ServerLog(journal, clock, ids, apply);
        await log.CatchUpAsync(cancellationToken);
        return log;
    }

    /// <summary>Appends one event.</summary>
    /// <returns>After it is durable and applied.</returns>
    /// <exception cref="JournalException">The journal cannot be used; nothing was changed.</exception>
    internal Task AppendAsync(ServerEvent happened, CancellationToken cancellationToken) =>
        AppendAsync(() => happened, cancellationToken);

    /// <summary>Appends what a decision comes to.</summary>
    /// <param name="decide">
    /// The event, or null when there is nothing to write. May be called again when another writer was first. What it
    /// throws passes through, and nothing is changed.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting for the turn; an append that has begun is finished.</param>
    /// <exception cref="JournalException">The journal cannot be used; nothing was changed.</exception>
    internal async Task AppendAsync(Func<ServerEvent?> decide, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            for (var conflicts = 0; conflicts <= ConflictsMax; conflicts++)
            {
                if (decide() is not { } happened || await TryAppendAsync(happened))
                    return;
                await CatchUpAsync(CancellationToken.None);
            }

            throw Contended();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => turn.Dispose();

    /// <returns>False when another writer was first.</returns>
    private async Task<bool> TryAppendAsync(ServerEvent happened)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(happened, ServerLogJson.Default.ServerEvent);
        var at = clock.Now;
        var batch = new Batch(ids.Next(), [new StreamAppend(Stream, sequence, 1, at, payload)]);
        if (!await IsWrittenAsync(batch))
            return false;
        sequence++;
        apply(happened, at);
        return true;
    }

    private async Task<bool> IsWrittenAsync(Batch batch)
    {
        try
        {
            return await journal.AppendAsync(batch) is AppendOutcome.Appended;
        }
        catch (OutcomeUnknownException)
        {
            return await journal.ContainsAsync(batch.Id);
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await foreach (var entry in journal.ReadAsync(Stream, sequence, cancellationToken))
        {
            apply(Read(entry), entry.At);
            sequence = entry.LastSequence;
        }
    }

    /// <summary>Reads an entry of the stream.</summary>
    /// <exception cref="ServerStartException">It is of a newer version of Usher, or no entry of the stream (USH4105).</exception>
    internal static ServerEvent Read(JournalEntry entry)
    {
        try
        {
            if (entry.Count == 1 && JsonSerializer.Deserialize(entry.Payload.Span, ServerLogJson.Default.ServerEvent) is { } happened)
                return happened;
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new ServerStartException(Unreadable(entry), error);
        }

        throw new ServerStartException(Unreadable(entry));
    }

    private static ServerFault Unreadable(JournalEntry entry) => new(
        ServerCodes.LogUnreadable,
        $"entry {entry.FirstSequence} of the server's log cannot be read by this version of Usher",
        "start the newest version that ran on this data folder; 'usher verify-log' tells whether the log is intact");

    private static JournalUnavailableException Contended() => new(
        ServerCodes.LogContended,
        "other writers were always first in the server's log",
        "retry; if it lasts, check that only servers of one cluster use this journal");
}
