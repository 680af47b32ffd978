using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace Usher.Ports.Windows;

/// <summary>
/// Listeners on Windows, from the IP helper API. A table is a u32 with the number of rows, then the rows; addresses and
/// ports in the network's byte order, everything else in the machine's:
/// <code>
/// MIB_TCPROW_OWNER_PID   state u32, address 4, port u32, remote address 4, remote port u32, pid u32
/// MIB_TCP6ROW_OWNER_PID  address 16, scope u32, port u32, remote address 16, scope u32, port u32, state u32, pid u32
/// MIB_UDPROW_OWNER_PID   address 4, port u32, pid u32
/// MIB_UDP6ROW_OWNER_PID  address 16, scope u32, port u32, pid u32
/// </code>
/// </summary>
internal static class WindowsListeners
{
    private const uint NoError = 0, InsufficientBuffer = 122;
    private const int Inet = 2, Inet6 = 23;
    private const int TcpOwnerPidListener = 3, UdpOwnerPid = 1;
    private const int CountBytes = sizeof(uint);

    /// <summary>How often a table may have grown between asking for its size and asking for it.</summary>
    private const int AttemptsMax = 10;

    /// <summary>Where the fields of a row are, in bytes.</summary>
    internal sealed record Layout(Transport Transport, int RowBytes, int AddressAt, int AddressBytes, int PortAt, int PidAt);

    internal static Layout Tcp4 { get; } = new(Transport.Tcp, 24, AddressAt: 4, 4, PortAt: 8, PidAt: 20);

    internal static Layout Tcp6 { get; } = new(Transport.Tcp, 56, AddressAt: 0, 16, PortAt: 20, PidAt: 52);

    internal static Layout Udp4 { get; } = new(Transport.Udp, 12, AddressAt: 0, 4, PortAt: 4, PidAt: 8);

    internal static Layout Udp6 { get; } = new(Transport.Udp, 28, AddressAt: 0, 16, PortAt: 20, PidAt: 24);

    /// <summary>Reads all.</summary>
    /// <exception cref="PortsException">The API refuses (USH7001).</exception>
    public static IReadOnlyList<Listener> Read() =>
    [
        .. Parse(Table(GetExtendedTcpTable, Inet, TcpOwnerPidListener), Tcp4), .. Parse(Table(GetExtendedTcpTable, Inet6, TcpOwnerPidListener), Tcp6),
        .. Parse(Table(GetExtendedUdpTable, Inet, UdpOwnerPid), Udp4), .. Parse(Table(GetExtendedUdpTable, Inet6, UdpOwnerPid), Udp6),
    ];

    /// <summary>The rows of a table; those behind the end of a table that was cut short are passed over.</summary>
    internal static List<Listener> Parse(ReadOnlySpan<byte> table, Layout layout)
    {
        var listeners = new List<Listener>();
        if (table.Length < CountBytes)
            return listeners;
        var count = Math.Min(MemoryMarshal.Read<uint>(table), (uint)((table.Length - CountBytes) / layout.RowBytes));
        for (var i = 0; i < count; i++)
        {
            var row = table.Slice(CountBytes + (i * layout.RowBytes), layout.RowBytes);
            var address = new IPAddress(row.Slice(layout.AddressAt, layout.AddressBytes));
            var pid = MemoryMarshal.Read<int>(row[layout.PidAt..]);
            listeners.Add(new()
            {
                Transport = layout.Transport,
                Address = address,
                Port = BinaryPrimitives.ReadUInt16BigEndian(row[layout.PortAt..]),
                // A dual-stack socket has a row in the table of IPv4 as well.
                IsDualStack = false,
                Owners = [RunningProcess.Complete(new(pid, ""))],
            });
        }

        return listeners;
    }

    private delegate uint TableCall(ref byte table, ref int bytes, bool order, int family, int tableClass, uint reserved);

    private static byte[] Table(TableCall call, int family, int tableClass)
    {
        var table = new byte[CountBytes];
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var bytes = table.Length;
            var outcome = call(ref table[0], ref bytes, order: false, family, tableClass, reserved: 0);
            if (outcome == NoError)
                return table;
            if (outcome != InsufficientBuffer)
                throw Refused(outcome);
            table = new byte[Math.Max(bytes, CountBytes)];
        }

        throw Refused(InsufficientBuffer);
    }

    private static PortsException Refused(uint error) => new(
        PortsCodes.CannotRead, $"Windows does not tell who listens: error {error} of the IP helper API", "look with 'netstat -abno' as administrator");

    [DllImport("iphlpapi.dll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint GetExtendedTcpTable(ref byte table, ref int bytes, bool order, int family, int tableClass, uint reserved);

    [DllImport("iphlpapi.dll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint GetExtendedUdpTable(ref byte table, ref int bytes, bool order, int family, int tableClass, uint reserved);
}
