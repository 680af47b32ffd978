using System.Diagnostics;
using Usher.Client.Datagrams;
using Usher.Client.Discovery;
using Usher.Client.Net;
using Usher.Client.Seats;
using Usher.Licensing;
using Usher.Protocol;

namespace Usher.Client;

/// <summary>A connection to a license server that keeps itself up, and the seats held over it.</summary>
/// <remarks>
/// One per process is enough: all leases share one connection. Safe to use from any thread. Everything awaits without
/// the caller's context, so that the synchronous methods cannot deadlock a user interface.
/// </remarks>
public sealed class UsherClient : IAsyncDisposable, IDisposable
{
    private readonly Uplink _uplink;
    private readonly LeaseBook _book;
    private readonly Enquiries _enquiries;
    private readonly Lazy<Task> _closing;
    private volatile bool _closed;

    private UsherClient(UsherClientOptions options, ITransport transport, IDatagramTransport datagrams, Func<IAsking> asking)
    {
        var dialer = new Dialer(options, transport, new Door(options, OnPush), new Candidates(options, asking));
        _uplink = new Uplink(options, dialer) { Up = OnUp, Down = OnDown };
        var asker = new Asker(_uplink, options);
        _book = new LeaseBook(options, _uplink, asker);
        _book.Datagrams = new DatagramDesk(_book, datagrams);
        _uplink.LongestPause = _book.LongestPause;
        _enquiries = new Enquiries(asker);
        _closing = new Lazy<Task>(CloseAsync);
    }

    /// <summary>How long reconnecting would pause now, at most.</summary>
    internal TimeSpan LongestPause => _book.LongestPause();

    /// <summary>A client that connects when it is first asked for something.</summary>
    /// <exception cref="ArgumentException">An option is out of its range, or nothing says whom to trust.</exception>
    public static UsherClient Create(UsherClientOptions options)
    {
        OptionRules.Check(options);
        return Create(options, new TcpTransport(options), new UdpTransport());
    }

    /// <summary>Connects to the first server of the list that answers and can be trusted.</summary>
    /// <param name="options">Servers, trust, who asks, times.</param>
    /// <param name="cancellationToken">Stops connecting.</param>
    /// <exception cref="ServerUnavailableException">No server answered within the connect budget (10 s by default).</exception>
    /// <exception cref="UntrustedServerException">A server answered, and none that did is named by a license of a trusted vendor.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or nothing says whom to trust.</exception>
    public static ValueTask<UsherClient> ConnectAsync(UsherClientOptions options, CancellationToken cancellationToken = default) =>
        Create(options).ConnectedAsync(cancellationToken);

    /// <summary>Connects with the defaults.</summary>
    /// <param name="servers">Such as <c>license1,1203@license2</c>; see <see cref="ServerAddress.TryParseList"/>.</param>
    /// <param name="key">The vendor whose licenses count.</param>
    /// <param name="cancellationToken">Stops connecting.</param>
    /// <exception cref="ArgumentException">The list cannot be read.</exception>
    /// <exception cref="ServerUnavailableException">No server answered.</exception>
    /// <exception cref="UntrustedServerException">No license of this vendor names the server that answered.</exception>
    public static ValueTask<UsherClient> ConnectAsync(
        string servers, VendorPublicKey key, CancellationToken cancellationToken = default) =>
        ConnectAsync(Defaults(servers, key), cancellationToken);

    /// <summary><see cref="ConnectAsync(UsherClientOptions, CancellationToken)"/>, blocking the calling thread.</summary>
    public static UsherClient Connect(UsherClientOptions options) => Blocking.Run(() => ConnectAsync(options));

    /// <summary><see cref="ConnectAsync(string, VendorPublicKey, CancellationToken)"/>, blocking the calling thread.</summary>
    public static UsherClient Connect(string servers, VendorPublicKey key) => Connect(Defaults(servers, key));

    /// <summary>The server at the other end; null while there is none.</summary>
    public ServerPeer? Server => _uplink.Current?.Peer;

    /// <summary>The client connected to a server, or lost it. Raised on a thread of the pool.</summary>
    public event EventHandler<ServerChangedEventArgs>? ServerChanged;

    /// <summary>Licenses changed on the server. Raised on a thread of the pool.</summary>
    public event EventHandler<LicenseChangedEventArgs>? LicenseChanged;

    /// <summary>Takes a seat, or says why not.</summary>
    /// <param name="feature">"feature", or "vendor/feature" where two vendors use one name: 1 to 128 bytes of UTF-8.</param>
    /// <param name="options">Seats, version, queueing; default: one seat, at once.</param>
    /// <param name="cancellationToken">Leaves the queue, and gives back what may have been granted meanwhile.</param>
    /// <exception cref="RefusedException">A server said no. Read <see cref="RefusedException.Refusal"/>; queue, or show it.</exception>
    /// <exception cref="ServerUnavailableException">No server answered in time. Nothing is known; retry.</exception>
    /// <exception cref="UntrustedServerException">No server can be trusted.</exception>
    /// <exception cref="ArgumentException">An argument is out of its range.</exception>
    public async ValueTask<Lease> CheckoutAsync(
        string feature, CheckoutOptions? options = null, CancellationToken cancellationToken = default) =>
        await AttemptAsync(feature, options ?? new(), cancellationToken).ConfigureAwait(false) switch
        {
            CheckoutAnswer.Granted(var lease) => lease,
            CheckoutAnswer.Denied(var refusal) => throw new RefusedException(refusal),
            CheckoutAnswer.Unknown(var problem) => throw new ServerUnavailableException(problem),
            _ => throw new UnreachableException(),
        };

    /// <summary>Takes a seat; the three answers as a value.</summary>
    /// <inheritdoc cref="CheckoutAsync"/>
    /// <exception cref="ArgumentException">An argument is out of its range.</exception>
    public async ValueTask<CheckoutAnswer> TryCheckoutAsync(
        string feature, CheckoutOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await AttemptAsync(feature, options ?? new(), cancellationToken).ConfigureAwait(false);
        }
        catch (UsherException error) when (error is ServerUnavailableException or UntrustedServerException)
        {
            return new CheckoutAnswer.Unknown(error.Problem);
        }
    }

    /// <summary><see cref="CheckoutAsync"/>, blocking the calling thread.</summary>
    public Lease Checkout(string feature, CheckoutOptions? options = null) =>
        Blocking.Run(() => CheckoutAsync(feature, options));

    /// <summary><see cref="TryCheckoutAsync"/>, blocking the calling thread.</summary>
    public CheckoutAnswer TryCheckout(string feature, CheckoutOptions? options = null) =>
        Blocking.Run(() => TryCheckoutAsync(feature, options));

    /// <summary>Gives a lease back by its id: a detached one, also of another process of the same user and host.</summary>
    /// <param name="lease">Which.</param>
    /// <param name="feature">Its feature when known; empty: the server looks for the lease.</param>
    /// <param name="cancellationToken">Stops waiting; the server may still have taken it back.</param>
    /// <returns>Whether it was held, or waiting. Idempotent: false the second time.</returns>
    /// <exception cref="ServerUnavailableException">No server answered in time; retry.</exception>
    public async ValueTask<bool> CheckInAsync(LeaseId lease, string feature = "", CancellationToken cancellationToken = default)
    {
        ThrowIfClosed(feature);
        var wasHeld = await _enquiries.CheckInAsync(lease, feature, _book.Find(lease)?.Request ?? 0, cancellationToken).ConfigureAwait(false);
        _ = _book.Find(lease)?.LetGo();
        return wasHeld;
    }

    /// <summary>Extends a lease by its id: a detached one, also of another process of the same user and host.</summary>
    /// <param name="lease">Which.</param>
    /// <param name="ttl">Wanted life from now; the server clamps it. Zero: the lease's own.</param>
    /// <param name="feature">Its feature when known; empty: the server looks for the lease.</param>
    /// <param name="cancellationToken">Stops waiting; the server may still have renewed.</param>
    /// <exception cref="SeatLostException">There is no such lease any more.</exception>
    /// <exception cref="ServerUnavailableException">No server answered in time. The old expiry still holds; retry.</exception>
    public ValueTask<Renewal> RenewAsync(
        LeaseId lease, TimeSpan ttl, string feature = "", CancellationToken cancellationToken = default)
    {
        ThrowIfClosed(feature);
        return _book.Find(lease) is { } held
            ? new(_book.RenewAsync(held, ttl, cancellationToken))
            : _enquiries.RenewAsync(lease, ttl, feature, cancellationToken);
    }

    /// <summary>What the server serves, and how full it is.</summary>
    /// <param name="features">Only these; null or empty: all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ServerUnavailableException">No server answered in time; retry.</exception>
    public ValueTask<ServerStatus> StatusAsync(
        IReadOnlyList<string>? features = null, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed("");
        return _enquiries.StatusAsync(features ?? [], cancellationToken);
    }

    /// <summary>Who holds seats, and who waits.</summary>
    /// <param name="feature">Only of this one; null or empty: of all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ServerUnavailableException">No server answered in time; retry.</exception>
    public ValueTask<IReadOnlyList<SeatHolder>> WhoAsync(string? feature = null, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed(feature ?? "");
        return _enquiries.WhoAsync(feature ?? "", cancellationToken);
    }

    /// <summary>
    /// Gives back all seats but detached ones, and closes the connection. Takes at most the request timeout; never
    /// throws; idempotent.
    /// </summary>
    public ValueTask DisposeAsync() => new(_closing.Value);

    /// <summary><see cref="DisposeAsync"/>, blocking the calling thread.</summary>
    public void Dispose() => Blocking.Run(DisposeAsync);

    internal static UsherClient Create(
        UsherClientOptions options, ITransport transport, IDatagramTransport datagrams, Func<IAsking>? asking = null) =>
        new(options, transport, datagrams, asking ?? (() => new UdpAsking(options.Discovery)));

    internal async ValueTask<UsherClient> ConnectedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _uplink.ConnectAsync(cancellationToken).ConfigureAwait(false);
            return this;
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static UsherClientOptions Defaults(string servers, VendorPublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ServerAddress.TryParseList(servers, out var addresses, out var problem)
            ? new UsherClientOptions { Servers = addresses, VendorKeys = [key] }
            : throw new ArgumentException(problem.ToString(), nameof(servers));
    }

    private async Task<CheckoutAnswer> AttemptAsync(string feature, CheckoutOptions options, CancellationToken cancellationToken)
    {
        OptionRules.Check(feature, options);
        ObjectDisposedException.ThrowIf(_closed, this);
        var attempt = new Attempt(_book, feature, options);
        if (!_book.TryAdd(attempt))
            throw new ArgumentException($"lease {attempt.Lease} is being checked out already", nameof(options));
        try
        {
            return await attempt.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _book.Remove(attempt);
        }
    }

    private void ThrowIfClosed(string feature)
    {
        OptionRules.CheckFeature(feature);
        ObjectDisposedException.ThrowIf(_closed, this);
    }

    private void OnUp(Connection connection)
    {
        _book.OnUp(connection);
        Raise(connection.Peer, problem: null);
    }

    private void OnDown(Connection connection)
    {
        _book.Dispose();
        Raise(server: null, connection.Why);
    }

    private void Raise(ServerPeer? server, UsherProblem? problem) =>
        _book.Bulletin.Post(() => ServerChanged?.Invoke(this, new ServerChangedEventArgs(server, problem)));

    private void OnPush(Connection connection, ServerMessage message)
    {
        switch (message.BodyCase)
        {
            case ServerMessage.BodyOneofCase.LicenseChanged:
                IReadOnlyList<string> features = [.. message.LicenseChanged.Features];
                _book.Bulletin.Post(() => LicenseChanged?.Invoke(this, new LicenseChangedEventArgs(features)));
                break;
            case ServerMessage.BodyOneofCase.ShuttingDown:
                connection.StayAway(TimeSpan.FromMilliseconds(message.ShuttingDown.ReconnectAfterMs));
                break;
            default:
                _book.OnPush(connection, message);
                break;
        }
    }

    private async Task CloseAsync()
    {
        _closed = true;
        await Task.WhenAll(_book.Leases.Select(lease => lease.DisposeAsync().AsTask())).ConfigureAwait(false);
        await _uplink.DisposeAsync().ConfigureAwait(false);
        _book.Datagrams.Dispose();
    }
}
