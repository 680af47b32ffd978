namespace Usher.Ports.Tests;

public sealed class PortDirectoryTests
{
    private static readonly PortDirectory Directory = PortDirectory.BuiltIn;

    [Theory]
    [InlineData("1203", "1203/tcp 1203/udp")]
    [InlineData("1203/udp", "1203/udp")]
    [InlineData("ssslic-mgr", "1203/tcp 1203/udp 1455/tcp 1455/udp")]
    [InlineData("SSSLIC-MGR", "1203/tcp 1203/udp 1455/tcp 1455/udp")]
    [InlineData("27004", "27000-27009/tcp")]
    [InlineData("lserv", "5093/tcp+udp 5099/tcp+udp")]
    [InlineData("LM-X", "6200/tcp+udp")]
    [InlineData("MathLM", "16286-16287/tcp")]
    [InlineData("49999", "")]
    [InlineData("no-such-thing", "")]
    [InlineData("1203/sctp", "")]
    [InlineData("65536", "")]
    public void A_port_is_found_by_number_service_manager_or_process(string text, string found) =>
        Assert.Equal(found, string.Join(' ', Directory.Search(text).Select(use => use.ToString())));

    [Theory]
    [InlineData("flexlm")]
    [InlineData("FlexNet")]
    [InlineData("lmgrd")]
    public void FlexNet_is_found_by_its_old_name_its_new_name_and_its_daemon(string text)
    {
        var found = Directory.Search(text);
        Assert.Contains(found, use => use.First == 744);
        Assert.Contains(found, use => use is { First: 27000, Last: 27009 });
    }

    [Theory]
    [InlineData(1203, Transport.Tcp, "Usher")]
    [InlineData(1455, Transport.Udp, "Usher")]
    [InlineData(27000, Transport.Tcp, "FlexNet")]
    [InlineData(27009, Transport.Tcp, "FlexNet")]
    [InlineData(27010, Transport.Tcp, "FlexNet")]
    [InlineData(27011, Transport.Tcp, null)]
    [InlineData(27000, Transport.Udp, null)]
    [InlineData(5053, Transport.Tcp, "RLM")]
    [InlineData(5054, Transport.Tcp, "RLM")]
    [InlineData(1947, Transport.Udp, "Sentinel LDK")]
    [InlineData(5093, Transport.Udp, "Sentinel RMS")]
    [InlineData(6200, Transport.Tcp, "LM-X")]
    [InlineData(22350, Transport.Tcp, "CodeMeter")]
    [InlineData(22352, Transport.Tcp, "CodeMeter")]
    [InlineData(4085, Transport.Tcp, "DSLS")]
    [InlineData(1515, Transport.Tcp, "LUM")]
    [InlineData(16286, Transport.Tcp, "MathLM")]
    [InlineData(31010, Transport.Tcp, "LSTC")]
    [InlineData(8080, Transport.Tcp, null)]
    [InlineData(1521, Transport.Tcp, null)]
    public void Ports_of_license_managers_in_use_are_guarded_and_shared_or_forgotten_ones_are_not(int port, Transport transport, string? manager) =>
        Assert.Equal(manager, Directory.FindGuarded((ushort)port, transport)?.Manager);

    [Fact]
    public void Every_row_says_where_its_fact_comes_from_and_what_the_port_is()
    {
        Assert.True(Directory.All.Count > 200);
        Assert.All(Directory.All, use => Assert.NotEqual("", use.Source));
        Assert.All(Directory.All, use => Assert.NotEqual("", use.Description + use.Service));
        Assert.All(Directory.All.Where(use => use.IsGuarded || use.First is null), use => Assert.NotEmpty(use.Processes));
    }

    [Fact]
    public void No_port_is_guarded_twice() => Assert.Equal(
        [],
        from use in Directory.Guarded
        from transport in use.Transports
        from port in Enumerable.Range(use.First!.Value, use.Last!.Value - use.First.Value + 1)
        group use by (port, transport) into same
        where same.Count() > 1
        select same.Key);

    [Fact]
    public void The_services_of_the_system_name_every_other_port() =>
        Assert.Contains(PortDirectory.Open().Search("22/tcp"), use => use.Service == "ssh" && use.Source == ServicesFile.Path);

    [Fact]
    public void The_iana_file_of_the_user_goes_before_the_services_of_the_system()
    {
        using var file = new TemporaryFile("Service Name,Port Number,Transport Protocol,Description\nmine,22,tcp,My own\n");
        Assert.Equal("mine", PortDirectory.Open(file.Path).Find(22, Transport.Tcp)?.Service);
    }

    [Theory]
    [InlineData(0, PortRange.WellKnown)]
    [InlineData(1023, PortRange.WellKnown)]
    [InlineData(1024, PortRange.Registered)]
    [InlineData(49151, PortRange.Registered)]
    [InlineData(49152, PortRange.Dynamic)]
    [InlineData(65535, PortRange.Dynamic)]
    public void Ranges_are_those_of_RFC_6335(int port, PortRange range)
    {
        Assert.Equal(range, PortRanges.Of((ushort)port));
        Assert.NotEqual("", range.Meaning());
        Assert.Contains('-', range.Name());
    }
}
