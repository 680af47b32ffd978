namespace Usher.Server.Lanes;

/// <summary>The states of a lease or of a waiting request that people tell apart.</summary>
internal enum SeatState
{
    /// <summary>Held by a client that shows signs of life.</summary>
    Active,

    /// <summary>Held for a client whose connection ended.</summary>
    Lingering,

    /// <summary>Held above the count.</summary>
    Overdraft,

    /// <summary>Waits.</summary>
    Queued,
}
