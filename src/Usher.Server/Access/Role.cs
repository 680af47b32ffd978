using System.Text.Json.Serialization;

namespace Usher.Server.Access;

/// <summary>What somebody may do with the administration. Each may all that the ones before it may.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Role>))]
internal enum Role
{
    /// <summary>Look: features, leases, history, metrics.</summary>
    [JsonStringEnumMemberName("viewer")]
    Viewer = 1,

    /// <summary>Also act on seats: revoke, cancel, take and give back leases for others.</summary>
    [JsonStringEnumMemberName("operator")]
    Operator = 2,

    /// <summary>Also change what is licensed, and who may what.</summary>
    [JsonStringEnumMemberName("administrator")]
    Administrator = 3,
}
