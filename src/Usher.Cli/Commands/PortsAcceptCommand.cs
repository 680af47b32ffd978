using System.CommandLine;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Ports;

namespace Usher.Cli.Commands;

/// <summary>'usher ports accept': makes the watch quiet about those who listen now.</summary>
internal static class PortsAcceptCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var ports = PortsSelection.Argument();
        var data = FolderOption.Create();
        var file = FileOption();
        var json = Options.Json();
        return new VerbCommand("accept", "Accept those who listen on license ports now, so that the watch tells only what changes from here.") { ports, data, file, json }
            .Note("The file has a line for each: transport, address and port, user, program. Remove a line to hear of it again.")
            .Example("sudo usher ports accept", "everybody on license ports")
            .Example("sudo usher ports accept 27000/tcp", "whoever listens there")
            .Example("sudo usher ports accept --data /srv/usher", "for the guard of the server on that folder; it need not be restarted")
            .Does(parsed => Task.FromResult(Run(
                PortsSelection.Read(parsed.GetValue(ports), all: false), PathOf(parsed.GetValue(file), parsed.GetValue(data), surroundings), ListenerTable.Read(),
                parsed.GetValue(json), surroundings)));
    }

    /// <summary>Where accepted listeners are kept.</summary>
    internal static Option<string?> FileOption() => Options.Text(
        "--accepted", "FILE", "the file of accepted listeners (default: accepted_ports in the data folder of a server, else in the user's folder of settings)");

    /// <summary>Its path: of a server's folder if one is named or the default one has a server, so that its guard reads the same file.</summary>
    internal static string PathOf(string? option, string? data, Surroundings surroundings)
    {
        var folder = UserFolders.Data(data, surroundings);
        return option ?? (data is not null || ServerFolder.HasServed(folder)
            ? Path.Combine(folder, ServerFolder.AcceptedFile)
            : UserFolders.Config(surroundings, ServerFolder.AcceptedFile));
    }

    /// <summary>Adds them to the file.</summary>
    internal static int Run(PortsSelection selection, string path, ListenerTable table, bool json, Surroundings surroundings)
    {
        var check = new PortCheck(new(), ask: null);
        var baseline = Baseline.Read(path);
        var added = table.Listeners.Where(listener => selection.Takes(listener, check) && !baseline.Has(listener)).ToList();
        if (added.Count > 0)
            baseline.With(added).Write(path);
        var lines = added.Select(listener => Neighbour.Of(listener).ToString()).Distinct().ToList();
        if (json)
            JsonOutput.Write(new PortsAcceptJson(path, lines), CliJson.Readable.PortsAcceptJson, surroundings);
        else if (added.Count == 0)
            surroundings.Output.WriteLine("nobody to accept");
        else
            lines.ForEach(line => surroundings.Output.WriteLine($"accepted {line}"));
        return ExitCode.Done;
    }
}
