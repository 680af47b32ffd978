using Google.Protobuf;
using Usher.Client.Tests.Fakes;
using Usher.Protocol;
using Body = Usher.Protocol.ClientMessage.BodyOneofCase;

namespace Usher.Client.Tests;

/// <summary>The first half of a request id says by which holding a client counts on a lease; a return ends no other.</summary>
public sealed class HoldingTests
{
    [Fact]
    public async Task A_lease_is_resumed_and_returned_by_the_holding_that_took_it()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var (lease, taken) = await CheckoutAsync(desk);
        await desk.ComeBackAsync();
        var resumed = await desk.Server.ReceiveAsync(Body.Checkout);
        await desk.Server.SendAsync(desk.Granted(resumed));
        await desk.SettledAsync();
        Assert.NotEqual(taken, resumed.Checkout.RequestId);

        var returned = await ReturnAsync(desk, lease);

        Assert.Equal(HoldingOf(taken), HoldingOf(resumed.Checkout.RequestId));
        Assert.Equal(HoldingOf(taken), HoldingOf(returned));
    }

    [Fact]
    public async Task A_lease_that_is_asked_for_anew_has_a_holding_of_its_own()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var (first, before) = await CheckoutAsync(desk);
        await ReturnAsync(desk, first);

        var (second, anew) = await CheckoutAsync(desk, new CheckoutOptions { LeaseId = first.Id });

        Assert.NotEqual(HoldingOf(before), HoldingOf(anew));
        Assert.Equal(HoldingOf(anew), HoldingOf(await ReturnAsync(desk, second)));
    }

    [Fact]
    public async Task A_return_by_the_id_of_a_held_lease_names_the_holding_and_of_a_stranger_none()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var (lease, taken) = await CheckoutAsync(desk, new CheckoutOptions { Detached = true });

        Assert.Equal(HoldingOf(taken), HoldingOf(await ReturnByIdAsync(desk, lease.Id)));
        Assert.Empty(await ReturnByIdAsync(desk, new LeaseId(77)));
    }

    [Fact]
    public async Task An_attempt_that_is_given_up_leaves_the_seat_to_who_had_it()
    {
        await using var desk = await ClientScenario.ConnectedAsync();
        var (lease, taken) = await CheckoutAsync(desk);
        using var enough = new CancellationTokenSource();
        var asking = desk.Client.CheckoutAsync("cad", new CheckoutOptions { LeaseId = lease.Id }, enough.Token).Soon();
        Assert.NotEqual(HoldingOf(taken), HoldingOf((await desk.Server.ReceiveAsync(Body.Checkout)).Checkout.RequestId));

        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);

        var again = await desk.Server.ReceiveAsync(Body.Checkout);
        Assert.Equal(HoldingOf(taken), HoldingOf(again.Checkout.RequestId));
        Assert.Equal(LeaseState.Held, lease.State);
    }

    private static async Task<(Lease Lease, ByteString Request)> CheckoutAsync(ClientScenario desk, CheckoutOptions? options = null)
    {
        var asking = desk.Client.CheckoutAsync("cad", options).Soon();
        var asked = await desk.Server.ReceiveAsync(Body.Checkout);
        await desk.Server.SendAsync(desk.Granted(asked));
        return (await asking, asked.Checkout.RequestId);
    }

    private static async Task<ByteString> ReturnAsync(ClientScenario desk, Lease lease)
    {
        var returning = lease.DisposeAsync().Soon();
        var asked = await AnswerReturnAsync(desk);
        await returning;
        return asked;
    }

    private static async Task<ByteString> ReturnByIdAsync(ClientScenario desk, LeaseId lease)
    {
        var returning = desk.Client.CheckInAsync(lease, "cad").Soon();
        var asked = await AnswerReturnAsync(desk);
        await returning;
        return asked;
    }

    private static async Task<ByteString> AnswerReturnAsync(ClientScenario desk)
    {
        var asked = await desk.Server.ReceiveAsync(Body.CheckIn);
        await desk.Server.SendAsync(new ServerMessage { Id = asked.Id, Returned = new Returned { Lease = asked.CheckIn.Lease, WasHeld = true } });
        return asked.CheckIn.RequestId;
    }

    private static ByteString HoldingOf(ByteString request) => ByteString.CopyFrom(request.Span[..8]);
}
