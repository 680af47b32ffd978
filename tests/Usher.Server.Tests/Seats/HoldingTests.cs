using System.Buffers.Binary;
using Google.Protobuf;

namespace Usher.Server.Tests.Seats;

/// <summary>What an old connection brings late neither takes nor ends what a newer one holds.</summary>
public sealed class HoldingTests
{
    /// <summary>Seeds 4482 and 8035 of the simulation: the client gave up a slow connection, and asked again over another one.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_copy_that_an_old_connection_brings_late_does_not_take_the_seat_there(ulong otherHolding, bool isKept)
    {
        await using var server = await SeatsScenario.StartAsync(seats: 1);
        var (slow, ada) = (await server.ConnectAsync(), await server.ConnectAsync());
        var lease = server.NewLease();
        await ada.CheckoutAsync(lease, with: checkout => checkout.RequestId = RequestOf(7, 1));

        Assert.NotNull((await slow.CheckoutAsync(lease, with: checkout => checkout.RequestId = RequestOf(7 + otherHolding, 2))).Granted);
        await slow.LeaveAsync();
        await server.SettleAsync();

        Assert.Equal(isKept, (await ada.BeatAsync(lease)).Gone.Count == 0);
        Assert.Equal(isKept ? 1 : 0, server.Counts.Active);
    }

    /// <summary>Seeds 7464 and 8640 of the simulation: the return was held up on the old connection.</summary>
    [Fact]
    public async Task A_late_return_does_not_end_the_lease_that_was_checked_out_again_since()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 1);
        var (old, ada) = (await server.ConnectAsync(), await server.ConnectAsync());
        var lease = server.NewLease();
        await old.CheckoutAsync(lease, with: checkout => checkout.RequestId = RequestOf(7, 1));
        await ada.CheckoutAsync(lease, with: checkout => checkout.RequestId = RequestOf(8, 1));

        var late = (await old.AskAsync(TestClient.CheckIn(lease, with: checkIn => checkIn.RequestId = RequestOf(7, 1)))).Returned;

        Assert.False(late.WasHeld);
        Assert.Empty((await ada.BeatAsync(lease)).Gone);
        Assert.Equal(1, server.Counts.Active);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_return_by_the_latest_holding_or_of_whoever_holds_it_ends_the_lease(bool named)
    {
        await using var server = await SeatsScenario.StartAsync(seats: 1);
        var (old, ada) = (await server.ConnectAsync(), await server.ConnectAsync());
        var lease = server.NewLease();
        await old.CheckoutAsync(lease, with: checkout => checkout.RequestId = RequestOf(7, 1));
        await ada.CheckoutAsync(lease, with: checkout => checkout.RequestId = RequestOf(8, 1));

        var checkIn = TestClient.CheckIn(lease, feature: "", with: checkIn => checkIn.RequestId = named ? RequestOf(8, 2) : ByteString.Empty);
        Assert.True((await ada.AskAsync(checkIn)).Returned.WasHeld);

        Assert.Equal(0, server.Counts.Active);
    }

    private static ByteString RequestOf(ulong holding, ulong attempt)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, holding);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), attempt);
        return ByteString.CopyFrom(bytes);
    }
}
