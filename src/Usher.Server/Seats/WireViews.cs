using System.Globalization;
using Usher.Core;
using Usher.Protocol;
using Usher.Server.Lanes;

namespace Usher.Server.Seats;

/// <summary>What people may see of pools and leases, as messages.</summary>
internal static class WireViews
{
    /// <summary>A pool for the answer to status.</summary>
    public static FeatureStatus ToWire(PoolSummary summary)
    {
        var status = new FeatureStatus
        {
            Feature = summary.Pool.ToString(),
            Counts = ToWire(summary.Counts),
            QueueLength = (uint)summary.QueueLength,
        };
        foreach (var line in summary.Lines)
            status.Lines.Add(ToWire(line));
        return status;
    }

    /// <summary>Seats by state.</summary>
    public static Counts ToWire(in SeatCounts counts) => new()
    {
        Total = (uint)counts.Total,
        Active = (uint)counts.Active,
        Lingering = (uint)counts.Lingering,
        Reserved = (uint)counts.Reserved,
        Borrowed = (uint)counts.Borrowed,
        Overdraft = (uint)counts.Overdraft,
        Queued = (uint)counts.Queued,
        Free = (uint)counts.Free,
    };

    /// <summary>A row of the answer to who.</summary>
    public static LeaseInfo ToWire(in WhoRow row) =>
        row.Lease is { } lease ? ToWire(lease, row.Pool) : ToWire(row.Wait!, row.Pool);

    /// <summary>A lease.</summary>
    public static LeaseInfo ToWire(LeaseView lease, PoolId pool) => new()
    {
        Lease = WireIds.ToWire(lease.Lease),
        User = lease.Holder.User,
        Host = lease.Holder.Host,
        Display = lease.Holder.Display,
        Application = lease.Holder.Application,
        Seats = (uint)lease.Seats,
        State = lease.State == LeaseState.Lingering ? "lingering" : lease.Overdraft ? "overdraft" : "active",
        SinceUnixMs = lease.Since.ToUnixTimeMilliseconds(),
        UntilUnixMs = lease.Until.ToUnixTimeMilliseconds(),
        Feature = pool.ToString(),
        Detached = lease.Detached,
        Connectionless = lease.Connectionless,
    };

    private static LeaseInfo ToWire(WaitView wait, PoolId pool) => new()
    {
        Lease = WireIds.ToWire(wait.Lease),
        User = wait.Holder.User,
        Host = wait.Holder.Host,
        Display = wait.Holder.Display,
        Application = wait.Holder.Application,
        Seats = (uint)wait.Seats,
        State = "queued",
        SinceUnixMs = wait.Since.ToUnixTimeMilliseconds(),
        UntilUnixMs = wait.Until.ToUnixTimeMilliseconds(),
        Feature = pool.ToString(),
        Position = (uint)wait.Position,
    };

    private static LineStatus ToWire(LineView view) => new()
    {
        Id = view.Line.Id,
        Version = view.Line.Version.ToString(),
        Seats = (uint)view.Line.Seats,
        Used = (uint)view.Used,
        Overdraft = (uint)view.Line.Overdraft,
        StartsUnixMs = view.Line.StartsAt?.ToUnixTimeMilliseconds() ?? 0,
        EndsUnixMs = view.Line.EndsAt?.ToUnixTimeMilliseconds() ?? 0,
        State = view.State.ToString().ToLower(CultureInfo.InvariantCulture),
        Sharing = Written(view.Line.Sharing),
    };

    /// <summary><c>user+host</c>, <c>site</c>, or empty.</summary>
    private static string Written(Sharing sharing) => sharing.HasFlag(Sharing.Site)
        ? "site"
        : string.Join('+', Parts(sharing));

    private static IEnumerable<string> Parts(Sharing sharing)
    {
        if (sharing.HasFlag(Sharing.User))
            yield return "user";
        if (sharing.HasFlag(Sharing.Host))
            yield return "host";
        if (sharing.HasFlag(Sharing.Display))
            yield return "display";
    }
}
