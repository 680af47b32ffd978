namespace Usher.Core;

/// <summary>A lease as people see it: copied out of the pool, safe on any thread.</summary>
/// <param name="Lease">Its id.</param>
/// <param name="Holder">Who holds it.</param>
/// <param name="Seats">How many seats.</param>
/// <param name="State">Active or lingering.</param>
/// <param name="Overdraft">Above the count.</param>
/// <param name="Detached">Lives by its time alone.</param>
/// <param name="Since">When it was granted.</param>
/// <param name="Until">When it lapses without a sign of life.</param>
/// <param name="Connectionless">Lives by signs of life, but not by a connection.</param>
public sealed record LeaseView(
    LeaseId Lease,
    Holder Holder,
    int Seats,
    LeaseState State,
    bool Overdraft,
    bool Detached,
    DateTimeOffset Since,
    DateTimeOffset Until,
    bool Connectionless = false);
