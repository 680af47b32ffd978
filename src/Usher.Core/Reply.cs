namespace Usher.Core;

/// <summary>The answer to a command. A closed family. Leaves the server only after the command's events are durable.</summary>
public abstract record Reply
{
    private protected Reply() { }

    /// <summary>The seats are yours.</summary>
    /// <param name="Lease">The lease.</param>
    /// <param name="Seats">How many.</param>
    /// <param name="Ttl">Counted by the client from the moment it sent its request; at the end of it the seat may be somebody else's.</param>
    /// <param name="ExpiresAt">The same instant by the server's clock, for people; without margin.</param>
    /// <param name="Kind">At once, from the queue, or resumed late.</param>
    /// <param name="Overdraft">Above the count.</param>
    /// <param name="InGrace">From a line that has ended and is in its grace.</param>
    /// <param name="Resumed">The lease was live before; nothing was granted anew.</param>
    public sealed record Granted(
        LeaseId Lease, int Seats, TimeSpan Ttl, DateTimeOffset ExpiresAt, GrantKind Kind, bool Overdraft, bool InGrace, bool Resumed) : Reply;

    /// <summary>The request waits.</summary>
    /// <param name="Lease">The lease to be.</param>
    /// <param name="Position">1 is next.</param>
    /// <param name="Until">When it gives up.</param>
    public sealed record Queued(LeaseId Lease, int Position, DateTimeOffset Until) : Reply;

    /// <summary>No, and why.</summary>
    public sealed record Denied(Denial Denial) : Reply;

    /// <summary>The lease is given back, or the request left the queue; <paramref name="WasHeld"/> is false when there was neither.</summary>
    public sealed record Returned(LeaseId Lease, bool WasHeld) : Reply;

    /// <summary>The lease lives on.</summary>
    public sealed record Renewed(LeaseId Lease, TimeSpan Ttl, DateTimeOffset ExpiresAt) : Reply;

    /// <summary>There is no such lease (any more). <paramref name="Reason"/> is null when it was never known or is forgotten.</summary>
    public sealed record NotHeld(LeaseId Lease, EndReason? Reason, string Note) : Reply;

    /// <summary>The lease was revoked.</summary>
    public sealed record Revoked(LeaseView Lease, DateTimeOffset CoolDownUntil) : Reply;

    /// <summary>Done; nothing to tell.</summary>
    public sealed record Done : Reply;
}
