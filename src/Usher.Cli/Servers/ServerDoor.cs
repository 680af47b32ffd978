using Usher.Cli.Files;
using Usher.Client;
using Usher.Licensing;

namespace Usher.Cli.Servers;

/// <summary>Finds out which server is meant and whom to trust, and connects.</summary>
internal static class ServerDoor
{
    /// <summary>The server when nobody says which.</summary>
    public const string DefaultServer = "localhost";

    private const string Default = "default";

    /// <summary>
    /// Connects to the first server that answers and can be trusted. When nobody says which, that is the one of this machine,
    /// and where there is none, one that is found on the network.
    /// </summary>
    public static async Task<ISeatServer> OpenAsync(ServerChoice choice, Surroundings surroundings)
    {
        var known = new KnownServers(surroundings);
        var options = Options(choice, known, surroundings);
        try
        {
            return new ConnectedServer(await UsherClient.ConnectAsync(options, surroundings.Interrupted));
        }
        catch (UntrustedServerException) when (known.Changed is { } change)
        {
            throw known.Refusal(change);
        }
        catch (ServerUnavailableException nobody) when (MayLookAround(choice, surroundings))
        {
            return await FoundServer.ConnectAsync(await NetworkSearch.FindAsync(nobody.Problem, surroundings), options, known, surroundings);
        }
    }

    private static bool MayLookAround(ServerChoice choice, Surroundings surroundings) =>
        !choice.InsecureLoopback && NetworkSearch.IsOn(surroundings) && Named(choice, surroundings).Source == Default;

    /// <summary>The servers, from the first source that names any.</summary>
    /// <exception cref="FaultException">An address cannot be read.</exception>
    public static IReadOnlyList<ServerAddress> Addresses(ServerChoice choice, Surroundings surroundings) =>
        ServerAddress.TryParseList(Named(choice, surroundings).Value, out var addresses, out var problem)
            ? addresses
            : throw FaultException.Usage(problem.Code, problem.Message, problem.Hint);

    /// <summary>The list of servers as it was written, and where.</summary>
    public static Sourced Named(ServerChoice choice, Surroundings surroundings) =>
        choice.Servers.Length > 0 ? new(string.Join(',', choice.Servers), "--server")
        : surroundings.Variable("USHER_SERVER") is { } servers ? new(servers, "USHER_SERVER")
        : UserConfig.Read(surroundings).Servers is { Count: > 0 } configured
            ? new(string.Join(',', configured), UserFolders.Config(surroundings, "config.json"))
        : new(DefaultServer, Default);

    /// <summary>The file with the vendor's public key and where it was named; null when nobody named one.</summary>
    public static Sourced? VendorKey(ServerChoice choice, Surroundings surroundings) =>
        choice.VendorKey is { } option ? new(option, "--vendor-key")
        : surroundings.Variable("USHER_VENDOR_KEY") is { } variable ? new(variable, "USHER_VENDOR_KEY")
        : UserConfig.Read(surroundings).VendorKeyPath(surroundings) is { } configured
            ? new(configured, UserFolders.Config(surroundings, "config.json"))
        : null;

    /// <summary>The client's options. Without a vendor key or a pinned identity, the first meeting is believed.</summary>
    public static UsherClientOptions Options(ServerChoice choice, KnownServers known, Surroundings surroundings)
    {
        var options = new UsherClientOptions
        {
            Servers = Addresses(choice, surroundings),
            InsecureLoopback = choice.InsecureLoopback,
            TimeProvider = surroundings.Time,
        };
        if (choice.Program is { } program)
            options.Application = $"{Path.GetFileName(program)} (usher {Environment.ProcessId})";
        if (choice.Timeout is { } timeout)
            (options.ConnectBudget, options.ConnectTimeout) = (timeout, timeout < options.ConnectTimeout ? timeout : options.ConnectTimeout);
        Trust(options, choice, known, surroundings);
        return options;
    }

    private static void Trust(UsherClientOptions options, ServerChoice choice, KnownServers known, Surroundings surroundings)
    {
        if (VendorKey(choice, surroundings) is { } file)
            options.VendorKeys = [VendorKeyFile.ReadPublic(file.Value)];
        if (choice.ServerId is { } id)
            options.PinnedIdentities = [Identity(id)];
        if (options.VendorKeys.Count == 0 && options.PinnedIdentities.Count == 0 && !choice.InsecureLoopback)
            options.AcceptIdentity = peer => ValueTask.FromResult(known.Accept(peer.Address.ToString(), peer.Identity));
    }

    private static ServerIdentity Identity(string text) => ServerIdentity.TryParse(text, out var identity)
        ? identity
        : throw FaultException.Usage(
            CliCodes.BadValue, $"--server-id '{text}' is no server's identity, which has 64 hexadecimal digits", "'usher id --data FOLDER' prints it");
}
