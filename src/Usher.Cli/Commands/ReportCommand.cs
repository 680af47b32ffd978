using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Usher.Cli.Admin;
using Usher.Cli.CommandLine;
using Usher.Cli.Files;
using Usher.Cli.Output;
using Usher.Cli.Reports;

namespace Usher.Cli.Commands;

/// <summary>'usher report': use, peaks, denials and people over some days.</summary>
internal static class ReportCommand
{
    private const int DaysDefault = 30;
    private const int DaysMax = 3660;

    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var from = Day("--from", "the first day, as 2027-01-01 (default: 30 days before the last)");
        var to = Day("--to", "the last day, included (default: today)");
        var format = new Option<string?>("--format") { HelpName = "FORM", Description = "text, csv, json or html (default: text)" };
        format.AcceptOnlyFromAmong("text", "csv", "json", "html");
        var file = Options.Text("--output", "FILE", "where to write it (default: standard output)", "-o");
        var command = new VerbCommand("report", "Sum up some days for people who pay for seats: use, peaks, denials, who.") { from, to, format, file };
        var where = new AdminOptionSet(command);
        return command
            .Note("Days are UTC. It reads the data folder of a server on this machine, or asks one elsewhere. The HTML page needs nothing but a browser.")
            .Example("usher report --format html -o report.html", "the last 30 days as a page to send around")
            .Example("usher report --from 2027-01-01 --to 2027-03-31 --format csv", "a quarter, one row for each feature")
            .Does(async parsed =>
            {
                using var history = await where.OpenHistoryAsync(parsed, surroundings);
                var (first, after) = Days(parsed.GetValue(from), parsed.GetValue(to), history.Now);
                var report = await UsageReport.ReadAsync(history, first, after, surroundings.Interrupted);
                return Write(report, FormOf(parsed.GetValue(format)), parsed.GetValue(file), surroundings);
            });
    }

    /// <summary>The first instant of the first day, and that after the last day.</summary>
    internal static (DateTimeOffset From, DateTimeOffset To) Days(DateOnly? from, DateOnly? to, DateTimeOffset now)
    {
        var last = to ?? DateOnly.FromDateTime(now.UtcDateTime);
        var first = from ?? last.AddDays(-DaysDefault);
        if (first > last)
            throw FaultException.Usage(CliCodes.BadValue, $"--from {first:yyyy-MM-dd} is after --to {last:yyyy-MM-dd}", "swap them");
        if (last.DayNumber - first.DayNumber >= DaysMax)
            throw FaultException.Usage(CliCodes.BadValue, $"a report has at most {DaysMax} days", "take fewer");
        return (Midnight(first), Midnight(last.AddDays(1)));
    }

    /// <summary>Writes the report.</summary>
    internal static int Write(UsageReport report, PrintForm form, string? file, Surroundings surroundings)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        if (form == PrintForm.Html)
            HtmlReport.Write(report, text);
        else if (form == PrintForm.Csv)
            CsvReport.Write(report, text);
        else if (form == PrintForm.Json)
            text.WriteLine(System.Text.Json.JsonSerializer.Serialize(ReportJson.Of(report), CliJson.Readable.ReportJson));
        else if (file is null)
            TextReport.Write(report, surroundings);
        else
            throw FaultException.Usage(CliCodes.BadValue, "--output needs --format csv, json or html", "or redirect the text with '>'");
        if (file is null)
            surroundings.Output.Write(text);
        else
            TextFiles.Replace(file, text.ToString());
        return ExitCode.Done;
    }

    private static PrintForm FormOf(string? format) => format switch
    {
        "csv" => PrintForm.Csv,
        "json" => PrintForm.Json,
        "html" => PrintForm.Html,
        _ => PrintForm.People,
    };

    private static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        HelpName = "DAY",
        Description = description,
        CustomParser = result => ParseDay(result, name),
    };

    private static DateOnly? ParseDay(ArgumentResult result, string name)
    {
        var text = result.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1970 and < 9999)
            return day;
        result.AddError($"{name} '{text}' is not a day: write it as 2027-01-31");
        return null;
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
