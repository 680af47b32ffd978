namespace Usher.Client.Tests;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("license1", "license1", 1203)]
    [InlineData(" license1.example.org ", "license1.example.org", 1203)]
    [InlineData("license1:1300", "license1", 1300)]
    [InlineData("27000@license1", "license1", 27000)]
    [InlineData("192.0.2.7:1", "192.0.2.7", 1)]
    [InlineData("[2001:db8::7]", "2001:db8::7", 1203)]
    [InlineData("[2001:db8::7]:65535", "2001:db8::7", 65535)]
    [InlineData("2001:db8::7", "2001:db8::7", 1203)]
    [InlineData("1300@[2001:db8::7]", "2001:db8::7", 1300)]
    [InlineData("1300@2001:db8::7", "2001:db8::7", 1300)]
    public void An_address_is_read_as_people_write_it(string text, string host, int port)
    {
        Assert.True(ServerAddress.TryParse(text, out var address, out _));
        Assert.Equal(new ServerAddress(host, port), address);
    }

    [Theory]
    [InlineData("", "there is no host")]
    [InlineData(null, "there is no host")]
    [InlineData("1203@", "there is no host")]
    [InlineData("license1:", "the port is not a number")]
    [InlineData("@license1", "the port is not a number")]
    [InlineData("license1:0", "the port is not a number")]
    [InlineData("license1:65536", "the port is not a number")]
    [InlineData("license1:+1", "the port is not a number")]
    [InlineData("license1:12a", "the port is not a number")]
    [InlineData("x@license1", "the port is not a number")]
    [InlineData("[2001:db8::7", "a bracket is open")]
    [InlineData("1203@[2001:db8::7", "a bracket is open")]
    [InlineData("[2001:db8::7]1203", "after the bracket")]
    [InlineData("2001:db8::zz", "not an IPv6 address")]
    [InlineData("licen se", "a character that no host has")]
    [InlineData("https://license1", "the port is not a number")]
    public void What_is_wrong_with_an_address_is_said_with_the_cure(string? text, string fault)
    {
        Assert.False(ServerAddress.TryParse(text, out var address, out var problem));
        Assert.Null(address);
        Assert.Equal(ClientCodes.BadAddress, problem.Code);
        Assert.Contains(fault, problem.Message, StringComparison.Ordinal);
        Assert.Contains("port@host", problem.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(253, true)]
    [InlineData(254, false)]
    public void A_host_has_up_to_253_characters(int chars, bool good) =>
        Assert.Equal(good, ServerAddress.TryParse(new string('a', chars), out _, out _));

    [Fact]
    public void A_list_keeps_its_order_and_mixes_forms()
    {
        Assert.True(ServerAddress.TryParseList("one, 1300@two;[::1]:7,", out var addresses, out _));
        Assert.Equal(["one:1203", "two:1300", "[::1]:7"], addresses.Select(address => address.ToString()));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(ServerAddress.ListMax, true)]
    [InlineData(ServerAddress.ListMax + 1, false)]
    public void A_list_names_1_to_16_servers(int count, bool good)
    {
        var text = string.Join(',', Enumerable.Range(0, count).Select(number => $"s{number}"));
        Assert.Equal(good, ServerAddress.TryParseList(text, out var addresses, out var problem));
        Assert.Equal(good ? count : 0, addresses.Count);
        Assert.Equal(good, problem is null);
    }

    [Fact]
    public void One_bad_entry_spoils_the_list_and_is_named()
    {
        Assert.False(ServerAddress.TryParseList("one,two:x", out _, out var problem));
        Assert.Contains("'two:x'", problem.Message, StringComparison.Ordinal);
    }
}
