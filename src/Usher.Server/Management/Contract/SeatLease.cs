using System.Text.Json.Serialization;

namespace Usher.Server.Management.Contract;

/// <summary>
/// Asks for seats: <c>POST /api/v1/leases</c>. A misspelt field is refused, so that no wish is lost. Send it with a header
/// <c>Idempotency-Key</c>, and a repetition after a lost answer gets the same lease.
/// </summary>
/// <param name="Feature"><c>vendor/feature</c>, or <c>feature</c> where only one vendor has it; 1 to 128 bytes.</param>
/// <param name="User">Login name, 1 to 128 characters.</param>
/// <param name="Host">Host name, 1 to 128 characters.</param>
/// <param name="Version">The lowest version that will do, one to four dotted numbers; left out: any.</param>
/// <param name="Seats">1 to 65 535; left out: 1.</param>
/// <param name="Display">Terminal or display, up to 128 characters.</param>
/// <param name="Application">Program and process, for people; up to 128 characters.</param>
/// <param name="TtlSeconds">Wanted life between renewals; left out: the server's default. Clamped, not refused.</param>
/// <param name="WaitSeconds">Longest time to queue; left out or 0: answer at once.</param>
/// <param name="Priority">Higher goes first in the queue; -100 to 100, left out: 0.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TakeSeats(
    string? Feature,
    string? User,
    string? Host,
    string? Version = null,
    int? Seats = null,
    string? Display = null,
    string? Application = null,
    int? TtlSeconds = null,
    int? WaitSeconds = null,
    int? Priority = null);

/// <summary>Extends a lease, or keeps a place in the queue: <c>PUT /api/v1/leases/{id}</c>. The body may be left out.</summary>
/// <param name="TtlSeconds">Life from now on; left out: as before. Clamped, not refused.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RenewSeats(int? TtlSeconds = null);

/// <summary>A lease that was taken over HTTP, or the place in the queue for one.</summary>
/// <param name="Lease">32 hex digits.</param>
/// <param name="Feature"><c>vendor/feature</c>.</param>
/// <param name="State"><c>granted</c> or <c>queued</c>.</param>
/// <param name="Until">When it lapses unless it is renewed, or gives up waiting. By the server's clock, for people.</param>
/// <param name="Seats">How many; only when granted anew.</param>
/// <param name="TtlSeconds">Only when granted: its life, counted from the moment when the request was sent.</param>
/// <param name="Kind">Only when granted anew: <c>direct</c>, <c>fromQueue</c> or <c>resumedLate</c>.</param>
/// <param name="Overdraft">Only when granted anew: above the count.</param>
/// <param name="InGrace">Only when granted anew: from a line that has ended and is in its grace.</param>
/// <param name="Position">Only when queued: 1 is next.</param>
/// <param name="PollSeconds">Only when queued: ask again after so long.</param>
/// <param name="Secret">Proves whose it is; only in the answer to <c>POST</c>.</param>
public sealed record SeatLease(
    string Lease,
    string Feature,
    string State,
    DateTimeOffset Until,
    int? Seats = null,
    long? TtlSeconds = null,
    string? Kind = null,
    bool? Overdraft = null,
    bool? InGrace = null,
    int? Position = null,
    int? PollSeconds = null,
    string? Secret = null);

/// <summary>A lease was given back: <c>DELETE /api/v1/leases/{id}</c>.</summary>
/// <param name="Lease">32 hex digits.</param>
/// <param name="WasHeld">Whether it was held, or waited, until then.</param>
public sealed record SeatReturn(string Lease, bool WasHeld);
