using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Usher.Cli.Output;

/// <summary>Times as <c>2027-12-31T18:00:00Z</c>: UTC, whole seconds.</summary>
internal sealed class UtcSeconds : JsonConverter<DateTimeOffset>
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Text(value));

    /// <summary>The same outside JSON.</summary>
    public static string Text(DateTimeOffset value) => value.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);
}
