using System.Net;
using Usher.Cli.Admin;
using Usher.Cli.Tests.Fakes;
using Usher.Journal.History;

namespace Usher.Cli.Tests.Admin;

public sealed class ManagedHistoryTests : IDisposable
{
    private static readonly HistoryFilter _all = new(FixedClock.Noon.AddDays(-1), FixedClock.Noon);

    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task Names_reach_the_server_as_they_are()
    {
        using var handler = new FakeAdmin(HttpStatusCode.OK, """{"counts":[],"caughtUpAt":null}""");
        using var history = History(handler);

        await history.CountDenialsAsync(_all with { Vendor = "acme", Feature = "a&b", User = "ada=1" }, CancellationToken.None);

        Assert.Equal(
            "/api/v1/denials/counts?from=2027-05-31T12:00:00.0000000Z&to=2027-06-01T12:00:00.0000000Z&feature=acme%2Fa%26b&user=ada%3D1",
            handler.Request!.RequestUri!.PathAndQuery);
    }

    [Fact]
    public async Task Averages_are_made_of_what_the_server_rounded()
    {
        using var handler = new FakeAdmin(HttpStatusCode.OK, """
            {"feature":"acme/cad","caughtUpAt":null,"stepSeconds":60,"steps":[{"at":"2027-06-01T11:00:00Z","coveredSeconds":60,"seats":2,"usedPeak":1,
             "usedAverage":1,"activePeak":1,"lingeringPeak":0,"overdraftPeak":0,"queuedPeak":0,"activeSeatHours":0.016667,"lingeringSeatHours":0,
             "overdraftSeatHours":0,"queuedSeatHours":0,"fullSeconds":0}]}
            """);
        using var history = History(handler);

        var series = await history.UsageAsync(new("acme", "cad"), _all.From, _all.To, TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.Equal(1.0, Math.Round(Assert.Single(series.Buckets).UsedAverage, 3));
    }

    [Fact]
    public async Task No_more_rows_are_fetched_than_were_asked_for()
    {
        using var handler = new FakeAdmin(HttpStatusCode.OK, """
            {"sessions":[{"lease":"3f0c9a7e5b1d4c2f8a6e0d9b7c5a3f1e","feature":"acme/cad","user":"ada","host":"desk","display":"","application":"",
             "seats":1,"version":"0","kind":"fromQueue","detached":false,"connectionless":false,"overdraft":false,"waitedSeconds":7,"grantedAt":"2027-06-01T11:00:00Z",
             "endedAt":null,"reason":null,"note":"","by":""}],"caughtUpAt":null,"next":"1-2-3"}
            """);
        using var history = History(handler);

        var page = await history.SessionsAsync(_all, rowsMax: 2, CancellationToken.None);

        Assert.Equal((2, "1-2-3"), (page.Rows.Count, page.Next));
        Assert.EndsWith("&take=1&after=1-2-3", handler.Request!.RequestUri!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_of_a_newer_server_is_an_error_with_its_cure()
    {
        using var handler = new FakeAdmin(HttpStatusCode.OK, """
            {"counts":[{"feature":"acme/cad","code":"USH2999","cause":"tooLate","denials":1,"users":1,"first":"2027-06-01T11:00:00Z",
             "last":"2027-06-01T11:00:00Z"}],"caughtUpAt":null}
            """);
        using var history = History(handler);

        var error = await Assert.ThrowsAsync<FaultException>(() => history.CountDenialsAsync(_all, CancellationToken.None));

        Assert.Equal(CliCodes.ServerTooNew, error.Fault.Code);
        Assert.Contains("'tooLate'", error.Fault.Message, StringComparison.Ordinal);
    }

    private ManagedHistory History(FakeAdmin handler) => new(new AdminClient(_stage.Folder, handler, _stage.Surroundings));
}
