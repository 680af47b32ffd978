using Usher.Ports;

namespace Usher.Server.Management.Contract;

/// <summary>
/// A listener with its judgement: in <c>GET /api/v1/ports</c>, in the journal, in what a webhook gets, and in
/// <c>usher ports check --json</c>. What is not visible is null.
/// </summary>
/// <param name="Transport"><c>tcp</c> or <c>udp</c>.</param>
/// <param name="Address">What it is bound to; <c>0.0.0.0</c> and <c>::</c> are every address.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="DualStack">On IPv6, and takes IPv4 as well.</param>
/// <param name="Interface">The only one that it takes from; null: all.</param>
/// <param name="Pid">The first process that holds the socket.</param>
/// <param name="Pids">All that hold it.</param>
/// <param name="Process">Name of the first.</param>
/// <param name="Executable">Its path.</param>
/// <param name="User">Of the process, else who made the socket.</param>
/// <param name="ServiceUnit">The service of the system that the process belongs to.</param>
/// <param name="Container">The container that it runs in.</param>
/// <param name="Since">When the process started.</param>
/// <param name="Service">What the port is for: IANA's name.</param>
/// <param name="Manager">The license manager whose port it is.</param>
/// <param name="Verdict">A word of docs/ports.md.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Hint">What to do; null when nothing is to be done.</param>
/// <param name="Identity">Of the Usher that answered.</param>
public sealed record PortRow(
    string Transport, string Address, int Port, bool DualStack, string? Interface, int? Pid, IReadOnlyList<int> Pids, string? Process, string? Executable,
    string? User, string? ServiceUnit, string? Container, DateTimeOffset? Since, string? Service, string? Manager,
    string Verdict, string Reason, string? Hint, string? Identity)
{
    /// <summary>Of a judgement.</summary>
    public static PortRow Of(Judgement judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        var (listener, owner) = (judged.Listener, judged.Listener.Owner);
        return new(
            listener.Transport.Name(), listener.Address.ToString(), listener.Port, listener.IsDualStack, listener.Interface,
            owner?.Pid, [.. listener.Owners.Select(one => one.Pid)], owner?.Process, owner?.Executable, listener.User, owner?.Service, owner?.Container,
            owner?.StartedAt, judged.Use?.Service, judged.Use?.Manager, Word(judged.Verdict), judged.Reason, judged.Hint, judged.Identity);
    }

    /// <summary>A verdict as scripts and people read it.</summary>
    public static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();
}
