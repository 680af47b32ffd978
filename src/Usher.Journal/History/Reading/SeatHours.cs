namespace Usher.Journal.History;

/// <summary>Seats times hours, by state.</summary>
/// <param name="Active">Held by a client that shows signs of life, overdraft not included.</param>
/// <param name="Lingering">Held for a client whose connection ended.</param>
/// <param name="Overdraft">Held above the count.</param>
/// <param name="Queued">Wanted by requests that waited.</param>
public readonly record struct SeatHours(double Active, double Lingering, double Overdraft, double Queued)
{
    /// <summary>Held by anybody.</summary>
    public double Used => Active + Lingering + Overdraft;
}
