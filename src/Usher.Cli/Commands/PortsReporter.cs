using Usher.Cli.Output;
using Usher.Ports;

namespace Usher.Cli.Commands;

/// <summary>Prints what the watch sees, with the judgement.</summary>
internal sealed class PortsReporter(PortCheck check, Func<ListenerTable?, ListenerTable> read, bool json, Surroundings surroundings) : IPortObserver
{
    /// <inheritdoc />
    public async ValueTask ChangedAsync(PortChange change, CancellationToken cancellationToken)
    {
        var judged = change is PortChange.Gone
            ? new Judgement(change.Listener, Verdict.Other, "nobody listens any more")
            : (await check.JudgeAsync([change.Listener, .. Siblings(change.Listener)], cancellationToken))[0];
        var word = change.GetType().Name.ToLowerInvariant();
        if (json)
            JsonOutput.Write(new PortChangeJson(change.At, word, ListenerJson.From(judged)), CliJson.Readable.PortChangeJson, surroundings);
        else
            surroundings.Output.WriteLine($"{change.At:yyyy-MM-dd HH:mm:ss}Z {word} {change.Listener.Endpoint} {Who(change.Listener)}{Opinion(change, judged)}");
        await surroundings.Output.FlushAsync(cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask FailedAsync(PortsException failure, CancellationToken cancellationToken)
    {
        Failures.Print(new(failure.Code, failure.Message, failure.Hint), surroundings.Error);
        return default;
    }

    /// <summary>A datagram socket is known by what the other sockets of its process prove.</summary>
    private IEnumerable<Listener> Siblings(Listener listener) => listener.Transport == Transport.Tcp ? [] : read(null).Listeners
        .Where(other => other.Transport == Transport.Tcp && other.Owners.Any(owner => listener.Owners.Any(one => one.Pid == owner.Pid)));

    private static string Who(Listener listener) => listener.Owner is { } owner
        ? $"{owner.Process} (pid {owner.Pid}, user {listener.User ?? "?"})"
        : $"a process of user {listener.User ?? "?"}";

    private static string Opinion(PortChange change, Judgement judged) => change switch
    {
        PortChange.Gone => "",
        PortChange.Replaced { Before: var before } => $", before {Who(before)}: {ListenerJson.Word(judged.Verdict)}: {judged.Reason}",
        _ => $": {ListenerJson.Word(judged.Verdict)}: {judged.Reason}",
    };
}
