using Usher.Journal.History;
using Usher.Journal.Sqlite;
using Usher.Server.Identity;
using Usher.Server.Management.Contract;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Licenses;
using Usher.Server.Tests.Management.Leases;
using static Usher.Server.Tests.Licenses.VendorDesk;

namespace Usher.Server.Tests.Management.Reports;

/// <summary>A server with a past: the history of one that stopped is written to the end, and the next one reads it.</summary>
public sealed class PastUsher : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly VendorDesk vendor = new() { Now = TimeProvider.System.GetUtcNow() };

    internal RunningUsher Usher { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await using (var before = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path)))
        {
            var license = vendor.Issue(Feature("cad", 1) with { Version = "2.1" }, Feature("sim", 1));
            (await before.PostLicenseAsync("licenses", license.Text)).EnsureSuccessStatusCode();
            var seats = new HttpSeats(before);
            var ada = await seats.TakeAsync(new TakeSeats("cad", "ada", "pc1", Version: "2.1", Application: "cad.exe"));
            await seats.RefusedAsync(new TakeSeats("cad", "bob", "pc2"));
            await seats.RefusedAsync(new TakeSeats("cad", "bob", "pc2"));
            (await seats.ReturnAsync(ada)).Dispose();
            await seats.TakeAsync(new TakeSeats("cad", "eve", "pc3"));
        }

        await ProjectRestAsync();
        Usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));
    }

    /// <summary>A server that stops takes a second at most for its history; here it is not left to that whether it is complete.</summary>
    private async Task ProjectRestAsync()
    {
        await using var journal = await SqliteJournal.OpenAsync(
            new() { Path = Path.Combine(folder.Path, DataFolder.JournalName) }, TimeProvider.System, TestContext.Current.CancellationToken);
        var settings = new HistorySettings { Path = Path.Combine(folder.Path, HistorySettings.FileName) };
        await using var projector = new HistoryProjector(journal, settings, TimeProvider.System);
        await projector.CatchUpAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Usher.DisposeAsync();
        vendor.Dispose();
        folder.Dispose();
    }
}
