using System.Buffers;
using Usher.Core;
using Usher.Journal;

namespace Usher.Simulation.Plants;

/// <summary>Snapshots that tell something else than what they were taken of.</summary>
internal static class ToldAnew
{
    /// <summary>The same snapshot with these events in it.</summary>
    public static Snapshot With(this Snapshot snapshot, List<PoolEvent> events)
    {
        var payload = new ArrayBufferWriter<byte>();
        events.ForEach(happened => EventCodec.Encode(happened, payload));
        return snapshot with { Count = events.Count, Payload = new(payload.WrittenMemory) };
    }
}
