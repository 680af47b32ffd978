using System.Collections.Immutable;
using Usher.Core;

namespace Usher.Server.Lanes;

/// <summary>"Did you mean": feature names near one that nobody has.</summary>
internal static class SimilarNames
{
    /// <summary>Most names that are offered.</summary>
    public const int NamesMax = 3;

    private const int DistanceMax = 2;

    /// <summary>Names at most two letters away, or that contain the name or are contained in it; closest first.</summary>
    public static ImmutableArray<string> To(string wanted, IEnumerable<PoolId> known)
    {
        var feature = wanted[(wanted.LastIndexOf('/') + 1)..];
        return
        [
            .. known
                .Select(pool => (Name: pool.ToString(), Distance: Distance(feature, pool.Feature)))
                .Where(candidate => candidate.Distance <= DistanceMax)
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Take(NamesMax)
                .Select(candidate => candidate.Name),
        ];
    }

    private static int Distance(string wanted, string known)
    {
        if (wanted.Length > 2 && (known.Contains(wanted, StringComparison.OrdinalIgnoreCase)
            || (known.Length > 2 && wanted.Contains(known, StringComparison.OrdinalIgnoreCase))))
            return string.Equals(wanted, known, StringComparison.OrdinalIgnoreCase) ? 0 : 1;
        return Math.Abs(wanted.Length - known.Length) > DistanceMax ? int.MaxValue : Edits(wanted, known);
    }

    /// <summary>Levenshtein's distance, letters compared without case.</summary>
    private static int Edits(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]);
                var replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
