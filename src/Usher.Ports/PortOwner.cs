namespace Usher.Ports;

/// <summary>Who has a port that a server wants, for the message that replaces "address already in use".</summary>
public static class PortOwner
{
    /// <summary>The listeners on a port, now; none when it is free, or taken by a connection or a process in another network namespace.</summary>
    /// <exception cref="PortsException">This system cannot tell (USH7001).</exception>
    public static IReadOnlyList<Listener> Find(ushort port, Transport transport) =>
        [.. ListenerTable.Read().Listeners.Where(listener => listener.Port == port && listener.Transport == transport)];

    /// <summary>Says who has a port, whether it is another Usher, and how to go on (USH7004). Never throws for want of rights.</summary>
    /// <param name="port">The port that could not be bound.</param>
    /// <param name="transport">TCP or UDP.</param>
    /// <param name="probe">Asks a TCP listener whether it is an Usher; null asks nobody.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async Task<PortsException> DescribeAsync(ushort port, Transport transport, TlsProbe? probe, CancellationToken cancellationToken)
    {
        try
        {
            var holders = Find(port, transport);
            var answer = probe is not null && transport == Transport.Tcp && holders.Count > 0
                ? await probe.AskAsync(holders[0], cancellationToken).ConfigureAwait(false)
                : null;
            return Describe(port, transport, holders, answer);
        }
        catch (PortsException unreadable)
        {
            return new(PortsCodes.PortTaken, $"port {port}/{transport.Name()} is taken; {unreadable.Message}", unreadable.Hint, unreadable);
        }
    }

    internal static PortsException Describe(ushort port, Transport transport, IReadOnlyList<Listener> holders, ProbeAnswer? answer)
    {
        var place = $"port {port}/{transport.Name()}";
        var owner = holders.Select(holder => holder.Owner).FirstOrDefault(one => one is not null);
        return new(
            PortsCodes.PortTaken,
            holders.Count == 0 ? $"{place} is taken, and nothing that this user can see listens there"
            : owner is null ? $"{place} is taken by a process of user {holders[0].User ?? "unknown"}, hidden from this user"
            : $"{place} is taken by {Describe(owner)}{Kind(owner, answer)}",
            Hint(port, transport, owner, answer));
    }

    private static string Describe(SocketOwner owner) =>
        $"{owner.Process} (pid {owner.Pid}"
        + (owner.User is { } user ? $", user {user}" : "")
        + ((owner.Container ?? owner.Service) is { } place ? $", {place}" : "")
        + (owner.StartedAt is { } start ? $", since {start:yyyy-MM-dd HH:mm:ss}Z" : "") + ")";

    private static string Kind(SocketOwner owner, ProbeAnswer? answer) => answer switch
    {
        ProbeAnswer.Usher(var identity) => $", which is another Usher with identity {identity}",
        _ when owner.IsNamed("usher") => ", which is named like Usher",
        null => "",
        _ => ", which is no Usher",
    };

    private static string Hint(ushort port, Transport transport, SocketOwner? owner, ProbeAnswer? answer)
    {
        var elsewhere = $"or give this one another port in usher.json ('usher ports show {port}/{transport.Name()}' says whose port it is)";
        return (owner, answer) switch
        {
            (null, _) => $"'sudo usher ports check {port}/{transport.Name()}' shows the process; stop it, {elsewhere}",
            ({ Service: { } service, Container: null }, _) => $"stop it with 'systemctl stop {service}', {elsewhere}",
            (_, ProbeAnswer.Usher) => $"use that server, or stop pid {owner.Pid} first, {elsewhere}",
            _ => $"stop pid {owner.Pid}, {elsewhere}",
        };
    }
}
