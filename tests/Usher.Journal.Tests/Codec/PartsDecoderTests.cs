using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Usher.Core;

namespace Usher.Journal.Tests.Codec;

public sealed class PartsDecoderTests
{
    private const int LongBytes = 5000;

    [Fact]
    public void Events_are_the_same_wherever_their_bytes_are_cut() =>
        Prop.ForAll(
            (from events in Gen.ListOf(AnyEvent.Generator)
             from cuts in Gen.ListOf(Gen.Choose(1, 400))
             select (events, cuts)).ToArbitrary(),
            both =>
            {
                var bytes = Encode(both.events);
                var parts = ByteParts.Join(Cut(bytes, both.cuts));
                return EventCodec.Decode(parts).Select(AnyEvent.Words).SequenceEqual(both.events.Select(AnyEvent.Words));
            })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void An_event_may_be_longer_than_many_parts()
    {
        var at = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
        var ended = new PoolEvent.LeaseEnded(at, new LeaseId(Guid.CreateVersion7(at)), EndReason.Revoked, new string('x', LongBytes));
        PoolEvent[] events = [ended, new PoolEvent.ServiceResumed(at), ended];
        var bytes = Encode(events);

        var read = EventCodec.Decode(ByteParts.Join(Cut(bytes, [.. Enumerable.Repeat(100, (bytes.Length / 100) - 1)])));

        Assert.Equal(events, read);
    }

    [Fact]
    public void Parts_that_end_within_an_event_are_refused()
    {
        var bytes = Encode([new PoolEvent.ServiceResumed(DateTimeOffset.UnixEpoch), new PoolEvent.ServiceResumed(DateTimeOffset.UnixEpoch)]);

        var cutOff = ByteParts.Join(Cut(bytes[..^1], [5, 5]));

        Assert.Throws<JournalCorruptException>(() => EventCodec.Decode(cutOff).Count());
    }

    [Fact]
    public void What_is_written_in_parts_is_what_was_written()
    {
        var output = new ByteParts();
        var expected = new ArrayBufferWriter<byte>();
        for (var size = 1; size < 3 * ByteParts.PartBytes; size = (size * 3) + 1)
        {
            var bytes = Enumerable.Range(0, size).Select(index => (byte)(index * 31)).ToArray();
            output.Write(bytes);
            expected.Write(bytes);
        }

        Assert.Equal(expected.WrittenMemory.ToArray(), output.Written.ToArray());
        Assert.False(output.Written.IsSingleSegment);
    }

    [Fact]
    public void Nothing_written_is_nothing() => Assert.True(new ByteParts().Written.IsEmpty);

    private static byte[] Encode(IEnumerable<PoolEvent> events)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var happened in events)
            EventCodec.Encode(happened, output);
        return output.WrittenMemory.ToArray();
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Cut(byte[] bytes, IReadOnlyCollection<int> sizes)
    {
        var start = 0;
        foreach (var size in sizes)
        {
            var end = Math.Min(start + size, bytes.Length);
            yield return bytes.AsMemory(start..end);
            start = end;
        }

        yield return bytes.AsMemory(start);
    }
}
