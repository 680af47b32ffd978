namespace Usher.Ports.Tests;

public sealed class TableReadingTests
{
    private const string Services = "# top\nssh\t22/tcp\t\t# Secure shell\ndomain 53/udp nameserver\nbad 70000/tcp\nsctp 9/sctp\nlonely\n\n";

    private const string Iana =
        "Service Name,Port Number,Transport Protocol,Description,Assignee\r\n" +
        "flex-lm,27000-27009,tcp,FLEX LM (1-10),[Daniel]\r\n" +
        "quoted,5,udp,\"A \"\"fine\"\" thing,\n over two lines\",\r\n" +
        ",6,tcp,Reserved,\r\n" +
        "name-only,,,No port,\r\n" +
        "other,7,dccp,Other transport,\r\n";

    [Fact]
    public void Services_are_name_port_and_transport_and_the_rest_is_said_about_them()
    {
        var uses = ServicesFile.Parse(Services, "here");
        Assert.Equal(["ssh 22/tcp Secure shell", "domain 53/udp nameserver"], uses.Select(use => $"{use.Service} {use} {use.Description}"));
        Assert.All(uses, use => Assert.Equal("here", use.Source));
    }

    [Fact]
    public void The_iana_registry_is_read_with_its_quotes_runs_of_ports_and_gaps()
    {
        var uses = IanaRegistry.Parse(Iana, "iana.csv");
        Assert.Equal(
            ["flex-lm 27000-27009/tcp FLEX LM (1-10)", "quoted 5/udp A \"fine\" thing, over two lines"],
            uses.Select(use => $"{use.Service} {use} {use.Description}"));
    }

    [Fact]
    public void A_file_that_is_not_the_registry_is_refused_with_the_column_it_lacks()
    {
        var error = Assert.Throws<PortsException>(() => IanaRegistry.Parse("Service Name,Port Number\n", "x.csv"));
        Assert.Equal(PortsCodes.BadList, error.Code);
        Assert.Contains("Transport Protocol", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registry_that_is_not_there_is_an_error_and_missing_services_are_not()
    {
        Assert.Equal(PortsCodes.BadList, Assert.Throws<PortsException>(() => PortDirectory.Open("/nowhere/iana.csv")).Code);
        Assert.Empty(ServicesFile.TryRead("/nowhere/services"));
    }

    [Fact]
    public void A_record_knows_the_line_it_starts_on() =>
        Assert.Equal([1, 2, 4], Csv.Read("a,b\nc,\"d\ne\"\nf,g").Select(record => record.Line));

    [Fact]
    public void Any_text_can_be_read_as_services() => AnyText.Survives(text => ServicesFile.Parse(text, "x"), Services);

    [Fact]
    public void Any_text_is_read_as_a_registry_or_refused() => AnyText.Survives(text => Refused(() => IanaRegistry.Parse(text, "x")), Iana);

    [Fact]
    public void Any_text_can_be_read_as_a_port() => AnyText.Survives(text => _ = PortName.TryParse(text, out _, out _), "1203/tcp", "1203", "27000-27009");

    private static void Refused(Action parse)
    {
        try
        {
            parse();
        }
        catch (PortsException error)
        {
            Assert.Equal(PortsCodes.BadList, error.Code);
        }
    }
}
