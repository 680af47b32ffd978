using System.CommandLine;
using Usher.Cli.Servers;

namespace Usher.Cli.Admin;

/// <summary>The options of commands that only look: over 1203/tcp like a client, or with --admin over the administration.</summary>
internal sealed class WatchOptionSet
{
    private readonly ServerOptionSet _servers;
    private readonly RemoteOptionSet _remote;

    /// <summary>Adds them to a command.</summary>
    public WatchOptionSet(Command command)
    {
        _servers = new(command);
        _remote = new(command, serverId: null);
    }

    /// <summary>Connects to what the command line says.</summary>
    public async Task<ISeatWatch> OpenAsync(ParseResult parsed, Surroundings surroundings)
    {
        var choice = _servers.Of(parsed);
        if (_remote.Of(parsed) is not { } remote)
            return await ServerDoor.OpenAsync(choice, surroundings);
        if (choice.Servers.Length > 0)
            throw FaultException.Usage(CliCodes.BadValue, "--server is asked over 1203/tcp and --admin over HTTPS", "keep one of the two");
        return new ManagedServer((remote with { ServerId = choice.ServerId }).Open(surroundings), AdminAddress.Read(remote.Server));
    }
}
