using Usher.Server.Management.Contract;

namespace Usher.Server.Guard;

/// <summary>What a webhook or a command gets. docs/ports.md has the shape.</summary>
/// <param name="Type"><c>port-reported/1</c>, as in the journal.</param>
/// <param name="Server">The identity of the server that saw it.</param>
/// <param name="Host">Its machine, as that calls itself.</param>
/// <param name="At">UTC.</param>
/// <param name="Change"><c>appeared</c>, <c>replaced</c> or <c>gone</c>.</param>
/// <param name="Listener">As in <c>usher ports check --json</c>.</param>
/// <param name="Before">Who listened before it was replaced.</param>
internal sealed record PortNotice(string Type, string Server, string Host, DateTimeOffset At, string Change, PortRow Listener, string? Before)
{
    internal static PortNotice Of(PortReport report, string server) => new(
        "port-reported/1", server, Environment.MachineName, report.At, report.Change, PortRow.Of(report.Judged), report.Before);
}
