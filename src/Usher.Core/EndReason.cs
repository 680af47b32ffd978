namespace Usher.Core;

/// <summary>Why a lease is over. The numbers are written to the journal; never reuse one.</summary>
public enum EndReason
{
    /// <summary>The client gave it back.</summary>
    Returned = 1,

    /// <summary>No sign of life until the deadline.</summary>
    Lapsed = 2,

    /// <summary>The connection ended and the client did not come back in time.</summary>
    LingerOver = 3,

    /// <summary>An administrator took it away.</summary>
    Revoked = 4,

    /// <summary>The license line ended, and no other line had room.</summary>
    LicenseEnded = 5,

    /// <summary>The license was removed, and no other line had room.</summary>
    LicenseRemoved = 6,
}
