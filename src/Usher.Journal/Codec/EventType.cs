namespace Usher.Journal.Codec;

/// <summary>First byte of an encoded event. Written to disk: never renumber, never reuse.</summary>
internal enum EventType : byte
{
    LinesSet = 1,
    LeaseGranted = 2,
    LeaseResumed = 3,
    LeaseRenewed = 4,
    LeaseMoved = 5,
    LeaseLingering = 6,
    LeaseEnded = 7,
    WaitStarted = 8,
    WaiterAbsent = 9,
    WaiterReturned = 10,
    WaitEnded = 11,
    CheckoutDenied = 12,
    ServiceResumed = 13,
    ServiceResumedLater = 14,
}
