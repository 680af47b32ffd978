using System.Net;

namespace Usher.Server.Networks;

/// <summary>How many connections one listener has open, in all and from each address. Safe on any thread.</summary>
/// <param name="max">Most connections at once.</param>
/// <param name="perAddressMax">Most connections at once from one address.</param>
internal sealed class ConnectionCounts(int max, int perAddressMax)
{
    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, int> byAddress = [];
    private int open;

    /// <summary>Counts one more connection, if there is room for it. Who gets in must <see cref="Leave"/>.</summary>
    internal ConnectionRoom Enter(IPAddress address)
    {
        lock (gate)
        {
            if (open >= max)
                return ConnectionRoom.Full;
            var fromAddress = byAddress.GetValueOrDefault(address);
            if (fromAddress >= perAddressMax)
                return ConnectionRoom.FullForAddress;
            open++;
            byAddress[address] = fromAddress + 1;
            return ConnectionRoom.Free;
        }
    }

    /// <summary>The connection ended.</summary>
    internal void Leave(IPAddress address)
    {
        lock (gate)
        {
            open--;
            if (byAddress[address] == 1)
                byAddress.Remove(address);
            else
                byAddress[address]--;
        }
    }
}
