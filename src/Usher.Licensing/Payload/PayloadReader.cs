using System.Text.Json;
using System.Text.Unicode;

namespace Usher.Licensing;

/// <summary>Reads the JSON that a vendor signed. Never throws on any bytes.</summary>
internal static class PayloadReader
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false, MaxDepth = LicenseLimits.JsonDepthMax,
    };

    /// <summary>The license, or what is wrong with it; and the JSON paths of fields that this version does not know.</summary>
    internal static PayloadReading Read(byte[] payload, string vendorKeyId)
    {
        var faults = FaultSink.ForReading();
        try
        {
            if (!Utf8.IsValid(payload))
                throw new JsonException();
            using var document = JsonDocument.Parse(payload, Strict);
            return Read(document.RootElement, faults, vendorKeyId);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped half of a surrogate pair, which JsonDocument finds only when asked for the text.
            faults.Where = "";
            faults.Bad("the signed part", "is not well-formed JSON", "");
            return new PayloadReading(null, faults.Faults, []);
        }
    }

    private static PayloadReading Read(JsonElement root, FaultSink faults, string vendorKeyId)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException();
        var fields = new JsonFields(root, "$", faults);
        if (fields.Int("format") is var format && format != License.Format)
            return new PayloadReading(null, [FileFaults.UnknownFormat(format)], []);
        var unknown = new List<string>();
        var license = ReadLicense(fields, vendorKeyId, unknown);
        if (faults.Faults.Count == 0 && license is not null)
            LicenseRules.CheckHead(faults, license);
        return faults.Faults.Count == 0
            ? new PayloadReading(license, [], unknown)
            : new PayloadReading(null, faults.Faults, unknown);
    }

    private static License? ReadLicense(JsonFields fields, string vendorKeyId, List<string> unknown)
    {
        var servers = ReadServers(fields);
        var license = new License
        {
            Id = fields.Required("id"),
            Vendor = fields.Required("vendor"),
            VendorKeyId = vendorKeyId,
            Customer = fields.Required("customer"),
            IssuedAt = ReadIssued(fields),
            Servers = servers ?? ServerBinding.Any,
            Features = ReadFeatures(fields, unknown),
            UnknownFields = fields.Rest(unknown.Add),
        };
        return servers is null ? null : license;
    }

    private static DateTimeOffset ReadIssued(JsonFields fields)
    {
        if (fields.Time("issuedAt") is { IsDay: false } time)
            return time.Start;
        fields.Wrong("issuedAt", "an instant such as 2026-11-22T18:00:00Z");
        return default;
    }

    private static List<LicenseFeature> ReadFeatures(JsonFields fields, List<string> unknown)
    {
        var features = new List<LicenseFeature>();
        foreach (var feature in fields.Objects("features").Take(LicenseLimits.FeaturesMax + 1))
            features.Add(FeatureReader.Read(feature, unknown.Add));
        return features;
    }

    /// <summary>Null, and a fault, if they are not as the contract says; never "any" by mistake.</summary>
    private static ServerBinding? ReadServers(JsonFields fields)
    {
        var texts = fields.Texts("servers");
        if (texts is [ServerBinding.AnyText])
            return ServerBinding.Any;
        var identities = new List<ServerIdentity>();
        foreach (var text in texts)
        {
            if (ServerIdentity.TryParse(text, out var identity) && identity.ToString() == text)
                identities.Add(identity);
        }
        if (texts.Count > 0 && identities.Count == texts.Count)
            return ServerBinding.To(identities);
        fields.Wrong("servers", "a list of identities of 64 lower-case hex digits, or [\"any\"]");
        return null;
    }
}
