using System.Net.Sockets;
using Usher.Ports.Linux;

namespace Usher.Ports.Tests;

/// <summary>What we list is what ss and lsof list: none missing, none invented, the same owners.</summary>
public sealed class ListenersOfThisMachineTests
{
    [Fact]
    public void Every_kind_of_listener_is_listed_as_ss_and_lsof_list_it() => PrivateNetwork.Run(() =>
    {
        using var sockets = new Sockets();
        var tcp = sockets.Tcp("127.0.0.1");
        var udp = sockets.Udp("127.0.0.1");
        int[] ports =
        [
            tcp, udp, sockets.Tcp("0.0.0.0"), sockets.Udp("0.0.0.0"), sockets.Tcp("::1"), sockets.Udp("::1"), sockets.Tcp("::"),
            sockets.Udp("::"), sockets.Tcp("::", isDualStack: true), sockets.Udp("::", isDualStack: true),
        ];
        sockets.Connect(ProtocolType.Tcp, tcp);
        sockets.Connect(ProtocolType.Udp, udp);

        var table = ListenerTable.Read();
        Assert.Equal(ports.Order(), table.Listeners.Select(listener => (int)listener.Port));
        Assert.All(table.Listeners, listener => Assert.Equal(Environment.ProcessId, listener.Owner?.Pid));
        AssertSameAsOthers(table);
    });

    [Fact]
    public void Listeners_of_children_are_theirs_and_a_shared_socket_has_both_owners() => PrivateNetwork.Run(() =>
    {
        using var one = Child.Start();
        using var two = Child.Start("fork");

        var table = ListenerTable.Read();
        AssertSameAsOthers(table);
        Assert.Equal([one.Pid], Pids(table, one.TcpPort));
        Assert.Equal([one.Pid], Pids(table, one.UdpPort));
        Assert.Equal(new[] { two.Pid, two.ForkedPid }.Order(), Pids(table, two.TcpPort));
    });

    [Fact]
    public void A_listener_of_another_user_is_that_users() => PrivateNetwork.Run(() =>
    {
        using var child = Child.Start("nobody");

        var table = ListenerTable.Read();
        AssertSameAsOthers(table);
        var listener = table.Listeners.First(one => one.Port == child.TcpPort);
        Assert.Equal("nobody", listener.User);
        Assert.Equal("nobody", listener.Maker);
        Assert.Null(table.Hint);
    });

    [Fact]
    public void What_listens_in_another_network_namespace_does_not_listen_here() => PrivateNetwork.Run(() =>
    {
        using var here = Child.Start();
        var there = 0;
        PrivateNetwork.Run(() =>
        {
            using var child = Child.Start();
            there = child.Pid;
            Assert.Equal([there, there], ListenerTable.Read().Listeners.Select(listener => listener.Owner!.Pid));
        });
        Assert.Equal([here.Pid, here.Pid], ListenerTable.Read().Listeners.Select(listener => listener.Owner!.Pid));
    });

    [Fact]
    public void The_kernel_answers_the_same_through_netlink_and_through_proc() => PrivateNetwork.Run(() =>
    {
        using var sockets = new Sockets();
        sockets.Tcp("127.0.0.1");
        sockets.Udp("::1");
        sockets.Tcp("::", isDualStack: true);
        sockets.Udp("0.0.0.0");
        Assert.Equal(SocketDiagnosis.TryRead()!.OrderBy(entry => entry.Inode), SocketTable.Read().OrderBy(entry => entry.Inode));
        Assert.Equal(4, SocketTable.Read().Count());
    });

    /// <summary>Others may open and close sockets meanwhile, so what ss lists before and after has to frame what we list.</summary>
    [Fact]
    public void The_listeners_of_the_whole_machine_are_those_of_ss()
    {
        using var sockets = new Sockets();
        sockets.Tcp("127.0.0.1");
        sockets.Udp("::");
        var before = OtherTools.Ss();
        var ours = OtherTools.Ours(ListenerTable.Read());
        var after = OtherTools.Ss();
        Assert.Empty(before.Intersect(after).Except(ours));
        Assert.Empty(ours.Except(before.Union(after)));
    }

    [Fact]
    public void This_process_is_described_with_all_that_is_known_about_it()
    {
        using var sockets = new Sockets();
        var port = sockets.Tcp("127.0.0.1");
        var owner = ListenerTable.Read().Listeners.First(listener => listener.Port == port).Owner!;
        Assert.Equal(Environment.ProcessId, owner.Pid);
        Assert.Equal(Environment.ProcessPath, owner.Executable);
        Assert.Equal(Environment.UserName, owner.User);
        var start = System.Diagnostics.Process.GetCurrentProcess().StartTime.ToUniversalTime();
        Assert.InRange(owner.StartedAt!.Value.UtcDateTime, start.AddSeconds(-2), start.AddSeconds(2));
    }

    [Fact]
    public void Looking_again_keeps_the_owners_of_sockets_that_are_known()
    {
        using var sockets = new Sockets();
        var port = sockets.Tcp("127.0.0.1");
        var first = ListenerTable.Read();
        var marked = new ListenerTable([.. first.Listeners.Select(listener => listener with { Owners = [new(1, "marked")] })]);
        var later = sockets.Tcp("127.0.0.1");

        var second = ListenerTable.Read(marked);
        Assert.Equal("marked", second.Listeners.First(listener => listener.Port == port).Owner!.Process);
        Assert.Equal(Environment.ProcessId, second.Listeners.First(listener => listener.Port == later).Owner!.Pid);
    }

    private static void AssertSameAsOthers(ListenerTable table)
    {
        Assert.Equal(OtherTools.Ss(), OtherTools.Ours(table));
        Assert.Equal(OtherTools.Lsof(), OtherTools.OursAsLsof(table));
    }

    private static IEnumerable<int> Pids(ListenerTable table, int port) =>
        table.Listeners.Single(listener => listener.Port == port).Owners.Select(owner => owner.Pid);
}
