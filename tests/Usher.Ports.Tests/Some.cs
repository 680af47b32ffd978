using System.Net;

namespace Usher.Ports.Tests;

/// <summary>Listeners as the tests need them.</summary>
internal static class Some
{
    public const string Identity = "aa11bb22cc33dd44ee55ff6600778899aa11bb22cc33dd44ee55ff6600778899";

    public static Listener Listener(string endpoint, string? process = null, int pid = 100, string? user = "root", long socket = 1, string? parent = null)
    {
        var parts = endpoint.Split('/');
        var where = IPEndPoint.Parse(parts[0]);
        Assert.True(TransportNames.TryParse(parts[1], out var transport));
        return new()
        {
            Transport = transport,
            Address = where.Address,
            Port = (ushort)where.Port,
            IsDualStack = where.Address.Equals(IPAddress.IPv6Any),
            SocketId = socket,
            Maker = user,
            Owners = process is null ? [] : [new(pid, process) { User = user, Executable = $"/opt/{process}", Parent = parent }],
        };
    }

    public static ListenerTable Table(params Listener[] listeners) => new(listeners);
}
