using Usher.Core;

namespace Usher.Server.Management.Leases;

/// <summary>What the secret of a lease proves.</summary>
/// <param name="Lease">Which lease.</param>
/// <param name="Feature">Of which pool, <c>vendor/feature</c>.</param>
/// <param name="Holder">Whose: user and host.</param>
internal sealed record LeaseProof(LeaseId Lease, string Feature, Holder Holder);
