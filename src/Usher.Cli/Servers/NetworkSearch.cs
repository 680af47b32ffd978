using System.Net;
using System.Net.Sockets;
using Usher.Client;
using Usher.Protocol;

namespace Usher.Cli.Servers;

/// <summary>Looks for servers when nobody names one: on the networks of this machine, or where <c>USHER_DISCOVERY</c> says.</summary>
internal static class NetworkSearch
{
    /// <summary>Whom to ask, or <see cref="Off"/>.</summary>
    public const string Variable = "USHER_DISCOVERY";

    private const string Off = "off";

    /// <summary>Whether the user lets commands look around.</summary>
    public static bool IsOn(Surroundings surroundings) => !Off.Equals(surroundings.Variable(Variable), StringComparison.OrdinalIgnoreCase);

    /// <summary>How commands look around.</summary>
    /// <exception cref="FaultException">An address of the variable cannot be read or found.</exception>
    public static async Task<DiscoveryOptions> OptionsAsync(Surroundings surroundings) => new()
    {
        Targets = IsOn(surroundings) && surroundings.Variable(Variable) is { } named
            ? await TargetsAsync(named.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), Variable, surroundings)
            : [],
    };

    /// <summary>The servers that answer and are what they say; what TLS and licenses say of them comes later.</summary>
    /// <exception cref="FaultException">None does (USH3130).</exception>
    public static async Task<IReadOnlyList<DiscoveredServer>> FindAsync(UsherProblem first, Surroundings surroundings)
    {
        var options = await OptionsAsync(surroundings);
        var found = await ServerDiscovery.FindAsync(options, surroundings.Time, surroundings.Interrupted);
        return found.Where(one => one.IsSignatureValid).ToList() is { Count: > 0 } sound ? sound : throw NobodyAnswered(
            $"{first.Message}, and no server answered on the network within {options.Wait.TotalSeconds:0.#} s",
            "name the server with --server, USHER_SERVER or the user's config; 'usher discover --address HOST' asks one in another network");
    }

    /// <summary>No server answered.</summary>
    public static FaultException NobodyAnswered(string message, string hint) =>
        new(ExitCode.NoServer, new Fault(ClientCodes.NobodyAnswered, message, hint));

    /// <summary>Addresses to ask: <c>host</c>, <c>host:port</c> or <c>[v6]:port</c>; the port is 1455 unless said otherwise.</summary>
    /// <exception cref="FaultException">One cannot be read (USH3106) or is not known (USH3101).</exception>
    public static async Task<IReadOnlyList<IPEndPoint>> TargetsAsync(IEnumerable<string> texts, string source, Surroundings surroundings)
    {
        var targets = new List<IPEndPoint>();
        foreach (var text in texts)
        {
            var (host, port) = Parse(text);
            targets.AddRange((await ResolveAsync(host, source, surroundings)).Select(address => new IPEndPoint(address, port)));
        }

        return targets.Count <= DiscoveryOptions.TargetsMax ? targets : throw FaultException.Usage(
            CliCodes.BadValue, $"{source} names {targets.Count} addresses", $"name up to {DiscoveryOptions.TargetsMax}");
    }

    private static (string Host, int Port) Parse(string text)
    {
        if (!text.StartsWith('[') && IPAddress.TryParse(text, out _))
            return (text, DiscoveryWire.Port);
        if (!ServerAddress.TryParse(text, out var address, out var problem))
            throw FaultException.Usage(problem.Code, problem.Message, "write host, host:port or [v6]:port");
        // The port of seats is also what an address without one is given.
        var isNamed = address.Port != ServerAddress.DefaultPort || text.EndsWith($":{ServerAddress.DefaultPort}", StringComparison.Ordinal);
        return (address.Host, isNamed ? address.Port : DiscoveryWire.Port);
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, string source, Surroundings surroundings)
    {
        try
        {
            return IPAddress.TryParse(host, out var address) ? [address] : await Dns.GetHostAddressesAsync(host, surroundings.Interrupted);
        }
        catch (SocketException)
        {
            throw new FaultException(ExitCode.NoServer, new Fault(
                ClientCodes.Unreachable, $"{source}: the name '{host}' is not known", "check the spelling and the name service; an address works as well"));
        }
    }
}
