using System.Globalization;

namespace Usher.Licensing;

/// <summary>
/// A day or an instant in a license, kept as it was written. A day as a start begins at its first second,
/// as an end it lasts through its last second, both in UTC.
/// </summary>
public readonly record struct LicenseTime
{
    /// <summary>First year that a license may name.</summary>
    public const int YearMin = 1970;

    /// <summary>Last year that a license may name.</summary>
    public const int YearMax = 9900;

    private const string DayFormat = "yyyy-MM-dd";
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private readonly DateTimeOffset _from;
    private readonly bool _isDay;

    private LicenseTime(DateTimeOffset from, bool isDay) => (_from, _isDay) = (from, isDay);

    /// <summary>Whether this is a whole day rather than an instant.</summary>
    public bool IsDay => _isDay;

    /// <summary>When a term that starts here begins: UTC.</summary>
    public DateTimeOffset Start => _from;

    /// <summary>The first instant after a term that ends here: UTC.</summary>
    public DateTimeOffset End => _isDay ? _from.AddDays(1) : _from;

    /// <summary>A whole day, in UTC.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not from 1970 to 9900.</exception>
    public static LicenseTime OnDay(DateOnly day) =>
        new(Checked(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)), isDay: true);

    /// <summary>An instant; fractions of a second are cut off.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not from 1970 to 9900.</exception>
    public static LicenseTime At(DateTimeOffset instant) => new(Checked(WholeSeconds(instant)), isDay: false);

    /// <summary>Reads <c>2027-12-31</c> or <c>2027-12-31T18:00:00Z</c>: UTC, whole seconds, years 1970 to 9900.</summary>
    public static bool TryParse(string? text, out LicenseTime time)
    {
        time = default;
        var isDay = text is not null && text.Length == DayFormat.Length;
        if (!DateTimeOffset.TryParseExact(
                text, isDay ? DayFormat : InstantFormat, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var from))
            return false;
        if (!IsInRange(from))
            return false;
        time = new LicenseTime(from, isDay);
        return true;
    }

    /// <summary>The text that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => _from.ToString(_isDay ? DayFormat : InstantFormat, CultureInfo.InvariantCulture);

    /// <summary>Any instant, of any year, as <see cref="ToString"/> writes it.</summary>
    internal static string Text(DateTimeOffset instant) => new LicenseTime(WholeSeconds(instant), isDay: false).ToString();

    private static bool IsInRange(DateTimeOffset instant) => instant.Year is >= YearMin and <= YearMax;

    private static DateTimeOffset Checked(DateTimeOffset instant) => IsInRange(instant)
        ? instant
        : throw new ArgumentOutOfRangeException(nameof(instant), instant, $"the year must be {YearMin} to {YearMax}");

    internal static DateTimeOffset WholeSeconds(DateTimeOffset instant) =>
        new(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
}
