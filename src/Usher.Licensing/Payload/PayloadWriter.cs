using System.Buffers;
using System.Text.Json;

namespace Usher.Licensing;

/// <summary>Writes the JSON that a vendor signs: fields in the order of docs/license-file.md, defaults left out.</summary>
internal static class PayloadWriter
{
    internal static byte[] Write(License license)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("format", License.Format);
            json.WriteString("id", license.Id);
            json.WriteString("vendor", license.Vendor);
            json.WriteString("customer", license.Customer);
            json.WriteString("issuedAt", LicenseTime.Text(license.IssuedAt));
            Texts(json, "servers", license.Servers.Texts());
            json.WriteStartArray("features");
            foreach (var feature in license.Features)
                Feature(json, feature);
            json.WriteEndArray();
            Unknown(json, license.UnknownFields);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void Feature(Utf8JsonWriter json, LicenseFeature feature)
    {
        json.WriteStartObject();
        json.WriteString("name", feature.Name);
        Text(json, "product", feature.Product);
        json.WriteString("model", feature.ModelText);
        if (feature.Version != "0")
            json.WriteString("version", feature.Version);
        Number(json, "seats", feature.Seats);
        Term(json, feature);
        Number(json, "overdraft", feature.Overdraft);
        Texts(json, "sharing", [.. LicenseModelText.Names(feature.Sharing), .. feature.UnknownSharing]);
        if (feature.LingerMax is { } linger)
            json.WriteNumber("lingerMax", (long)linger.TotalSeconds);
        Borrow(json, feature.Borrow);
        OfModel(json, feature);
        Text(json, "note", feature.Note);
        Unknown(json, feature.UnknownFields);
        json.WriteEndObject();
    }

    private static void Term(Utf8JsonWriter json, LicenseFeature feature)
    {
        Text(json, "starts", feature.Starts?.ToString());
        Text(json, "expires", feature.Expires?.ToString());
        Text(json, "maintenanceUntil", feature.MaintenanceUntil?.ToString());
        Number(json, "graceDays", feature.GraceDays);
    }

    private static void OfModel(Utf8JsonWriter json, LicenseFeature feature)
    {
        Text(json, "tokenFeature", feature.TokenFeature);
        Number(json, "tokensPerSeat", feature.TokensPerSeat ?? 0);
        Number(json, "units", feature.Units ?? 0);
        Texts(json, "nodes", feature.Nodes);
        Texts(json, "users", feature.Users);
        Texts(json, "contains", feature.Contains);
    }

    private static void Borrow(Utf8JsonWriter json, BorrowTerms? borrow)
    {
        if (borrow is null)
            return;
        json.WriteStartObject("borrow");
        json.WriteNumber("hoursMax", borrow.HoursMax);
        if (borrow.SeatsMax is { } seats)
            json.WriteNumber("seatsMax", seats);
        Unknown(json, borrow.UnknownFields);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void Number(Utf8JsonWriter json, string name, long value)
    {
        if (value != 0)
            json.WriteNumber(name, value);
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        if (!values.Any())
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Unknown(Utf8JsonWriter json, IReadOnlyList<UnknownField> fields)
    {
        foreach (var field in fields)
        {
            json.WritePropertyName(field.Name);
            json.WriteRawValue(field.Json);
        }
    }
}
