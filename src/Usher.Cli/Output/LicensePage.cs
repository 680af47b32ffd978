using Usher.Licensing;

namespace Usher.Cli.Output;

/// <summary>A license and what was found about it, for people.</summary>
internal static class LicensePage
{
    /// <summary>Lines that are listed before they are only counted.</summary>
    private const int FeaturesMax = 1000;

    /// <summary>Writes the whole page: the license to standard output, faults to standard error.</summary>
    public static void Write(string file, LicenseVerdict verdict, bool isTrusted, Surroundings surroundings)
    {
        if (verdict.License is { } license)
            WriteLicense(license, verdict, isTrusted, surroundings);
        // What is refused needs no warning: the faults say it already.
        foreach (var warning in verdict.Faults.Count == 0 ? verdict.Warnings : [])
            surroundings.Error.WriteLine($"usher: warning {warning.Code}: {warning.Message}; {warning.Hint}");
        if (verdict.License is null || verdict.Faults.Count > 0)
            surroundings.Output.Flush();
        foreach (var fault in verdict.Faults)
            Failures.Print(Failures.Of(fault) with { Message = $"{file}: {fault.Message}" }, surroundings.Error);
    }

    /// <summary>The lines of a license as a table.</summary>
    public static void WriteFeatures(License license, Surroundings surroundings)
    {
        var table = new Table("FEATURE", "MODEL", ">SEATS", "VERSION", "FROM", "UNTIL", "STANDING", "TERMS");
        foreach (var feature in license.Features.Take(FeaturesMax))
            table.Add(Cells(feature, surroundings.Now));
        table.Write(surroundings);
        if (license.Features.Count > FeaturesMax)
            surroundings.Output.WriteLine($"… and {license.Features.Count - FeaturesMax} more; --json lists all");
    }

    private static void WriteLicense(License license, LicenseVerdict verdict, bool isTrusted, Surroundings surroundings)
    {
        var output = surroundings.Output;
        output.WriteLine($"License   {license.Id}");
        output.WriteLine($"Vendor    {license.Vendor} (key {license.VendorKeyId[..16]}…)");
        output.WriteLine($"Customer  {license.Customer}");
        output.WriteLine($"Issued    {license.IssuedAt:yyyy-MM-dd HH:mm:ss}Z");
        output.WriteLine($"Servers   {license.Servers}");
        output.WriteLine($"Verified  {Verified(verdict, isTrusted)}");
        foreach (var unknown in license.UnknownFields)
            output.WriteLine($"Unknown   {unknown.Name} = {unknown.Json}");
        output.WriteLine();
        WriteFeatures(license, surroundings);
    }

    private static string Verified(LicenseVerdict verdict, bool isTrusted) => (verdict.IsValid, isTrusted) switch
    {
        (true, true) => $"yes, issued by '{verdict.Signer!.Name}', whose key you trust",
        (true, false) => "unchanged since it was issued; add --vendor-key FILE to prove by whom",
        (false, _) => "NO, see below",
    };

    private static string[] Cells(LicenseFeature feature, DateTimeOffset now) =>
    [
        feature.Name,
        feature.ModelText,
        feature.Units is { } units ? $"{units} units" : feature.Seats == 0 ? "" : $"{feature.Seats}",
        feature.Version == "0" ? "any" : $"up to {feature.Version}",
        feature.Starts?.ToString() ?? "",
        feature.Expires?.ToString() ?? "perpetual",
        Standing(feature, now),
        string.Join(", ", Terms(feature)),
    ];

    private static string Standing(LicenseFeature feature, DateTimeOffset now) => (feature.StandingAt(now), feature.DaysLeftAt(now)) switch
    {
        (FeatureStanding.Unsupported, _) => "not supported",
        (FeatureStanding.NotYetValid, _) => "not yet valid",
        (FeatureStanding.Active, null) => "active",
        (FeatureStanding.Active, 1) => "last day",
        (FeatureStanding.Active, { } days) => $"{days} days left",
        (FeatureStanding.Grace, _) => $"expired, in grace until {feature.UsableUntil:yyyy-MM-dd HH:mm}Z",
        (FeatureStanding.Expired, _) => "expired",
    };

    private static IEnumerable<string> Terms(LicenseFeature feature)
    {
        if (feature.Product is { } product)
            yield return $"product {product}";
        if (feature.Overdraft > 0)
            yield return $"overdraft {feature.Overdraft}";
        if (feature.GraceDays > 0)
            yield return $"grace {feature.GraceDays}d";
        if (feature.Sharing != SharingRule.None)
            yield return $"shared by {string.Join('+', SharingText.Names(feature.Sharing))}";
        if (feature.Borrow is { } borrow)
            yield return $"borrow up to {borrow.HoursMax}h";
        if (feature.TokenFeature is { } pool)
            yield return $"{feature.TokensPerSeat} tokens of {pool} each";
        if (feature.Contains.Count > 0)
            yield return $"contains {string.Join(' ', feature.Contains)}";
        if (feature.Nodes.Count > 0)
            yield return $"{feature.Nodes.Count} hosts";
        if (feature.Users.Count > 0)
            yield return $"{feature.Users.Count} users";
        if (feature.MaintenanceUntil is { } maintenance)
            yield return $"maintenance until {maintenance}";
        if (feature.Note is { } note)
            yield return note;
    }
}
