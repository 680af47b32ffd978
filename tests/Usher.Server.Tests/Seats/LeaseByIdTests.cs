using Usher.Core;
using Usher.Protocol;

namespace Usher.Server.Tests.Seats;

/// <summary>Who knows a lease's id needs neither its feature nor the connection that holds it.</summary>
public sealed class LeaseByIdTests
{
    private static readonly PoolId Cam = new("acme", "cam");

    [Fact]
    public async Task A_lease_of_this_connection_is_returned()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        var lease = server.NewLease();
        await ada.CheckoutAsync(lease);

        Assert.True((await ada.AskAsync(CheckIn(lease))).Returned.WasHeld);
        Assert.False((await ada.AskAsync(CheckIn(lease))).Returned.WasHeld);
    }

    [Fact]
    public async Task A_lease_of_another_connection_is_returned_and_its_holder_told()
    {
        await using var server = await SeatsScenario.StartAsync();
        await server.SetSeatsAsync(1, Cam);
        var (holding, asking) = (await server.ConnectAsync(), await server.ConnectAsync());
        var lease = server.NewLease();
        await holding.CheckoutAsync(lease, "cam");

        Assert.True((await asking.AskAsync(CheckIn(lease))).Returned.WasHeld);

        Assert.Equal(ErrorCodes.LostReturned, (await holding.ReceiveAsync()).LeaseLost.Code);
        Assert.Equal(1, server.Desk.SummaryOf(Cam)!.Counts.Free);
    }

    [Fact]
    public async Task A_lease_of_another_connection_is_renewed()
    {
        await using var server = await SeatsScenario.StartAsync();
        var (holding, asking) = (await server.ConnectAsync(), await server.ConnectAsync());
        var lease = server.NewLease();
        await holding.CheckoutAsync(lease, with: checkout => checkout.Detached = true);

        Assert.Equal(1200u, (await asking.AskAsync(Renew(lease, seconds: 1200))).Renewed.TtlSeconds);
    }

    [Fact]
    public async Task A_request_that_waits_on_another_connection_is_withdrawn()
    {
        await using var server = await SeatsScenario.StartAsync(seats: 1);
        var (holding, asking) = (await server.ConnectAsync(), await server.ConnectAsync());
        await holding.CheckoutAsync(server.NewLease());
        var waiting = server.NewLease();
        await holding.CheckoutAsync(waiting, with: checkout => checkout.WaitSeconds = 60);

        Assert.True((await asking.AskAsync(Cancel(waiting))).WaitCancelled.WasWaiting);

        Assert.Equal(0, server.Counts.Queued);
    }

    [Fact]
    public async Task A_lease_that_was_asked_for_in_the_same_bytes_is_found()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        var lease = server.NewLease();

        await ada.SendAsync(TestClient.Checkout(lease));
        await ada.SendAsync(CheckIn(lease));

        Assert.Equal(ServerMessage.BodyOneofCase.Granted, (await ada.ReceiveAsync()).BodyCase);
        Assert.True((await ada.ReceiveAsync()).Returned.WasHeld);
        Assert.Equal(0, server.Counts.Active);
    }

    [Fact]
    public async Task A_lease_that_nobody_knows_was_not_held_and_cannot_be_renewed()
    {
        await using var server = await SeatsScenario.StartAsync();
        var ada = await server.ConnectAsync();
        var lease = server.NewLease();

        var returned = (await ada.AskAsync(CheckIn(lease))).Returned;
        Assert.Equal((TestClient.Wire(lease), false), (returned.Lease, returned.WasHeld));
        Assert.False((await ada.AskAsync(Cancel(lease))).WaitCancelled.WasWaiting);
        Assert.Equal(ErrorCodes.LostUnknown, (await ada.AskAsync(Renew(lease))).Denied.Code);
    }

    [Fact]
    public async Task A_server_without_licenses_knows_no_lease()
    {
        await using var server = new SeatsScenario();
        await server.Desk.StartAsync(default);
        var ada = await server.ConnectAsync();

        Assert.Equal(ErrorCodes.LostUnknown, (await ada.AskAsync(Renew(server.NewLease()))).Denied.Code);
    }

    [Fact]
    public async Task How_a_lease_ended_is_told_as_long_as_it_is_remembered()
    {
        await using var server = await SeatsScenario.StartAsync();
        await server.SetSeatsAsync(1, Cam);
        var (holding, asking) = (await server.ConnectAsync(), await server.ConnectAsync());
        var lease = server.NewLease();
        await holding.CheckoutAsync(lease);
        await server.RevokeAsync(lease, "maintenance");

        var denied = (await asking.AskAsync(Renew(lease))).Denied;

        Assert.Equal((ErrorCodes.LostRevoked, "acme/cad"), (denied.Code, denied.Feature));
    }

    [Fact]
    public async Task A_lease_of_another_person_is_not_touched()
    {
        await using var server = await SeatsScenario.StartAsync();
        var (ada, bob) = (await server.ConnectAsync("ada"), await server.ConnectAsync("bob"));
        var lease = server.NewLease();
        await ada.CheckoutAsync(lease);

        Assert.Equal(ErrorCodes.LeaseOfAnother, (await bob.AskAsync(CheckIn(lease))).Denied.Code);
        Assert.Equal(ErrorCodes.LeaseOfAnother, (await bob.AskAsync(Renew(lease))).Denied.Code);
        Assert.Equal(1, server.Counts.Active);
    }

    private static ClientMessage CheckIn(LeaseId lease) => TestClient.CheckIn(lease, feature: "");

    private static ClientMessage Cancel(LeaseId lease) => new() { CancelWait = new() { Lease = TestClient.Wire(lease) } };

    private static ClientMessage Renew(LeaseId lease, uint seconds = 0) =>
        new() { Renew = new() { Lease = TestClient.Wire(lease), TtlSeconds = seconds } };
}
