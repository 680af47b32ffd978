namespace Usher.Journal.History.Projection;

/// <summary>Leases that share seats of a line: they cost what the largest of them needs.</summary>
internal sealed class SharedSeats
{
    /// <summary>All of them.</summary>
    public SeatBag All { get; } = new();

    /// <summary>Those whose client is there.</summary>
    public SeatBag Active { get; } = new();
}
