using Usher.Client;

namespace Usher.Cli.Servers;

/// <summary>What the commands ask of a license server. <see cref="ConnectedServer"/> is the real one.</summary>
internal interface ISeatServer : ISeatWatch
{
    /// <summary>Takes seats; see <see cref="UsherClient.CheckoutAsync"/>.</summary>
    Task<ISeat> CheckoutAsync(string feature, CheckoutOptions options, CancellationToken cancellationToken);

    /// <summary>Gives a lease back; false when there was none.</summary>
    Task<bool> CheckInAsync(LeaseId lease, CancellationToken cancellationToken);
}
