using System.CommandLine;
using Usher.Cli.CommandLine;
using Usher.Server.Options;

namespace Usher.Cli.Commands;

/// <summary>The options of 'serve' that stand for options of the server.</summary>
internal sealed class ServeFlags
{
    private readonly Option<string[]> _listen = Options.Texts("--listen", "ADDRESS", "address of this machine, 'localhost', or '*' for all (default: *); repeat for more");
    private readonly Option<string?> _port = Options.Text("--port", "PORT", "for seats (default: 1203); 0 takes a free one");
    private readonly Option<string?> _adminPort = Options.Text("--admin-port", "PORT", "for management over HTTPS (default: 1455); 0 takes a free one");
    private readonly Option<bool> _noAdmin = Options.Switch("--no-admin", "no management over HTTPS; the Unix socket in the data folder is there in any case");
    private readonly Option<string[]> _license = Options.Texts("--license", "FILE", "a license to install at the start; repeat for more");
    private readonly Option<string[]> _vendorKey = Options.Texts("--vendor-key", "FILE", "public key of a vendor: accept licenses of such vendors alone; repeat for more");
    private readonly Option<string[]> _trust = Options.Texts("--trust", "NETWORK", "a network that may connect besides loopback, private and link-local ones, as in 198.51.100.0/24, or 'any'; repeat for more");
    private readonly Option<bool> _insecure = Options.Switch("--insecure-loopback", "serve seats and management without TLS, to this machine only, for trying things out");
    private readonly Option<string[]> _set = Options.Texts("--set", "KEY=VALUE", "any option of docs/configuration.md, as in Leases:Ttl=10m; repeat for more");

    /// <summary>Adds them to the command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_listen, _port, _adminPort, _noAdmin, _license, _vendorKey, _trust, _insecure, _set])
            command.Add(option);
    }

    /// <summary>What the command line says.</summary>
    public IReadOnlyList<OptionFlag> Of(ParseResult parsed) =>
    [
        .. Many(parsed, _listen, "Listen:Addresses"),
        .. One(parsed, _port, "Listen:Port"),
        .. One(parsed, _adminPort, "Listen:AdminPort"),
        .. parsed.GetValue(_noAdmin) ? [new OptionFlag("Listen:Admin", ["false"], _noAdmin.Name)] : Array.Empty<OptionFlag>(),
        .. Many(parsed, _license, "Licenses:Files"),
        .. Many(parsed, _vendorKey, "Licenses:VendorKeys"),
        .. Trust(parsed),
        .. parsed.GetValue(_insecure) ? [new OptionFlag("Listen:InsecureLoopback", ["true"], _insecure.Name)] : Array.Empty<OptionFlag>(),
        .. (parsed.GetValue(_set) ?? []).Select(Set),
    ];

    private static IEnumerable<OptionFlag> One(ParseResult parsed, Option<string?> option, string key) =>
        parsed.GetValue(option) is { } value ? [new(key, [value], option.Name)] : [];

    private static IEnumerable<OptionFlag> Many(ParseResult parsed, Option<string[]> option, string key) =>
        parsed.GetValue(option) is { Length: > 0 } values ? [new(key, values, option.Name)] : [];

    private IEnumerable<OptionFlag> Trust(ParseResult parsed) =>
        parsed.GetValue(_trust) is { Length: > 0 } networks ? [new("Networks:Trusted", ServeCommand.Trusted(networks), _trust.Name)] : [];

    private OptionFlag Set(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new(text[..equals].Trim(), [text[(equals + 1)..].Trim()], $"{_set.Name} {text[..equals]}")
            : throw FaultException.Usage(CliCodes.BadValue, $"--set '{text}' is not KEY=VALUE", "write it as in --set Leases:Ttl=10m; 'usher config --data FOLDER' lists all keys");
    }
}
