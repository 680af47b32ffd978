using Usher.Cli.Output;
using Usher.Ports;
using Usher.Server.Management.Contract;

namespace Usher.Cli.Commands;

/// <summary>Prints what the watch sees, with the judgement.</summary>
internal sealed class PortsReporter(PortCheck check, bool json, Surroundings surroundings) : IPortObserver
{
    /// <inheritdoc />
    public async ValueTask ChangedAsync(IReadOnlyList<PortChange> changes, ListenerTable table, CancellationToken cancellationToken)
    {
        var there = changes.Where(change => change is not PortChange.Gone).ToList();
        var judged = await check.JudgeAsync([.. there.Select(change => change.Listener)], table, cancellationToken);
        foreach (var (change, opinion) in there.Zip(judged).Concat(changes.Except(there).Select(gone => (gone, Left(gone.Listener)))))
            Print(change, opinion);
        await surroundings.Output.FlushAsync(cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask FailedAsync(PortsException failure, CancellationToken cancellationToken)
    {
        Failures.Print(new(failure.Code, failure.Message, failure.Hint), surroundings.Error);
        return default;
    }

    private static Judgement Left(Listener listener) => new(listener, Verdict.Other, "nobody listens any more");

    private void Print(PortChange change, Judgement judged)
    {
        var word = change.GetType().Name.ToLowerInvariant();
        if (json)
            JsonOutput.Write(new PortChangeJson(change.At, word, PortRow.Of(judged)), CliJson.Readable.PortChangeJson, surroundings);
        else
            surroundings.Output.WriteLine($"{change.At:yyyy-MM-dd HH:mm:ss}Z {word} {change.Listener.Endpoint} {Who(change.Listener)}{Opinion(change, judged)}");
    }

    private static string Who(Listener listener) => listener.Owner is { } owner
        ? $"{owner.Process} (pid {owner.Pid}, user {listener.User ?? "?"})"
        : $"a process of user {listener.User ?? "?"}";

    private static string Opinion(PortChange change, Judgement judged) => change switch
    {
        PortChange.Gone => "",
        PortChange.Replaced { Before: var before } => $", before {Who(before)}: {PortRow.Word(judged.Verdict)}: {judged.Reason}",
        _ => $": {PortRow.Word(judged.Verdict)}: {judged.Reason}",
    };
}
