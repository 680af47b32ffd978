using Usher.Client;
using Usher.Protocol;

namespace Usher.Cli.Admin;

/// <summary>Where a server is managed: <c>host</c>, <c>host:port</c> or <c>https://host:port</c>; the port is 1455 unless said.</summary>
internal static class AdminAddress
{
    private const string Scheme = "https://";

    /// <summary>Reads it.</summary>
    /// <exception cref="FaultException">It is none (USH5004).</exception>
    public static ServerAddress Read(string text)
    {
        var plain = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..].TrimEnd('/') : text;
        if (!ServerAddress.TryParse(plain, out var address, out _) || text.Contains('@', StringComparison.Ordinal))
        {
            throw FaultException.Usage(
                CliCodes.BadValue, $"'{text}' is no address of a server's administration", "write host, host:port or https://host:port; the port is 1455 unless said");
        }

        return IsWithoutPort(plain) ? address with { Port = WireLimits.ManagementPort } : address;
    }

    /// <summary>A bare IPv6 address has colons and no port; one in brackets has a port behind them or none.</summary>
    private static bool IsWithoutPort(string text)
    {
        var behind = text[(text.LastIndexOf(']') + 1)..];
        return behind.Count(letter => letter == ':') != 1;
    }
}
