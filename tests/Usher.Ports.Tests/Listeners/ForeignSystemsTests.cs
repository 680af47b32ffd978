using FsCheck;
using FsCheck.Fluent;
using Usher.Ports.MacOs;
using Usher.Ports.Windows;

namespace Usher.Ports.Tests;

/// <summary>What can be proven of Windows and macOS without them: the reading of what they answer.</summary>
public sealed class ForeignSystemsTests
{
    private const string Lsof = "p10\nclmgrd\nLflex\nf3\ntIPv4\nd0xabc\nPTCP\nn127.0.0.1:27000\nTST=LISTEN\nTQR=0\nf4\ntIPv6\nd0xdef\nPUDP\nn*:6200\nf5\ntIPv4\nd0x1\nPUDP\nn10.0.0.1:5000->10.0.0.2:53\nf6\ntIPv4\nd0x2\nPUDP\nn*:*\nf7\ntIPv4\nd0x3\nPTCP\nn127.0.0.1:27000->127.0.0.1:40000\nTST=ESTABLISHED\nf8\ntIPv4\nd0x4\nPTCP\nn127.0.0.1:9\nTST=CLOSED\np11\nclmgrd\nLflex\nf3\ntIPv4\nd0xabc\nPTCP\nn127.0.0.1:27000\nTST=LISTEN\nTQR=0\n";

    [Fact]
    public void Lsof_lists_a_socket_under_each_process_that_holds_it() => Assert.Equal(
        ["127.0.0.1:27000/tcp lmgrd flex 10 11", "[::]:6200/udp lmgrd flex 10"],
        MacListeners.Parse(Lsof).Select(Text).Order(StringComparer.Ordinal));

    [Fact]
    public void Any_text_can_be_read_as_lsof() => AnyText.Survives(text => _ = MacListeners.Parse(text).Count(), Lsof);

    [Fact]
    public void A_row_of_windows_has_the_port_in_the_order_of_the_network()
    {
        byte[] row = [2, 0, 0, 0, 127, 0, 0, 1, 0x04, 0xB3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F];
        var listener = Assert.Single(WindowsListeners.Parse([1, 0, 0, 0, .. row], WindowsListeners.Tcp4));
        Assert.Equal("127.0.0.1:1203/tcp", listener.Endpoint);
        Assert.Equal(int.MaxValue, listener.Owner?.Pid);
    }

    [Fact]
    public void A_row_of_ipv6_on_windows_has_its_address_first()
    {
        byte[] row = [.. new byte[15], 1, .. new byte[4], 0x05, 0xAF, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F];
        Assert.Equal("[::1]:1455/udp", Assert.Single(WindowsListeners.Parse([1, 0, 0, 0, .. row], WindowsListeners.Udp6)).Endpoint);
    }

    [Fact]
    public void A_table_that_was_cut_short_has_the_rows_that_are_whole() =>
        Prop.ForAll<byte[]>(bytes => WindowsListeners.Parse(bytes, WindowsListeners.Udp4).Count <= bytes.Length / WindowsListeners.Udp4.RowBytes)
            .QuickCheckThrowOnFailure();

    private static string Text(Listener listener) =>
        $"{listener.Endpoint} {listener.Owner!.Process} {listener.User} {string.Join(' ', listener.Owners.Select(owner => owner.Pid))}";
}
