using System.Collections.Immutable;
using Usher.Core;
using Usher.Server.Lanes;
using Usher.Server.Licenses;

namespace Usher.Server.Tests.Licenses;

/// <summary>Lines without pools; notes what is set, and can be told to fail.</summary>
internal sealed class PoolLinesOnPaper : IPoolLines
{
    private readonly Dictionary<PoolId, ImmutableArray<LicenseLine>> lines = [];

    public List<string> Told { get; } = [];

    public bool IsBroken { get; set; }

    public IReadOnlyDictionary<PoolId, ImmutableArray<LicenseLine>> Current => lines;

    public Task SetAsync(PoolId pool, ImmutableArray<LicenseLine> lines, CancellationToken cancellationToken)
    {
        if (IsBroken)
            throw new DeskRefusedException(Refusal.Busy);
        this.lines[pool] = lines;
        Told.Add($"{pool}: {string.Join(", ", lines.Select(line => $"{line.Id} {line.Seats}"))}");
        return Task.CompletedTask;
    }
}
