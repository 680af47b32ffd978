using System.Collections.Immutable;
using Usher.Core;
using Usher.Journal.Sqlite;

namespace Usher.Journal.History.Projection;

/// <summary>What one stream has in the tables: its place, its lines and its capacity.</summary>
internal sealed class StreamRows(Database database)
{
    /// <summary>Finds the stream, or adds it at its beginning.</summary>
    public (long Id, long Position, byte[] Hash, long SeenAt) FindOrAdd(StreamId stream, PoolId pool)
    {
        using (var known = database.Prepare(HistorySql.FindStream).Bind(1, stream.Value))
        {
            if (known.Step())
                return (known.Int64(0), known.Int64(1), known.Blob(2).ToArray(), known.Int64(3));
        }

        using var added = database.Prepare(HistorySql.AddStream).Bind(1, stream.Value).Bind(2, pool.Vendor).Bind(3, pool.Feature);
        added.Step();
        return (added.Int64(0), 0, [], 0);
    }

    /// <summary>Notes how far the stream is projected.</summary>
    public void Move(long id, long position, ReadOnlySpan<byte> hash, long seenAt) =>
        database.Prepare(HistorySql.MoveStream).Bind(1, id).Bind(2, position).Bind(3, hash).Bind(4, seenAt).Run();

    /// <summary>The stored lines, without what is held.</summary>
    public IEnumerable<LineCount> Lines(long id)
    {
        using var query = database.Prepare(HistorySql.Lines).Bind(1, id);
        while (query.Step())
            yield return new LineCount(query.Text(0), (int)query.Int64(1), (Sharing)query.Int64(2)) { Withdrawn = query.Int64(3) != 0 };
    }

    /// <summary>Stores the lines in place of those before.</summary>
    public void SaveLines(long id, IEnumerable<LineCount> lines)
    {
        database.Prepare(HistorySql.DropLines).Bind(1, id).Run();
        foreach (var line in lines)
            database.Prepare(HistorySql.AddLine)
                .Bind(1, id).Bind(2, line.Id).Bind(3, line.Seats).Bind(4, (long)line.Sharing).Bind(5, line.Withdrawn ? 1 : 0).Run();
    }

    /// <summary>The stored capacity.</summary>
    public ImmutableArray<(long At, long Seats)> Capacity(long id)
    {
        var steps = ImmutableArray.CreateBuilder<(long, long)>();
        using var query = database.Prepare(HistorySql.Capacity).Bind(1, id);
        while (query.Step())
            steps.Add((query.Int64(0), query.Int64(1)));
        return steps.ToImmutable();
    }

    /// <summary>Stores the capacity in place of that before.</summary>
    public void SaveCapacity(long id, IEnumerable<(long At, long Seats)> steps)
    {
        database.Prepare(HistorySql.DropCapacity).Bind(1, id).Run();
        foreach (var (at, seats) in steps)
            database.Prepare(HistorySql.AddCapacity).Bind(1, id).Bind(2, at).Bind(3, seats).Run();
    }
}
