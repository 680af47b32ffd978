using System.Text.Json;
using System.Text.Json.Nodes;
using Usher.Server.Hosting;

namespace Usher.Server.Management.OpenApi;

/// <summary>
/// The OpenAPI document, put together from the parts beside this file, one for each area: the routes and the shapes of an
/// area are in one place. A test compares it with the routes that are mapped and with the shapes that are written.
/// </summary>
internal static class OpenApiDocument
{
    private const string Base = "base.json";

    /// <summary>The whole document.</summary>
    /// <exception cref="InvalidOperationException">Two parts say the same thing: a fault in this program.</exception>
    internal static string Write()
    {
        var names = typeof(OpenApiDocument).Assembly.GetManifestResourceNames();
        var prefix = typeof(OpenApiDocument).Namespace + ".";
        var document = Read(prefix + Base);
        document["info"]!["version"] = ServerVersion.Text;
        foreach (var name in names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name != prefix + Base).Order(StringComparer.Ordinal))
            Merge(document, Read(name), name);
        return document.ToJsonString(new JsonSerializerOptions { WriteIndented = true, TypeInfoResolver = AdminJson.Default });
    }

    /// <summary>Adds what is new; objects are joined.</summary>
    private static void Merge(JsonObject into, JsonObject part, string name)
    {
        foreach (var (key, value) in part.ToArray())
        {
            part.Remove(key);
            if (into[key] is not { } there)
                into[key] = value;
            else if (there is JsonObject branch && value is JsonObject more)
                Merge(branch, more, name);
            else
                throw new InvalidOperationException($"{name} says '{key}' once more");
        }
    }

    private static JsonObject Read(string name)
    {
        using var part = typeof(OpenApiDocument).Assembly.GetManifestResourceStream(name)!;
        return (JsonObject)JsonNode.Parse(part)!;
    }
}
