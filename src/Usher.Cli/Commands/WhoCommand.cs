using System.CommandLine;
using Usher.Cli.Admin;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Client;

namespace Usher.Cli.Commands;

/// <summary>'usher who': who holds seats, and who waits.</summary>
internal static class WhoCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var feature = new Argument<string?>("FEATURE") { Description = "only of this one (default: all)", Arity = ArgumentArity.ZeroOrOne };
        var json = Options.Json();
        var command = new VerbCommand("who", "Show who holds seats, and who waits for them.") { feature, json };
        var servers = new WatchOptionSet(command);
        return command
            .Note("User, host and program are what the client said of itself.")
            .Example("usher who cad", "who holds and who waits for seats of 'cad'")
            .Example("usher who --json | jq -r '.leases[] | [.user, .host, .feature] | @tsv'", "for a script")
            .Does(async parsed =>
            {
                await using var server = await servers.OpenAsync(parsed, surroundings);
                return await RunAsync(server, parsed.GetValue(feature), parsed.GetValue(json), surroundings);
            });
    }

    /// <summary>Asks and prints.</summary>
    internal static async Task<int> RunAsync(ISeatWatch server, string? feature, bool json, Surroundings surroundings)
    {
        var holders = await server.WhoAsync(feature, surroundings.Interrupted);
        if (json)
            JsonOutput.Write(WhoJson.From(holders), CliJson.Readable.WhoJson, surroundings);
        else if (holders.Count == 0)
            surroundings.Output.WriteLine(feature is null ? "nobody holds a seat" : $"nobody holds a seat of '{feature}'");
        else
            Holders(holders, surroundings.Now).Write(surroundings);
        return ExitCode.Done;
    }

    private static Table Holders(IReadOnlyList<SeatHolder> holders, DateTimeOffset now)
    {
        var table = new Table("FEATURE", ">SEATS", "STATE", "USER", "HOST", "PROGRAM", "FOR", "UNTIL", "LEASE");
        foreach (var one in holders.OrderBy(WhoJson.IsWaiting).ThenBy(one => one.Position))
            table.Add(
                one.Feature, $"{one.Seats}", State(one), one.User, one.Host, one.Application,
                Duration.Short(now - one.Since), one.Until is { } until ? $"{until:MM-dd HH:mm:ss}Z" : "", one.Lease.ToString());
        return table;
    }

    private static string State(SeatHolder holder) =>
        WhoJson.IsWaiting(holder) ? $"queued, place {holder.Position}" : holder.Detached ? $"{holder.State}, detached"
        : holder.Connectionless ? $"{holder.State}, connectionless" : holder.State;
}
