using System.CommandLine;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Reports;
using Usher.Core;
using Usher.Journal.History;

namespace Usher.Cli.Commands;

/// <summary>'usher sessions': who held seats, from when to when.</summary>
internal static class SessionsCommand
{
    private const int RowsDefault = 50;

    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var feature = new Argument<string?>("FEATURE") { Description = "only of this one (default: all)", Arity = ArgumentArity.ZeroOrOne };
        var user = Options.Text("--user", "USER", "only of this user");
        var host = Options.Text("--host", "HOST", "only on this host");
        var open = Options.Switch("--open", "only sessions that have not ended");
        var rows = Options.Number("--max", "ROWS", "most rows (default: 50)", 1, HistoryReader.RowsMax);
        var command = new VerbCommand("sessions", "Show who held seats, from when to when.") { feature, user, host, open, rows };
        var options = new HistoryOptionSet(command);
        return command
            .Note("User, host and program are what the client said of itself. It reads the data folder of a server on this machine, or asks one elsewhere.")
            .Example("usher sessions --user ada", "what ada used in the last seven days")
            .Example("usher sessions --open --admin license1", "who sits on a server elsewhere, as of 'usher login license1'")
            .Example("usher sessions cad --since 90d --max 10000 --csv", "for a spreadsheet")
            .Does(async parsed =>
            {
                using var history = await options.OpenAsync(parsed, surroundings);
                var filter = history.Since(options.Since(parsed), parsed.GetValue(feature)) with
                {
                    User = parsed.GetValue(user),
                    Host = parsed.GetValue(host),
                    IsOpenOnly = parsed.GetValue(open),
                };
                return await RunAsync(history, filter, parsed.GetValue(rows) ?? RowsDefault, options.Form(parsed), surroundings);
            });
    }

    /// <summary>Reads and prints.</summary>
    internal static async Task<int> RunAsync(
        HistoryDoor history, HistoryFilter filter, int rowsMax, PrintForm form, Surroundings surroundings)
    {
        var page = await history.Source.SessionsAsync(filter, rowsMax, surroundings.Interrupted);
        if (form == PrintForm.Json)
            JsonOutput.Write(
                new SessionsJson(filter.From, filter.To, history.State.CaughtUpAt, [.. page.Rows.Select(SessionsJson.Session.Of)], page.Next is not null),
                CliJson.Readable.SessionsJson, surroundings);
        else if (form == PrintForm.Csv)
            WriteCsv(page.Rows, surroundings.Output);
        else
            Print(page, filter, history.Now, surroundings);
        return ExitCode.Done;
    }

    private static void Print(HistoryPage<SessionRecord> page, HistoryFilter filter, DateTimeOffset now, Surroundings surroundings)
    {
        if (page.Rows.Count == 0)
        {
            surroundings.Output.WriteLine($"nobody held such seats since {filter.From.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
            return;
        }

        var table = new Table("FEATURE", ">SEATS", "USER", "HOST", "PROGRAM", "GRANTED", "FOR", "END");
        foreach (var one in page.Rows)
            table.Add(
                $"{one.Pool}", $"{one.Seats}", one.Holder.User, one.Holder.Host, one.Holder.Application,
                $"{one.GrantedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z", Duration.Short((one.EndedAt ?? now) - one.GrantedAt), End(one));
        table.Write(surroundings);
        surroundings.Output.Flush();
        if (page.Next is not null)
            surroundings.Error.WriteLine($"usher: these are the last {page.Rows.Count}; '--max' shows more");
    }

    private static string End(SessionRecord session) => session.Reason is not { } reason ? "still held" : reason switch
    {
        EndReason.Returned => "given back",
        EndReason.Lapsed => "lapsed",
        EndReason.LingerOver => "connection lost",
        EndReason.Revoked => $"revoked by {session.By}: {session.Note}",
        EndReason.LicenseEnded => "license ended",
        EndReason.LicenseRemoved => "license removed",
    };

    private static void WriteCsv(IReadOnlyList<SessionRecord> sessions, TextWriter output)
    {
        Csv.Write(
            output, "lease", "vendor", "feature", "seats", "version", "user", "host", "display", "application", "granted_at", "ended_at",
            "reason", "note", "by", "kind", "waited_seconds", "detached", "overdraft", "connectionless");
        foreach (var one in sessions)
            Csv.Write(
                output, one.Lease.ToString(), one.Pool.Vendor, one.Pool.Feature, one.Seats, one.Version, one.Holder.User, one.Holder.Host,
                one.Holder.Display, one.Holder.Application, one.GrantedAt, one.EndedAt,
                one.Reason is { } reason ? CauseText.Word(reason) : null, one.Note, one.By, CauseText.Word(one.Kind), one.Waited, Flag(one.Detached), Flag(one.Overdraft),
                Flag(one.Connectionless));
    }

    private static string Flag(bool value) => value ? "true" : "false";
}
