using Usher.Server.Options;
using Usher.Server.Tests.Hosting;

namespace Usher.Server.Tests.Options;

public sealed class EffectiveOptionsTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_sources_everything_is_a_default()
    {
        var loaded = Load();
        Assert.Equal(new ServerOptions { DataFolder = folder.Path }.Leases, loaded.Options.Leases);
        Assert.All(loaded.Rows, row => Assert.Equal("default", row.Origin));
        Assert.Equal(OptionTable.All.Count, loaded.Rows.Count);
    }

    [Theory]
    [InlineData("http://collector:4318", "h", "0", "Otlp:HeadersFile")]
    [InlineData("http://127.0.0.1:4318", "h", "0", null)]
    [InlineData("https://collector", "h", "0", null)]
    [InlineData("https://collector/elsewhere", "", "1", "Otlp:TraceOneIn")]
    [InlineData("https://collector/elsewhere", "", "0", null)]
    [InlineData("https://collector/v1/metrics", "", "1", null)]
    public void A_collector_gets_no_secret_in_the_clear_and_no_trace_at_a_path_that_nobody_named(
        string endpoint, string headers, string oneIn, string? fault)
    {
        OptionFlag[] flags =
        [
            new("Otlp:Endpoint", [endpoint], "--set"), new("Otlp:HeadersFile", [headers], "--set"), new("Otlp:TraceOneIn", [oneIn], "--set"),
        ];
        if (fault is null)
            Load(flags: flags);
        else
            Assert.StartsWith($"{fault} is set", Assert.Single(Faults(flags: flags)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flag_wins_over_the_environment_which_wins_over_the_file()
    {
        Write("""{ "Listen": { "Port": 1, "AdminPort": 2 }, "Leases": { "Ttl": "1m", } } // comments are fine""");
        var loaded = Load(
            new() { ["USHER_LISTEN__PORT"] = "3", ["USHER_LEASES__TTL"] = "2m" },
            new OptionFlag("Listen:Port", ["5"], "--port"));

        Assert.Equal((5, 2, TimeSpan.FromMinutes(2)), (loaded.Options.Listen.Port, loaded.Options.Listen.AdminPort, loaded.Options.Leases.TtlDefault));
        Assert.Equal(
            ["Listen:Port=5 (--port)", "Listen:AdminPort=2 (usher.json:1)", "Leases:Ttl=2m (USHER_LEASES__TTL)"],
            loaded.Rows.Where(row => row.Origin != "default").Select(row => $"{row.Key}={row.Value} ({row.Origin})"));
    }

    [Fact]
    public void Every_fault_of_every_source_is_reported_at_once()
    {
        Write("""
            {
              "Listen": { "Port": 65536 },
              "Leasez": { "Ttl": "1m" },
              "Networks": { "Trusted": [ "10.0.0.0/8", "10.1.2.3/8" ] }
            }
            """);

        var faults = Faults(new() { ["USHER_LEASES__LINGER"] = "30" }, new OptionFlag("Lanes:Count", ["many"], "--lanes"));

        Assert.Equal(
            [
                "USH5102 usher.json:2", "USH5101 usher.json:3", "USH5102 usher.json:4",
                "USH5102 USHER_LEASES__LINGER", "USH5102 --lanes",
            ],
            faults.Select(fault => $"{fault.Code} {fault.Message.Split(": ")[0]}"));
        Assert.Contains("did you mean 'Leases:Ttl'", faults[1].Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"Listen\": ", ServerCodes.BadOptionsFile)]
    [InlineData("[]", ServerCodes.BadOptionsFile)]
    [InlineData("{ \"Listen\": { \"Port\": null } }", ServerCodes.BadOptionsFile)]
    [InlineData("{ \"Listen\": { \"Addresses\": [ [ \"*\" ] ] } }", ServerCodes.BadOptionsFile)]
    [InlineData("{ \"Listen\": { \"Port\": 1, \"port\": 2 } }", ServerCodes.BadOption)]
    [InlineData("{ \"Listen\": { \"Port\": 1.5 } }", ServerCodes.BadOption)]
    [InlineData("{ \"Port\": 1 }", ServerCodes.UnknownOption)]
    public void A_file_that_says_nothing_sensible_is_refused(string text, string code)
    {
        Write(text);
        Assert.Equal(code, Assert.Single(Faults()).Code);
    }

    [Fact]
    public void A_file_at_its_limit_is_read_and_one_byte_more_is_refused()
    {
        Write("{}" + new string(' ', OptionsFile.BytesMax - 2));
        Load();
        Write("{}" + new string(' ', OptionsFile.BytesMax - 1));
        Assert.Equal(ServerCodes.BadOptionsFile, Assert.Single(Faults()).Code);
    }

    [Fact]
    public void Variables_that_are_no_options_are_left_alone() =>
        Load(new() { ["USHER_SERVER"] = "somewhere", ["USHER_VENDOR_PASSPHRASE"] = "x", ["PATH"] = "a__b" });

    [Fact]
    public void A_misspelt_variable_is_named() =>
        Assert.Contains("did you mean 'Listen:Port'", Assert.Single(Faults(new() { ["USHER_LISTEN__PROT"] = "1" })).Hint, StringComparison.Ordinal);

    [Fact]
    public void A_list_comes_as_json_or_with_commas()
    {
        Write("""{ "Listen": { "Addresses": [ "127.0.0.1", "::1" ] } }""");
        Assert.Equal(["127.0.0.1", "::1"], Load().Options.Listen.Addresses);
        Assert.Equal(["localhost", "10.0.0.1"], Load(new() { ["USHER_LISTEN__ADDRESSES"] = "localhost, 10.0.0.1" }).Options.Listen.Addresses);
    }

    [Fact]
    public void What_is_shown_can_be_written_back()
    {
        var shown = Load().Rows.Where(row => row.Value.Length > 0)
            .Select(row => new OptionFlag(row.Key, [row.Value], "again")).ToArray();
        Assert.Equal(Load().Rows.Select(row => row.Value), Load(flags: shown).Rows.Select(row => row.Value));
    }

    [Theory]
    [InlineData("Leases:TtlMin", "20m", "Leases:Ttl")]
    [InlineData("History:MinutesKept", "401d", "History:UsageKept")]
    [InlineData("Leases:Ttl", "24h", null)]
    [InlineData("Leases:TtlMax", "1m", "Leases:Ttl")]
    [InlineData("Seats:IdleMax", "19s", "Seats:HeartbeatEvery")]
    [InlineData("Seats:IdleMax", "60s", null)]
    [InlineData("Seats:ConnectionsMax", "1999", "Seats:ConnectionsPerAddressMax")]
    [InlineData("Seats:ConnectionsMax", "2000", null)]
    public void Options_that_contradict_each_other_are_named_together(string key, string value, string? other)
    {
        var flag = new OptionFlag(key, [value], "--x");
        if (other is null)
        {
            Load(flags: flag);
            return;
        }

        var fault = Faults(flags: flag)[0];
        Assert.Equal(ServerCodes.OptionsDisagree, fault.Code);
        Assert.Contains(key, fault.Message, StringComparison.Ordinal);
        Assert.Contains(other, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("localhost", true)]
    [InlineData("*", false)]
    [InlineData("10.0.0.1", false)]
    public void Plaintext_is_for_loopback_alone(string address, bool isAllowed)
    {
        OptionFlag[] flags = [new("Listen:InsecureLoopback", ["true"], "--insecure-loopback"), new("Listen:Addresses", [address], "--listen")];
        if (isAllowed)
            Assert.True(Load(flags: flags).Options.Listen.InsecureLoopback);
        else
            Assert.Equal(ServerCodes.PlaintextNotLoopback, Assert.Single(Faults(flags: flags)).Code);
    }

    private void Write(string json) => File.WriteAllText(folder[OptionsFile.Name], json);

    private EffectiveOptions Load(Dictionary<string, string>? environment = null, params OptionFlag[] flags) =>
        EffectiveOptions.Load(new() { DataFolder = folder.Path, Environment = environment ?? [], Flags = flags });

    private IReadOnlyList<ServerFault> Faults(Dictionary<string, string>? environment = null, params OptionFlag[] flags) =>
        Assert.Throws<ServerStartException>(() => Load(environment, flags)).Faults;
}
