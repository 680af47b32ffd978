namespace Usher.Core;

/// <summary>Where a live lease stands.</summary>
public enum LeaseState
{
    /// <summary>Its client is there.</summary>
    Active,

    /// <summary>Its client's connection ended; the seat waits.</summary>
    Lingering,
}
