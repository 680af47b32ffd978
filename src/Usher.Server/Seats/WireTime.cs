using System.Globalization;

namespace Usher.Server.Seats;

/// <summary>Instants and spans in sentences: short, UTC, and the same in every message.</summary>
internal static class WireTime
{
    /// <summary><c>12:03:11Z</c>, with the date in front unless it is today's.</summary>
    public static string At(DateTimeOffset instant, DateTimeOffset now) => instant.UtcDateTime.Date == now.UtcDateTime.Date
        ? instant.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Milliseconds until then, at least 1; 0 when there is no such instant.</summary>
    public static uint MsUntil(DateTimeOffset? instant, DateTimeOffset now) =>
        instant is { } then ? (uint)Math.Clamp((then - now).TotalMilliseconds, 1, uint.MaxValue) : 0;

    /// <summary>Whole seconds, rounded down: what is promised is never longer than what is kept.</summary>
    public static uint Seconds(TimeSpan span) => (uint)Math.Clamp(span.TotalSeconds, 0, uint.MaxValue);
}
