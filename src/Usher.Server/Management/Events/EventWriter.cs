using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Events;

/// <summary>Writes server-sent events. Waits for a slow reader whenever so much is unsent.</summary>
internal sealed class EventWriter(PipeWriter output) : IDisposable
{
    /// <summary>Bytes that are written before the reader is waited for.</summary>
    internal const int UnsentBytesMax = 32 * 1024;

    private readonly Utf8JsonWriter json = new(output);
    private long unsent;

    /// <summary>Whether the reader should be waited for.</summary>
    internal bool IsFull => unsent >= UnsentBytesMax;

    /// <summary>One event.</summary>
    internal void Write(EventId id, LiveEvent happened) => Write(id, happened.Type, happened, SparseJson.Default.LiveEvent);

    /// <summary>One event of the stream itself.</summary>
    internal void Write(EventId id, string type, ServerFault fault) =>
        Write(id, type, fault, SparseJson.Default.ServerFault);

    /// <summary>
    /// Only where the reader is: a block without data is no event, but the reader comes back here. Also keeps the connection.
    /// </summary>
    internal void WritePlace(EventId id) => Text($"id: {id}\n: {{}}\n\n");

    /// <summary>How soon a reader should come back.</summary>
    internal void WriteRetry(TimeSpan after) => Text($"retry: {(long)after.TotalMilliseconds}\n\n");

    /// <summary>Sends.</summary>
    /// <returns>False: nobody reads any more.</returns>
    internal async ValueTask<bool> FlushAsync(CancellationToken cancellationToken)
    {
        unsent = 0;
        return await output.FlushAsync(cancellationToken) is { IsCompleted: false, IsCanceled: false };
    }

    /// <inheritdoc />
    public void Dispose() => json.Dispose();

    private void Write<T>(EventId id, string type, T value, JsonTypeInfo<T> kind)
    {
        Text($"id: {id}\nevent: {type}\ndata: ");
        JsonSerializer.Serialize(json, value, kind);
        unsent += json.BytesCommitted + json.BytesPending;
        json.Reset();
        Text("\n\n");
    }

    private void Text(string text) => unsent += Encoding.UTF8.GetBytes(text, output);
}
