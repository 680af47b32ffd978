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
[JsonSerializable(typeof(HistoryCoverage))]
[JsonSerializable(typeof(UsageHistory))]
[JsonSerializable(typeof(SessionPage))]
[JsonSerializable(typeof(DenialPage))]
[JsonSerializable(typeof(DenialCounts))]
[JsonSerializable(typeof(UseReport))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(LoginOutcome))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(TokenList))]
[JsonSerializable(typeof(TokenRow))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenSecretRow))]
[JsonSerializable(typeof(UserList))]
[JsonSerializable(typeof(UserRow))]
[JsonSerializable(typeof(UserRequest))]
[JsonSerializable(typeof(PasswordRequest))]
[JsonSerializable(typeof(RoleRequest))]
public sealed partial class AdminJson : JsonSerializerContext;
