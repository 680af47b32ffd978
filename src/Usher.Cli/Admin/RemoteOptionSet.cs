using System.CommandLine;
using Usher.Cli.CommandLine;

namespace Usher.Cli.Admin;

/// <summary>The options that name a server elsewhere, by its administration.</summary>
internal sealed class RemoteOptionSet
{
    private readonly Option<string?> _admin = Options.Text(
        "--admin", "ADDRESS", "ask the administration of a server elsewhere: host, host:port or https://host:port, port 1455 unless said; needs 'usher login' or USHER_TOKEN");
    private readonly Option<bool> _tokenFromInput = Options.Switch("--token-stdin", "with --admin: the token is the first line of standard input");
    private readonly Option<string?>? _serverId;

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="serverId">The name of the option with the server's identity; null: the command has one already.</param>
    public RemoteOptionSet(Command command, string? serverId)
    {
        command.Add(_admin);
        if (serverId is not null)
            command.Add(_serverId = Options.Text(serverId, "ID", "with --admin: the server's identity, as 'usher id' prints it there (default: as of the login)"));
        command.Add(_tokenFromInput);
    }

    /// <summary>What the command line says; null when it names no server.</summary>
    public RemoteChoice? Of(ParseResult parsed, string? otherwise = null) => (parsed.GetValue(_admin) ?? otherwise) is { } server
        ? new(server, _serverId is null ? null : parsed.GetValue(_serverId), parsed.GetValue(_tokenFromInput))
        : null;
}
