namespace Usher.Core;

/// <summary>What a pool knows of a lease id, least first.</summary>
public enum LeaseTrace
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It lived here, and how it ended is still remembered.</summary>
    Over,

    /// <summary>It lives or waits here.</summary>
    Here,
}
