namespace Usher.Journal.History;

/// <summary>What one person used.</summary>
/// <param name="User">Login name, as clients said.</param>
/// <param name="Sessions">How many sessions.</param>
/// <param name="SeatHours">Their seats times their hours within the time asked for. Shared seats count for each sharer.</param>
/// <param name="Hosts">On how many hosts.</param>
public sealed record UserUse(string User, long Sessions, double SeatHours, long Hosts);
