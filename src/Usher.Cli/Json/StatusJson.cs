using Usher.Client;

namespace Usher.Cli.Output;

/// <summary>What 'status --json' prints.</summary>
internal sealed record StatusJson(
    string Server, string Version, string Condition, DateTimeOffset StartedAt, DateTimeOffset Time, IReadOnlyList<FeatureStatusJson> Features)
{
    /// <summary>Of a status.</summary>
    public static StatusJson From(ServerStatus status) => new(
        status.Server, status.ServerVersion, status.Condition, status.StartedAt, status.Time,
        [.. status.Features.Select(FeatureStatusJson.From)]);
}
