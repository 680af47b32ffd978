using Usher.Client.Tests.Fakes;

namespace Usher.Client.Tests;

public sealed class FailoverTests
{
    private static readonly ServerAddress[] Three = [new("one"), new("two"), new("three")];

    [Fact]
    public async Task Servers_are_tried_in_the_order_of_the_list()
    {
        await using var desk = new ClientScenario(options => options.Servers = Three);
        desk.Network.Refuse("one");
        desk.Network.Refuse("two");
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        await desk.WelcomeAsync();
        await connecting;

        Assert.Equal(["one", "two", "three"], desk.Network.Dialed);
        Assert.Equal("three", desk.Client.Server?.Address.Host);
    }

    [Fact]
    public async Task After_a_loss_the_server_that_served_comes_first_then_the_list()
    {
        await using var desk = new ClientScenario(options => options.Servers = Three);
        desk.Network.Refuse("one");
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        await desk.WelcomeAsync();
        await connecting;
        desk.Network.Refuse("two");
        desk.Server.Close();

        var asking = desk.Client.CheckoutAsync("cad").Soon();
        await desk.WelcomeAsync();
        await desk.Server.SendAsync(desk.Granted(await desk.Server.ReceiveAsync()));
        await asking;

        Assert.Equal(["one", "two", "two", "one", "three"], desk.Network.Dialed);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_costs_its_own_timeout_and_no_more()
    {
        await using var desk = new ClientScenario(options => options.Servers = Three);
        desk.Network.Hang("one");
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        await desk.Clock.TimerArmedAsync(due => due == desk.Options.ConnectTimeout);

        desk.Clock.Advance(desk.Options.ConnectTimeout);

        await desk.WelcomeAsync();
        await connecting;
        Assert.Equal(["one", "two"], desk.Network.Dialed);
    }

    [Fact]
    public async Task A_round_ends_with_the_connect_budget()
    {
        await using var desk = new ClientScenario(options =>
        {
            options.Servers = Three;
            options.ConnectBudget = Some.Seconds(4);
        });
        desk.Network.Hang("one");
        desk.Network.Hang("two");
        var connecting = desk.Client.ConnectedAsync(CancellationToken.None).Soon();
        await desk.Clock.TimerArmedAsync(due => due == Some.Seconds(4));
        await desk.Clock.TimerArmedAsync(due => due == Some.Seconds(3));
        desk.Clock.Advance(Some.Seconds(3));
        await desk.Clock.TimerArmedAsync(due => due == Some.Seconds(3));
        desk.Clock.Advance(Some.Seconds(1));

        var error = await Assert.ThrowsAsync<ServerUnavailableException>(() => connecting);
        Assert.Equal(ClientCodes.Unreachable, error.Code);
        Assert.Equal(["one", "two"], desk.Network.Dialed);
    }

    [Fact]
    public async Task When_all_fail_each_is_named_with_its_reason()
    {
        await using var desk = new ClientScenario(options => options.Servers = Three[..2]);
        desk.Network.Refuse("one");
        desk.Network.Distrust("two");

        var error = await Assert.ThrowsAsync<ServerUnavailableException>(
            () => desk.Client.ConnectedAsync(CancellationToken.None).Soon());

        Assert.Equal(ClientCodes.Unreachable, error.Code);
        Assert.True(error.RetryHelps);
        Assert.Contains("nothing listens at one:1203; two is another", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_no_server_can_be_trusted_that_is_what_is_said()
    {
        await using var desk = new ClientScenario(options => options.Servers = Three[..2]);
        desk.Network.Distrust("one");
        desk.Network.Distrust("two");

        var answer = Assert.IsType<CheckoutAnswer.Unknown>(await desk.Client.TryCheckoutAsync("cad").Soon());
        Assert.Equal((ClientCodes.OtherServer, false), (answer.Problem.Code, answer.Problem.RetryHelps));
        await Assert.ThrowsAsync<UntrustedServerException>(() => desk.Client.CheckoutAsync("cad").Soon());
    }

    [Fact]
    public async Task A_client_that_connects_lazily_dials_when_it_is_first_asked()
    {
        await using var desk = new ClientScenario();
        Assert.Empty(desk.Network.Dialed);
        Assert.Null(desk.Client.Server);

        var asking = desk.Client.CheckoutAsync("cad").Soon();
        await desk.WelcomeAsync();
        await desk.Server.SendAsync(desk.Granted(await desk.Server.ReceiveAsync()));

        Assert.Equal(LeaseState.Held, (await asking).State);
    }

    [Fact]
    public async Task A_lazy_client_whose_first_round_failed_tries_again_when_asked_again_and_not_before()
    {
        await using var desk = new ClientScenario();
        desk.Network.Refuse("one");
        await Assert.ThrowsAsync<ServerUnavailableException>(() => desk.Client.CheckoutAsync("cad").Soon());
        desk.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Single(desk.Network.Dialed);

        desk.Network.Accept("one");
        var asking = desk.Client.CheckoutAsync("cad").Soon();
        await desk.WelcomeAsync();
        await desk.Server.SendAsync(desk.Granted(await desk.Server.ReceiveAsync()));
        await asking;
    }
}
