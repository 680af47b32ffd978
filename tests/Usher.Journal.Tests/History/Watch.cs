using System.Threading.Channels;
using Usher.Journal.History;

namespace Usher.Journal.Tests.History;

/// <summary>What a projector told, and a barrier for each round.</summary>
internal sealed class Watch : IHistoryObserver
{
    private readonly Channel<int> rounds = Channel.CreateUnbounded<int>();
    private readonly Channel<(Exception Error, TimeSpan RetryIn)> failures = Channel.CreateUnbounded<(Exception, TimeSpan)>();

    public List<(int Events, long Behind)> Batches { get; } = [];

    public List<string> Rebuilds { get; } = [];

    public int RowsPruned { get; private set; }

    /// <summary>Done inside the projector's call, between two transactions.</summary>
    public Action? AfterBatch { get; set; }

    public void Projected(int events, long behind, TimeSpan elapsed)
    {
        Batches.Add((events, behind));
        AfterBatch?.Invoke();
    }

    public void CaughtUp() => rounds.Writer.TryWrite(0);

    public void Rebuilding(string why) => Rebuilds.Add(why);

    public void Failed(Exception error, TimeSpan retryIn) => failures.Writer.TryWrite((error, retryIn));

    public void Pruned(int rows) => RowsPruned += rows;

    /// <summary>The next round that caught up.</summary>
    public ValueTask<int> CaughtUpAsync() => rounds.Reader.ReadAsync();

    /// <summary>The next failure.</summary>
    public ValueTask<(Exception Error, TimeSpan RetryIn)> FailedAsync() => failures.Reader.ReadAsync();
}
