using Usher.Cli.Servers;
using Usher.Client;

namespace Usher.Cli.Tests.Fakes;

/// <summary>A seat that a test can take away.</summary>
internal sealed class FakeSeat : ISeat
{
    private readonly CancellationTokenSource _lost = new();

    public LeaseId Id { get; } = new(0x0123456789abcdef);

    public string Feature => "acme/cad";

    public int Seats => 1;

    public DateTimeOffset ExpiresAt => FixedClock.Noon.AddMinutes(15);

    public bool Overdraft { get; init; }

    public bool InGrace { get; init; }

    public CancellationToken Lost => _lost.Token;

    public UsherProblem? LostReason { get; private set; }

    public bool IsReturned { get; private set; }

    public void Lose()
    {
        LostReason = new("USH2104", "an administrator took the seat away: maintenance", "ask the administrator");
        _lost.Cancel();
    }

    public ValueTask DisposeAsync()
    {
        IsReturned = true;
        return ValueTask.CompletedTask;
    }
}
