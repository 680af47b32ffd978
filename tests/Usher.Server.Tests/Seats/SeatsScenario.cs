using Microsoft.Extensions.Logging.Abstractions;
using Usher.Core;
using Usher.Journal.Memory;
using Usher.Server.Lanes;
using Usher.Server.Licenses;
using Usher.Server.Metrics;
using Usher.Server.Seats;
using Usher.Server.Tests.Lanes;
using Usher.Server.Validation;

namespace Usher.Server.Tests.Seats;

/// <summary>A server without a network: sessions over connections in memory, a desk, a journal, virtual time.</summary>
internal sealed class SeatsScenario : IAsyncDisposable, ILicenseShelf
{
    public const string VendorKey = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private readonly DeskScenario inner;
    private readonly SeatsSettings limits;
    private SeatsHandler handler;

    public SeatsScenario(SeatsSettings? limits = null, PoolSettings? pools = null)
    {
        this.limits = limits ?? new SeatsSettings();
        inner = new DeskScenario(pools, this.limits);
        handler = NewHandler();
    }

    public FakeClock Clock => inner.Clock;

    public MemoryJournal Journal => inner.Journal;

    public Desk Desk => inner.Desk;

    public LeaseValidation Validation => inner.Validation;

    public MetricTable Metrics => inner.Metrics;

    public int SessionCount => handler.SessionCount;

    public static async Task<SeatsScenario> StartAsync(int seats = 2, SeatsSettings? limits = null, PoolSettings? pools = null)
    {
        var scenario = new SeatsScenario(limits, pools);
        await scenario.inner.StartAsync(seats);
        await scenario.SettleAsync(); // The news of the lines is told before anybody connects.
        return scenario;
    }

    public string? LicenseSignedBy(string vendorKeyId) => vendorKeyId == VendorKey ? "header.payload.signature" : null;

    public LeaseId NewLease() => inner.NewLease();

    public Task SetSeatsAsync(int seats, PoolId? pool = null) => inner.SetSeatsAsync(seats, pool);

    /// <summary>As after kill -9 of the server.</summary>
    public async Task RestartAsync()
    {
        await inner.RestartAsync();
        handler = NewHandler();
    }

    /// <summary>A connection that has said nothing yet.</summary>
    public TestClient Connect(int bytesBufferedMax = 64 * 1024) => new(handler.OnConnectedAsync, new MemoryConnection(bytesBufferedMax));

    /// <summary>A connection that was welcomed.</summary>
    public async Task<TestClient> ConnectAsync(string user = "ada")
    {
        var client = Connect();
        Assert.NotNull(await client.HelloAsync(user));
        return client;
    }

    public Task<Reply> RevokeAsync(LeaseId lease, string reason) =>
        Desk.ExecuteAsync(DeskScenario.Cad, new Revoke(lease, reason, "root"), default).AsTask();

    /// <summary>The pool's turn comes, and everything posted before it has been told.</summary>
    public async Task SettleAsync()
    {
        await Desk.ExecuteAsync(DeskScenario.Cad, new Settle(), default);
        await Desk.ExecuteAsync(DeskScenario.Cad, new Settle(), default);
    }

    public SeatCounts Counts => Desk.SummaryOf(DeskScenario.Cad)!.Counts;

    public async ValueTask DisposeAsync()
    {
        handler.Dispose();
        await inner.DisposeAsync();
    }

    private SeatsHandler NewHandler() => new(
        inner.Desk, Clock, this, new ServerCard(new string('b', 64), "0.1.0", () => "https://localhost:1455", Clock.Now),
        limits, Clock, NullLogger<SeatsHandler>.Instance)
    {
        Validation = inner.Validation,
        SeatsMetrics = new SeatsMetrics(inner.Metrics.Meters),
    };
}
