using System.CommandLine;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Reports;
using Usher.Journal.History;

namespace Usher.Cli.Commands;

/// <summary>'usher denials': who did not get seats, and why.</summary>
internal static class DenialsCommand
{
    private const int RowsDefault = 50;

    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var feature = new Argument<string?>("FEATURE") { Description = "only of this one (default: all)", Arity = ArgumentArity.ZeroOrOne };
        var user = Options.Text("--user", "USER", "only of this user");
        var list = Options.Switch("--list", "list each denial, the last first");
        var rows = Options.Number("--max", "ROWS", "with --list: most rows (default: 50)", 1, HistoryReader.RowsMax);
        var command = new VerbCommand("denials", "Show who did not get seats, and why.") { feature, user, list, rows };
        var options = new HistoryOptionSet(command);
        return command
            .Note("Requests that waited in the queue for nothing are denials too. It reads the data folder of a server on this machine, or asks one elsewhere.")
            .Example("usher denials", "the last seven days, by feature and cause")
            .Example("usher denials cad --since 1d --list", "each one of 'cad' since yesterday")
            .Does(async parsed =>
            {
                using var history = await options.OpenAsync(parsed, surroundings);
                var filter = history.Since(options.Since(parsed), parsed.GetValue(feature)) with { User = parsed.GetValue(user) };
                var rowsMax = parsed.GetValue(list) || parsed.GetValue(rows) is not null ? parsed.GetValue(rows) ?? RowsDefault : 0;
                return await RunAsync(history, filter, rowsMax, options.Form(parsed), surroundings);
            });
    }

    /// <summary>Reads and prints.</summary>
    /// <param name="history">Where.</param>
    /// <param name="filter">Which.</param>
    /// <param name="rowsMax">Denials to list; 0: only count them.</param>
    /// <param name="form">How.</param>
    /// <param name="surroundings">Where to.</param>
    internal static async Task<int> RunAsync(
        HistoryDoor history, HistoryFilter filter, int rowsMax, PrintForm form, Surroundings surroundings)
    {
        var counts = await history.Source.CountDenialsAsync(filter, surroundings.Interrupted);
        var listed = rowsMax == 0 ? [] : await history.Source.DenialsAsync(filter, rowsMax, surroundings.Interrupted);
        if (form == PrintForm.Json)
            JsonOutput.Write(Json(history, filter, counts, listed), CliJson.Readable.DenialsJson, surroundings);
        else if (form == PrintForm.Csv)
            WriteCsv(counts, listed, rowsMax, surroundings.Output);
        else if (counts.Count == 0)
            surroundings.Output.WriteLine($"nobody was denied seats since {filter.From.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        else
            (rowsMax == 0 ? Counted(counts) : Listed(listed)).Write(surroundings);
        return ExitCode.Done;
    }

    private static DenialsJson Json(
        HistoryDoor history, HistoryFilter filter, IReadOnlyList<DenialCount> counts, IReadOnlyList<DenialRecord> listed) => new(
        filter.From, filter.To, history.State.CaughtUpAt,
        [.. counts.Select(DenialsJson.Count.Of)], [.. listed.Select(DenialsJson.Denial.Of)]);

    private static Table Counted(IReadOnlyList<DenialCount> counts)
    {
        var table = new Table("FEATURE", ">DENIALS", ">USERS", "CAUSE", "CODE", "LAST");
        foreach (var one in counts)
            table.Add($"{one.Pool}", $"{one.Count}", $"{one.Users}", CauseText.Words(one.Cause), CauseText.Code(one.Cause), Time(one.Last));
        return table;
    }

    private static Table Listed(IReadOnlyList<DenialRecord> listed)
    {
        var table = new Table("AT", "FEATURE", ">SEATS", "USER", "HOST", "WAITED", "CAUSE", "CODE");
        foreach (var one in listed)
            table.Add(
                Time(one.At), $"{one.Pool}", $"{one.Seats}", one.Holder.User, one.Holder.Host,
                one.Waited > TimeSpan.Zero ? Duration.Short(one.Waited) : "", CauseText.Words(one.Cause), CauseText.Code(one.Cause));
        return table;
    }

    private static void WriteCsv(IReadOnlyList<DenialCount> counts, IReadOnlyList<DenialRecord> listed, int rowsMax, TextWriter output)
    {
        if (rowsMax == 0)
        {
            Csv.Write(output, "vendor", "feature", "code", "cause", "denials", "users", "first", "last");
            foreach (var one in counts)
                Csv.Write(output, one.Pool.Vendor, one.Pool.Feature, CauseText.Code(one.Cause), CauseText.Words(one.Cause), one.Count, one.Users, one.First, one.Last);
            return;
        }

        Csv.Write(output, "at", "vendor", "feature", "seats", "version", "user", "host", "display", "application", "waited_seconds", "code", "cause");
        foreach (var one in listed)
            Csv.Write(
                output, one.At, one.Pool.Vendor, one.Pool.Feature, one.Seats, one.Version, one.Holder.User, one.Holder.Host, one.Holder.Display,
                one.Holder.Application, one.Waited, CauseText.Code(one.Cause), CauseText.Words(one.Cause));
    }

    private static string Time(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z";
}
