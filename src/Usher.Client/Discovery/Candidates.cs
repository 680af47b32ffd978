using System.Runtime.CompilerServices;
using Usher.Client.Net;

namespace Usher.Client.Discovery;

/// <summary>The servers of one round, in the order in which they are tried: those of the options, or those that answer.</summary>
/// <param name="options">Names servers, or none.</param>
/// <param name="open">Asks the network.</param>
internal sealed class Candidates(UsherClientOptions options, Func<IAsking> open)
{
    /// <summary>How long others have to answer after the first one did.</summary>
    internal static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(200);

    /// <summary>The servers; the one that served last comes first (last, if it was unfit).</summary>
    /// <exception cref="ServerUnavailableException">No server is named, and none answers (USH3130).</exception>
    /// <exception cref="UntrustedServerException">Only servers answer that are not pinned, and nothing else could vouch for them.</exception>
    internal async IAsyncEnumerable<ServerAddress> AllAsync(
        Connection? last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (options.Servers.Count > 0)
        {
            foreach (var server in options.Servers.OrderBy(server => Rank(server, last)))
                yield return server;
            yield break;
        }

        var known = last is { IsUnfit: false } ? last.Peer.Address : null;
        if (known is not null)
            yield return known;
        foreach (var server in (await FindAsync(cancellationToken).ConfigureAwait(false)).OrderBy(server => Rank(server, last)))
        {
            if (server != known)
                yield return server;
        }
    }

    private async Task<IReadOnlyList<ServerAddress>> FindAsync(CancellationToken cancellationToken)
    {
        var search = new Search(options.Discovery, options.TimeProvider, options.Random, open);
        var found = (await search.RunAsync(Settle, cancellationToken).ConfigureAwait(false)).Where(one => one.IsSignatureValid).ToList();
        if (found.Count == 0)
            throw new ServerUnavailableException(NetFaults.NobodyAnswered(options.Discovery.Wait));
        // Who could not be trusted anyway is not told who asks.
        var fit = IsPinTheOnlyWay ? found.FindAll(one => options.PinnedIdentities.Contains(one.Identity)) : found;
        if (fit.Count == 0)
            throw new UntrustedServerException(TrustFaults.NotAccepted(found[0].Identity, options.PinnedIdentities), identity: null, options.PinnedIdentities);
        return [.. fit.SelectMany(one => one.Addresses).Distinct().Take(ServerAddress.ListMax)];
    }

    private bool IsPinTheOnlyWay => options.VendorKeys.Count == 0 && options.AcceptIdentity is null && !options.InsecureLoopback;

    private static int Rank(ServerAddress server, Connection? last) =>
        server != last?.Peer.Address ? 0 : last.IsUnfit ? 1 : -1;
}
