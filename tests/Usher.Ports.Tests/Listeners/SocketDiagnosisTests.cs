using System.Buffers.Binary;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Usher.Ports.Linux;

namespace Usher.Ports.Tests;

public sealed class SocketDiagnosisTests
{
    private const ushort Entry = 20, Done = 3, Error = 2;

    [Fact]
    public void An_answer_tells_address_port_interface_user_and_socket()
    {
        var found = new List<SocketEntry>();
        Assert.False(SocketDiagnosis.Parse(Message(Entry, Body(IPAddress.Loopback, 1203, card: 3, uid: 1000, inode: 42)), Transport.Tcp, found));
        Assert.Equal([new SocketEntry(Transport.Tcp, IPAddress.Loopback, 1203, false, 3, 1000, 42)], found);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_wildcard_on_ipv6_takes_ipv4_unless_it_says_no(byte v6Only, bool isDualStack)
    {
        var found = new List<SocketEntry>();
        byte[] otherAttribute = [8, 0, 1, 0, 9, 9, 9, 9];
        byte[] only = [5, 0, 11, 0, v6Only, 0, 0, 0];
        SocketDiagnosis.Parse(Message(Entry, [.. Body(IPAddress.IPv6Any, 1203, 0, 0, 1), .. otherAttribute, .. only]), Transport.Tcp, found);
        Assert.Equal(isDualStack, found.Single().IsDualStack);
    }

    [Fact]
    public void Answers_follow_each_other_until_the_end_is_said()
    {
        var found = new List<SocketEntry>();
        byte[] datagram = [.. Message(Entry, Body(IPAddress.Any, 1, 0, 0, 1)), .. Message(Entry, Body(IPAddress.Any, 2, 0, 0, 2)), .. Message(Done, new byte[4])];
        Assert.True(SocketDiagnosis.Parse(datagram, Transport.Udp, found));
        Assert.Equal([1, 2], found.Select(entry => (int)entry.Port));
    }

    [Fact]
    public void A_refusal_or_a_cut_answer_is_no_answer()
    {
        Assert.Null(SocketDiagnosis.Parse(Message(Error, new byte[20]), Transport.Tcp, []));
        Assert.Null(SocketDiagnosis.Parse(Message(Entry, Body(IPAddress.Any, 1, 0, 0, 1)).AsSpan(0, 60), Transport.Tcp, []));
        Assert.Null(SocketDiagnosis.Parse(Message(Entry, new byte[10]), Transport.Tcp, []));
    }

    [Fact]
    public void Any_bytes_can_be_read_as_answers()
    {
        var broken = from at in Gen.Choose(0, 100)
                     from bytes in ArbMap.Default.GeneratorFor<byte[]>()
                     select Overwritten(Message(Entry, [.. Body(IPAddress.IPv6Any, 1203, 0, 0, 1), 5, 0, 11, 0, 1, 0, 0, 0]), at, bytes);
        Prop.ForAll(Gen.OneOf(ArbMap.Default.GeneratorFor<byte[]>(), broken).ToArbitrary(), bytes => { SocketDiagnosis.Parse(bytes, Transport.Tcp, []); })
            .QuickCheckThrowOnFailure();
    }

    private static byte[] Overwritten(byte[] message, int at, byte[] bytes)
    {
        var start = Math.Min(at, message.Length);
        bytes.AsSpan(0, Math.Min(bytes.Length, message.Length - start)).CopyTo(message.AsSpan(start));
        return message;
    }

    private static byte[] Message(ushort type, byte[] body)
    {
        var message = new byte[16 + body.Length];
        BitConverter.TryWriteBytes(message, message.Length);
        BitConverter.TryWriteBytes(message.AsSpan(4), type);
        body.CopyTo(message, 16);
        return message;
    }

    private static byte[] Body(IPAddress address, ushort port, int card, uint uid, uint inode)
    {
        var body = new byte[72];
        body[0] = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? (byte)10 : (byte)2;
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(4), port);
        address.GetAddressBytes().CopyTo(body, 8);
        BitConverter.TryWriteBytes(body.AsSpan(40), card);
        BitConverter.TryWriteBytes(body.AsSpan(64), uid);
        BitConverter.TryWriteBytes(body.AsSpan(68), inode);
        return body;
    }
}
