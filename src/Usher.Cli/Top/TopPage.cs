using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Client;

namespace Usher.Cli.Top;

/// <summary>A screenful: the server, its features, and who holds seats.</summary>
internal static class TopPage
{
    private const string Keys = "q quit  s sort features  h sort holders  r reverse  ↑↓ scroll";
    private const int BarWidth = 20;

    /// <summary>The lines of the screen, none longer than its width, no more than its height.</summary>
    /// <param name="seen">The last answer; null: there was none yet.</param>
    /// <param name="trouble">Why there is no newer one; null: it is new.</param>
    /// <param name="view">What of it.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Lines.</param>
    public static List<string> Lines(TopSight? seen, string? trouble, TopView view, int width, int height)
    {
        var lines = new List<string>();
        if (seen is not null)
            lines.AddRange([Heading(seen), "", .. Features(seen.Status, view, Math.Max(2, height / 3)), "", .. Holders(seen, view)]);
        var body = Math.Max(0, height - 1);
        var shown = lines.Take(body).ToList();
        shown.AddRange(Enumerable.Repeat("", body - shown.Count));
        shown.Add(trouble is null ? $"{Keys}  [{view.Features.ToString().ToLowerInvariant()}, {view.Holders.ToString().ToLowerInvariant()}]" : $"! {trouble}");
        return [.. shown.Select(line => Cut(line, width))];
    }

    private static string Heading(TopSight seen)
    {
        var c = seen.Status.Features.Select(feature => feature.Counts).ToList();
        var used = c.Sum(one => one.Active + one.Lingering + one.Borrowed + one.Overdraft);
        return $"usher top  {seen.Address}  {seen.Status.Condition}  {seen.Status.Time.UtcDateTime:HH:mm:ss}Z  "
            + $"{used} of {c.Sum(one => one.Total)} seats held, {c.Sum(one => one.Queued)} waited for, {c.Count} features";
    }

    private static IEnumerable<string> Features(ServerStatus status, TopView view, int linesMax)
    {
        var rows = new Columns("FEATURE", "USE", ">ACTIVE", ">LINGER", ">BORROWED", ">OVERDRAFT", ">QUEUED", ">FREE", ">SEATS");
        var sorted = Sorted(status.Features, view).ToList();
        foreach (var one in sorted.Take(linesMax))
        {
            var c = one.Counts;
            rows.Add(one.Feature, Bar(Used(c), c.Total), $"{c.Active}", $"{c.Lingering}", $"{c.Borrowed}", $"{c.Overdraft}", $"{c.Queued}", $"{c.Free}", $"{c.Total}");
        }

        return sorted.Count > linesMax ? [.. rows.Lines(), $"… and {sorted.Count - linesMax} more"] : rows.Lines();
    }

    private static IEnumerable<string> Holders(TopSight seen, TopView view)
    {
        var rows = new Columns("USER", "HOST", "FEATURE", ">SEATS", "STATE", ">FOR", "PROGRAM");
        var scrolled = Math.Min(view.Scrolled, Math.Max(0, seen.Holders.Count - 1));
        foreach (var one in Sorted(seen.Holders, view).Skip(scrolled))
            rows.Add(
                one.User, one.Host, one.Feature, $"{one.Seats}", WhoJson.IsWaiting(one) ? $"queued, place {one.Position}" : one.State,
                Duration.Short(seen.Status.Time - one.Since), one.Application);
        return rows.Lines();
    }

    private static IEnumerable<FeatureStatus> Sorted(IEnumerable<FeatureStatus> features, TopView view)
    {
        var byName = features.OrderBy(one => one.Feature, StringComparer.Ordinal);
        var sorted = view.Features switch
        {
            FeatureOrder.Use => byName.OrderByDescending(one => one.Counts.Total > 0 ? (double)Used(one.Counts) / one.Counts.Total : 0),
            FeatureOrder.Queue => byName.OrderByDescending(one => one.Counts.Queued),
            FeatureOrder.Name => byName,
        };
        return view.IsReversed ? sorted.Reverse() : sorted;
    }

    private static IEnumerable<SeatHolder> Sorted(IEnumerable<SeatHolder> holders, TopView view)
    {
        var bySince = holders.OrderBy(WhoJson.IsWaiting).ThenBy(one => one.Since);
        var sorted = view.Holders switch
        {
            HolderOrder.Longest => bySince,
            HolderOrder.Seats => bySince.OrderByDescending(one => one.Seats),
            HolderOrder.User => bySince.OrderBy(one => one.User, StringComparer.Ordinal),
            HolderOrder.Feature => bySince.OrderBy(one => one.Feature, StringComparer.Ordinal),
        };
        return view.IsReversed ? sorted.Reverse() : sorted;
    }

    private static int Used(SeatCounts c) => c.Active + c.Lingering + c.Borrowed + c.Overdraft;

    private static string Bar(int used, int seats)
    {
        var filled = seats == 0 ? 0 : (int)Math.Min(BarWidth, Math.Ceiling((double)used * BarWidth / seats));
        return $"{new string('█', filled)}{new string('░', BarWidth - filled)}";
    }

    /// <summary>What a client calls itself must not steer the terminal.</summary>
    private static string Cut(string line, int width)
    {
        var harmless = string.Concat(line.Select(letter => char.IsControl(letter) ? '·' : letter));
        return harmless.Length <= width ? harmless : harmless[..width];
    }
}
