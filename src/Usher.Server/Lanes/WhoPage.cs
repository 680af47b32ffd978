using System.Collections.Immutable;
using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>Some of the leases and waiting requests, holders first, then the queue.</summary>
/// <param name="Rows">The page.</param>
/// <param name="Total">How many there are in all.</param>
internal sealed record WhoPage(ImmutableArray<WhoRow> Rows, int Total);

/// <summary>One lease or one waiting request; exactly one of the two is there.</summary>
internal readonly record struct WhoRow(PoolId Pool, LeaseView? Lease, WaitView? Wait);
