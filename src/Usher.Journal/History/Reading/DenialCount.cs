using Usher.Core;

namespace Usher.Journal.History;

/// <summary>Denials of one feature for one cause.</summary>
/// <param name="Pool">Whose seats.</param>
/// <param name="Cause">Why.</param>
/// <param name="Count">How many denials.</param>
/// <param name="Users">How many people.</param>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
public sealed record DenialCount(PoolId Pool, DenialCause Cause, long Count, long Users, DateTimeOffset First, DateTimeOffset Last);
