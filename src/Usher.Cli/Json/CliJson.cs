using System.Text.Json.Serialization;

namespace Usher.Cli.Output;

/// <summary>Every object that the command prints under --json, and the files it keeps. docs/cli-json.md has the shapes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FaultJson))]
[JsonSerializable(typeof(VersionJson))]
[JsonSerializable(typeof(VendorKeyJson))]
[JsonSerializable(typeof(VendorPublicKeyJson))]
[JsonSerializable(typeof(LicenseJson))]
[JsonSerializable(typeof(VerdictJson))]
internal sealed partial class CliJson : JsonSerializerContext;
