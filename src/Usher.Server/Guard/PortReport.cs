using Usher.Ports;
using Usher.Server.Management.Contract;

namespace Usher.Server.Guard;

/// <summary>One change on a watched port that is worth telling.</summary>
/// <param name="At">When it was seen: UTC.</param>
/// <param name="Change"><c>appeared</c>, <c>replaced</c> or <c>gone</c>.</param>
/// <param name="Judged">Who listens now, or listened until now.</param>
/// <param name="Before">Who listened before it was replaced; null: it was not.</param>
internal sealed record PortReport(DateTimeOffset At, string Change, Judgement Judged, string? Before)
{
    /// <summary>Whether somebody should look at it.</summary>
    internal bool NeedsAttention => Change != Gone && Judged.NeedsAttention;

    /// <summary>The verdict in a word.</summary>
    internal string Verdict => PortRow.Word(Judged.Verdict);

    /// <summary>Somebody ceased to listen.</summary>
    internal const string Gone = "gone";
}
