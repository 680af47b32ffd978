using Usher.Client;

namespace Usher.Cli.Servers;

/// <summary>A seat that the client library holds.</summary>
internal sealed class HeldSeat(Lease lease) : ISeat
{
    /// <inheritdoc/>
    public LeaseId Id => lease.Id;

    /// <inheritdoc/>
    public string Feature => lease.Feature;

    /// <inheritdoc/>
    public int Seats => lease.Seats;

    /// <inheritdoc/>
    public DateTimeOffset ExpiresAt => lease.ExpiresAt;

    /// <inheritdoc/>
    public bool Overdraft => lease.Overdraft;

    /// <inheritdoc/>
    public bool InGrace => lease.InGrace;

    /// <inheritdoc/>
    public CancellationToken Lost => lease.Lost;

    /// <inheritdoc/>
    public UsherProblem? LostReason => lease.LostReason;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => lease.DisposeAsync();
}
