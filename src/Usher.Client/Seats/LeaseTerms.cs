using Usher.Protocol;

namespace Usher.Client.Seats;

/// <summary>What was granted, for as long as the lease lives.</summary>
internal sealed record LeaseTerms(LeaseId Id, string Feature, int Seats, bool Overdraft, bool InGrace, bool Resumed)
{
    internal static LeaseTerms Of(LeaseId id, Granted granted, string asked) => new(
        id,
        granted.Feature.Length == 0 ? asked : granted.Feature,
        (int)granted.Seats,
        granted.Overdraft,
        granted.InGrace,
        granted.Resumed || granted.ResumedLate);
}
