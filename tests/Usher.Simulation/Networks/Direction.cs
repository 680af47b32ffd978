using Usher.Simulation.Kernel;

namespace Usher.Simulation.Networks;

/// <summary>One way of a connection: in order, each packet once, however late. TCP sees to that.</summary>
internal sealed class Direction(Agenda agenda, NetworkWeather weather, Func<bool> isBlocked, Action<Packet> arrive)
{
    private readonly Queue<Packet> inFlight = new();
    private TimeSpan lastArrival;
    private int held;

    public void Send(Packet packet)
    {
        var arrival = agenda.Now + weather.Latency();
        lastArrival = arrival > lastArrival ? arrival : lastArrival;
        inFlight.Enqueue(packet);
        agenda.At(lastArrival, Arrive);
    }

    /// <summary>Sends again what did not get through.</summary>
    public void Unblock()
    {
        if (isBlocked() || held == 0)
            return;
        var again = agenda.Now + weather.Resend();
        lastArrival = again > lastArrival ? again : lastArrival;
        for (; held > 0; held--)
            agenda.At(again, Arrive);
    }

    private void Arrive()
    {
        if (isBlocked())
            held++;
        else
            arrive(inFlight.Dequeue());
    }
}
