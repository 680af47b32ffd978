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

    /// <summary>From the second answer on it fails with this.</summary>
    public Exception? Trouble { get; init; }

    private bool _hasAnswered;

    public bool Knows { get; init; }

    public CheckoutOptions? Asked { get; private set; }

    public ServerPeer? Peer => null;

    public Task<ISeat> CheckoutAsync(string feature, CheckoutOptions options, CancellationToken cancellationToken)
    {
        Asked = options;
        return Refusal is null ? Task.FromResult<ISeat>(Seat!) : throw new RefusedException(Refusal);
    }

    public Task<bool> CheckInAsync(LeaseId lease, CancellationToken cancellationToken) => Task.FromResult(Knows);

    public Task<ServerStatus> StatusAsync(IReadOnlyList<string> features, CancellationToken cancellationToken)
    {
        if (_hasAnswered && Trouble is not null)
            return Task.FromException<ServerStatus>(Trouble);
        _hasAnswered = true;
        return Task.FromResult(Status!);
    }

    public Task<IReadOnlyList<SeatHolder>> WhoAsync(string? feature, CancellationToken cancellationToken) => Task.FromResult(Holders);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
