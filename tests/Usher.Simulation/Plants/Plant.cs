using Usher.Core;
using Usher.Journal;
using Usher.Server.Time;
using Usher.Simulation.Machines;
using Usher.Simulation.Networks;

namespace Usher.Simulation.Plants;

/// <summary>
/// A bug that is planted around the code under test, to see that the checks can fail. Each overrides one thing; this one, none.
/// </summary>
internal class Plant
{
    /// <summary>As it is called on the command line; empty: nothing is planted.</summary>
    public virtual string Name => "";

    /// <summary>In one sentence.</summary>
    public virtual string What => "nothing is planted";

    /// <summary>So many seeds, from the first on, find it.</summary>
    public virtual ulong FoundWithin => 0;

    /// <summary>What a power loss takes from the disk: everything written so shortly before.</summary>
    public virtual TimeSpan Unsynced => TimeSpan.Zero;

    /// <summary>Whether the server takes a reset for the client's own word.</summary>
    public virtual bool MistakesResets => false;

    public virtual IJournal Around(IJournal journal) => journal;

    public virtual IServerClock Around(IServerClock clock, Machine machine) => clock;

    /// <summary>How much the server's time is to gain on the monotonic clock to follow the wall clock, in millionths.</summary>
    public virtual int SlewPpm(int ppm) => ppm;

    public virtual PoolSettings InsteadOf(PoolSettings settings) => settings;

    /// <summary>Changes what passes one connection; null: nothing does.</summary>
    /// <param name="now">True time.</param>
    public virtual IFrameRewriter? NewRewriter(Func<TimeSpan> now) => null;
}
