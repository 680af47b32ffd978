using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Usher.Bench;

/// <summary>A closed loop: every connection keeps so many requests in flight.</summary>
/// <param name="Connections">1 to 10 000.</param>
/// <param name="InFlight">1 to 1 000.</param>
public sealed record LoadShape(int Connections, int InFlight)
{
    private const int ConnectionsMax = 10_000;
    private const int InFlightMax = 1_000;

    /// <summary>Reads <c>200x1</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out LoadShape? shape)
    {
        shape = null;
        var parts = text?.Split('x') ?? [];
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var connections)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var inFlight)
            || connections is < 1 or > ConnectionsMax
            || inFlight is < 1 or > InFlightMax)
            return false;
        shape = new LoadShape(connections, inFlight);
        return true;
    }

    /// <summary><c>200x1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Connections}x{InFlight}");
}
