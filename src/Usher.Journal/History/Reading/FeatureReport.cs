using Usher.Core;

namespace Usher.Journal.History;

/// <summary>What is worth knowing of one feature over a time.</summary>
/// <param name="Pool">Whose seats.</param>
/// <param name="Use">All of the time as one bucket.</param>
/// <param name="SeatsAtEnd">Licensed when the time ended.</param>
/// <param name="PeakAt">When most seats were held, to the minute, or to the hour where minutes are not kept; null: none ever was.</param>
/// <param name="Sessions">How many sessions lived in it.</param>
/// <param name="Users">How many people had one.</param>
/// <param name="Denials">By cause, most first.</param>
public sealed record FeatureReport(
    PoolId Pool, UsageBucket Use, long SeatsAtEnd, DateTimeOffset? PeakAt, long Sessions, long Users, IReadOnlyList<DenialCount> Denials);
