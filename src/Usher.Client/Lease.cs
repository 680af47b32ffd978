namespace Usher.Client;

/// <summary>A seat that is held until some time, renewed by itself while the client lives.</summary>
/// <remarks>
/// Dispose it to give the seat back. Watch <see cref="Lost"/>: it fires before the seat may be somebody else's, by this
/// process's own monotonic clock, counted from the moment the last confirmed request was sent.
/// </remarks>
public sealed class Lease : IAsyncDisposable, IDisposable
{
    internal Lease() { }

    /// <summary>Its name; the same id resumes it, from this process or another of the same user and host.</summary>
    public LeaseId Id => throw new NotImplementedException();

    /// <summary>"vendor/feature".</summary>
    public string Feature => throw new NotImplementedException();

    /// <summary>How many seats.</summary>
    public int Seats => throw new NotImplementedException();

    /// <summary>Held, in grace, lost or returned.</summary>
    public LeaseState State => throw new NotImplementedException();

    /// <summary>Until when it is good without another sign of life: UTC by the server's clock, for people. Moves with each renewal.</summary>
    public DateTimeOffset ExpiresAt => throw new NotImplementedException();

    /// <summary>How long it is still good by this process's own clock; zero once it has run out.</summary>
    public TimeSpan Remaining => throw new NotImplementedException();

    /// <summary>It is above the licensed count.</summary>
    public bool Overdraft => throw new NotImplementedException();

    /// <summary>Its license line has ended and is in its grace: renew the license. Not the same as <see cref="LeaseState.Grace"/>.</summary>
    public bool InGrace => throw new NotImplementedException();

    /// <summary>It was live before this checkout: nothing was granted anew.</summary>
    public bool Resumed => throw new NotImplementedException();

    /// <summary>It lives by its time alone; see <see cref="CheckoutOptions.Detached"/>.</summary>
    public bool Detached => throw new NotImplementedException();

    /// <summary>
    /// Cancelled when the seat must not be used any more: at the lease's deadline (and the client's grace) without an
    /// answer, or at once when a server says so. Not cancelled by giving it back.
    /// </summary>
    public CancellationToken Lost => throw new NotImplementedException();

    /// <summary>Why the seat was lost; null while it is not.</summary>
    public UsherProblem? LostReason => throw new NotImplementedException();

    /// <summary>Completes when the lease is over, lost or returned; never faults.</summary>
    public Task Completion => throw new NotImplementedException();

    /// <summary>Extends the lease, so that the seat outlives a lost network for up to <paramref name="ttl"/>.</summary>
    /// <param name="ttl">Wanted life from now; the server clamps it (5 s to 24 h by its defaults). Zero: the lease's own.</param>
    /// <param name="cancellationToken">Stops waiting for the answer; the server may still have renewed.</param>
    /// <returns>The new expiry: UTC, by the server's clock.</returns>
    /// <exception cref="SeatLostException">The lease is over. Check out again; do not retry.</exception>
    /// <exception cref="ServerUnavailableException">No server answered in time. The old expiry still holds; retry.</exception>
    public ValueTask<DateTimeOffset> RenewAsync(TimeSpan ttl, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>
    /// Gives the seat back; a detached lease is only let go of, and lives on by its time. Takes at most the client's
    /// request timeout; never throws; idempotent.
    /// </summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();

    /// <summary><see cref="DisposeAsync"/>, blocking the calling thread.</summary>
    public void Dispose() => throw new NotImplementedException();
}
