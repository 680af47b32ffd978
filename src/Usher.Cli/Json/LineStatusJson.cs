using Usher.Client;

namespace Usher.Cli.Output;

/// <summary>One license line under 'status --json'.</summary>
internal sealed record LineStatusJson(
    string Line, string Version, int Seats, int Used, int Overdraft, DateTimeOffset? Starts, DateTimeOffset? Ends, string State, string Sharing)
{
    /// <summary>Of a line.</summary>
    public static LineStatusJson From(LineStatus line) => new(
        line.Id, line.Version, line.Seats, line.Used, line.Overdraft, line.StartsAt, line.EndsAt, line.State, line.Sharing);
}
