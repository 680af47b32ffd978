using System.Buffers.Binary;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Usher.Server.Tracing;

/// <summary>The spans of one source that ended and were not sent yet. Bounded: above it spans are lost and counted.</summary>
internal sealed class SpanBuffer : IDisposable
{
    /// <summary>Most spans that wait.</summary>
    internal const int SpansMax = 2_048;

    private readonly Lock gate = new();
    private readonly ActivityListener listener;
    private readonly Counter<long> counted;
    private List<Activity> ended = [];

    /// <param name="source">Whose.</param>
    /// <param name="oneIn">One trace of so many is kept, 1 and up: by its id, so that servers that share a trace agree.</param>
    /// <param name="meters">Where it counts.</param>
    internal SpanBuffer(ActivitySource source, int oneIn, IMeterFactory meters)
    {
        counted = meters.Create("Usher.Otlp").CreateCounter<long>("usher.otlp.spans", "{span}", "Spans of requests, by outcome.");
        listener = new ActivityListener
        {
            ShouldListenTo = candidate => ReferenceEquals(candidate, source),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                IsSampled(options.TraceId, oneIn) ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>Whether a trace is one of those that are kept.</summary>
    internal static bool IsSampled(ActivityTraceId trace, int oneIn)
    {
        Span<byte> bytes = stackalloc byte[16];
        trace.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) % (ulong)oneIn == 0;
    }

    /// <summary>Those that ended since the last time.</summary>
    internal IReadOnlyList<Activity> Take()
    {
        lock (gate)
        {
            var taken = ended;
            ended = [];
            return taken;
        }
    }

    /// <summary>They were sent, or are lost.</summary>
    internal void Count(int spans, bool areSent) => counted.Add(spans, new KeyValuePair<string, object?>("outcome", areSent ? "sent" : "lost"));

    /// <inheritdoc />
    public void Dispose() => listener.Dispose();

    private void Keep(Activity span)
    {
        lock (gate)
        {
            if (ended.Count < SpansMax)
            {
                ended.Add(span);
                return;
            }
        }

        Count(1, areSent: false);
    }
}
