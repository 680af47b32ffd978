namespace Usher.Protocol;

/// <summary>What an answer says of a lease.</summary>
public enum LeaseStanding : byte
{
    /// <summary>Nothing: the datagram is a question.</summary>
    Asked = 0,

    /// <summary>It is good for as long as the answer says.</summary>
    Good = 1,

    /// <summary>Datagrams do not keep it alive (any more): ask over TCP, which says why. The promise so far still holds.</summary>
    AskOverTcp = 2,

    /// <summary>The question was for an earlier run of the server and had no effect: ask again, with the boot id of the answer.</summary>
    Restarted = 3,
}
