using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Usher.Server.Tests.Seats;

/// <summary>A connection without a network: two pipes, one per direction.</summary>
internal sealed class MemoryConnection : ConnectionContext, IConnectionLifetimeNotificationFeature, IDuplexPipe
{
    private readonly Pipe toServer;
    private readonly Pipe toClient;
    private readonly CancellationTokenSource closed = new();
    private readonly CancellationTokenSource closeRequested = new();

    public MemoryConnection(int bytesBufferedMax = 64 * 1024)
    {
        var options = new PipeOptions(pauseWriterThreshold: bytesBufferedMax, resumeWriterThreshold: bytesBufferedMax / 2, useSynchronizationContext: false);
        (toServer, toClient) = (new Pipe(options), new Pipe(options));
        Features.Set<IConnectionLifetimeNotificationFeature>(this);
        Transport = this;
        ConnectionClosed = closed.Token;
    }

    public override string ConnectionId { get; set; } = "memory";

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; }

    public override EndPoint? RemoteEndPoint { get; set; } = new IPEndPoint(IPAddress.Loopback, 40_000);

    public CancellationToken ConnectionClosedRequested
    {
        get => closeRequested.Token;
        set => throw new NotSupportedException();
    }

    public bool IsAborted { get; private set; }

    PipeReader IDuplexPipe.Input => toServer.Reader;

    PipeWriter IDuplexPipe.Output => toClient.Writer;

    /// <summary>Where the client writes.</summary>
    public PipeWriter ClientOutput => toServer.Writer;

    /// <summary>Where the client reads.</summary>
    public PipeReader ClientInput => toClient.Reader;

    public void RequestClose() => closeRequested.Cancel();

    public override void Abort(ConnectionAbortedException abortReason)
    {
        IsAborted = true;
        toServer.Writer.Complete();
        toServer.Reader.CancelPendingRead();
        toClient.Reader.Complete();
        closed.Cancel();
    }

    /// <summary>What Kestrel does after the handler has returned.</summary>
    public void Finish()
    {
        toServer.Reader.Complete();
        toClient.Writer.Complete();
    }

    public override ValueTask DisposeAsync()
    {
        closed.Dispose();
        closeRequested.Dispose();
        return base.DisposeAsync();
    }
}
