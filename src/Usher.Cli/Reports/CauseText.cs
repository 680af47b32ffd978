using System.Text.Json;
using Usher.Journal.History;
using Usher.Protocol;

namespace Usher.Cli.Reports;

/// <summary>Causes of denials in words, and with the codes that clients were told.</summary>
internal static class CauseText
{
    /// <summary>For people: "all seats taken".</summary>
    public static string Words(DenialCause cause) => cause switch
    {
        DenialCause.NoSuchFeature => "no such feature",
        DenialCause.VersionTooHigh => "version too high",
        DenialCause.NotYetValid => "license not yet valid",
        DenialCause.LicenseEnded => "license ended",
        DenialCause.MoreThanExist => "more seats than exist",
        DenialCause.AllSeatsTaken => "all seats taken",
        DenialCause.QueueFull => "queue full",
        DenialCause.CoolingDown => "revoked a moment ago",
        DenialCause.LeaseIsOver => "lease is over",
        DenialCause.LeaseOfAnother => "lease of another",
        DenialCause.TooManyLeases => "too many leases",
        DenialCause.BadSeatCount => "bad number of seats",
        DenialCause.WaitCancelled => "gave up waiting",
        DenialCause.WaitTimedOut => "waited too long",
        DenialCause.WaitAbandoned => "left the queue without a word",
        DenialCause.WaitHopeless => "license went away while waiting",
    };

    /// <summary>For programs: "allSeatsTaken"; and the same for any other closed set of words.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName($"{value}");

    /// <summary>Of docs/errors.md.</summary>
    public static string Code(DenialCause cause) => cause switch
    {
        DenialCause.NoSuchFeature => ErrorCodes.NoSuchFeature,
        DenialCause.VersionTooHigh => ErrorCodes.VersionTooHigh,
        DenialCause.NotYetValid => ErrorCodes.NotYetValid,
        DenialCause.LicenseEnded => ErrorCodes.LicenseEnded,
        DenialCause.MoreThanExist => ErrorCodes.MoreThanExist,
        DenialCause.AllSeatsTaken => ErrorCodes.AllSeatsTaken,
        DenialCause.QueueFull => ErrorCodes.QueueFull,
        DenialCause.CoolingDown => ErrorCodes.CoolingDown,
        DenialCause.LeaseIsOver => ErrorCodes.LeaseIsOver,
        DenialCause.LeaseOfAnother => ErrorCodes.LeaseOfAnother,
        DenialCause.TooManyLeases => ErrorCodes.TooManyLeases,
        DenialCause.BadSeatCount => ErrorCodes.BadSeatCount,
        DenialCause.WaitCancelled => ErrorCodes.WaitCancelled,
        DenialCause.WaitTimedOut => ErrorCodes.WaitTimedOut,
        DenialCause.WaitAbandoned => ErrorCodes.WaitAbandoned,
        DenialCause.WaitHopeless => ErrorCodes.WaitHopeless,
    };
}
