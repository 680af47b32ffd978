using System.Net.NetworkInformation;

namespace Usher.Ports.Linux;

/// <summary>Listeners on Linux: netlink, else /proc/net, joined with /proc/PID.</summary>
internal static class LinuxListeners
{
    /// <summary>Reads all; owners of sockets that are known are not looked for again.</summary>
    public static IReadOnlyList<Listener> Read(ListenerTable? known) => Join(SocketDiagnosis.TryRead() ?? [.. SocketTable.Read()], known);

    internal static IReadOnlyList<Listener> Join(IReadOnlyList<SocketEntry> sockets, ListenerTable? known)
    {
        var before = (known?.Listeners ?? []).DistinctBy(Key).ToDictionary(Key);
        var listeners = sockets.Select(Bare).ToList();
        var fresh = listeners.Where(listener => !before.ContainsKey(Key(listener))).Select(listener => (uint)listener.SocketId).ToHashSet();
        var facts = new Lazy<ProcessFacts>(() => new());
        var described = new Dictionary<int, SocketOwner?>();
        var holders = SocketHolders.Find(fresh);
        return [.. sockets.Zip(listeners, (socket, listener) => before.TryGetValue(Key(listener), out var same) ? same : listener with
        {
            Interface = InterfaceName(socket.InterfaceIndex),
            Maker = facts.Value.UserName(socket.Uid),
            Owners = [.. holders.GetValueOrDefault(socket.Inode, []).Select(Describe).OfType<SocketOwner>()],
        })];

        SocketOwner? Describe(int pid)
        {
            if (!described.TryGetValue(pid, out var owner))
                described.Add(pid, owner = facts.Value.Describe(pid));
            return owner;
        }
    }

    private static Listener Bare(SocketEntry socket) => new()
    {
        Transport = socket.Transport,
        Address = socket.Address,
        Port = socket.Port,
        IsDualStack = socket.IsDualStack,
        SocketId = socket.Inode,
    };

    /// <summary>The kernel counts sockets up, and comes round again after four thousand million of them.</summary>
    private static (long, Transport, ushort, System.Net.IPAddress) Key(Listener listener) =>
        (listener.SocketId, listener.Transport, listener.Port, listener.Address);

    private static string? InterfaceName(int index) => index == 0 ? null : NetworkInterface.GetAllNetworkInterfaces()
        .FirstOrDefault(card => IndexOf(card) == index)?.Name ?? $"if{index}";

    private static int IndexOf(NetworkInterface card)
    {
        var properties = card.GetIPProperties();
        return card.Supports(NetworkInterfaceComponent.IPv4) ? properties.GetIPv4Properties().Index : properties.GetIPv6Properties().Index;
    }
}
