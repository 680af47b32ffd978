using System.Security.Cryptography;

namespace Usher.Journal.Sqlite;

/// <summary>Writes batches as rows of the open transaction, and moves the streams' ends with them.</summary>
internal sealed class EntryWriter(Database database, HeadTable heads) : IDisposable
{
    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Statement addEntry = database.Prepare(Sql.AddEntry);

    /// <summary>Writes a batch whose streams end where it expects.</summary>
    /// <returns>False: a row is there already. Then the transaction must be abandoned.</returns>
    public bool TryWrite(Batch batch)
    {
        try
        {
            for (var i = 0; i < batch.Appends.Count; i++)
                Write(batch.Id, batch.Appends[i]);
            return true;
        }
        catch (SqliteException error) when (SqliteFault.IsConstraint(error.Rc))
        {
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose() => sha.Dispose();

    private void Write(Guid batchId, StreamAppend append)
    {
        var head = heads.Find(append.Stream) ?? AddStream(append.Stream);
        var first = append.ExpectedSequence + 1;
        var payload = append.Payload.Span;
        var hash = Chain.Next(sha, head.Hash, append.Stream, first, append.Count, batchId, append.At, payload);
        addEntry
            .Bind(1, heads.NextPosition())
            .Bind(2, head.Number)
            .Bind(3, first)
            .Bind(4, append.Count)
            .Bind(5, batchId)
            .Bind(6, append.At.UtcTicks)
            .Bind(7, hash)
            .Bind(8, payload)
            .Run();
        heads.Stage(head, append.ExpectedSequence + append.Count, hash);
    }

    private Head AddStream(StreamId stream)
    {
        var head = heads.Add(stream);
        database.Prepare(Sql.AddStream).Bind(1, head.Number).Bind(2, stream.Value).Run();
        return head;
    }
}
