namespace Usher.Client.Net;

/// <summary>Opens links. TCP with TLS outside tests.</summary>
internal interface ITransport
{
    /// <summary>Connects to one server.</summary>
    /// <exception cref="DialException">It cannot be reached, or must not be trusted.</exception>
    ValueTask<Link> OpenAsync(ServerAddress server, CancellationToken cancellationToken);
}
