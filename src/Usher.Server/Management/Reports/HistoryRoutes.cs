using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Usher.Journal.History;
using Usher.Server.Access;
using Usher.Server.Hosting;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Reports;

/// <summary>What was: use over time, sessions, denials, reports. Read from the history, never from the desk.</summary>
internal sealed class HistoryRoutes(ServerCore core)
{
    /// <summary>Most people in a report.</summary>
    internal const int UsersMax = 1000;

    private const int UsersDefault = 20;

    internal static void Map(RouteGroupBuilder routes, ServerCore core)
    {
        var history = new HistoryRoutes(core);
        routes.MapGet("/history", history.CoverageAsync).For(Role.Viewer).KeepsToFeatures();
        routes.MapGet("/history/{vendor}/{feature}", history.UsageAsync).For(Role.Viewer).KeepsToFeatures();
        routes.MapGet("/sessions", history.SessionsAsync).For(Role.Viewer).KeepsToFeatures();
        routes.MapGet("/denials", history.DenialsAsync).For(Role.Viewer).KeepsToFeatures();
        routes.MapGet("/denials/counts", history.CountsAsync).For(Role.Viewer).KeepsToFeatures();
        routes.MapGet("/report", history.ReportAsync).For(Role.Viewer);
    }

    private async Task<Ok<HistoryCoverage>> CoverageAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var state = await core.History.StateAsync(cancellationToken);
        return TypedResults.Ok(new HistoryCoverage(
            state.CaughtUpAt, state.MinutesFrom,
            [.. state.Pools.Where(pool => RequestScope.Covers(context, pool)).Select(pool => pool.ToString())]));
    }

    /// <summary>404 for a feature that neither was nor is.</summary>
    private async Task<Ok<UsageHistory>> UsageAsync(
        HttpContext context, string vendor, string feature, DateTimeOffset? from, DateTimeOffset? to, int? stepSeconds, CancellationToken cancellationToken)
    {
        var pool = HistoryQuery.Pool(vendor, feature);
        RequestScope.Require(context, pool);
        var within = HistoryQuery.Filter(null, from, to, core.Clock.Now);
        var step = HistoryQuery.Step(stepSeconds, within);
        var state = await core.History.StateAsync(cancellationToken);
        if (!state.Pools.Contains(pool) && core.Desk.SummaryOf(pool) is null)
            throw new AdminException(StatusCodes.Status404NotFound, AdminFaults.UnknownFeature(pool.ToString(), isAmbiguous: false, core.Desk.SimilarTo(feature)));
        var series = await core.History.UsageAsync(pool, within.From, within.To, step, cancellationToken);
        return TypedResults.Ok(new UsageHistory(
            pool.ToString(), state.CaughtUpAt, (long)series.Bucket.TotalSeconds, [.. series.Buckets.Select(HistoryRows.Of)]));
    }

    private async Task<Ok<SessionPage>> SessionsAsync(
        HttpContext context, string? feature, string? user, string? host, bool? open, DateTimeOffset? from, DateTimeOffset? to, int? take, string? after, CancellationToken cancellationToken)
    {
        RequestScope.RequireNamed(context, feature);
        core.Names.RequireShown(context, user, host);
        var filter = HistoryQuery.Filter(feature, from, to, core.Clock.Now) with { User = user, Host = host, IsOpenOnly = open ?? false };
        var page = await AfterAsync(core.History.SessionsAsync(filter, Paging.Rows(take), after, cancellationToken));
        var names = core.Names.For(context);
        return TypedResults.Ok(new SessionPage([.. page.Rows.Select(row => HistoryRows.Of(row, names))], await ReachAsync(cancellationToken), page.Next));
    }

    private async Task<Ok<DenialPage>> DenialsAsync(
        HttpContext context, string? feature, string? user, string? host, DateTimeOffset? from, DateTimeOffset? to, int? take, string? after, CancellationToken cancellationToken)
    {
        RequestScope.RequireNamed(context, feature);
        core.Names.RequireShown(context, user, host);
        var filter = HistoryQuery.Filter(feature, from, to, core.Clock.Now) with { User = user, Host = host };
        var page = await AfterAsync(core.History.DenialsAsync(filter, Paging.Rows(take), after, cancellationToken));
        var names = core.Names.For(context);
        return TypedResults.Ok(new DenialPage([.. page.Rows.Select(row => HistoryRows.Of(row, names))], await ReachAsync(cancellationToken), page.Next));
    }

    private async Task<Ok<DenialCounts>> CountsAsync(
        HttpContext context, string? feature, string? user, string? host, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        RequestScope.RequireNamed(context, feature);
        core.Names.RequireShown(context, user, host);
        var filter = HistoryQuery.Filter(feature, from, to, core.Clock.Now) with { User = user, Host = host };
        var counts = await core.History.CountDenialsAsync(filter, cancellationToken);
        return TypedResults.Ok(new DenialCounts([.. counts.Select(HistoryRows.Of)], await ReachAsync(cancellationToken)));
    }

    private async Task<Ok<UseReport>> ReportAsync(
        HttpContext context, DateTimeOffset? from, DateTimeOffset? to, int? users, CancellationToken cancellationToken)
    {
        if (users is < 1 or > UsersMax)
            throw Paging.Bad($"users must be 1 to {UsersMax}");
        var within = HistoryQuery.Filter(null, from, to, core.Clock.Now);
        var features = await core.History.ReportAsync(within.From, within.To, cancellationToken);
        var people = await core.History.TopUsersAsync(within, users ?? UsersDefault, cancellationToken);
        var names = core.Names.For(context);
        return TypedResults.Ok(new UseReport(
            within.From, within.To, await ReachAsync(cancellationToken),
            [.. features.Select(HistoryRows.Of)], [.. people.Select(row => HistoryRows.Of(row, names))]));
    }

    private async Task<DateTimeOffset?> ReachAsync(CancellationToken cancellationToken) =>
        (await core.History.StateAsync(cancellationToken)).CaughtUpAt;

    /// <summary>The one thing that a reader finds fault with by itself is where the page begins.</summary>
    private static async Task<HistoryPage<T>> AfterAsync<T>(Task<HistoryPage<T>> page)
    {
        try
        {
            return await page;
        }
        catch (ArgumentException error)
        {
            throw Paging.Bad($"after is not the 'next' of a page: {error.Message}");
        }
    }
}
