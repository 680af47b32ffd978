using Usher.Core;

namespace Usher.Journal.History;

/// <summary>What a history covers.</summary>
/// <param name="CaughtUpAt">Everything that was durable by then is in it; null: not even once caught up.</param>
/// <param name="MinutesFrom">Usage is known by the minute from here on, and by the hour before; null: always by the minute.</param>
/// <param name="Pools">All features that ever had an event.</param>
public sealed record HistoryState(DateTimeOffset? CaughtUpAt, DateTimeOffset? MinutesFrom, IReadOnlyList<PoolId> Pools);
