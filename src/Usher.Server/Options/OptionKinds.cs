using System.Collections.Immutable;
using System.Globalization;

namespace Usher.Server.Options;

/// <summary>The kinds of values that options have.</summary>
internal static class OptionKinds
{
    /// <summary>A time span from <paramref name="min"/> to <paramref name="max"/>.</summary>
    internal static OptionKind<TimeSpan> Duration(TimeSpan min, TimeSpan max) => new(
        $"{DurationText.Show(min)} to {DurationText.Show(max)}",
        (IReadOnlyList<string> values, out TimeSpan value) =>
        {
            value = default;
            return values.Count == 1 && TryReadSpan(values[0].Trim(), out value) && value >= min && value <= max;
        },
        DurationText.Show);

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    internal static OptionKind<int> Whole(int min, int max) => new(
        string.Create(CultureInfo.InvariantCulture, $"{min} to {max}"),
        (IReadOnlyList<string> values, out int value) =>
        {
            value = default;
            return values.Count == 1
                && int.TryParse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
                && value >= min && value <= max;
        },
        value => value.ToString(CultureInfo.InvariantCulture));

    /// <summary>true or false.</summary>
    internal static OptionKind<bool> YesNo { get; } = new(
        "true or false",
        (IReadOnlyList<string> values, out bool value) =>
        {
            value = default;
            return values.Count == 1 && bool.TryParse(values[0], out value);
        },
        value => value ? "true" : "false");

    /// <summary>A text that passes, or none.</summary>
    internal static OptionKind<string> Text(string what, Func<string, bool> passes) => new(
        what,
        (IReadOnlyList<string> values, out string value) =>
        {
            value = values.Count == 1 ? values[0].Trim() : "";
            return values.Count == 1 && (value.Length == 0 || passes(value));
        },
        value => value);

    /// <summary>One of some words.</summary>
    internal static OptionKind<T> Choice<T>(params (string Word, T Value)[] choices) => new(
        string.Join(", ", choices.Select(choice => choice.Word)),
        (IReadOnlyList<string> values, out T value) =>
        {
            var at = Array.FindIndex(choices, choice => values.Count == 1 && choice.Word.Equals(values[0], StringComparison.OrdinalIgnoreCase));
            value = choices[Math.Max(at, 0)].Value;
            return at >= 0;
        },
        value => Array.Find(choices, choice => EqualityComparer<T>.Default.Equals(choice.Value, value)).Word);

    /// <summary>From <paramref name="min"/> to <paramref name="max"/> items, each of which passes.</summary>
    internal static OptionKind<ImmutableArray<string>> List(int min, int max, string what, Func<string, bool> passes) => new(
        $"{min} to {max} {what}",
        (IReadOnlyList<string> values, out ImmutableArray<string> value) =>
        {
            value = [.. values.Select(item => item.Trim())];
            return value.Length >= min && value.Length <= max && value.All(passes);
        },
        value => string.Join(", ", value));

    /// <summary>With units, or as [d.]hh:mm:ss.</summary>
    private static bool TryReadSpan(string text, out TimeSpan span) => text.Contains(':', StringComparison.Ordinal)
        ? TimeSpan.TryParseExact(text, ["c", @"h\:mm\:ss"], CultureInfo.InvariantCulture, out span)
        : DurationText.TryParse(text, out span);
}
