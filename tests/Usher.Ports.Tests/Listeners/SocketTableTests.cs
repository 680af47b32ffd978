using System.Net;
using Usher.Ports.Linux;

namespace Usher.Ports.Tests;

public sealed class SocketTableTests
{
    private const string Heading = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
    private const string Listening = "   0: 0100007F:07E8 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1060 1 000000004b8e8837 100 0 0 10 0";
    private const string Connected = "   1: 0100007F:07E8 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 1061 1 000000004b8e8837 20 4 0 10 -1";
    private const string Loopback6 = "   0: 00000000000000000000000001000000:1F90 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 77 2 0 0";
    private const string Any6 = "   0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 78 2 0 0";

    [Fact]
    public void A_line_tells_address_port_user_and_socket() => Assert.Equal(
        [new SocketEntry(Transport.Tcp, IPAddress.Loopback, 2024, false, 0, 1000, 1060)],
        SocketTable.Parse([Heading, Listening, Connected], Transport.Tcp));

    [Fact]
    public void An_unconnected_datagram_socket_is_a_listener_and_ipv6_is_read_word_by_word() => Assert.Equal(
        [new SocketEntry(Transport.Udp, IPAddress.IPv6Loopback, 8080, false, 0, 0, 77)],
        SocketTable.Parse([Loopback6], Transport.Udp));

    [Fact]
    public void A_wildcard_on_ipv6_may_take_ipv4_because_the_file_does_not_say() =>
        Assert.True(SocketTable.Parse([Any6], Transport.Tcp).Single().IsDualStack);

    [Fact]
    public void Any_text_can_be_read_as_a_table() => AnyText.Survives(
        text => _ = SocketTable.Parse(text.Split('\n'), Transport.Tcp).Concat(SocketTable.Parse(text.Split('\n'), Transport.Udp)).Count(),
        Listening, Loopback6, Any6, Connected);
}
