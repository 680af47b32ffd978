using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Usher.Protocol;

/// <summary>
/// A server's answer: header (6), nonce of the question (16), public key (64), management port (2), number of seats ports (1),
/// these (2 each), name (1 + up to 64), version (1 + up to 32), signature (64).
/// </summary>
/// <remarks>
/// The signature proves that the sender holds the key whose hash is the identity, and heard this very question; nothing
/// else. Whoever is answered may try the address that the answer came from; only TLS there decides whom to trust.
/// </remarks>
public sealed record DiscoveryAnswer
{
    private const int NonceAt = DiscoveryHeader.Bytes;
    private const int KeyAt = NonceAt + DiscoveryWire.NonceBytes;
    private const int ManagementAt = KeyAt + DiscoveryWire.PublicKeyBytes;
    private const int CountAt = ManagementAt + sizeof(ushort);
    private const int PortsAt = CountAt + 1;
    private const int BytesMin = PortsAt + sizeof(ushort) + 1 + 1 + DiscoveryWire.SignatureBytes;

    /// <summary>Of the question.</summary>
    public required UInt128 Nonce { get; init; }

    /// <summary>The server's key: X and Y of a point of P-256.</summary>
    public required ReadOnlyMemory<byte> PublicKey { get; init; }

    /// <summary>TCP port of the management; 0: there is none that the asker could reach.</summary>
    public ushort ManagementPort { get; init; }

    /// <summary>TCP ports for seats, 1 to <see cref="DiscoveryWire.SeatsPortsMax"/>, none of them 0.</summary>
    public required IReadOnlyList<ushort> SeatsPorts { get; init; }

    /// <summary>What the server calls itself; up to <see cref="DiscoveryWire.NameBytesMax"/> bytes.</summary>
    public required string Name { get; init; }

    /// <summary>The program's version; up to <see cref="DiscoveryWire.VersionBytesMax"/> bytes.</summary>
    public required string Version { get; init; }

    /// <summary>Whether the holder of <see cref="PublicKey"/> wrote this. Of an answer that was read.</summary>
    public bool IsSignatureValid { get; private init; }

    /// <summary>SHA-256 of the public key as SubjectPublicKeyInfo, as licenses name it: 64 lower-case hex digits.</summary>
    public string Identity => DiscoverySignature.Identity(PublicKey.Span);

    /// <summary>The datagram.</summary>
    /// <param name="sign">ES256 over the bytes it gets: r and s, 64 bytes.</param>
    /// <exception cref="ArgumentException">A port is 0, there are none or too many, or a text is too long.</exception>
    public byte[] ToBytes(Func<byte[], byte[]> sign)
    {
        ArgumentNullException.ThrowIfNull(sign);
        if (SeatsPorts.Count is 0 or > DiscoveryWire.SeatsPortsMax || SeatsPorts.Contains((ushort)0))
            throw new ArgumentException($"an answer names 1 to {DiscoveryWire.SeatsPortsMax} ports for seats", nameof(sign));
        Span<byte> space = stackalloc byte[DiscoveryWire.AnswerBytesMax];
        DiscoveryHeader.Write(space, DiscoveryHeader.Answer);
        BinaryPrimitives.WriteUInt128BigEndian(space[NonceAt..], Nonce);
        PublicKey.Span.CopyTo(space.Slice(KeyAt, DiscoveryWire.PublicKeyBytes));
        BinaryPrimitives.WriteUInt16BigEndian(space[ManagementAt..], ManagementPort);
        space[CountAt] = (byte)SeatsPorts.Count;
        var rest = space[PortsAt..];
        foreach (var port in SeatsPorts)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, port);
            rest = rest[sizeof(ushort)..];
        }

        rest = DiscoveryText.Write(rest, Name, DiscoveryWire.NameBytesMax);
        rest = DiscoveryText.Write(rest, Version, DiscoveryWire.VersionBytesMax);
        var said = space[..^rest.Length];
        return [.. said, .. sign(DiscoverySignature.Covered(said))];
    }

    /// <summary>
    /// Reads a datagram; false when it is no answer of this version, to the last byte. Whether it is signed is
    /// <see cref="IsSignatureValid"/>.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out DiscoveryAnswer? answer)
    {
        answer = null;
        if (bytes.Length is < BytesMin or > DiscoveryWire.AnswerBytesMax || !DiscoveryHeader.Matches(bytes, DiscoveryHeader.Answer))
            return false;
        var said = bytes[..^DiscoveryWire.SignatureBytes];
        var rest = said[PortsAt..];
        if (!TryTakePorts(ref rest, said[CountAt], out var ports)
            || !DiscoveryText.TryTake(ref rest, DiscoveryWire.NameBytesMax, out var name)
            || !DiscoveryText.TryTake(ref rest, DiscoveryWire.VersionBytesMax, out var version)
            || !rest.IsEmpty)
            return false;
        var key = said.Slice(KeyAt, DiscoveryWire.PublicKeyBytes).ToArray();
        answer = new()
        {
            Nonce = BinaryPrimitives.ReadUInt128BigEndian(said[NonceAt..]),
            PublicKey = key,
            ManagementPort = BinaryPrimitives.ReadUInt16BigEndian(said[ManagementAt..]),
            SeatsPorts = ports,
            Name = name,
            Version = version,
            IsSignatureValid = DiscoverySignature.Holds(said, key, bytes[said.Length..]),
        };
        return true;
    }

    private static bool TryTakePorts(ref ReadOnlySpan<byte> rest, byte count, out ushort[] ports)
    {
        ports = [];
        if (count is 0 or > DiscoveryWire.SeatsPortsMax || rest.Length < count * sizeof(ushort))
            return false;
        ports = new ushort[count];
        for (var i = 0; i < count; i++)
            ports[i] = BinaryPrimitives.ReadUInt16BigEndian(rest[(i * sizeof(ushort))..]);
        rest = rest[(count * sizeof(ushort))..];
        return !ports.Contains((ushort)0);
    }
}
