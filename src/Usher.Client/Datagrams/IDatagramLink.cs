namespace Usher.Client.Datagrams;

/// <summary>Datagrams to one server, and whatever comes back. Safe on any thread.</summary>
internal interface IDatagramLink : IDisposable
{
    /// <summary>Sends one; whether it arrives is another matter. Never throws, never blocks for long.</summary>
    void Send(ReadOnlySpan<byte> datagram);
}
