using Usher.Licensing;

namespace Usher.Client;

/// <summary>A connection to a license server that keeps itself up, and the seats held over it.</summary>
/// <remarks>
/// One per process is enough: all leases share one connection. Safe to use from any thread. Everything awaits without
/// the caller's context, so that the synchronous methods cannot deadlock a user interface.
/// </remarks>
public sealed partial class UsherClient : IAsyncDisposable, IDisposable
{
    private UsherClient(UsherClientOptions options) => throw new NotImplementedException();

    /// <summary>A client that connects when it is first asked for something.</summary>
    /// <exception cref="ArgumentException">An option is out of its range, or nothing says whom to trust.</exception>
    public static UsherClient Create(UsherClientOptions options) => new(options);

    /// <summary>Connects to the first server of the list that answers and can be trusted.</summary>
    /// <param name="options">Servers, trust, who asks, times.</param>
    /// <param name="cancellationToken">Stops connecting.</param>
    /// <exception cref="ServerUnavailableException">No server answered within the connect budget (10 s by default).</exception>
    /// <exception cref="UntrustedServerException">A server answered, and none that did is named by a license of a trusted vendor.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or nothing says whom to trust.</exception>
    public static ValueTask<UsherClient> ConnectAsync(UsherClientOptions options, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Connects with the defaults.</summary>
    /// <param name="servers">Such as <c>license1,1203@license2</c>; see <see cref="ServerAddress.TryParseList"/>.</param>
    /// <param name="key">The vendor whose licenses count.</param>
    /// <param name="cancellationToken">Stops connecting.</param>
    /// <exception cref="ArgumentException">The list cannot be read.</exception>
    /// <exception cref="ServerUnavailableException">No server answered.</exception>
    /// <exception cref="UntrustedServerException">No license of this vendor names the server that answered.</exception>
    public static ValueTask<UsherClient> ConnectAsync(
        string servers, VendorPublicKey key, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary><see cref="ConnectAsync(UsherClientOptions, CancellationToken)"/>, blocking the calling thread.</summary>
    public static UsherClient Connect(UsherClientOptions options) => throw new NotImplementedException();

    /// <summary><see cref="ConnectAsync(string, VendorPublicKey, CancellationToken)"/>, blocking the calling thread.</summary>
    public static UsherClient Connect(string servers, VendorPublicKey key) => throw new NotImplementedException();

    /// <summary>The server at the other end; null while there is none.</summary>
    public ServerPeer? Server => throw new NotImplementedException();

    /// <summary>The client connected to a server, or lost it. Raised on a thread of the pool.</summary>
    public event EventHandler<ServerChangedEventArgs>? ServerChanged { add => GC.KeepAlive(this); remove => GC.KeepAlive(this); }

    /// <summary>Licenses changed on the server. Raised on a thread of the pool.</summary>
    public event EventHandler<LicenseChangedEventArgs>? LicenseChanged { add => GC.KeepAlive(this); remove => GC.KeepAlive(this); }

    /// <summary>Takes a seat, or says why not.</summary>
    /// <param name="feature">"feature", or "vendor/feature" where two vendors use one name: 1 to 128 bytes of UTF-8.</param>
    /// <param name="options">Seats, version, queueing; default: one seat, at once.</param>
    /// <param name="cancellationToken">Leaves the queue, and gives back what may have been granted meanwhile.</param>
    /// <exception cref="RefusedException">A server said no. Read <see cref="RefusedException.Refusal"/>; queue, or show it.</exception>
    /// <exception cref="ServerUnavailableException">No server answered in time. Nothing is known; retry.</exception>
    /// <exception cref="UntrustedServerException">No server can be trusted.</exception>
    /// <exception cref="ArgumentException">An argument is out of its range.</exception>
    public ValueTask<Lease> CheckoutAsync(string feature, CheckoutOptions? options = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Takes a seat; the three answers as a value.</summary>
    /// <inheritdoc cref="CheckoutAsync"/>
    /// <exception cref="ArgumentException">An argument is out of its range.</exception>
    public ValueTask<CheckoutAnswer> TryCheckoutAsync(
        string feature, CheckoutOptions? options = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary><see cref="CheckoutAsync"/>, blocking the calling thread.</summary>
    public Lease Checkout(string feature, CheckoutOptions? options = null) => throw new NotImplementedException();

    /// <summary><see cref="TryCheckoutAsync"/>, blocking the calling thread.</summary>
    public CheckoutAnswer TryCheckout(string feature, CheckoutOptions? options = null) => throw new NotImplementedException();

    /// <summary>Gives a lease back by its id: a detached one, also of another process of the same user and host.</summary>
    /// <param name="lease">Which.</param>
    /// <param name="feature">Its feature when known; empty: the server looks in all.</param>
    /// <param name="cancellationToken">Stops waiting; the server may still have taken it back.</param>
    /// <returns>Whether it was held, or waiting. Idempotent: false the second time.</returns>
    /// <exception cref="ServerUnavailableException">No server answered in time; retry.</exception>
    public ValueTask<bool> CheckInAsync(LeaseId lease, string feature = "", CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Extends a lease by its id: a detached one, also of another process of the same user and host.</summary>
    /// <param name="lease">Which.</param>
    /// <param name="ttl">Wanted life from now; the server clamps it. Zero: the lease's own.</param>
    /// <param name="feature">Its feature when known; empty: the server looks in all.</param>
    /// <param name="cancellationToken">Stops waiting; the server may still have renewed.</param>
    /// <exception cref="SeatLostException">There is no such lease any more.</exception>
    /// <exception cref="ServerUnavailableException">No server answered in time. The old expiry still holds; retry.</exception>
    public ValueTask<Renewal> RenewAsync(LeaseId lease, TimeSpan ttl, string feature = "", CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>What the server serves, and how full it is.</summary>
    /// <param name="features">Only these; null or empty: all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ServerUnavailableException">No server answered in time; retry.</exception>
    public ValueTask<ServerStatus> StatusAsync(IReadOnlyList<string>? features = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Who holds seats, and who waits.</summary>
    /// <param name="feature">Only of this one; null or empty: of all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ServerUnavailableException">No server answered in time; retry.</exception>
    public ValueTask<IReadOnlyList<SeatHolder>> WhoAsync(string? feature = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>
    /// Gives back all seats but detached ones, and closes the connection. Takes at most the request timeout; never
    /// throws; idempotent.
    /// </summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();

    /// <summary><see cref="DisposeAsync"/>, blocking the calling thread.</summary>
    public void Dispose() => throw new NotImplementedException();
}
