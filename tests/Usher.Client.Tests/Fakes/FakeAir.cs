using System.Net;
using System.Security.Cryptography;
using System.Threading.Channels;
using Usher.Client.Discovery;
using Usher.Licensing;
using Usher.Protocol;

namespace Usher.Client.Tests.Fakes;

/// <summary>A network on which questions can be heard and answers given, in memory.</summary>
internal sealed class FakeAir : IAsking
{
    private readonly Channel<DiscoveryQuery> _asked = Channel.CreateUnbounded<DiscoveryQuery>();
    private readonly Channel<Heard> _heard = Channel.CreateUnbounded<Heard>();
    private readonly Channel<bool> _listening = Channel.CreateUnbounded<bool>();

    internal static ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    internal static ServerIdentity Identity { get; } = ServerIdentity.FromSpki(Key.ExportSubjectPublicKeyInfo());

    /// <summary>How often somebody asked.</summary>
    internal int Questions { get; private set; }

    public ValueTask AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancellationToken)
    {
        Assert.True(DiscoveryQuery.TryRead(question.Span, out var query));
        Questions++;
        _asked.Writer.TryWrite(query);
        return ValueTask.CompletedTask;
    }

    public ValueTask<Heard> HearAsync(CancellationToken cancellationToken)
    {
        _listening.Writer.TryWrite(true);
        return _heard.Reader.ReadAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Completes when the client has asked, and listens.</summary>
    internal async Task<DiscoveryQuery> AskedAsync()
    {
        var query = await _asked.Reader.ReadAsync().Soon();
        await ListensAsync();
        return query;
    }

    /// <summary>A server answers; completes when the client has taken it in and listens again.</summary>
    internal async Task AnswerAsync(DiscoveryQuery query, string from, ushort port = 1203, ECDsa? signer = null, ECDsa? key = null)
    {
        Say(query, from, port, signer, key);
        await ListensAsync();
    }

    /// <summary>A server answers.</summary>
    internal void Say(DiscoveryQuery query, string from, ushort port = 1203, ECDsa? signer = null, ECDsa? key = null)
    {
        var answer = new DiscoveryAnswer
        {
            Nonce = query.Nonce,
            PublicKey = (key ?? Key).ExportSubjectPublicKeyInfo().AsMemory()[^DiscoveryWire.PublicKeyBytes..],
            SeatsPorts = [port],
            ManagementPort = 1455,
            Name = "license1",
            Version = "0.1.0",
        };
        Say(answer.ToBytes(bytes => (signer ?? key ?? Key).SignData(bytes, HashAlgorithmName.SHA256)), from);
    }

    /// <summary>Somebody says something.</summary>
    internal void Say(byte[] bytes, string from) => _heard.Writer.TryWrite(new Heard(bytes, IPAddress.Parse(from)));

    internal Task ListensAsync() => _listening.Reader.ReadAsync().Soon();
}
