using Usher.Protocol;
using Body = Usher.Protocol.ClientMessage.BodyOneofCase;

namespace Usher.Client.Tests.Fakes;

/// <summary>A client, a clock that the test moves, and servers that the test plays.</summary>
internal sealed class ClientScenario : IAsyncDisposable
{
    internal const uint TtlSeconds = 900;

    /// <summary>Before the first attempt to reconnect: half of 250 ms, the other half being chance, which is none here.</summary>
    internal static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(125);

    /// <summary>The first pauses are shorter, and no other time of the client is.</summary>
    internal static readonly TimeSpan PauseBelow = TimeSpan.FromSeconds(1);

    internal ClientScenario(Action<UsherClientOptions>? change = null)
    {
        Options = new UsherClientOptions
        {
            Servers = [new ServerAddress("one")],
            PinnedIdentities = [Some.Identity],
            User = "ada",
            Host = "ws1",
            Display = "",
            Application = "cad 42",
            TimeProvider = Clock,
            Random = new FixedRandom(),
        };
        change?.Invoke(Options);
        Client = UsherClient.Create(Options, Network, Datagrams, () => Air);
    }

    internal FakeClock Clock { get; } = new();

    internal FakeNetwork Network { get; } = new();

    internal FakeDatagrams Datagrams { get; } = new();

    internal FakeAir Air { get; } = new();

    internal UsherClientOptions Options { get; }

    internal UsherClient Client { get; }

    /// <summary>The server's end of the connection that is up.</summary>
    internal ServerEnd Server { get; private set; } = null!;

    /// <summary>How many requests in flight the server allows.</summary>
    internal uint InFlightMax { get; init; }

    /// <summary>After how long without a byte the server closes connections; 0 is a server that does not say.</summary>
    internal uint IdleSeconds { get; init; }

    /// <summary>What grants hand over for datagrams; null: nothing.</summary>
    internal Validation? Validation { get; set; }

    /// <summary>How often the server asks for heartbeats.</summary>
    internal uint HeartbeatSeconds { get; init; } = 60;

    internal static async Task<ClientScenario> ConnectedAsync(
        Action<UsherClientOptions>? change = null, uint heartbeatSeconds = 60, uint idleSeconds = 0)
    {
        var scenario = new ClientScenario(change) { HeartbeatSeconds = heartbeatSeconds, IdleSeconds = idleSeconds };
        var connecting = scenario.Client.ConnectedAsync(CancellationToken.None).Soon();
        await scenario.WelcomeAsync();
        await connecting;
        return scenario;
    }

    /// <summary>Plays the server that the client dials next: hello, welcome.</summary>
    internal async Task<Hello> WelcomeAsync(params string[] licenses)
    {
        Server = await Network.AcceptedAsync();
        var hello = await Server.ReceiveAsync(Body.Hello);
        await Server.SendAsync(new ServerMessage { Id = hello.Id, Welcome = Welcome(licenses) });
        return hello.Hello;
    }

    /// <summary>The connection dies, the pause passes, and the server welcomes again.</summary>
    internal async Task ComeBackAsync()
    {
        Server.Close();
        await Clock.TimerArmedAsync(due => due == FirstPause);
        Clock.Advance(FirstPause);
        await WelcomeAsync();
    }

    internal Welcome Welcome(params string[] licenses)
    {
        var welcome = new Welcome
        {
            Version = 1,
            Server = Some.Identity.ToString(),
            ServerVersion = "0.1.0",
            HeartbeatSeconds = HeartbeatSeconds,
            RequestsInFlightMax = InFlightMax,
            IdleSeconds = IdleSeconds,
            TimeUnixMs = Clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        welcome.Licenses.AddRange(licenses);
        return welcome;
    }

    /// <summary>The client asks for a seat, and the server grants it.</summary>
    internal async Task<Lease> CheckoutAsync(CheckoutOptions? options = null, uint ttlSeconds = TtlSeconds)
    {
        var asking = Client.CheckoutAsync("cad", options).Soon();
        var asked = await Server.ReceiveAsync(Body.Checkout);
        await Server.SendAsync(Granted(asked, ttlSeconds));
        return await asking;
    }

    internal ServerMessage Granted(ClientMessage asked, uint ttlSeconds = TtlSeconds) => new()
    {
        Id = asked.Id,
        Granted = new Granted
        {
            Lease = asked.Checkout.Lease,
            Seats = asked.Checkout.Seats,
            TtlSeconds = ttlSeconds,
            ExpiresAtUnixMs = (Clock.GetUtcNow() + TimeSpan.FromSeconds(ttlSeconds)).ToUnixTimeMilliseconds(),
            Feature = "acme/cad",
            Validation = Validation?.Clone(),
        },
    };

    /// <summary>The lease that a test is about.</summary>
    internal Lease Lease { get; set; } = null!;

    /// <summary>Answers the heartbeat that came over TCP.</summary>
    internal async Task AnswerBeatAsync()
    {
        var beat = await Server.ReceiveAsync(Body.Heartbeat);
        await Server.SendAsync(new ServerMessage { Id = beat.Id, Alive = new Alive { TtlSeconds = TtlSeconds } });
        await SettledAsync();
    }

    /// <summary>Completes when the client has noticed that it has no server.</summary>
    internal Task ServerGoneAsync()
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Client.ServerChanged += (_, change) =>
        {
            if (change.Server is null)
                gone.TrySetResult();
        };
        return gone.Task.Soon();
    }

    /// <summary>All that the server has sent so far has been dealt with.</summary>
    internal async Task SettledAsync()
    {
        var asking = Client.StatusAsync().Soon();
        var asked = await Server.ReceiveAsync(Body.Status);
        await Server.SendAsync(new ServerMessage { Id = asked.Id, Status = new StatusAnswer() });
        await asking;
    }

    /// <summary>Closing takes at most the client's own limits, which pass here as fast as they are armed.</summary>
    public async ValueTask DisposeAsync()
    {
        Server?.Close();
        var closing = Client.DisposeAsync().AsTask();
        while (!closing.IsCompleted)
        {
            await Task.WhenAny(closing, Clock.TimerArmedAsync(_ => true));
            Clock.Advance(Options.RequestTimeout);
            await Task.Yield();
        }
        await closing.Soon();
    }
}
