using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Ports;

namespace Usher.Cli.Commands;

/// <summary>'usher ports exposure': on which addresses license ports can be reached.</summary>
internal static class PortsExposureCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var ports = PortsSelection.Argument();
        var all = Options.Switch("--all", "everything that listens on this machine");
        var json = Options.Json();
        var command = new VerbCommand("exposure", "Show on which addresses of this machine license ports can be reached, and from how far.") { ports, all, json };
        var options = new PortsOptionSet(command);
        return command
            .Note(
                "This is what the sockets are bound to. A firewall may still refuse: this machine's own is not asked.",
                "Below it: what the trusted networks of the running server have kept out, and from where.")
            .Example("usher ports exposure", "every license port, address by address")
            .Does(async parsed => Run(
                options.Read(parsed, surroundings), PortsSelection.Read(parsed.GetValue(ports), parsed.GetValue(all)), ListenerTable.Read(),
                await KeptOut.AskAsync(options.FolderOf(parsed), surroundings), parsed.GetValue(json), surroundings));
    }

    /// <summary>Prints it.</summary>
    internal static int Run(CheckSettings settings, PortsSelection selection, ListenerTable table, KeptOut keptOut, bool json, Surroundings surroundings)
    {
        var check = new PortCheck(settings, ask: null);
        var reaches = table.Listeners.Where(listener => selection.Takes(listener, check))
            .SelectMany(listener => Exposure.Of(listener, settings.LocalAddresses, settings.TrustedNetworks)).ToList();
        if (json)
            JsonOutput.Write(new PortsExposureJson([.. reaches.Select(Row)], table.Hint, keptOut.Json, keptOut.Why), CliJson.Readable.PortsExposureJson, surroundings);
        else if (reaches.Count == 0)
            surroundings.Output.WriteLine("nothing listens on license ports");
        else
            Rows(reaches).Write(surroundings);
        if (!json)
            keptOut.Write(surroundings);
        return ExitCode.Done;
    }

    private static ReachJson Row(Reach reach) => new(
        reach.Listener.Transport.Name(), reach.Listener.Port, reach.At.Address.ToString(), reach.At.Interface, Scope(reach), reach.IsTrusted,
        reach.Listener.Owner?.Process, reach.Listener.Owner?.Pid);

    private static Table Rows(List<Reach> reaches)
    {
        var table = new Table("PORT", "ADDRESS", "INTERFACE", "REACH", "TRUSTED", "PROCESS");
        foreach (var reach in reaches)
            table.Add(
                reach.Listener.PortName, reach.At.Address.ToString(), reach.At.Interface, Scope(reach), reach.IsTrusted ? "yes" : "NO", reach.Listener.Owner?.Process ?? "?");
        return table;
    }

    private static string Scope(Reach reach) => reach.At.Scope switch
    {
        AddressScope.Loopback => "loopback",
        AddressScope.LinkLocal => "linkLocal",
        AddressScope.Private => "private",
        AddressScope.Public => "public",
    };
}
