using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using Usher.Protocol;

namespace Usher.Client;

/// <summary>Where a server listens.</summary>
/// <param name="Host">A name or an address; an IPv6 address without its brackets.</param>
/// <param name="Port">1 to 65 535.</param>
public sealed record ServerAddress(string Host, int Port = ServerAddress.DefaultPort)
{
    /// <summary>The registered port of ssslic-mgr.</summary>
    public const int DefaultPort = WireLimits.SeatsPort;

    /// <summary>Most servers in one list.</summary>
    public const int ListMax = 16;

    private const int PortMax = 65_535;
    private const int HostCharsMax = 253;

    /// <summary>Reads <c>host</c>, <c>host:port</c>, <c>[v6]:port</c>, a bare v6 address, FlexNet's <c>port@host</c> or <c>port@[v6]</c>.</summary>
    /// <param name="text">Outer blanks are ignored.</param>
    /// <param name="address">The address, when there is one.</param>
    /// <param name="problem">What is wrong (USH3106), when there is none.</param>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out ServerAddress? address, [NotNullWhen(false)] out UsherProblem? problem)
    {
        var trimmed = (text ?? "").Trim();
        var (host, port, fault) = Split(trimmed);
        fault ??= FaultOfHost(host) ?? FaultOfPort(port);
        problem = fault is null ? null : Bad(trimmed, fault);
        address = fault is null ? new ServerAddress(host, port.Length == 0 ? DefaultPort : Number(port)) : null;
        return address is not null;
    }

    /// <summary>Reads a list with commas or semicolons: 1 to <see cref="ListMax"/> addresses, in the order of preference.</summary>
    /// <param name="text">Such as <c>license1,license2:1300,1203@license3</c>; empty entries are skipped.</param>
    /// <param name="addresses">The addresses; empty when the list cannot be read.</param>
    /// <param name="problem">What is wrong (USH3106), or null.</param>
    public static bool TryParseList(
        string? text, out IReadOnlyList<ServerAddress> addresses, [NotNullWhen(false)] out UsherProblem? problem)
    {
        addresses = [];
        var found = new List<ServerAddress>();
        foreach (var entry in (text ?? "").Split(',', ';').Where(entry => !string.IsNullOrWhiteSpace(entry)))
        {
            if (!TryParse(entry, out var address, out problem))
                return false;
            found.Add(address);
        }
        problem = FaultOfCount(found.Count) is { } fault ? Bad(text ?? "", fault) : null;
        if (problem is not null)
            return false;
        addresses = found;
        return true;
    }

    /// <summary><c>host:port</c>, or <c>[v6]:port</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    private static (string Host, string Port, string? Fault) Split(string text)
    {
        if (text.IndexOf('@', StringComparison.Ordinal) is var at and >= 0)
            return Unbracketed(text[(at + 1)..]) is { } name ? (name, NotEmpty(text[..at]), null) : ("", "", "a bracket is open");
        if (text.StartsWith('['))
            return SplitBracketed(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        // More than one colon is an IPv6 address without a port.
        return colon < 0 || colon != text.LastIndexOf(':')
            ? (text, "", null)
            : (text[..colon], NotEmpty(text[(colon + 1)..]), null);
    }

    private static (string Host, string Port, string? Fault) SplitBracketed(string text)
    {
        var end = text.IndexOf(']', StringComparison.Ordinal);
        if (end < 0)
            return ("", "", "a bracket is open");
        var rest = text[(end + 1)..];
        return rest switch
        {
            "" => (text[1..end], "", null),
            [':', ..] => (text[1..end], NotEmpty(rest[1..]), null),
            _ => ("", "", "after the bracket comes ':' and a port"),
        };
    }

    private static string? Unbracketed(string host) =>
        !host.StartsWith('[') ? host : host.EndsWith(']') ? host[1..^1] : null;

    /// <summary>A port that is announced but missing is a fault, not the default.</summary>
    private static string NotEmpty(string port) => port.Length == 0 ? "?" : port;

    private static string? FaultOfHost(string host)
    {
        if (host.Length == 0)
            return "there is no host";
        if (host.Length > HostCharsMax)
            return $"the host is longer than {HostCharsMax} characters";
        if (host.Contains(':', StringComparison.Ordinal))
            return IPAddress.TryParse(host, out _) ? null : "that is not an IPv6 address";
        return host.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_') ? null : "the host has a character that no host has";
    }

    private static string? FaultOfPort(string port) =>
        port.Length == 0 || Number(port) is >= 1 and <= PortMax ? null : "the port is not a number from 1 to 65535";

    private static string? FaultOfCount(int count) => count switch
    {
        0 => "no server is named",
        > ListMax => $"more than {ListMax} servers are named",
        _ => null,
    };

    private static int Number(string port) =>
        int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static UsherProblem Bad(string text, string fault) => new(
        ClientCodes.BadAddress,
        $"'{text}' is not a server address: {fault}",
        "write host, host:port, port@host or [v6]:port; several with commas");
}
