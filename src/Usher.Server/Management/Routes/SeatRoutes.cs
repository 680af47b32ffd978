using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Usher.Core;
using Usher.Server.Hosting;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Routes;

/// <summary>Features, and who holds their seats.</summary>
internal sealed class SeatRoutes(ServerCore core)
{
    /// <summary>Most rows in one page; also the size when none is asked for.</summary>
    internal const int TakeMax = 1000;

    /// <summary><c>GET /features</c>.</summary>
    internal Ok<FeatureList> Features() => TypedResults.Ok(new FeatureList(
        [.. core.Desk.Summaries.Where(pool => pool.IsLicensed).Select(SeatRows.Of)]));

    /// <summary><c>GET /leases?feature=&amp;skip=&amp;take=</c>.</summary>
    internal async Task<Ok<LeasePage>> LeasesAsync(HttpContext context, string? feature, int? skip, int? take, CancellationToken cancellationToken)
    {
        if (skip < 0 || take is < 0 or > TakeMax)
            throw new AdminException(StatusCodes.Status400BadRequest, AdminFaults.BadRequest($"skip must be 0 or more, and take 0 to {TakeMax}"));
        var page = await core.Desk.WhoAsync(Find(feature), skip ?? 0, take ?? TakeMax, cancellationToken);
        var names = core.Names.For(context);
        return TypedResults.Ok(new LeasePage([.. page.Rows.Select(row => SeatRows.Of(row, names))], page.Total, skip ?? 0));
    }

    private PoolId? Find(string? feature)
    {
        if (string.IsNullOrEmpty(feature))
            return null;
        return core.Desk.Resolve(feature, out var isAmbiguous) ?? throw new AdminException(
            StatusCodes.Status404NotFound,
            AdminFaults.UnknownFeature(feature, isAmbiguous, isAmbiguous ? core.Desk.NamesOf(feature) : core.Desk.SimilarTo(feature)));
    }
}
