using System.Text.Json.Serialization;
using Usher.Licensing;

namespace Usher.Cli.Output;

/// <summary>A license under --json.</summary>
internal sealed record LicenseJson(
    string Id, string Vendor, string VendorKeyId, string Customer, DateTimeOffset IssuedAt,
    IReadOnlyList<string> Servers, IReadOnlyList<LicenseFeatureJson> Features)
{
    /// <summary>The file itself; only of 'vendor issue'.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>Names of fields that this version does not know.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? UnknownFields { get; init; }

    /// <summary>Of a license, as it stands now.</summary>
    public static LicenseJson From(License license, DateTimeOffset now) => new(
        license.Id, license.Vendor, license.VendorKeyId, license.Customer, license.IssuedAt,
        license.Servers.IsAny ? ["any"] : [.. license.Servers.Identities.Select(server => server.ToString())],
        [.. license.Features.Select(feature => LicenseFeatureJson.From(feature, now))])
    {
        UnknownFields = license.UnknownFields.Count == 0 ? null : [.. license.UnknownFields.Select(field => field.Name)],
    };
}
