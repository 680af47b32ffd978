using Usher.Cli.Reports;
using Usher.Journal.History;

namespace Usher.Cli.Output;

/// <summary>What 'denials --json' prints.</summary>
/// <param name="From">Of which time.</param>
/// <param name="To">Up to when.</param>
/// <param name="CaughtUpAt">How far the history reaches.</param>
/// <param name="Counts">By feature and cause, most first.</param>
/// <param name="Denials">The last ones, the last first; empty without --list.</param>
internal sealed record DenialsJson(
    DateTimeOffset From, DateTimeOffset To, DateTimeOffset? CaughtUpAt,
    IReadOnlyList<DenialsJson.Count> Counts, IReadOnlyList<DenialsJson.Denial> Denials)
{
    /// <summary>Denials of one feature for one cause.</summary>
    internal sealed record Count(
        string Feature, string Vendor, string Code, string Cause, long Denials, long Users, DateTimeOffset First, DateTimeOffset Last)
    {
        /// <summary>Of a count.</summary>
        public static Count Of(DenialCount count) => new(
            count.Pool.Feature, count.Pool.Vendor, CauseText.Code(count.Cause), CauseText.Word(count.Cause), count.Count, count.Users, count.First, count.Last);
    }

    /// <summary>One denial.</summary>
    internal sealed record Denial(
        DateTimeOffset At, string Feature, string Vendor, string User, string Host, string Display, string Application, int Seats,
        string Version, string Code, string Cause, long WaitedSeconds)
    {
        /// <summary>Of a record.</summary>
        public static Denial Of(DenialRecord one) => new(
            one.At, one.Pool.Feature, one.Pool.Vendor, one.Holder.User, one.Holder.Host, one.Holder.Display, one.Holder.Application,
            one.Seats, one.Version, CauseText.Code(one.Cause), CauseText.Word(one.Cause), (long)one.Waited.TotalSeconds);
    }
}
