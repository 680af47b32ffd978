using Usher.Client;

namespace Usher.Cli.Servers;

/// <summary>A server that the client library is connected to.</summary>
internal sealed class ConnectedServer(UsherClient client) : ISeatServer
{
    /// <inheritdoc/>
    public ServerPeer? Peer => client.Server;

    /// <inheritdoc/>
    public async Task<ISeat> CheckoutAsync(string feature, CheckoutOptions options, CancellationToken cancellationToken) =>
        new HeldSeat(await client.CheckoutAsync(feature, options, cancellationToken));

    /// <inheritdoc/>
    public Task<bool> CheckInAsync(LeaseId lease, CancellationToken cancellationToken) =>
        client.CheckInAsync(lease, cancellationToken: cancellationToken).AsTask();

    /// <inheritdoc/>
    public Task<ServerStatus> StatusAsync(IReadOnlyList<string> features, CancellationToken cancellationToken) =>
        client.StatusAsync(features, cancellationToken).AsTask();

    /// <inheritdoc/>
    public Task<IReadOnlyList<SeatHolder>> WhoAsync(string? feature, CancellationToken cancellationToken) =>
        client.WhoAsync(feature, cancellationToken).AsTask();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => client.DisposeAsync();
}
