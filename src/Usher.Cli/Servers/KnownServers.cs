using Usher.Cli.Files;
using Usher.Client;
using Usher.Licensing;

namespace Usher.Cli.Servers;

/// <summary>
/// The servers that this user met before: <c>known_servers</c> in the user's folder of settings, a line each with
/// address and identity. The first meeting is believed, as with ssh; a change is not.
/// </summary>
internal sealed class KnownServers(Surroundings surroundings)
{
    /// <summary>Most servers that are remembered; above it the oldest is forgotten.</summary>
    public const int ServersMax = 10_000;

    private readonly string _path = UserFolders.Config(surroundings, "known_servers");
    private readonly Lock _oneAtATime = new();

    /// <summary>The server that is not what it was, when there was one.</summary>
    public Change? Changed { get; private set; }

    /// <summary>Another identity than before.</summary>
    /// <param name="Address">Where.</param>
    /// <param name="Before">What it was.</param>
    /// <param name="Now">What it is.</param>
    internal sealed record Change(string Address, ServerIdentity Before, ServerIdentity Now);

    /// <summary>Whether this server may be trusted; remembers one that was never met.</summary>
    public bool Accept(string address, ServerIdentity identity)
    {
        lock (_oneAtATime)
        {
            var known = Read();
            var before = known.LastOrDefault(one => one.Address == address);
            if (before.Address is null)
                Remember(known, address, identity);
            else if (before.Identity != identity)
                Changed = new(address, before.Identity, identity);
            return Changed?.Address != address;
        }
    }

    /// <summary>Everybody who was met, wherever.</summary>
    public IReadOnlyList<ServerIdentity> Identities => [.. Read().Select(one => one.Identity).Distinct()];

    /// <summary>What to tell about a changed server, and the cure.</summary>
    public FaultException Refusal(Change change) => new(
        ExitCode.NoServer,
        new Fault(
            ClientCodes.IdentityNotAccepted,
            $"the server at {change.Address} is not the one that was met before: its identity was {change.Before} and is {change.Now}",
            $"if its administrator confirms that 'usher id' now prints the new one, remove the line of {change.Address} from {_path}; else somebody else answers there"));

    private void Remember(List<(string Address, ServerIdentity Identity)> known, string address, ServerIdentity identity)
    {
        known.Add((address, identity));
        TextFiles.EnsureFolder(Path.GetDirectoryName(_path)!);
        TextFiles.Replace(_path, string.Concat(known.TakeLast(ServersMax).Select(one => $"{one.Address} {one.Identity}\n")));
        surroundings.Error.WriteLine($"usher: first meeting with the server at {address}; its identity {identity} is remembered in {_path}");
    }

    private List<(string Address, ServerIdentity Identity)> Read()
    {
        var known = new List<(string Address, ServerIdentity Identity)>();
        if (!File.Exists(_path))
            return known;
        var lines = TextFiles.Read(_path).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() is { Length: > 0 } line && !line.StartsWith('#'))
                known.Add(Parse(line, i + 1));
        }

        return known;
    }

    private (string Address, ServerIdentity Identity) Parse(string line, int number) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var address, var text] && ServerIdentity.TryParse(text, out var identity)
            ? (address, identity)
            : throw FaultException.Usage(
                CliCodes.BadKnownServers, $"{_path}:{number}: this is not an address and an identity", "correct the line or remove it");
}
