namespace Usher.Licensing;

/// <summary>From the signed part to a verdict: signature, payload, vendor, server, terms, in this order.</summary>
internal static class LicenseVerification
{
    /// <summary>How far the vendor's clock may be ahead of ours before it is worth a warning.</summary>
    private static readonly TimeSpan ClockAheadMax = TimeSpan.FromDays(1);

    internal static LicenseVerdict Verify(string jws, LicenseCheck check)
    {
        if (Jws.TryOpen(jws, out var embedded, out var payload) is { } fault)
            return LicenseVerdict.Refused(fault);
        var reading = PayloadReader.Read(payload!, embedded!.Id);
        var trusted = check.TrustedVendors?.FirstOrDefault(embedded.Equals);
        if (reading.License is not { } license)
            return new LicenseVerdict { Signer = trusted ?? embedded, Jws = jws, Faults = reading.Faults };
        var signer = trusted ?? embedded.Named(license.Vendor);
        return new LicenseVerdict
        {
            License = license,
            Signer = signer,
            Jws = jws,
            Faults = [.. Faults(license, signer, check)],
            Warnings = Limited([.. Warnings(license, reading, check.Now)]),
        };
    }

    private static IEnumerable<LicenseFault> Faults(License license, VendorPublicKey signer, LicenseCheck check)
    {
        if (check.TrustedVendors is { } trusted && !trusted.Contains(signer))
            yield return FileFaults.UnknownKey(signer, trusted);
        if (check.Server is { } server && !license.Servers.Names(server))
            yield return FileFaults.OtherServer(license.Servers, server);
        if (!license.Features.Any(feature => feature.IsUsableAt(check.Now)))
            yield return NothingUsable(license, check.Now);
    }

    /// <summary>Waiting cures what has not started, so that is said first; then what a renewal cures.</summary>
    private static LicenseFault NothingUsable(License license, DateTimeOffset now)
    {
        var byStanding = license.Features.ToLookup(feature => feature.StandingAt(now));
        if (byStanding[FeatureStanding.NotYetValid].MinBy(feature => feature.StartsAt) is { } first)
            return FileFaults.NotYetValid(first);
        if (byStanding[FeatureStanding.Expired].MaxBy(feature => feature.EndsAt) is { } last)
            return FileFaults.Expired(last, now);
        return FileFaults.NothingSupported(license);
    }

    private static IEnumerable<LicenseFault> Warnings(License license, PayloadReading reading, DateTimeOffset now)
    {
        if (license.IssuedAt - ClockAheadMax > now)
            yield return FeatureWarnings.IssuedLater(license, now);
        foreach (var feature in license.Features)
        {
            if (FeatureWarnings.Of(feature, now) is { } warning)
                yield return warning;
        }
        foreach (var path in reading.UnknownPaths)
            yield return FeatureWarnings.UnknownField(path);
    }

    private static IReadOnlyList<LicenseFault> Limited(IReadOnlyList<LicenseFault> warnings) =>
        warnings.Count <= LicenseLimits.WarningsMax
            ? warnings
            : [.. warnings.Take(LicenseLimits.WarningsMax), FeatureWarnings.More(warnings.Count - LicenseLimits.WarningsMax)];
}
