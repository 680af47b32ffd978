using System.Text;
using Usher.Core;
using Usher.Journal;
using Usher.Journal.Memory;
using Usher.Licensing;
using Usher.Server.Lanes;
using Usher.Server.Licenses;
using static Usher.Server.Tests.Licenses.VendorDesk;

namespace Usher.Server.Tests.Licenses;

public sealed class LicenseCatalogTests : IDisposable
{
    private readonly VendorDesk acme = new();

    public void Dispose() => acme.Dispose();

    [Fact]
    public async Task An_added_license_gives_its_lines_to_the_pools_and_is_there_after_a_restart()
    {
        await using var desk = await CatalogScenario.StartAsync();
        var license = acme.Issue(Feature("cad", 5), Feature("cam", 2), Feature("cad", 7));

        Assert.Equal(InstallOutcome.Added, (await desk.AddAsync(license)).Outcome);

        var id = license.License.Id;
        Assert.Equal([$"acme/cad: {id}#1 5, {id}#3 7", $"acme/cam: {id}#2 2"], desk.Pools.Told.Order());
        await desk.RestartAsync();
        Assert.Equal(license.Text, desk.Catalog.Installed.Find(id)?.Text);
        Assert.Equal("uid 1000", desk.Catalog.Installed.Find(id)?.InstalledBy);
        Assert.Equal(2, desk.Pools.Told.Count);
    }

    [Fact]
    public async Task A_line_carries_everything_that_the_license_says_of_it()
    {
        await using var desk = await CatalogScenario.StartAsync();
        await desk.AddAsync(acme.Issue(Feature("cad", 5, "2027-12-31", LicenseModel.Subscription) with
        {
            Version = "2026.1",
            Starts = Day("2026-01-01"),
            GraceDays = 14,
            Overdraft = 3,
            Sharing = SharingRule.User | SharingRule.Host,
            LingerMax = TimeSpan.FromSeconds(45),
        }));

        var line = Assert.Single(desk.Pools.Current[new PoolId("acme", "cad")]);
        Assert.Equal(
            new LicenseLine(
                line.Id,
                FeatureVersion.Parse("2026.1"),
                5,
                new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
                new DateTimeOffset(2028, 1, 1, 0, 0, 0, TimeSpan.Zero),
                TimeSpan.FromDays(14),
                3,
                Sharing.User | Sharing.Host,
                TimeSpan.FromSeconds(45)),
            line);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        await using var desk = await CatalogScenario.StartAsync();
        var license = acme.Issue(Feature("cad", 5));
        await desk.AddAsync(license);

        Assert.Equal(InstallOutcome.Unchanged, (await desk.AddAsync(license)).Outcome);

        Assert.Single(desk.Pools.Told);
        Assert.Equal(1, Assert.Single(await desk.Journal.ListAsync()).LastSequence);
    }

    [Fact]
    public async Task A_newer_issue_replaces_and_an_older_one_is_refused()
    {
        await using var desk = await CatalogScenario.StartAsync();
        var older = acme.Issue(Feature("cad", 5));
        acme.Now += TimeSpan.FromSeconds(1);
        var newer = acme.IssueAgain(Feature("cad", 9));
        var sameTime = acme.IssueAgain(Feature("cad", 10));
        await desk.AddAsync(older);

        Assert.Equal(InstallOutcome.Replaced, (await desk.AddAsync(newer)).Outcome);
        Assert.Equal(ServerCodes.OlderIssue, await desk.TryAddAsync(older));
        Assert.Equal(ServerCodes.OlderIssue, await desk.TryAddAsync(sameTime));
        Assert.Equal(9, Assert.Single(desk.Pools.Current[new PoolId("acme", "cad")]).Seats);
    }

    [Fact]
    public async Task A_license_never_takes_the_place_of_another_vendors()
    {
        using var other = new VendorDesk("other") { Now = acme.Now.AddYears(-1) };
        await using var desk = await CatalogScenario.StartAsync();
        await desk.AddAsync(acme.Issue(Feature("cad", 5)));

        Assert.Equal(ServerCodes.IdOfAnotherVendor, await desk.TryAddAsync(other.IssueUnderIdOf(acme, Feature("cam", 1))));
    }

    [Fact]
    public async Task A_removed_license_leaves_empty_lines_and_stays_removed()
    {
        await using var desk = await CatalogScenario.StartAsync();
        var license = acme.Issue(Feature("cad", 5));
        await desk.AddAsync(license);

        Assert.NotNull(await desk.RemoveAsync(license.License.Id));
        Assert.Null(await desk.RemoveAsync(license.License.Id));

        Assert.Empty(desk.Pools.Current[new PoolId("acme", "cad")]);
        await desk.RestartAsync();
        Assert.Equal(0, desk.Catalog.Installed.Count);
    }

    [Fact]
    public async Task A_vendor_of_the_same_name_with_another_key_is_refused_unless_both_keys_are_configured()
    {
        using var impostor = new VendorDesk("acme");
        await using (var desk = await CatalogScenario.StartAsync())
        {
            await desk.AddAsync(acme.Issue(Feature("cad", 5)));
            Assert.Equal(ServerCodes.VendorKeyDiffers, await desk.TryAddAsync(impostor.Issue(Feature("cad", 500))));
        }

        await using var trusting = await CatalogScenario.StartAsync(acme.PublicKey, impostor.PublicKey);
        await trusting.AddAsync(acme.Issue(Feature("cad", 5)));
        impostor.Issue(Feature("x", 1));
        Assert.Equal("ok", await trusting.TryAddAsync(impostor.Issue(Feature("cad", 1))));
    }

    [Fact]
    public async Task Only_configured_vendors_are_accepted_when_some_are()
    {
        using var other = new VendorDesk("other");
        await using var desk = await CatalogScenario.StartAsync(acme.PublicKey);
        Assert.Equal("ok", await desk.TryAddAsync(acme.Issue(Feature("cad", 5))));
        Assert.Equal(LicenseCodes.UnknownKey, await desk.TryAddAsync(other.Issue(Feature("cam", 5))));
    }

    [Fact]
    public async Task A_license_for_another_server_or_expired_or_changed_is_refused_and_one_that_starts_later_is_kept()
    {
        await using var desk = await CatalogScenario.StartAsync();
        acme.Servers = ServerBinding.To(ServerIdentity.FromSpki("another"u8));
        Assert.Equal(LicenseCodes.OtherServer, await desk.TryAddAsync(acme.Issue(Feature("cad", 5))));
        acme.Servers = ServerBinding.To(CatalogScenario.Identity);
        Assert.Equal(LicenseCodes.Expired, await desk.TryAddAsync(acme.Issue(Feature("cad", 5, "2026-11-21"))));

        var plan = await desk.AddAsync(acme.Issue(Feature("cad", 5) with { Starts = Day("2027-01-01") }));
        Assert.Equal(InstallOutcome.Added, plan.Outcome);
        Assert.Contains(plan.Warnings, warning => warning.Code == LicenseCodes.NotYetValid);

        var changed = await desk.AddAsync(Encoding.ASCII.GetBytes(acme.Issue(Feature("cad", 5)).Text.Replace("5 seats", "6 seats", StringComparison.Ordinal)));
        Assert.Equal(InstallOutcome.Refused, changed.Outcome);
    }

    [Fact]
    public async Task A_license_that_expires_while_installed_stays_and_its_line_says_when()
    {
        await using var desk = await CatalogScenario.StartAsync();
        await desk.AddAsync(acme.Issue(Feature("cad", 5, "2026-11-30")));
        desk.Clock.Now += TimeSpan.FromDays(365);

        await desk.RestartAsync();

        Assert.Single(desk.Pools.Current[new PoolId("acme", "cad")]);
        Assert.NotNull(desk.Catalog.LicenseSignedBy(acme.PublicKey.Id));
    }

    [Fact]
    public async Task A_license_that_no_longer_names_this_server_is_held_and_grants_nothing()
    {
        acme.Servers = ServerBinding.To(CatalogScenario.Identity);
        await using var desk = await CatalogScenario.StartAsync();
        await desk.AddAsync(acme.Issue(Feature("cad", 5)));

        desk.Rules = desk.Rules with { Identity = ServerIdentity.FromSpki("a new key"u8) };
        await desk.RestartAsync();

        Assert.False(Assert.Single(desk.Catalog.Installed.All).IsServed);
        Assert.Empty(desk.Pools.Current[new PoolId("acme", "cad")]);
        Assert.Null(desk.Catalog.LicenseSignedBy(acme.PublicKey.Id));
    }

    [Fact]
    public async Task A_model_that_is_not_decided_yet_is_held_and_reported()
    {
        await using var desk = await CatalogScenario.StartAsync();
        var plan = await desk.AddAsync(acme.Issue(
            Feature("cad", 5), Feature("render", 1, model: LicenseModel.NodeLocked) with { Nodes = ["host-1"] }));

        Assert.Equal(InstallOutcome.Added, plan.Outcome);
        Assert.Contains("'render' is node-locked", Assert.Single(plan.Warnings).Message, StringComparison.Ordinal);
        Assert.Equal(["acme/cad"], desk.Pools.Current.Keys.Select(pool => pool.ToString()));
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(29, 1)]
    public async Task A_linger_longer_than_the_license_allows_is_reported(int secondsAllowed, int warnings)
    {
        await using var desk = await CatalogScenario.StartAsync();
        var plan = await desk.AddAsync(acme.Issue(Feature("cad", 5) with { LingerMax = TimeSpan.FromSeconds(secondsAllowed) }));
        Assert.Equal(warnings, plan.Warnings.Count(warning => warning.Code == ServerCodes.LingerOverLicense));
    }

    [Fact]
    public async Task Terms_that_are_not_kept_are_reported_and_do_not_stop_the_license()
    {
        await using var desk = await CatalogScenario.StartAsync();

        var plan = await desk.AddAsync(acme.Issue(
            Feature("cad", 5) with { MaintenanceUntil = Day("2027-06-30"), Borrow = new BorrowTerms { HoursMax = 72 } }, Feature("sim", 1)));

        var warning = Assert.Single(plan.Warnings, warning => warning.Code == ServerCodes.TermNotKept);
        Assert.Contains("'cad' has maintenance until 2027-06-30", warning.Message, StringComparison.Ordinal);
        Assert.Contains("and may be borrowed", warning.Message, StringComparison.Ordinal);
        Assert.Equal(InstallOutcome.Added, plan.Outcome);
    }

    [Fact]
    public async Task The_license_shown_to_clients_is_the_vendors_that_ends_last()
    {
        await using var desk = await CatalogScenario.StartAsync();
        await desk.AddAsync(acme.Issue(Feature("cad", 5, "2028-01-01")));
        var perpetual = acme.Issue(Feature("cam", 5));
        await desk.AddAsync(perpetual);
        await desk.AddAsync(acme.Issue(Feature("sim", 5, "2029-01-01")));

        Assert.Equal(perpetual.Jws, desk.Catalog.LicenseSignedBy(acme.PublicKey.Id));
        Assert.Null(desk.Catalog.LicenseSignedBy(new string('0', 64)));
    }

    [Fact]
    public async Task Nothing_changes_when_the_journal_does_not_take_it()
    {
        await using var desk = await CatalogScenario.StartAsync();
        desk.Journal.FailNext(MemoryFault.Unavailable);

        await Assert.ThrowsAsync<JournalUnavailableException>(() => desk.AddAsync(acme.Issue(Feature("cad", 5))));

        Assert.Equal(0, desk.Catalog.Installed.Count);
        Assert.Empty(desk.Pools.Told);
    }

    [Fact]
    public async Task A_pool_that_could_not_take_its_lines_gets_them_later()
    {
        await using var desk = await CatalogScenario.StartAsync();
        desk.Pools.IsBroken = true;
        await Assert.ThrowsAsync<DeskRefusedException>(() => desk.AddAsync(acme.Issue(Feature("cad", 5))));
        Assert.Equal(1, desk.Catalog.Installed.Count);
        Assert.True(desk.Catalog.IsBehind);

        desk.Pools.IsBroken = false;
        await desk.ReconcileAsync();

        Assert.False(desk.Catalog.IsBehind);
        Assert.Single(desk.Pools.Told);
    }

    [Fact]
    public async Task A_server_killed_between_journal_and_pools_catches_up_at_its_next_start()
    {
        await using var desk = await CatalogScenario.StartAsync();
        desk.Pools.IsBroken = true;
        await Assert.ThrowsAsync<DeskRefusedException>(() => desk.AddAsync(acme.Issue(Feature("cad", 5))));

        desk.Pools.IsBroken = false;
        await desk.RestartAsync();

        Assert.Single(desk.Pools.Told);
    }
}
