using System.Text.Json;

namespace Usher.Licensing;

/// <summary>
/// Many features at once, from a file: a CSV table with a header line, or JSON in the form of a license's
/// <c>features</c>. Everything that is wrong is reported together.
/// </summary>
public static class FeatureTable
{
    /// <summary>Longest table, in characters: 4 Mi.</summary>
    public const int CharsMax = 4 * 1024 * 1024;

    private static readonly string[] FieldNames =
    [
        "name", "product", "model", "version", "seats", "starts", "expires", "maintenanceUntil", "graceDays", "overdraft", "sharing",
        "lingerMax", "borrow", "tokenFeature", "tokensPerSeat", "units", "nodes", "users", "contains", "note", "hoursMax", "seatsMax",
    ];

    /// <summary>
    /// Reads a CSV table (RFC 4180). The header names the columns: <c>name</c> and any key of
    /// <see cref="FeatureText"/>; an empty cell means that the value is not given.
    /// </summary>
    /// <returns>The features, or faults with line and column (USH1041 to USH1043).</returns>
    public static FeatureReading ParseCsv(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TooLong(text) ?? CsvFeatures.Read(text.TrimStart('\uFEFF'));
    }

    /// <summary>Reads a JSON array of features, or an object whose <c>features</c> is one. Comments are allowed.</summary>
    /// <returns>The features, or faults with line and column or JSON path (USH1013, USH1041 to USH1043).</returns>
    public static FeatureReading ParseJson(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (TooLong(text) is { } refused)
            return refused;
        try
        {
            using var document = JsonDocument.Parse(text.TrimStart('\uFEFF'), new JsonDocumentOptions
            {
                AllowDuplicateProperties = false, AllowTrailingCommas = true,
                CommentHandling = JsonCommentHandling.Skip, MaxDepth = LicenseLimits.JsonDepthMax,
            });
            return Read(document.RootElement);
        }
        catch (JsonException error)
        {
            return Refused($"line {error.LineNumber + 1}, column {error.BytePositionInLine + 1}: this is not JSON", "correct it there");
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            return Refused("a text has half of a surrogate pair", "write the character as it is, in UTF-8");
        }
    }

    private static FeatureReading Read(JsonElement root)
    {
        var isObject = root.ValueKind == JsonValueKind.Object;
        var list = isObject && root.TryGetProperty("features", out var inner) ? inner : root;
        if (list.ValueKind != JsonValueKind.Array)
            return Refused("there is no list of features", "write [ {\"name\": \"cad\", \"seats\": 50}, ... ]");
        var faults = FaultSink.ForIssuing();
        if (list.GetArrayLength() > LicenseLimits.FeaturesMax)
            faults.TooMany("the table", list.GetArrayLength(), LicenseLimits.FeaturesMax);
        var features = new List<LicenseFeature>();
        var unknown = new List<LicenseFault>();
        foreach (var (index, item) in list.EnumerateArray().Take(LicenseLimits.FeaturesMax).Index())
        {
            var path = $"{(isObject ? "$.features" : "$")}[{index}]";
            if (item.ValueKind == JsonValueKind.Object)
                features.Add(Feature(new JsonFields(item, path, faults), unknown));
            else
                unknown.Add(new(LicenseCodes.FeatureTable, $"{path} is not an object", "write {\"name\": \"cad\", \"seats\": 50}"));
        }
        return new FeatureReading(features, [.. unknown.Concat(faults.Faults).Take(FaultSink.FaultsMax)]);
    }

    /// <summary>A license keeps fields that it does not know; in what a vendor writes by hand they are spelling mistakes.</summary>
    private static LicenseFeature Feature(JsonFields fields, List<LicenseFault> unknown)
    {
        var feature = FeatureReader.Read(fields, path =>
        {
            var key = path[(path.LastIndexOf('.') + 1)..];
            unknown.Add(new(LicenseCodes.FeatureKey, $"{path}: there is no such field", DidYouMean.Hint(key, FieldNames)));
        });
        if (feature.Model == LicenseModel.Unsupported)
            unknown.Add(new(LicenseCodes.FeatureValue, $"{fields.Path}.model does not take '{Printable.Short(feature.ModelText)}'",
                DidYouMean.Hint(feature.ModelText, LicenseModelText.ModelNames)));
        if (feature.UnknownSharing is [var rule, ..])
            unknown.Add(new(LicenseCodes.FeatureValue, $"{fields.Path}.sharing does not take '{Printable.Short(rule)}'",
                DidYouMean.Hint(rule, LicenseModelText.SharingNames)));
        return feature;
    }

    private static FeatureReading? TooLong(string text) => text.Length <= CharsMax ? null : Refused(
        $"the table is {text.Length} characters long, and {CharsMax} are allowed", "split it over several licenses");

    private static FeatureReading Refused(string message, string hint) =>
        new([], [new LicenseFault(LicenseCodes.FeatureTable, message, hint)]);
}
