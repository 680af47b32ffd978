using Usher.Client;

namespace Usher.Cli.Servers;

/// <summary>What the commands ask of a license server. <see cref="ConnectedServer"/> is the real one.</summary>
internal interface ISeatServer : IAsyncDisposable
{
    /// <summary>The server at the other end; null while the connection is broken.</summary>
    ServerPeer? Peer { get; }

    /// <summary>Takes seats; see <see cref="UsherClient.CheckoutAsync"/>.</summary>
    Task<ISeat> CheckoutAsync(string feature, CheckoutOptions options, CancellationToken cancellationToken);

    /// <summary>Gives a lease back; false when there was none.</summary>
    Task<bool> CheckInAsync(LeaseId lease, CancellationToken cancellationToken);

    /// <summary>How full it is; no feature named: all.</summary>
    Task<ServerStatus> StatusAsync(IReadOnlyList<string> features, CancellationToken cancellationToken);

    /// <summary>Who holds seats and who waits; null: of all features.</summary>
    Task<IReadOnlyList<SeatHolder>> WhoAsync(string? feature, CancellationToken cancellationToken);
}
