using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Usher.Journal.Sqlite;

/// <summary>Snapshots as rows. A snapshot counts only when it is complete and its checksum matches.</summary>
internal static class SnapshotQueries
{
    /// <summary>SHA-256 over the stream's name, the numbers and the payload.</summary>
    public static byte[] Checksum(Snapshot snapshot)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[12];
        BinaryPrimitives.WriteInt64BigEndian(numbers, snapshot.Sequence);
        BinaryPrimitives.WriteInt32BigEndian(numbers[8..], snapshot.Count);
        sha.AppendData(numbers);
        sha.AppendData(Encoding.UTF8.GetBytes(snapshot.Stream.Value));
        foreach (var part in snapshot.Payload)
            sha.AppendData(part.Span);
        return sha.GetHashAndReset();
    }

    /// <summary>The newest snapshot that is whole; null when there is none.</summary>
    /// <exception cref="JournalCorruptException">It holds events that the log does not have.</exception>
    public static Snapshot? Newest(Database database, StreamId stream, IJournalObserver? observer)
    {
        if (EntryQueries.Number(database, stream) is not { } number)
            return null;
        using var query = database.Prepare(Sql.CompleteSnapshots).Bind(1, number);
        while (query.Step())
        {
            var sequence = query.Int64(1);
            if (Read(database, stream, query) is { } snapshot)
                return RequireLog(database, number, snapshot);
            observer?.SnapshotIgnored(stream, sequence, "its content does not match its checksum");
        }

        return null;
    }

    /// <summary>Begins a snapshot that no reader sees yet.</summary>
    public static long Add(Database database, long stream, Snapshot snapshot, byte[] checksum)
    {
        using var insert = database.Prepare(Sql.AddSnapshot)
            .Bind(1, stream).Bind(2, snapshot.Sequence).Bind(3, snapshot.Count).Bind(4, snapshot.Payload.Length).Bind(5, checksum);
        insert.Step();
        var id = insert.Int64(0);
        insert.Step();
        return id;
    }

    /// <summary>Adds a part.</summary>
    public static void AddPart(Database database, long snapshot, int part, ReadOnlySpan<byte> payload) =>
        database.Prepare(Sql.AddSnapshotPart).Bind(1, snapshot).Bind(2, part).Bind(3, payload).Run();

    /// <summary>Shows the snapshot to readers.</summary>
    public static void Complete(Database database, long snapshot) =>
        database.Prepare(Sql.CompleteSnapshot).Bind(1, snapshot).Run();

    /// <summary>Drops one part of a stream's other snapshots; with the last one, the snapshots themselves.</summary>
    /// <returns>Whether something is left to drop.</returns>
    public static bool DropOthers(Database database, long stream, long kept)
    {
        using var dropPart = database.Prepare(Sql.DropSnapshotPart).Bind(1, stream).Bind(2, kept);
        if (dropPart.Step())
        {
            dropPart.Step();
            return true;
        }

        database.Prepare(Sql.DropSnapshots).Bind(1, stream).Bind(2, kept).Run();
        return false;
    }

    private static Snapshot? Read(Database database, StreamId stream, Statement row)
    {
        var (id, sequence, count, bytes) = (row.Int64(0), row.Int64(1), row.Int64(2), row.Int64(3));
        if (bytes is < 0 or > JournalLimits.SnapshotBytesMax || count is < 0 or > int.MaxValue || ReadParts(database, id, bytes) is not { } parts)
            return null;
        var snapshot = new Snapshot(stream, sequence, (int)count, ByteParts.Join(parts));
        return row.Blob(4).SequenceEqual(Checksum(snapshot)) ? snapshot : null;
    }

    private static List<ReadOnlyMemory<byte>>? ReadParts(Database database, long snapshot, long bytes)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        using var query = database.Prepare(Sql.SnapshotParts).Bind(1, snapshot);
        while (query.Step())
        {
            var part = query.Blob(0);
            bytes -= part.Length;
            if (bytes < 0)
                return null;
            parts.Add(part.ToArray());
        }

        return bytes == 0 ? parts : null;
    }

    private static Snapshot RequireLog(Database database, long number, Snapshot snapshot)
    {
        var last = EntryQueries.Last(database, number, snapshot.Stream).LastSequence;
        return snapshot.Sequence <= last
            ? snapshot
            : throw new JournalCorruptException(
                JournalCodes.LogShortened,
                $"the log of '{snapshot.Stream}' ends at {last}, but a snapshot of it reaches to {snapshot.Sequence}: entries were lost",
                "restore the newest good backup; what was granted after it is not known any more");
    }
}
