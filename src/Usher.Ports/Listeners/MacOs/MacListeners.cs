using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Usher.Ports.MacOs;

/// <summary>
/// Listeners on macOS, from the lsof(8) that is part of it, in its form for programs: a letter and a value a line.
/// <c>p</c>rocess id, <c>c</c>ommand, <c>L</c>ogin name, then for each <c>f</c>ile: <c>t</c>ype IPv4 or IPv6, <c>P</c>rotocol,
/// <c>n</c>ame as address:port, <c>T</c>CP's state as "ST=LISTEN", <c>d</c>evice, which is the same for a socket that several
/// processes hold. (Asked for the state LISTEN, lsof leaves out datagram sockets, which have none.)
/// </summary>
internal static class MacListeners
{
    private const string Lsof = "/usr/sbin/lsof";
    private static readonly string[] Arguments = ["-nP", "+c0", "-i", "-FpcLftPdnT"];

    /// <summary>Reads all.</summary>
    /// <exception cref="PortsException">lsof cannot be run (USH7001).</exception>
    public static IReadOnlyList<Listener> Read()
    {
        try
        {
            using var lsof = Process.Start(new ProcessStartInfo(Lsof, Arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            lsof.ErrorDataReceived += static (_, _) => { };
            lsof.BeginErrorReadLine();
            var text = lsof.StandardOutput.ReadToEnd();
            lsof.WaitForExit();
            return [.. Parse(text).Select(listener => listener with { Owners = [.. listener.Owners.Select(RunningProcess.Complete)] })];
        }
        catch (Win32Exception error)
        {
            throw new PortsException(PortsCodes.CannotRead, $"{Lsof} cannot be run: {error.Message}", "look with 'netstat -anv'", error);
        }
    }

    /// <summary>Every listener; connected UDP sockets, sockets without a port and lines that are none are passed over.</summary>
    internal static IEnumerable<Listener> Parse(string text)
    {
        var process = new Dictionary<char, string>();
        var file = new Dictionary<char, string>();
        var found = new List<Listener>();
        foreach (var line in text.Split('\n').Append("p"))
        {
            if (line.Length == 0)
                continue;
            if (line[0] is 'p' or 'f')
                Add(process, file, found);
            if (line[0] == 'p')
                process.Clear();
            // T comes once for the state and again for the lengths of the queues.
            if (line[0] != 'T' || line.StartsWith("TST=", StringComparison.Ordinal))
                (line[0] is 'p' or 'c' or 'L' ? process : file)[line[0]] = line[1..];
        }

        return found.Where(listener => listener.SocketId == 0).Concat(found.Where(listener => listener.SocketId != 0)
            .GroupBy(listener => (listener.SocketId, listener.Endpoint))
            .Select(same => same.First() with { Owners = [.. same.SelectMany(listener => listener.Owners).DistinctBy(owner => owner.Pid).OrderBy(owner => owner.Pid)] }));
    }

    private static void Add(Dictionary<char, string> process, Dictionary<char, string> file, List<Listener> found)
    {
        var isV6 = file.GetValueOrDefault('t') == "IPv6";
        if (TransportNames.TryParse(file.GetValueOrDefault('P'), out var transport)
            && (transport == Transport.Udp || file.GetValueOrDefault('T') == "ST=LISTEN")
            && TryParseName(file.GetValueOrDefault('n', ""), isV6, out var address, out var port)
            && int.TryParse(process.GetValueOrDefault('p'), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
        {
            found.Add(new()
            {
                Transport = transport,
                Address = address,
                Port = port,
                IsDualStack = address.Equals(IPAddress.IPv6Any),
                SocketId = SocketId(file.GetValueOrDefault('d')),
                Owners = [new(pid, process.GetValueOrDefault('c', "")) { User = process.GetValueOrDefault('L') }],
            });
        }

        file.Clear();
    }

    private static bool TryParseName(string name, bool isV6, out IPAddress address, out ushort port)
    {
        var colon = name.LastIndexOf(':');
        address = isV6 ? IPAddress.IPv6Any : IPAddress.Any;
        port = 0;
        if (colon < 0 || name.Contains("->", StringComparison.Ordinal) || !PortSpan.TryParsePort(name.AsSpan(colon + 1), out port))
            return false;
        var host = name[..colon];
        if (host == "*")
            return true;
        var isAddress = IPAddress.TryParse(host.Trim('[', ']'), out var parsed);
        address = parsed ?? address;
        return isAddress;
    }

    private static long SocketId(string? device) =>
        long.TryParse(device?.Replace("0x", "", StringComparison.Ordinal), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
