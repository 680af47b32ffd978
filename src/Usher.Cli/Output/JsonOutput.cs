using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Usher.Cli.Output;

/// <summary>Prints one object, on one line.</summary>
internal static class JsonOutput
{
    /// <summary>Writes it to standard output with a line end.</summary>
    public static void Write<T>(T value, JsonTypeInfo<T> type, Surroundings surroundings) =>
        surroundings.Output.WriteLine(JsonSerializer.Serialize(value, type));
}
