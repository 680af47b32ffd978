using System.Collections.Immutable;

namespace Usher.Core;

/// <summary>A refusal that explains itself.</summary>
/// <param name="Reason">The rule that fired.</param>
/// <param name="Pool">Where.</param>
/// <param name="Seats">How many were asked for.</param>
/// <param name="Version">The version asked for.</param>
/// <param name="Counts">Seats by state when it was decided.</param>
/// <param name="Line">The license line that decided: the newest too-low version, the last that ended, …; null when none did.</param>
/// <param name="Holders">Who holds seats that would do, longest holder first, up to <see cref="PoolSettings.HoldersShownMax"/>.</param>
/// <param name="HoldersTotal">How many leases there are in all.</param>
/// <param name="FreeAt">When enough seats come free at the latest unless renewed; null when not known.</param>
/// <param name="RetryAt">When the same request may be met: the end of the cool-down, the line's start; null when time does not help.</param>
/// <param name="Ahead">Requests that wait in front.</param>
/// <param name="Note">The administrator's words, or how the lease ended; else empty.</param>
public sealed record Denial(
    DenialReason Reason,
    PoolId Pool,
    int Seats,
    FeatureVersion Version,
    SeatCounts Counts,
    LicenseLine? Line,
    ImmutableArray<LeaseView> Holders,
    int HoldersTotal,
    DateTimeOffset? FreeAt,
    DateTimeOffset? RetryAt,
    int Ahead,
    string Note);
