using System.Collections.Immutable;

namespace Usher.Server.Options;

/// <summary>Who may administer, and how fast. Section "Access".</summary>
public sealed record AccessOptions
{
    /// <summary>
    /// Names besides its addresses, <c>localhost</c> and the machine's own name by which 1455/tcp may be called; a request
    /// under another name is refused, because a web page that was made to point here sends one. 0 to 100. Default none.
    /// </summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Who may take seats over HTTP. Default anybody on a trusted network, as on 1203/tcp.</summary>
    public SeatTakers TakeSeats { get; init; } = SeatTakers.Anybody;

    /// <summary>A session that asks for nothing for so long ends. 1 min to 1 day. Default 30 min.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A session ends after so long in any case. 5 min to 30 days. Default 12 h.</summary>
    public TimeSpan SessionMax { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Failed log-ins in a row under one name before it is locked. 3 to 1000. Default 10.</summary>
    public int LockOutAfter { get; init; } = 10;

    /// <summary>How long a name or an address stays locked, and failures are remembered. 1 min to 1 day. Default 15 min.</summary>
    public TimeSpan LockOutFor { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Requests a second from one address, twice as many at once. 10 to 1 000 000. Default 1000.</summary>
    public int RequestsPerSecond { get; init; } = 1_000;

    /// <summary>Most connections to 1455/tcp at once. 1 to 1 000 000. Default 2000.</summary>
    public int ConnectionsMax { get; init; } = 2_000;

    /// <summary>Most connections to 1455/tcp at once from one address. 1 to 1 000 000. Default 500.</summary>
    public int ConnectionsPerAddressMax { get; init; } = 500;
}
