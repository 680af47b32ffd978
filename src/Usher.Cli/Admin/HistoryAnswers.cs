using Usher.Core;
using Usher.Journal.History;
using Usher.Server.Management.Contract;

namespace Usher.Cli.Admin;

/// <summary>Rows of the administration API as the records that a history's file gives.</summary>
internal static class HistoryAnswers
{
    /// <summary>The API does not say an event's number, and nothing that is printed does.</summary>
    private const long NoSequence = 0;

    /// <summary>Of <c>vendor/feature</c>.</summary>
    internal static PoolId Pool(string feature)
    {
        var slash = feature.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? throw Unknown("feature", feature) : new(feature[..slash], feature[(slash + 1)..]);
    }

    internal static UsageBucket Of(UsageStep step) => new(
        step.At, TimeSpan.FromSeconds(step.CoveredSeconds), step.Seats,
        new(step.UsedPeak, step.ActivePeak, step.LingeringPeak, step.OverdraftPeak, step.QueuedPeak),
        new(step.ActiveSeatHours, step.LingeringSeatHours, step.OverdraftSeatHours, step.QueuedSeatHours),
        TimeSpan.FromSeconds(step.FullSeconds));

    internal static SessionRecord Of(SessionRow row) => new(
        Pool(row.Feature), NoSequence, LeaseId.TryParse(row.Lease, out var lease) ? lease : throw Unknown("lease", row.Lease),
        new Holder(row.User, row.Host, row.Display, row.Application), row.Seats, row.Version, Word<GrantKind>(row.Kind), row.Detached,
        row.Connectionless, row.Overdraft, row.GrantedAt, TimeSpan.FromSeconds(row.WaitedSeconds), row.EndedAt,
        row.Reason is null ? null : Word<EndReason>(row.Reason), row.Note, row.By);

    internal static DenialRecord Of(DenialRow row) => new(
        Pool(row.Feature), NoSequence, row.At, new Holder(row.User, row.Host, row.Display, row.Application), row.Seats, row.Version,
        Word<DenialCause>(row.Cause), TimeSpan.FromSeconds(row.WaitedSeconds));

    internal static DenialCount Of(DenialCountRow row) => new(
        Pool(row.Feature), Word<DenialCause>(row.Cause), row.Denials, row.Users, row.First, row.Last);

    internal static UserUse Of(UserUseRow row) => new(row.User, row.Sessions, row.SeatHours, row.Hosts);

    /// <summary>A report says of the states only their sum, which is all that is printed of them.</summary>
    internal static FeatureReport Of(FeatureUseRow row, DateTimeOffset from) => new(
        Pool(row.Feature),
        new(
            from, TimeSpan.FromSeconds(row.CoveredSeconds), row.SeatsMost,
            new(row.UsedPeak, Active: 0, Lingering: 0, row.OverdraftPeak, row.QueuedPeak),
            new(row.SeatHours, Lingering: 0, Overdraft: 0, Queued: 0), TimeSpan.FromSeconds(row.FullSeconds)),
        row.Seats, row.PeakAt, row.Sessions, row.Users, [.. row.Denials.Select(Of)]);

    private static T Word<T>(string word)
        where T : struct, Enum =>
        Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : throw Unknown(typeof(T).Name, word);

    private static FaultException Unknown(string what, string word) => new(ExitCode.NoServer, new Fault(
        CliCodes.ServerTooNew,
        $"the server's answer has a {what} '{word}', which this command does not know",
        "use an 'usher' of the server's version or a newer one"));
}
