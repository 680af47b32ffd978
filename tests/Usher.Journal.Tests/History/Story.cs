using System.Collections.Immutable;
using Usher.Core;
using static Usher.Journal.Tests.History.Ledger;

namespace Usher.Journal.Tests.History;

/// <summary>
/// Random events, the same for the same seed. Wilder than what a pool decides: leases that are granted twice, draws from
/// lines that are not there, waits that end twice, a clock that jumps back.
/// </summary>
internal static class Story
{
    private const int LeasesMax = 12;
    private const int LinesMax = 4;

    public static List<PoolEvent> Of(int seed, int events)
    {
        var random = new Random(seed);
        var at = 0.0;
        var story = new List<PoolEvent> { Set(random, 0) };
        while (story.Count < events)
        {
            at += random.Next(10) switch { 0 => random.Next(200), 1 => -random.Next(3), 2 => 1, _ => random.NextDouble() };
            story.Add(Next(random, Math.Max(0, at)));
        }

        return story;
    }

    private static PoolEvent Next(Random random, double at)
    {
        var lease = new LeaseId(new Guid(1 + random.Next(LeasesMax), 0, 0, new byte[8]));
        return random.Next(20) switch
        {
            0 => Set(random, at),
            1 => new PoolEvent.ServiceResumed(At(at)),
            2 or 3 => Linger(at, lease),
            4 => new PoolEvent.LeaseResumed(At(at), new RequestId(lease.Value), lease, At(at + 15)),
            5 => new PoolEvent.LeaseMoved(At(at), lease, Draws(random), At(at + 15)),
            6 or 7 or 8 => End(at, lease, (EndReason)(1 + random.Next(6))),
            9 or 10 => Wait(at, lease, User(random), 1 + random.Next(3)),
            11 => new PoolEvent.WaitEnded(At(at), lease, (WaitEndReason)(1 + random.Next(4))),
            12 => Deny(at, lease, User(random), (DenialReason)(1 + random.Next(12))),
            13 => new PoolEvent.LeaseRenewed(At(at), lease, TimeSpan.FromMinutes(15), At(at + 15)),
            _ => Granted(random, at, lease),
        };
    }

    private static PoolEvent.LeaseGranted Granted(Random random, double at, LeaseId lease)
    {
        var draws = Draws(random);
        return Grant(at, lease, User(random)) with
        {
            Seats = draws.Sum(draw => draw.Seats),
            Draws = draws,
            Detached = random.Next(4) == 0,
            Overdraft = random.Next(4) == 0,
        };
    }

    private static PoolEvent.LinesSet Set(Random random, double at) => new(
        At(at), [.. Enumerable.Range(0, random.Next(LinesMax)).Select(_ => AnyLine(random, at))]);

    private static LicenseLine AnyLine(Random random, double at) => new(
        $"L{random.Next(LinesMax)}#0",
        FeatureVersion.Any,
        1 + random.Next(6),
        random.Next(3) == 0 ? At(at + random.Next(-50, 100)) : null,
        random.Next(3) == 0 ? At(at + random.Next(-50, 300)) : null,
        TimeSpan.FromMinutes(random.Next(3) * 30),
        random.Next(3),
        (Sharing)(random.Next(2) * random.Next(16)));

    private static ImmutableArray<Draw> Draws(Random random) =>
        [.. Enumerable.Range(0, LinesMax).Where(_ => random.Next(3) == 0).Select(line => new Draw($"L{line}#0", 1 + random.Next(3)))];

    private static string User(Random random) => ((string[])["ann", "bob", "cid"])[random.Next(3)];
}
