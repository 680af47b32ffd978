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
        var data = FolderOption.Create();
        var json = Options.Json();
        return new VerbCommand("add", "Put a license to work on the server of this machine, at once and without a restart.") { file, data, json }
            .Note("A newer issue of an installed license replaces it. 'usher check FILE' tells beforehand what would change.")
            .Example("usher license add example.lic", "add it to the server on the default data folder")
            .Does(async parsed =>
            {
                using var admin = AdminClient.Open(parsed.GetValue(data), surroundings);
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
