using System.Net;

namespace Usher.Bench.Targets;

/// <summary>The bare UDP echo, in a process of its own.</summary>
internal sealed class DatagramEchoTarget : ITarget
{
    private readonly ChildProcess child;

    private DatagramEchoTarget(ChildProcess child, IPEndPoint endpoint) => (this.child, Endpoint) = (child, endpoint);

    public IPEndPoint Endpoint { get; }

    public int? ProcessId => child.Id;

    public bool Tls => false;

    public static async Task<DatagramEchoTarget> StartAsync(string usherPath)
    {
        var (child, line) = await ChildProcess.StartAsync(usherPath, ["bench", "--echo", "--udp"], "ready ");
        return new DatagramEchoTarget(child, IPEndPoint.Parse(line.Split(' ')[1]));
    }

    public ValueTask DisposeAsync() => child.DisposeAsync();
}
