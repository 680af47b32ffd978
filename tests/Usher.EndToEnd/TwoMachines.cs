using System.Globalization;

namespace Usher.EndToEnd;

/// <summary>Two network namespaces with a cable between them, and nothing else: 10.77.0.1 and 10.77.0.2.</summary>
internal sealed class TwoMachines : IAsyncDisposable
{
    private static int made;

    // Tests run side by side, and each has machines of its own.
    private readonly string prefix = string.Create(CultureInfo.InvariantCulture, $"usher-{Environment.ProcessId}-{Interlocked.Increment(ref made)}-");
    private readonly List<Command> programs = [];

    private TwoMachines() => Home = Directory.CreateTempSubdirectory("usher-").FullName;

    /// <summary>HOME of every program.</summary>
    public string Home { get; }

    /// <summary>Makes them; skips the test, with the reason, where the system does not allow it.</summary>
    public static async Task<TwoMachines> MakeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "network namespaces need root on Linux");
        var two = new TwoMachines();
        var first = await two.TryAsync("netns", "add", two.Name(1));
        Assert.SkipUnless(first.ExitCode == 0, $"no network namespace to be had: {first.Error.Trim()}");
        await two.IpAsync("netns", "add", two.Name(2));
        var cable = await two.TryAsync("link", "add", "eth0", "netns", two.Name(1), "type", "veth", "peer", "name", "eth0", "netns", two.Name(2));
        if (cable.ExitCode != 0)
            await two.DisposeAsync();
        Assert.SkipUnless(cable.ExitCode == 0, $"no virtual cable to be had: {cable.Error.Trim()}");
        for (var machine = 1; machine <= 2; machine++)
        {
            await two.IpAsync("-n", two.Name(machine), "link", "set", "lo", "up");
            await two.IpAsync("-n", two.Name(machine), "address", "add", $"10.77.0.{machine}/24", "broadcast", "10.77.0.255", "dev", "eth0");
            // Nobody else can have the address: without the check for duplicates IPv6 works at once, and not a second later.
            await two.IpAsync("netns", "exec", two.Name(machine), "sh", "-c", "echo 0 >/proc/sys/net/ipv6/conf/eth0/accept_dad");
            await two.IpAsync("-n", two.Name(machine), "link", "set", "eth0", "up");
        }

        await two.CableIsUpAsync();
        return two;
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

    /// <summary>Plugs it in again; done when both have noticed.</summary>
    public async Task PlugInAsync(int machine)
    {
        await IpAsync("-n", Name(machine), "link", "set", "eth0", "up");
        await CableIsUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in programs)
            await program.DisposeAsync();
        for (var machine = 1; machine <= 2; machine++)
            await TryAsync("netns", "del", Name(machine));
        Directory.Delete(Home, recursive: true);
    }

    /// <summary>The system may notice a cable up to a second after it was plugged in, and only then gives out the address of the link.</summary>
    private async Task CableIsUpAsync()
    {
        for (var machine = 1; machine <= 2; machine++)
            await IpAsync("netns", "exec", Name(machine), "timeout", "60", "sh", "-c", "until ip -6 -o address show dev eth0 scope link | grep -q fe80; do sleep 0.01; done");
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
