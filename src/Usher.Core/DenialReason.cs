namespace Usher.Core;

/// <summary>Why seats were refused. The numbers are written to the journal; never reuse one.</summary>
public enum DenialReason
{
    /// <summary>No license line for the feature.</summary>
    NoSuchFeature = 1,

    /// <summary>Every line is of a lower version than asked for.</summary>
    VersionTooHigh = 2,

    /// <summary>Every sufficient line starts later.</summary>
    NotYetValid = 3,

    /// <summary>Every sufficient line has ended, its grace included.</summary>
    LicenseEnded = 4,

    /// <summary>More seats were asked for than all sufficient lines have together, overdraft included.</summary>
    MoreThanExist = 5,

    /// <summary>All seats are in use, or kept for requests that wait in front.</summary>
    AllSeatsTaken = 6,

    /// <summary>The queue is full.</summary>
    QueueFull = 7,

    /// <summary>The holder's lease was revoked a moment ago.</summary>
    CoolingDown = 8,

    /// <summary>The lease id was granted before and is over; a new lease needs a new id.</summary>
    LeaseIsOver = 9,

    /// <summary>The lease id belongs to somebody else.</summary>
    LeaseOfAnother = 10,

    /// <summary>The pool holds as many leases as it may.</summary>
    TooManyLeases = 11,

    /// <summary>Not a number of seats: zero, or above the limit of one request.</summary>
    BadSeatCount = 12,
}
