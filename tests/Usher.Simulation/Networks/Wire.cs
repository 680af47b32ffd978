using Usher.Simulation.Kernel;
using Usher.Simulation.Machines;

namespace Usher.Simulation.Networks;

/// <summary>
/// One TCP connection. Ends in good order (FIN, which waits its turn and is sent again until it arrives) or with a reset
/// (RST, which is sent once and may be lost: then the other side does not know until it sends something).
/// </summary>
internal sealed class Wire
{
    private readonly Agenda agenda;
    private readonly NetworkWeather weather;
    private readonly Machine clientMachine, serverMachine;
    private readonly Direction up, down;

    public Wire(string name, Agenda agenda, Trace trace, NetworkWeather weather, Machine clientMachine, Machine serverMachine)
    {
        (Name, this.agenda, Trace, this.weather) = (name, agenda, trace, weather);
        (this.clientMachine, this.serverMachine) = (clientMachine, serverMachine);
        up = new Direction(agenda, weather, () => weather.IsUpCut || !serverMachine.IsAwake, ArriveAtServer);
        down = new Direction(agenda, weather, () => weather.IsDownCut || !clientMachine.IsAwake, ArriveAtClient);
        Client = new ClientEnd(this);
        Server = new ServerEnd(this);
        weather.Cleared += Unblock;
        clientMachine.Woke += Unblock;
        serverMachine.Woke += Unblock;
    }

    public string Name { get; }

    public Trace Trace { get; }

    public ClientEnd Client { get; }

    public ServerEnd Server { get; }

    public bool IsOver => Client.IsClosed && Server.IsClosed;

    public void SendUp(Packet packet)
    {
        Note("→", packet);
        up.Send(packet);
    }

    public void SendDown(Packet packet)
    {
        Note("←", packet);
        down.Send(packet);
    }

    public void ResetUp() => Reset("→", () => weather.IsUpCut || !serverMachine.IsAwake, Server.TakeReset);

    public void ResetDown() => Reset("←", () => weather.IsDownCut || !clientMachine.IsAwake, Client.TakeReset);

    private void Reset(string arrow, Func<bool> isBlocked, Action take)
    {
        Trace.Note(Name, $"{arrow} RST");
        agenda.After(weather.Latency(), () =>
        {
            if (isBlocked())
                Trace.Note(Name, $"{arrow} RST lost");
            else
                take();
        });
    }

    private void ArriveAtServer(Packet packet)
    {
        if (!Server.IsClosed)
            Server.Take(packet);
        else if (!packet.IsFin)
            ResetDown();
    }

    private void ArriveAtClient(Packet packet)
    {
        if (!Client.IsClosed)
            Client.Take(packet);
        else if (!packet.IsFin)
            ResetUp();
    }

    private void Note(string arrow, Packet packet)
    {
        if (packet.Bytes is { } bytes)
            Trace.Note(Name, bytes, () => $"{arrow} {Frames.InWords(bytes, isUp: arrow == "→")}");
        else
            Trace.Note(Name, $"{arrow} FIN");
    }

    private void Unblock()
    {
        up.Unblock();
        down.Unblock();
    }
}
