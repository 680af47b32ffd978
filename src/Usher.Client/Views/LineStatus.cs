namespace Usher.Client;

/// <summary>One license line of a feature.</summary>
/// <param name="Id">Which line of which license.</param>
/// <param name="Version">Newest version that it covers.</param>
/// <param name="Seats">Licensed seats.</param>
/// <param name="Used">Seats in use.</param>
/// <param name="Overdraft">Seats that may be taken above the count.</param>
/// <param name="StartsAt">UTC; null: since ever.</param>
/// <param name="EndsAt">UTC; null: perpetual.</param>
/// <param name="State">One of open, early, grace, ended.</param>
/// <param name="Sharing">What shares a seat, such as "user+host", or "site"; empty: nothing.</param>
public sealed record LineStatus(
    string Id,
    string Version,
    int Seats,
    int Used,
    int Overdraft,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    string State,
    string Sharing);
