namespace Usher.Server.Options;

/// <summary>Finds what somebody meant to write.</summary>
internal static class NearestWord
{
    /// <summary>Letters that may differ, at most.</summary>
    private const int DistanceMax = 3;

    /// <summary>The known word that differs least; null when none is near. The part after a colon alone may match too.</summary>
    internal static string? To(string word, IEnumerable<string> known)
    {
        var nearest = known
            .Select(candidate => (Candidate: candidate, Distance: Math.Min(Distance(word, candidate), DistanceOfLast(word, candidate))))
            .MinBy(pair => pair.Distance);
        return nearest.Distance <= Math.Min(DistanceMax, word.Length / 2) ? nearest.Candidate : null;
    }

    /// <summary>The right key in the wrong section: worse than a misspelt one, better than nothing.</summary>
    private static int DistanceOfLast(string word, string candidate) =>
        1 + Distance(word[(word.LastIndexOf(':') + 1)..], candidate[(candidate.LastIndexOf(':') + 1)..]);

    /// <summary>Letters to insert, drop or change, in either case.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 0; i < one.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 0; j < other.Length; j++)
            {
                var same = char.ToUpperInvariant(one[i]) == char.ToUpperInvariant(other[j]);
                var change = diagonal + (same ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(change, 1 + Math.Min(diagonal, row[j]));
            }
        }

        return row[^1];
    }
}
