using Usher.Journal;
using Usher.Journal.Tests;

namespace Usher.Server.Tests.Lanes;

/// <summary>A journal that writes at once and keeps each answer back until the test lets it go.</summary>
internal sealed class SlowAnswers(IJournal inner) : JournalAround(inner)
{
    private readonly List<Answer> answers = [.. Enumerable.Range(0, 64).Select(_ => new Answer())];
    private (int Number, Action? Act) before;
    private int appends;

    /// <summary>Whether answers are kept back from now on.</summary>
    public bool IsSlow { get; set; }

    /// <summary>Batches that were handed over since answers are kept back.</summary>
    public List<Batch> Handed { get; } = [];

    /// <summary>Completes when so many batches were handed over.</summary>
    public Task HandedAsync(int count) => answers[count - 1].Reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Lets the answer to one batch go, the first is 1.</summary>
    public void LetGo(int number) => answers[number - 1].Free.TrySetResult();

    /// <summary>Keeps nothing back any more.</summary>
    public void LetAllGo()
    {
        foreach (var answer in answers)
            answer.Free.TrySetResult();
    }

    /// <summary>Does something just before a batch is handed over.</summary>
    public void Before(int number, Action? act) => before = (number, act);

    public override async ValueTask<AppendOutcome> AppendAsync(Batch batch, CancellationToken cancellationToken = default)
    {
        if (!IsSlow)
            return await Inner.AppendAsync(batch, cancellationToken);
        Handed.Add(batch);
        var answer = answers[appends++];
        if (appends == before.Number)
            before.Act?.Invoke();
        var outcome = Inner.AppendAsync(batch, cancellationToken).AsTask();
        answer.Reached.TrySetResult();
        await answer.Free.Task;
        return await outcome;
    }

    private sealed class Answer
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Free { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
