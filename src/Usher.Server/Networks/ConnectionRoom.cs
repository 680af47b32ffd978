namespace Usher.Server.Networks;

/// <summary>Whether there is room for one more connection.</summary>
internal enum ConnectionRoom
{
    /// <summary>There was, and it is counted.</summary>
    Free,

    /// <summary>As many as may be are open.</summary>
    Full,

    /// <summary>As many as may be are open from its address.</summary>
    FullForAddress,
}
