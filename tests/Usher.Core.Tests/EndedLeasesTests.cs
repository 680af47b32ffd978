using FsCheck;
using FsCheck.Fluent;

namespace Usher.Core.Tests;

/// <summary>The ring of ended leases against a plain list.</summary>
public sealed class EndedLeasesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private int idsMade;

    [Fact]
    public void It_keeps_the_last_ones_in_the_order_of_their_ends_whatever_comes_and_goes() =>
        Prop.ForAll<byte, int[]>((limit, moves) =>
        {
            var max = 1 + limit % 40;
            var (ring, model) = (new EndedLeases(max), new List<LeaseId>());
            foreach (var move in moves)
            {
                if (move % 3 == 0 && model.Count > 0)
                    Remove(ring, model, model[(int)((uint)move % model.Count)]);
                else
                    Add(ring, model, max);
                Assert.Equal(model, ring.All().Select(lease => lease.Id));
                Assert.All(model, id => Assert.Equal(id, ring.Find(id)?.Id));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(200));

    /// <summary>Up to a thousand, so that they are in several blocks.</summary>
    [Fact]
    public void Who_reads_them_as_they_are_reads_them_so_whatever_comes_and_goes() =>
        Prop.ForAll<byte, int[]>((limit, moves) =>
        {
            var max = 1 + limit * 4;
            var (ring, model) = (new EndedLeases(max), new List<LeaseId>());
            var frozen = new List<(IEnumerable<EndedLease> Read, LeaseId[] Expected)>();
            foreach (var move in moves)
            {
                if (move % 50 == 0)
                    frozen.Add((ring.Freeze(), [.. model]));
                for (var more = (uint)move % 9; more > 0; more--)
                    Add(ring, model, max);
                if (move % 3 == 0 && model.Count > 0)
                    Remove(ring, model, model[(int)((uint)move % model.Count)]);
            }

            Assert.All(frozen, one => Assert.Equal(one.Expected, one.Read.Select(lease => lease.Id)));
            Assert.Equal(model, ring.All().Select(lease => lease.Id));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(600));

    [Fact]
    public void One_that_was_forgotten_is_not_found()
    {
        var ring = new EndedLeases(2);
        var leases = Enumerable.Range(0, 3).Select(_ => Ended()).ToArray();

        var forgotten = leases.Select(lease => ring.Add(lease, out var left) ? left.Id : default).ToArray();

        Assert.Equal([default, default, leases[0].Id], forgotten);
        Assert.Null(ring.Find(leases[0].Id));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("maintenance", "uid 0")]
    public void It_tells_the_grant_and_the_end_as_they_were(string note, string by)
    {
        var granted = Granted();
        var end = new PoolEvent.LeaseEnded(
            Noon.AddHours(1), granted.Lease, EndReason.Revoked, note, by, note.Length > 0 ? Noon.AddHours(2) : null);

        var ended = new EndedLease(new Lease(granted), end);

        Assert.Equal(granted, ended.Grant);
        Assert.Equal(end, ended.Ending);
    }

    private void Add(EndedLeases ring, List<LeaseId> model, int max)
    {
        var lease = Ended();
        ring.Add(lease, out _);
        model.Add(lease.Id);
        if (model.Count > max)
            model.RemoveAt(0);
    }

    private static void Remove(EndedLeases ring, List<LeaseId> model, LeaseId id)
    {
        ring.Remove(id);
        model.Remove(id);
    }

    private EndedLease Ended()
    {
        var granted = Granted();
        return new EndedLease(new Lease(granted), new PoolEvent.LeaseEnded(Noon, granted.Lease, EndReason.Returned));
    }

    private PoolEvent.LeaseGranted Granted() => new(
        Noon, new(NextId()), new(NextId()), new Holder("ann", "ws1"), 2, FeatureVersion.Any, [], TimeSpan.FromMinutes(15),
        Noon.AddMinutes(16), Detached: true, GrantKind.FromQueue, Overdraft: false);

    private Guid NextId() => new(++idsMade, 0, 0, new byte[8]);
}
