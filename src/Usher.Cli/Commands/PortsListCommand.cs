using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Ports;

namespace Usher.Cli.Commands;

/// <summary>'usher ports list': the ports of license managers.</summary>
internal static class PortsListCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var all = Options.Switch("--all", "also ports that were registered for licenses and are forgotten, and all other services of this system");
        var iana = PortsOptionSet.Iana();
        var json = Options.Json();
        return new VerbCommand("list", "List the ports of license managers.") { all, iana, json }
            .Example("usher ports list", "every license manager that Usher knows")
            .Does(parsed => Task.FromResult(Run(PortDirectory.Open(parsed.GetValue(iana)), parsed.GetValue(all), parsed.GetValue(json), surroundings)));
    }

    /// <summary>Prints them.</summary>
    internal static int Run(PortDirectory directory, bool all, bool json, Surroundings surroundings)
    {
        var uses = directory.All.Where(use => all || use.Manager is not null).OrderBy(use => use.First ?? int.MaxValue).ToList();
        if (json)
        {
            JsonOutput.Write(new PortsJson([.. uses.Select(use => PortUseJson.From(use, trusted: null))]), CliJson.Readable.PortsJson, surroundings);
            return ExitCode.Done;
        }

        var table = new Table("PORT", "SERVICE", "MANAGER", "WHAT");
        foreach (var use in uses)
            table.Add(use.ToString(), use.Service ?? "", use.Manager ?? "", use.Description);
        table.Write(surroundings);
        return ExitCode.Done;
    }
}
