namespace Usher.Client;

/// <summary>Who holds seats, or waits for them. User, host, display and application are what that client said of itself.</summary>
public sealed record SeatHolder
{
    /// <summary>The lease, or the lease to be; all zero when the server does not show it.</summary>
    public required LeaseId Lease { get; init; }

    /// <summary>The user.</summary>
    public required string User { get; init; }

    /// <summary>The host.</summary>
    public required string Host { get; init; }

    /// <summary>The display or terminal; may be empty.</summary>
    public string Display { get; init; } = "";

    /// <summary>Program and process; may be empty.</summary>
    public string Application { get; init; } = "";

    /// <summary>"vendor/feature".</summary>
    public string Feature { get; init; } = "";

    /// <summary>How many seats.</summary>
    public int Seats { get; init; }

    /// <summary>One of active, lingering, overdraft, queued.</summary>
    public string State { get; init; } = "";

    /// <summary>Since when: UTC, by the server's clock.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Until when without a sign of life (a queued one: when it gives up): UTC, by the server's clock; null when unknown.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The lease lives by its time alone.</summary>
    public bool Detached { get; init; }

    /// <summary>Lives by signs of life, but not by a connection.</summary>
    public bool Connectionless { get; init; }

    /// <summary>Place in the queue, 1 is next; 0 when it holds seats.</summary>
    public int Position { get; init; }
}
