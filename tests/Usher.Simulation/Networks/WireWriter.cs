using System.Buffers;
using System.IO.Pipelines;

namespace Usher.Simulation.Networks;

/// <summary>Puts on the wire what was written, with each flush.</summary>
internal sealed class WireWriter(Action<ReadOnlyMemory<byte>> send) : PipeWriter
{
    private readonly ArrayBufferWriter<byte> written = new();

    /// <summary>The other side is gone: bytes go nowhere.</summary>
    public bool IsBroken { get; set; }

    public override void Advance(int bytes) => written.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => written.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => written.GetSpan(sizeHint);

    public override void CancelPendingFlush() { }

    public override void Complete(Exception? exception = null) { }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (!IsBroken && written.WrittenCount > 0)
            send(written.WrittenSpan.ToArray());
        written.ResetWrittenCount();
        return new(new FlushResult(isCanceled: false, isCompleted: IsBroken));
    }
}
