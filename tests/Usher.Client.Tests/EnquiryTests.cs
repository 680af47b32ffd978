using Google.Protobuf;
using Usher.Client.Tests.Fakes;
using Usher.Protocol;
using Body = Usher.Protocol.ClientMessage.BodyOneofCase;

namespace Usher.Client.Tests;

public sealed class EnquiryTests
{
    private const string Hex = "000102030405060708090a0b0c0d0e0f";

    [Fact]
    public void An_id_reads_as_its_bytes_in_their_order()
    {
        var id = FromWire.Lease(ByteString.CopyFrom(Convert.FromHexString(Hex)));
        Assert.Equal(Hex, id.ToString());
        Assert.Equal(Hex, Convert.ToHexStringLower(FromWire.Id(id.Value).Span));
        Assert.True(LeaseId.TryParse("00010203-0405-0607-0809-0A0B0C0D0E0F", out var parsed));
        Assert.Equal(id, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("000102030405060708090a0b0c0d0e0")]
    [InlineData("000102030405060708090a0b0c0d0e0f0")]
    [InlineData("000102030405060708090a0b0c0d0e0g")]
    public void What_is_not_32_hex_digits_is_not_an_id(string? text) => Assert.False(LeaseId.TryParse(text, out _));

    [Fact]
    public async Task A_lease_is_checked_in_by_its_id_alone()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        Assert.True(LeaseId.TryParse(Hex, out var id));

        var asking = desk.Client.CheckInAsync(id).Soon();
        var asked = await desk.Server.ReceiveAsync(Body.CheckIn);
        Assert.Equal((Hex, ""), (Convert.ToHexStringLower(asked.CheckIn.Lease.Span), asked.CheckIn.Feature));
        await desk.Server.SendAsync(new ServerMessage { Id = asked.Id, Returned = new Returned { WasHeld = true } });

        Assert.True(await asking);
    }

    [Fact]
    public async Task A_lease_that_nobody_holds_was_not_held()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var checkingIn = desk.Client.CheckInAsync(new LeaseId(5)).Soon();
        var asked = await desk.Server.ReceiveAsync(Body.CheckIn);
        await desk.Server.SendAsync(new ServerMessage { Id = asked.Id, Returned = new Returned() });
        Assert.False(await checkingIn);

        var renewing = desk.Client.RenewAsync(new LeaseId(5), TimeSpan.Zero).Soon();
        asked = await desk.Server.ReceiveAsync(Body.Renew);
        await desk.Server.SendAsync(new ServerMessage { Id = asked.Id, Denied = new Problem { Code = ErrorCodes.LostUnknown } });
        Assert.Equal(ErrorCodes.LostUnknown, (await Assert.ThrowsAsync<SeatLostException>(() => renewing)).Code);
    }

    [Fact]
    public async Task A_lease_is_renewed_by_its_id()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var expiry = desk.Clock.GetUtcNow().AddHours(2);

        var asking = desk.Client.RenewAsync(new LeaseId(5), TimeSpan.FromHours(2), "acme/cad").Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Renew);
        await desk.Server.SendAsync(new ServerMessage
        {
            Id = asked.Id, Renewed = new Renewed { TtlSeconds = 7200, ExpiresAtUnixMs = expiry.ToUnixTimeMilliseconds() },
        });

        Assert.Equal(new Renewal(TimeSpan.FromHours(2), expiry), await asking);
    }

    [Fact]
    public async Task Status_tells_the_features_and_their_lines()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var asking = desk.Client.StatusAsync(["cad"]).Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Status);
        Assert.Equal(["cad"], asked.Status.Features);
        await desk.Server.SendAsync(new ServerMessage { Id = asked.Id, Status = Status(desk.Clock.GetUtcNow()) });

        var status = await asking;
        Assert.Equal(("serving", desk.Clock.GetUtcNow()), (status.Condition, status.Time));
        var feature = Assert.Single(status.Features);
        Assert.Equal(("acme/cad", new SeatCounts(5, 2, 0, 0, 0, 0, 0, 3), 1), (feature.Feature, feature.Counts, feature.QueueLength));
        var line = Assert.Single(feature.Lines);
        Assert.Equal(("acme-1", "2.0", 5, null, desk.Clock.GetUtcNow()), (line.Id, line.Version, line.Seats, line.StartsAt, line.EndsAt));
    }

    [Fact]
    public async Task Who_reads_page_after_page()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var asking = desk.Client.WhoAsync("cad").Soon();
        foreach (var (skip, count) in new[] { (0u, 1000), (1000u, 1000), (2000u, 1) })
        {
            var asked = await desk.Server.ReceiveAsync(Body.Who);
            Assert.Equal(("cad", skip, 1000u), (asked.Who.Feature, asked.Who.Skip, asked.Who.Take));
            await desk.Server.SendAsync(new ServerMessage { Id = asked.Id, Who = Page((int)skip, count, total: 2001) });
        }

        var holders = await asking;
        Assert.Equal(2001, holders.Count);
        Assert.Equal(("user 2000", new LeaseId(2001)), (holders[2000].User, holders[2000].Lease));
    }

    [Fact]
    public async Task Who_ends_when_the_rest_has_left_meanwhile()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var asking = desk.Client.WhoAsync().Soon();
        foreach (var count in new[] { 1000, 0 })
        {
            var asked = await desk.Server.ReceiveAsync(Body.Who);
            await desk.Server.SendAsync(new ServerMessage { Id = asked.Id, Who = Page((int)asked.Who.Skip, count, total: 1500) });
        }

        Assert.Equal(1000, (await asking).Count);
    }

    private static WhoAnswer Page(int from, int count, uint total)
    {
        var page = new WhoAnswer { Total = total };
        for (var row = from; row < from + count; row++)
            page.Leases.Add(new LeaseInfo { Lease = FromWire.Id((UInt128)(row + 1)), User = $"user {row}", Host = "h", Seats = 1, State = "active" });
        return page;
    }

    private static StatusAnswer Status(DateTimeOffset now)
    {
        var feature = new Protocol.FeatureStatus
        {
            Feature = "acme/cad", QueueLength = 1, Counts = new Counts { Total = 5, Active = 2, Free = 3 },
        };
        feature.Lines.Add(new Protocol.LineStatus { Id = "acme-1", Version = "2.0", Seats = 5, EndsUnixMs = now.ToUnixTimeMilliseconds() });
        var status = new StatusAnswer { Condition = "serving", TimeUnixMs = now.ToUnixTimeMilliseconds() };
        status.Features.Add(feature);
        return status;
    }
}
