using Usher.Journal;
using Usher.Server.Access;
using Usher.Server.Lanes;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Events;

/// <summary>Entries of the journal as events.</summary>
internal static class LogEvents
{
    /// <summary>What an entry tells, in order, with the place of each event in it.</summary>
    /// <exception cref="JournalCorruptException">The bytes of the entry are not events.</exception>
    internal static IEnumerable<(int Index, LiveEvent Happened)> Of(JournalEntry entry, IPeopleNames names)
    {
        if (LanePool.PoolOf(entry.Stream) is { } pool)
            return EventCodec.Decode(entry.Payload).Select((happened, index) => (index, SeatEvents.Of(pool, happened, names)));
        return ServerEvents.Of(entry) is { } told ? [(0, told)] : [];
    }
}
