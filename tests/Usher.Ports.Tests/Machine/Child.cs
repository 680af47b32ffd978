using System.Diagnostics;

namespace Usher.Ports.Tests;

/// <summary>A program that listens until the test is over.</summary>
internal sealed class Child : IDisposable
{
    // 'nobody' becomes that user; 'fork' leaves a second process with the same sockets: one socket, two owners.
    private const string Script = """
        import os, socket, sys
        if "nobody" in sys.argv: os.setgroups([]); os.setuid(65534)
        tcp = socket.socket(); tcp.bind(("127.0.0.1", 0)); tcp.listen()
        udp = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM); udp.bind(("::1", 0))
        forked = os.fork() if "fork" in sys.argv else -1
        if forked == 0:
            sys.stdin.read(); os._exit(0)
        print(os.getpid(), tcp.getsockname()[1], udp.getsockname()[1], forked, flush=True)
        sys.stdin.read()
        """;

    private readonly Process _process;

    private Child(Process process)
    {
        _process = process;
        var numbers = process.StandardOutput.ReadLine()?.Split(' ').Select(int.Parse).ToArray();
        (Pid, TcpPort, UdpPort, ForkedPid) = numbers is [var pid, var tcp, var udp, var forked] ? (pid, tcp, udp, forked) : throw new InvalidOperationException("the child did not start");
    }

    public int Pid { get; }

    public int TcpPort { get; }

    public int UdpPort { get; }

    public int ForkedPid { get; }

    public static Child Start(params string[] arguments) => new(Command.Start("python3", ["-c", Script, .. arguments]));

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
