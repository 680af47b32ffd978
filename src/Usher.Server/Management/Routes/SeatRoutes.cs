using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Usher.Core;
using Usher.Server.Access;
using Usher.Server.Hosting;
using Usher.Server.Lanes;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Routes;

/// <summary>Features, and who holds their seats.</summary>
internal sealed class SeatRoutes(ServerCore core)
{
    /// <summary>Most rows in one page; also the size when none is asked for.</summary>
    internal const int TakeMax = Paging.TakeMax;

    /// <summary><c>GET /features</c>.</summary>
    internal Ok<FeatureList> Features(HttpContext context) => TypedResults.Ok(new FeatureList(
        [.. core.Desk.Summaries.Where(pool => pool.IsLicensed && RequestScope.Covers(context, pool.Pool)).Select(SeatRows.Of)]));

    /// <summary><c>GET /features/{vendor}/{feature}</c>. 404 when nobody licenses it.</summary>
    internal Ok<FeatureRow> Feature(HttpContext context, string vendor, string feature)
    {
        RequestScope.Require(context, new PoolId(vendor, feature));
        return core.Desk.SummaryOf(new PoolId(vendor, feature)) is { IsLicensed: true } pool
            ? TypedResults.Ok(SeatRows.Of(pool))
            : throw Unknown($"{vendor}/{feature}", isAmbiguous: false);
    }

    /// <summary><c>GET /leases?feature=&amp;user=&amp;host=&amp;state=&amp;skip=&amp;take=</c>.</summary>
    internal Task<Ok<LeasePage>> LeasesAsync(
        HttpContext context, string? feature, string? user, string? host, string? state, int? skip, int? take, CancellationToken cancellationToken) =>
        ListAsync(context, feature, Filter(context, user, host, StateOf(state)), skip, take, cancellationToken);

    /// <summary><c>GET /queue?feature=&amp;user=&amp;host=&amp;skip=&amp;take=</c>.</summary>
    internal Task<Ok<LeasePage>> QueueAsync(
        HttpContext context, string? feature, string? user, string? host, int? skip, int? take, CancellationToken cancellationToken) =>
        ListAsync(context, feature, Filter(context, user, host, SeatState.Queued), skip, take, cancellationToken);

    /// <summary><c>GET /leases/{id}</c>. 404 when nobody holds it or waits for it.</summary>
    internal async Task<Ok<LeaseRow>> LeaseAsync(HttpContext context, string id, CancellationToken cancellationToken) =>
        LeaseId.TryParse(id, out var lease) && await core.Desk.FindAsync(lease, cancellationToken) is { } row
            && RequestScope.Covers(context, row.Pool)
            ? TypedResults.Ok(SeatRows.Of(row, core.Names.For(context)))
            : throw new AdminException(StatusCodes.Status404NotFound, AdminFaults.UnknownLease(id));

    private WhoFilter? Filter(HttpContext context, string? user, string? host, SeatState? state)
    {
        core.Names.RequireShown(context, user, host);
        var scope = RequestScope.Of(context);
        return user is null && host is null && state is null && scope is null ? null : new WhoFilter(user, host, state) { Scope = scope };
    }

    private static SeatState? StateOf(string? word) => word switch
    {
        null => null,
        "active" => SeatState.Active,
        "lingering" => SeatState.Lingering,
        "overdraft" => SeatState.Overdraft,
        "queued" => SeatState.Queued,
        _ => throw Paging.Bad("state must be active, lingering, overdraft or queued"),
    };

    private async Task<Ok<LeasePage>> ListAsync(
        HttpContext context, string? feature, WhoFilter? filter, int? skip, int? take, CancellationToken cancellationToken)
    {
        if (skip < 0 || take is < 0 or > TakeMax)
            throw Paging.Bad($"skip must be 0 or more, and take 0 to {TakeMax}");
        RequestScope.RequireIfNamed(context, feature);
        var page = await core.Desk.WhoAsync(Find(feature), filter, skip ?? 0, take ?? TakeMax, cancellationToken);
        var names = core.Names.For(context);
        return TypedResults.Ok(new LeasePage([.. page.Rows.Select(row => SeatRows.Of(row, names))], page.Total, skip ?? 0));
    }

    private PoolId? Find(string? feature)
    {
        if (string.IsNullOrEmpty(feature))
            return null;
        return core.Desk.Resolve(feature, out var isAmbiguous) ?? throw Unknown(feature, isAmbiguous);
    }

    private AdminException Unknown(string feature, bool isAmbiguous) => new(
        StatusCodes.Status404NotFound,
        AdminFaults.UnknownFeature(feature, isAmbiguous, isAmbiguous ? core.Desk.NamesOf(feature) : core.Desk.SimilarTo(feature)));
}
