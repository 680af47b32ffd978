using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Usher.Server.Networks;

/// <summary>
/// By which names a server may be called in the header <c>Host</c>. A page from elsewhere whose name was made to point
/// here (DNS rebinding) still sends that name, so an address is always right and a name only when it is known.
/// </summary>
internal sealed class HostNames
{
    /// <summary>Most names that can be configured.</summary>
    internal const int CountMax = 100;

    /// <summary>
    /// What clients that know the server by its identity call it, in TLS and in <c>Host</c>. Nothing can ever resolve it
    /// (RFC 6761), so no web page has it.
    /// </summary>
    internal const string Pinned = "usher.invalid";

    private const int CharsMax = 253;

    private readonly FrozenSet<string> known;
    private volatile string? latest = Pinned;

    /// <param name="configured">Of the options.</param>
    /// <param name="machine">The machine's own name.</param>
    internal HostNames(IEnumerable<string> configured, string machine) =>
        known = configured.Concat([machine, "localhost", Pinned]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a text is a host's name: letters, digits, hyphens and dots.</summary>
    internal static bool IsValid(string text) =>
        text.Length is > 0 and <= CharsMax && Uri.CheckHostName(text) == UriHostNameType.Dns;

    /// <summary>Whether a request under this name is meant for this server; the port does not matter.</summary>
    internal bool Contains(HostString host)
    {
        // What was right for the request before is right for this one, and is nearly always the same.
        if (host.Value == latest)
            return true;
        if (!ListenAddress.TryParseIP(host.Host, out _) && !known.Contains(host.Host))
            return false;
        latest = host.Value;
        return true;
    }
}
