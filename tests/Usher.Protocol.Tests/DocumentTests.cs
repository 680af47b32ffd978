using System.Buffers;
using System.Reflection;
using System.Text.RegularExpressions;
using Google.Protobuf;

namespace Usher.Protocol.Tests;

/// <summary>What docs say about the wire is what the code does.</summary>
public sealed partial class DocumentTests
{
    private static readonly ByteString Lease = ByteString.CopyFrom(Convert.FromHexString("0f1e2d3c4b5a69788796a5b4c3d2e1f0"));
    private static readonly ByteString Request = ByteString.CopyFrom(Convert.FromHexString("00112233445566778899aabbccddeeff"));

    public static TheoryData<string, string> Exchange => new()
    {
        { "hello", Hex(new ClientMessage { Id = 1, Hello = new() { VersionMin = 1, VersionMax = 1, User = "ada", Host = "desk7" } }) },
        {
            "welcome", Hex(new ServerMessage
            {
                Id = 1,
                Welcome = new()
                {
                    Version = 1, Server = new string('a', 64), ServerVersion = "0.1.0", Features = { "acme/cad" },
                    HeartbeatSeconds = 10, TimeUnixMs = 1_793_534_400_000, RequestsInFlightMax = 1024,
                },
            })
        },
        { "checkout", Hex(new ClientMessage { Id = 2, Checkout = new() { RequestId = Request, Lease = Lease, Feature = "cad", Seats = 1 } }) },
        {
            "granted", Hex(new ServerMessage
            {
                Id = 2,
                Granted = new()
                {
                    Lease = Lease, Seats = 1, TtlSeconds = 900, ExpiresAtUnixMs = 1_793_535_300_000,
                    Feature = "acme/cad", LingerSeconds = 30,
                },
            })
        },
        { "heartbeat", Hex(new ClientMessage { Id = 3, Heartbeat = new() }) },
        { "alive", Hex(new ServerMessage { Id = 3, Alive = new() { TtlSeconds = 900 } }) },
        { "check-in", Hex(new ClientMessage { Id = 4, CheckIn = new() { Lease = Lease, Feature = "acme/cad" } }) },
        { "returned", Hex(new ServerMessage { Id = 4, Returned = new() { Lease = Lease, WasHeld = true } }) },
    };

    [Theory]
    [MemberData(nameof(Exchange))]
    public void The_worked_example_is_what_travels(string name, string hex)
    {
        Assert.Equal(hex, Example(name));
    }

    [Fact]
    public void The_question_of_discovery_is_what_travels()
    {
        var bytes = new DiscoveryQuery(UInt128.Parse("00112233445566778899aabbccddeeff", System.Globalization.NumberStyles.HexNumber, provider: null), "cad").ToBytes();
        var said = bytes.AsSpan().TrimEnd((byte)0);
        var written = Regex.Match(Text("docs/protocol.md"), @"about `cad`\*\*.*?; (?<zeros>\d+) zeros.*?```hex\n(?<hex>[0-9a-f\s]+?)\n```", RegexOptions.Singleline);

        Assert.Equal($"{bytes.Length - said.Length}", written.Groups["zeros"].Value);
        Assert.Equal(Convert.ToHexStringLower(said), Regex.Replace(written.Groups["hex"].Value, @"\s", ""));
    }

    [Fact]
    public void Every_limit_of_discovery_is_in_its_table_with_its_value()
    {
        var text = Text("docs/protocol.md");
        Assert.All(Constants(typeof(DiscoveryWire)).Where(limit => limit.Name != nameof(DiscoveryWire.Version)), limit =>
            Assert.Contains($"| `{limit.Name}` | {Convert.ToInt64(limit.Value, null):N0} |".Replace(",", " ", StringComparison.Ordinal), text, StringComparison.Ordinal));
        Assert.All((System.Net.IPAddress[])[DiscoveryWire.Group, DiscoveryWire.LinkGroupV6, DiscoveryWire.SiteGroupV6], group => Assert.Contains($"`{group}`", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_limit_is_in_the_table_with_its_value()
    {
        var text = Text("docs/protocol.md");

        Assert.All(Constants(typeof(WireLimits)), limit =>
            Assert.Contains($"| `{limit.Name}` | {Convert.ToInt64(limit.Value, null):N0} |".Replace(",", " ", StringComparison.Ordinal), text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_code_has_a_row_with_a_cure()
    {
        var rows = Rows().Matches(Text("docs/errors.md")).Select(row => row.Groups["code"].Value).ToHashSet();

        Assert.All(Constants(typeof(ErrorCodes)), code => Assert.Contains((string)code.Value!, rows));
    }

    /// <summary>The bytes that the page shows under a name.</summary>
    internal static string Example(string name) => Regex.Match(
        Text("docs/protocol.md"), $@"^\*\*{name}\*\*.*?```hex\n(?<hex>[0-9a-f\s]+?)\n```", RegexOptions.Singleline | RegexOptions.Multiline).Groups["hex"].Value;

    internal static string Hex(byte[] bytes) =>
        string.Join('\n', bytes.Chunk(16).Select(line => string.Join(' ', line.Select(octet => octet.ToString("x2", null)))));

    private static string Hex(IMessage message)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Frame.Write(bytes, message);
        return Hex(bytes.WrittenSpan.ToArray());
    }

    private static IEnumerable<(string Name, object? Value)> Constants(Type type) => type
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral)
        .Select(field => (field.Name, field.GetRawConstantValue()));

    private static string Text(string path) => File.ReadAllText(Path.Combine(Root(), path));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Usher.slnx")))
            folder = folder.Parent;
        return folder!.FullName;
    }

    [GeneratedRegex(@"^\| `(?<code>USH\d{4})` \| [^|]{10,} \| [^|]{10,} \| [^|]{2,} \|$", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
