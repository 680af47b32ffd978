using Usher.Client;

namespace Usher.Cli.Servers;

/// <summary>What the commands that only look ask of a license server, over 1203/tcp or over its administration.</summary>
internal interface ISeatWatch : IAsyncDisposable
{
    /// <summary>The server at the other end; null while the connection is broken.</summary>
    ServerPeer? Peer { get; }

    /// <summary>How full it is; no feature named: all.</summary>
    Task<ServerStatus> StatusAsync(IReadOnlyList<string> features, CancellationToken cancellationToken);

    /// <summary>Who holds seats and who waits; null: of all features.</summary>
    Task<IReadOnlyList<SeatHolder>> WhoAsync(string? feature, CancellationToken cancellationToken);
}
