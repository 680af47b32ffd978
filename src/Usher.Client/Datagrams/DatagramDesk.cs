using System.Collections.Concurrent;
using Usher.Client.Net;
using Usher.Client.Seats;
using Usher.Protocol;

namespace Usher.Client.Datagrams;

/// <summary>
/// All that a client does by datagrams: sends questions, takes answers to the leases they are about, knows whether they
/// get through, and lets the connection rest when nobody needs it.
/// </summary>
internal sealed class DatagramDesk : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<(string Endpoint, int Port), IDatagramLink?> _links = new();
    private readonly ConcurrentDictionary<(UInt128 Lease, ulong Counter), TaskCompletionSource<Datagram>> _checks = new();
    private readonly DatagramSeal _asking = new(), _answering = new();
    private readonly LeaseBook _book;
    private readonly IDatagramTransport _transport;
    private readonly ITimer _rest;
    private (LeaseLine Line, long SentAt)? _probe;

    internal DatagramDesk(LeaseBook book, IDatagramTransport transport)
    {
        (_book, _transport) = (book, transport);
        Path = new DatagramPath(Options.TimeProvider, Options.Random);
        _rest = Options.TimeProvider.CreateTimer(_ => LetRest(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal UsherClientOptions Options => _book.Options;

    /// <summary>Whether datagrams get through.</summary>
    internal DatagramPath Path { get; }

    /// <summary>A connection is up.</summary>
    internal bool HasConnection => _book.Uplink.Current is not null;

    /// <summary>Sends a question.</summary>
    internal void Send(LeaseLine line, DatagramKind kind)
    {
        Span<byte> question = stackalloc byte[WireLimits.DatagramBytes];
        lock (_gate)
            line.Ask(kind, Options.TimeProvider.GetTimestamp(), _asking, question);
        LinkTo(line)?.Send(question);
    }

    /// <summary>Asks whether a lease is still good, once, and waits for the answer; null: none came in time.</summary>
    internal async Task<(Datagram? Answer, long SentAt)> AskAsync(Lease lease, LeaseLine line, CancellationToken cancellationToken)
    {
        var answered = new TaskCompletionSource<Datagram>(TaskCreationOptions.RunContinuationsAsynchronously);
        var bytes = new byte[WireLimits.DatagramBytes];
        var sentAt = Options.TimeProvider.GetTimestamp();
        (UInt128, ulong) question;
        lock (_gate)
            question = (lease.Id.Value, line.Ask(DatagramKind.Query, sentAt, _asking, bytes));
        _checks[question] = answered;
        try
        {
            LinkTo(line)?.Send(bytes);
            return (await answered.Task.WaitAsync(DatagramLimits.AnswerMaxOf(lease, tries: 0), Options.TimeProvider, cancellationToken).ConfigureAwait(false), sentAt);
        }
        catch (TimeoutException)
        {
            Path.Lost();
            return (null, sentAt);
        }
        finally
        {
            _checks.TryRemove(question, out _);
        }
    }

    /// <summary>Shows life of leases that a connection holds, if datagrams are open and cheaper than one message over TCP.</summary>
    /// <returns>False: they must be shown over TCP.</returns>
    internal bool TryBeat(IReadOnlyList<Lease> leases)
    {
        if (!Path.IsOpen || leases.Count is 0 or > DatagramLimits.PerBeatMax || leases.Any(lease => lease.Line is null))
            return false;
        foreach (var lease in leases)
        {
            if (!lease.Connectionless && lease.Line is { } line)
                Send(line, DatagramKind.Heartbeat);
        }

        return true;
    }

    /// <summary>Beside heartbeats over TCP: asks once in a while whether datagrams get through.</summary>
    internal void Probe(IReadOnlyList<Lease> leases)
    {
        if (Path.IsOpen || leases.FirstOrDefault(lease => lease is { Connectionless: false, Line: not null })?.Line is not { } line)
            return;
        if (_probe is { } before && !before.Line.AnsweredSince(before.SentAt))
            Path.Lost();
        _probe = null;
        if (Path.RetryIn > TimeSpan.Zero)
            return;
        _probe = (line, Options.TimeProvider.GetTimestamp());
        Send(line, DatagramKind.Query);
    }

    /// <summary>Has the server asked over TCP about a lease that datagrams did not keep alive.</summary>
    internal void AskOverTcp(Lease lease)
    {
        if (_book.Uplink.Current is not { } connection)
            _book.Uplink.Wake();
        else if (!lease.IsHeldOver(connection))
            _book.Resume(connection, lease);
    }

    /// <summary>A connection of another server, or over another way, is up.</summary>
    internal void OnUp(Connection connection)
    {
        if (_links.Keys.All(link => link.Endpoint == connection.Peer.Endpoint))
            return;
        Path.Forget();
        foreach (var link in _links.Keys.Where(link => link.Endpoint != connection.Peer.Endpoint))
        {
            if (_links.TryRemove(link, out var old))
                old?.Dispose();
        }
    }

    public void Dispose()
    {
        _rest.Dispose();
        foreach (var link in _links.Values)
            link?.Dispose();
        _links.Clear();
    }

    private IDatagramLink? LinkTo(LeaseLine line) => _links.GetOrAdd(
        (line.Endpoint, line.Port), static (to, desk) => desk._transport.Open(to.Endpoint, to.Port, desk.Take), this);

    /// <summary>Takes what arrived, if it answers a question that waits. Anything else is as if it had not come.</summary>
    private void Take(ReadOnlySpan<byte> bytes)
    {
        if (Datagram.Read(bytes, out var answer) != DatagramFault.None || answer.IsQuestion
            || _book.Find(new LeaseId(answer.Lease)) is not { Line: { } line } lease)
            return;
        long? sentAt;
        lock (_gate)
            sentAt = line.Take(bytes, answer, _answering);
        if (sentAt is not { } asked)
            return;
        Path.Answered();
        Take(lease, answer, asked);
    }

    private void Take(Lease lease, in Datagram answer, long sentAt)
    {
        if (_checks.TryRemove((answer.Lease, answer.Counter), out var check))
        {
            check.TrySetResult(answer);
            return;
        }

        if (answer is { Standing: LeaseStanding.Good, Kind: DatagramKind.HeartbeatAnswer })
            lease.Confirm(connection: null, sentAt, TimeSpan.FromSeconds(answer.TtlSeconds), expiresAt: null);
        lease.DatagramAnswered(answer.Standing);
        if (answer.Standing == LeaseStanding.AskOverTcp)
            TakeNo(lease, sentAt);
        ConsiderRest();
    }

    /// <summary>The server does not keep the lease by datagrams: whoever held it over a connection must look whether there still is one.</summary>
    private void TakeNo(Lease lease, long sentAt)
    {
        if (lease.Connectionless)
        {
            AskOverTcp(lease);
        }
        else if (lease.ConfirmedAt <= sentAt)
        {
            lease.LeaveLine();
            _book.BeatOverTcp();
        }
    }

    private void ConsiderRest()
    {
        if (_book.Uplink.Current is not null && MayRest)
            _rest.Change(DatagramLimits.RestAfter, Timeout.InfiniteTimeSpan);
    }

    private bool MayRest => Path.IsOpen && !_book.IsBusy && _book.Leases.Any()
        && _book.Leases.All(lease => lease is { Connectionless: true, Line.KeepsLease: true });

    private void LetRest()
    {
        if (_book.Uplink.Current is not { } connection || !MayRest)
            return;
        if (connection.IsQuietFor(DatagramLimits.RestAfter))
            _book.Uplink.Rest(connection);
        else
            _rest.Change(DatagramLimits.RestAfter, Timeout.InfiniteTimeSpan);
    }
}
