using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Usher.Server.Networks;

/// <summary>An address to listen on, as <c>Listen:Addresses</c> has it.</summary>
internal static class ListenAddress
{
    /// <summary>Most addresses.</summary>
    internal const int CountMax = 32;

    private const string All = "*";
    private const string LocalHost = "localhost";

    /// <summary>An IP address (IPv6 with or without brackets), <c>localhost</c>, or <c>*</c>.</summary>
    internal static bool IsValid(string text) => text is All or LocalHost || TryParseIP(text, out _);

    /// <summary>Whether nobody but this machine can reach it.</summary>
    internal static bool IsLoopback(string text) =>
        text == LocalHost || (TryParseIP(text, out var address) && IPAddress.IsLoopback(address));

    /// <summary>
    /// The addresses to bind. <c>*</c> is one address that takes both IPv4 and IPv6; <c>localhost</c> is 127.0.0.1,
    /// and ::1 where the system has IPv6.
    /// </summary>
    internal static IEnumerable<IPAddress> Resolve(string text) => text switch
    {
        All => [Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any],
        LocalHost => HasIPv6Loopback() ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback],
        _ => TryParseIP(text, out var address) ? [address] : throw new FormatException($"'{text}' is no address"),
    };

    /// <summary>
    /// Reads an address in its full form only: <see cref="IPAddress.TryParse(string, out IPAddress)"/> takes <c>10</c>
    /// and <c>0x7f.1</c> too, which nobody means.
    /// </summary>
    internal static bool TryParseIP(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (text.StartsWith('[') && text.EndsWith(']'))
            text = text[1..^1];
        return (text.Contains(':', StringComparison.Ordinal) || (text.Count(letter => letter == '.') == 3 && text.All(IsDecimal)))
            && IPAddress.TryParse(text, out address)
            && !text.Contains('/', StringComparison.Ordinal);
    }

    /// <summary>A system may know IPv6 and yet have it switched off, as most containers do.</summary>
    private static bool HasIPv6Loopback()
    {
        if (!Socket.OSSupportsIPv6)
            return false;
        try
        {
            using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static bool IsDecimal(char letter) => char.IsAsciiDigit(letter) || letter == '.';
}
