using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Usher.Server.Hosting;

/// <summary>
/// TCP that accepts a connection only when there is a descriptor for it; until then it waits in the system's own queue. The
/// Unix socket of the administration is not bounded: only the owner gets there.
/// </summary>
/// <param name="inner">Does the work.</param>
/// <param name="atOnce">Connections at once, of all listeners together.</param>
[SuppressMessage("Design", "CA1001", Justification = "No wait handle is taken from the semaphore, and a late connection may still release it.")]
internal sealed class BoundedTransport(IConnectionListenerFactory inner, int atOnce) : IConnectionListenerFactory
{
    private readonly SemaphoreSlim room = new(atOnce);

    /// <inheritdoc />
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var listener = await inner.BindAsync(endpoint, cancellationToken);
        return endpoint is IPEndPoint ? new Listener(listener, room) : listener;
    }

    private sealed class Listener(IConnectionListener inner, SemaphoreSlim room) : IConnectionListener
    {
        private readonly CancellationTokenSource unbound = new();

        public EndPoint EndPoint => inner.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            try
            {
                await room.WaitAsync(unbound.Token);
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            ConnectionContext? connection = null;
            try
            {
                return connection = await inner.AcceptAsync(cancellationToken);
            }
            finally
            {
                if (connection is null)
                    room.Release();
                else
                    connection.ConnectionClosed.UnsafeRegister(static room => ((SemaphoreSlim)room!).Release(), room);
            }
        }

        public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            await unbound.CancelAsync();
            await inner.UnbindAsync(cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync();
            unbound.Dispose();
        }
    }
}
