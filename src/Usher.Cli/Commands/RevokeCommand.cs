using System.CommandLine;
using Usher.Cli.Admin;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Server.Management.Contract;

namespace Usher.Cli.Commands;

/// <summary>'usher revoke': takes a seat away from its holder.</summary>
internal static class RevokeCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var lease = new Argument<string>("LEASE") { Description = "the lease's id, as 'usher who' prints it" };
        var reason = Options.Text("--reason", "TEXT", "told to the holder, and written to the log: 1 to 200 characters");
        reason.Required = true;
        var json = Options.Json();
        var command = new VerbCommand("revoke", "Take a seat away from its holder, who is told why and cannot take it straight back.") { lease, reason, json };
        var options = new AdminOptionSet(command);
        return command
            .Note("For the owner of the server on its machine, and with --admin for operators.")
            .Example("usher revoke 3f0c9a7e5b1d4c2f8a6e0d9b7c5a3f1e --reason 'left it open over the weekend'", "the holder's program learns the reason")
            .Does(async parsed =>
            {
                var id = LeaseArgument.Read(parsed.GetRequiredValue(lease));
                using var admin = options.Open(parsed, surroundings);
                return await RunAsync(admin, id.ToString(), parsed.GetRequiredValue(reason)!, parsed.GetValue(json), surroundings);
            });
    }

    /// <summary>Revokes it and prints whose it was.</summary>
    internal static async Task<int> RunAsync(AdminClient admin, string lease, string reason, bool json, Surroundings surroundings)
    {
        var outcome = await admin.PostAsync(
            $"leases/{lease}/revoke", new RevokeRequest(reason), AdminOutput.Json.RevokeRequest, AdminOutput.Json.RevokeOutcome);
        if (json)
            JsonOutput.Write(outcome, AdminOutput.Json.RevokeOutcome, surroundings);
        else
            surroundings.Output.WriteLine(
                $"revoked {SeatText.Seats(outcome.Lease.Seats)} of '{outcome.Lease.Feature}' from {outcome.Lease.User}@{outcome.Lease.Host}, who is refused until {outcome.CoolDownUntil:HH:mm:ss}Z");
        return ExitCode.Done;
    }
}
