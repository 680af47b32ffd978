using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Usher.Client.Tests.Fakes;

namespace Usher.Client.Tests;

public sealed class OptionTests
{
    [Fact]
    public void Options_that_trust_nobody_are_refused_at_once()
    {
        var error = Assert.Throws<ArgumentException>(() => UsherClient.Create(Good(options => options.VendorKeys = [])));
        Assert.Contains("VendorKeys", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(ServerAddress.ListMax, true)]
    [InlineData(ServerAddress.ListMax + 1, false)]
    public void A_client_has_up_to_16_servers_or_none_and_looks_for_them(int count, bool good) =>
        Accepts(good, options => options.Servers = [.. Enumerable.Repeat(new ServerAddress("one"), count)]);

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.001, true)]
    [InlineData(3600, true)]
    [InlineData(3600.001, false)]
    public void A_timeout_is_above_zero_and_up_to_an_hour(double seconds, bool good)
    {
        Accepts(good, options => options.ConnectTimeout = Some.Seconds(seconds));
        Accepts(good, options => options.ConnectBudget = Some.Seconds(seconds));
        Accepts(good, options => options.RequestTimeout = Some.Seconds(seconds));
    }

    [Theory]
    [InlineData(-0.001, false)]
    [InlineData(0, true)]
    [InlineData(7 * 24 * 3600, true)]
    [InlineData(7 * 24 * 3600 + 0.001, false)]
    public void The_grace_is_up_to_seven_days(double seconds, bool good) =>
        Accepts(good, options => options.Grace = Some.Seconds(seconds));

    [Fact]
    public void Who_asks_is_read_from_the_environment()
    {
        var options = new UsherClientOptions();
        Assert.Equal((Environment.UserName, Environment.MachineName), (options.User, options.Host));
        Assert.EndsWith($" {Environment.ProcessId}", options.Application, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_makes_one_client_that_connects_when_asked_and_goes_with_it()
    {
        var clock = new FakeClock();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        services.AddUsher(options => options.Servers = [new ServerAddress("127.0.0.1", 1)]);
        services.AddUsher(options => options.VendorKeys = [Some.Vendor.PublicKey]);
        UsherClient client;
        await using (var provider = services.BuildServiceProvider())
        {
            client = provider.GetRequiredService<UsherClient>();
            Assert.Same(client, provider.GetRequiredService<UsherClient>());
            Assert.Same(clock, provider.GetRequiredService<IOptions<UsherClientOptions>>().Value.TimeProvider);
            Assert.Null(client.Server);
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.CheckoutAsync("cad").Soon());
    }

    private static void Accepts(bool good, Action<UsherClientOptions> change) =>
        Assert.Equal(!good, Record.Exception(() => UsherClient.Create(Good(change))) is ArgumentException);

    private static UsherClientOptions Good(Action<UsherClientOptions> change)
    {
        var options = new UsherClientOptions { Servers = [new ServerAddress("one")], VendorKeys = [Some.Vendor.PublicKey] };
        change(options);
        return options;
    }
}
