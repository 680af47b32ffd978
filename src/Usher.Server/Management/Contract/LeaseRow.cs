namespace Usher.Server.Management.Contract;

/// <summary>Some of the leases and waiting requests: <c>GET /api/v1/leases</c>.</summary>
/// <param name="Leases">Holders first, longest first, then the queue.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Skip">How many were left out in front.</param>
public sealed record LeasePage(IReadOnlyList<LeaseRow> Leases, int Total, int Skip);

/// <summary>One lease, or one request that waits.</summary>
/// <param name="Lease">32 hex digits.</param>
/// <param name="Feature"><c>vendor/feature</c>.</param>
/// <param name="User">As the client says.</param>
/// <param name="Host">As the client says.</param>
/// <param name="Display">As the client says; may be empty.</param>
/// <param name="Application">As the client says; may be empty.</param>
/// <param name="Seats">How many.</param>
/// <param name="State"><c>active</c>, <c>lingering</c>, <c>overdraft</c> or <c>queued</c>.</param>
/// <param name="Detached">Lives by its time alone, as every lease that was taken over HTTP.</param>
/// <param name="Connectionless">Lives by datagrams, without a connection. Neither this nor detached: lives by its connection.</param>
/// <param name="Since">When it was granted, or joined the queue.</param>
/// <param name="Until">When it lapses without a sign of life, or gives up waiting.</param>
/// <param name="Position">In the queue, 1 is next; 0 when it holds seats.</param>
public sealed record LeaseRow(
    string Lease,
    string Feature,
    string User,
    string Host,
    string Display,
    string Application,
    int Seats,
    string State,
    bool Detached,
    bool Connectionless,
    DateTimeOffset Since,
    DateTimeOffset Until,
    int Position);

/// <summary>Asks to take a lease away: <c>POST /api/v1/leases/{id}/revoke</c>.</summary>
/// <param name="Reason">Told to the holder; 1 to 200 characters.</param>
public sealed record RevokeRequest(string? Reason);

/// <summary>The lease was taken away.</summary>
/// <param name="Lease">As it was.</param>
/// <param name="CoolDownUntil">Until when its holder is refused.</param>
public sealed record RevokeOutcome(LeaseRow Lease, DateTimeOffset CoolDownUntil);
