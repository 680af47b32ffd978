using System.Collections.Frozen;

namespace Usher.Server.Management.Events;

/// <summary>The types of events, a contract; docs/api.md says what each carries.</summary>
internal static class EventTypes
{
    internal const string Granted = "granted";
    internal const string Resumed = "resumed";
    internal const string Renewed = "renewed";
    internal const string Moved = "moved";
    internal const string Lingering = "lingering";
    internal const string Returned = "returned";
    internal const string Expired = "expired";
    internal const string Revoked = "revoked";
    internal const string Ended = "ended";
    internal const string Denied = "denied";
    internal const string Queued = "queued";
    internal const string Absent = "absent";
    internal const string Back = "back";
    internal const string Left = "left";
    internal const string SeatsChanged = "seats-changed";
    internal const string ServiceResumed = "service-resumed";
    internal const string LicenseAdded = "license-added";
    internal const string LicenseRemoved = "license-removed";
    internal const string ServerStarted = "server-started";
    internal const string ServerStopped = "server-stopped";
    internal const string ClockSetBack = "clock-set-back";
    internal const string ClockRecovered = "clock-recovered";

    /// <summary>Of the stream itself: the place where the caller left off is not in this journal.</summary>
    internal const string Reset = "reset";

    /// <summary>Of the stream itself: it ends because the journal cannot be read.</summary>
    internal const string Fault = "fault";

    /// <summary>Every type that may be asked for.</summary>
    internal static FrozenSet<string> All { get; } = new[]
    {
        Granted, Resumed, Renewed, Moved, Lingering, Returned, Expired, Revoked, Ended, Denied, Queued, Absent, Back, Left, SeatsChanged,
        ServiceResumed, LicenseAdded, LicenseRemoved, ServerStarted, ServerStopped, ClockSetBack, ClockRecovered,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What is sent when nothing is asked for: all but renewals, of which there are many.</summary>
    internal static FrozenSet<string> Usual { get; } = All.Where(type => type != Renewed).ToFrozenSet(StringComparer.Ordinal);
}
