using System.Net;
using Usher.Protocol;
using Usher.Server.Discovery;
using Usher.Server.Identity;
using Usher.Server.Tests.Hosting;
using Usher.Server.Tests.Time;

namespace Usher.Server.Tests.Discovery;

/// <summary>Who gets an answer, and how often.</summary>
[Collection(DiscoveryCollection.Name)]
public sealed class DiscoveryClerkTests : IDisposable
{
    private const int PerSecond = 5, PerAddress = 3;
    private const int Datagrams = 5_000, Seed = 1455;

    private static readonly IPAddress Ada = IPAddress.Parse("10.0.0.1"), Bob = IPAddress.Parse("10.0.0.2"), Eve = IPAddress.Parse("203.0.113.9");
    private static readonly byte[] Question = new DiscoveryQuery(7, "").ToBytes();

    private readonly TempFolder folder = new();
    private readonly TwoHands machine = new();
    private readonly DiscoveryDrops counted = new();
    private readonly AnswerBudget budget;
    private readonly ServerKey key;
    private readonly DiscoveryClerk clerk;

    public DiscoveryClerkTests()
    {
        key = ServerKey.Open(folder.Path);
        budget = new AnswerBudget(new() { AnswersPerSecondMax = PerSecond, AnswersPerAddressMax = PerAddress }, machine);
        var card = new DiscoveryCard([1203], ManagementPort: 0, LocalManagementPort: 1455, "license1", "0.1.0");
        clerk = new DiscoveryClerk(key, card, budget, address => !address.Equals(Eve), feature => feature is "cad");
    }

    public void Dispose()
    {
        counted.Dispose();
        key.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void An_answer_repeats_the_nonce_and_is_signed_by_the_key_that_licenses_name()
    {
        Assert.True(DiscoveryAnswer.TryRead(clerk.Answer(Question, Ada), out var answer));

        Assert.True(answer.IsSignatureValid);
        Assert.Equal((UInt128)7, answer.Nonce);
        Assert.Equal(key.Identity.ToString(), answer.Identity);
        Assert.Equal("license1 0.1.0", $"{answer.Name} {answer.Version}");
        Assert.Equal([1203], answer.SeatsPorts);
        Assert.Equal(1, counted["answered"]);
    }

    [Fact]
    public void Management_that_listens_on_loopback_is_told_to_this_machine_alone()
    {
        Assert.True(DiscoveryAnswer.TryRead(clerk.Answer(Question, IPAddress.Loopback), out var here));
        Assert.True(DiscoveryAnswer.TryRead(clerk.Answer(Question, Ada), out var there));

        Assert.Equal((1455, 0), (here.ManagementPort, there.ManagementPort));
    }

    [Fact]
    public void Somebody_outside_the_trusted_networks_gets_nothing()
    {
        Assert.Null(clerk.Answer(Question, Eve));
        Assert.Equal(1, counted[DiscoveryDrop.Untrusted]);
    }

    [Fact]
    public void A_question_about_a_feature_is_answered_where_it_is_served()
    {
        Assert.NotNull(clerk.Answer(new DiscoveryQuery(1, "cad").ToBytes(), Ada));
        Assert.Null(clerk.Answer(new DiscoveryQuery(1, "cam").ToBytes(), Ada));
        Assert.Equal(1, counted[DiscoveryDrop.OtherFeature]);
    }

    [Fact]
    public void One_address_gets_as_many_answers_in_a_second_as_its_limit_and_not_one_more()
    {
        Assert.Equal(PerAddress, Answered(Ada, PerAddress + 1));
        Assert.Equal(1, counted[DiscoveryDrop.TooManyToAddress]);

        Assert.Equal(1, Answered(Bob, 1));
        machine.Pass(AnswerBudget.Window - TimeSpan.FromTicks(1));
        Assert.Equal(0, Answered(Ada, 1));
        machine.Pass(TimeSpan.FromTicks(1));
        Assert.Equal(1, Answered(Ada, 1));
    }

    [Fact]
    public void All_addresses_together_get_as_many_as_the_limit_in_all_and_not_one_more()
    {
        var answered = Enumerable.Range(0, PerSecond + 1).Sum(i => Answered(new IPAddress([10, 1, 0, (byte)i]), 1));

        Assert.Equal(PerSecond, answered);
        Assert.Equal(1, counted[DiscoveryDrop.TooMany]);
    }

    [Fact]
    public void However_many_addresses_ask_no_more_are_remembered_than_were_answered()
    {
        for (var i = 0; i < 10_000; i++)
            clerk.Answer(Question, new IPAddress([10, 2, (byte)(i / 256), (byte)i]));

        Assert.Equal(PerSecond, budget.Remembered);
    }

    [Fact]
    public void What_is_no_question_gets_no_answer_and_costs_nobody_an_answer()
    {
        var random = new Random(Seed);
        for (var i = 0; i < Datagrams; i++)
        {
            var bytes = new byte[random.Next(DiscoveryWire.QueryBytes + 2)];
            random.NextBytes(bytes);
            Assert.Null(clerk.Answer(bytes, Ada));
        }

        Assert.Null(clerk.Answer(Question.AsSpan(0, Question.Length - 1), Ada));
        Assert.Null(clerk.Answer([.. Question, 0], Ada));
        Assert.Equal(Datagrams + 2, counted[DiscoveryDrop.Malformed]);
        Assert.Equal(1, Answered(Ada, 1));
    }

    [Fact]
    public void An_answer_is_no_question_so_two_servers_cannot_be_made_to_talk_for_ever()
    {
        var answer = clerk.Answer(Question, Ada);

        Assert.Null(clerk.Answer(answer, Bob));
    }

    private int Answered(IPAddress from, int times) => Enumerable.Range(0, times).Count(_ => clerk.Answer(Question, from) is not null);
}
