using System.Security.Cryptography;
using Usher.Client.Discovery;
using Usher.Client.Tests.Fakes;
using Usher.Protocol;

namespace Usher.Client.Tests.Discovery;

/// <summary>Which answers count, and how long they are waited for.</summary>
public sealed class SearchTests : IAsyncDisposable
{
    private static readonly TimeSpan Wait = Some.Seconds(1);

    private readonly FakeClock _clock = new();
    private readonly FakeAir _air = new();

    public ValueTask DisposeAsync() => _air.DisposeAsync();

    [Fact]
    public async Task Every_server_that_answers_in_time_is_found_once_with_all_its_addresses()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var searching = Begin();
        var query = await _air.AskedAsync();
        await _air.AnswerAsync(query, "10.0.0.5");
        await _air.AnswerAsync(query, "10.0.0.6", 1300, key: other);
        await _air.AnswerAsync(query, "10.0.0.5");
        await _air.AnswerAsync(query, "192.168.0.5");

        var found = await EndAsync(searching);

        Assert.Equal(["10.0.0.5:1203,192.168.0.5:1203", "10.0.0.6:1300"], found.Select(one => string.Join(',', one.Addresses)));
        Assert.Equal((FakeAir.Identity, true, "license1", 1455), (found[0].Identity, found[0].IsSignatureValid, found[0].Name, found[0].ManagementPort));
    }

    [Fact]
    public async Task The_question_is_sent_again_with_the_same_number_because_datagrams_get_lost()
    {
        var searching = Begin();
        var first = await _air.AskedAsync();
        await PassAsync(Wait / 2);
        var second = await _air.AskedAsync();
        await PassAsync(Wait / 2);

        Assert.Empty(await searching.Soon());
        Assert.Equal(first, second);
        Assert.Equal(2, _air.Questions);
    }

    [Fact]
    public async Task An_answer_to_another_question_and_what_is_no_answer_count_for_nothing()
    {
        var searching = Begin();
        var query = await _air.AskedAsync();
        await _air.AnswerAsync(query with { Nonce = query.Nonce + 1 }, "10.0.0.5");
        _air.Say(query.ToBytes(), "10.0.0.5");
        await _air.ListensAsync();
        _air.Say([], "10.0.0.5");
        await _air.ListensAsync();

        Assert.Empty(await EndAsync(searching));
    }

    [Fact]
    public async Task Somebody_who_names_the_servers_key_and_cannot_sign_with_it_is_another_server_and_said_so()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var searching = Begin();
        var query = await _air.AskedAsync();
        await _air.AnswerAsync(query, "10.0.0.66", signer: other, key: FakeAir.Key);
        await _air.AnswerAsync(query, "10.0.0.5");

        var found = await EndAsync(searching);

        Assert.Equal([(false, "10.0.0.66:1203"), (true, "10.0.0.5:1203")], found.Select(one => (one.IsSignatureValid, $"{one.Addresses[0]}")));
        Assert.All(found, one => Assert.Equal(FakeAir.Identity, one.Identity));
    }

    [Fact]
    public async Task A_search_for_one_server_ends_with_the_first_answer()
    {
        var searching = Begin(options => options.ServersMax = 1);
        _air.Say(await _air.AskedAsync(), "10.0.0.5");

        Assert.Single(await searching.Soon());
        Assert.Equal(1, _air.Questions);
    }

    [Fact]
    public async Task Of_one_server_no_more_addresses_are_kept_than_a_list_may_have()
    {
        var searching = Begin();
        var query = await _air.AskedAsync();
        for (ushort port = 1; port <= DiscoveredServer.AddressesMax + 1; port++)
            await _air.AnswerAsync(query, "10.0.0.5", port);

        Assert.Equal(DiscoveredServer.AddressesMax, Assert.Single(await EndAsync(searching)).Addresses.Count);
    }

    [Fact]
    public async Task A_flood_ends_the_search_at_its_limit()
    {
        var searching = Begin();
        await _air.AskedAsync();
        for (var i = 0; i < Search.DatagramsMax; i++)
            _air.Say([1], "10.0.0.66");

        Assert.Empty(await searching.Soon());
    }

    [Theory]
    [InlineData(0.099, false)]
    [InlineData(0.1, true)]
    [InlineData(30, true)]
    [InlineData(30.001, false)]
    public void A_search_takes_a_tenth_of_a_second_to_half_a_minute(double seconds, bool good) =>
        Accepts(good, new() { Wait = Some.Seconds(seconds) });

    [Theory]
    [InlineData(0, false)]
    [InlineData(DiscoveryOptions.TriesMax, true)]
    [InlineData(DiscoveryOptions.TriesMax + 1, false)]
    public void A_question_is_sent_1_to_5_times(int tries, bool good) => Accepts(good, new() { Tries = tries });

    [Theory]
    [InlineData(DiscoveryOptions.TargetsMax, true)]
    [InlineData(DiscoveryOptions.TargetsMax + 1, false)]
    public void Up_to_64_targets_are_asked(int count, bool good) =>
        Accepts(good, new() { Targets = [.. Enumerable.Repeat(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 1), count)] });

    [Theory]
    [InlineData(WireLimits.FeatureBytesMax, true)]
    [InlineData(WireLimits.FeatureBytesMax + 1, false)]
    public void A_feature_has_128_bytes_at_most(int length, bool good) => Accepts(good, new() { Feature = new string('f', length) });

    private static void Accepts(bool good, DiscoveryOptions options)
    {
        if (good)
            OptionRules.Check(options);
        else
            Assert.Throws<ArgumentException>(() => OptionRules.Check(options));
    }

    private Task<IReadOnlyList<DiscoveredServer>> Begin(Action<DiscoveryOptions>? change = null)
    {
        var options = new DiscoveryOptions { Wait = Wait };
        change?.Invoke(options);
        return new Search(options, _clock, new FixedRandom(), () => _air).RunAsync(settle: null, CancellationToken.None);
    }

    /// <summary>Lets the rest of both tries pass.</summary>
    private async Task<IReadOnlyList<DiscoveredServer>> EndAsync(Task<IReadOnlyList<DiscoveredServer>> searching)
    {
        await PassAsync(Wait / 2);
        await _air.AskedAsync();
        await PassAsync(Wait / 2);
        return await searching.Soon();
    }

    private async Task PassAsync(TimeSpan time)
    {
        await _clock.TimerArmedAsync(due => due == time);
        _clock.Advance(time);
    }
}
