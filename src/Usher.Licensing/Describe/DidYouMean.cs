namespace Usher.Licensing;

/// <summary>Finds the word that somebody meant.</summary>
internal static class DidYouMean
{
    private const int DistanceMax = 2;

    /// <summary>Longest word that is compared; nobody mistypes a longer one into a key.</summary>
    private const int CharsMax = 32;

    /// <summary>The cure for a word that is none of these: the one that was meant, or all of them.</summary>
    internal static string Hint(string word, IEnumerable<string> known)
    {
        var words = known.ToArray();
        return Nearest(word, words) is { } near
            ? $"did you mean '{near}'?"
            : $"use one of {string.Join(", ", words)}";
    }

    private static string? Nearest(string word, string[] known)
    {
        if (word.Length is 0 or > CharsMax)
            return null;
        var (near, distance) = known.Select(candidate => (candidate, Distance(word, candidate))).MinBy(pair => pair.Item2);
        return distance <= Math.Min(DistanceMax, word.Length / 2) ? near : null;
    }

    /// <summary>Insertions, deletions and replacements from one to the other, ignoring case.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= to.Length; j++)
            {
                var same = char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + (same ? 0 : 1), 1 + Math.Min(row[j], row[j - 1])));
            }
        }
        return row[to.Length];
    }
}
