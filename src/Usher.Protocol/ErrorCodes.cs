namespace Usher.Protocol;

/// <summary>Codes that travel on the wire. docs/errors.md explains each to people.</summary>
public static class ErrorCodes
{
    /// <summary>No license for the feature.</summary>
    public const string NoSuchFeature = "USH2001";

    /// <summary>No line of a sufficient version.</summary>
    public const string VersionTooHigh = "USH2002";

    /// <summary>All seats are in use, or kept for requests that wait in front.</summary>
    public const string AllSeatsTaken = "USH2003";

    /// <summary>More seats than all lines have together.</summary>
    public const string MoreThanExist = "USH2004";

    /// <summary>The license starts later.</summary>
    public const string NotYetValid = "USH2005";

    /// <summary>The license has ended.</summary>
    public const string LicenseEnded = "USH2006";

    /// <summary>The queue is full.</summary>
    public const string QueueFull = "USH2007";

    /// <summary>Revoked a moment ago.</summary>
    public const string CoolingDown = "USH2008";

    /// <summary>The lease id was used and is over.</summary>
    public const string LeaseIsOver = "USH2009";

    /// <summary>The lease id belongs to somebody else.</summary>
    public const string LeaseOfAnother = "USH2010";

    /// <summary>The pool holds as many leases as it may.</summary>
    public const string TooManyLeases = "USH2011";

    /// <summary>Not a number of seats.</summary>
    public const string BadSeatCount = "USH2012";

    /// <summary>Two vendors have a feature of that name.</summary>
    public const string AmbiguousFeature = "USH2013";

    /// <summary>The lease was given back.</summary>
    public const string LostReturned = "USH2101";

    /// <summary>The lease lapsed without a sign of life.</summary>
    public const string LostLapsed = "USH2102";

    /// <summary>The client did not come back within the linger.</summary>
    public const string LostLingerOver = "USH2103";

    /// <summary>An administrator took the lease away.</summary>
    public const string LostRevoked = "USH2104";

    /// <summary>The license ended under the lease.</summary>
    public const string LostLicenseEnded = "USH2105";

    /// <summary>The license was removed under the lease.</summary>
    public const string LostLicenseRemoved = "USH2106";

    /// <summary>The server knows no such lease.</summary>
    public const string LostUnknown = "USH2107";

    /// <summary>The waiting request was withdrawn.</summary>
    public const string WaitCancelled = "USH2201";

    /// <summary>The wait limit was over.</summary>
    public const string WaitTimedOut = "USH2202";

    /// <summary>The waiting client did not come back.</summary>
    public const string WaitAbandoned = "USH2203";

    /// <summary>No license is left that could ever meet the waiting request.</summary>
    public const string WaitHopeless = "USH2204";

    /// <summary>The server's clock was set back; it grants nothing until that is cured.</summary>
    public const string ClockSetBack = "USH2301";

    /// <summary>The bytes are not a frame of this protocol, or too long.</summary>
    public const string BadFrame = "USH3001";

    /// <summary>The first message was not a hello, or a hello came twice.</summary>
    public const string HelloExpected = "USH3002";

    /// <summary>No common protocol version.</summary>
    public const string VersionUnsupported = "USH3003";

    /// <summary>A field is missing, too long or out of its range.</summary>
    public const string BadField = "USH3004";

    /// <summary>The server is at its limit; retry after the time that the answer names.</summary>
    public const string Busy = "USH3005";

    /// <summary>Too many requests in flight on one connection.</summary>
    public const string TooManyInFlight = "USH3006";

    /// <summary>The server is shutting down.</summary>
    public const string ShuttingDown = "USH3007";

    /// <summary>The server refuses to serve because its journal cannot be used.</summary>
    public const string JournalUnusable = "USH3008";

    /// <summary>The server has no license of a vendor that the client trusts.</summary>
    public const string NoLicenseOfVendor = "USH3009";

    /// <summary>Something went wrong inside the server; its log has the details.</summary>
    public const string InternalFault = "USH3010";

    /// <summary>The server was restored from a backup, and grants nothing new while seats that the backup does not know may be in use.</summary>
    public const string Restored = "USH3011";
}
