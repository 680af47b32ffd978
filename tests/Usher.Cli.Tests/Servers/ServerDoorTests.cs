using Usher.Cli.Servers;

namespace Usher.Cli.Tests.Servers;

public sealed class ServerDoorTests : IDisposable
{
    private static readonly ServerChoice _nothing = new([], null, null, false, null);

    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void The_option_goes_before_the_variable_before_the_config_before_this_machine()
    {
        Assert.Equal(["localhost:1203"], Addresses(_nothing));

        Config("""{ "servers": ["config1", "1300@config2"], /* mine */ }""");
        Assert.Equal(["config1:1203", "config2:1300"], Addresses(_nothing));

        _stage.Variables["USHER_SERVER"] = "variable1,variable2:1400";
        Assert.Equal(["variable1:1203", "variable2:1400"], Addresses(_nothing));

        Assert.Equal(["option1:1203", "option2:1203", "[::1]:5"], Addresses(_nothing with { Servers = ["option1,option2", "[::1]:5"] }));
    }

    [Fact]
    public void Without_a_vendors_key_the_first_meeting_is_believed()
    {
        var options = ServerDoor.Options(_nothing, new(_stage.Surroundings), _stage.Surroundings);

        Assert.NotNull(options.AcceptIdentity);
        Assert.Empty(options.VendorKeys);
    }

    [Fact]
    public async Task With_a_vendors_key_only_its_license_counts()
    {
        await _stage.Run("vendor", "init", "acme", "--dir", _stage.At(".config/usher"), "--no-passphrase");
        Config("""{ "vendorKey": "acme.pub.pem" }""");

        var options = ServerDoor.Options(_nothing, new(_stage.Surroundings), _stage.Surroundings);

        Assert.Null(options.AcceptIdentity);
        Assert.Equal("acme", Assert.Single(options.VendorKeys).Name);
    }

    [Theory]
    [InlineData("""{ "server": "x" }""", "there is no setting 'server'")]
    [InlineData("""{ "servers": "x" }""", "'servers' is not what it should be")]
    [InlineData("{\n\n  nonsense }", "config.json:3: this is not JSON")]
    public void A_config_that_cannot_be_read_is_a_usage_error(string json, string message)
    {
        Config(json);

        var fault = Assert.Throws<FaultException>(() => Addresses(_nothing));

        Assert.Equal((ExitCode.Usage, "USH5020"), (fault.ExitCode, fault.Fault.Code));
        Assert.Contains(message, fault.Fault.Message, StringComparison.Ordinal);
    }

    private IEnumerable<string> Addresses(ServerChoice choice) =>
        ServerDoor.Addresses(choice, _stage.Surroundings).Select(address => address.ToString());

    private void Config(string json)
    {
        Directory.CreateDirectory(_stage.At(".config/usher"));
        File.WriteAllText(_stage.At(".config/usher/config.json"), json);
    }
}
