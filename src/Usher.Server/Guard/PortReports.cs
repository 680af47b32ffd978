using Usher.Ports;

namespace Usher.Server.Guard;

/// <summary>
/// What of all that changes is told. At the first look, only what somebody should look at: known neighbours that are where
/// they belong are no news. From then on, every change. Pure but for what it has told already; one thread.
/// </summary>
internal sealed class PortReports
{
    private readonly ReportBudget budget = new();

    /// <summary>Changes that were held back because there were too many.</summary>
    internal long HeldBack { get; private set; }

    /// <summary>What to tell.</summary>
    /// <param name="seen">Changes that nobody has accepted, each with the judgement.</param>
    /// <param name="isFirstLook">Whether they are what was there when the server started.</param>
    internal IReadOnlyList<PortReport> Of(IReadOnlyList<(PortChange Change, Judgement Judged)> seen, bool isFirstLook)
    {
        var reports = seen
            .Where(one => !isFirstLook || IsNewsAtStart(one.Judged.Verdict))
            .Select(one => new PortReport(one.Change.At, Word(one.Change), one.Judged, Before(one.Change)))
            .ToList();
        var told = reports.Where(budget.Allows).ToList();
        HeldBack += reports.Count - told.Count;
        return told;
    }

    /// <summary>Who is silent at the start is mostly a neighbour whose process this user may not see.</summary>
    private static bool IsNewsAtStart(Verdict verdict) =>
        verdict is Verdict.Exposed or Verdict.Unexpected or Verdict.Conflict or Verdict.Impostor;

    private static string Word(PortChange change) => change switch
    {
        PortChange.Appeared => "appeared",
        PortChange.Replaced => "replaced",
        PortChange.Gone => PortReport.Gone,
        _ => throw new System.Diagnostics.UnreachableException($"{change}"),
    };

    private static string? Before(PortChange change) => change is PortChange.Replaced { Before: var before }
        ? before.Owner is { } owner ? $"{owner.Process} (pid {owner.Pid}, user {before.User ?? "?"})" : $"a process of user {before.User ?? "?"}"
        : null;
}
