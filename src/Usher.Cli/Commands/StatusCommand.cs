using System.CommandLine;
using Usher.Cli.Admin;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Client;

namespace Usher.Cli.Commands;

/// <summary>'usher status': what a server serves and how full it is.</summary>
internal static class StatusCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var features = new Argument<string[]>("FEATURE") { Description = "only these (default: all)", Arity = ArgumentArity.ZeroOrMore };
        var json = Options.Json();
        var command = new VerbCommand("status", "Show what a server serves and how many seats are in which state.") { features, json };
        var servers = new WatchOptionSet(command);
        return command
            .Note(
                "SEATS are the licensed ones. ACTIVE, LINGER (kept for a client whose connection ended), RESERVED, BORROWED and FREE",
                "are their parts; OVERDRAFT seats are held above them; QUEUED seats are asked for by requests that wait.")
            .Example("usher status", "all features of the server on this machine")
            .Example("usher status --admin license1", "a server elsewhere over its administration, as of 'usher login license1'")
            .Example("usher status cad --server 1203@license1 --json", "one feature of another server, for a script")
            .Does(async parsed =>
            {
                await using var server = await servers.OpenAsync(parsed, surroundings);
                return await RunAsync(server, parsed.GetValue(features) ?? [], parsed.GetValue(json), surroundings);
            });
    }

    /// <summary>Asks and prints.</summary>
    internal static async Task<int> RunAsync(ISeatWatch server, string[] features, bool json, Surroundings surroundings)
    {
        var status = await server.StatusAsync(features, surroundings.Interrupted);
        if (json)
            JsonOutput.Write(StatusJson.From(status), CliJson.Readable.StatusJson, surroundings);
        else
            Print(server.Peer, status, surroundings);
        return ExitCode.Done;
    }

    private static void Print(ServerPeer? peer, ServerStatus status, Surroundings surroundings)
    {
        var running = Duration.Short(status.Time - status.StartedAt);
        surroundings.Output.WriteLine($"server {peer?.Address} {status.Server[..16]}…, version {status.ServerVersion}, {status.Condition}, up {running}");
        surroundings.Output.WriteLine();
        if (status.Features.Count == 0)
            surroundings.Output.WriteLine("no features; add a license with 'usher license add FILE'");
        else
            Seats(status).Write(surroundings);
    }

    private static Table Seats(ServerStatus status)
    {
        var table = new Table("FEATURE", ">SEATS", ">ACTIVE", ">LINGER", ">RESERVED", ">BORROWED", ">OVERDRAFT", ">QUEUED", ">FREE", "UNTIL");
        foreach (var feature in status.Features)
        {
            var c = feature.Counts;
            var counts = ((int[])[c.Total, c.Active, c.Lingering, c.Reserved, c.Borrowed, c.Overdraft, c.Queued, c.Free]).Select(count => $"{count}");
            table.Add([feature.Feature, .. counts, Until(feature)]);
        }

        return table;
    }

    /// <summary>The end itself is the first instant after it.</summary>
    private static string LastDay(LineStatus line) => $"{line.EndsAt!.Value.AddTicks(-1):yyyy-MM-dd}";

    /// <summary>The first end among the lines that are open, because that is when seats go.</summary>
    private static string Until(FeatureStatus feature)
    {
        var open = feature.Lines.Where(line => line.State is "open" or "grace").ToList();
        var first = open.Where(line => line.EndsAt is not null).MinBy(line => line.EndsAt);
        return open.Count == 0 ? "no line is open"
            : first is null ? "perpetual"
            : first.State == "grace" ? $"{LastDay(first)}, in grace"
            : LastDay(first);
    }
}
