using Usher.Journal.Memory;
using Usher.Licensing;
using Usher.Server.Events;
using Usher.Server.Licenses;

namespace Usher.Server.Tests.Licenses;

/// <summary>A catalog over a journal in memory and lines on paper; it can be restarted as after kill -9.</summary>
internal sealed class CatalogScenario : IAsyncDisposable
{
    private ServerLog log = null!;

    private CatalogScenario(InstallRules rules) => (Rules, Catalog) = (rules, new LicenseCatalog(rules, Clock));

    public static ServerIdentity Identity { get; } = ServerIdentity.FromSpki("a server"u8);

    public InstallRules Rules { get; set; }

    public SteadyClock Clock { get; } = new();

    public MemoryJournal Journal { get; } = new();

    public PoolLinesOnPaper Pools { get; } = new();

    public LicenseCatalog Catalog { get; private set; }

    public static async Task<CatalogScenario> StartAsync(params VendorPublicKey[] trusted)
    {
        var scenario = new CatalogScenario(new(Identity, trusted.Length > 0 ? trusted : null, TimeSpan.FromSeconds(30)));
        await scenario.RestartAsync();
        return scenario;
    }

    /// <summary>A new catalog reads the log and makes the pools agree.</summary>
    public async Task RestartAsync()
    {
        Catalog = new LicenseCatalog(Rules, Clock);
        log = await ServerLog.OpenAsync(Journal, Clock, IdSource.Random, Catalog.Apply, CancellationToken.None);
        if (!Pools.IsBroken)
            await ReconcileAsync();
    }

    public Task ReconcileAsync() => Catalog.ReconcileAsync(Pools, CancellationToken.None);

    public Task<InstallPlan> AddAsync(IssuedLicense license) => AddAsync(VendorDesk.Bytes(license));

    public async Task<InstallPlan> AddAsync(byte[] file)
    {
        var plan = await Catalog.AddAsync(log, file, "uid 1000", CancellationToken.None);
        await ReconcileAsync();
        return plan;
    }

    public async Task<InstalledLicense?> RemoveAsync(string id)
    {
        var removed = await Catalog.RemoveAsync(log, id, "uid 1000", CancellationToken.None);
        await ReconcileAsync();
        return removed;
    }

    /// <summary>The code of the one fault for which a license is refused; "ok" when it is not.</summary>
    public async Task<string> TryAddAsync(IssuedLicense license)
    {
        var plan = await AddAsync(license);
        return plan.Outcome == InstallOutcome.Refused ? Assert.Single(plan.Faults).Code : "ok";
    }

    public async ValueTask DisposeAsync()
    {
        log.Dispose();
        Catalog.Dispose();
        await Journal.DisposeAsync();
    }
}
