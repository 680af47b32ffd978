using System.Globalization;
using System.Net;
using Usher.Cli.CommandLine;
using Usher.Journal.History;

namespace Usher.Cli.Reports;

/// <summary>
/// A report as one page: no script, nothing loaded from anywhere, every word escaped. It says so to the browser too, so
/// that a name that slipped through could do nothing.
/// </summary>
internal static class HtmlReport
{
    private const string Head =
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>License use</title>
        <style>
        body { font: 15px/1.5 system-ui, sans-serif; color: #1b2330; max-width: 64rem; margin: 2rem auto; padding: 0 1rem }
        h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2.2rem 0 .4rem } p { margin: .3rem 0 }
        .soft { color: #5b6675 }
        table { border-collapse: collapse; width: 100%; margin: .6rem 0 }
        th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #dde3ea }
        th { font-weight: 600; color: #5b6675 } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
        .meter { background: #e8edf3; border-radius: 3px; height: .7rem; min-width: 6rem }
        .meter i { display: block; height: 100%; border-radius: 3px; background: #2f6fb0 } .meter i.full { background: #c2562e }
        .days { display: flex; align-items: flex-end; gap: 1px; height: 6rem; border-bottom: 1px solid #5b6675; margin: .6rem 0 .2rem }
        .days i { flex: 1; background: #2f6fb0; min-height: 1px } .days i.full { background: #c2562e }
        .ends { display: flex; justify-content: space-between } @media print { body { margin: 0 } }
        </style>
        </head>
        <body>

        """;

    /// <summary>Writes the page.</summary>
    public static void Write(UsageReport report, TextWriter output)
    {
        output.Write(Head);
        output.WriteLine("<h1>License use</h1>");
        output.WriteLine($"<p class=\"soft\">{Day(report.From)} to {Day(report.To.AddTicks(-1))} (UTC), made {Minute(report.MadeAt)}{Reach(report)}</p>");
        Overview(report, output);
        for (var i = 0; i < report.Features.Count; i++)
            Feature(report.Features[i], report.Days[i], output);
        People(report, output);
        output.WriteLine("<p class=\"soft\">Peak: most seats held at once. Average: over all hours, nights and weekends included. Full: how long every licensed seat was held.</p>");
        output.WriteLine("</body>\n</html>");
    }

    private static void Overview(UsageReport report, TextWriter output)
    {
        if (report.Features.Count == 0)
        {
            output.WriteLine("<p>Nothing was licensed or asked for.</p>");
            return;
        }

        output.WriteLine("<table><tr><th>Feature</th><th class=\"n\">Seats</th><th class=\"n\">Peak</th><th>Peak of seats</th><th class=\"n\">Average</th><th>Full for</th><th class=\"n\">People</th><th class=\"n\">Denials</th></tr>");
        foreach (var one in report.Features)
            output.WriteLine(
                $"<tr><td>{Text($"{one.Pool}")}</td>{Cell(one.SeatsAtEnd)}{Cell(one.Use.Peak.Used)}<td>{Meter(one.Use.Peak.Used, one.Use.Seats)}</td>"
                + $"{Cell(one.Use.UsedAverage)}<td>{Duration.Short(one.Use.Full)}</td>{Cell(one.Users)}{Cell(one.Denials.Sum(denial => denial.Count))}</tr>");
        output.WriteLine("</table>");
    }

    private static void Feature(FeatureReport one, UsageSeries days, TextWriter output)
    {
        output.WriteLine($"<h2>{Text($"{one.Pool}")}</h2>");
        var peak = one.PeakAt is { } at ? $"Peak {one.Use.Peak.Used} of {one.Use.Seats} seats on {Minute(at)}. " : "Never used. ";
        output.WriteLine($"<p>{peak}{Number(one.Use.Hours.Used)} seat-hours in {one.Sessions} sessions by {one.Users} people.{Above(one)}</p>");
        Days(days, output);
        if (one.Denials.Count == 0)
            return;
        output.WriteLine("<table><tr><th>Denied because</th><th>Code</th><th class=\"n\">Times</th><th class=\"n\">People</th><th>Last</th></tr>");
        foreach (var denial in one.Denials)
            output.WriteLine(
                $"<tr><td>{CauseText.Words(denial.Cause)}</td><td>{CauseText.Code(denial.Cause)}</td>{Cell(denial.Count)}{Cell(denial.Users)}<td>{Minute(denial.Last)}</td></tr>");
        output.WriteLine("</table>");
    }

    /// <summary>A bar for the peak of each day.</summary>
    private static void Days(UsageSeries days, TextWriter output)
    {
        if (days.Buckets.Count == 0)
            return;
        var top = Math.Max(1, days.Buckets.Max(day => Math.Max(day.Peak.Used, day.Seats)));
        output.Write("<div class=\"days\">");
        foreach (var day in days.Buckets)
            output.Write(
                $"<i{(IsFull(day.Peak.Used, day.Seats) ? " class=\"full\"" : "")} style=\"height:{Percent(day.Peak.Used, top)}%\" title=\"{Day(day.At)}: {day.Peak.Used} of {day.Seats}\"></i>");
        output.WriteLine($"</div>\n<div class=\"ends soft\"><span>{Day(days.Buckets[0].At)}</span><span>peak of each day, {top} seats at the top</span><span>{Day(days.Buckets[^1].At)}</span></div>");
    }

    private static void People(UsageReport report, TextWriter output)
    {
        if (report.Users.Count == 0)
            return;
        output.WriteLine("<h2>Who</h2>\n<table><tr><th>User</th><th class=\"n\">Seat-hours</th><th class=\"n\">Sessions</th><th class=\"n\">Hosts</th></tr>");
        foreach (var user in report.Users)
            output.WriteLine($"<tr><td>{Text(user.User)}</td>{Cell(user.SeatHours)}{Cell(user.Sessions)}{Cell(user.Hosts)}</tr>");
        output.WriteLine("</table>");
        if (report.Users.Count == UsageReport.UsersMax)
            output.WriteLine($"<p class=\"soft\">The {UsageReport.UsersMax} who used most.</p>");
    }

    private static string Reach(UsageReport report) =>
        report.CaughtUpAt is { } at && at < report.To ? $"; the history reaches up to {Minute(at)}" : "";

    private static string Above(FeatureReport one) =>
        (one.Use.Peak.Overdraft > 0 ? $" Up to {one.Use.Peak.Overdraft} seats above the count." : "")
        + (one.Use.Peak.Queued > 0 ? $" Up to {one.Use.Peak.Queued} seats waited for." : "");

    private static string Meter(long used, long seats) =>
        $"<div class=\"meter\"><i{(IsFull(used, seats) ? " class=\"full\"" : "")} style=\"width:{Percent(used, Math.Max(1, seats))}%\"></i></div>";

    private static bool IsFull(long used, long seats) => seats > 0 && used >= seats;

    private static string Percent(long part, long whole) =>
        Math.Min(100, 100.0 * part / whole).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Cell(long number) => $"<td class=\"n\">{number}</td>";

    private static string Cell(double number) => $"<td class=\"n\">{Number(number)}</td>";

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd}";

    private static string Minute(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm}";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
