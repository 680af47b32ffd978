namespace Usher.Core;

/// <summary>What a pool decides: the answer, and what happens. Until <paramref name="Event"/> is applied, nothing has changed.</summary>
/// <param name="Reply">For the asker, after the event is durable.</param>
/// <param name="Event">Null when nothing changes.</param>
public readonly record struct Decision(Reply Reply, PoolEvent? Event);
