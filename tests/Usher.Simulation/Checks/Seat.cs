using System.Collections.Immutable;
using Usher.Core;

namespace Usher.Simulation.Checks;

/// <summary>
/// A live lease, as the events of the journal tell. The ttl is the longest that it ever had: a shorter one takes back no promise.
/// The last is when it was granted, in true time.
/// </summary>
internal sealed record Seat(
    LeaseId Lease,
    Holder Holder,
    FeatureVersion Version,
    ImmutableArray<Draw> Draws,
    TimeSpan Ttl,
    GrantKind Kind,
    bool Detached,
    TimeSpan GrantedAt);
