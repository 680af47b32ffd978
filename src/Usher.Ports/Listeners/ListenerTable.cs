namespace Usher.Ports;

/// <summary>Everything that listens on this machine, as far as this process may see. Immutable.</summary>
/// <param name="Listeners">In order of port, transport, address.</param>
public sealed record ListenerTable(IReadOnlyList<Listener> Listeners)
{
    /// <summary>How many listeners hide their process from this user.</summary>
    public int HiddenOwners => Listeners.Count(listener => listener.Owners.Count == 0);

    /// <summary>What more privilege would show, one line; null when nothing is hidden or this process has all privilege.</summary>
    public string? Hint => HiddenOwners == 0 || Environment.IsPrivilegedProcess
        ? null
        : $"{HiddenOwners} of {Listeners.Count} listeners belong to other users' processes: as {(OperatingSystem.IsWindows() ? "administrator" : "root (sudo)")} their process, executable and start show too";

    /// <summary>Looks now.</summary>
    /// <param name="known">
    /// An earlier table: sockets that it has keep the owners they had there, so that looking again and again costs little.
    /// </param>
    /// <exception cref="PortsException">This system cannot tell (USH7001).</exception>
    public static ListenerTable Read(ListenerTable? known = null) => new([.. OfSystem(known)
        .OrderBy(listener => listener.Port).ThenBy(listener => listener.Transport)
        .ThenBy(listener => listener.Address.AddressFamily).ThenBy(listener => listener.Address.ToString(), StringComparer.Ordinal)
        .ThenBy(listener => listener.SocketId)]);

    private static IReadOnlyList<Listener> OfSystem(ListenerTable? known)
    {
        if (OperatingSystem.IsLinux())
            return Linux.LinuxListeners.Read(known);
        if (OperatingSystem.IsWindows())
            return Windows.WindowsListeners.Read();
        if (OperatingSystem.IsMacOS())
            return MacOs.MacListeners.Read();
        throw new PortsException(
            PortsCodes.CannotRead, $"who listens cannot be read on {Environment.OSVersion.Platform}",
            "Usher reads it on Linux, Windows and macOS; look with the system's own tools, such as 'netstat' or 'sockstat'");
    }
}
