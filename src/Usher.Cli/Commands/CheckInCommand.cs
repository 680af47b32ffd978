using System.CommandLine;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Client;
using Usher.Protocol;

namespace Usher.Cli.Commands;

/// <summary>'usher checkin': gives a lease back.</summary>
internal static class CheckInCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var lease = new Argument<string>("LEASE") { Description = "the lease's id, as 'usher checkout --detach' printed it" };
        var json = Options.Json();
        var command = new VerbCommand("checkin", "Give a lease back before its time: one that you took on this host with 'usher checkout --detach'.")
        {
            lease, json,
        };
        var servers = new ServerOptionSet(command);
        return command
            .Example("usher checkin 3f0c9a7e5b1d4c2f8a6e0d9b7c5a3f1e", "give it back")
            .Does(async parsed =>
            {
                var id = LeaseArgument.Read(parsed.GetRequiredValue(lease));
                await using var server = await ServerDoor.OpenAsync(servers.Of(parsed), surroundings);
                return await RunAsync(server, id, parsed.GetValue(json), surroundings);
            });
    }

    /// <summary>Gives it back; refused if there is no such lease.</summary>
    internal static async Task<int> RunAsync(ISeatServer server, LeaseId lease, bool json, Surroundings surroundings)
    {
        if (!await server.CheckInAsync(lease, surroundings.Interrupted))
            throw new FaultException(ExitCode.Refused, new Fault(
                ErrorCodes.LostUnknown, $"the server knows no lease {lease}", "it was given back, has lapsed, or was taken on another server; 'usher who' lists all"));
        if (json)
            JsonOutput.Write(new CheckInJson(lease.ToString(), Returned: true), CliJson.Readable.CheckInJson, surroundings);
        else
            surroundings.Output.WriteLine($"gave back lease {lease}");
        return ExitCode.Done;
    }
}
