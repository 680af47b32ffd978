using System.Collections.Immutable;
using Usher.Core;
using Usher.Server.Lanes;

namespace Usher.Server.Licenses;

/// <summary>The desk as the catalog sees it.</summary>
internal sealed class DeskLines(Desk desk) : IPoolLines
{
    /// <inheritdoc />
    public IReadOnlyDictionary<PoolId, ImmutableArray<LicenseLine>> Current => desk.Summaries.ToDictionary(
        pool => pool.Pool,
        pool => pool.Lines.Where(view => view.State != LineState.Withdrawn).Select(view => view.Line).ToImmutableArray());

    /// <inheritdoc />
    public async Task SetAsync(PoolId pool, ImmutableArray<LicenseLine> lines, CancellationToken cancellationToken) =>
        await desk.ExecuteAsync(pool, new SetLines(lines), cancellationToken);
}
