using System.Collections.Immutable;
using System.Globalization;
using Usher.Core;

namespace Usher.Journal.History.Projection;

/// <summary>What a live lease holds, as much as counting needs.</summary>
/// <param name="Draws">From which lines.</param>
/// <param name="Holder">Who, for lines that are shared.</param>
/// <param name="Lingering">Its client's connection ended.</param>
internal readonly record struct HeldSeats(ImmutableArray<Draw> Draws, Holder Holder, bool Lingering)
{
    private const char DrawEnd = '\n';
    private const char SeatsEnd = ' ';

    /// <summary>Draws as a column holds them: <c>SEATS LINE</c>, one to a text line.</summary>
    public static string Text(ImmutableArray<Draw> draws) => draws.IsDefaultOrEmpty
        ? ""
        : string.Join(DrawEnd, draws.Select(draw => string.Create(CultureInfo.InvariantCulture, $"{draw.Seats}{SeatsEnd}{draw.Line}")));

    /// <summary>The same back.</summary>
    public static ImmutableArray<Draw> Draw(string text) => text.Length == 0 ? [] : [.. text.Split(DrawEnd).Select(One)];

    private static Draw One(string text)
    {
        var space = text.IndexOf(SeatsEnd, StringComparison.Ordinal);
        return new Draw(text[(space + 1)..], int.Parse(text.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
