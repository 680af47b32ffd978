using System.Text;
using System.Text.Json;

namespace Usher.Server.Options;

/// <summary>Reads <c>usher.json</c> into settings, each with its line. Comments and trailing commas are allowed.</summary>
internal static class OptionsFile
{
    /// <summary>The file's name in the data folder.</summary>
    internal const string Name = "usher.json";

    /// <summary>Longest file, in bytes.</summary>
    internal const int BytesMax = 1024 * 1024;

    private const int DepthMax = 8;

    /// <summary>The settings of a folder's file; none when there is no file.</summary>
    internal static IReadOnlyList<Setting> Read(string dataFolder, List<ServerFault> faults)
    {
        var path = Path.Combine(dataFolder, Name);
        try
        {
            if (!File.Exists(path))
                return [];
            if (new FileInfo(path).Length <= BytesMax)
                return Parse(File.ReadAllBytes(path), faults);
            faults.Add(OptionFaults.BadFile(path, $"the file is longer than {BytesMax} bytes"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(OptionFaults.BadFile(path, error.Message));
        }

        return [];
    }

    /// <summary>The settings of a text, in its order.</summary>
    internal static IReadOnlyList<Setting> Parse(ReadOnlySpan<byte> json, List<ServerFault> faults)
    {
        var settings = new List<Setting>();
        if (json.StartsWith(Encoding.UTF8.Preamble))
            json = json[Encoding.UTF8.Preamble.Length..];
        var reader = new Utf8JsonReader(json, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = DepthMax,
        });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                faults.Add(OptionFaults.BadFile($"{Name}:1", "it does not begin with '{'"));
            else
                ReadObject(ref reader, json, "", settings, faults);
            while (reader.Read())
            {
            }
        }
        catch (JsonException error)
        {
            faults.Add(OptionFaults.BadFile($"{Name}:{1 + error.LineNumber}", "this is not JSON"));
        }

        return settings;
    }

    private static void ReadObject(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string prefix, List<Setting> settings, List<ServerFault> faults)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = prefix + reader.GetString();
            var origin = $"{Name}:{LineAt(json, reader.TokenStartIndex)}";
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                ReadObject(ref reader, json, key + ':', settings, faults);
            else if (ReadValues(ref reader) is { } values)
                settings.Add(new Setting(key, values, origin) { IsOfFile = true });
            else
                faults.Add(OptionFaults.BadFile(origin, $"'{key}' must be a text, a number, true, false, or a list of texts"));
        }
    }

    private static List<string>? ReadValues(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return Scalar(ref reader) is { } single ? [single] : null;
        var depth = reader.CurrentDepth;
        var values = new List<string>();
        var isSound = true;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (Scalar(ref reader) is { } item)
                values.Add(item);
            else
                isSound = false;
        }

        return isSound ? values : null;
    }

    private static string? Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => null,
    };

    private static int LineAt(ReadOnlySpan<byte> json, long index) => 1 + json[..(int)index].Count((byte)'\n');
}
