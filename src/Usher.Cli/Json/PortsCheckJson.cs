using Usher.Ports;

namespace Usher.Cli.Output;

/// <summary>What 'ports check --json' prints.</summary>
internal sealed record PortsCheckJson(IReadOnlyList<ListenerJson> Listeners, IReadOnlyList<string> Free, string? Hint);

/// <summary>A listener with its judgement. What is not visible is null.</summary>
internal sealed record ListenerJson(
    string Transport, string Address, int Port, bool DualStack, string? Interface, int? Pid, IReadOnlyList<int> Pids, string? Process, string? Executable,
    string? User, string? ServiceUnit, string? Container, DateTimeOffset? Since, string? Service, string? Manager,
    string Verdict, string Reason, string? Hint, string? Identity)
{
    /// <summary>Of a judgement.</summary>
    public static ListenerJson From(Judgement judged)
    {
        var (listener, owner) = (judged.Listener, judged.Listener.Owner);
        return new(
            listener.Transport.Name(), listener.Address.ToString(), listener.Port, listener.IsDualStack, listener.Interface,
            owner?.Pid, [.. listener.Owners.Select(one => one.Pid)], owner?.Process, owner?.Executable, listener.User, owner?.Service, owner?.Container,
            owner?.StartedAt, judged.Use?.Service, judged.Use?.Manager, Word(judged.Verdict), judged.Reason, judged.Hint, judged.Identity);
    }

    /// <summary>A verdict as scripts and people read it.</summary>
    public static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();
}
