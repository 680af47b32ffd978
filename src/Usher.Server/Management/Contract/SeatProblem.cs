namespace Usher.Server.Management.Contract;

/// <summary>Why seats were refused: a <see cref="Problem"/> with all that helps.</summary>
/// <param name="Type"><c>urn:usher:error:CODE</c>.</param>
/// <param name="Title">The HTTP status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What happened, with the numbers.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Hint">What to do.</param>
/// <param name="Faults">The problem itself, once more.</param>
/// <param name="Feature"><c>vendor/feature</c>, or what was asked for.</param>
/// <param name="Lease">The lease that it is about, 32 hex digits.</param>
/// <param name="Counts">Seats by state when it was decided.</param>
/// <param name="Line">The license line that decided.</param>
/// <param name="Holders">Who holds seats that would do, longest holder first; some of them.</param>
/// <param name="HoldersTotal">How many leases there are in all.</param>
/// <param name="FreeAt">When enough seats come free at the latest unless renewed.</param>
/// <param name="RetryAt">When the same request may be met.</param>
/// <param name="Ahead">Requests that wait in front.</param>
public sealed record SeatProblem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string Hint,
    IReadOnlyList<ServerFault> Faults,
    string? Feature = null,
    string? Lease = null,
    SeatStates? Counts = null,
    string? Line = null,
    IReadOnlyList<LeaseRow>? Holders = null,
    int? HoldersTotal = null,
    DateTimeOffset? FreeAt = null,
    DateTimeOffset? RetryAt = null,
    int? Ahead = null);

/// <summary>Seats by state; a seat is in exactly one.</summary>
/// <param name="Seats">What the open lines grant, overdraft not included.</param>
/// <param name="Active">Held by clients that show signs of life.</param>
/// <param name="Lingering">Held for clients whose connection ended.</param>
/// <param name="Reserved">Kept idle by policy.</param>
/// <param name="Borrowed">Held offline.</param>
/// <param name="Overdraft">Held above the count.</param>
/// <param name="Queued">Wanted by requests that wait.</param>
/// <param name="Free">What a new request could get.</param>
public sealed record SeatStates(int Seats, int Active, int Lingering, int Reserved, int Borrowed, int Overdraft, int Queued, int Free);
