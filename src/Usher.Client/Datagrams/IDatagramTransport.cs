namespace Usher.Client.Datagrams;

/// <summary>Opens links for datagrams. UDP outside tests.</summary>
internal interface IDatagramTransport
{
    /// <summary>A link to the address of a connection's other end.</summary>
    /// <param name="endpoint">That end, <c>address:port</c> of TCP.</param>
    /// <param name="port">The port for datagrams.</param>
    /// <param name="received">Called for whatever arrives, from whomever. Must not block.</param>
    /// <returns>Null when there can be none.</returns>
    IDatagramLink? Open(string endpoint, int port, DatagramReceived received);
}
