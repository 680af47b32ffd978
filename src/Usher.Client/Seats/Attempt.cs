using Usher.Client.Net;
using Usher.Protocol;

namespace Usher.Client.Seats;

/// <summary>One checkout on its way: asked, perhaps queued, answered. Its lease id never changes, so it is never granted twice.</summary>
internal sealed class Attempt
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<CheckoutAnswer> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LeaseBook _book;
    private readonly string _feature;
    private readonly CheckoutOptions _options;
    private readonly long _startedAt;
    private readonly bool _wasHeld;
    private UInt128 _request;
    private bool _abandoned;
    private bool _asked;
    private bool _queued;
    private TaskCompletionSource _called = NewCall();

    internal Attempt(LeaseBook book, string feature, CheckoutOptions options)
    {
        (_book, _feature, _options) = (book, feature, options);
        _startedAt = book.Options.TimeProvider.GetTimestamp();
        _request = book.Options.Random.NextId();
        Lease = options.LeaseId ?? new LeaseId(book.Options.Random.NextId());
        _wasHeld = book.Find(Lease) is not null;
    }

    internal LeaseId Lease { get; }

    private UsherClientOptions Client => _book.Options;

    /// <summary>Asks until there is an answer or no time is left.</summary>
    /// <exception cref="ServerUnavailableException">Nothing is known.</exception>
    /// <exception cref="UntrustedServerException">No server can be trusted.</exception>
    /// <exception cref="OperationCanceledException">The caller does not want the seat any more; it is given back.</exception>
    internal async Task<CheckoutAnswer> RunAsync(CancellationToken cancellationToken)
    {
        await _book.Uplink.FirstAsync(cancellationToken).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(Client.RequestTimeout, Client.TimeProvider);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken, _book.Uplink.Stopping);
        try
        {
            while (true)
            {
                var connection = await AskAsync(any.Token).ConfigureAwait(false);
                if (!IsQueued)
                    return await _answered.Task.ConfigureAwait(false);
                limit.CancelAfter(WaitLeft() + Client.RequestTimeout);
                await Task.WhenAny(_answered.Task, _called.Task, connection.Closed).WaitAsync(any.Token).ConfigureAwait(false);
                if (_answered.Task.IsCompleted)
                    return await _answered.Task.ConfigureAwait(false);
                if (_called.Task.IsCompleted)
                    limit.CancelAfter(Client.RequestTimeout);
                AskAgain(connection);
            }
        }
        catch (OperationCanceledException end) when (!cancellationToken.IsCancellationRequested)
        {
            Abandon();
            throw _book.Asker.GaveUp(end);
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <summary>
    /// The server says that it granted the seats to the waiting request. It counts their life from when it decided, and how long
    /// ago that was nobody here knows. So nothing counts yet: the same request is asked again, and its answer does. Called on
    /// the reader.
    /// </summary>
    internal void Call(Connection connection)
    {
        lock (_gate)
        {
            if (!_abandoned)
            {
                _called.TrySetResult();
                return;
            }
        }
        LetGo(connection);
    }

    /// <summary>Takes an answer or a push. Called on the reader.</summary>
    internal void Take(Connection connection, ServerMessage message, long sentAt)
    {
        switch (message.BodyCase)
        {
            case ServerMessage.BodyOneofCase.Granted:
                TakeGrant(connection, message.Granted, sentAt);
                break;
            case ServerMessage.BodyOneofCase.Queued:
                TakePlace(message.Queued);
                break;
            case ServerMessage.BodyOneofCase.Denied:
                _answered.TrySetResult(new CheckoutAnswer.Denied(FromWire.Refusal(message.Denied, _feature)));
                break;
            case ServerMessage.BodyOneofCase.WaitLost:
                _answered.TrySetResult(new CheckoutAnswer.Denied(FromWire.Refusal(message.WaitLost, _feature)));
                break;
            case ServerMessage.BodyOneofCase.Failed when Asker.AgainAfter(message) is not null:
                break;
            case ServerMessage.BodyOneofCase.Failed:
                _answered.TrySetException(new ServerUnavailableException(FromWire.Problem(message.Failed)));
                break;
            default:
                _answered.TrySetException(SeatFaults.Unexpected(message));
                break;
        }
    }

    private bool IsQueued
    {
        get
        {
            lock (_gate)
                return _queued && !_answered.Task.IsCompleted;
        }
    }

    private async Task<Connection> AskAsync(CancellationToken cancellationToken)
    {
        var (connection, _) = await _book.Asker.UntilAnsweredAsync(
            Message,
            (connection, answer) => Take(connection, answer.Message, answer.SentAt),
            cancellationToken).ConfigureAwait(false);
        return connection;
    }

    private ClientMessage Message()
    {
        lock (_gate)
        {
            _asked = true;
            return Messages.Checkout(Lease, _request, _feature, _options, WaitLeft());
        }
    }

    private void TakeGrant(Connection connection, Granted granted, long sentAt)
    {
        lock (_gate)
        {
            if (!_abandoned)
            {
                _answered.TrySetResult(new CheckoutAnswer.Granted(Seat(connection, granted, sentAt)));
                return;
            }
        }
        LetGo(connection);
    }

    private Lease Seat(Connection connection, Granted granted, long sentAt)
    {
        if (_book.Find(Lease) is { } held && held.Confirm(connection, sentAt, _request, granted))
            return held;
        var lease = new Lease(_book, LeaseTerms.Of(Lease, granted, _feature), _options, connection, sentAt, _request, granted);
        _book.Add(lease);
        return lease;
    }

    private void TakePlace(Queued queued)
    {
        lock (_gate)
            _queued = true;
        if (_options.OnQueued is not { } told)
            return;
        var place = new QueuePlace(
            Lease, queued.Feature.Length == 0 ? _feature : queued.Feature, (int)queued.Position, FromWire.Time(queued.UntilUnixMs));
        _book.Bulletin.Post(() => told(place));
    }

    /// <summary>
    /// We were called: the same request tells what became of it. Or the connection died while we waited: a new request for the
    /// same lease comes back to the same place.
    /// </summary>
    private void AskAgain(Connection connection)
    {
        lock (_gate)
        {
            (_queued, _called) = (false, NewCall());
            if (connection.Closed.IsCompleted)
                _request = Client.Random.NextId(holding: _request);
        }
    }

    private void Abandon()
    {
        lock (_gate)
            _abandoned = true;
        _ = _answered.Task.Exception;
        if (_answered.Task is { IsCompletedSuccessfully: true, Result: CheckoutAnswer.Granted(var lease) })
            _ = lease.GiveBackAsync();
        else if (_asked && (_options.LeaseId is null || _wasHeld) && !_answered.Task.IsCompleted)
            LetGo(connection: null);
    }

    /// <summary>Gives back what this attempt may have been granted; what the process had before goes on.</summary>
    private void LetGo(Connection? connection)
    {
        if (_book.Find(Lease) is { } held)
            _book.HoldAgain(connection, held);
        else
            _book.Abandon(connection, new Holding(Lease, _feature, _request));
    }

    private static TaskCompletionSource NewCall() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TimeSpan WaitLeft()
    {
        var wait = _options.Wait == Timeout.InfiniteTimeSpan || _options.Wait > CheckoutOptions.WaitMax
            ? CheckoutOptions.WaitMax
            : _options.Wait;
        var left = wait - Client.TimeProvider.GetElapsedTime(_startedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
