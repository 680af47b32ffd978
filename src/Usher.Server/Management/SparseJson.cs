using System.Text.Json.Serialization;
using Usher.Server.Management.Contract;

namespace Usher.Server.Management;

/// <summary>The JSON of leases and events, for the server and for clients: what does not apply is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(TakeSeats))]
[JsonSerializable(typeof(RenewSeats))]
[JsonSerializable(typeof(SeatLease))]
[JsonSerializable(typeof(SeatReturn))]
[JsonSerializable(typeof(SeatProblem))]
[JsonSerializable(typeof(LiveEvent))]
[JsonSerializable(typeof(ServerFault))]
public sealed partial class SparseJson : JsonSerializerContext;
