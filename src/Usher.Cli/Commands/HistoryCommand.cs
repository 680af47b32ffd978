using System.CommandLine;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Reports;
using Usher.Journal.History;
using Usher.Server.Options;

namespace Usher.Cli.Commands;

/// <summary>'usher history': a feature's use over time.</summary>
internal static class HistoryCommand
{
    /// <summary>Buckets that a script gets when it does not say.</summary>
    private const int BucketsForScripts = 200;

    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var feature = new Argument<string>("FEATURE") { Description = "whose use, such as 'cad' or 'acme/cad'" };
        var bucket = Options.Span("--bucket", "length of a step: minutes that divide an hour, or hours (default: what fits)", TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));
        var command = new VerbCommand("history", "Draw how many seats of a feature were in use over time.") { feature, bucket };
        var options = new HistoryOptionSet(command);
        return command
            .Note(
                "Bars are the most seats held at once, the dashed line is what was licensed. Times are UTC. It reads the data folder",
                "of a server on this machine, or asks one elsewhere; docs/history.md says what is kept, and for how long.")
            .Example("usher history cad", "the last seven days as a chart")
            .Example("usher history cad --since 30d --bucket 1d --csv", "a row for each day, for a spreadsheet")
            .Does(async parsed =>
            {
                using var history = await options.OpenAsync(parsed, surroundings);
                return await RunAsync(
                    history, parsed.GetRequiredValue(feature), options.Since(parsed), parsed.GetValue(bucket), options.Form(parsed), surroundings);
            });
    }

    /// <summary>Reads and prints.</summary>
    internal static async Task<int> RunAsync(
        HistoryDoor history, string feature, TimeSpan since, TimeSpan? bucket, PrintForm form, Surroundings surroundings)
    {
        var within = history.Since(since, feature);
        var columns = form == PrintForm.People ? UsageChart.Columns(surroundings.Width, most: 0) : BucketsForScripts;
        var series = await ReadAsync(history, within, history.Find(feature), bucket ?? BucketChoice.For(since, columns), surroundings);
        if (form == PrintForm.Json)
            JsonOutput.Write(HistoryJson.Of(series, within, history.State.CaughtUpAt), CliJson.Readable.HistoryJson, surroundings);
        else if (form == PrintForm.Csv)
            WriteCsv(series, surroundings.Output);
        else
            await PrintAsync(history, within, series, surroundings);
        return ExitCode.Done;
    }

    private static async Task<UsageSeries> ReadAsync(
        HistoryDoor history, HistoryFilter within, Core.PoolId pool, TimeSpan bucket, Surroundings surroundings)
    {
        if (!HistoryReader.Divides(bucket, within.To - within.From))
            throw FaultException.Usage(
                CliCodes.BadValue,
                $"--bucket {DurationText.Show(bucket)} does not divide that time into at most {HistoryReader.BucketsMax} steps",
                "a step is 1, 2, 3, 4, 5, 6, 10, 12, 15, 20 or 30 minutes, or whole hours; take a longer one");
        return await history.Source.UsageAsync(pool, within.From, within.To, bucket, surroundings.Interrupted);
    }

    private static async Task PrintAsync(HistoryDoor history, HistoryFilter within, UsageSeries series, Surroundings surroundings)
    {
        var output = surroundings.Output;
        output.WriteLine($"{series.Pool}: seats in use, the most in each {Duration.Short(series.Bucket)}, {Day(within.From)} to {Day(within.To)} UTC");
        output.WriteLine();
        foreach (var line in UsageChart.Draw(series, surroundings.Width))
            output.WriteLine(line);
        output.WriteLine();
        var denials = await history.Source.CountDenialsAsync(within, surroundings.Interrupted);
        output.WriteLine(Summary(series, denials.Sum(denial => denial.Count)));
    }

    private static string Summary(UsageSeries series, long denials)
    {
        if (series.Buckets.Count == 0)
            return "nothing is known of that time";
        var peak = series.Buckets.MaxBy(bucket => bucket.Peak.Used)!;
        var covered = series.Buckets.Sum(bucket => bucket.Covered.TotalHours);
        var average = covered > 0 ? series.Buckets.Sum(bucket => bucket.Hours.Used) / covered : 0;
        var full = TimeSpan.FromTicks(series.Buckets.Sum(bucket => bucket.Full.Ticks));
        return string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"peak {peak.Peak.Used} of {peak.Seats} ({Day(peak.At)}), {average:0.0} on average, full for {Duration.Short(full)}, ")
            + (denials == 1 ? "1 denial" : $"{denials} denials");
    }

    private static void WriteCsv(UsageSeries series, TextWriter output)
    {
        Csv.Write(
            output, "at", "covered_seconds", "seats", "used_peak", "used_average", "active_peak", "lingering_peak", "overdraft_peak", "queued_peak",
            "active_seat_hours", "lingering_seat_hours", "overdraft_seat_hours", "queued_seat_hours", "full_seconds");
        foreach (var one in series.Buckets)
            Csv.Write(
                output, one.At, one.Covered, one.Seats, one.Peak.Used, one.UsedAverage, one.Peak.Active, one.Peak.Lingering, one.Peak.Overdraft,
                one.Peak.Queued, one.Hours.Active, one.Hours.Lingering, one.Hours.Overdraft, one.Hours.Queued, one.Full);
    }

    private static string Day(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm}";
}
