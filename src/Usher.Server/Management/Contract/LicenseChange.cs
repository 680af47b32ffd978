namespace Usher.Server.Management.Contract;

/// <summary>
/// What installing or removing a license did, or would do: <c>POST /api/v1/licenses</c>, <c>DELETE
/// /api/v1/licenses/{id}</c>, <c>POST /api/v1/licenses/check</c>.
/// </summary>
/// <param name="Outcome"><c>added</c>, <c>replaced</c>, <c>unchanged</c>, <c>removed</c>, or (check only) <c>refused</c>.</param>
/// <param name="License">The license; null when the file cannot be read.</param>
/// <param name="Faults">Why it is refused (check only).</param>
/// <param name="Warnings">What an administrator should know although it is not.</param>
/// <param name="Pools">The features whose seats change.</param>
public sealed record LicenseChange(
    string Outcome,
    LicenseRow? License,
    IReadOnlyList<ServerFault> Faults,
    IReadOnlyList<ServerFault> Warnings,
    IReadOnlyList<PoolChange> Pools);

/// <summary>What changes for one feature. Seats are those that the lines grant at this time, overdraft not included.</summary>
/// <param name="Feature"><c>vendor/feature</c>.</param>
/// <param name="SeatsBefore">Seats before.</param>
/// <param name="SeatsAfter">Seats after.</param>
/// <param name="LinesAdded">Ids of lines that come.</param>
/// <param name="LinesRemoved">Ids of lines that go.</param>
/// <param name="SeatsInUse">Seats that are held now, overdraft included.</param>
/// <param name="SeatsShort">Seats that are held now and have no room after, with everybody moved to another line who can be.</param>
/// <param name="HoldersShort">
/// Their holders, longest holder first, up to 100: of lines that go everybody, of one that shrinks the newest. Those of lines that
/// go lose their seats when their leases run out; those of one that shrinks are above the count.
/// </param>
/// <param name="HoldersShortTotal">How many there are in all.</param>
public sealed record PoolChange(
    string Feature,
    long SeatsBefore,
    long SeatsAfter,
    IReadOnlyList<string> LinesAdded,
    IReadOnlyList<string> LinesRemoved,
    long SeatsInUse,
    long SeatsShort,
    IReadOnlyList<LeaseRow> HoldersShort,
    int HoldersShortTotal);
