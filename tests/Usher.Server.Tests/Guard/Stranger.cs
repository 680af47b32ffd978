using System.Diagnostics;
using System.Globalization;

namespace Usher.Server.Tests.Guard;

/// <summary>A program that listens on a free UDP port of loopback, and answers nothing, until the test is over.</summary>
internal sealed class Stranger : IDisposable
{
    private const string Script = """
        import socket, sys
        while True:
            s = socket.socket(type=socket.SOCK_DGRAM); s.bind(("127.0.0.1", 0))
            # The server will listen on the same port over TCP.
            with socket.socket() as t:
                try: t.bind(s.getsockname())
                except OSError: continue
            break
        print(s.getsockname()[1], flush=True)
        sys.stdin.read()
        """;

    private readonly Process _process = Process.Start(
        new ProcessStartInfo("python3", ["-c", Script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    public Stranger() => Port = int.Parse(_process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);

    public int Port { get; }

    public int Pid => _process.Id;

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
