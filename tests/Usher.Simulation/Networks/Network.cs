using System.Net.Sockets;
using Usher.Client;
using Usher.Client.Net;
using Usher.Licensing;
using Usher.Simulation.Kernel;
using Usher.Simulation.Machines;

namespace Usher.Simulation.Networks;

/// <summary>Connects clients' machines with the server's.</summary>
internal sealed class Network(Agenda agenda, Trace trace, Machine serverMachine)
{
    private static readonly TimeSpan KnockAgainAfter = TimeSpan.FromSeconds(1);
    private readonly List<Wire> wires = [];
    private int named;

    /// <summary>What the server proves in TLS, which is not simulated.</summary>
    public static ServerIdentity Identity { get; } = ServerIdentity.FromSpki([1]);

    /// <summary>Who listens; null: nobody does.</summary>
    public Action<Wire>? Accept { get; set; }

    /// <summary>Connections of which at least one side still has its end.</summary>
    public IReadOnlyList<Wire> Wires
    {
        get
        {
            wires.RemoveAll(wire => wire.IsOver);
            return wires;
        }
    }

    public Agenda Agenda => agenda;

    /// <summary>The packets of a connection attempt come and go, and are sent again as long as somebody waits.</summary>
    public async ValueTask<Link> ConnectAsync(
        Machine client, NetworkWeather weather, Action<Wire> opened, ServerAddress server, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<Wire?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var giveUp = cancellationToken.Register(() => done.TrySetCanceled(cancellationToken));
        Knock(client, weather, done);
        if (await done.Task.ConfigureAwait(false) is not { } wire)
            throw new DialException(NetFaults.Unreachable(server, new SocketException((int)SocketError.ConnectionRefused)));
        opened(wire);
        return new Link(wire.Client, Identity, "198.51.100.1:1203") { Reset = wire.Client.Reset };
    }

    private void Knock(Machine client, NetworkWeather weather, TaskCompletionSource<Wire?> done)
    {
        agenda.After(weather.Latency() + weather.Latency(), () =>
        {
            if (done.Task.IsCompleted)
                return;
            if (weather.IsUpCut || weather.IsDownCut || !serverMachine.IsAwake || !client.IsAwake)
                agenda.After(KnockAgainAfter, () => Knock(client, weather, done));
            else
                done.TrySetResult(Accept is null ? null : Open(client, weather));
        });
    }

    private Wire Open(Machine client, NetworkWeather weather)
    {
        var wire = new Wire($"{client.Name}/{++named}", agenda, trace, weather, client, serverMachine);
        wires.Add(wire);
        trace.Note(wire.Name, "connected");
        Accept!(wire);
        return wire;
    }
}
