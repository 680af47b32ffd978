using Usher.Cli.Servers;
using Usher.Client;

namespace Usher.Cli.Tests.Fakes;

/// <summary>A server that answers what the test says.</summary>
internal sealed class FakeServer : ISeatServer
{
    public FakeSeat? Seat { get; init; }

    public Refusal? Refusal { get; init; }

    public IReadOnlyList<SeatHolder> Holders { get; init; } = [];

    public ServerStatus? Status { get; init; }

    public bool Knows { get; init; }

    public CheckoutOptions? Asked { get; private set; }

    public ServerPeer? Peer => null;

    public Task<ISeat> CheckoutAsync(string feature, CheckoutOptions options, CancellationToken cancellationToken)
    {
        Asked = options;
        return Refusal is null ? Task.FromResult<ISeat>(Seat!) : throw new RefusedException(Refusal);
    }

    public Task<bool> CheckInAsync(LeaseId lease, CancellationToken cancellationToken) => Task.FromResult(Knows);

    public Task<ServerStatus> StatusAsync(IReadOnlyList<string> features, CancellationToken cancellationToken) => Task.FromResult(Status!);

    public Task<IReadOnlyList<SeatHolder>> WhoAsync(string? feature, CancellationToken cancellationToken) => Task.FromResult(Holders);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
