using System.Diagnostics;
using System.Net.Sockets;

namespace Usher.Ports.Tests;

public sealed class ManySocketsTests(ITestOutputHelper output)
{
    private const int Connections = 2500;
    private const double RatioMax = 4;

    /// <summary>The bare work is what nobody can avoid: read the kernel's tables and the links of every process.</summary>
    [Fact]
    public void Five_thousand_open_sockets_cost_little_more_than_reading_the_files_of_proc() => PrivateNetwork.Run(() =>
    {
        using var sockets = new Sockets();
        var port = sockets.Tcp("127.0.0.1");
        for (var i = 0; i < Connections; i++)
            sockets.Connect(ProtocolType.Tcp, port);

        var bare = Best(() => ReadBare());
        var full = Best(() => Assert.Single(ListenerTable.Read().Listeners));
        var known = ListenerTable.Read();
        var again = Best(() => ListenerTable.Read(known));
        output.WriteLine($"bare {bare.TotalMilliseconds:F1} ms, table {full.TotalMilliseconds:F1} ms, looking again {again.TotalMilliseconds:F2} ms");
        Assert.True(full < RatioMax * bare, $"{full} against {bare}");
        Assert.True(again < bare / RatioMax, $"looking again takes {again} against {bare}");
    });

    private static TimeSpan Best(Action act)
    {
        const int rounds = 5;
        act();
        return Enumerable.Range(0, rounds).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            act();
            return Stopwatch.GetElapsedTime(start);
        });
    }

    private static int ReadBare()
    {
        var read = ((string[])["tcp", "tcp6", "udp", "udp6"]).Sum(name => File.ReadAllBytes($"/proc/thread-self/net/{name}").Length);
        foreach (var process in System.IO.Directory.GetDirectories("/proc").Where(path => char.IsAsciiDigit(path[6])))
        {
            try
            {
                read += new DirectoryInfo($"{process}/fd").GetFiles().Sum(link => link.LinkTarget?.Length ?? 0);
            }
            catch (IOException)
            {
                // It has ended.
            }
        }

        return read;
    }
}
