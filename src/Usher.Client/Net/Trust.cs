using Usher.Licensing;

namespace Usher.Client.Net;

/// <summary>
/// Decides whether a server may be asked for anything. The chain: the vendor's key signs the license, the license names
/// the server's key, TLS proved that the peer holds that key.
/// </summary>
internal static class Trust
{
    /// <summary>How the peer is trusted.</summary>
    /// <exception cref="UntrustedServerException">It is not.</exception>
    internal static async ValueTask<TrustedBy> JudgeAsync(ServerPeer peer, UsherClientOptions options)
    {
        if (peer.IsPlaintext)
            return TrustedBy.Nothing;
        if (options.PinnedIdentities.Contains(peer.Identity))
            return TrustedBy.Pin;
        var verdicts = Verdicts(peer, options);
        if (verdicts.Exists(verdict => verdict.IsValid))
            return TrustedBy.License;
        if (options.AcceptIdentity is { } accept && await accept(peer).ConfigureAwait(false))
            return TrustedBy.Callback;
        throw Distrust(peer, options, verdicts);
    }

    private static List<LicenseVerdict> Verdicts(ServerPeer peer, UsherClientOptions options)
    {
        var check = new LicenseCheck
        {
            Now = options.TimeProvider.GetUtcNow(),
            TrustedVendors = options.VendorKeys,
            Server = peer.Identity,
        };
        return [.. peer.Licenses.Select(license => LicenseFile.VerifyJws(license, check))];
    }

    private static UntrustedServerException Distrust(ServerPeer peer, UsherClientOptions options, List<LicenseVerdict> verdicts)
    {
        if (options.VendorKeys.Count == 0)
            return new(TrustFaults.NotAccepted(peer.Identity, options.PinnedIdentities), peer.Identity, options.PinnedIdentities);
        if (verdicts.Count == 0)
            return new(TrustFaults.NoLicenseShown(peer.Identity, options.VendorKeys), peer.Identity);
        return Distrust(peer.Identity, verdicts);
    }

    /// <summary>The nearest miss is told: the right vendor before the wrong one, the right server before another.</summary>
    private static UntrustedServerException Distrust(ServerIdentity identity, List<LicenseVerdict> verdicts)
    {
        var nearest = verdicts.MinBy(Distance)!;
        var named = nearest.License?.Servers.Identities ?? [];
        var problem = Distance(nearest) switch
        {
            0 => TrustFaults.NotInForce(identity, nearest.Faults[0]),
            1 => TrustFaults.OtherServer(identity, named),
            _ => TrustFaults.NotSound(identity, nearest.Faults[0]),
        };
        return new UntrustedServerException(problem, identity, named);
    }

    private static int Distance(LicenseVerdict verdict)
    {
        if (verdict.License is null || Has(verdict, LicenseCodes.UnknownKey))
            return 2;
        return Has(verdict, LicenseCodes.OtherServer) ? 1 : 0;
    }

    private static bool Has(LicenseVerdict verdict, string code) => verdict.Faults.Any(fault => fault.Code == code);
}
