namespace Usher.Protocol;

/// <summary>Why bytes are no datagram of this protocol.</summary>
public enum DatagramFault
{
    /// <summary>They are one.</summary>
    None,

    /// <summary>Wrong length, first byte, kind or standing, or something where zeros belong.</summary>
    Malformed,

    /// <summary>Another version of the datagrams.</summary>
    OtherVersion,
}
