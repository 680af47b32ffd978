using System.CommandLine;
using Usher.Cli.Admin;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;

namespace Usher.Cli.Commands;

/// <summary>'usher license remove': takes a license away from a running server.</summary>
internal static class LicenseRemoveCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var id = new Argument<string>("LICENSE-ID") { Description = "the license's id, as 'usher license list' prints it" };
        var json = Options.Json();
        var command = new VerbCommand("remove", "Take a license away from a server, at once and without a restart.") { id, json };
        var options = new AdminOptionSet(command);
        return command
            .Note("Seats that then have no license are lost by their holders as their leases run out; 'usher license add' brings it back.")
            .Example("usher license remove LIC-ABCDEFGHIJ", "remove it")
            .Does(async parsed =>
            {
                using var admin = options.Open(parsed, surroundings);
                return await RunAsync(admin, parsed.GetRequiredValue(id), parsed.GetValue(json), surroundings);
            });
    }

    /// <summary>Removes it and prints what changed.</summary>
    internal static async Task<int> RunAsync(AdminClient admin, string id, bool json, Surroundings surroundings)
    {
        var change = await admin.DeleteAsync($"licenses/{Uri.EscapeDataString(id)}", AdminOutput.Json.LicenseChange);
        if (json)
            JsonOutput.Write(change, AdminOutput.Json.LicenseChange, surroundings);
        else
            LicenseChangePage.Write(change, surroundings);
        return ExitCode.Done;
    }
}
