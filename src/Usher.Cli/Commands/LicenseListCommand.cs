using Usher.Cli.Admin;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Server.Management.Contract;

namespace Usher.Cli.Commands;

/// <summary>'usher license list': the licenses of a running server.</summary>
internal static class LicenseListCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var json = Options.Json();
        var command = new VerbCommand("list", "List the licenses of a server.") { json };
        var options = new AdminOptionSet(command);
        return command
            .Example("usher license list", "those of the server on the default data folder")
            .Does(async parsed =>
            {
                using var admin = options.Open(parsed, surroundings);
                return await RunAsync(admin, parsed.GetValue(json), surroundings);
            });
    }

    /// <summary>Asks and prints.</summary>
    internal static async Task<int> RunAsync(AdminClient admin, bool json, Surroundings surroundings)
    {
        var list = await admin.GetAsync("licenses", AdminOutput.Json.LicenseList);
        if (json)
            JsonOutput.Write(list, AdminOutput.Json.LicenseList, surroundings);
        else if (list.Licenses.Count == 0)
            surroundings.Output.WriteLine("no licenses; add one with 'usher license add FILE'");
        else
            Print(list, surroundings);
        return ExitCode.Done;
    }

    private static void Print(LicenseList list, Surroundings surroundings)
    {
        var table = new Table("LICENSE", "STATE", "VENDOR", "CUSTOMER", "FEATURE", "MODEL", ">SEATS", "VERSION", "UNTIL", "STANDING");
        foreach (var license in list.Licenses)
        {
            foreach (var feature in license.Features)
                table.Add(Cells(license, feature));
            if (license.Features.Count == 0)
                table.Add(license.Id, license.State, license.Vendor ?? "", license.Customer ?? "", "", "", "", "", "", "");
        }

        table.Write(surroundings);
        foreach (var license in list.Licenses)
            LicenseChangePage.WriteNotes(license.Id, license.Faults, license.Warnings, surroundings);
    }

    private static string[] Cells(LicenseRow license, LicenseFeatureRow feature) =>
    [
        license.Id, license.State, license.Vendor ?? "", license.Customer ?? "", feature.Name, feature.Model, $"{feature.Seats}",
        feature.Version == "0" ? "any" : $"up to {feature.Version}",
        feature.Ends is { } end ? $"{end.AddTicks(-1):yyyy-MM-dd}" : "perpetual",
        feature.State == "active" && feature.DaysLeft is { } days ? $"{days} days left" : feature.IsServed ? feature.State : $"{feature.State}, not served",
    ];
}
