using System.Net;

namespace Usher.Bench.Targets;

/// <summary>The bare Kestrel echo, in a process of its own.</summary>
internal sealed class EchoTarget : ITarget
{
    private readonly ChildProcess child;

    private EchoTarget(ChildProcess child, IPEndPoint endpoint, bool tls) => (this.child, Endpoint, Tls) = (child, endpoint, tls);

    public IPEndPoint Endpoint { get; }

    public int? ProcessId => child.Id;

    public bool Tls { get; }

    public static async Task<EchoTarget> StartAsync(string usherPath, bool tls)
    {
        var (child, line) = await ChildProcess.StartAsync(usherPath, tls ? ["bench", "--echo", "--tls"] : ["bench", "--echo"], "ready ");
        return new EchoTarget(child, IPEndPoint.Parse(line.Split(' ')[1]), tls);
    }

    /// <summary>A bare minimal API in place of the echo.</summary>
    public static async Task<EchoTarget> StartApiAsync(string usherPath)
    {
        var (child, line) = await ChildProcess.StartAsync(usherPath, ["bench", "--echo", "--http"], "ready ");
        return new EchoTarget(child, IPEndPoint.Parse(line.Split(' ')[1]), tls: false);
    }

    public ValueTask DisposeAsync() => child.DisposeAsync();
}
