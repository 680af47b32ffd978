using System.Diagnostics;
using System.Net.Sockets;

namespace Usher.Ports.Tests;

public sealed class ManySocketsTests(ITestOutputHelper output)
{
    private const int Connections = 2500;
    private const double RatioMax = 3;

    /// <summary>ss is the bare work: it asks the kernel for the sockets and reads the links of every process.</summary>
    [Fact]
    public void Five_thousand_open_sockets_cost_about_what_ss_takes_and_looking_again_next_to_nothing() => PrivateNetwork.Run(() =>
    {
        using var sockets = new Sockets();
        var port = sockets.Tcp("127.0.0.1");
        for (var i = 0; i < Connections; i++)
            sockets.Connect(ProtocolType.Tcp, port);

        var bare = Best(() => OtherTools.Ss());
        var full = Best(() => Assert.Single(ListenerTable.Read().Listeners));
        var known = ListenerTable.Read();
        var again = Best(() => ListenerTable.Read(known));
        output.WriteLine($"ss {bare.TotalMilliseconds:F1} ms, table {full.TotalMilliseconds:F1} ms, looking again {again.TotalMilliseconds:F2} ms");
        Assert.True(full < RatioMax * bare, $"{full} against {bare}");
        Assert.True(again < full / RatioMax, $"looking again takes {again} against {full}");
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
}
