using System.Net;

namespace Usher.Ports;

/// <summary>Who has a port that a server wants, for the message that replaces "address already in use".</summary>
public static class PortOwner
{
    /// <summary>The listeners on a port, now; none when it is free, or taken by a connection or a process in another network namespace.</summary>
    /// <exception cref="PortsException">This system cannot tell (USH7001).</exception>
    public static IReadOnlyList<Listener> Find(ushort port, Transport transport) =>
        [.. ListenerTable.Read().Listeners.Where(listener => listener.Port == port && listener.Transport == transport)];

    /// <summary>Those of a port that stand in the way of one address: at that address, or at all of them.</summary>
    /// <exception cref="PortsException">This system cannot tell (USH7001).</exception>
    public static IReadOnlyList<Listener> Find(IPEndPoint endpoint, Transport transport) =>
        [.. Find((ushort)endpoint.Port, transport).Where(listener => Collides(listener, endpoint.Address))];

    /// <summary>Says who has a port, whether it is another Usher, and how to go on (USH7004). Never throws for want of rights.</summary>
    /// <param name="port">The port that could not be bound, on whatever address.</param>
    /// <param name="transport">TCP or UDP.</param>
    /// <param name="probe">Asks a TCP listener whether it is an Usher; null asks nobody.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static Task<PortsException> DescribeAsync(ushort port, Transport transport, TlsProbe? probe, CancellationToken cancellationToken) =>
        DescribeAsync(new IPEndPoint(IPAddress.IPv6Any, port), transport, probe, placeOf: null, cancellationToken);

    /// <summary>The same of whoever stands in the way of one address.</summary>
    /// <param name="endpoint">What could not be bound.</param>
    /// <param name="transport">TCP or UDP.</param>
    /// <param name="probe">Asks a TCP listener whether it is an Usher; null asks nobody.</param>
    /// <param name="placeOf">The data folder of another Usher's process, where the caller can tell; null: nobody can. Of datagrams, which cannot be asked, it is the only sign of one.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <remarks>Takes as long as a look at the listeners and one question of <paramref name="probe"/>.</remarks>
    public static async Task<PortsException> DescribeAsync(
        IPEndPoint endpoint, Transport transport, TlsProbe? probe, Func<SocketOwner, string?>? placeOf, CancellationToken cancellationToken)
    {
        var port = (ushort)endpoint.Port;
        try
        {
            var holders = Find(endpoint, transport);
            var answer = probe is not null && holders is [{ Transport: Transport.Tcp } first, ..]
                ? await probe.AskAsync(first, cancellationToken).ConfigureAwait(false)
                : null;
            var place = answer is ProbeAnswer.Usher || transport == Transport.Udp ? holders.SelectMany(holder => holder.Owners).Select(owner => placeOf?.Invoke(owner)).FirstOrDefault(one => one is not null) : null;
            return Describe(port, transport, holders, answer, place);
        }
        catch (PortsException unreadable)
        {
            return new(PortsCodes.PortTaken, $"port {port}/{transport.Name()} is taken; {unreadable.Message}", unreadable.Hint, unreadable);
        }
    }

    internal static PortsException Describe(
        ushort port, Transport transport, IReadOnlyList<Listener> holders, ProbeAnswer? answer, string? place = null)
    {
        var taken = $"port {port}/{transport.Name()} is taken";
        var owner = holders.Select(holder => holder.Owner).FirstOrDefault(one => one is not null);
        return new(
            PortsCodes.PortTaken,
            holders.Count == 0 ? $"{taken}, and nothing that this user can see listens there"
            : owner is null ? $"{taken} by a process of user {holders[0].User ?? "unknown"}, hidden from this user{Kind(owner, answer, place)}"
            : $"{taken} by {Describe(owner)}{Kind(owner, answer, place)}",
            Hint(port, transport, owner, answer, place));
    }

    private static string Describe(SocketOwner owner) =>
        $"{owner.Process} (pid {owner.Pid}"
        + (owner.User is { } user ? $", user {user}" : "")
        + ((owner.Container ?? owner.Service) is { } place ? $", {place}" : "")
        + (owner.StartedAt is { } start ? $", since {start:yyyy-MM-dd HH:mm:ss}Z" : "") + ")";

    private static string Kind(SocketOwner? owner, ProbeAnswer? answer, string? place) => answer switch
    {
        ProbeAnswer.Usher(var identity) => $", which is another Usher with identity {identity}{(place is null ? "" : $" and data folder {place}")}",
        _ when place is not null => $", which runs another Usher with data folder {place}",
        _ when owner?.IsNamed("usher") == true => ", which is named like Usher",
        null => "",
        ProbeAnswer.Nothing => ", which does not answer as an Usher does",
        _ => ", which is no Usher",
    };

    private static string Hint(ushort port, Transport transport, SocketOwner? owner, ProbeAnswer? answer, string? place)
    {
        var elsewhere = $"or take another port with --port or --admin-port (0 takes a free one) or in usher.json ('usher ports show {port}/{transport.Name()}' says whose port it is)";
        var stop = owner switch
        {
            null => "stop it",
            { Service: { } service, Container: null } => $"stop it with 'systemctl stop {service}'",
            _ => $"stop pid {owner.Pid}",
        };
        return (owner, answer) switch
        {
            _ when answer is ProbeAnswer.Usher || place is not null => $"use that server, or {stop} first, {elsewhere}",
            (null, _) => $"'sudo usher ports check {port}/{transport.Name()}' shows the process; {stop}, {elsewhere}",
            _ => $"{stop}, {elsewhere}",
        };
    }

    private static bool Collides(Listener listener, IPAddress wanted) => listener.Address.Equals(wanted)
        || (listener.IsWildcard && (listener.Address.AddressFamily == wanted.AddressFamily || listener.IsDualStack))
        || wanted.Equals(IPAddress.IPv6Any)
        || (wanted.Equals(IPAddress.Any) && (listener.Address.AddressFamily == wanted.AddressFamily || listener.IsDualStack));
}
