using System.Globalization;

namespace Usher.Server.Options;

/// <summary>
/// Time spans as people write them, in the configuration and on the command line: <c>500ms</c>, <c>30s</c>, <c>15m</c>, <c>2h</c>,
/// <c>7d</c>, <c>1h30m</c>.
/// </summary>
public static class DurationText
{
    /// <summary>What a message says about the form.</summary>
    public const string Forms = "a number with ms, s, m, h or d, as in 300ms, 90s, 10m, 2h, 1d or 1h30m";

    /// <summary>Longest span that is understood: 3660 days, a little more than ten years.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromDays(3660);

    private static readonly (string Name, TimeSpan Length)[] Units =
    [
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("ms", TimeSpan.FromMilliseconds(1)),
    ];

    /// <summary>Reads numbers with units, the larger unit first, each at most once; up to <see cref="Max"/>.</summary>
    /// <returns>False for anything else, such as a number without a unit, a sign, a fraction or a blank.</returns>
    public static bool TryParse(string? text, out TimeSpan span)
    {
        span = TimeSpan.Zero;
        var rest = text.AsSpan();
        var isRead = !rest.IsEmpty;
        for (var smallest = -1; isRead && !rest.IsEmpty;)
            isRead = TryTakePart(ref rest, ref smallest, ref span);
        return isRead;
    }

    /// <summary>In the largest unit that says it without a fraction; a fraction of a millisecond is not shown.</summary>
    public static string Show(TimeSpan span)
    {
        if (span == TimeSpan.Zero)
            return "0s";
        var (name, length) = Units.FirstOrDefault(unit => span.Ticks % unit.Length.Ticks == 0, Units[^1]);
        return string.Create(CultureInfo.InvariantCulture, $"{span.Ticks / length.Ticks}{name}");
    }

    /// <summary>Takes a number and its unit off the front and adds them; the unit reaches to the next digit, so that no 'm' is read of 'ms'.</summary>
    private static bool TryTakePart(ref ReadOnlySpan<char> rest, ref int smallest, ref TimeSpan span)
    {
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        if (digits < 1 || !long.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        rest = rest[digits..];
        var letters = rest.IndexOfAnyInRange('0', '9');
        var name = letters < 0 ? rest : rest[..letters];
        var unit = UnitNamed(name);
        if (unit <= smallest || count > (Max - span).Ticks / Units[unit].Length.Ticks)
            return false;
        rest = rest[name.Length..];
        smallest = unit;
        span += TimeSpan.FromTicks(count * Units[unit].Length.Ticks);
        return true;
    }

    private static int UnitNamed(ReadOnlySpan<char> name)
    {
        for (var unit = 0; unit < Units.Length; unit++)
        {
            if (name.SequenceEqual(Units[unit].Name))
                return unit;
        }

        return -1;
    }
}
