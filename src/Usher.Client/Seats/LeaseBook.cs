using System.Collections.Concurrent;
using Usher.Client.Datagrams;
using Usher.Client.Net;
using Usher.Protocol;

namespace Usher.Client.Seats;

/// <summary>
/// All leases and waiting requests of a client by id, and what happens to them when a connection comes, goes or pushes.
/// </summary>
internal sealed class LeaseBook(UsherClientOptions options, Uplink uplink, Asker asker) : IDisposable
{
    private const int PausesPerLife = 8;

    private readonly ConcurrentDictionary<LeaseId, Lease> _leases = new();
    private readonly ConcurrentDictionary<LeaseId, Attempt> _attempts = new();
    private readonly ConcurrentQueue<Holding> _owedReturns = new();
    private volatile Pulse? _pulse;

    internal UsherClientOptions Options => options;

    internal Uplink Uplink => uplink;

    internal Asker Asker => asker;

    /// <summary>What is done by datagrams. Set once, before anything is asked.</summary>
    internal DatagramDesk Datagrams { get; set; } = null!;

    /// <summary>Somebody waits for an answer that only a connection brings.</summary>
    internal bool IsBusy => !_attempts.IsEmpty || !_owedReturns.IsEmpty;

    internal Bulletin Bulletin { get; } = new(options.Logger);

    /// <summary>In the order of their ids, not of a hash table whose seed no run can repeat.</summary>
    internal IEnumerable<Lease> Leases => _leases.Values.OrderBy(lease => lease.Id.Value);

    /// <summary>The leases that this connection keeps alive.</summary>
    internal IReadOnlyList<Lease> HeldOver(Connection connection) => [.. Leases.Where(lease => lease.IsHeldOver(connection))];

    internal Lease? Find(LeaseId id) => _leases.GetValueOrDefault(id);

    internal void Add(Lease lease)
    {
        _leases[lease.Id] = lease;
        // An answer that took longer than the lease lives.
        if (!lease.IsLive)
            Remove(lease);
        _pulse?.Notice(lease);
        lease.StartPulse();
    }

    internal void Remove(Lease lease) => _leases.TryRemove(new(lease.Id, lease));

    internal bool TryAdd(Attempt attempt) => _attempts.TryAdd(attempt.Lease, attempt);

    internal void Remove(Attempt attempt) => _attempts.TryRemove(new(attempt.Lease, attempt));

    /// <summary>How long reconnecting may pause: a part of what is left of the lease that runs out first.</summary>
    internal TimeSpan LongestPause() => _leases.IsEmpty
        ? TimeSpan.MaxValue
        : _leases.Values.Min(lease => lease.Remaining) / PausesPerLife;

    /// <summary>
    /// A connection is up: every lease comes back to its seat, every return that is owed is made, unless the same lease was
    /// asked for again since.
    /// </summary>
    internal void OnUp(Connection connection)
    {
        connection.OutlivedBySeats = CountsOnSeats;
        _pulse = new Pulse(connection, this, options);
        Datagrams.OnUp(connection);
        foreach (var lease in Leases.Where(lease => !lease.Detached))
            _ = ResumeAsync(connection, lease);
        while (_owedReturns.TryDequeue(out var owed))
        {
            if (!IsWanted(owed.Lease))
                _ = ReturnAsync(connection, owed);
        }
    }

    /// <summary>The connection is down; nobody needs to be shown life.</summary>
    public void Dispose()
    {
        _pulse?.Dispose();
        _pulse = null;
    }

    /// <summary>Shows life over TCP now, which tells whether the connection is alive.</summary>
    internal void BeatOverTcp() => _pulse?.BeatOverTcp();

    /// <summary>Shows life of one lease now, over the connection that holds it; null: none does.</summary>
    internal Task<bool>? BeatFor(Lease lease) =>
        uplink.Current is { } connection && lease.IsHeldOver(connection) ? _pulse?.BeatForAsync(lease) : null;

    /// <summary>Asks for the lease again, over a new connection if need be, and waits for the answer.</summary>
    /// <returns>Whether it was granted.</returns>
    /// <exception cref="ServerUnavailableException">There was no answer in time.</exception>
    internal async Task<bool> ResumeNowAsync(Lease lease, CancellationToken cancellationToken)
    {
        var request = options.Random.NextId(holding: lease.Request);
        var answer = await asker.AskAsync(
            () => lease.Resumption(request), cancellationToken, (connection, answer) => OnResumed(connection, lease, request, answer)).ConfigureAwait(false);
        return answer.Message.BodyCase == ServerMessage.BodyOneofCase.Granted;
    }

    /// <summary>Asks for the lease again over a connection that is up.</summary>
    internal void Resume(Connection connection, Lease lease) => _ = ResumeAsync(connection, lease);

    /// <summary>What the server says unasked about one lease or waiting request.</summary>
    internal void OnPush(Connection connection, ServerMessage message)
    {
        switch (message.BodyCase)
        {
            case ServerMessage.BodyOneofCase.Granted:
                OnGranted(connection, message.Granted);
                break;
            case ServerMessage.BodyOneofCase.Queued:
                Waiting(message.Queued.Lease)?.Take(connection, message, options.TimeProvider.GetTimestamp());
                break;
            case ServerMessage.BodyOneofCase.WaitLost:
                Waiting(message.WaitLost.Lease)?.Take(connection, message, options.TimeProvider.GetTimestamp());
                break;
            case ServerMessage.BodyOneofCase.LeaseLost:
                Find(FromWire.Lease(message.LeaseLost.Lease))?.Lose(SeatFaults.Lost(message.LeaseLost));
                break;
        }
    }

    /// <exception cref="SeatLostException">There is no such lease any more.</exception>
    internal async Task<Renewal> RenewAsync(Lease lease, TimeSpan ttl, CancellationToken cancellationToken)
    {
        var answer = await asker.AskAsync(() => Messages.Renew(lease.Id, lease.Feature, ttl), cancellationToken).ConfigureAwait(false);
        var renewal = Enquiries.RenewalIn(answer.Message, lease.Id);
        lease.Confirm(connection: null, answer.SentAt, renewal.Ttl, renewal.ExpiresAt);
        _pulse?.Notice(lease);
        return renewal;
    }

    /// <summary>Gives a seat back within the request timeout; what cannot be told now is told on the next connection.</summary>
    internal async Task ReturnAsync(Lease lease)
    {
        var held = new Holding(lease.Id, lease.Feature, lease.Request);
        try
        {
            await asker.AskAsync(held.CheckIn, CancellationToken.None).ConfigureAwait(false);
        }
        catch (UsherException)
        {
            Owe(held);
        }
    }

    /// <summary>Gives back what may have been granted although nobody waits for it any more; a check-in leaves the queue as well.</summary>
    internal void Abandon(Connection? connection, Holding held)
    {
        if ((connection ?? uplink.Current) is { } up)
            _ = ReturnAsync(up, held);
        else
            Owe(held);
    }

    /// <summary>Says by whom a lease is held, after somebody else of this process may have checked it out in vain.</summary>
    internal void HoldAgain(Connection? connection, Lease lease)
    {
        if ((connection ?? uplink.Current) is { } up)
            _ = ResumeAsync(up, lease);
    }

    /// <summary>Checks in over this connection, however busy the server; if it ends first, the return is owed to the next.</summary>
    private async Task ReturnAsync(Connection connection, Holding held)
    {
        try
        {
            while (true)
            {
                var answer = await connection.AskAsync(held.CheckIn(), onAnswer: null, connection.Ended).ConfigureAwait(false);
                if (Asker.AgainAfter(answer.Message) is not { } pause)
                    return;
                await Task.Delay(pause, options.TimeProvider, connection.Ended).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ConnectionEndedException)
        {
            Owe(held);
        }
    }

    /// <remarks>
    /// Of any connection: the server may have resumed a lease over this one without the client having heard of it. Not so
    /// what is being returned: the next connection returns it again if need be.
    /// </remarks>
    private bool CountsOnSeats() => _leases.Values.Any(lease => lease is { Detached: false, Connectionless: false, IsLive: true });

    private void Owe(Holding held)
    {
        _owedReturns.Enqueue(held);
        while (_owedReturns.Count > NetLimits.OwedReturnsMax)
            _owedReturns.TryDequeue(out _);
    }

    /// <summary>Somebody holds it or asks for it: returning what an earlier holder owes would take it away.</summary>
    private bool IsWanted(LeaseId lease) => Find(lease) is not null || _attempts.ContainsKey(lease);

    private Attempt? Waiting(Google.Protobuf.ByteString lease) => _attempts.GetValueOrDefault(FromWire.Lease(lease));

    private void OnGranted(Connection connection, Granted granted)
    {
        if (Waiting(granted.Lease) is { } attempt)
            attempt.Call(connection);
        else if (Find(FromWire.Lease(granted.Lease)) is null)
            Abandon(connection, Holding.Of(granted));
    }

    private async Task ResumeAsync(Connection connection, Lease lease)
    {
        try
        {
            while (lease.IsLive)
            {
                var request = options.Random.NextId(holding: lease.Request);
                var answer = await connection.AskAsync(
                    lease.Resumption(request), answer => OnResumed(connection, lease, request, answer), connection.Ended).ConfigureAwait(false);
                if (Asker.AgainAfter(answer.Message) is not { } pause)
                    return;
                await Task.Delay(pause, options.TimeProvider, connection.Ended).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ConnectionEndedException)
        {
            // The next connection tries again, until the lease's own deadline.
        }
    }

    private void OnResumed(Connection connection, Lease lease, UInt128 request, Answer answer)
    {
        switch (answer.Message.BodyCase)
        {
            case ServerMessage.BodyOneofCase.Granted:
                if (lease.Confirm(connection, answer.SentAt, request, answer.Message.Granted))
                {
                    _pulse?.Notice(lease);
                    lease.StartPulse();
                }
                else if (!IsWanted(lease.Id))
                {
                    Abandon(connection, new Holding(lease.Id, lease.Feature, request));
                }

                break;
            case ServerMessage.BodyOneofCase.Denied:
                lease.Lose(FromWire.Problem(answer.Message.Denied) with { RetryHelps = false });
                break;
            case ServerMessage.BodyOneofCase.Failed when Asker.AgainAfter(answer.Message) is null:
                // This server cannot say; perhaps another one can.
                connection.IsUnfit = true;
                connection.End(FromWire.Problem(answer.Message.Failed));
                break;
        }
    }
}
