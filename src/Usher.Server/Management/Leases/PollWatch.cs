using System.Collections.Concurrent;
using Usher.Core;
using Usher.Server.Lanes;

namespace Usher.Server.Management.Leases;

/// <summary>
/// Notices who waits in a queue over HTTP and asks no more. There is no connection that could end, so the silence takes its
/// part: the request is passed over from then on, keeps its place for the linger, and loses it.
/// </summary>
/// <remarks>Nothing is lost with it: a restart finds every waiting request absent, until its client asks again.</remarks>
internal sealed class PollWatch : IDisposable
{
    /// <summary>How long a client that waits may be silent.</summary>
    internal static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(60);

    /// <summary>How often a client that waits is told to ask.</summary>
    internal const int PollSeconds = 10;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<LeaseId, (LanePool Pool, long AskedAt)> waiting = new();
    private readonly TimeProvider time;
    private readonly ITimer timer;

    internal PollWatch(TimeProvider time)
    {
        this.time = time;
        timer = time.CreateTimer(static watch => ((PollWatch)watch!).Look(), this, LookEvery, LookEvery);
    }

    /// <summary>It waits, and asked just now.</summary>
    internal void Asked(LeaseId lease, LanePool pool) => waiting[lease] = (pool, time.GetTimestamp());

    /// <summary>It waits no more.</summary>
    internal void Forget(LeaseId lease) => waiting.TryRemove(lease, out _);

    /// <inheritdoc />
    public void Dispose() => timer.Dispose();

    private void Look()
    {
        foreach (var one in waiting)
        {
            var (pool, askedAt) = one.Value;
            // Only if it has not asked meanwhile. A request that was granted is detached, and not touched by this.
            if (time.GetElapsedTime(askedAt) > SilenceMax && waiting.TryRemove(one))
                _ = PassOverAsync(one.Key, pool, askedAt);
        }
    }

    /// <remarks>A lane that is busy is told at the next look.</remarks>
    private async Task PassOverAsync(LeaseId lease, LanePool pool, long askedAt)
    {
        if ((await LeaseCall.AskAsync(pool, new Disconnect(lease))).Refusal is not null)
            waiting.TryAdd(lease, (pool, askedAt));
    }
}
