using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Usher.Ports.MacOs;

namespace Usher.Ports.Tests;

/// <summary>What ss and lsof say, in one form with what we say: "tcp 127.0.0.1:1203 [socket] pid pid".</summary>
internal static partial class OtherTools
{
    public static IReadOnlyList<string> Ss() =>
        [.. Command.Run("ss", "-H", "-tulpen").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(SsLine).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Lsof() =>
        [.. MacListeners.Parse(Command.Run("lsof", "-nP", "+c0", "-i", "-FpcLftPdnT")).Select(OfLsof).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Ours(ListenerTable table) => [.. table.Listeners.Select(OfSs).Order(StringComparer.Ordinal)];

    /// <summary>lsof does not say whether a socket on IPv6 takes IPv4.</summary>
    public static IReadOnlyList<string> OursAsLsof(ListenerTable table) => [.. table.Listeners.Select(OfLsof).Order(StringComparer.Ordinal)];

    private static string OfSs(Listener listener) =>
        $"{listener.Transport.Name()} {(listener.IsDualStack ? "*" : listener.Address)}:{listener.Port} {listener.SocketId} {Pids(listener)}";

    private static string OfLsof(Listener listener) => $"{listener.Endpoint} {listener.Owner?.Process} {listener.User} {Pids(listener)}";

    private static string Pids(Listener listener) => string.Join(' ', listener.Owners.Select(owner => owner.Pid));

    /// <summary>"tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=1,fd=3)) ino:99 sk:1 …"; a dual-stack wildcard is "*:22".</summary>
    private static string SsLine(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var colon = words[4].LastIndexOf(':');
        var host = words[4][..colon].Trim('[', ']');
        var pids = Pid().Matches(line).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Distinct().Order();
        return $"{words[0]} {(host == "*" ? "*" : IPAddress.Parse(host))}:{words[4][(colon + 1)..]} {Inode().Match(line).Groups[1].Value} {string.Join(' ', pids)}";
    }

    [GeneratedRegex(@"pid=(\d+)")]
    private static partial Regex Pid();

    [GeneratedRegex(@"\bino:(\d+)")]
    private static partial Regex Inode();
}
