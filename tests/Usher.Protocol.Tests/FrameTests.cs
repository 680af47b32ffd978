using System.Buffers;

namespace Usher.Protocol.Tests;

public sealed class FrameTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(16_383)]
    [InlineData(16_384)]
    [InlineData(WireLimits.ClientMessageBytesMax)]
    public void What_is_written_is_read_again_whatever_its_length(int featureBytes)
    {
        var message = new ClientMessage { Id = 1, CheckIn = new() { Feature = new string('f', featureBytes) } };
        var bytes = new ArrayBufferWriter<byte>();
        Frame.Write(bytes, message);
        bytes.Write<byte>([0x17]);

        var unread = new ReadOnlySequence<byte>(bytes.WrittenMemory);
        Assert.True(Frame.TryRead(ref unread, WireLimits.ServerMessageBytesMax, out var body));

        Assert.Equal(message, ClientMessage.Parser.ParseFrom(body));
        Assert.Equal([0x17], unread.ToArray());
    }

    [Fact]
    public void A_frame_that_is_not_there_to_its_last_byte_is_left_alone()
    {
        var bytes = new ArrayBufferWriter<byte>();
        Frame.Write(bytes, new ClientMessage { Id = 300, Heartbeat = new() });

        for (var length = 0; length < bytes.WrittenCount; length++)
        {
            var unread = new ReadOnlySequence<byte>(bytes.WrittenMemory[..length]);
            Assert.False(Frame.TryRead(ref unread, 100, out _));
            Assert.Equal(length, unread.Length);
        }
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void A_body_may_be_as_long_as_the_limit_and_no_longer(int length, bool isRead)
    {
        var unread = new ReadOnlySequence<byte>([(byte)length, .. new byte[length]]);

        if (isRead)
            Assert.True(Frame.TryRead(ref unread, bodyBytesMax: 100, out _));
        else
            Assert.Equal(ErrorCodes.BadFrame, Assert.Throws<ProtocolException>(() => Frame.TryRead(ref unread, 100, out _)).Code);
    }

    [Fact]
    public void A_length_over_the_limit_is_refused_before_its_body_arrives()
    {
        var unread = new ReadOnlySequence<byte>([0xff, 0xff, 0xff, 0xff, 0x0f]);

        Assert.Throws<ProtocolException>(() => Frame.TryRead(ref unread, WireLimits.ServerMessageBytesMax, out _));
    }

    [Theory]
    [InlineData("8000")]
    [InlineData("808000")]
    [InlineData("ffffffff10")]
    [InlineData("ffffffff80")]
    public void A_length_is_written_in_one_way_only(string hex)
    {
        var unread = new ReadOnlySequence<byte>(Convert.FromHexString(hex));

        Assert.Throws<ProtocolException>(() => Frame.TryRead(ref unread, int.MaxValue, out _));
    }

    [Fact]
    public void A_frame_is_read_across_the_pieces_that_the_network_made_of_it()
    {
        var bytes = new ArrayBufferWriter<byte>();
        var message = new ClientMessage { Id = 1, Checkout = new() { Feature = new string('f', 200) } };
        Frame.Write(bytes, message);

        for (var cut = 1; cut < bytes.WrittenCount; cut++)
        {
            var unread = Pieces(bytes.WrittenMemory, cut);
            Assert.True(Frame.TryRead(ref unread, 1000, out var body));
            Assert.Equal(message, ClientMessage.Parser.ParseFrom(body));
        }
    }

    private static ReadOnlySequence<byte> Pieces(ReadOnlyMemory<byte> bytes, int cut)
    {
        var first = new Piece(bytes[..cut], 0);
        var last = first.Append(bytes[cut..]);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long start) => (Memory, RunningIndex) = (memory, start);

        public Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
