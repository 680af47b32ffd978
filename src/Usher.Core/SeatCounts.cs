namespace Usher.Core;

/// <summary>Seats by state; a seat is in exactly one of them. Seats shared by a group count once.</summary>
/// <param name="Total">What the open lines grant, overdraft not included.</param>
/// <param name="Active">Held by a client that shows signs of life, overdraft not included.</param>
/// <param name="Lingering">Held for a client whose connection ended.</param>
/// <param name="Reserved">Kept idle for somebody by policy.</param>
/// <param name="Borrowed">Held offline.</param>
/// <param name="Overdraft">Held above the count.</param>
/// <param name="Queued">Wanted by requests that wait.</param>
/// <param name="Free">What a new request could get without overdraft.</param>
public readonly record struct SeatCounts(
    int Total, int Active, int Lingering, int Reserved, int Borrowed, int Overdraft, int Queued, int Free);
