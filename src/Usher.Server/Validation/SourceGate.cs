using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Usher.Server.Networks;

namespace Usher.Server.Validation;

/// <summary>Whose datagrams are looked at: those of trusted networks, and not too many. One per receiving thread.</summary>
/// <remarks>Verdicts about networks are kept by address in a table of fixed size, so that a datagram costs no allocation.</remarks>
internal sealed class SourceGate(TrustedNetworks trusted, RateTable rates)
{
    private const int VerdictsCount = 1024;
    private const int AddressAtIPv4 = 4;
    private const int AddressAtIPv6 = 8;
    private static readonly UInt128 MappedPrefix = (UInt128)0xFFFF << 32;

    private readonly UInt128[] addresses = new UInt128[VerdictsCount];
    private readonly bool[] verdicts = new bool[VerdictsCount];

    /// <summary>Why a datagram from there is not looked at; <see cref="DatagramDrop.None"/> when it is.</summary>
    /// <param name="from">As the system writes addresses.</param>
    /// <param name="family">Of which family it is.</param>
    public DatagramDrop Look(ReadOnlySpan<byte> from, AddressFamily family)
    {
        var address = AddressOf(from, family);
        if (!IsTrusted(address))
            return DatagramDrop.Untrusted;
        return rates.TryTake(address) ? DatagramDrop.None : DatagramDrop.TooMany;
    }

    /// <summary>The address without port and zone; IPv4 as it is mapped into IPv6. Zero when it is none of the two.</summary>
    private static UInt128 AddressOf(ReadOnlySpan<byte> from, AddressFamily family) => family switch
    {
        AddressFamily.InterNetwork when from.Length >= AddressAtIPv4 + 4 => MappedPrefix | BinaryPrimitives.ReadUInt32BigEndian(from[AddressAtIPv4..]),
        AddressFamily.InterNetworkV6 when from.Length >= AddressAtIPv6 + 16 => BinaryPrimitives.ReadUInt128BigEndian(from[AddressAtIPv6..]),
        _ => UInt128.Zero,
    };

    private bool IsTrusted(UInt128 address)
    {
        if (address == UInt128.Zero)
            return false;
        var place = (int)((uint)((ulong)address * 0x9E3779B97F4A7C15 >> 32) % VerdictsCount);
        if (addresses[place] == address)
            return verdicts[place];
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, address);
        (addresses[place], verdicts[place]) = (address, trusted.Contains(new IPAddress(bytes)));
        return verdicts[place];
    }
}
