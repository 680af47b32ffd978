using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Management;

/// <summary>One server for a class of tests: a start costs more than all its requests.</summary>
public sealed class SharedUsher : IAsyncLifetime
{
    private readonly TempFolder folder = new();

    internal RunningUsher Usher { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Usher = await RunningUsher.StartAsync(RunningUsher.Options(folder.Path));

    public async ValueTask DisposeAsync()
    {
        await Usher.DisposeAsync();
        folder.Dispose();
    }
}
