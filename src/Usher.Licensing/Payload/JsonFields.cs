using System.Text.Json;

namespace Usher.Licensing;

/// <summary>
/// One JSON object, field by field: takes what is known, notes what has the wrong kind, and hands back the rest.
/// </summary>
internal sealed class JsonFields(JsonElement element, string path, FaultSink faults)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    internal string Path => path;

    internal FaultSink Faults => faults;

    internal string? Text(string name) =>
        TryTake(name, JsonValueKind.String, "a text", out var value) ? value.GetString() : null;

    internal string Required(string name) => Text(name) ?? Missing(name);

    internal int? Int(string name)
    {
        if (!TryTake(name, JsonValueKind.Number, "a whole number", out var value))
            return null;
        if (!value.TryGetInt32(out var number))
            Wrong(name, "a whole number");
        return number;
    }

    internal long? Long(string name)
    {
        if (!TryTake(name, JsonValueKind.Number, "a whole number", out var value))
            return null;
        if (!value.TryGetInt64(out var number))
            Wrong(name, "a whole number");
        return number;
    }

    internal LicenseTime? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (!LicenseTime.TryParse(text, out var time))
            Wrong(name, "a day such as 2027-12-31 or an instant such as 2027-12-31T18:00:00Z, of the years 1970 to 9900");
        return time;
    }

    internal IReadOnlyList<string> Texts(string name)
    {
        if (!TryTake(name, JsonValueKind.Array, "a list of texts", out var list))
            return [];
        var texts = new List<string>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String)
                texts.Add(item.GetString()!);
            else
                Wrong(name, "a list of texts");
        }
        return texts;
    }

    internal JsonFields? Object(string name) => TryTake(name, JsonValueKind.Object, "an object", out var value)
        ? new JsonFields(value, $"{path}.{name}", faults)
        : null;

    internal IEnumerable<JsonFields> Objects(string name)
    {
        if (!TryTake(name, JsonValueKind.Array, "a list of objects", out var list))
            yield break;
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
                yield return new JsonFields(item, $"{path}.{name}[{index}]", faults);
            else
                Wrong(name, "a list of objects");
            index++;
        }
    }

    /// <summary>The fields that nobody asked for; <paramref name="report"/> gets the JSON path of each.</summary>
    internal IReadOnlyList<UnknownField> Rest(Action<string> report)
    {
        var rest = new List<UnknownField>();
        foreach (var field in element.EnumerateObject())
        {
            if (_known.Contains(field.Name))
                continue;
            rest.Add(new UnknownField(field.Name, field.Value.GetRawText()));
            report($"{path}.{Printable.Short(field.Name)}");
        }
        return rest;
    }

    private bool TryTake(string name, JsonValueKind kind, string wanted, out JsonElement value)
    {
        _known.Add(name);
        if (!element.TryGetProperty(name, out value))
            return false;
        if (value.ValueKind == kind)
            return true;
        Wrong(name, wanted);
        return false;
    }

    internal void Wrong(string name, string wanted)
    {
        faults.Where = "";
        faults.Bad($"{path}.{name}", $"is not {wanted}", $"write {wanted}");
    }

    private string Missing(string name)
    {
        faults.Where = "";
        faults.Bad($"{path}.{name}", "is missing", $"add \"{name}\"");
        return "";
    }
}
