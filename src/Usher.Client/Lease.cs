using System.Diagnostics;
using Usher.Client.Datagrams;
using Usher.Client.Net;
using Usher.Client.Seats;
using Usher.Protocol;

namespace Usher.Client;

/// <summary>A seat that is held until some time, renewed by itself while the client lives.</summary>
/// <remarks>
/// Dispose it to give the seat back. Watch <see cref="Lost"/>: it fires before the seat may be somebody else's, by this
/// process's own monotonic clock, counted from the moment the last confirmed request was sent. That clock stands still
/// while some machines sleep; a lease that lapsed meanwhile is noticed with the first heartbeat after waking up.
/// </remarks>
public sealed class Lease : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan TimerResolution = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly LeaseBook _book;
    private readonly CheckoutOptions _options;
    private readonly CancellationTokenSource _lost = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _deadline;
    private readonly LeaseTerms _terms;
    private Connection? _connection;
    private UInt128 _request;
    private long _sentAt;
    private TimeSpan _ttl;
    private DateTimeOffset _expiresAt;
    private LeaseState _state;
    private UsherProblem? _lostReason;
    private Task? _returning;
    private volatile LeaseLine? _line;
    private DatagramPulse? _pulse;

    internal Lease(
        LeaseBook book, LeaseTerms terms, CheckoutOptions options, Connection connection, long sentAt, UInt128 request, Granted granted)
    {
        (_book, _terms, _options) = (book, terms, options);
        _deadline = Time.CreateTimer(_ => OnDeadline(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Confirm(connection, sentAt, request, granted);
    }

    /// <summary>Its name; the same id resumes it, from this process or another of the same user and host.</summary>
    public LeaseId Id => _terms.Id;

    /// <summary>"vendor/feature".</summary>
    public string Feature => _terms.Feature;

    /// <summary>How many seats.</summary>
    public int Seats => _terms.Seats;

    /// <summary>It is above the licensed count.</summary>
    public bool Overdraft => _terms.Overdraft;

    /// <summary>Its license line has ended and is in its grace: renew the license. Not the same as <see cref="LeaseState.Grace"/>.</summary>
    public bool InGrace => _terms.InGrace;

    /// <summary>It was live before this checkout: nothing was granted anew.</summary>
    public bool Resumed => _terms.Resumed;

    /// <summary>It lives by its time alone; see <see cref="CheckoutOptions.Detached"/>.</summary>
    public bool Detached => _options.Detached;

    /// <summary>
    /// The server keeps it by datagrams alone, without a connection; see <see cref="CheckoutOptions.Connectionless"/>. False
    /// although it was asked for when the server takes no datagrams: then a connection holds it.
    /// </summary>
    public bool Connectionless => _line is { Connectionless: true };

    /// <summary>Held, in grace, lost or returned.</summary>
    public LeaseState State
    {
        get
        {
            lock (_gate)
                return _state;
        }
    }

    /// <summary>Until when it is good without another sign of life: UTC by the server's clock, for people. Moves with each renewal.</summary>
    public DateTimeOffset ExpiresAt
    {
        get
        {
            lock (_gate)
                return _expiresAt;
        }
    }

    /// <summary>How long the last promise still holds, by this process's own clock; zero once it has run out or the lease is over.</summary>
    public TimeSpan Remaining
    {
        get
        {
            lock (_gate)
                return IsOver || Left(_ttl) < TimeSpan.Zero ? TimeSpan.Zero : Left(_ttl);
        }
    }

    /// <summary>
    /// Cancelled when the seat must not be used any more: at the lease's deadline (and the client's grace) without an
    /// answer, or at once when a server says so. Not cancelled by giving it back.
    /// </summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Why the seat was lost; null while it is not.</summary>
    public UsherProblem? LostReason
    {
        get
        {
            lock (_gate)
                return _lostReason;
        }
    }

    /// <summary>Completes when the lease is over, lost or returned; never faults.</summary>
    public Task Completion => _over.Task;

    internal bool IsLive => State is LeaseState.Held or LeaseState.Grace;

    /// <summary>Why it is over; null while it is not.</summary>
    internal UsherProblem? Ending
    {
        get
        {
            lock (_gate)
                return IsOver ? _lostReason ?? SeatFaults.Returned(this) : null;
        }
    }

    internal TimeSpan Ttl
    {
        get
        {
            lock (_gate)
                return _ttl;
        }
    }

    /// <summary>The latest checkout that was answered with it: names the holding by which this client has it.</summary>
    internal UInt128 Request
    {
        get
        {
            lock (_gate)
                return _request;
        }
    }

    /// <summary>What datagrams about it take; null when they keep it not alive.</summary>
    internal LeaseLine? Line => _line;

    /// <summary>When the latest question that was answered was sent.</summary>
    internal long ConfirmedAt
    {
        get
        {
            lock (_gate)
                return _sentAt;
        }
    }

    private TimeProvider Time => _book.Options.TimeProvider;

    private bool IsOver => _state is LeaseState.Lost or LeaseState.Returned;

    /// <summary>Extends the lease, so that the seat outlives a lost network for up to <paramref name="ttl"/>.</summary>
    /// <param name="ttl">Wanted life from now; the server clamps it (5 s to 24 h by its defaults). Zero: the lease's own.</param>
    /// <param name="cancellationToken">Stops waiting for the answer; the server may still have renewed.</param>
    /// <returns>The new expiry: UTC, by the server's clock.</returns>
    /// <exception cref="SeatLostException">The lease is over. Check out again; do not retry.</exception>
    /// <exception cref="ServerUnavailableException">No server answered in time. The old expiry still holds; retry.</exception>
    /// <remarks>Idempotent, safe to call from any thread, one round trip.</remarks>
    public async ValueTask<DateTimeOffset> RenewAsync(TimeSpan ttl, CancellationToken cancellationToken = default)
    {
        ThrowIfOver();
        try
        {
            var renewal = await _book.RenewAsync(this, ttl, cancellationToken).ConfigureAwait(false);
            return renewal.ExpiresAt;
        }
        catch (SeatLostException error)
        {
            Lose(error.Problem);
            throw;
        }
    }

    /// <summary>Asks a server whether the lease is still good, by datagram where they get through, else over TCP.</summary>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    /// <returns>
    /// Good, gone (then <see cref="Lost"/> fires too), or not known now: nobody answered within about a second by datagram
    /// and the client's request timeout over TCP (5 s by default).
    /// </returns>
    /// <exception cref="OperationCanceledException">The caller does not want to know any more.</exception>
    /// <remarks>
    /// Not needed to keep the lease, and <see cref="Lost"/> says in time when it is gone; this is for the moment before
    /// something that must not be done without a seat. Makes a detached lease no longer. Idempotent, safe to call from any thread.
    /// </remarks>
    public ValueTask<LeaseCheck> CheckAsync(CancellationToken cancellationToken = default) =>
        new(new LeaseQuestion(_book, this).AskAsync(cancellationToken));

    /// <summary><see cref="CheckAsync"/>, blocking the calling thread.</summary>
    public LeaseCheck Check() => Blocking.Run(() => CheckAsync());

    /// <summary>
    /// Gives the seat back; a detached lease is only let go of, and lives on by its time. Takes at most the client's
    /// request timeout; never throws; idempotent.
    /// </summary>
    public ValueTask DisposeAsync() => new(Detached ? LetGo() : GiveBackAsync());

    /// <summary><see cref="DisposeAsync"/>, blocking the calling thread.</summary>
    public void Dispose() => Blocking.Run(DisposeAsync);

    /// <summary>Checks the seat in, detached or not.</summary>
    internal Task GiveBackAsync()
    {
        lock (_gate)
        {
            if (_returning is not null || IsOver)
                return _returning ?? Task.CompletedTask;
            _state = LeaseState.Returned;
            _returning = Task.Run(() => _book.ReturnAsync(this));
        }
        Close();
        return _returning;
    }

    /// <summary>Notes that the server holds the seat for us.</summary>
    /// <returns>False when the lease is over on this side, so that the seat must be given back.</returns>
    internal bool Confirm(Connection connection, long sentAt, UInt128 request, Granted granted)
    {
        TakeLine(connection, granted.Validation);
        lock (_gate)
            _request = IsOver ? _request : request;
        return Confirm(connection, sentAt, TimeSpan.FromSeconds(granted.TtlSeconds), FromWire.TimeOrNone(granted.ExpiresAtUnixMs));
    }

    /// <summary>Notes that the server holds the seat for us for <paramref name="ttl"/> from <paramref name="sentAt"/>.</summary>
    internal bool Confirm(Connection? connection, long sentAt, TimeSpan ttl, DateTimeOffset? expiresAt)
    {
        lock (_gate)
        {
            if (IsOver)
                return false;
            _connection = connection ?? _connection;
            // Answers may come in any order; the latest question counts.
            if (sentAt < _sentAt)
                return true;
            (_sentAt, _ttl, _state) = (sentAt, ttl, LeaseState.Held);
            _expiresAt = expiresAt ?? (Time.GetUtcNow() + Left(ttl) + (_connection?.Peer.ClockAhead ?? TimeSpan.Zero));
        }
        OnDeadline();
        return true;
    }

    /// <summary>The seat is gone. Without effect once the lease is over.</summary>
    internal void Lose(UsherProblem why)
    {
        lock (_gate)
        {
            if (IsOver)
                return;
            (_state, _lostReason) = (LeaseState.Lost, why);
        }
        Close();
        _ = _lost.CancelAsync();
    }

    internal bool IsHeldOver(Connection connection)
    {
        lock (_gate)
            return !IsOver && !Detached && ReferenceEquals(_connection, connection);
    }

    /// <summary>A question by datagram about it was answered.</summary>
    internal void DatagramAnswered(LeaseStanding standing) => _pulse?.Answered(standing);

    /// <summary>Datagrams do not keep it alive until the server hands over anew what they take.</summary>
    internal void LeaveLine() => _line = null;

    /// <summary>Shows life by datagrams from now on, if the server keeps it without a connection.</summary>
    internal void StartPulse()
    {
        lock (_gate)
        {
            if (!IsOver && _line is { Connectionless: true } line)
                _pulse ??= new DatagramPulse(this, line, _book.Datagrams);
        }
        _pulse?.Start();
    }

    /// <summary>Asks for the same lease again, by a new request.</summary>
    internal ClientMessage Resumption(UInt128 request) => Messages.Checkout(Id, request, Feature, _options, wait: TimeSpan.Zero);

    /// <summary>Ends it on this side only.</summary>
    internal Task LetGo()
    {
        lock (_gate)
        {
            if (IsOver)
                return Task.CompletedTask;
            _state = LeaseState.Returned;
        }
        Close();
        return Task.CompletedTask;
    }

    /// <summary>Looks at the clock: the promise, then the grace, then it is over. Arms itself for what comes next.</summary>
    private void OnDeadline()
    {
        lock (_gate)
        {
            if (IsOver)
                return;
            var left = Left(_ttl);
            if (left <= TimeSpan.Zero)
            {
                left = Left(_book.Options.Grace);
                _state = LeaseState.Grace;
            }
            if (left > TimeSpan.Zero)
            {
                _deadline.Change(left < TimerResolution ? TimerResolution : left, Timeout.InfiniteTimeSpan);
                return;
            }
        }
        Lose(SeatFaults.RanOut(this));
        // The connection may stand, and the server may take what comes over it for life of this lease too. Under an id that
        // the caller chose, somebody else may wait for the seat by now: a return ends no other holding, but it ends every wait.
        if (!Detached && _options.LeaseId is null)
            _book.Abandon(connection: null, new Holding(Id, Feature, Request));
    }

    private void TakeLine(Connection connection, Validation? handedOver)
    {
        if (!LeaseLine.IsUsable(handedOver))
            _line = null;
        else if (_line is { } line)
            line.Take(handedOver!, connection.Peer.Endpoint);
        else
            _line = new LeaseLine(Id, handedOver!, connection.Peer.Endpoint);
    }

    private TimeSpan Left(TimeSpan life) => life - Time.GetElapsedTime(_sentAt);

    private void ThrowIfOver()
    {
        if (Ending is { } why)
            throw new SeatLostException(Id, why);
    }

    private void Close()
    {
        Debug.Assert(IsOver, "only what is over is closed");
        _book.Remove(this);
        _deadline.Dispose();
        _pulse?.Dispose();
        _over.TrySetResult();
    }
}
