using System.CommandLine;
using Usher.Cli.CommandLine;

namespace Usher.Cli.Admin;

/// <summary>
/// The options of every command that administers a server: the one of a data folder on this machine, over its Unix socket,
/// or one elsewhere, over HTTPS.
/// </summary>
internal sealed class AdminOptionSet
{
    /// <summary>The server elsewhere when no option says.</summary>
    public const string Variable = "USHER_ADMIN";

    private readonly Option<string?> _data = FolderOption.Create();
    private readonly RemoteOptionSet _remote;

    /// <summary>Adds them to a command.</summary>
    public AdminOptionSet(Command command)
    {
        command.Add(_data);
        _remote = new(command, "--server-id");
    }

    /// <summary>Opens what the command line says; nothing is sent before the first request.</summary>
    /// <exception cref="FaultException">Both a folder and a server are named (USH5004), or there is no login (USH5063, USH5064).</exception>
    public AdminClient Open(ParseResult parsed, Surroundings surroundings)
    {
        var data = parsed.GetValue(_data);
        var remote = _remote.Of(parsed);
        if (data is not null && remote is not null)
            throw FaultException.Usage(CliCodes.BadValue, "--data names a server of this machine and --admin one elsewhere", "keep one of the two");
        if (data is null && remote is null && surroundings.Variable(Variable) is { } server)
            remote = _remote.Of(parsed, server);
        return remote is null ? AdminClient.Open(data, surroundings) : remote.Open(surroundings);
    }
}
