using System.Security.Cryptography;
using Usher.Client.Discovery;
using Usher.Client.Tests.Fakes;
using Usher.Protocol;

namespace Usher.Client.Tests.Discovery;

/// <summary>A client that knows no server looks for one, and trusts it no more for having answered.</summary>
public sealed class FindingTests
{
    [Fact]
    public async Task The_server_that_answers_is_tried_and_TLS_decides()
    {
        await using var desk = Desk();
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        await desk.Air.AnswerAsync(await desk.Air.AskedAsync(), "10.0.0.5", 1300);
        await desk.Clock.TimerArmedAsync(due => due == Candidates.Settle);
        desk.Clock.Advance(Candidates.Settle);
        await WelcomeAsync(desk);

        await connecting;

        Assert.Equal("10.0.0.5:1300", $"{desk.Client.Server?.Address}");
        Assert.Equal((TrustedBy.Pin, FakeAir.Identity), (desk.Client.Server?.TrustedBy, desk.Client.Server?.Identity));
    }

    [Fact]
    public async Task A_server_that_answers_rightly_and_has_another_key_in_TLS_is_not_trusted()
    {
        await using var desk = Desk();
        desk.Network.Identity = Some.OtherIdentity;
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        await FindAsync(desk);
        await WelcomeAsync(desk);

        var error = await Assert.ThrowsAsync<UntrustedServerException>(() => connecting);
        Assert.Equal(ClientCodes.IdentityFalse, error.Code);
    }

    [Fact]
    public async Task Who_could_not_be_trusted_anyway_is_not_told_who_asks()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var desk = Desk();
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        await desk.Air.AnswerAsync(await desk.Air.AskedAsync(), "10.0.0.66", key: stranger);
        await desk.Clock.TimerArmedAsync(due => due == Candidates.Settle);
        desk.Clock.Advance(Candidates.Settle);

        var error = await Assert.ThrowsAsync<UntrustedServerException>(() => connecting);
        Assert.Equal(ClientCodes.IdentityNotAccepted, error.Code);
        Assert.Empty(desk.Network.Dialed);
    }

    [Fact]
    public async Task An_answer_whose_signature_does_not_hold_is_not_even_tried()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var desk = Desk();
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        await desk.Air.AnswerAsync(await desk.Air.AskedAsync(), "10.0.0.66", signer: stranger, key: FakeAir.Key);
        await SilenceAsync(desk);

        var error = await Assert.ThrowsAsync<ServerUnavailableException>(() => connecting);
        Assert.Equal(ClientCodes.NobodyAnswered, error.Code);
        Assert.Empty(desk.Network.Dialed);
    }

    [Fact]
    public async Task When_nobody_answers_nothing_is_known_and_a_retry_may_help()
    {
        await using var desk = Desk();
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        await desk.Air.AskedAsync();
        await SilenceAsync(desk);

        var error = await Assert.ThrowsAsync<ServerUnavailableException>(() => connecting);
        Assert.Equal((ClientCodes.NobodyAnswered, true), (error.Code, error.RetryHelps));
    }

    [Fact]
    public async Task After_a_loss_the_server_that_served_is_tried_before_anybody_is_asked()
    {
        await using var desk = Desk();
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        await FindAsync(desk);
        var server = await WelcomeAsync(desk);
        await connecting;

        server.Close();
        await desk.Clock.TimerArmedAsync(due => due == ClientScenario.FirstPause);
        desk.Clock.Advance(ClientScenario.FirstPause);
        await WelcomeAsync(desk);

        Assert.Equal(["10.0.0.5", "10.0.0.5"], desk.Network.Dialed);
        Assert.Equal(1, desk.Air.Questions);
    }

    private static ClientScenario Desk()
    {
        var desk = new ClientScenario(options => (options.Servers, options.PinnedIdentities) = ([], [FakeAir.Identity]));
        desk.Network.Identity = FakeAir.Identity;
        return desk;
    }

    private static async Task FindAsync(ClientScenario desk)
    {
        await desk.Air.AnswerAsync(await desk.Air.AskedAsync(), "10.0.0.5");
        await desk.Clock.TimerArmedAsync(due => due == Candidates.Settle);
        desk.Clock.Advance(Candidates.Settle);
    }

    /// <summary>The time for both tries passes.</summary>
    private static async Task SilenceAsync(ClientScenario desk)
    {
        var half = desk.Options.Discovery.Wait / 2;
        await desk.Clock.TimerArmedAsync(due => due == half);
        desk.Clock.Advance(half);
        await desk.Air.AskedAsync();
        await desk.Clock.TimerArmedAsync(due => due == half);
        desk.Clock.Advance(half);
    }

    private static async Task<ServerEnd> WelcomeAsync(ClientScenario desk)
    {
        var server = await desk.Network.AcceptedAsync();
        var hello = await server.ReceiveAsync(ClientMessage.BodyOneofCase.Hello);
        var welcome = desk.Welcome();
        welcome.Server = FakeAir.Identity.ToString();
        await server.SendAsync(new ServerMessage { Id = hello.Id, Welcome = welcome });
        return server;
    }
}
