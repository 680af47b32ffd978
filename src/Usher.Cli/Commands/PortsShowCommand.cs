using System.CommandLine;
using System.Net;
using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Ports;

namespace Usher.Cli.Commands;

/// <summary>'usher ports show': all about one port, service, license manager or process.</summary>
internal static class PortsShowCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var port = new Argument<string>("PORT") { Description = "a port (1203, 1203/udp), a service (ssslic-mgr), a license manager (FlexNet) or a process (lmgrd)" };
        var iana = PortsOptionSet.Iana();
        var json = Options.Json();
        var command = new VerbCommand("show", "Show whose port it is, what its number means, and how to let only trusted networks reach it.") { port, iana, json };
        var options = new PortsOptionSet(command);
        return command
            .Note("Nothing is changed: the firewall commands are for you to run.")
            .Example("usher ports show 1203/udp", "one port")
            .Example("usher ports show lmgrd --trust 198.51.100.0/24", "FlexNet's ports, with one more network in the firewall commands")
            .Does(parsed => Task.FromResult(Run(
                PortDirectory.Open(parsed.GetValue(iana)), parsed.GetRequiredValue(port), options.Read(parsed, surroundings).TrustedNetworks,
                parsed.GetValue(json), surroundings)));
    }

    /// <summary>Prints it.</summary>
    internal static int Run(PortDirectory directory, string text, IReadOnlyList<IPNetwork> trusted, bool json, Surroundings surroundings)
    {
        var uses = directory.Search(text);
        if (uses.Count == 0 && !PortName.TryParse(text, out _, out _))
            throw new PortsException(PortsCodes.UnknownPort, $"no port, service, license manager or process is called '{text}'", "'usher ports list --all' lists them");
        if (json)
            JsonOutput.Write(new PortsJson([.. uses.Select(use => PortUseJson.From(use, trusted))]), CliJson.Readable.PortsJson, surroundings);
        else if (uses.Count == 0)
            WriteUnknown(text, surroundings.Output);
        foreach (var use in json ? [] : uses)
            Write(use, trusted, surroundings.Output);
        return ExitCode.Done;
    }

    private static void WriteUnknown(string text, TextWriter output)
    {
        _ = PortName.TryParse(text, out var port, out _);
        output.WriteLine($"{text}  nobody is known to use it");
        WriteRange(port, output);
    }

    private static void Write(PortUse use, IReadOnlyList<IPNetwork> trusted, TextWriter output)
    {
        output.WriteLine($"{use}  {use.Service ?? use.Manager}  {use.Description}");
        if (use.Manager is { } manager)
            output.WriteLine($"  manager    {manager}; usual processes: {string.Join(", ", use.Processes)}");
        if (use.First is { } first)
            WriteRange(first, output);
        output.WriteLine($"  source     {use.Source}");
        if (use.IsLicense)
        {
            output.WriteLine("  outside    never: a license port belongs inside the trusted networks");
            foreach (var rules in Firewalls.For(use, trusted))
                output.WriteLine($"  {rules.Firewall,-10} {string.Join("\n             ", rules.Commands)}");
        }

        output.WriteLine();
    }

    private static void WriteRange(ushort port, TextWriter output) =>
        output.WriteLine($"  range      {PortRanges.Of(port).Name()}: {PortRanges.Of(port).Meaning()}");
}
