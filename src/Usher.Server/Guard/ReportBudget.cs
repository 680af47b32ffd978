using Usher.Ports;

namespace Usher.Server.Guard;

/// <summary>
/// Bounds what is told: a neighbour that crashes and restarts, or somebody who opens and closes ports on purpose, must not
/// fill log and journal. What is new about a place (another program, another verdict) has a budget of its own.
/// </summary>
internal sealed class ReportBudget
{
    /// <summary>Most reports of all places in <see cref="Window"/>.</summary>
    internal const int ReportsMax = 200;

    /// <summary>Most reports of the same change by the same neighbour with the same verdict in <see cref="Window"/>.</summary>
    internal const int SameMax = 5;

    /// <summary>After so long the counts begin anew.</summary>
    internal static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Dictionary<(string Change, Verdict Verdict, Neighbour Neighbour), int> told = [];
    private DateTimeOffset began;
    private int count;

    /// <summary>Whether a report may be told; counts it if so.</summary>
    internal bool Allows(PortReport report)
    {
        if (report.At - began >= Window)
        {
            (began, count) = (report.At, 0);
            told.Clear();
        }

        var what = (report.Change, report.Judged.Verdict, Neighbour.Of(report.Judged.Listener));
        var same = told.GetValueOrDefault(what);
        if (count >= ReportsMax || same >= SameMax)
            return false;
        (told[what], count) = (same + 1, count + 1);
        return true;
    }
}
