namespace Usher.Core;

/// <summary>Why a request left the queue without a grant. The numbers are written to the journal.</summary>
public enum WaitEndReason
{
    /// <summary>The client gave up.</summary>
    Cancelled = 1,

    /// <summary>Its wait limit was over.</summary>
    TimedOut = 2,

    /// <summary>Its connection ended and the client did not come back in time.</summary>
    Abandoned = 3,

    /// <summary>No line that could ever meet it is left.</summary>
    Hopeless = 4,
}
