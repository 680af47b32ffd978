using System.CommandLine;
using Usher.Cli.Admin;
using Usher.Cli.CommandLine;
using Usher.Cli.Files;
using Usher.Cli.Output;

namespace Usher.Cli.Commands;

/// <summary>'usher license add': puts a license to work on a running server.</summary>
internal static class LicenseAddCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var file = new Argument<string>("FILE") { Description = "the license file" };
        var json = Options.Json();
        var command = new VerbCommand("add", "Put a license to work on a server, at once and without a restart.") { file, json };
        var options = new AdminOptionSet(command);
        return command
            .Note("A newer issue of an installed license replaces it. 'usher check FILE' tells beforehand what would change.")
            .Example("usher license add example.lic", "add it to the server on the default data folder")
            .Does(async parsed =>
            {
                using var admin = options.Open(parsed, surroundings);
                return await RunAsync(admin, parsed.GetRequiredValue(file), parsed.GetValue(json), surroundings);
            });
    }

    /// <summary>Sends the file and prints what changed.</summary>
    internal static async Task<int> RunAsync(AdminClient admin, string file, bool json, Surroundings surroundings)
    {
        var content = new ByteArrayContent(TextFiles.ReadBytes(file));
        var change = await admin.PostAsync("licenses", content, AdminOutput.Json.LicenseChange);
        if (json)
            JsonOutput.Write(change, AdminOutput.Json.LicenseChange, surroundings);
        else
            LicenseChangePage.Write(change, surroundings);
        return ExitCode.Done;
    }
}
