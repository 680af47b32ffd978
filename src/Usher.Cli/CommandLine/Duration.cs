namespace Usher.Cli.CommandLine;

/// <summary>How long something took or lasts, for a person.</summary>
internal static class Duration
{
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
