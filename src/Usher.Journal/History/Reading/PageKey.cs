using System.Globalization;

namespace Usher.Journal.History.Reading;

/// <summary>Where a page begins: after the row with this key, newest first. Written as <c>TICKS-STREAM-SEQUENCE</c>.</summary>
internal readonly record struct PageKey(long At, long Stream, long Sequence)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public static PageKey? Parse(string? text)
    {
        if (text is null)
            return null;
        var parts = text.Split('-');
        if (parts.Length == 3 && Read(parts[0], out var at) && Read(parts[1], out var stream) && Read(parts[2], out var sequence))
            return new PageKey(at, stream, sequence);
        throw new ArgumentException($"'{text}' is not where a page begins", nameof(text));
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At}-{Stream}-{Sequence}");

    private static bool Read(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
