using Microsoft.Extensions.Hosting;

namespace Usher.Server.Hosting;

/// <summary>The server lives inside another program, which listens to signals itself.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    /// <inheritdoc />
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
