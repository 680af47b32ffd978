namespace Usher.Server.Access;

/// <summary>What somebody may do with the administration. Each may all that the ones before it may.</summary>
internal enum Role
{
    /// <summary>Look: features, leases, history, metrics.</summary>
    Viewer = 1,

    /// <summary>Also act on seats: revoke, cancel, take and give back leases for others.</summary>
    Operator = 2,

    /// <summary>Also change what is licensed, and who may what.</summary>
    Administrator = 3,
}
