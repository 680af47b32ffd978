namespace Usher.Core;

/// <summary>How a lease came to be.</summary>
public enum GrantKind
{
    /// <summary>Seats were free.</summary>
    Direct,

    /// <summary>The request had waited in the queue.</summary>
    FromQueue,

    /// <summary>A lease that had lapsed came back within the resume window, even if above the count.</summary>
    ResumedLate,
}
