using System.Net;

namespace Usher.Ports.Tests;

public sealed class PortOwnerTests
{
    private static readonly Listener Nginx = Some.Listener("0.0.0.0:1203/tcp", "nginx", pid: 42);

    [Fact]
    public async Task A_real_busy_port_is_explained_with_its_process()
    {
        using var sockets = new Sockets();
        var port = (ushort)sockets.Tcp("127.0.0.1");
        var error = await PortOwner.DescribeAsync(port, Transport.Tcp, probe: null, TestContext.Current.CancellationToken);
        Assert.Equal(PortsCodes.PortTaken, error.Code);
        Assert.Contains($"port {port}/tcp is taken by ", error.Message, StringComparison.Ordinal);
        Assert.Contains($"(pid {Environment.ProcessId}, user {Environment.UserName}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"stop pid {Environment.ProcessId}", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_usher_is_called_one()
    {
        var error = PortOwner.Describe(1203, Transport.Tcp, [Nginx], new ProbeAnswer.Usher(Some.Identity));
        Assert.EndsWith($"which is another Usher with identity {Some.Identity}", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("use that server", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_is_stopped_as_a_service()
    {
        var listener = Nginx with { Owners = [Nginx.Owner! with { Service = "nginx.service" }] };
        var error = PortOwner.Describe(1203, Transport.Tcp, [listener], new ProbeAnswer.NoTls());
        Assert.Contains("nginx.service", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("which is no Usher", error.Message, StringComparison.Ordinal);
        Assert.Contains("systemctl stop nginx.service", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hidden_process_is_named_by_its_user_with_the_way_to_see_it()
    {
        var error = PortOwner.Describe(1203, Transport.Tcp, [Some.Listener("0.0.0.0:1203/tcp", user: "flexlm")], answer: null);
        Assert.Contains("user flexlm", error.Message, StringComparison.Ordinal);
        Assert.Contains("sudo usher ports check 1203/tcp", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_is_taken_by_nobody_visible_says_so() => Assert.Contains(
        "nothing that this user can see", PortOwner.Describe(1203, Transport.Udp, [], answer: null).Message, StringComparison.Ordinal);

    [Fact]
    public void Another_usher_is_named_with_its_data_folder_even_when_its_process_is_hidden()
    {
        var error = PortOwner.Describe(1203, Transport.Tcp, [Some.Listener("0.0.0.0:1203/tcp", user: "usher")], new ProbeAnswer.Usher(Some.Identity), "/srv/usher");
        Assert.EndsWith($"hidden from this user, which is another Usher with identity {Some.Identity} and data folder /srv/usher", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("use that server", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_datagrams_which_cannot_be_asked_a_data_folder_is_the_sign_of_another_usher()
    {
        var error = PortOwner.Describe(1203, Transport.Udp, [Some.Listener("0.0.0.0:1203/udp", user: "usher")], answer: null, "/srv/usher");
        Assert.EndsWith("hidden from this user, which runs another Usher with data folder /srv/usher", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("use that server, or stop it first", error.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "127.0.0.2", false)]
    [InlineData("0.0.0.0", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "0.0.0.0", true)]
    [InlineData("::1", "0.0.0.0", false)]
    [InlineData("::1", "::", true)]
    public void Only_who_stands_in_the_way_of_the_address_is_named(string taken, string wanted, bool isInTheWay)
    {
        using var sockets = new Sockets();
        var port = sockets.Tcp(taken);
        var found = PortOwner.Find(new IPEndPoint(IPAddress.Parse(wanted), port), Transport.Tcp);
        Assert.Equal(isInTheWay ? 1 : 0, found.Count);
    }
}
