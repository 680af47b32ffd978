using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Usher.Server.Management;
using Usher.Server.Management.Contract;
using Usher.Server.Management.OpenApi;

namespace Usher.Server.Tests.Management.OpenApi;

/// <summary>The description against what is described.</summary>
public sealed class OpenApiTests
{
    private readonly JsonObject document = (JsonObject)JsonNode.Parse(OpenApiDocument.Write())!;

    private JsonObject Schemas => (JsonObject)document["components"]!["schemas"]!;

    [Fact]
    public async Task Every_route_is_described_with_its_role_and_nothing_else_is()
    {
        var described = ((JsonObject)document["paths"]!).SelectMany(path => ((JsonObject)path.Value!).Select(
            operation => (path.Key, operation.Key, (string)operation.Value!["x-usher-role"]!)));

        Assert.Equal((await RouteTable.ReadAsync()).Order(), described.Order());
    }

    [Fact]
    public void Every_shape_has_the_fields_that_are_written_and_read()
    {
        foreach (var (name, schema) in Schemas)
        {
            var written = Type(name).Properties.Select(property => property.Name).Order(StringComparer.Ordinal);
            var described = ((JsonObject)schema!["properties"]!).Select(property => property.Key).Order(StringComparer.Ordinal);
            Assert.True(written.SequenceEqual(described), $"{name} has {string.Join(", ", written)}; described are {string.Join(", ", described)}");
        }
    }

    [Fact]
    public void Every_shape_of_the_contract_is_described()
    {
        var shapes = typeof(Problem).Assembly.GetTypes().Where(type => type.Namespace == typeof(Problem).Namespace && type.IsPublic).Select(type => type.Name);
        Assert.Empty(shapes.Except(Schemas.Select(schema => schema.Key)));
    }

    [Fact]
    public void Every_example_reads_as_what_it_is_an_example_of()
    {
        var read = 0;
        foreach (var media in All(document).OfType<JsonObject>().Where(node => node["schema"]?["$ref"] is not null && node["example"] is not null))
        {
            var type = Type(((string)media["schema"]!["$ref"]!).Split('/')[^1]);
            Assert.NotNull(JsonSerializer.Deserialize(media["example"]!.ToJsonString(), type));
            read++;
        }

        Assert.True(read > 40, $"only {read} examples");
    }

    [Fact]
    public void Every_operation_has_a_name_of_its_own_and_every_answer_with_a_shape_an_example()
    {
        var operations = ((JsonObject)document["paths"]!).SelectMany(path => (JsonObject)path.Value!).Select(operation => operation.Value!).ToList();
        Assert.Equal(operations.Count, operations.Select(operation => (string)operation["operationId"]!).Distinct().Count());
        foreach (var media in All(document).OfType<JsonObject>().Where(node => node["schema"]?["$ref"] is not null && node["in"] is null))
            Assert.True(media["example"] is not null, $"{media.GetPath()} has no example");
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        foreach (var reference in All(document).OfType<JsonObject>().Select(node => (string?)node["$ref"]).OfType<string>())
        {
            var found = reference.Split('/').Skip(1).Aggregate((JsonNode?)document, (node, name) => node?[name]);
            Assert.True(found is not null, reference);
        }
    }

    private static JsonTypeInfo Type(string name)
    {
        var type = typeof(Problem).Assembly.GetTypes().Single(type => type.Name == name && type.Namespace is { } space
            && (space == typeof(Problem).Namespace || space == typeof(ServerFault).Namespace));
        return SparseJson.Default.GetTypeInfo(type) ?? AdminJson.Default.GetTypeInfo(type)!;
    }

    private static IEnumerable<JsonNode> All(JsonNode node) => node switch
    {
        JsonObject branch => branch.Where(one => one.Value is not null).SelectMany(one => All(one.Value!)).Prepend(node),
        JsonArray list => list.OfType<JsonNode>().SelectMany(All).Prepend(node),
        _ => [node],
    };
}
