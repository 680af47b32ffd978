using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;

namespace Usher.Protocol.Tests;

public sealed class DiscoveryTests : IDisposable
{
    private const int Mutations = 20_000;
    private const int Seed = 1455;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Every_question_is_read_as_it_was_written() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll<ulong, ulong, string>((high, low, text) =>
        {
            var asked = new DiscoveryQuery(new UInt128(high, low), DiscoveryText.Fit(text ?? "", WireLimits.FeatureBytesMax));
            var bytes = asked.ToBytes();
            return bytes.Length == DiscoveryWire.QueryBytes && DiscoveryQuery.TryRead(bytes, out var read) && read == asked;
        }));

    [Fact]
    public void Every_answer_is_read_as_it_was_written_and_is_no_longer_than_a_question() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll<ulong, string, ushort>((nonce, text, port) =>
        {
            var said = Answer(nonce, DiscoveryText.Fit(text ?? "", DiscoveryWire.NameBytesMax), [(ushort)(port | 1)]) with { ManagementPort = port };
            var bytes = said.ToBytes(Sign);
            return bytes.Length <= DiscoveryWire.QueryBytes && DiscoveryAnswer.TryRead(bytes, out var read)
                && read.IsSignatureValid && Same(read, said);
        }));

    [Fact]
    public void The_longest_answer_has_the_length_that_the_page_names()
    {
        var longest = Answer(1, new string('n', DiscoveryWire.NameBytesMax), [1, 2, 3, 4]) with { Version = new string('v', DiscoveryWire.VersionBytesMax) };

        Assert.Equal(DiscoveryWire.AnswerBytesMax, longest.ToBytes(Sign).Length);
    }

    [Theory]
    [InlineData(DiscoveryWire.SeatsPortsMax, true)]
    [InlineData(DiscoveryWire.SeatsPortsMax + 1, false)]
    [InlineData(0, false)]
    public void An_answer_names_1_to_4_ports(int count, bool good) =>
        Writes(good, Answer(1, "n", [.. Enumerable.Repeat((ushort)1203, count)]));

    [Theory]
    [InlineData(DiscoveryWire.NameBytesMax, true)]
    [InlineData(DiscoveryWire.NameBytesMax + 1, false)]
    public void A_name_has_64_bytes_and_no_more(int length, bool good) => Writes(good, Answer(1, new string('n', length), [1]));

    [Theory]
    [InlineData(DiscoveryWire.VersionBytesMax, true)]
    [InlineData(DiscoveryWire.VersionBytesMax + 1, false)]
    public void A_version_has_32_bytes_and_no_more(int length, bool good) =>
        Writes(good, Answer(1, "n", [1]) with { Version = new string('v', length) });

    [Fact]
    public void A_name_that_would_move_the_cursor_or_turn_the_line_around_is_no_name()
    {
        Writes(false, Answer(1, "evil\u001b[2J", [1]));
        Writes(false, Answer(1, "evil\u202egnp", [1]));

        var bytes = Answer(1, "evil*", [1]).ToBytes(Sign);
        bytes[bytes.AsSpan().IndexOf("evil*"u8) + 4] = 0x1b;
        Assert.False(DiscoveryAnswer.TryRead(bytes, out _));
    }

    [Fact]
    public void A_text_is_cut_between_letters() =>
        Assert.Equal("aü?", DiscoveryText.Fit("aü\u001bü", 5));

    [Theory]
    [InlineData(DiscoveryWire.QueryBytes - 1)]
    [InlineData(DiscoveryWire.QueryBytes + 1)]
    public void A_question_has_one_length(int length)
    {
        var bytes = new DiscoveryQuery(1, "cad").ToBytes();
        Array.Resize(ref bytes, length);

        Assert.False(DiscoveryQuery.TryRead(bytes, out _));
    }

    [Fact]
    public void The_identity_is_the_one_that_licenses_name()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(_key.ExportSubjectPublicKeyInfo()));

        Assert.Equal(hash, Answer(1, "n", [1]).Identity);
    }

    [Fact]
    public void Whatever_byte_of_an_answer_is_changed_its_signature_holds_no_more()
    {
        var bytes = Answer(7, "license1", [1203]).ToBytes(Sign);

        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 1;
            Assert.False(DiscoveryAnswer.TryRead(changed, out var read) && read.IsSignatureValid, $"byte {i}");
        }
    }

    [Fact]
    public void Somebody_with_another_key_cannot_sign_for_the_server()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var said = Answer(7, "license1", [1203]);

        Assert.True(DiscoveryAnswer.TryRead(said.ToBytes(bytes => other.SignData(bytes, HashAlgorithmName.SHA256)), out var read));

        Assert.Equal(said.Identity, read.Identity);
        Assert.False(read.IsSignatureValid);
    }

    [Fact]
    public void A_signature_of_the_bytes_alone_is_none()
    {
        var said = Answer(7, "license1", [1203]);
        var bare = said.ToBytes(covered => _key.SignData(covered.AsSpan(covered.AsSpan().IndexOf("USHD"u8)), HashAlgorithmName.SHA256));

        Assert.True(DiscoveryAnswer.TryRead(bare, out var read));
        Assert.False(read.IsSignatureValid);
    }

    [Fact]
    public void Changed_cut_and_random_datagrams_are_read_or_refused_and_never_more()
    {
        var random = new Random(Seed);
        byte[][] whole = [new DiscoveryQuery(9, "acme/cad").ToBytes(), Answer(9, "license1", [1203, 1204]).ToBytes(Sign)];
        var reread = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var bytes = Mutated(whole[i % whole.Length], random);
            if (DiscoveryQuery.TryRead(bytes, out var query))
            {
                Assert.Equal(bytes, query.ToBytes());
                reread++;
            }

            if (DiscoveryAnswer.TryRead(bytes, out var answer))
            {
                Assert.Equal(bytes[..^DiscoveryWire.SignatureBytes], answer.ToBytes(Sign)[..^DiscoveryWire.SignatureBytes]);
                reread++;
            }
        }

        Assert.InRange(reread, 1, Mutations - 1);
    }

    private static byte[] Mutated(byte[] bytes, Random random)
    {
        var mutated = bytes.ToArray();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
        return random.Next(8) switch
        {
            0 => mutated[..random.Next(mutated.Length)],
            1 => [.. mutated, (byte)random.Next(256)],
            _ => mutated,
        };
    }

    private void Writes(bool good, DiscoveryAnswer answer)
    {
        if (good)
            Assert.True(DiscoveryAnswer.TryRead(answer.ToBytes(Sign), out _));
        else
            Assert.Throws<ArgumentException>(() => answer.ToBytes(Sign));
    }

    private DiscoveryAnswer Answer(ulong nonce, string name, IReadOnlyList<ushort> ports) => new()
    {
        Nonce = nonce,
        PublicKey = _key.ExportSubjectPublicKeyInfo().AsMemory()[^DiscoveryWire.PublicKeyBytes..],
        SeatsPorts = ports,
        Name = name,
        Version = "0.1.0",
    };

    private byte[] Sign(byte[] bytes) => _key.SignData(bytes, HashAlgorithmName.SHA256);

    private static bool Same(DiscoveryAnswer one, DiscoveryAnswer other) =>
        (one.Nonce, one.Identity, one.ManagementPort, one.Name, one.Version) == (other.Nonce, other.Identity, other.ManagementPort, other.Name, other.Version)
        && one.SeatsPorts.SequenceEqual(other.SeatsPorts);
}
