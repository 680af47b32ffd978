using System.Buffers;
using Google.Protobuf;

namespace Usher.Protocol;

/// <summary>
/// One message on a stream: a varint with its length in bytes (1 to 5 bytes, least significant group first,
/// no padding groups), then the message.
/// </summary>
public static class Frame
{
    private const int LengthBytesMax = 5;

    /// <summary>Takes one whole frame off the front of what was read.</summary>
    /// <param name="unread">Moved behind the frame when there is one; unchanged when more bytes are needed.</param>
    /// <param name="bodyBytesMax">Longest body that is accepted, in bytes.</param>
    /// <param name="body">The message, without its length.</param>
    /// <exception cref="ProtocolException">The length is malformed or above <paramref name="bodyBytesMax"/>.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> unread, int bodyBytesMax, out ReadOnlySequence<byte> body)
    {
        body = default;
        if (!TryReadLength(unread, out var length, out var lengthBytes))
            return false;
        if (length > (uint)bodyBytesMax)
            throw new ProtocolException(ErrorCodes.BadFrame, $"a frame of {length} bytes is over the limit of {bodyBytesMax}");
        if (unread.Length - lengthBytes < length)
            return false;

        body = unread.Slice(lengthBytes, length);
        unread = unread.Slice(body.End);
        return true;
    }

    /// <summary>Writes a message with its length in front.</summary>
    public static void Write(IBufferWriter<byte> output, IMessage message)
    {
        var size = message.CalculateSize();
        var span = output.GetSpan(LengthBytesMax + size);
        var lengthBytes = WriteLength(span, (uint)size);
        message.WriteTo(span.Slice(lengthBytes, size));
        output.Advance(lengthBytes + size);
    }

    private static bool TryReadLength(in ReadOnlySequence<byte> unread, out uint length, out int lengthBytes)
    {
        length = 0;
        lengthBytes = 0;
        var reader = new SequenceReader<byte>(unread);
        while (reader.TryRead(out var group))
        {
            if (lengthBytes == LengthBytesMax - 1 && group > 0x0F)
                throw new ProtocolException(ErrorCodes.BadFrame, "the length of a frame is longer than 32 bits");
            length |= (uint)(group & 0x7F) << (7 * lengthBytes++);
            if (group >= 0x80)
                continue;
            if (group == 0 && lengthBytes > 1)
                throw new ProtocolException(ErrorCodes.BadFrame, "the length of a frame is padded");
            return true;
        }

        return false;
    }

    private static int WriteLength(Span<byte> span, uint length)
    {
        var written = 0;
        while (length >= 0x80)
        {
            span[written++] = (byte)(length | 0x80);
            length >>= 7;
        }

        span[written++] = (byte)length;
        return written;
    }
}
