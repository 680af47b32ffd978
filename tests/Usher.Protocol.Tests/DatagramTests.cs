using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;

namespace Usher.Protocol.Tests;

public sealed class DatagramTests : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, WireLimits.DatagramKeyBytes).Select(one => (byte)one)];
    private static readonly UInt128 Lease = UInt128.Parse("0f1e2d3c4b5a69788796a5b4c3d2e1f0", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    private static readonly Datagram Heartbeat = Datagram.Question(DatagramKind.Heartbeat, Lease, 4711, 0x1122334455667788);

    private static readonly Gen<ulong> Number =
        from high in Gen.Choose(0, int.MaxValue) from low in Gen.Choose(0, int.MaxValue) from top in Gen.Choose(0, 3)
        select ((ulong)top << 62) | ((ulong)high << 31) | (uint)low;

    private static readonly Gen<Datagram> Question =
        from kind in Gen.Elements(DatagramKind.Heartbeat, DatagramKind.Query)
        from high in Number from low in Number from counter in Number from boot in Number
        select Datagram.Question(kind, new UInt128(high, low | 1), counter, boot);

    private static readonly Gen<Datagram> Any = Gen.OneOf(
        Question,
        from question in Question
        from standing in Gen.Elements(LeaseStanding.Good, LeaseStanding.AskOverTcp, LeaseStanding.Restarted)
        from boot in Number from ttl in Number
        select question.Answer(standing, boot, (uint)ttl));

    private readonly DatagramSeal seal = new();

    public static TheoryData<string, string> Written => new()
    {
        { "a heartbeat", Hex(Heartbeat) },
        { "its answer", Hex(Heartbeat.Answer(LeaseStanding.Good, Heartbeat.Boot, 900)) },
        { "its answer after a restart", Hex(Heartbeat.Answer(LeaseStanding.Restarted, 0x99aabbccddeeff01, 0)) },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void The_bytes_of_the_page_are_what_travels(string name, string hex) =>
        Assert.Equal(hex, DocumentTests.Example(name));

    [Fact]
    public void What_is_written_is_read_again() => Prop.ForAll(Any.ToArbitrary(), datagram =>
    {
        var bytes = Sealed(datagram);
        return Datagram.Read(bytes, out var read) == DatagramFault.None && read == datagram && seal.IsGenuine(bytes, Key);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_tag_is_what_the_platform_says_it_is() => Prop.ForAll(Any.ToArbitrary(), datagram =>
    {
        var bytes = Sealed(datagram);
        return HMACSHA256.HashData(Key, bytes.AsSpan(0, 48)).AsSpan(0, 16).SequenceEqual(bytes.AsSpan(48));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_bit_can_be_changed_unnoticed()
    {
        var bytes = Sealed(Heartbeat);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(seal.IsGenuine(bytes, Key));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.True(seal.IsGenuine(bytes, Key));
    }

    [Fact]
    public void Another_key_makes_another_tag()
    {
        var other = Key.ToArray();
        other[31] ^= 1;
        Assert.False(seal.IsGenuine(Sealed(Heartbeat), other));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    public void A_datagram_has_64_bytes_and_no_others(int length)
    {
        var bytes = Sealed(Heartbeat).Concat(new byte[1]).Take(length).ToArray();

        Assert.Equal(DatagramFault.Malformed, Datagram.Read(bytes, out _));
        Assert.False(seal.IsGenuine(bytes, Key));
    }

    [Theory]
    [InlineData(0, 0x54, DatagramFault.Malformed)]
    [InlineData(1, 2, DatagramFault.OtherVersion)]
    [InlineData(2, 0, DatagramFault.Malformed)]
    [InlineData(2, 3, DatagramFault.Malformed)]
    [InlineData(2, 0x81, DatagramFault.Malformed)]
    [InlineData(3, 1, DatagramFault.Malformed)]
    [InlineData(39, 1, DatagramFault.Malformed)]
    [InlineData(40, 1, DatagramFault.Malformed)]
    [InlineData(47, 1, DatagramFault.Malformed)]
    public void What_is_no_question_of_this_version_is_told_apart(int at, byte value, DatagramFault fault)
    {
        var bytes = Sealed(Heartbeat);
        bytes[at] = value;
        Assert.Equal(fault, Datagram.Read(bytes, out _));
    }

    [Fact]
    public void A_lease_id_of_zeros_is_none() =>
        Assert.Equal(DatagramFault.Malformed, Datagram.Read(Sealed(Heartbeat with { Lease = 0 }), out _));

    [Fact]
    public void The_lease_id_travels_in_the_order_of_TCP()
    {
        var id = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(id, Lease);
        Assert.Equal(id, Sealed(Heartbeat)[4..20]);
    }

    public void Dispose() => seal.Dispose();

    private static string Hex(in Datagram datagram)
    {
        using var seal = new DatagramSeal();
        var bytes = new byte[WireLimits.DatagramBytes];
        seal.Write(datagram, Key, bytes);
        return DocumentTests.Hex(bytes);
    }

    private byte[] Sealed(in Datagram datagram)
    {
        var bytes = new byte[WireLimits.DatagramBytes];
        seal.Write(datagram, Key, bytes);
        return bytes;
    }
}
