namespace Usher.Journal.History;

/// <summary>
/// Why somebody did not get seats: refused at once (the numbers of <see cref="Core.DenialReason"/>), or after a wait in the
/// queue (100 and the number of <see cref="Core.WaitEndReason"/>).
/// </summary>
public enum DenialCause
{
    /// <summary>No license line for the feature.</summary>
    NoSuchFeature = 1,

    /// <summary>Every line is of a lower version than asked for.</summary>
    VersionTooHigh = 2,

    /// <summary>Every sufficient line starts later.</summary>
    NotYetValid = 3,

    /// <summary>Every sufficient line has ended.</summary>
    LicenseEnded = 4,

    /// <summary>More seats than there are in all.</summary>
    MoreThanExist = 5,

    /// <summary>All seats were in use, or kept for requests in front.</summary>
    AllSeatsTaken = 6,

    /// <summary>The queue was full.</summary>
    QueueFull = 7,

    /// <summary>The holder's lease had been revoked a moment ago.</summary>
    CoolingDown = 8,

    /// <summary>The lease id had been used before.</summary>
    LeaseIsOver = 9,

    /// <summary>The lease id was somebody else's.</summary>
    LeaseOfAnother = 10,

    /// <summary>The pool held as many leases as it may.</summary>
    TooManyLeases = 11,

    /// <summary>Not a number of seats that one request may ask for.</summary>
    BadSeatCount = 12,

    /// <summary>The client left the queue.</summary>
    WaitCancelled = 101,

    /// <summary>The longest wait was over.</summary>
    WaitTimedOut = 102,

    /// <summary>The connection of the waiting client ended, and it did not come back in time.</summary>
    WaitAbandoned = 103,

    /// <summary>No line was left that could ever have met the request.</summary>
    WaitHopeless = 104,
}
