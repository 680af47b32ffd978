using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Usher.Core;
using Usher.Journal.Memory;
using Usher.Server.Events;
using Usher.Server.Hosting;
using Usher.Server.Identity;
using Usher.Server.Licenses;
using Usher.Server.Options;
using Usher.Server.Tests.Licenses;
using Usher.Server.Tests.Time;

namespace Usher.Server.Tests.Hosting;

/// <summary>A server without sockets, on a journal in memory and a machine whose clock can be set.</summary>
internal sealed class CoreScenario : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly VendorDesk vendor = new();
    private byte lastLease;

    public TwoHands Machine { get; } = new();

    public MemoryJournal Journal { get; } = new();

    public ServerCore Core { get; private set; } = null!;

    public Upkeep Upkeep { get; private set; } = null!;

    public static async Task<CoreScenario> StartAsync(Func<ServerOptions, ServerOptions>? with = null)
    {
        var scenario = new CoreScenario();
        var undo = new Undo();
        var data = undo.Push(DataFolder.Lock(scenario.folder.Path));
        var key = undo.Push(ServerKey.Open(data.Path));
        var options = RunningUsher.Options(data.Path) with { Lanes = new() { Count = 1 } };
        var around = new Surroundings(scenario.Machine, IdSource.Random, NullLoggerFactory.Instance);
        undo.Push(around.Metrics);
        scenario.Core = await ServerCore.OpenAsync(undo, with?.Invoke(options) ?? options, around, data, key, scenario.Journal, CancellationToken.None);
        scenario.Upkeep = new Upkeep(scenario.Core, scenario.Machine, NullLogger<Upkeep>.Instance);
        return scenario;
    }

    /// <summary>Installs a license, as an administrator does; the pools get it with the next reconciliation.</summary>
    public Task<InstallPlan> InstallAsync(string feature, int seats) => Core.Catalog.AddAsync(
        Core.Log, VendorDesk.Bytes(vendor.Issue(VendorDesk.Feature(feature, seats))), "test", CancellationToken.None);

    /// <summary>"granted", or the reason of the refusal.</summary>
    public async Task<string> CheckoutAsync(string user, string feature)
    {
        var id = new Guid(++lastLease, 0, 0, new byte[8]);
        var reply = await Core.Desk.ExecuteAsync(
            new PoolId("acme", feature),
            new Checkout(new(id), new(id), new Holder(user, "host"), 1, FeatureVersion.Any, TimeSpan.Zero, TimeSpan.Zero, 0, false),
            CancellationToken.None);
        return reply is Reply.Denied denied ? $"{denied.Denial.Reason}" : "granted";
    }

    /// <summary>The types of the entries of the server's own log, oldest first.</summary>
    public async Task<IReadOnlyList<string>> LogAsync()
    {
        var types = new List<string>();
        await foreach (var entry in Journal.ReadAsync(ServerLog.Stream, 0))
            types.Add(Encoding.UTF8.GetString(entry.Payload.Span).Split('"')[3]);
        return types;
    }

    public async ValueTask DisposeAsync()
    {
        await Upkeep.DisposeAsync();
        await Core.DisposeAsync();
        vendor.Dispose();
        folder.Dispose();
    }
}
