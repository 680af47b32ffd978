namespace Usher.Client;

/// <summary>A feature's seats by state. Free and reserved seats are what is left of the total.</summary>
/// <param name="Total">Licensed seats of lines that are open.</param>
/// <param name="Active">Held by clients that show life.</param>
/// <param name="Lingering">Kept for clients whose connection ended.</param>
/// <param name="Reserved">Set aside by policy and not in use.</param>
/// <param name="Borrowed">Taken away from the network until they expire.</param>
/// <param name="Overdraft">Held above the total.</param>
/// <param name="Queued">Seats that waiting requests ask for.</param>
/// <param name="Free">Free for anybody.</param>
public sealed record SeatCounts(
    int Total, int Active, int Lingering, int Reserved, int Borrowed, int Overdraft, int Queued, int Free);
