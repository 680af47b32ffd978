using Google.Protobuf;
using Usher.Core;
using Usher.Protocol;
using Usher.Server.Tests.Seats;
using Usher.Server.Validation;

namespace Usher.Server.Tests.Validation;

/// <summary>A server without a network, in virtual time, and a client that asks it by datagrams.</summary>
internal sealed class ValidationScenario : IAsyncDisposable
{
    public static readonly TimeSpan Ttl = TimeSpan.FromMinutes(15);

    private readonly DatagramSeal seal = new();

    public SeatsScenario Seats { get; private init; } = null!;

    /// <summary>What the last grant handed over.</summary>
    public Protocol.Validation HandedOver { get; private set; } = new();

    public static async Task<ValidationScenario> StartAsync(PoolSettings? pools = null, int seats = 2)
    {
        var scenario = new ValidationScenario { Seats = await SeatsScenario.StartAsync(seats, pools: pools) };
        scenario.Seats.Validation.ListenAt([new(System.Net.IPAddress.Loopback, 4711)]);
        return scenario;
    }

    /// <summary>A connection that was welcomed and can do datagrams.</summary>
    public async Task<TestClient> ConnectAsync(string user = "ada", bool datagrams = true)
    {
        var client = Seats.Connect();
        var hello = TestClient.Hello(user);
        hello.Hello.Datagrams = datagrams;
        Assert.NotNull((await client.AskAsync(hello)).Welcome);
        return client;
    }

    /// <summary>Takes a seat, or resumes it.</summary>
    public async Task<Protocol.Validation> CheckoutAsync(TestClient client, LeaseId lease, bool connectionless = false, ByteString? request = null)
    {
        var answer = await client.CheckoutAsync(lease, with: checkout =>
        {
            checkout.Connectionless = connectionless;
            checkout.RequestId = request ?? checkout.RequestId;
        });
        Assert.NotNull(answer.Granted);
        return HandedOver = answer.Granted.Validation;
    }

    /// <summary>A connectionless lease whose client has closed its connection.</summary>
    public async Task<LeaseId> TakeConnectionlessAsync()
    {
        var (client, lease) = (await ConnectAsync(), Seats.NewLease());
        await CheckoutAsync(client, lease, connectionless: true);
        await client.LeaveAsync();
        await Seats.SettleAsync();
        return lease;
    }

    public byte[] Question(LeaseId lease, ulong? counter = null, DatagramKind kind = DatagramKind.Heartbeat, ulong? boot = null, byte[]? key = null)
    {
        var bytes = new byte[WireLimits.DatagramBytes];
        var question = Datagram.Question(kind, ValidationBook.IdOf(lease), counter ?? ++HandedOver.Counter, boot ?? HandedOver.Boot);
        seal.Write(question, key ?? HandedOver.Key.ToByteArray(), bytes);
        return bytes;
    }

    public (DatagramDrop Drop, Datagram Answer) Ask(byte[] question)
    {
        using var clerk = new DatagramClerk(Seats.Validation);
        var answer = new byte[WireLimits.DatagramBytes];
        var drop = clerk.Handle(question, answer);
        if (drop != DatagramDrop.None)
        {
            Assert.All(answer, one => Assert.Equal(0, one));
            return (drop, default);
        }

        Assert.True(seal.IsGenuine(answer, HandedOver.Key.Span));
        Assert.Equal(DatagramFault.None, Datagram.Read(answer, out var said));
        Datagram.Read(question, out var asked);
        Assert.Equal((asked.Lease, asked.Counter, (int)asked.Kind | 0x80), (said.Lease, said.Counter, (int)said.Kind));
        return (drop, said);
    }

    /// <summary>"good 900", "asktcp 0", or why there is no answer.</summary>
    public string Say(byte[] question) => Ask(question) switch
    {
        (DatagramDrop.None, var said) => $"{said.Standing} {said.TtlSeconds}",
        (var drop, _) => ValidationMetrics.Word(drop),
    };

    public string Beat(LeaseId lease) => Say(Question(lease));

    public string Query(LeaseId lease) => Say(Question(lease, kind: DatagramKind.Query));

    public async Task PassAsync(TimeSpan time)
    {
        Seats.Clock.Advance(time);
        await Seats.SettleAsync();
    }

    public bool IsHeld(LeaseId lease) => Seats.Counts.Active > 0 && !Query(lease).StartsWith("Ask", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        seal.Dispose();
        await Seats.DisposeAsync();
    }
}
