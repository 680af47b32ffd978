namespace Usher.Server.Management.Contract;

/// <summary>Something that happened: the data of one event of <c>GET /api/v1/events</c>. What does not apply is left out.</summary>
/// <param name="Type">One of the types in docs/api.md.</param>
/// <param name="At">When it was decided, by the server's clock.</param>
/// <param name="Feature"><c>vendor/feature</c>.</param>
/// <param name="Lease">32 hex digits.</param>
/// <param name="User">As the client said.</param>
/// <param name="Host">As the client said.</param>
/// <param name="Application">As the client said.</param>
/// <param name="Seats">How many.</param>
/// <param name="Version">The version asked for.</param>
/// <param name="Until">When it lapses, gives up waiting, or stops lingering.</param>
/// <param name="Kind">Of a grant: <c>direct</c>, <c>fromQueue</c> or <c>resumedLate</c>.</param>
/// <param name="Overdraft">Of a grant: above the count.</param>
/// <param name="Code">Of docs/errors.md: what the client is told.</param>
/// <param name="Reason">How it ended, in a word.</param>
/// <param name="Note">The administrator's words.</param>
/// <param name="By">Who did it.</param>
/// <param name="License">A license's id.</param>
/// <param name="Message">In words.</param>
public sealed record LiveEvent(
    string Type,
    DateTimeOffset At,
    string? Feature = null,
    string? Lease = null,
    string? User = null,
    string? Host = null,
    string? Application = null,
    int? Seats = null,
    string? Version = null,
    DateTimeOffset? Until = null,
    string? Kind = null,
    bool? Overdraft = null,
    string? Code = null,
    string? Reason = null,
    string? Note = null,
    string? By = null,
    string? License = null,
    string? Message = null);
