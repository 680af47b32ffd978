namespace Usher.Client.Datagrams;

/// <summary>Takes what arrived; the bytes are only good during the call.</summary>
internal delegate void DatagramReceived(ReadOnlySpan<byte> datagram);
