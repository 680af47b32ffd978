using System.Collections.Immutable;
using Usher.Core;

namespace Usher.Server.Licenses;

/// <summary>The license lines as the pools have them. Safe on any thread.</summary>
internal interface IPoolLines
{
    /// <summary>The lines of every pool that has some, withdrawn ones not included.</summary>
    IReadOnlyDictionary<PoolId, ImmutableArray<LicenseLine>> Current { get; }

    /// <summary>Replaces the lines of a pool; an unknown pool is made.</summary>
    /// <returns>After it is durable.</returns>
    Task SetAsync(PoolId pool, ImmutableArray<LicenseLine> lines, CancellationToken cancellationToken);
}
