using Usher.Cli.Admin;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Journal.Sqlite;
using Usher.Server.Management.Contract;

namespace Usher.Cli.Commands;

/// <summary>'usher verify-log': whether the usage log is as it was written.</summary>
internal static class VerifyLogCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var file = Options.Text("--file", "FILE", "check this journal instead, without asking a server");
        var json = Options.Json();
        var command = new VerbCommand("verify-log", "Check that nothing in the usage log was changed or removed: every entry carries the hash of all before it.")
        {
            file, json,
        };
        var options = new AdminOptionSet(command);
        return command
            .Note(
                "Exit code 4: the log was tampered with or damaged. Keep the printed heads elsewhere: a log that was cut off at its",
                "end still holds, but has another head.")
            .Example("usher verify-log", "ask the server on the default data folder")
            .Example("usher verify-log --file backup/journal.db", "a copy, or the file of a server that is stopped")
            .Does(async parsed =>
            {
                if (parsed.GetValue(file) is { } path)
                    return Print(await ReadAsync(path, surroundings), parsed.GetValue(json), surroundings);
                using var admin = options.Open(parsed, surroundings);
                return Print(await admin.PostAsync("log/verify", null, AdminOutput.Json.LogReport), parsed.GetValue(json), surroundings);
            });
    }

    /// <summary>Prints the report; exit code 4 if a chain is broken.</summary>
    internal static int Print(LogReport report, bool json, Surroundings surroundings)
    {
        if (json)
            JsonOutput.Write(report, AdminOutput.Json.LogReport, surroundings);
        else
            Print(report, surroundings);
        return report.Holds ? ExitCode.Done : ExitCode.BadLicense;
    }

    private static void Print(LogReport report, Surroundings surroundings)
    {
        var table = new Table("STREAM", ">ENTRIES", ">EVENTS", "HOLDS", "HEAD");
        foreach (var stream in report.Streams)
            table.Add(stream.Stream, $"{stream.Entries}", $"{stream.Events}", stream.Fault is null ? "yes" : "NO", stream.Head);
        table.Write(surroundings);
        surroundings.Output.Flush();
        foreach (var broken in report.Streams.Where(stream => stream.Fault is not null))
            surroundings.Error.WriteLine($"usher: {broken.Stream}: {broken.Fault}");
        surroundings.Output.WriteLine(report.Holds ? "the log holds" : "the log does NOT hold: restore it from a backup, and find out who could write to it");
    }

    private static async Task<LogReport> ReadAsync(string path, Surroundings surroundings)
    {
        Files.TextFiles.ThrowIfMissing(path);
        using var journal = await SqliteJournalReader.OpenAsync(path, cancellationToken: surroundings.Interrupted);
        var streams = new List<StreamReport>();
        if (await journal.CheckFileAsync(surroundings.Interrupted) is { } damage)
            streams.Add(new("(file)", 0, 0, "", damage));
        await foreach (var chain in journal.VerifyAsync(surroundings.Interrupted))
            streams.Add(new(chain.Stream.Value, chain.Entries, chain.Events, Convert.ToHexStringLower(chain.Hash.Span), chain.Fault));
        return new(streams.All(stream => stream.Fault is null), streams);
    }
}
