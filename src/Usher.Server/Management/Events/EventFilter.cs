using Usher.Journal;
using Usher.Server.Events;
using Usher.Server.Lanes;

namespace Usher.Server.Management.Events;

/// <summary>Which events a caller wants.</summary>
/// <param name="Feature">Only of this one, <c>vendor/feature</c> or <c>feature</c>; null: of all, and of the server.</param>
/// <param name="Types">Only these.</param>
internal sealed record EventFilter(string? Feature, IReadOnlySet<string> Types)
{
    /// <summary>Reads a query.</summary>
    /// <param name="feature">Null or empty: all.</param>
    /// <param name="types">Separated by commas; null or empty: the usual ones.</param>
    /// <exception cref="AdminException">There is no such type.</exception>
    internal static EventFilter Read(string? feature, string? types)
    {
        var wanted = (types ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var type in wanted)
        {
            if (!EventTypes.All.Contains(type))
                throw Paging.Bad($"there is no type of event '{type}'; types are {string.Join(", ", EventTypes.All.Order(StringComparer.Ordinal))}");
        }

        return new EventFilter(
            string.IsNullOrEmpty(feature) ? null : feature,
            wanted.Length == 0 ? EventTypes.Usual : wanted.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Whether a stream can have such events.</summary>
    internal bool Wants(StreamId stream) => Feature is null
        ? stream == ServerLog.Stream || LanePool.PoolOf(stream) is not null
        : LanePool.PoolOf(stream) is { } pool && (pool.Feature == Feature || pool.ToString() == Feature);

    /// <summary>Whether an event is one of them.</summary>
    internal bool Wants(string type) => Types.Contains(type);
}
