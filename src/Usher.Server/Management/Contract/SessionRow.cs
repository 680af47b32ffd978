namespace Usher.Server.Management.Contract;

/// <summary>Who held seats: <c>GET /api/v1/sessions</c>.</summary>
/// <param name="Sessions">The last granted first.</param>
/// <param name="CaughtUpAt">How far the history reaches.</param>
/// <param name="Next">Ask again with <c>after</c> set to this for the next page; null: this is the last.</param>
public sealed record SessionPage(IReadOnlyList<SessionRow> Sessions, DateTimeOffset? CaughtUpAt, string? Next);

/// <summary>A lease from its grant to its end.</summary>
/// <param name="Lease">32 hex digits.</param>
/// <param name="Feature"><c>vendor/feature</c>.</param>
/// <param name="User">As the client said.</param>
/// <param name="Host">As the client said.</param>
/// <param name="Display">As the client said; may be empty.</param>
/// <param name="Application">As the client said; may be empty.</param>
/// <param name="Seats">How many.</param>
/// <param name="Version">The version asked for.</param>
/// <param name="Kind"><c>direct</c>, <c>fromQueue</c> or <c>resumedLate</c>.</param>
/// <param name="Detached">Lived by its time alone.</param>
/// <param name="Connectionless">Lived by datagrams, without a connection.</param>
/// <param name="Overdraft">Granted above the count.</param>
/// <param name="WaitedSeconds">In the queue, before.</param>
/// <param name="GrantedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null: it lives.</param>
/// <param name="Reason">
/// <c>returned</c>, <c>lapsed</c>, <c>lingerOver</c>, <c>revoked</c>, <c>licenseEnded</c> or <c>licenseRemoved</c>; null: it lives.
/// </param>
/// <param name="Note">The administrator's words on a revoke; else empty.</param>
/// <param name="By">Who revoked; else empty.</param>
public sealed record SessionRow(
    string Lease,
    string Feature,
    string User,
    string Host,
    string Display,
    string Application,
    int Seats,
    string Version,
    string Kind,
    bool Detached,
    bool Connectionless,
    bool Overdraft,
    long WaitedSeconds,
    DateTimeOffset GrantedAt,
    DateTimeOffset? EndedAt,
    string? Reason,
    string Note,
    string By);
