using System.Buffers;

namespace Usher.Bench.Load;

/// <summary>Length-prefixed frames of a fixed size that come back as they were: what the sockets alone can do.</summary>
internal sealed class EchoExchange(int slots, int bodyBytes) : IExchange
{
    private readonly Queue<int> order = new(slots);
    private readonly byte[] frame = [(byte)bodyBytes, .. Enumerable.Repeat((byte)0x55, bodyBytes)];

    public bool WriteOpening(IBufferWriter<byte> output) => false;

    public int TryReadOpening(ReadOnlySpan<byte> unread) => 0;

    public void WriteRequest(int slot, IBufferWriter<byte> output)
    {
        order.Enqueue(slot);
        output.Write(frame);
    }

    public int TryReadAnswer(ReadOnlySpan<byte> unread, out int slot)
    {
        slot = 0;
        if (unread.Length < frame.Length)
            return 0;
        slot = order.Dequeue();
        return frame.Length;
    }
}
