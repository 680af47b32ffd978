namespace Usher.Journal.Tests.Sqlite;

/// <summary>Stands at every COMMIT: lets it through, stops the writer there, or makes it end as a test wants.</summary>
internal sealed class CommitGate : IDisposable
{
    public const int InputOutput = 10;
    public const int SyncFailed = 10 | (4 << 8);

    private readonly Queue<Func<Func<int>, int>> next = new();
    private readonly SemaphoreSlim arrived = new(0);
    private readonly SemaphoreSlim allowed = new(0);

    /// <summary>The next commits, in order; those after them go through.</summary>
    public void Plan(params Func<Func<int>, int>[] commits)
    {
        foreach (var commit in commits)
            next.Enqueue(commit);
    }

    public int Around(Func<int> commit) => next.TryDequeue(out var planned) ? planned(commit) : commit();

    /// <summary>The commit happens, but the caller is told of an I/O error.</summary>
    public static int HappensUnseen(Func<int> commit) => commit() == 0 ? SyncFailed : throw new InvalidOperationException();

    /// <summary>The commit does not happen.</summary>
    public static int Fails(Func<int> commit) => SyncFailed;

    /// <summary>The commit waits for <see cref="Allow"/>.</summary>
    public int Waits(Func<int> commit)
    {
        arrived.Release();
        allowed.Wait();
        return commit();
    }

    public Task ArrivedAsync() => arrived.WaitAsync();

    public void Allow() => allowed.Release();

    public void Dispose()
    {
        arrived.Dispose();
        allowed.Dispose();
    }
}
