using System.Globalization;

namespace Usher.Server.Options;

/// <summary>Time spans as people write them: <c>500ms</c>, <c>30s</c>, <c>15m</c>, <c>2h</c>, <c>7d</c>, or <c>[d.]hh:mm:ss</c>.</summary>
internal static class DurationText
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
    ];

    /// <summary>False for a number without a unit, a sign, a fraction, or more than ten years.</summary>
    internal static bool TryParse(string text, out TimeSpan value)
    {
        text = text.Trim();
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParseExact(text, ["c", @"h\:mm\:ss"], CultureInfo.InvariantCulture, out value) && value >= TimeSpan.Zero;
        foreach (var (unit, length) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal))
                return TryParse(text.AsSpan(0, text.Length - unit.Length), length, out value);
        }

        value = default;
        return false;
    }

    /// <summary>In the largest unit that says it without a fraction.</summary>
    internal static string Show(TimeSpan value)
    {
        if (value == TimeSpan.Zero)
            return "0s";
        var (unit, length) = Units[1..].FirstOrDefault(known => value.Ticks % known.Length.Ticks == 0, Units[0]);
        return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / length.Ticks}{unit}");
    }

    private static bool TryParse(ReadOnlySpan<char> number, TimeSpan unit, out TimeSpan value)
    {
        value = default;
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count > TimeSpan.FromDays(3653) / unit)
            return false;
        value = count * unit;
        return true;
    }
}
