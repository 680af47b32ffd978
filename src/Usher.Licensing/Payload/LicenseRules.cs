namespace Usher.Licensing;

/// <summary>The rules of a license as a whole, the same when it is issued and when it is read.</summary>
internal static class LicenseRules
{
    /// <summary>Terms to issue: everything.</summary>
    internal static IReadOnlyList<LicenseFault> Check(LicenseTerms terms)
    {
        var head = FaultSink.ForIssuing(LicenseCodes.Terms);
        CheckLists(head, terms.Customer, terms.Servers, terms.Features);
        FeatureRules.Unknown(head, terms.UnknownFields);
        var faults = FaultSink.ForIssuing(LicenseCodes.FeatureValue);
        foreach (var (index, feature) in terms.Features.Take(LicenseLimits.FeaturesMax).Index())
        {
            faults.Where = $"$.features[{index}].";
            FeatureRules.Check(faults, feature);
        }
        return [.. head.Faults.Concat(faults.Faults).Take(FaultSink.FaultsMax)];
    }

    /// <summary>A license that was read: all but its features, each of which was checked as it was read.</summary>
    internal static void CheckHead(FaultSink faults, License license)
    {
        CheckLists(faults, license.Customer, license.Servers, license.Features);
        if (!TextRules.IsId(license.Id))
            faults.Bad("id", $"'{Printable.Short(license.Id)}' is not a license id", "");
        if (!VendorName.IsValid(license.Vendor))
            faults.Bad("vendor", $"'{Printable.Short(license.Vendor)}' is not a vendor's name", "");
    }

    private static void CheckLists(
        FaultSink faults, string customer, ServerBinding servers, IReadOnlyList<LicenseFeature> features)
    {
        faults.Where = "$.";
        TextRules.Line(faults, "customer", customer, LicenseLimits.CustomerBytesMax);
        Servers(faults, servers);
        if (features.Count == 0)
            faults.Bad("features", "is empty", "describe at least one feature with --feature NAME:seats=N");
        if (features.Count > LicenseLimits.FeaturesMax)
            faults.TooMany("features", features.Count, LicenseLimits.FeaturesMax);
    }

    private static void Servers(FaultSink faults, ServerBinding servers)
    {
        if (servers.Identities.Count > LicenseLimits.ServersMax)
            faults.TooMany("servers", servers.Identities.Count, LicenseLimits.ServersMax);
        if (servers.Identities.Distinct().Count() != servers.Identities.Count)
            faults.Bad("servers", "names a server twice", "name each server once");
    }
}
