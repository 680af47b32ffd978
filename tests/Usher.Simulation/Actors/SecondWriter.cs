using System.Buffers;
using Usher.Core;
using Usher.Journal;
using Usher.Server.Lanes;
using Usher.Simulation.Kernel;

namespace Usher.Simulation.Actors;

/// <summary>
/// Another node that writes to the same streams, so that the server's appends conflict. It knows nothing of the heartbeats that
/// the server hears, so it lets nobody lapse: it only takes a seat that lives by its time alone, or is refused one.
/// </summary>
internal sealed class SecondWriter(World world)
{
    /// <summary>Who holds its seats. The server hears of them only when it writes to the same pool itself.</summary>
    public static readonly Holder Elsewhere = new("zoe", "elsewhere");

    private readonly Dice dice = world.Dice.Fork();

    /// <summary>Appends one event to one of the streams, if that can be decided there right now.</summary>
    public async Task WriteAsync(DateTimeOffset now)
    {
        var name = dice.Pick(world.Scenario.PoolNames);
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var id = new PoolId(name[..slash], name[(slash + 1)..]);
        var loaded = await new PoolLoader(world.Disk.Journal, world.Scenario.Pools).LoadAsync(id, CancellationToken.None);
        var asked = new Checkout(
            new RequestId(dice.NextId()), new LeaseId(dice.NextId()), Elsewhere, 1, FeatureVersion.Any,
            world.Scenario.Pools.TtlMin, TimeSpan.Zero, Priority: 0, Detached: true);
        if (loaded.Sequence == 0 || loaded.Pool.Decide(asked, now) is not { Reply: Reply.Granted or Reply.Denied, Event: { } happened })
            return;

        var payload = new ArrayBufferWriter<byte>();
        EventCodec.Encode(happened, payload);
        world.Trace.Note("second writer", $"is first on {name} at {loaded.Sequence}");
        world.Disk.Write(
            new Batch(dice.NextId(), [new StreamAppend(LanePool.StreamOf(id), loaded.Sequence, 1, now, payload.WrittenMemory)]),
            world.Agenda.Now);
    }
}
