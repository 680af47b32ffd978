using Usher.Protocol;
using Usher.Server.Validation;

namespace Usher.Server.Tests.Validation;

/// <summary>Bytes that nobody meant: seeded, bounded, the same in every run.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 20_000;
    private const int Attempts = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Bytes_that_were_changed_in_any_way_get_no_answer_and_change_nothing(int seed)
    {
        await using var desk = await ValidationScenario.StartAsync();
        var lease = await desk.TakeConnectionlessAsync();
        var genuine = desk.Question(lease);
        var random = new Random(seed);
        using var clerk = new DatagramClerk(desk.Seats.Validation);
        var answer = new byte[WireLimits.DatagramBytes + 64];

        for (var round = 0; round < Rounds; round++)
        {
            var mutant = Mutate(genuine, random);
            if (mutant.AsSpan().SequenceEqual(genuine))
                continue;
            Assert.NotEqual(DatagramDrop.None, clerk.Handle(mutant, answer));
        }

        Assert.All(answer, one => Assert.Equal(0, one));
        Assert.Equal("Good 900", desk.Say(genuine));
    }

    [Fact]
    public async Task Whatever_is_asked_with_the_key_the_answer_is_as_long_as_the_question_and_no_longer()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var lease = await desk.TakeConnectionlessAsync();
        var random = new Random(3);
        using var clerk = new DatagramClerk(desk.Seats.Validation);
        var answer = new byte[WireLimits.DatagramBytes + 64];

        for (var round = 0; round < Rounds; round++)
        {
            var kind = random.Next(2) == 0 ? DatagramKind.Heartbeat : DatagramKind.Query;
            var question = desk.Question(lease, (ulong)random.NextInt64(), kind, random.Next(4) == 0 ? (ulong)random.NextInt64() : null);
            clerk.Handle(question, answer);
            Assert.All(answer[WireLimits.DatagramBytes..], one => Assert.Equal(0, one));
        }
    }

    [Fact]
    public async Task Nothing_is_allocated_for_a_datagram_whatever_becomes_of_it()
    {
        await using var desk = await ValidationScenario.StartAsync();
        var lease = await desk.TakeConnectionlessAsync();
        var stranger = desk.Seats.NewLease();
        byte[][] questions = [[], desk.Question(lease)[..^1], desk.Question(stranger), desk.Question(lease), desk.Question(lease, boot: 5)];
        var counting = Enumerable.Range(0, Attempts).Select(_ => Enumerable.Range(0, 1000).Select(_ => desk.Question(lease)).ToArray()).ToArray();
        using var clerk = new DatagramClerk(desk.Seats.Validation);
        var answer = new byte[WireLimits.DatagramBytes];

        // The least of some attempts: what is made once, by the clerk or the runtime, is not made for every datagram.
        Assert.Equal(0, counting.Min(fresh => Allocated(() =>
        {
            for (var round = 0; round < 1000; round++)
                HandleAll(clerk, questions, answer);
            HandleAll(clerk, fresh, answer);
        })));
        Assert.Equal(1, desk.Seats.Validation.Book.Count);
    }

    private static long Allocated(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void HandleAll(DatagramClerk clerk, byte[][] questions, byte[] answer)
    {
        foreach (var question in questions)
            clerk.Handle(question, answer);
    }

    private static byte[] Mutate(byte[] genuine, Random random)
    {
        var bytes = genuine.ToArray();
        switch (random.Next(5))
        {
            case 0:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes = bytes[..random.Next(bytes.Length)];
                break;
            case 2:
                bytes = [.. bytes, .. new byte[random.Next(1, 2000)]];
                break;
            case 3:
                random.NextBytes(bytes);
                break;
            default:
                for (var change = random.Next(1, 8); change > 0; change--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                break;
        }

        return bytes;
    }
}
