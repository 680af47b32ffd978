using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace Usher.Ports.Linux;

/// <summary>
/// sock_diag(7), as ss(8) uses it: the kernel sends listeners only, so a machine with many connections costs no more than
/// an idle one, and it says what an IPv6 socket takes. All numbers in the machine's byte order, ports and addresses in
/// the network's:
/// <code>
/// question  nlmsghdr: length u32, type u16 = 20, flags u16, sequence u32, pid u32
///           inet_diag_req_v2: family u8, protocol u8, ext u8, pad u8, states u32, id (48 bytes, zero)
/// answer    nlmsghdr
///           inet_diag_msg: family u8, state u8, timer u8, retrans u8,
///             id: sport u16, dport u16, src 16 bytes, dst 16 bytes, interface u32, cookie 8 bytes
///             expires u32, rqueue u32, wqueue u32, uid u32, inode u32
///           attributes: length u16, type u16, value, padded to 4
/// </code>
/// </summary>
internal static class SocketDiagnosis
{
    private const int HeaderBytes = 16, RequestBytes = 56, AnswerBytes = 72;
    private const ushort SockDiagByFamily = 20, Error = 2, Done = 3;
    private const ushort RequestDump = 0x301;
    private const ushort SkV6Only = 11;
    private const byte Inet = 2, Inet6 = 10, ProtocolTcp = 6, ProtocolUdp = 17;
    private const uint TcpListen = 1 << 10, UdpUnconnected = 1 << 7;

    /// <summary>Most bytes of one datagram of answers; the kernel's own limit for a dump.</summary>
    private const int DatagramBytesMax = 64 * 1024;

    /// <summary>Lists all listeners; null where the kernel or a sandbox does not answer such questions.</summary>
    public static List<SocketEntry>? TryRead()
    {
        using var socket = NetlinkSocket.TryOpen();
        if (socket is null)
            return null;
        var found = new List<SocketEntry>();
        foreach (var (family, protocol) in (ReadOnlySpan<(byte, byte)>)[(Inet, ProtocolTcp), (Inet6, ProtocolTcp), (Inet, ProtocolUdp), (Inet6, ProtocolUdp)])
        {
            if (!TryAsk(socket, family, protocol, found))
                return null;
        }

        return found;
    }

    /// <summary>Reads one datagram of answers into a list.</summary>
    /// <returns>True at the end of the list, false when more follows, null when the kernel refuses or the bytes are no answer.</returns>
    public static bool? Parse(ReadOnlySpan<byte> datagram, Transport transport, List<SocketEntry> found)
    {
        while (datagram.Length >= HeaderBytes)
        {
            var length = (int)Math.Min(int.MaxValue, MemoryMarshal.Read<uint>(datagram));
            if (length < HeaderBytes || length > datagram.Length)
                return null;
            switch (MemoryMarshal.Read<ushort>(datagram[4..]))
            {
                case Done:
                    return true;
                case SockDiagByFamily when length >= HeaderBytes + AnswerBytes:
                    found.Add(ParseEntry(datagram[HeaderBytes..length], transport));
                    break;
                default:
                    return null;
            }

            datagram = datagram[Math.Min(Padded(length), datagram.Length)..];
        }

        return datagram.IsEmpty ? false : null;
    }

    private static bool TryAsk(NetlinkSocket socket, byte family, byte protocol, List<SocketEntry> found)
    {
        Span<byte> question = stackalloc byte[HeaderBytes + RequestBytes];
        MemoryMarshal.Write(question, (uint)question.Length);
        MemoryMarshal.Write(question[4..], SockDiagByFamily);
        MemoryMarshal.Write(question[6..], RequestDump);
        question[HeaderBytes] = family;
        question[HeaderBytes + 1] = protocol;
        MemoryMarshal.Write(question[(HeaderBytes + 4)..], protocol == ProtocolTcp ? TcpListen : UdpUnconnected);
        if (!socket.TrySend(question))
            return false;

        var transport = protocol == ProtocolTcp ? Transport.Tcp : Transport.Udp;
        var buffer = new byte[DatagramBytesMax];
        while (socket.Receive(buffer) is > 0 and var length)
        {
            if (Parse(buffer.AsSpan(0, length), transport, found) is { } isDone)
            {
                if (isDone)
                    return true;
                continue;
            }

            return false;
        }

        return false;
    }

    private static SocketEntry ParseEntry(ReadOnlySpan<byte> answer, Transport transport)
    {
        var isV6 = answer[0] == Inet6;
        var address = new IPAddress(answer.Slice(8, isV6 ? 16 : 4));
        return new(
            transport, address, BinaryPrimitives.ReadUInt16BigEndian(answer[4..]),
            address.Equals(IPAddress.IPv6Any) && !IsV6Only(answer[AnswerBytes..]),
            InterfaceIndex: MemoryMarshal.Read<int>(answer[40..]),
            Uid: MemoryMarshal.Read<uint>(answer[64..]), Inode: MemoryMarshal.Read<uint>(answer[68..]));
    }

    private static bool IsV6Only(ReadOnlySpan<byte> attributes)
    {
        const int headerBytes = 4;
        while (attributes.Length > headerBytes)
        {
            int length = MemoryMarshal.Read<ushort>(attributes);
            if (length < headerBytes || length > attributes.Length)
                return false;
            if (MemoryMarshal.Read<ushort>(attributes[2..]) == SkV6Only && length > headerBytes)
                return attributes[headerBytes] != 0;
            attributes = attributes[Math.Min(Padded(length), attributes.Length)..];
        }

        return false;
    }

    private static int Padded(int length) => length > int.MaxValue - 3 ? length : (length + 3) & ~3;
}
