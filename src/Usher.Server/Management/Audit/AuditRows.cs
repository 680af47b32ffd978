using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using Usher.Journal;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management.Audit;

/// <summary>Entries of the stream <c>server</c> as an administrator sees them.</summary>
internal static class AuditRows
{
    /// <summary>Marks of the time: nobody did anything.</summary>
    private const string TimeMark = "clock-mark";

    /// <summary>What may be shown. A field of an event is shown when it is named here, so that no secret slips out.</summary>
    private static readonly FrozenSet<string> Shown = new[]
    {
        "id", "version", "identity", "endpoints", "pid", "message", "feature", "lease", "holder", "reason",
        "user", "name", "label", "owner", "role", "features", "expiresAt", "address", "port", "process",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>One row; null: nothing that anybody did.</summary>
    internal static AuditRow? Of(JournalEntry entry)
    {
        using var document = JsonDocument.Parse(entry.Payload);
        var happened = document.RootElement;
        var type = Text(happened, "type");
        var slash = type.IndexOf('/');
        if (slash >= 0)
            type = type[..slash];
        return type == TimeMark
            ? null
            : new AuditRow(
                entry.FirstSequence, entry.At, type, Text(happened, "by"), Details(happened), Convert.ToHexStringLower(entry.Hash.Span));
    }

    private static string Text(JsonElement happened, string name) =>
        happened.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static JsonElement Details(JsonElement happened)
    {
        var written = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(written))
        {
            writer.WriteStartObject();
            foreach (var property in happened.EnumerateObject())
            {
                if (Shown.Contains(property.Name))
                    property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        using var details = JsonDocument.Parse(written.WrittenMemory);
        return details.RootElement.Clone();
    }
}
