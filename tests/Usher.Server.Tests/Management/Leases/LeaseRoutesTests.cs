using System.Net;
using Usher.Protocol;
using Usher.Server.Management;
using Usher.Server.Management.Contract;
using Usher.Server.Management.Leases;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Licenses;
using static Usher.Server.Tests.Licenses.VendorDesk;

namespace Usher.Server.Tests.Management.Leases;

/// <summary>Seats over HTTP, on one real server; each test has a vendor, and so features, of its own.</summary>
public sealed class LeaseRoutesTests(SharedUsher shared) : IClassFixture<SharedUsher>, IAsyncLifetime
{
    private readonly VendorDesk vendor = new($"v{Guid.CreateVersion7():n}") { Now = TimeProvider.System.GetUtcNow() };

    private RunningUsher Usher => shared.Usher;

    private HttpSeats Seats => new(Usher);

    private string Cad => $"{vendor.PublicKey.Name}/cad";

    public async ValueTask InitializeAsync() =>
        (await Usher.PostLicenseAsync("licenses", vendor.Issue(Feature("cad", 2)).Text)).EnsureSuccessStatusCode();

    public ValueTask DisposeAsync()
    {
        vendor.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_seat_is_taken_renewed_and_given_back()
    {
        using var taken = await Seats.PostAsync(Ask("ada"));
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        var lease = await RunningUsher.ReadAsync(taken, SparseJson.Default.SeatLease);
        Assert.Equal($"/api/v1/leases/{lease.Lease}", taken.Headers.Location?.OriginalString);
        Assert.Equal(("granted", 1, "direct", Cad), (lease.State, lease.Seats, lease.Kind, lease.Feature));

        using var renewed = await Seats.RenewAsync(lease, ttlSeconds: 60);
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
        var alive = await RunningUsher.ReadAsync(renewed, SparseJson.Default.SeatLease);
        Assert.Equal(("granted", 60L, null), (alive.State, alive.TtlSeconds, alive.Secret));

        Assert.True(await ReturnAsync(lease));
        Assert.False(await ReturnAsync(lease));
        using var gone = await Seats.RenewAsync(lease);
        Assert.Equal((HttpStatusCode.Gone, ErrorCodes.LostReturned), (gone.StatusCode, await RunningUsher.CodeAsync(gone)));
    }

    [Fact]
    public async Task Every_answer_comes_in_one_piece_with_its_length_and_is_kept_by_nobody()
    {
        using var taken = await Seats.PostAsync(Ask("ada"));
        using var refused = await Seats.PostAsync(Ask("bob") with { Seats = 2 });
        using var wrong = await Seats.SendAsync(HttpMethod.Delete, "ffffffffffffffffffffffffffffffff", "Lease ul1_");
        using var returned = await Seats.ReturnAsync(await RunningUsher.ReadAsync(taken, SparseJson.Default.SeatLease));

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.Forbidden, HttpStatusCode.OK],
            from answer in new[] { taken, refused, wrong, returned } select answer.StatusCode);
        foreach (var answer in new[] { taken, refused, returned })
            Assert.Equal(((long)(await answer.Content.ReadAsByteArrayAsync()).Length, null), (answer.Content.Headers.ContentLength, answer.Headers.TransferEncodingChunked));
        foreach (var answer in new[] { taken, refused, wrong, returned })
        {
            Assert.Equal("no-store", $"{answer.Headers.CacheControl}");
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Fact]
    public async Task The_same_request_sent_twice_is_one_seat()
    {
        var key = HttpSeats.NewKey();
        var first = await Seats.TakeAsync(Ask("ada"), key);
        var again = await Seats.TakeAsync(Ask("ada"), key);

        Assert.Equal((first.Lease, first.Secret, first.Until), (again.Lease, again.Secret, again.Until));
        Assert.Equal(1, (await FeatureAsync()).Active);
    }

    [Fact]
    public async Task Without_the_key_each_request_is_a_seat_of_its_own()
    {
        var (first, second) = (await Seats.TakeAsync(Ask("ada")), await Seats.TakeAsync(Ask("ada")));

        Assert.NotEqual((first.Lease, first.Secret), (second.Lease, second.Secret));
        Assert.Equal(2, (await FeatureAsync()).Active);
    }

    [Fact]
    public async Task A_key_stands_for_one_request()
    {
        var key = HttpSeats.NewKey();
        await Seats.TakeAsync(Ask("ada"), key);

        Assert.Equal(ServerCodes.KeyUsedOtherwise, (await Seats.RefusedAsync(Ask("ada") with { Seats = 2 }, key)).Code);
        Assert.Equal(ErrorCodes.LeaseOfAnother, (await Seats.RefusedAsync(Ask("bob"), key)).Code);
        Assert.Equal(1, (await FeatureAsync()).Active);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Lease")]
    [InlineData("Lease ")]
    [InlineData("Lease ul1_")]
    [InlineData("Lease ul1_AAAA")]
    [InlineData("Lease ul1_===")]
    [InlineData("Bearer SECRET")]
    [InlineData("Lease SECRETA")]
    [InlineData("Lease OTHER")]
    [InlineData("Lease CHANGED")]
    public async Task Without_its_secret_a_lease_can_be_neither_renewed_nor_given_back(string authorization)
    {
        var (lease, other) = (await Seats.TakeAsync(Ask("ada")), await Seats.TakeAsync(Ask("ada")));
        var changed = string.Create(lease.Secret!.Length, lease.Secret, (text, from) =>
        {
            from.CopyTo(text);
            text[40] = text[40] == 'A' ? 'B' : 'A';
        });
        var shown = authorization.Replace("SECRET", lease.Secret, StringComparison.Ordinal)
            .Replace("OTHER", other.Secret, StringComparison.Ordinal).Replace("CHANGED", changed, StringComparison.Ordinal);

        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete })
        {
            using var refused = await Seats.SendAsync(method, lease.Lease, shown.Length == 0 ? null : shown);
            Assert.Equal((HttpStatusCode.Forbidden, ServerCodes.WrongLeaseSecret), (refused.StatusCode, await RunningUsher.CodeAsync(refused)));
        }

        Assert.Equal(2, (await FeatureAsync()).Active);
    }

    [Fact]
    public async Task A_refusal_says_who_sits_there_and_when_a_seat_frees()
    {
        var ada = await Seats.TakeAsync(Ask("ada") with { TtlSeconds = 600 });
        await Seats.TakeAsync(Ask("eve") with { TtlSeconds = 1200 });
        using var response = await Seats.PostAsync(Ask("bob"));

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 605);
        var problem = await RunningUsher.ReadAsync(response, SparseJson.Default.SeatProblem);
        Assert.Equal((ErrorCodes.AllSeatsTaken, Cad, 409), (problem.Code, problem.Feature, problem.Status));
        Assert.Equal((2, 2, 0), (problem.Counts!.Seats, problem.Counts.Active, problem.Counts.Free));
        Assert.Equal(["ada", "eve"], problem.Holders!.Select(holder => holder.User));
        Assert.Equal(ada.Lease, problem.Holders![0].Lease);
        Assert.Equal(2, problem.HoldersTotal);
        Assert.True(problem.FreeAt >= ada.Until);
        Assert.NotEmpty(problem.Hint);
    }

    [Theory]
    [InlineData("nothing", HttpStatusCode.NotFound, ErrorCodes.NoSuchFeature)]
    [InlineData("cad 3", HttpStatusCode.Conflict, ErrorCodes.MoreThanExist)]
    [InlineData("cad 0", HttpStatusCode.BadRequest, ErrorCodes.BadSeatCount)]
    [InlineData("cad 65536", HttpStatusCode.BadRequest, ErrorCodes.BadSeatCount)]
    public async Task What_is_never_granted_is_refused_with_the_code_of_the_wire(string asked, HttpStatusCode status, string code)
    {
        var words = asked.Split(' ');
        using var response = await Seats.PostAsync(Ask("ada") with
        {
            Feature = words[0] == "cad" ? Cad : words[0],
            Seats = words.Length > 1 ? int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture) : null,
        });
        Assert.Equal((status, code), (response.StatusCode, await RunningUsher.CodeAsync(response)));
    }

    [Fact]
    public async Task Who_waits_asks_again_until_the_seat_is_there()
    {
        var ada = await Seats.TakeAsync(Ask("ada") with { Seats = 2 });
        var key = HttpSeats.NewKey();
        using var waits = await Seats.PostAsync(Ask("bob") with { WaitSeconds = 600 }, key);
        Assert.Equal((HttpStatusCode.Accepted, PollWatch.PollSeconds), (waits.StatusCode, (int)waits.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        var bob = await RunningUsher.ReadAsync(waits, SparseJson.Default.SeatLease);
        Assert.Equal(("queued", 1), (bob.State, bob.Position));
        Assert.Equal(bob, await Seats.TakeAsync(Ask("bob") with { WaitSeconds = 600 }, key));
        using (var still = await Seats.RenewAsync(bob))
            Assert.Equal(HttpStatusCode.Accepted, still.StatusCode);

        Assert.True(await ReturnAsync(ada));

        using var granted = await Seats.RenewAsync(bob);
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        Assert.Equal("fromQueue", (await Seats.TakeAsync(Ask("bob") with { WaitSeconds = 600 }, key)).Kind);
    }

    [Fact]
    public async Task An_operator_takes_a_request_out_of_the_queue()
    {
        var ada = await Seats.TakeAsync(Ask("ada") with { Seats = 2 });
        var bob = await Seats.TakeAsync(Ask("bob") with { WaitSeconds = 600 });
        Assert.Equal("bob", Assert.Single((await Usher.GetAsync($"queue?feature={Cad}", AdminJson.Default.LeasePage)).Leases).User);

        using var cancelled = await Usher.Admin.DeleteAsync(new Uri($"queue/{bob.Lease}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        using var held = await Usher.Admin.DeleteAsync(new Uri($"queue/{ada.Lease}", UriKind.Relative));
        Assert.Equal((HttpStatusCode.NotFound, ServerCodes.UnknownWait), (held.StatusCode, await RunningUsher.CodeAsync(held)));

        Assert.Empty((await Usher.GetAsync($"queue?feature={Cad}", AdminJson.Default.LeasePage)).Leases);
        using var gone = await Seats.RenewAsync(bob);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        var audit = await Usher.GetAsync("audit?take=1", AdminJson.Default.AuditPage);
        Assert.Equal(("wait-cancelled", bob.Lease), (audit.Entries[0].Type, audit.Entries[0].Details.GetProperty("lease").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"feature":"cad","user":"ada"}""")]
    [InlineData("""{"feature":"cad","user":"","host":"pc"}""")]
    [InlineData("""{"feature":"","user":"ada","host":"pc"}""")]
    [InlineData("""{"feature":"cad","user":"ada","host":"pc","seat":2}""")]
    [InlineData("""{"feature":"cad","user":"ada","host":"pc","seats":"2"}""")]
    [InlineData("""{"feature":"cad","user":"ada","host":"pc","seats":99999999999}""")]
    [InlineData("""{"feature":"cad","user":"a\u0007da","host":"pc"}""")]
    [InlineData("""{"feature":"cad","user":"\ud800","host":"pc"}""")]
    [InlineData("""{"feature":"cad","user":"ada","host":"pc","version":"1..2"}""")]
    [InlineData("""{"feature":"cad","user":"ada","host":"pc","ttlSeconds":-1}""")]
    [InlineData("""{"feature":"cad","user":"ada","host":"pc","waitSeconds":-1}""")]
    [InlineData("""{"feature":"cad","user":"ada","host":"pc","priority":101}""")]
    [InlineData("""{"feature":"cad","user":"ada","host":"pc"} {}""")]
    public async Task What_is_no_request_for_seats_is_refused(string body)
    {
        using var response = await Seats.PostAsync(body);
        Assert.Equal((HttpStatusCode.BadRequest, ServerCodes.BadRequest), (response.StatusCode, await RunningUsher.CodeAsync(response)));
    }

    [Fact]
    public async Task A_page_in_a_browser_cannot_ask_in_passing()
    {
        using var response = await Seats.PostAsync("""{"feature":"cad","user":"ada","host":"pc"}""", contentType: "text/plain");
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, ServerCodes.NotJson), (response.StatusCode, await RunningUsher.CodeAsync(response)));
    }

    [Theory]
    [InlineData(LeaseProofs.KeyCharsMin - 1, false)]
    [InlineData(LeaseProofs.KeyCharsMin, true)]
    [InlineData(LeaseProofs.KeyCharsMax, true)]
    [InlineData(LeaseProofs.KeyCharsMax + 1, false)]
    public async Task A_key_has_its_limits(int chars, bool isFine)
    {
        using var response = await Seats.PostAsync(Ask("ada"), new string('k', chars));
        Assert.Equal(isFine ? HttpStatusCode.Created : HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData(LeaseBody.BytesMax, HttpStatusCode.Created)]
    [InlineData(LeaseBody.BytesMax + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_has_its_limit(int bytes, HttpStatusCode status)
    {
        var body = $$"""{"feature":"{{Cad}}","user":"ada","host":"pc"}""";
        using var response = await Seats.PostAsync(body + new string(' ', bytes - body.Length));
        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData(WireLimits.NameCharsMax, HttpStatusCode.Created)]
    [InlineData(WireLimits.NameCharsMax + 1, HttpStatusCode.BadRequest)]
    public async Task A_name_has_its_limit_and_the_longest_secret_works(int chars, HttpStatusCode status)
    {
        var name = new string('語', chars);
        using var response = await Seats.PostAsync(Ask(name) with { Host = name, Display = name, Application = name });
        Assert.Equal(status, response.StatusCode);
        if (status == HttpStatusCode.Created)
            Assert.True(await ReturnAsync(await RunningUsher.ReadAsync(response, SparseJson.Default.SeatLease)));
    }

    private TakeSeats Ask(string user) => new(Cad, user, $"{user}-pc");

    private async Task<FeatureRow> FeatureAsync() => await Usher.GetAsync($"features/{Cad}", AdminJson.Default.FeatureRow);

    private async Task<bool> ReturnAsync(SeatLease lease)
    {
        using var response = await Seats.ReturnAsync(lease);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await RunningUsher.ReadAsync(response, SparseJson.Default.SeatReturn)).WasHeld;
    }
}
