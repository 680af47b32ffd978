using System.CommandLine;
using Usher.Cli.CommandLine;
using Usher.Cli.Reports;

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
    public AdminClient Open(ParseResult parsed, Surroundings surroundings) =>
        Choice(parsed, surroundings) is { } remote ? remote.Open(surroundings) : AdminClient.Open(parsed.GetValue(_data), surroundings);

    /// <summary>Opens the history of what the command line says: over HTTPS, or the file in the folder, whether a server runs there or not.</summary>
    /// <exception cref="FaultException">As of <see cref="Open"/>, or the server elsewhere does not answer.</exception>
    public Task<HistoryDoor> OpenHistoryAsync(ParseResult parsed, Surroundings surroundings) =>
        HistoryDoor.OpenAsync(Choice(parsed, surroundings), parsed.GetValue(_data), surroundings);

    /// <summary>The server elsewhere; null: the one of the folder.</summary>
    private RemoteChoice? Choice(ParseResult parsed, Surroundings surroundings)
    {
        var data = parsed.GetValue(_data);
        var remote = _remote.Of(parsed);
        if (data is not null && remote is not null)
            throw FaultException.Usage(CliCodes.BadValue, "--data names a server of this machine and --admin one elsewhere", "keep one of the two");
        return data is null && remote is null && surroundings.Variable(Variable) is { } server ? _remote.Of(parsed, server) : remote;
    }
}
