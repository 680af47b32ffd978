using System.Globalization;

namespace Usher.EndToEnd;

/// <summary>A network namespace of the test's own, in which nobody else listens, and programs in it.</summary>
internal sealed class Neighbourhood : IAsyncDisposable
{
    // Every role prints a line once it listens. 'lmgrd' is a name and nothing more.
    private const string Script = """
        import resource, socket, ssl, sys
        role, address, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
        kind = socket.SOCK_DGRAM if role == "datagrams" else socket.SOCK_STREAM
        s = socket.socket(type=kind); s.bind((address, port))
        if role == "lmgrd": open("/proc/self/comm", "w").write("lmgrd")
        if kind == socket.SOCK_STREAM: s.listen(5000)
        kept = []
        if role == "crowd":
            resource.setrlimit(resource.RLIMIT_NOFILE, (10000, 10000))
            for _ in range(2500): kept += [socket.create_connection((address, port)), s.accept()[0]]
        print("listens", flush=True)
        if role == "impostor":
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); context.load_cert_chain(sys.argv[4], sys.argv[5])
            while True:
                try: context.wrap_socket(s.accept()[0], server_side=True).close()
                except OSError: pass
        sys.stdin.read()
        """;

    private static int made;

    // Tests run side by side, and each has a namespace of its own.
    private readonly string name = string.Create(CultureInfo.InvariantCulture, $"usher-e2e-{Environment.ProcessId}-{Interlocked.Increment(ref made)}");
    private readonly List<Command> programs = [];

    private Neighbourhood(string home) => Home = home;

    /// <summary>HOME of every program.</summary>
    public string Home { get; }

    public static async Task<Neighbourhood> MakeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "a network namespace needs root on Linux");
        var street = new Neighbourhood(Directory.CreateTempSubdirectory("usher-").FullName);
        await street.OutsideAsync("ip", "netns", "add", street.name);
        await street.OutsideAsync("ip", "-n", street.name, "link", "set", "lo", "up");
        return street;
    }

    /// <summary>Runs a program outside, to its end.</summary>
    public async Task<string> OutsideAsync(string program, params string[] arguments)
    {
        await using var command = Command.Start(Home, program, arguments);
        var ended = await command.EndAsync();
        Assert.True(ended.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {ended}");
        return ended.Output;
    }

    /// <summary>Runs a program inside, to its end.</summary>
    public Task<string> InsideAsync(string program, params string[] arguments) =>
        OutsideAsync("ip", ["netns", "exec", name, program, .. arguments]);

    /// <summary>Starts a program inside that lives until the test is over.</summary>
    public Command Start(string program, params string[] arguments)
    {
        var command = Command.Start(Home, "ip", ["netns", "exec", name, program, .. arguments]);
        programs.Add(command);
        return command;
    }

    /// <summary>Lets a neighbour move in.</summary>
    /// <param name="role"><c>stranger</c>, <c>lmgrd</c>, <c>datagrams</c>, <c>crowd</c> (5,000 sockets) or <c>impostor</c>.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="more">Files of an impostor's certificate and key.</param>
    public async Task<Command> MoveInAsync(string role, string address, int port, params string[] more)
    {
        var neighbour = Start("python3", ["-c", Script, role, address, port.ToString(CultureInfo.InvariantCulture), .. more]);
        await neighbour.WaitForAsync("listens");
        return neighbour;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in programs)
            await program.DisposeAsync();
        await OutsideAsync("ip", "netns", "del", name);
        Directory.Delete(Home, recursive: true);
    }
}
