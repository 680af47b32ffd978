namespace Usher.Server.Validation;

/// <summary>Why a datagram got no answer.</summary>
internal enum DatagramDrop
{
    /// <summary>It got one.</summary>
    None,

    /// <summary>Its address is not of a trusted network.</summary>
    Untrusted,

    /// <summary>There were too many from its address in this second.</summary>
    TooMany,

    /// <summary>It is no question of this protocol.</summary>
    Malformed,

    /// <summary>It is of another version of the datagrams.</summary>
    Version,

    /// <summary>Whoever wrote it does not have the lease's key.</summary>
    Forged,

    /// <summary>Its counter is not greater than all before: a copy, or overtaken by a later one.</summary>
    Replayed,

    /// <summary>The system could not receive it, or not send its answer.</summary>
    Socket,
}
