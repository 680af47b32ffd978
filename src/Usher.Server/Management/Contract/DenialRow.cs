namespace Usher.Server.Management.Contract;

/// <summary>Who did not get seats: <c>GET /api/v1/denials</c>.</summary>
/// <param name="Denials">The last first.</param>
/// <param name="CaughtUpAt">How far the history reaches.</param>
/// <param name="Next">Ask again with <c>after</c> set to this for the next page; null: this is the last.</param>
public sealed record DenialPage(IReadOnlyList<DenialRow> Denials, DateTimeOffset? CaughtUpAt, string? Next);

/// <summary>One denial.</summary>
/// <param name="At">When it was decided.</param>
/// <param name="Feature"><c>vendor/feature</c>.</param>
/// <param name="User">As the client said.</param>
/// <param name="Host">As the client said.</param>
/// <param name="Display">As the client said; may be empty.</param>
/// <param name="Application">As the client said; may be empty.</param>
/// <param name="Seats">For how many.</param>
/// <param name="Version">For which version.</param>
/// <param name="Code">Of docs/errors.md: what the client was told.</param>
/// <param name="Cause">The same as a word, such as <c>allSeatsTaken</c>.</param>
/// <param name="WaitedSeconds">In the queue, before; 0: refused at once.</param>
public sealed record DenialRow(
    DateTimeOffset At,
    string Feature,
    string User,
    string Host,
    string Display,
    string Application,
    int Seats,
    string Version,
    string Code,
    string Cause,
    long WaitedSeconds);

/// <summary>Denials, counted: <c>GET /api/v1/denials/counts</c>.</summary>
/// <param name="Counts">By feature and cause, most first.</param>
/// <param name="CaughtUpAt">How far the history reaches.</param>
public sealed record DenialCounts(IReadOnlyList<DenialCountRow> Counts, DateTimeOffset? CaughtUpAt);

/// <summary>Denials of one feature for one cause.</summary>
/// <param name="Feature"><c>vendor/feature</c>.</param>
/// <param name="Code">Of docs/errors.md.</param>
/// <param name="Cause">The same as a word.</param>
/// <param name="Denials">How many.</param>
/// <param name="Users">How many people.</param>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
public sealed record DenialCountRow(
    string Feature, string Code, string Cause, long Denials, long Users, DateTimeOffset First, DateTimeOffset Last);
