using Usher.Core;
using Usher.Journal.History;

namespace Usher.Server.Management.Reports;

/// <summary>Which part of the history a caller asks for, checked.</summary>
internal static class HistoryQuery
{
    /// <summary>The time that is looked at when none is named.</summary>
    internal static readonly TimeSpan SpanDefault = TimeSpan.FromDays(7);

    /// <summary>A filter.</summary>
    /// <param name="feature"><c>vendor/feature</c>, or <c>feature</c> of any vendor; null: all.</param>
    /// <param name="from">Null: <see cref="SpanDefault"/> before <paramref name="to"/>.</param>
    /// <param name="to">Null: now.</param>
    /// <param name="now">By the server's clock.</param>
    /// <exception cref="AdminException">The time is none.</exception>
    internal static HistoryFilter Filter(string? feature, DateTimeOffset? from, DateTimeOffset? to, DateTimeOffset now)
    {
        var end = to ?? now.AddTicks(1);
        var start = from ?? end - SpanDefault;
        if (start >= end)
            throw Paging.Bad("from must be before to");
        var slash = feature?.IndexOf('/') ?? -1;
        return new HistoryFilter(start, end)
        {
            Vendor = slash < 0 ? null : feature![..slash],
            Feature = string.IsNullOrEmpty(feature) ? null : feature[(slash + 1)..],
        };
    }

    /// <summary>The length of a step: as asked for, or an hour for three weeks at most, or a day.</summary>
    /// <exception cref="AdminException">It does not divide an hour nor is whole hours, or there would be too many steps.</exception>
    internal static TimeSpan Step(int? seconds, HistoryFilter within)
    {
        var span = within.To - within.From;
        var step = seconds is { } asked ? TimeSpan.FromSeconds(asked) : span <= 3 * SpanDefault ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);
        if (step <= TimeSpan.Zero || !(step.Ticks % TimeSpan.TicksPerHour == 0 || (step.Ticks % TimeSpan.TicksPerMinute == 0 && TimeSpan.TicksPerHour % step.Ticks == 0)))
            throw Paging.Bad("stepSeconds must be whole minutes that divide an hour, or whole hours");
        return span / step <= HistoryReader.BucketsMax ? step : throw Paging.Bad($"there would be more than {HistoryReader.BucketsMax} steps");
    }

    /// <summary>The feature of a route.</summary>
    internal static PoolId Pool(string vendor, string feature) => new(vendor, feature);
}
