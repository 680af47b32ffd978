namespace Usher.Server.Licenses;

/// <summary>What installing a license comes to.</summary>
public enum InstallOutcome
{
    /// <summary>It cannot be installed; the faults say why.</summary>
    Refused,

    /// <summary>It is new here.</summary>
    Added,

    /// <summary>It takes the place of an older issue of the same license.</summary>
    Replaced,

    /// <summary>It is installed already, byte for byte.</summary>
    Unchanged,
}
