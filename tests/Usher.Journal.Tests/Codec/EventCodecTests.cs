using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Usher.Core;

namespace Usher.Journal.Tests.Codec;

public sealed class EventCodecTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void Every_event_reads_back_as_it_was_written() =>
        Prop.ForAll(AnyEvent.Generator.ToArbitrary(), happened =>
            AnyEvent.Words(happened) == AnyEvent.Words(Assert.Single(EventCodec.Decode(Encode(happened)))))
        .Check(Thorough);

    [Fact]
    public void Events_read_back_in_the_order_they_were_written() =>
        Prop.ForAll(Gen.ListOf(AnyEvent.Generator).ToArbitrary(), events =>
            events.Select(AnyEvent.Words).SequenceEqual(EventCodec.Decode(Encode([.. events])).Select(AnyEvent.Words)))
        .Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Arbitrary_bytes_are_events_or_refused_and_events_have_one_form_only() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => IsRefusedOrCanonical(bytes)).Check(Thorough);

    [Fact]
    public void An_event_with_a_changed_byte_is_another_event_or_refused() =>
        Prop.ForAll(
            (from happened in AnyEvent.Generator from at in Gen.Choose(0, int.MaxValue - 1) from value in Gen.Choose(1, 255)
             select Changed(Encode(happened), at, (byte)value)).ToArbitrary(),
            IsRefusedOrCanonical)
        .Check(Thorough);

    [Fact]
    public void An_event_that_was_cut_off_is_refused() =>
        Prop.ForAll(AnyEvent.Generator.ToArbitrary(), happened =>
        {
            var bytes = Encode(happened);
            return Enumerable.Range(1, bytes.Length - 1).All(length => IsRefused(bytes[..length]));
        }).Check(Config.QuickThrowOnFailure);

    [Theory]
    [InlineData("00", "no event of type 0")]
    [InlineData("0F", "no event of type 15")]
    [InlineData("FF", "no event of type 255")]
    [InlineData("0D", "ends too early")]
    public void What_is_no_event_is_refused_with_a_reason(string hex, string reason)
    {
        var bytes = Convert.FromHexString(hex).Concat(new byte[hex == "0D" ? 7 : 8]).ToArray();

        var error = Assert.Throws<JournalCorruptException>(() => EventCodec.Decode(bytes).ToList());

        Assert.Equal(JournalCodes.NotEvents, error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lone_surrogate_becomes_a_replacement_character_and_stops_nothing()
    {
        var ended = new PoolEvent.LeaseEnded(Sample.Noon, default, EndReason.Revoked, Note: "a\ud800b");

        Assert.Equal(ended with { Note = "a\ufffdb" }, Assert.Single(EventCodec.Decode(Encode(ended))));
    }

    [Fact]
    public void The_offset_from_UTC_is_not_kept_but_the_instant_is()
    {
        var at = new DateTimeOffset(2026, 11, 22, 14, 0, 0, TimeSpan.FromHours(2));

        var read = Assert.Single(EventCodec.Decode(Encode(new PoolEvent.ServiceResumed(at))));

        Assert.Equal((at.UtcTicks, TimeSpan.Zero), (read.At.UtcTicks, read.At.Offset));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("01")]
    public void Nothing_or_less_is_not_skipped(string duration) =>
        Assert.Throws<JournalCorruptException>(() => EventCodec.Decode(Convert.FromHexString("0E00A06D229048DF08" + duration)).Count());

    [Fact]
    public void Names_that_repeat_are_one_string_in_memory()
    {
        var denied = Golden.All.Select(golden => golden.Event).OfType<PoolEvent.CheckoutDenied>().Single();

        var read = EventCodec.Decode(Encode(denied, denied)).Cast<PoolEvent.CheckoutDenied>().ToList();

        Assert.Same(read[0].Holder.User, read[1].Holder.User);
    }

    internal static byte[] Encode(params PoolEvent[] events)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var happened in events)
            EventCodec.Encode(happened, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Changed(byte[] bytes, int at, byte by)
    {
        bytes[at % bytes.Length] ^= by;
        return bytes;
    }

    private static bool IsRefused(byte[] bytes)
    {
        try
        {
            _ = EventCodec.Decode(bytes).Count();
            return false;
        }
        catch (JournalCorruptException)
        {
            return true;
        }
    }

    private static bool IsRefusedOrCanonical(byte[] bytes) =>
        IsRefused(bytes) || Encode([.. EventCodec.Decode(bytes)]).AsSpan().SequenceEqual(bytes);
}
