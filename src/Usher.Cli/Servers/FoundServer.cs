using Usher.Client;
using Usher.Licensing;

namespace Usher.Cli.Servers;

/// <summary>
/// Connects to a server that was found on the network. Whoever answers first must not be believed for that, so the first
/// meeting is not believed here: a license, a pinned identity or an earlier meeting has to vouch.
/// </summary>
internal static class FoundServer
{
    /// <summary>Connects to one of them, and says on standard error to which.</summary>
    /// <param name="found">Those that answered, at least one.</param>
    /// <param name="options">Whom to trust; its servers are replaced.</param>
    /// <param name="known">Who was met before.</param>
    /// <param name="surroundings">Of the command.</param>
    /// <exception cref="FaultException">Nothing vouches for any of them (USH5070).</exception>
    public static async Task<ISeatServer> ConnectAsync(
        IReadOnlyList<DiscoveredServer> found, UsherClientOptions options, KnownServers known, Surroundings surroundings)
    {
        if (options.AcceptIdentity is not null)
            (options.AcceptIdentity, options.PinnedIdentities) = (null, known.Identities);
        options.Servers = [.. Fit(found, options).SelectMany(one => one.Addresses).Take(ServerAddress.ListMax)];
        if (options.Servers.Count == 0)
            throw Strangers(found);
        var client = await UsherClient.ConnectAsync(options, surroundings.Interrupted);
        if (client.Server is { } peer)
            surroundings.Error.WriteLine($"usher: found the server {Name(found, peer.Identity)}at {peer.Address} on the network; its identity is {peer.Identity}");
        return new ConnectedServer(client);
    }

    /// <summary>Without a vendor's key nothing can vouch for others, so they are not told who asks.</summary>
    private static IEnumerable<DiscoveredServer> Fit(IReadOnlyList<DiscoveredServer> found, UsherClientOptions options) =>
        options.VendorKeys.Count > 0 ? found : found.Where(one => options.PinnedIdentities.Contains(one.Identity));

    private static string Name(IReadOnlyList<DiscoveredServer> found, ServerIdentity identity) =>
        found.FirstOrDefault(one => one.Identity == identity) is { Name.Length: > 0 } named ? $"{named.Name} " : "";

    private static FaultException Strangers(IReadOnlyList<DiscoveredServer> found) => new(
        ExitCode.NoServer,
        new Fault(
            CliCodes.FoundStrangers,
            $"no server is named; {Several(found)} on the network, and nothing says that it can be trusted",
            $"if it is the right one, name it once with --server {found[0].Addresses[0]} to meet it, or name the vendor's key with --vendor-key"));

    private static string Several(IReadOnlyList<DiscoveredServer> found) =>
        $"{found[0].Addresses[0]} (identity {found[0].Identity}){(found.Count > 1 ? $" and {found.Count - 1} more answer" : " answers")}";
}
