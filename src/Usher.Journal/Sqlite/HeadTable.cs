namespace Usher.Journal.Sqlite;

/// <summary>The ends of all streams. Belongs to the writer's thread.</summary>
internal sealed class HeadTable
{
    private Dictionary<StreamId, Head> heads = [];
    private readonly List<Head> staged = [];
    private long durablePosition;
    private long durableStreams;
    private long streams;

    /// <summary>Position of the last entry, those of the open transaction included.</summary>
    public long Position { get; private set; }

    /// <summary>Reads all ends from the file, each last entry checked against its hash. If it fails, nothing has changed.</summary>
    public void Load(Database database)
    {
        var loaded = new Dictionary<StreamId, Head>();
        foreach (var (number, stream) in EntryQueries.Streams(database))
        {
            var last = EntryQueries.LastChecked(database, number, stream);
            loaded.Add(stream, new Head(stream, number, last.LastSequence, last.Hash.ToArray()));
        }

        var lastPosition = database.Number(Sql.LastPosition);
        var lastStream = database.Number(Sql.LastStream);
        staged.Clear();
        heads = loaded;
        Position = durablePosition = lastPosition;
        streams = durableStreams = lastStream;
    }

    /// <summary>Where a stream ends; 0 for one that does not exist.</summary>
    public long LastSequence(StreamId stream) => heads.TryGetValue(stream, out var head) ? head.Last : 0;

    /// <summary>The stream's end; null for one that does not exist.</summary>
    public Head? Find(StreamId stream) => heads.GetValueOrDefault(stream);

    /// <summary>A new stream in the open transaction.</summary>
    public Head Add(StreamId stream)
    {
        var head = new Head(stream, ++streams, last: 0, Chain.Origin.ToArray());
        heads.Add(stream, head);
        return head;
    }

    /// <summary>An entry was written in the open transaction.</summary>
    public void Stage(Head head, long last, byte[] hash)
    {
        if (!head.IsStaged)
            staged.Add(head);
        head.Stage(last, hash);
    }

    /// <summary>The position of the next entry of the open transaction.</summary>
    public long NextPosition() => ++Position;

    /// <summary>The transaction is durable.</summary>
    public void Keep()
    {
        foreach (var head in staged)
            head.Keep();
        staged.Clear();
        (durablePosition, durableStreams) = (Position, streams);
    }

    /// <summary>The transaction is gone.</summary>
    public void Drop()
    {
        foreach (var head in staged)
            head.Drop();
        staged.Clear();
        if (streams != durableStreams)
            RemoveNew();
        (Position, streams) = (durablePosition, durableStreams);
    }

    private void RemoveNew()
    {
        foreach (var stream in heads.Values.Where(head => head.IsNew).Select(head => head.Stream).ToList())
            heads.Remove(stream);
    }
}
