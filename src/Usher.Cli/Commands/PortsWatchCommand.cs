using Usher.Cli.CommandLine;
using Usher.Ports;

namespace Usher.Cli.Commands;

/// <summary>'usher ports watch': tells every change on watched ports, once.</summary>
internal static class PortsWatchCommand
{
    /// <summary>Declares it.</summary>
    internal static VerbCommand Create(Surroundings surroundings)
    {
        var ports = PortsSelection.Argument();
        var all = Options.Switch("--all", "everything that listens on this machine");
        var every = Options.Span("--every", "time between two looks (default: 1s)", TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        var accepted = PortsAcceptCommand.FileOption();
        var json = Options.Json();
        var command = new VerbCommand("watch", "Tell when somebody begins or ceases to listen on a license port, until Ctrl-C.") { ports, all, every, accepted, json };
        var options = new PortsOptionSet(command);
        return command
            .Note("Quiet about listeners that 'usher ports accept' has accepted. With --json, one object a line.")
            .Example("sudo usher ports watch", "license ports and known license managers")
            .Does(async parsed => await RunAsync(
                await options.ReadAsync(parsed, surroundings), PortsSelection.Read(parsed.GetValue(ports), parsed.GetValue(all)),
                Baseline.Read(PortsAcceptCommand.PathOf(parsed.GetValue(accepted), options.FolderOf(parsed), surroundings)),
                parsed.GetValue(every) ?? TimeSpan.FromSeconds(1), parsed.GetValue(json), ListenerTable.Read, surroundings));
    }

    /// <summary>Watches until Ctrl-C.</summary>
    internal static async Task<int> RunAsync(
        CheckSettings settings, PortsSelection selection, Baseline baseline, TimeSpan every, bool json,
        Func<ListenerTable?, ListenerTable> read, Surroundings surroundings)
    {
        var check = new PortCheck(settings, new TlsProbe(surroundings.Time).AskAsync);
        var watch = new PortWatch(
            new() { Period = every, IsWatched = listener => selection.Takes(listener, check), Baseline = baseline },
            new PortsReporter(check, json, surroundings), surroundings.Time, read);
        try
        {
            await watch.RunAsync(surroundings.Interrupted);
        }
        catch (OperationCanceledException) when (surroundings.Interrupted.IsCancellationRequested)
        {
            // That is how it ends.
        }

        return ExitCode.Done;
    }
}
