using Usher.Core;
using Usher.Protocol;
using Usher.Server.Lanes;

namespace Usher.Server.Seats;

/// <summary>How a lease or a wait ended, as people read it.</summary>
internal static class LossText
{
    /// <summary>The push for a lease that is over.</summary>
    public static LeaseLost Lease(LeaseId lease, PoolId pool, EndReason reason, string note)
    {
        var (code, message, hint) = Words(reason, pool.Feature, note);
        return new() { Lease = WireIds.ToWire(lease), Code = code, Message = message, Hint = hint, Feature = pool.ToString() };
    }

    /// <summary>The answer to somebody who names a lease that is over, or was never known.</summary>
    public static Problem NotHeld(LeaseId lease, PoolId pool, EndReason? reason, string note)
    {
        var (code, message, hint) = reason is { } known ? Words(known, pool.Feature, note)
            : note.Length == 0 ? Unknown(pool.Feature)
            : OfAnother(pool.Feature, note);
        return new() { Lease = WireIds.ToWire(lease), Code = code, Message = message, Hint = hint, Feature = pool.ToString() };
    }

    /// <summary>The answer to somebody who names a lease of which no pool knows.</summary>
    public static Problem NobodyKnows(LeaseId lease) => new()
    {
        Lease = WireIds.ToWire(lease),
        Code = ErrorCodes.LostUnknown,
        Message = $"the server knows no lease {lease}",
        Hint = "run 'usher who' to see the leases, or check out again with a new lease id",
    };

    /// <summary>The push for a request that left the queue without a grant.</summary>
    public static WaitLost Wait(LeaseId lease, PoolId pool, WaitEndReason reason)
    {
        var (code, message, hint) = Words(reason, pool.Feature);
        return new() { Lease = WireIds.ToWire(lease), Code = code, Message = message, Hint = hint, Feature = pool.ToString() };
    }

    /// <summary>The answer to a renewal of a request that has no seats yet.</summary>
    public static Problem StillWaiting(HeldLease held) => new()
    {
        Lease = WireIds.ToWire(held.Lease),
        Code = ErrorCodes.LostUnknown,
        Message = $"the request for '{held.Pool.Id.Feature}' still waits in the queue; there is no lease to renew yet",
        Hint = "wait for the grant; heartbeats keep the connection, and its place, alive",
        Feature = held.Pool.Name,
    };

    private static (string Code, string Message, string Hint) Unknown(string name) => (
        ErrorCodes.LostUnknown,
        $"the server knows no such lease of '{name}'",
        "check out again with a new lease id");

    private static (string Code, string Message, string Hint) OfAnother(string name, string note) => (
        ErrorCodes.LeaseOfAnother,
        $"the lease of '{name}' is not yours: {note}",
        "return or renew a lease as the user and on the host that took it; administrators use 'usher revoke'");

    private static (string Code, string Message, string Hint) Words(EndReason reason, string name, string note) => reason switch
    {
        EndReason.Returned => (ErrorCodes.LostReturned,
            $"the seat of '{name}' was given back",
            "check out again with a new lease id if you still need it"),
        EndReason.Lapsed => (ErrorCodes.LostLapsed,
            $"the seat of '{name}' lapsed: no sign of life came in time",
            "check that the client can reach the server all the time, or ask for a longer ttl; then check out again"),
        EndReason.LingerOver => (ErrorCodes.LostLingerOver,
            $"the seat of '{name}' went to others: its connection ended and the client did not come back in time",
            "check out again; a detached lease ('--detach') does not need a connection"),
        EndReason.Revoked => (ErrorCodes.LostRevoked,
            $"an administrator took the seat of '{name}' away{(note.Length == 0 ? "" : $": {note}")}",
            "ask the license administrator before you check out again"),
        EndReason.LicenseEnded => (ErrorCodes.LostLicenseEnded,
            $"the license of '{name}' ended under the lease",
            "ask the vendor for a renewal and run 'usher license add FILE' on the server"),
        EndReason.LicenseRemoved => (ErrorCodes.LostLicenseRemoved,
            $"the license of '{name}' was removed under the lease",
            "run 'usher license list' on the server to see what is installed"),
    };

    private static (string Code, string Message, string Hint) Words(WaitEndReason reason, string name) => reason switch
    {
        WaitEndReason.Cancelled => (ErrorCodes.WaitCancelled,
            $"the request for '{name}' was withdrawn from the queue",
            "ask again if you still need it"),
        WaitEndReason.TimedOut => (ErrorCodes.WaitTimedOut,
            $"no seat of '{name}' came free within the time to wait",
            $"run 'usher who {name}' to see the holders, or wait longer with '--wait'"),
        WaitEndReason.Abandoned => (ErrorCodes.WaitAbandoned,
            $"the request for '{name}' lost its place: its connection ended and the client did not come back in time",
            "ask again"),
        WaitEndReason.Hopeless => (ErrorCodes.WaitHopeless,
            $"no license is left that could ever meet the request for '{name}'",
            "run 'usher status' to see the license lines"),
    };
}
