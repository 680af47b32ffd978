namespace Usher.Server.Metrics;

/// <summary>How the name of an instrument becomes the name of a metric. docs/metrics.md states the rule.</summary>
internal static class MetricName
{
    /// <summary>The metric of an instrument: <c>usher.journal.append</c> in <c>s</c> is <c>usher_journal_append_seconds</c>.</summary>
    /// <param name="instrument">Its name.</param>
    /// <param name="unit">Its unit by UCUM; null: none.</param>
    /// <param name="kind">Counters end with <c>_total</c>.</param>
    internal static string Of(string instrument, string? unit, MetricKind kind)
    {
        var name = Clean(instrument.ToLowerInvariant());
        name = Ended(name, unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" });
        return kind == MetricKind.Counter ? Ended(name, "_total") : name;
    }

    /// <summary>A name of letters, digits and underscores, not beginning with a digit; everything else becomes an underscore.</summary>
    internal static string Clean(string name)
    {
        var clean = string.Create(name.Length, name, static (text, from) =>
        {
            for (var at = 0; at < text.Length; at++)
                text[at] = char.IsAsciiLetterOrDigit(from[at]) ? from[at] : '_';
        });
        return clean.Length == 0 || char.IsAsciiDigit(clean[0]) ? $"_{clean}" : clean;
    }

    private static string Ended(string name, string end) => name.EndsWith(end, StringComparison.Ordinal) ? name : name + end;
}
