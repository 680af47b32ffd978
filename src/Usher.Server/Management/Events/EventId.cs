using System.Globalization;
using Usher.Journal;

namespace Usher.Server.Management.Events;

/// <summary>
/// Names an event for ever: the position of its entry in the journal, its place within the entry, and the beginning of the
/// entry's hash, which tells this journal from another. Written as <c>1234-0-9f3a12bc</c>; <c>0</c> is before the first.
/// </summary>
internal readonly record struct EventId(long Position, int Index, string Hash)
{
    private const int HashBytes = 4;
    private const int PartsCount = 3;

    /// <summary>Before everything.</summary>
    internal static EventId Origin { get; } = new(0, 0, "");

    /// <summary>An event of an entry.</summary>
    internal static EventId Of(long position, int index, ReadOnlyMemory<byte> hash) =>
        new(position, index, Convert.ToHexStringLower(hash.Span[..HashBytes]));

    /// <summary>The last event of an entry.</summary>
    internal static EventId EndOf(LogPlace place) => Of(place.Position, place.Count - 1, place.Hash);

    /// <summary>Whether the entry is the one that the event was in.</summary>
    internal bool IsIn(LogPlace place) => place.Position == Position && Index < place.Count && Hash == Of(Position, Index, place.Hash).Hash;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    internal static bool TryParse(string text, out EventId id)
    {
        id = Origin;
        if (text == "0")
            return true;
        var parts = text.Split('-');
        if (parts.Length != PartsCount
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || position < 1 || parts[2].Length != 2 * HashBytes || !parts[2].All(char.IsAsciiHexDigitLower))
            return false;
        id = new EventId(position, index, parts[2]);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => this == Origin ? "0" : string.Create(CultureInfo.InvariantCulture, $"{Position}-{Index}-{Hash}");
}
