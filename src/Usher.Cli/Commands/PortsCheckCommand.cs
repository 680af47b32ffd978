using Usher.Cli.CommandLine;
using Usher.Cli.Output;
using Usher.Cli.Servers;
using Usher.Ports;
using Usher.Server.Management.Contract;

namespace Usher.Cli.Commands;

/// <summary>'usher ports check': who listens, and whether it is who it should be.</summary>
internal static class PortsCheckCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var ports = PortsSelection.Argument();
        var license = Options.Switch("--license", "license ports and known license managers (the default)");
        var all = Options.Switch("--all", "everything that listens on this machine");
        var isStrict = Options.Switch("--strict", "exit code 1 when a listener needs attention");
        var json = Options.Json();
        var command = new VerbCommand("check", "Show who listens, and judge whether it is who it should be.") { ports, license, all, isStrict, json };
        var options = new PortsOptionSet(command);
        command.Validators.Add(result =>
        {
            if (((bool[])[result.GetValue(license), result.GetValue(all), result.GetValue(ports) is { Length: > 0 }]).Count(asked => asked) > 1)
                result.AddError("give ports, --license or --all, only one of them");
        });
        return command
            .Note(
                "Only listeners on Usher's own ports or called usher are asked who they are, by a TLS handshake of one second at most.",
                "Verdicts: expected, exposed, silent, unexpected, conflict, impostor; other is not judged. docs/ports.md explains them.")
            .Example("sudo usher ports check", "license ports, with every process visible")
            .Example("usher ports check 1203 27000/tcp", "who has these ports")
            .Example("usher ports check --data /srv/usher --strict", "for a monitoring job on the machine of a server")
            .Does(async parsed => await RunAsync(
                await options.ReadAsync(parsed, surroundings), PortsSelection.Read(parsed.GetValue(ports), parsed.GetValue(all)), ListenerTable.Read(),
                parsed.GetValue(isStrict), parsed.GetValue(json), surroundings));
    }

    /// <summary>Judges and prints.</summary>
    internal static async Task<int> RunAsync(
        CheckSettings settings, PortsSelection selection, ListenerTable table, bool isStrict, bool json, Surroundings surroundings)
    {
        var check = new PortCheck(settings, new TlsProbe(surroundings.Time).AskAsync, new DiscoveryProbe(surroundings.Time).AskAsync);
        var judged = (await check.JudgeAsync([.. table.Listeners.Where(listener => selection.Takes(listener, check))], table, surroundings.Interrupted)).ToList();
        var free = selection.Free(table);
        if (json)
            JsonOutput.Write(new PortsCheckJson([.. judged.Select(PortRow.Of)], free, table.Hint), CliJson.Readable.PortsCheckJson, surroundings);
        else
            Print(judged, free, table.Hint, surroundings);
        return isStrict && judged.Exists(one => one.NeedsAttention) ? ExitCode.Refused : ExitCode.Done;
    }

    private static void Print(List<Judgement> judged, IReadOnlyList<string> free, string? hint, Surroundings surroundings)
    {
        if (judged.Count > 0)
            Rows(judged).Write(surroundings);
        else if (free.Count == 0)
            surroundings.Output.WriteLine("nothing listens on license ports");
        foreach (var port in free)
            surroundings.Output.WriteLine($"{port}: nothing listens");
        foreach (var one in judged.Where(one => one.NeedsAttention))
        {
            surroundings.Output.WriteLine();
            surroundings.Output.WriteLine($"{one.Listener.Endpoint} {PortRow.Word(one.Verdict)}: {one.Reason}");
            if (one.Hint is { } cure)
                surroundings.Output.WriteLine($"  hint: {cure}");
        }

        if (hint is not null)
            surroundings.Error.WriteLine($"usher: hint: {hint}");
    }

    private static Table Rows(List<Judgement> judged)
    {
        var table = new Table("ADDRESS", "SERVICE", "PROCESS", ">PID", "USER", "BELONGS TO", "SINCE", "VERDICT");
        foreach (var one in judged)
        {
            var owner = one.Listener.Owner;
            table.Add(
                one.Listener.Endpoint, one.Use?.Service ?? "", owner?.Process ?? "?", owner is null ? "?" : $"{owner.Pid}", one.Listener.User ?? "?",
                owner?.Container ?? owner?.Service ?? "", owner?.StartedAt is { } since ? $"{since:yyyy-MM-dd HH:mm:ss}Z" : "", PortRow.Word(one.Verdict));
        }

        return table;
    }
}
