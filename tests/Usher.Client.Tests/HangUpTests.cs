using Usher.Client.Tests.Fakes;
using Body = Usher.Protocol.ClientMessage.BodyOneofCase;

namespace Usher.Client.Tests;

/// <summary>
/// How a client ends a connection. The ordinary end of its bytes starts the short linger of every seat that the server
/// knows on it, so it must mean that the client counts on none; a reset starts no short linger.
/// </summary>
public sealed class HangUpTests
{
    [Fact]
    public async Task A_silent_connection_is_reset_while_the_client_counts_on_its_seat()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync();
        await FallSilentAsync(desk);

        await desk.Server.ReceiveToEndAsync();

        Assert.Equal((true, LeaseState.Held), (desk.Server.WasReset, lease.State));
    }

    [Fact]
    public async Task A_seat_that_may_have_been_resumed_unheard_counts_too()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        await desk.CheckoutAsync();
        await desk.ComeBackAsync();
        await desk.Server.ReceiveAsync(Body.Checkout);
        await FallSilentAsync(desk);

        await desk.Server.ReceiveToEndAsync();

        Assert.True(desk.Server.WasReset);
    }

    [Fact]
    public async Task A_silent_connection_without_seats_ends_in_good_order()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        await FallSilentAsync(desk);

        await desk.Server.ReceiveToEndAsync();

        Assert.False(desk.Server.WasReset);
    }

    [Fact]
    public async Task A_detached_lease_lives_by_its_time_and_needs_no_reset()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync(new CheckoutOptions { Detached = true });
        await FallSilentAsync(desk);

        await desk.Server.ReceiveToEndAsync();

        Assert.Equal((false, LeaseState.Held), (desk.Server.WasReset, lease.State));
    }

    [Fact]
    public async Task A_seat_whose_return_was_not_answered_is_left_to_the_short_linger()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var lease = await desk.CheckoutAsync();
        _ = lease.DisposeAsync().Soon();
        await desk.Server.ReceiveAsync(Body.CheckIn);
        await FallSilentAsync(desk);

        await desk.Server.ReceiveToEndAsync();

        Assert.False(desk.Server.WasReset);
    }

    [Fact]
    public async Task A_return_that_went_down_with_a_reset_is_made_over_the_next_connection()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var (kept, returned) = (await desk.CheckoutAsync(), await desk.CheckoutAsync());
        _ = returned.DisposeAsync().Soon();
        await desk.Server.ReceiveAsync(Body.CheckIn);
        await FallSilentAsync(desk);
        await desk.Server.ReceiveToEndAsync();
        Assert.True(desk.Server.WasReset);

        await desk.Clock.TimerArmedAsync(due => due == ClientScenario.FirstPause);
        desk.Clock.Advance(ClientScenario.FirstPause);
        await desk.WelcomeAsync();

        var resumed = await desk.Server.ReceiveAsync(Body.Checkout);
        var again = await desk.Server.ReceiveAsync(Body.CheckIn);
        Assert.Equal(kept.Id, FromWire.Lease(resumed.Checkout.Lease));
        Assert.Equal(returned.Id, FromWire.Lease(again.CheckIn.Lease));
    }

    [Fact]
    public async Task A_disposed_client_hangs_up_in_good_order_even_when_its_returns_were_not_answered()
    {
        await using var desk = await ClientScenario.ConnectedAsync(heartbeatSeconds: 3600);
        await desk.CheckoutAsync();
        var closing = desk.Client.DisposeAsync().Soon();
        await desk.Server.ReceiveAsync(Body.CheckIn);
        desk.Clock.Advance(desk.Options.RequestTimeout);
        await closing;

        await desk.Server.ReceiveToEndAsync();

        Assert.False(desk.Server.WasReset);
    }

    /// <summary>A heartbeat goes out, and no answer comes in time.</summary>
    private static async Task FallSilentAsync(ClientScenario desk)
    {
        desk.Clock.Advance(Some.Seconds(desk.HeartbeatSeconds));
        await desk.Server.ReceiveAsync(Body.Heartbeat);
        desk.Clock.Advance(desk.Options.RequestTimeout);
    }
}
