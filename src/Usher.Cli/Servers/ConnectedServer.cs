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
    /// <remarks>The server wants to know the feature, so it is asked who holds the lease.</remarks>
    public async Task<bool> CheckInAsync(LeaseId lease, CancellationToken cancellationToken)
    {
        var holders = await client.WhoAsync(null, cancellationToken);
        return holders.FirstOrDefault(one => one.Lease == lease) is { } holder
            && await client.CheckInAsync(lease, holder.Feature, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ServerStatus> StatusAsync(IReadOnlyList<string> features, CancellationToken cancellationToken) =>
        client.StatusAsync(features, cancellationToken).AsTask();

    /// <inheritdoc/>
    public Task<IReadOnlyList<SeatHolder>> WhoAsync(string? feature, CancellationToken cancellationToken) =>
        client.WhoAsync(feature, cancellationToken).AsTask();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => client.DisposeAsync();
}
