using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Usher.Server.Metrics;

/// <summary>The labels of one series, in order of name. Equal when the text is.</summary>
internal sealed class LabelSet : IEquatable<LabelSet>
{
    /// <summary>The value of every label of the series that takes what is above a limit.</summary>
    internal const string Other = "other";

    /// <summary>Longest value, in characters; what is behind is cut off.</summary>
    internal const int ValueCharactersMax = 200;

    private LabelSet(IEnumerable<KeyValuePair<string, string>> labels)
    {
        Labels = [.. labels];
        Text = string.Join(',', Labels.Select(label => $"{label.Key}=\"{Escape(label.Value)}\""));
    }

    /// <summary>None.</summary>
    internal static LabelSet None { get; } = new([]);

    /// <summary>Names and values.</summary>
    internal ImmutableArray<KeyValuePair<string, string>> Labels { get; }

    /// <summary>As Prometheus writes them, without the braces: <c>code="USH2003"</c>.</summary>
    internal string Text { get; }

    /// <summary>The labels of a measurement. Of two that get the same name, the later counts.</summary>
    internal static LabelSet Of(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return None;
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
            sorted[MetricName.Clean(key)] = Cut(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        return new LabelSet(sorted);
    }

    /// <summary>The same names, each with the value <see cref="Other"/>.</summary>
    internal LabelSet Lumped() => new(Labels.Select(label => KeyValuePair.Create(label.Key, Other)));

    /// <inheritdoc />
    public bool Equals(LabelSet? other) => other is not null && Text == other.Text;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    /// <inheritdoc />
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    private static string Cut(string value) => value.Length <= ValueCharactersMax ? value : value[..ValueCharactersMax];

    private static string Escape(string value) =>
        value.AsSpan().IndexOfAny('\\', '"', '\n') < 0
            ? value
            : new StringBuilder(value).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").ToString();
}
