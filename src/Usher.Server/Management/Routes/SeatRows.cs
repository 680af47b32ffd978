using Usher.Core;
using Usher.Server.Access;
using Usher.Server.Lanes;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Routes;

/// <summary>Features and leases as the API shows them.</summary>
internal static class SeatRows
{
    internal static FeatureRow Of(PoolSummary pool) => new(
        pool.Pool.ToString(),
        pool.Counts.Total,
        pool.Counts.Active,
        pool.Counts.Lingering,
        pool.Counts.Reserved,
        pool.Counts.Borrowed,
        pool.Counts.Overdraft,
        pool.Counts.Queued,
        pool.Counts.Free,
        pool.QueueLength,
        [.. pool.Lines.Select(Of)]);

    internal static LeaseRow Of(WhoRow row, IPeopleNames names) =>
        row.Lease is { } lease ? Of(row.Pool, lease, names) : Of(row.Pool, row.Wait!, names);

    internal static LeaseRow Of(PoolId pool, LeaseView lease, IPeopleNames names) => new(
        lease.Lease.ToString(),
        pool.ToString(),
        names.User(lease.Holder.User),
        names.Host(lease.Holder.Host),
        names.Host(lease.Holder.Display),
        lease.Holder.Application,
        lease.Seats,
        lease.State == LeaseState.Lingering ? "lingering" : lease.Overdraft ? "overdraft" : "active",
        lease.Detached,
        lease.Connectionless,
        lease.Since,
        lease.Until,
        Position: 0);

    private static LeaseRow Of(PoolId pool, WaitView wait, IPeopleNames names) => new(
        wait.Lease.ToString(),
        pool.ToString(),
        names.User(wait.Holder.User),
        names.Host(wait.Holder.Host),
        names.Host(wait.Holder.Display),
        wait.Holder.Application,
        wait.Seats,
        "queued",
        Detached: false,
        Connectionless: false,
        wait.Since,
        wait.Until,
        wait.Position);

    private static LineRow Of(LineView view) => new(
        view.Line.Id,
        view.Line.Version.ToString(),
        view.Line.Seats,
        view.Used,
        view.Line.Overdraft,
        view.Line.StartsAt,
        view.Line.EndsAt,
        view.State switch
        {
            LineState.Early => "early",
            LineState.Open => "open",
            LineState.Grace => "grace",
            LineState.Ended => "ended",
            LineState.Withdrawn => "withdrawn",
        },
        Text(view.Line.Sharing));

    private static string Text(Sharing sharing) => string.Join('+', new[]
    {
        (Sharing.User, "user"), (Sharing.Host, "host"), (Sharing.Display, "display"), (Sharing.Site, "site"),
    }.Where(part => sharing.HasFlag(part.Item1)).Select(part => part.Item2));
}
