using System.Globalization;

namespace Usher.EndToEnd;

/// <summary>Two network namespaces with a cable between them, and nothing else: 10.77.0.1 and 10.77.0.2.</summary>
internal sealed class TwoMachines : IAsyncDisposable
{
    private readonly string prefix = string.Create(CultureInfo.InvariantCulture, $"usher-{Environment.ProcessId}-");
    private readonly List<Command> programs = [];

    private TwoMachines() => Home = Directory.CreateTempSubdirectory("usher-").FullName;

    /// <summary>HOME of every program.</summary>
    public string Home { get; }

    /// <summary>Makes them; skips the test, with the reason, where the system does not allow it.</summary>
    public static async Task<TwoMachines> MakeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "network namespaces need root on Linux");
        var made = new TwoMachines();
        var first = await made.TryAsync("netns", "add", made.Name(1));
        Assert.SkipUnless(first.ExitCode == 0, $"no network namespace to be had: {first.Error.Trim()}");
        await made.IpAsync("netns", "add", made.Name(2));
        var cable = await made.TryAsync("link", "add", "eth0", "netns", made.Name(1), "type", "veth", "peer", "name", "eth0", "netns", made.Name(2));
        if (cable.ExitCode != 0)
            await made.DisposeAsync();
        Assert.SkipUnless(cable.ExitCode == 0, $"no virtual cable to be had: {cable.Error.Trim()}");
        for (var machine = 1; machine <= 2; machine++)
        {
            await made.IpAsync("-n", made.Name(machine), "link", "set", "lo", "up");
            await made.IpAsync("-n", made.Name(machine), "address", "add", $"10.77.0.{machine}/24", "broadcast", "10.77.0.255", "dev", "eth0");
            // Nobody else can have the address: without the check for duplicates IPv6 works at once, and not a second later.
            await made.IpAsync("netns", "exec", made.Name(machine), "sh", "-c", "echo 0 >/proc/sys/net/ipv6/conf/eth0/accept_dad");
            await made.IpAsync("-n", made.Name(machine), "link", "set", "eth0", "up");
        }

        return made;
    }

    /// <summary>Starts a program on one of them; it lives until the test is over.</summary>
    public Command Start(int machine, string program, params string[] arguments)
    {
        var command = Command.Start(Home, "ip", ["netns", "exec", Name(machine), program, .. arguments]);
        programs.Add(command);
        return command;
    }

    /// <summary>Runs a program on one of them, to its end.</summary>
    public Task<Ended> RunAsync(int machine, string program, params string[] arguments) => Start(machine, program, arguments).EndAsync();

    /// <summary>Runs <c>usher</c> on one of them, to its end.</summary>
    public Task<Ended> UsherAsync(int machine, params string[] arguments) => RunAsync(machine, Repository.Usher, arguments);

    /// <summary>Pulls the cable out of one of them: no connection ends by that, and no byte arrives any more.</summary>
    public Task CutAsync(int machine) => IpAsync("-n", Name(machine), "link", "set", "eth0", "down");

    public async ValueTask DisposeAsync()
    {
        foreach (var program in programs)
            await program.DisposeAsync();
        for (var machine = 1; machine <= 2; machine++)
            await TryAsync("netns", "del", Name(machine));
        Directory.Delete(Home, recursive: true);
    }

    private string Name(int machine) => $"{prefix}{machine}";

    private async Task IpAsync(params string[] arguments)
    {
        var ended = await TryAsync(arguments);
        Assert.True(ended.ExitCode == 0, $"ip {string.Join(' ', arguments)}: {ended}");
    }

    private async Task<Ended> TryAsync(params string[] arguments)
    {
        await using var command = Command.Start(Home, "ip", arguments);
        return await command.EndAsync();
    }
}
