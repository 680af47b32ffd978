using Usher.Cli.Reports;
using Usher.Journal.History;

namespace Usher.Cli.Output;

/// <summary>What 'sessions --json' prints.</summary>
/// <param name="From">Of which time.</param>
/// <param name="To">Up to when.</param>
/// <param name="CaughtUpAt">How far the history reaches.</param>
/// <param name="Sessions">The last granted first.</param>
/// <param name="More">There are more than were asked for.</param>
internal sealed record SessionsJson(
    DateTimeOffset From, DateTimeOffset To, DateTimeOffset? CaughtUpAt, IReadOnlyList<SessionsJson.Session> Sessions, bool More)
{
    /// <summary>One session.</summary>
    internal sealed record Session(
        string Lease, string Feature, string Vendor, int Seats, string User, string Host, string Display, string Application, string Version,
        string Kind, bool Detached, bool Connectionless, bool Overdraft, long WaitedSeconds, DateTimeOffset GrantedAt, DateTimeOffset? EndedAt,
        string? Reason, string Note, string By)
    {
        /// <summary>Of a record.</summary>
        public static Session Of(SessionRecord one) => new(
            one.Lease.ToString(), one.Pool.Feature, one.Pool.Vendor, one.Seats, one.Holder.User, one.Holder.Host, one.Holder.Display,
            one.Holder.Application, one.Version, CauseText.Word(one.Kind), one.Detached, one.Connectionless, one.Overdraft, (long)one.Waited.TotalSeconds, one.GrantedAt,
            one.EndedAt, one.Reason is { } reason ? CauseText.Word(reason) : null, one.Note, one.By);
    }
}
