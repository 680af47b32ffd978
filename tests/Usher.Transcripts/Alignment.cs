namespace Usher.Transcripts;

/// <summary>
/// The closest fit of expected to actual lines: which belong together, which expected ones are missing, which actual
/// ones are new. The same fit is the match, the diff and the new text of the transcript.
/// </summary>
internal sealed class Alignment
{
    /// <summary>The fit's steps, first line first.</summary>
    public IReadOnlyList<Step> Steps { get; }

    public bool IsMatch => Steps.All(step => step.Kind == StepKind.Same);

    /// <summary>What the transcript should say: expected lines where they still match, with their placeholders, else actual ones.</summary>
    public IEnumerable<string> Updated => Steps.Where(step => step.Kind != StepKind.Missing).Select(step => step.Line);

    public IEnumerable<string> Diff => Steps.Select(step => (char)step.Kind + step.Line);

    public Alignment(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        var cost = Costs(expected, actual);
        Steps = [.. Walk(expected, actual, cost)];
    }

    /// <summary>cost[e, a]: the fewest missing and new lines when only expected lines from e on and actual lines from a on are left.</summary>
    private static int[,] Costs(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        var cost = new int[expected.Count + 1, actual.Count + 1];
        for (var e = expected.Count; e >= 0; e--)
            for (var a = actual.Count; a >= 0; a--)
                cost[e, a] = Cost(expected, actual, cost, e, a);
        return cost;
    }

    private static int Cost(IReadOnlyList<string> expected, IReadOnlyList<string> actual, int[,] cost, int e, int a)
    {
        var (expectedLeft, actualLeft) = (e < expected.Count, a < actual.Count);
        if (!expectedLeft)
            return actual.Count - a;
        if (expected[e] == LinePattern.AnyLines)
            return actualLeft ? Math.Min(cost[e + 1, a], cost[e, a + 1]) : cost[e + 1, a];
        if (!actualLeft)
            return 1 + cost[e + 1, a];
        return LinePattern.Matches(expected[e], actual[a])
            ? cost[e + 1, a + 1]
            : 1 + Math.Min(cost[e + 1, a], cost[e, a + 1]);
    }

    private static IEnumerable<Step> Walk(IReadOnlyList<string> expected, IReadOnlyList<string> actual, int[,] cost)
    {
        var (e, a) = (0, 0);
        while (e < expected.Count || a < actual.Count)
        {
            if (e < expected.Count && expected[e] == LinePattern.AnyLines)
            {
                while (cost[e, a] != cost[e + 1, a])
                    a++;
                yield return new(StepKind.Same, expected[e++]);
            }
            else if (e < expected.Count && a < actual.Count && LinePattern.Matches(expected[e], actual[a]))
            {
                yield return new(StepKind.Same, expected[e++]);
                a++;
            }
            else if (e < expected.Count && cost[e, a] == 1 + cost[e + 1, a])
            {
                yield return new(StepKind.Missing, expected[e++]);
            }
            else
            {
                yield return new(StepKind.New, actual[a++]);
            }
        }
    }
}
