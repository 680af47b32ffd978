namespace Usher.Core;

/// <summary>
/// When several leases count as one seat: those whose holders agree in every named part. FlexNet's DUP_GROUP.
/// </summary>
[Flags]
public enum Sharing
{
    /// <summary>Every lease has seats of its own.</summary>
    None = 0,

    /// <summary>Leases of the same user share.</summary>
    User = 1,

    /// <summary>Leases on the same host share.</summary>
    Host = 2,

    /// <summary>Leases on the same display share.</summary>
    Display = 4,

    /// <summary>All leases of the site share: the license is not counted. Overrides the other parts.</summary>
    Site = 8,
}
