using System.Globalization;
using Usher.Cli.Reports;
using Usher.Core;
using Usher.Journal.History;
using Usher.Server.Management;

namespace Usher.Cli.Admin;

/// <summary>The history of a server as its administration tells it.</summary>
internal sealed class ManagedHistory(AdminClient admin) : IHistorySource
{
    /// <summary>Rows of one page; the most that the server gives.</summary>
    private const int PageRows = 1_000;

    /// <inheritdoc/>
    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken) =>
        (await admin.GetAsync("server", AdminJson.Default.ServerStatus)).Time;

    /// <inheritdoc/>
    public async Task<HistoryState> StateAsync(CancellationToken cancellationToken)
    {
        var covered = await admin.GetAsync("history", AdminJson.Default.HistoryCoverage);
        return new(covered.CaughtUpAt, covered.MinutesFrom, [.. covered.Features.Select(HistoryAnswers.Pool)]);
    }

    /// <inheritdoc/>
    public async Task<UsageSeries> UsageAsync(
        PoolId pool, DateTimeOffset from, DateTimeOffset to, TimeSpan bucket, CancellationToken cancellationToken)
    {
        var feature = $"{Uri.EscapeDataString(pool.Vendor)}/{Uri.EscapeDataString(pool.Feature)}";
        var step = bucket.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        var use = await admin.GetAsync($"history/{feature}?{Span(from, to)}&stepSeconds={step}", AdminJson.Default.UsageHistory);
        return new(pool, TimeSpan.FromSeconds(use.StepSeconds), [.. use.Steps.Select(HistoryAnswers.Of)]);
    }

    /// <inheritdoc/>
    public Task<HistoryPage<SessionRecord>> SessionsAsync(HistoryFilter filter, int rowsMax, CancellationToken cancellationToken) =>
        PagesAsync(rowsMax, async page =>
        {
            var open = filter.IsOpenOnly ? "&open=true" : "";
            var answer = await admin.GetAsync($"sessions?{Query(filter)}{open}{page}", AdminJson.Default.SessionPage);
            return new HistoryPage<SessionRecord>([.. answer.Sessions.Select(HistoryAnswers.Of)], answer.Next);
        });

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DenialRecord>> DenialsAsync(HistoryFilter filter, int rowsMax, CancellationToken cancellationToken)
    {
        var all = await PagesAsync(rowsMax, async page =>
        {
            var answer = await admin.GetAsync($"denials?{Query(filter)}{page}", AdminJson.Default.DenialPage);
            return new HistoryPage<DenialRecord>([.. answer.Denials.Select(HistoryAnswers.Of)], answer.Next);
        });
        return all.Rows;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DenialCount>> CountDenialsAsync(HistoryFilter filter, CancellationToken cancellationToken)
    {
        var answer = await admin.GetAsync($"denials/counts?{Query(filter)}", AdminJson.Default.DenialCounts);
        return [.. answer.Counts.Select(HistoryAnswers.Of)];
    }

    /// <inheritdoc/>
    public async Task<(IReadOnlyList<FeatureReport> Features, IReadOnlyList<UserUse> Users)> ReportAsync(
        DateTimeOffset from, DateTimeOffset to, int usersMax, CancellationToken cancellationToken)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"report?{Span(from, to)}&users={usersMax}");
        var report = await admin.GetAsync(query, AdminJson.Default.UseReport);
        return ([.. report.Features.Select(one => HistoryAnswers.Of(one, from))], [.. report.Users.Select(HistoryAnswers.Of)]);
    }

    /// <inheritdoc/>
    public void Dispose() => admin.Dispose();

    private static async Task<HistoryPage<T>> PagesAsync<T>(int rowsMax, Func<string, Task<HistoryPage<T>>> readAsync)
    {
        var rows = new List<T>();
        string? next = null;
        do
        {
            var take = Math.Min(PageRows, rowsMax - rows.Count).ToString(CultureInfo.InvariantCulture);
            var page = await readAsync($"&take={take}{(next is null ? "" : $"&after={Uri.EscapeDataString(next)}")}");
            rows.AddRange(page.Rows);
            next = page.Rows.Count == 0 ? null : page.Next;
        }
        while (next is not null && rows.Count < rowsMax);
        return new(rows, next);
    }

    private static string Query(HistoryFilter filter)
    {
        var feature = filter.Feature is null ? null : filter.Vendor is null ? filter.Feature : $"{filter.Vendor}/{filter.Feature}";
        return Span(filter.From, filter.To) + Part("feature", feature) + Part("user", filter.User) + Part("host", filter.Host);
    }

    private static string Part(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    private static string Span(DateTimeOffset from, DateTimeOffset to) => $"from={Instant(from)}&to={Instant(to)}";

    private static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
