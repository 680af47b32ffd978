using Usher.Client;
using Usher.Client.Net;
using Usher.Simulation.Machines;

namespace Usher.Simulation.Networks;

/// <summary>The SDK's way onto the simulated network; keeps the connections of one process, to end them with it.</summary>
internal sealed class SimulatedTransport(
    Network network, Machine machine, NetworkWeather weather, Action<ReadOnlyMemory<byte>> overhear) : ITransport
{
    private readonly List<Wire> wires = [];
    private bool isGone;

    public ValueTask<Link> OpenAsync(ServerAddress server, CancellationToken cancellationToken) =>
        network.ConnectAsync(machine, weather, Keep, server, cancellationToken);

    /// <summary>The process was killed.</summary>
    public void Close()
    {
        isGone = true;
        wires.ForEach(wire => wire.Client.CloseForDead());
    }

    /// <summary>The machine lost its power.</summary>
    public void Vanish()
    {
        isGone = true;
        wires.ForEach(wire => wire.Client.Vanish());
    }

    /// <summary>Something on the way breaks every connection: both ends learn of it, if it gets through to them.</summary>
    public void BreakAll()
    {
        foreach (var wire in wires.Where(wire => !wire.Client.IsClosed))
        {
            wire.ResetDown();
            wire.ResetUp();
        }
    }

    private void Keep(Wire wire)
    {
        wires.Add(wire);
        wire.Client.Overheard = overhear;
        if (isGone)
            wire.Client.CloseForDead();
    }
}
