using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Usher.Journal.Sqlite;

/// <summary>Writes snapshots part by part, one transaction each, so that appends go on in between.</summary>
[SuppressMessage("Design", "CA1001", Justification = "No wait handle is taken from the semaphore, and a late caller may still release it.")]
internal sealed class SnapshotWriter(JournalWriter writer, int partBytes)
{
    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <inheritdoc cref="IJournal.WriteSnapshotAsync" />
    public async Task WriteAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var checksum = await Task.Run(() => SnapshotQueries.Checksum(snapshot), cancellationToken).ConfigureAwait(false);
        await oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var stream = await writer.CallAsync(groups => RequireLog(groups, snapshot)).ConfigureAwait(false);
            if (await IsOutdatedAsync(stream, snapshot).ConfigureAwait(false))
                return;
            var id = await writer.TransactAsync(database => SnapshotQueries.Add(database, stream, snapshot, checksum)).ConfigureAwait(false);
            await WritePartsAsync(id, snapshot.Payload, cancellationToken).ConfigureAwait(false);
            await DropOthersAsync(stream, id, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private static long RequireLog(GroupWriter groups, Snapshot snapshot) =>
        groups.Find(snapshot.Stream) is { } head && snapshot.Sequence <= head.Last
            ? head.Number
            : throw new ArgumentException($"a snapshot of '{snapshot.Stream}' at {snapshot.Sequence} is ahead of its log", nameof(snapshot));

    private Task<bool> IsOutdatedAsync(long stream, Snapshot snapshot) => writer.TransactAsync(database =>
    {
        using var query = database.Prepare(Sql.NewestSnapshot).Bind(1, stream);
        return query.Step() && query.Int64(0) > snapshot.Sequence;
    });

    private async Task WritePartsAsync(long id, ReadOnlySequence<byte> payload, CancellationToken cancellationToken)
    {
        for (var part = 0; !payload.IsEmpty; part++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (index, bytes) = (part, payload.First[..Math.Min(partBytes, payload.First.Length)]);
            payload = payload.Slice(bytes.Length);
            await writer.TransactAsync(database =>
            {
                SnapshotQueries.AddPart(database, id, index, bytes.Span);
                return true;
            }).ConfigureAwait(false);
        }

        await writer.TransactAsync(database =>
        {
            SnapshotQueries.Complete(database, id);
            return true;
        }).ConfigureAwait(false);
    }

    private async Task DropOthersAsync(long stream, long kept, CancellationToken cancellationToken)
    {
        while (await writer.TransactAsync(database => SnapshotQueries.DropOthers(database, stream, kept)).ConfigureAwait(false))
            cancellationToken.ThrowIfCancellationRequested();
    }
}
