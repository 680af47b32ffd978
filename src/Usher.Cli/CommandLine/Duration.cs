using System.Globalization;

namespace Usher.Cli.CommandLine;

/// <summary>A span of time as people type it: <c>90s</c>, <c>10m</c>, <c>2h</c>, <c>1d</c>, <c>1h30m</c>.</summary>
internal static class Duration
{
    /// <summary>What a message says about the form.</summary>
    public const string Forms = "a number with s, m, h or d, as in 90s, 10m, 2h, 1d or 1h30m";

    /// <summary>Longest span that is understood.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromDays(3660);

    private const string Units = "dhms";
    private static readonly TimeSpan[] _lengths =
        [TimeSpan.FromDays(1), TimeSpan.FromHours(1), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1)];

    /// <summary>Reads numbers with units, the larger unit first, each at most once; up to <see cref="Max"/>.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = (text ?? "").AsSpan();
        for (var smallest = -1; !rest.IsEmpty;)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            var unit = digits is < 1 or > 9 ? -1 : Units.IndexOf(rest[digits], StringComparison.Ordinal);
            if (unit <= smallest)
                return false;
            smallest = unit;
            duration += _lengths[unit] * int.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            rest = rest[(digits + 1)..];
            if (duration > Max)
                return false;
        }

        return !string.IsNullOrEmpty(text);
    }

    /// <summary>The two largest units of a span, as in <c>1h 30m</c>; under a minute, seconds; never negative.</summary>
    public static string Short(TimeSpan span)
    {
        var whole = TimeSpan.FromSeconds(Math.Max(0, Math.Round(span.TotalSeconds)));
        return whole switch
        {
            { TotalDays: >= 1 } => Pair(whole.Days, "d", whole.Hours, "h"),
            { TotalHours: >= 1 } => Pair(whole.Hours, "h", whole.Minutes, "m"),
            { TotalMinutes: >= 1 } => Pair(whole.Minutes, "m", whole.Seconds, "s"),
            _ => $"{whole.Seconds}s",
        };
    }

    private static string Pair(int large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? $"{large}{largeUnit}" : $"{large}{largeUnit} {small}{smallUnit}";
}
