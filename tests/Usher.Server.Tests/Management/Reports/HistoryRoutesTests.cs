using System.Net;
using Usher.Server.Management;
using Usher.Server.Management.Contract;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Management.Leases;

namespace Usher.Server.Tests.Management.Reports;

public sealed class HistoryRoutesTests(PastUsher past) : IClassFixture<PastUsher>
{
    private readonly RunningUsher usher = past.Usher;

    [Fact]
    public async Task Sessions_are_listed_the_last_first_and_page_by_page()
    {
        var first = await usher.GetAsync("sessions?feature=cad&take=1", AdminJson.Default.SessionPage);
        Assert.Equal(("eve", null), (Assert.Single(first.Sessions).User, first.Sessions[0].EndedAt));
        Assert.NotNull(first.CaughtUpAt);

        var second = await usher.GetAsync($"sessions?feature=acme/cad&take=1&after={first.Next}", AdminJson.Default.SessionPage);
        var ada = Assert.Single(second.Sessions);
        Assert.Equal(("ada", "pc1", "2.1", "cad.exe", "returned", "direct"), (ada.User, ada.Host, ada.Version, ada.Application, ada.Reason, ada.Kind));
        Assert.Null(second.Next);
        Assert.Equal("eve", Assert.Single((await usher.GetAsync("sessions?open=true", AdminJson.Default.SessionPage)).Sessions).User);
        Assert.Equal("ada", Assert.Single((await usher.GetAsync("sessions?user=ada&host=pc1", AdminJson.Default.SessionPage)).Sessions).User);
    }

    [Fact]
    public async Task Denials_are_listed_and_counted()
    {
        var list = await usher.GetAsync("denials?user=bob", AdminJson.Default.DenialPage);
        Assert.Equal(["USH2003", "USH2003"], list.Denials.Select(denial => denial.Code));
        Assert.Equal("allSeatsTaken", list.Denials[0].Cause);

        var counts = await usher.GetAsync("denials/counts", AdminJson.Default.DenialCounts);
        var count = Assert.Single(counts.Counts);
        Assert.Equal(("acme/cad", 2L, 1L), (count.Feature, count.Denials, count.Users));
    }

    [Fact]
    public async Task Use_is_told_step_by_step_and_as_a_report()
    {
        var use = await usher.GetAsync("history/acme/cad?stepSeconds=300", AdminJson.Default.UsageHistory);
        Assert.Equal(("acme/cad", 300L, 1L), (use.Feature, use.StepSeconds, use.Steps.Max(step => step.UsedPeak)));

        var report = await usher.GetAsync("report?users=1", AdminJson.Default.UseReport);
        Assert.Equal(["acme/cad", "acme/sim"], report.Features.Select(feature => feature.Feature));
        Assert.Equal((1L, 2L, 2L), (report.Features[0].UsedPeak, report.Features[0].Sessions, report.Features[0].Denials[0].Denials));
        Assert.Single(report.Users);

        var coverage = await usher.GetAsync("history", AdminJson.Default.HistoryCoverage);
        Assert.Equal(["acme/cad", "acme/sim"], coverage.Features);
    }

    [Theory]
    [InlineData("sessions?take=0", HttpStatusCode.BadRequest)]
    [InlineData("sessions?take=1", HttpStatusCode.OK)]
    [InlineData("sessions?take=1000", HttpStatusCode.OK)]
    [InlineData("sessions?take=1001", HttpStatusCode.BadRequest)]
    [InlineData("denials?take=1001", HttpStatusCode.BadRequest)]
    [InlineData("denials?after=1-2", HttpStatusCode.BadRequest)]
    [InlineData("sessions?from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z", HttpStatusCode.BadRequest)]
    [InlineData("history/acme/cad?stepSeconds=61", HttpStatusCode.BadRequest)]
    [InlineData("history/acme/cad?stepSeconds=0", HttpStatusCode.BadRequest)]
    [InlineData("history/acme/cad?stepSeconds=60&from=2026-01-01T00:00:00Z&to=2026-01-07T22:40:00Z", HttpStatusCode.OK)]
    [InlineData("history/acme/cad?stepSeconds=60&from=2026-01-01T00:00:00Z&to=2026-01-07T22:41:00Z", HttpStatusCode.BadRequest)]
    [InlineData("history/acme/none", HttpStatusCode.NotFound)]
    [InlineData("report?users=1001", HttpStatusCode.BadRequest)]
    [InlineData("report?users=1000", HttpStatusCode.OK)]
    [InlineData("audit?take=1001", HttpStatusCode.BadRequest)]
    [InlineData("audit?take=1000", HttpStatusCode.OK)]
    [InlineData("audit?after=0", HttpStatusCode.BadRequest)]
    public async Task Questions_have_limits(string route, HttpStatusCode status)
    {
        using var response = await usher.Admin.GetAsync(new Uri(route, UriKind.Relative));
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task The_audit_tells_who_did_what_the_last_first_and_no_license_text()
    {
        var all = await usher.GetAsync("audit", AdminJson.Default.AuditPage);
        Assert.Equal(["started", "stopped", "license-added", "started"], all.Entries.Select(entry => entry.Type));
        Assert.Null(all.Next);
        var added = all.Entries[2];
        Assert.StartsWith("LIC-", added.Details.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.False(added.Details.TryGetProperty("text", out _));
        Assert.NotEmpty(added.By);

        var paged = new List<long>();
        for (string? after = null; ;)
        {
            var page = await usher.GetAsync($"audit?take=1{(after is null ? "" : $"&after={after}")}", AdminJson.Default.AuditPage);
            paged.AddRange(page.Entries.Select(entry => entry.Sequence));
            if ((after = page.Next) is null)
                break;
        }

        Assert.Equal(all.Entries.Select(entry => entry.Sequence), paged);
    }

    [Fact]
    public async Task Leases_are_found_by_who_holds_them_and_by_state()
    {
        var seats = new HttpSeats(usher);
        await seats.TakeAsync(new TakeSeats("cad", "bob", "pc2", WaitSeconds: 600));
        var eve = Assert.Single((await usher.GetAsync("leases?user=eve", AdminJson.Default.LeasePage)).Leases);
        Assert.Equal(("eve", "active"), (eve.User, eve.State));
        Assert.Equal(eve, await usher.GetAsync($"leases/{eve.Lease}", AdminJson.Default.LeaseRow));
        Assert.Equal("bob", Assert.Single((await usher.GetAsync("leases?state=queued&host=pc2", AdminJson.Default.LeasePage)).Leases).User);
        var none = await usher.GetAsync("leases?user=eve&host=pc2", AdminJson.Default.LeasePage);
        Assert.Equal((0, 0), (none.Leases.Count, none.Total));
        var skipped = await usher.GetAsync("leases?skip=1&take=1", AdminJson.Default.LeasePage);
        Assert.Equal(("bob", 2), (Assert.Single(skipped.Leases).User, skipped.Total));
        using var bad = await usher.Admin.GetAsync(new Uri("leases?state=happy", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
    }
}
