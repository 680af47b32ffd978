using System.Buffers;
using System.IO.Pipelines;

namespace Usher.Simulation.Networks;

/// <summary>The client's end of a connection, as the SDK sees it.</summary>
internal sealed class ClientEnd : Stream
{
    private readonly Wire wire;
    private readonly Pipe received = new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
    private readonly Stream reading;
    private bool isReset, isEnded;

    public ClientEnd(Wire wire)
    {
        this.wire = wire;
        reading = received.Reader.AsStream();
    }

    /// <summary>Nothing goes in or out any more.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Sees what is sent.</summary>
    public Action<ReadOnlyMemory<byte>>? Overheard { get; set; }

    /// <summary>Changes what passes; null outside planted bugs.</summary>
    public IFrameRewriter? Rewriter { get; set; }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>What the wire brings.</summary>
    public void Take(Packet packet)
    {
        if (isEnded)
            return;
        if (packet.Bytes is { } bytes)
        {
            received.Writer.Write((Rewriter?.Down(bytes) ?? bytes).Span);
            _ = received.Writer.FlushAsync().AsTask();
        }
        else
        {
            isEnded = true;
            received.Writer.Complete();
        }
    }

    /// <summary>The connection broke.</summary>
    public void TakeReset()
    {
        if (IsClosed)
            return;
        (IsClosed, isReset) = (true, true);
        if (!isEnded)
            received.Writer.Complete(new IOException("connection reset by peer"));
        isEnded = true;
    }

    /// <summary>The connection breaks from this side: no farewell that the other side could take for one.</summary>
    public void Reset()
    {
        if (IsClosed)
            return;
        wire.ResetUp();
        TakeReset();
    }

    /// <summary>The process was killed: its machine closes the connection for it.</summary>
    public void CloseForDead()
    {
        if (IsClosed)
            return;
        IsClosed = true;
        wire.SendUp(Packet.Fin);
    }

    /// <summary>The machine lost its power: nobody tells anybody.</summary>
    public void Vanish() => IsClosed = true;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        reading.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (isReset)
            throw new IOException("connection reset by peer");
        ObjectDisposedException.ThrowIf(IsClosed, this);
        Overheard?.Invoke(buffer);
        wire.SendUp(new Packet(Rewriter?.Up(buffer) ?? buffer.ToArray()));
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        CloseForDead();
        base.Dispose(disposing);
    }
}
