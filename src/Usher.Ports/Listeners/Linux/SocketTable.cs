using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace Usher.Ports.Linux;

/// <summary>
/// /proc/thread-self/net/{tcp,tcp6,udp,udp6}: the way that always works. A line is
/// <c>sl local:port remote:port state tx:rx tr:when retransmits uid timeout inode …</c>; an address is written as
/// 32-bit words in the machine's byte order. It does not say whether an IPv6 socket takes IPv4 as well.
/// </summary>
internal static class SocketTable
{
    private const int Local = 1, State = 3, Uid = 7, Inode = 9;

    private static readonly (string Name, Transport Transport)[] Files =
        [("tcp", Transport.Tcp), ("tcp6", Transport.Tcp), ("udp", Transport.Udp), ("udp6", Transport.Udp)];

    /// <summary>The four files of the network namespace that this thread is in.</summary>
    public static IEnumerable<SocketEntry> Read() => Files.SelectMany(file => Read($"/proc/thread-self/net/{file.Name}", file.Transport));

    /// <summary>Every line that describes a listener; others are passed over.</summary>
    public static IEnumerable<SocketEntry> Parse(IEnumerable<string> lines, Transport transport)
    {
        foreach (var line in lines)
        {
            if (TryParse(line, transport, out var entry))
                yield return entry;
        }
    }

    // A kernel without IPv6 has no tcp6 and udp6.
    private static IEnumerable<SocketEntry> Read(string path, Transport transport) =>
        File.Exists(path) ? Parse(File.ReadLines(path, Encoding.ASCII), transport) : [];

    private static bool TryParse(string line, Transport transport, out SocketEntry entry)
    {
        entry = default;
        // Most sockets of a busy server are connections: leave them before taking the line apart.
        if (!line.Contains(transport == Transport.Tcp ? " 0A " : " 07 ", StringComparison.Ordinal))
            return false;
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length <= Inode || words[State] != (transport == Transport.Tcp ? "0A" : "07")
            || !TryParseEndpoint(words[Local], out var address, out var port)
            || !uint.TryParse(words[Uid], NumberStyles.None, CultureInfo.InvariantCulture, out var uid)
            || !uint.TryParse(words[Inode], NumberStyles.None, CultureInfo.InvariantCulture, out var inode))
            return false;
        entry = new(transport, address, port, address.Equals(IPAddress.IPv6Any), InterfaceIndex: 0, uid, inode);
        return true;
    }

    private static bool TryParseEndpoint(string text, out IPAddress address, out ushort port)
    {
        address = IPAddress.None;
        port = 0;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon is not (8 or 32) || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out port))
            return false;
        Span<byte> bytes = stackalloc byte[colon / 2];
        for (var i = 0; i < bytes.Length; i += sizeof(uint))
        {
            if (!uint.TryParse(text.AsSpan(2 * i, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var word))
                return false;
            if (BitConverter.IsLittleEndian)
                BinaryPrimitives.WriteUInt32LittleEndian(bytes[i..], word);
            else
                BinaryPrimitives.WriteUInt32BigEndian(bytes[i..], word);
        }

        address = new IPAddress(bytes);
        return true;
    }
}
