namespace Usher.Protocol;

/// <summary>The first six bytes of either datagram: "USHD", the version, and 1 for a question or 2 for an answer.</summary>
internal static class DiscoveryHeader
{
    internal const int Bytes = 6;
    internal const byte Query = 1;
    internal const byte Answer = 2;

    private static ReadOnlySpan<byte> Magic => "USHD"u8;

    internal static void Write(Span<byte> bytes, byte kind)
    {
        Magic.CopyTo(bytes);
        bytes[Magic.Length] = DiscoveryWire.Version;
        bytes[Magic.Length + 1] = kind;
    }

    internal static bool Matches(ReadOnlySpan<byte> bytes, byte kind) =>
        bytes.StartsWith(Magic) && bytes[Magic.Length] == DiscoveryWire.Version && bytes[Magic.Length + 1] == kind;
}
