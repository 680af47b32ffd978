using System.Collections.Immutable;
using Usher.Core;

namespace Usher.Simulation.Checks;

/// <summary>A live lease, as the events of the journal tell.</summary>
internal sealed record Seat(LeaseId Lease, Holder Holder, FeatureVersion Version, ImmutableArray<Draw> Draws, TimeSpan Ttl);
