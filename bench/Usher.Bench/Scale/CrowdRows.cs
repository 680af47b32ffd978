using System.Diagnostics;
using System.Globalization;
using Usher.Bench.Datagrams;
using Usher.Bench.Targets;

namespace Usher.Bench.Scale;

/// <summary>The rows about very many leases at once: kept without connections, in memory, and through a kill.</summary>
internal sealed class CrowdRows(BenchSettings settings, Action<string> progress)
{
    /// <summary>What all names of these rows have in common, for <c>--only</c>.</summary>
    public const string Word = "connectionless leases";

    private const double TtlPerBeat = 2.5;

    private TimeSpan Ttl => settings.BeatEvery * TtlPerBeat;

    /// <summary>Takes the leases, lets them live by datagrams alone, then kills the server and looks what is left.</summary>
    public async Task<IReadOnlyList<BenchRow>> RunAsync(int count)
    {
        await using var usher = await UsherTarget.StartAsync(settings, count, tls: false);
        using var leases = await TakeAsync(usher, count);
        return [.. await KeepAsync(usher, leases), .. await RestartAsync(usher, count)];
    }

    private async Task<KeyedLeases> TakeAsync(UsherTarget usher, int count)
    {
        progress(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {Word}: taking them"));
        await using var desk = await Desk.ConnectAsync(usher.Endpoint);
        return await desk.TakeAsync(settings.Feature, count, Ttl);
    }

    private async Task<BenchRow[]> KeepAsync(UsherTarget usher, KeyedLeases leases)
    {
        var beat = string.Create(CultureInfo.InvariantCulture, $"a heartbeat every {settings.BeatEvery.TotalSeconds} s for {settings.CrowdDuration.TotalSeconds} s");
        progress($"{Word}, {beat}: the connection is closed");
        using var process = Process.GetProcessById(usher.ProcessId!.Value);
        using var load = new CrowdLoad(leases, settings.BeatEvery);
        var (cpu, start) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        await load.RunAsync(settings.CrowdDuration);
        process.Refresh();
        var cores = (process.TotalProcessorTime - cpu) / Stopwatch.GetElapsedTime(start);
        var bytes = process.WorkingSet64;
        progress($"{Word}: {load.Sent} sent, {load.Answered} good, {load.Refused} not good, {load.Sent - load.Answered - load.Refused} without an answer");

        await using var desk = await Desk.ConnectAsync(usher.Endpoint);
        var held = await desk.ActiveAsync(settings.Feature);
        return
        [
            BenchRow.Exactly($"{Word}, {beat}", held, "leases", leases.Count, "leases taken").Using(cores, bytes),
            BenchRow.AtMost($"{Word}, memory of the server", bytes / 1e6, "MB", Budgets.CrowdMegabytes),
        ];
    }

    private async Task<BenchRow[]> RestartAsync(UsherTarget usher, int count)
    {
        progress($"{Word}: killing the server and starting it again");
        var took = await usher.KillAndRestartAsync();
        await using var desk = await Desk.ConnectAsync(usher.Endpoint);
        await desk.AskForOneMoreAsync(settings.Feature, count, Ttl);
        return
        [
            BenchRow.AtMost($"{Word}, ready again after a kill", took.TotalSeconds, "s", Budgets.RestartSeconds),
            BenchRow.Exactly($"{Word}, held after it, one more asked for", await desk.ActiveAsync(settings.Feature), "leases", count, "leases taken"),
        ];
    }
}
