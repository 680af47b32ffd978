using System.Text.Json.Serialization;

namespace Usher.Server.Events;

/// <summary>The JSON of the stream <c>server</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ServerEvent))]
internal sealed partial class ServerLogJson : JsonSerializerContext;
