using System.Globalization;

namespace Usher.Ports;

/// <summary>A port or a run of ports as tables write it: "1203", "27000-27009".</summary>
internal static class PortSpan
{
    /// <summary>Reads it; the last is never below the first.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ushort first, out ushort last)
    {
        var dash = text.IndexOf('-');
        var hasFirst = TryParsePort(dash < 0 ? text : text[..dash], out first);
        last = first;
        return hasFirst && (dash < 0 || (TryParsePort(text[(dash + 1)..], out last) && last >= first));
    }

    /// <summary>Reads one port, 0 to 65535.</summary>
    public static bool TryParsePort(ReadOnlySpan<char> text, out ushort port) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port);
}
