namespace Usher.Core;

/// <summary>A waiting request as people see it.</summary>
/// <param name="Lease">The lease to be.</param>
/// <param name="Holder">Who waits.</param>
/// <param name="Seats">For how many seats.</param>
/// <param name="Position">1 is next.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="Absent">Its connection ended; passed over until it returns.</param>
/// <param name="Since">When it joined.</param>
/// <param name="Until">When it gives up.</param>
public sealed record WaitView(
    LeaseId Lease,
    Holder Holder,
    int Seats,
    int Position,
    int Priority,
    bool Absent,
    DateTimeOffset Since,
    DateTimeOffset Until);
