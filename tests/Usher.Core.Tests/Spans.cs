namespace Usher.Core.Tests;

/// <summary>Spans of time as tests and the table of cases write them.</summary>
internal static class Spans
{
    /// <summary>The smallest step of time.</summary>
    public static TimeSpan Tick => TimeSpan.FromTicks(1);

    public static TimeSpan Seconds(double count) => TimeSpan.FromSeconds(count);

    public static TimeSpan Minutes(int count) => TimeSpan.FromMinutes(count);

    public static TimeSpan Hours(int count) => TimeSpan.FromHours(count);

    /// <summary><c>90s</c>, <c>10m</c>, <c>2h</c>, <c>10m2s</c>, <c>1tick</c>, <c>-5m</c>.</summary>
    public static TimeSpan Parse(string text)
    {
        if (text == "1tick")
            return Tick;
        if (text.StartsWith('-'))
            return -Parse(text[1..]);

        var (sum, number) = (TimeSpan.Zero, 0);
        foreach (var letter in text)
        {
            if (char.IsAsciiDigit(letter))
            {
                number = (number * 10) + (letter - '0');
                continue;
            }

            sum += letter switch
            {
                's' => Seconds(number),
                'm' => Minutes(number),
                'h' => Hours(number),
                _ => throw new FormatException($"'{text}' is not a span of time"),
            };
            number = 0;
        }

        return number == 0 ? sum : throw new FormatException($"'{text}' lacks a unit");
    }
}
