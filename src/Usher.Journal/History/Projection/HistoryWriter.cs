using Usher.Core;
using Usher.Journal.Sqlite;

namespace Usher.Journal.History.Projection;

/// <summary>The open history with its streams. Used by one caller at a time; after an error it is thrown away.</summary>
internal sealed class HistoryWriter : IDisposable
{
    private readonly Database database;
    private readonly Dictionary<StreamId, StreamProjection> streams = [];
    private readonly Pruning pruning;

    public HistoryWriter(HistorySettings settings, Action<string> rebuilding)
    {
        database = HistoryFile.OpenWriter(settings.Path, rebuilding);
        pruning = new Pruning(settings);
    }

    /// <summary>The stream's projection, loaded when it is first asked for.</summary>
    public StreamProjection Stream(StreamId stream, PoolId pool)
    {
        if (streams.TryGetValue(stream, out var known))
            return known;
        Write(() => known = new StreamProjection(database, stream, pool));
        return streams[stream] = known!;
    }

    /// <summary>Writes all of it or nothing.</summary>
    public void Write(Action write)
    {
        database.Execute(HistorySql.Begin);
        try
        {
            write();
            database.Execute(HistorySql.Commit);
        }
        catch
        {
            if (!database.IsIdle)
                database.TryExecute(HistorySql.Rollback);
            throw;
        }
    }

    /// <summary>Notes that all that was durable by then is projected.</summary>
    public void CatchUp(DateTimeOffset at) => Write(() => database.Prepare(HistorySql.CatchUp).Bind(1, at.UtcTicks).Run());

    /// <summary>One step of pruning.</summary>
    public int Prune(DateTimeOffset now, out bool mayBeMore)
    {
        var (rows, more) = (0, false);
        Write(() => rows = pruning.Step(database, now, out more));
        mayBeMore = more;
        return rows;
    }

    /// <inheritdoc />
    public void Dispose() => database.Dispose();
}
