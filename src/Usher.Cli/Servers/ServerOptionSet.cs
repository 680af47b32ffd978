using System.CommandLine;
using Usher.Cli.CommandLine;

namespace Usher.Cli.Servers;

/// <summary>The options of every command that talks to a server over 1203/tcp.</summary>
internal sealed class ServerOptionSet
{
    private readonly Option<string[]> _servers = Options.Texts("--server", "ADDRESS", "host, host:port or port@host; several with commas or repeated (default: USHER_SERVER, the user's config, localhost, then discovery)");
    private readonly Option<string?> _vendorKey = Options.Text("--vendor-key", "FILE", "the vendor's public key: only a server that its license names is trusted (default: USHER_VENDOR_KEY, the user's config)");
    private readonly Option<string?> _serverId = Options.Text("--server-id", "ID", "trust the server with this identity, as 'usher id' prints it");
    private readonly Option<bool> _insecure = Options.Switch("--insecure-loopback", "no TLS, to a server of this machine that was started likewise");
    private readonly Option<TimeSpan?> _timeout = Options.Span("--timeout", "longest time to find a server (default: 10s)", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

    /// <summary>Adds them to a command.</summary>
    public ServerOptionSet(Command command)
    {
        foreach (var option in (Option[])[_servers, _vendorKey, _serverId, _insecure, _timeout])
            command.Add(option);
    }

    /// <summary>What the command line says.</summary>
    public ServerChoice Of(ParseResult parsed) => new(
        parsed.GetValue(_servers) ?? [], parsed.GetValue(_vendorKey), parsed.GetValue(_serverId),
        parsed.GetValue(_insecure), parsed.GetValue(_timeout));
}
