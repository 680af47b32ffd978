using Usher.Journal.History;
using Usher.Server.Access;
using Usher.Server.Management.Contract;
using static Usher.Server.Management.Reports.HistoryWords;

namespace Usher.Server.Management.Reports;

/// <summary>Records of the history as the API shows them.</summary>
internal static class HistoryRows
{
    internal static UsageStep Of(UsageBucket bucket) => new(
        bucket.At, (long)bucket.Covered.TotalSeconds, bucket.Seats, bucket.Peak.Used, Rounded(bucket.UsedAverage), bucket.Peak.Active,
        bucket.Peak.Lingering, bucket.Peak.Overdraft, bucket.Peak.Queued, Rounded(bucket.Hours.Active), Rounded(bucket.Hours.Lingering),
        Rounded(bucket.Hours.Overdraft), Rounded(bucket.Hours.Queued), (long)bucket.Full.TotalSeconds);

    internal static SessionRow Of(SessionRecord one, IPeopleNames names) => new(
        one.Lease.ToString(), one.Pool.ToString(), names.User(one.Holder.User), names.Host(one.Holder.Host), names.Host(one.Holder.Display),
        one.Holder.Application, one.Seats, one.Version, Of(one.Kind), one.Detached, one.Connectionless, one.Overdraft, (long)one.Waited.TotalSeconds, one.GrantedAt, one.EndedAt,
        one.Reason is { } reason ? Of(reason) : null, one.Note, one.By);

    internal static DenialRow Of(DenialRecord one, IPeopleNames names) => new(
        one.At, one.Pool.ToString(), names.User(one.Holder.User), names.Host(one.Holder.Host), names.Host(one.Holder.Display),
        one.Holder.Application, one.Seats, one.Version,
        CodeOf(one.Cause), Of(one.Cause), (long)one.Waited.TotalSeconds);

    internal static DenialCountRow Of(DenialCount count) => new(
        count.Pool.ToString(), CodeOf(count.Cause), Of(count.Cause), count.Count, count.Users, count.First, count.Last);

    internal static FeatureUseRow Of(FeatureReport one) => new(
        one.Pool.ToString(), one.SeatsAtEnd, one.Use.Seats, one.Use.Peak.Used, one.PeakAt, Rounded(one.Use.UsedAverage),
        (long)one.Use.Covered.TotalSeconds, one.Use.Peak.Overdraft, one.Use.Peak.Queued, (long)one.Use.Full.TotalSeconds, Rounded(one.Use.Hours.Used), one.Sessions, one.Users,
        [.. one.Denials.Select(Of)]);

    internal static UserUseRow Of(UserUse one, IPeopleNames names) => new(names.User(one.User), one.Sessions, Rounded(one.SeatHours), one.Hosts);

    private static string Of<T>(T value)
        where T : struct, Enum => HistoryWords.Of(value);
}
