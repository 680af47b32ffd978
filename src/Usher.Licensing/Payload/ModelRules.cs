namespace Usher.Licensing;

/// <summary>Which fields go with which model: those it needs, and none of another's.</summary>
internal static class ModelRules
{
    internal static void Check(FaultSink faults, LicenseFeature feature)
    {
        Holders(faults, feature, "nodes", feature.Nodes, LicenseModel.NodeLocked, LicenseLimits.NodesMax, needed: true);
        Holders(faults, feature, "users", feature.Users, LicenseModel.NamedUser, LicenseLimits.UsersMax, needed: false);
        Contains(faults, feature);
        Units(faults, feature);
        Tokens(faults, feature);
        if (feature.Model is LicenseModel.Trial or LicenseModel.Subscription && feature.Expires is null)
            faults.Bad("expires", $"is missing, and a {feature.ModelText} must end", "add its last day, such as expires=2027-12-31");
    }

    private static void Holders(
        FaultSink faults, LicenseFeature feature, string field, IReadOnlyList<string> holders,
        LicenseModel model, int max, bool needed)
    {
        Belongs(faults, feature, field, holders.Count > 0, model, needed);
        if (holders.Count > max)
            faults.TooMany(field, holders.Count, max);
        foreach (var holder in holders.Take(max))
            TextRules.Line(faults, field, holder, LicenseLimits.HolderBytesMax);
    }

    private static void Contains(FaultSink faults, LicenseFeature feature)
    {
        Belongs(faults, feature, "contains", feature.Contains.Count > 0, LicenseModel.Package, needed: true);
        if (feature.Contains.Count > LicenseLimits.ContainsMax)
            faults.TooMany("contains", feature.Contains.Count, LicenseLimits.ContainsMax);
        foreach (var name in feature.Contains.Take(LicenseLimits.ContainsMax))
            TextRules.Name(faults, "contains", name);
    }

    private static void Units(FaultSink faults, LicenseFeature feature)
    {
        Belongs(faults, feature, "units", feature.Units is not null, LicenseModel.Metered, needed: true);
        if (feature.Units is { } units)
            faults.Range("units", units, 1, LicenseLimits.UnitsMax);
    }

    private static void Tokens(FaultSink faults, LicenseFeature feature)
    {
        Belongs(faults, feature, "tokenFeature", feature.TokenFeature is not null, LicenseModel.TokenPool, needed: false);
        Belongs(faults, feature, "tokensPerSeat", feature.TokensPerSeat is not null, LicenseModel.TokenPool, needed: false);
        if (feature.TokenFeature is { } pool)
            TextRules.Name(faults, "tokenFeature", pool);
        if (feature.TokensPerSeat is { } tokens)
            faults.Range("tokensPerSeat", tokens, 1, LicenseLimits.TokensPerSeatMax);
        if (feature.TokenFeature is null != feature.TokensPerSeat is null)
            faults.Bad("tokensPerSeat", "and tokenFeature go together", "give both for a feature that draws tokens, neither for the pool");
    }

    private static void Belongs(
        FaultSink faults, LicenseFeature feature, string field, bool given, LicenseModel model, bool needed)
    {
        if (given && feature.Model != model)
            faults.Bad(field, $"does not go with model {feature.ModelText}", $"leave it out, or use model={LicenseModelText.Name(model)}");
        if (!given && needed && feature.Model == model)
            faults.Bad(field, $"is missing, and model {feature.ModelText} needs it", $"add {field}=...");
    }
}
