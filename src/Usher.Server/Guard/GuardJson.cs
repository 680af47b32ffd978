using System.Text.Json.Serialization;

namespace Usher.Server.Guard;

/// <summary>The JSON of notices.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PortNotice))]
internal sealed partial class GuardJson : JsonSerializerContext;
