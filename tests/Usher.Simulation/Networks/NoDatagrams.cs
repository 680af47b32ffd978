using Usher.Client.Datagrams;

namespace Usher.Simulation.Networks;

/// <summary>A network that carries connections alone: 1203/udp is not simulated yet.</summary>
internal sealed class NoDatagrams : IDatagramTransport
{
    public IDatagramLink? Open(string endpoint, int port, DatagramReceived received) => null;
}
