namespace Usher.Ports;

/// <summary>How bytes come to a port.</summary>
public enum Transport
{
    /// <summary>Connections.</summary>
    Tcp,

    /// <summary>Datagrams.</summary>
    Udp,
}
