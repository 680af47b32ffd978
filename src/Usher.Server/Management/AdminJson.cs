using System.Text.Json.Serialization;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management;

/// <summary>The JSON of the administration API, for the server and for clients of it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(RunningServer))]
[JsonSerializable(typeof(ServerStatus))]
[JsonSerializable(typeof(LicenseList))]
[JsonSerializable(typeof(LicenseChange))]
[JsonSerializable(typeof(FeatureList))]
[JsonSerializable(typeof(LeasePage))]
[JsonSerializable(typeof(RevokeRequest))]
[JsonSerializable(typeof(RevokeOutcome))]
[JsonSerializable(typeof(LogReport))]
[JsonSerializable(typeof(PortList))]
[JsonSerializable(typeof(PortIdentities))]
[JsonSerializable(typeof(PortExposure))]
public sealed partial class AdminJson : JsonSerializerContext;
