using System.CommandLine;
using Usher.Cli.Admin;
using Usher.Cli.CommandLine;
using Usher.Cli.Files;
using Usher.Cli.Output;
using Usher.Licensing;
using Usher.Server.Management.Contract;

namespace Usher.Cli.Commands;

/// <summary>'usher check': what a license would do before it goes live.</summary>
internal static class CheckCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var file = new Argument<string>("FILE") { Description = "the license file" };
        var json = Options.Json();
        var command = new VerbCommand("check", "Say what a license file would change on a server, and change nothing.") { file, json };
        var options = new AdminOptionSet(command);
        return command
            .Note("Without a running server only the file itself is checked. Exit code 4: it would be refused.")
            .Example("usher check example.lic", "before 'usher license add example.lic'")
            .Does(async parsed =>
            {
                using var admin = options.Open(parsed, surroundings);
                return await RunAsync(admin, parsed.GetRequiredValue(file), parsed.GetValue(json), surroundings);
            });
    }

    /// <summary>Asks the server; without one, looks at the file.</summary>
    internal static async Task<int> RunAsync(AdminClient admin, string file, bool json, Surroundings surroundings)
    {
        var content = TextFiles.ReadBytes(file);
        try
        {
            var change = await admin.PostAsync("licenses/check", new ByteArrayContent(content), AdminOutput.Json.LicenseChange);
            return Print(change, json, surroundings);
        }
        catch (FaultException error) when (error.Fault.Code == CliCodes.NoServerOnFolder)
        {
            surroundings.Error.WriteLine($"usher: note: {error.Fault.Message}, so only the file itself is checked");
            return CheckFile(file, content, json, surroundings);
        }
    }

    private static int Print(LicenseChange change, bool json, Surroundings surroundings)
    {
        if (json)
            JsonOutput.Write(new CheckJson(change.Outcome, change.Faults.Count == 0, change), CliJson.Readable.CheckJson, surroundings);
        else
            LicenseChangePage.Write(change with { Outcome = Would(change.Outcome) }, surroundings);
        return change.Faults.Count == 0 ? ExitCode.Done : ExitCode.BadLicense;
    }

    private static string Would(string outcome) => outcome switch
    {
        "unchanged" => "would change nothing: installed already is",
        "added" => "would add",
        "replaced" => "would replace with a newer issue",
        "refused" => "would refuse",
        _ => outcome,
    };

    private static int CheckFile(string file, byte[] content, bool json, Surroundings surroundings)
    {
        var check = new LicenseCheck { Now = surroundings.Now };
        var verdict = LicenseFile.Verify(content, check);
        if (json)
            JsonOutput.Write(VerdictJson.From(file, verdict, check), CliJson.Readable.VerdictJson, surroundings);
        else
            LicensePage.Write(file, verdict, isTrusted: false, surroundings);
        return verdict.IsValid ? ExitCode.Done : ExitCode.BadLicense;
    }
}
