using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Usher.Simulation.Networks;

/// <summary>The server's end of a connection, as Kestrel would show it to a connection handler.</summary>
internal sealed class ServerEnd : ConnectionContext, IConnectionLifetimeNotificationFeature, IDuplexPipe
{
    private readonly Wire wire;
    private readonly Pipe received = new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
    private readonly CancellationTokenSource closed = new();
    private readonly CancellationTokenSource closeRequested = new();
    private readonly WireWriter writer;
    private bool isEnded;

    public ServerEnd(Wire wire)
    {
        this.wire = wire;
        writer = new WireWriter(Send);
        Features.Set<IConnectionLifetimeNotificationFeature>(this);
        Transport = this;
        ConnectionClosed = closed.Token;
        ConnectionId = wire.Name;
    }

    /// <summary>Whether a reset is taken for an ordinary end. A planted bug.</summary>
    public bool MistakesResets { get; set; }

    /// <summary>Nothing goes in or out any more.</summary>
    public bool IsClosed { get; private set; }

    public override string ConnectionId { get; set; }

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; }

    public override EndPoint? RemoteEndPoint { get; set; } = new IPEndPoint(IPAddress.Loopback, 40_000);

    public CancellationToken ConnectionClosedRequested
    {
        get => closeRequested.Token;
        set => throw new NotSupportedException();
    }

    PipeReader IDuplexPipe.Input => received.Reader;

    PipeWriter IDuplexPipe.Output => writer;

    /// <summary>The server stops in good order.</summary>
    public void RequestClose() => closeRequested.Cancel();

    /// <summary>What the wire brings.</summary>
    public void Take(Packet packet)
    {
        if (isEnded)
            return;
        if (packet.Bytes is { } bytes)
        {
            received.Writer.Write(bytes.Span);
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
        (IsClosed, writer.IsBroken) = (true, true);
        if (!isEnded)
            received.Writer.Complete(MistakesResets ? null : new ConnectionResetException("connection reset by peer"));
        isEnded = true;
        closed.Cancel();
    }

    public override void Abort(ConnectionAbortedException abortReason)
    {
        if (IsClosed)
            return;
        wire.ResetDown();
        TakeReset();
    }

    /// <summary>What Kestrel does after the handler has returned: the end of our bytes.</summary>
    public void Finish()
    {
        if (IsClosed)
            return;
        IsClosed = true;
        wire.SendDown(Packet.Fin);
    }

    /// <summary>The process was killed: its machine closes the connection for it.</summary>
    public void CloseForDead()
    {
        Finish();
        writer.IsBroken = true;
    }

    /// <summary>The machine lost its power: nobody tells anybody.</summary>
    public void Vanish() => (IsClosed, writer.IsBroken) = (true, true);

    private void Send(ReadOnlyMemory<byte> bytes) => wire.SendDown(new Packet(bytes));
}
